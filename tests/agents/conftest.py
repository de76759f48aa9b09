"""A port that nobody listens on."""

import socket

import pytest


@pytest.fixture
def unused_port() -> int:
    """Return a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
