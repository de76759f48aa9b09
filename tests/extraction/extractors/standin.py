"""A server that speaks OpenAI's protocol as Ollama and its like do, and says what a test wants it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[str], "str | bytes | int | dict[str, Any] | None"]
"""Makes of a passage the text of an answer, the raw body of one, a status, a whole answer, or none at all."""


@dataclass
class StandIn:
    """A running server: where it is, how it replies, and the bodies of all requests."""

    url: str
    reply: Reply
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


def completion(text: str) -> dict[str, Any]:
    """An answer in the protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return {"id": "x", "object": "chat.completion", "model": "stand-in", "choices": [choice], "usage": {}}


def says(*statements: Any) -> Reply:
    """A reply with these statements, whatever the passage."""
    return lambda _: json.dumps({"statements": statements})


def one(subject: Any, predicate: Any, thing: Any = None, negated: Any = False, **more: Any) -> dict[str, Any]:
    """A statement of the form that is asked for."""
    return {"subject": subject, "predicate": predicate, "object": thing, "negated": negated, **more}


@contextmanager
def stand_in(reply: Reply) -> Iterator[StandIn]:
    """Run a server for a while, on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    known = StandIn(f"http://127.0.0.1:{server.server_port}/v1", reply)
    server.known = known  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert self.path == "/v1/models"
        self._send(200, json.dumps({"object": "list", "data": [{"id": "stand-in", "object": "model"}]}).encode())

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        known: StandIn = self.server.known  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known.requests.append(body)
        known.keys.append(self.headers.get("Authorization"))
        answer = known.reply(body["messages"][-1]["content"])
        match answer:
            case None:
                self.connection.close()
            case int():
                self._send(answer, b'{"error": {"message": "no"}}')
            case bytes():
                self._send(200, answer)
            case dict():
                self._send(200, json.dumps(answer).encode())
            case str():
                self._send(200, json.dumps(completion(answer)).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
