"""Lines are given to the index in parts of a bounded size, and what is in it does not tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph import index as module
from kg.graph.index import Index


def lines(number: int) -> Iterator[bytes]:
    """Yield so many quads, three to a part, the last part without any."""
    for start in range(0, number, 3):
        made = (f'<urn:s{n}> <urn:p> "line {n}" <urn:g{n % 4}> .\n' for n in range(start, min(start + 3, number)))
        yield "".join(made).encode()
    yield b""


def loaded(path: Path, number: int) -> list[tuple[str, ...]]:
    index = Index.create(path, {})
    index.load_lines(lines(number))
    index.finish()
    return sorted(tuple(map(str, quad)) for quad in Index.read(path, {}).quads())


@pytest.mark.parametrize("number", [0, 1, 9, 30, 31])
def test_index_loads_in_parts_what_it_loads_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    whole = loaded(tmp_path / "whole", number)
    assert len(whole) == number
    monkeypatch.setattr(module, "_AT_ONCE", 9)
    assert loaded(tmp_path / "parts", number) == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts", "whole"]


def test_index_says_what_is_no_quad(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="quads that cannot be loaded"):
        Index.create(tmp_path / "index", {}).load_lines([b"<urn:a> <urn:b> .\n"])
