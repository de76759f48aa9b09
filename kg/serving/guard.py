"""What stands before the app: it keeps out requests that have no business here, and what browsers should not do.

In go requests under whatever name and from whatever page; those that pass have a known name, a known origin, the secret,
and a bearable size. Out go answers with the headers that keep a browser from doing more with them than it should.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from kg.serving.options import LOOPBACK_NAMES, Options

QUERY_BYTES = 1_000_000
"""What the body of a request may hold; an article that is uploaded has a limit of its own."""
UPLOAD_BYTES = 20_000_000
_BODY_SECONDS = 30.0

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with "no-referrer" a form of ours would come from the origin "null"
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_LAST = {"connection": "close"}
_CORS_EXPOSED = "ETag, Link, X-Generation"


class Guard:
    """An ASGI app around the app."""

    def __init__(self, app: Starlette, options: Options) -> None:
        self.app = app
        self._options = options
        self._names = {*_folded(options.names), *(LOOPBACK_NAMES if options.is_local else ())}
        self._origins = set(_folded(options.cors))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the app answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        allowed = self._allowed(origin)
        refusal = self._refusal(scope, headers, origin, allowed=allowed is not None)
        sending = _Sending(send, allowed)
        if refusal is not None:
            await refusal(scope, receive, sending)
        elif scope["method"] == "OPTIONS" and allowed is not None and "access-control-request-method" in headers:
            await _preflight(headers)(scope, receive, sending)
        else:
            await self._bounded(scope, headers, receive, sending)

    async def let_go(self) -> None:
        """Let those go who listen for news, whom the end of the server would else wait for."""
        watch = getattr(self.app.state, "watch", None)
        if watch is not None:
            await watch.end()

    def _refusal(self, scope: Scope, headers: Headers, origin: str | None, *, allowed: bool) -> Response | None:
        host = headers.get("host", "")
        if len(headers.getlist("host")) != 1 or (self._names and _name_of(host) not in self._names):
            return PlainTextResponse("this server does not go by that name (see --name)\n", 421)
        foreign = origin is not None and not _same(origin, host)
        crosses = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
        if (foreign or crosses) and not allowed:
            return PlainTextResponse("pages of other sites may not ask here (see --cors)\n", 403)
        if foreign and scope["method"] not in ("GET", "HEAD", "POST", "OPTIONS"):
            return PlainTextResponse("not for pages of other sites\n", 403)
        preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        if self._options.secret is not None and not preflight and not _knows(headers, self._options.secret):
            return PlainTextResponse(
                "this graph is not public: a token or password is needed\n",
                401,
                {"www-authenticate": 'Basic realm="kg", charset="UTF-8"'},
            )
        return None

    def _allowed(self, origin: str | None) -> str | None:
        if origin is None or not self._origins:
            return None
        if "*" in self._origins:
            return "*"
        return origin if origin.casefold() in self._origins else None

    async def _bounded(self, scope: Scope, headers: Headers, receive: Receive, send: _Sending) -> None:
        most = UPLOAD_BYTES if self._options.edit and scope["path"].endswith("/articles") else QUERY_BYTES
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            await PlainTextResponse(_size(most), 413, _LAST)(scope, receive, send)
            return
        seen = 0
        deadline = asyncio.get_running_loop().time() + _BODY_SECONDS
        whole = False

        async def bounded() -> Message:
            nonlocal seen, whole
            if whole:
                return await receive()
            left = deadline - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), max(left, 0.001))
            except TimeoutError:
                raise HTTPException(408, "the request did not come to its end", _LAST) from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if seen > most:
                raise HTTPException(413, _size(most), _LAST)
            return message

        await self.app(scope, bounded, send)


class _Sending:
    """The way back to the client, on which an answer gets its headers."""

    def __init__(self, send: Send, allowed: str | None) -> None:
        self._send = send
        self._allowed = allowed

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("content-security-policy", POLICY)
            headers.setdefault("cache-control", "no-cache")
            headers.setdefault(
                "cross-origin-resource-policy", "same-origin" if self._allowed is None else "cross-origin"
            )
            if self._allowed is not None:
                headers["access-control-allow-origin"] = self._allowed
                headers["access-control-expose-headers"] = _CORS_EXPOSED
                headers.add_vary_header("Origin")
        await self._send(message)


def _preflight(headers: Headers) -> Response:
    asked = headers.get("access-control-request-headers", "")
    answer = Response(status_code=204)
    answer.headers["access-control-allow-methods"] = "GET, HEAD, POST, OPTIONS"
    answer.headers["access-control-allow-headers"] = ", ".join(
        name for name in (part.strip().lower() for part in asked.split(",")) if name in _CORS_HEADERS
    )
    answer.headers["access-control-max-age"] = "600"
    return answer


_CORS_HEADERS = frozenset({"accept", "authorization", "content-type", "if-none-match"})


def _size(most: int) -> str:
    return f"a request may have at most {most:,} bytes"


def _knows(headers: Headers, secret: str) -> bool:
    """Tell whether a request brings the secret, as a bearer's token or as the password of whatever user."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    brought = value.strip()
    if scheme.lower() == "basic":
        try:
            brought = base64.b64decode(brought, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(brought.encode("utf-8", "replace"), secret.encode())


def _folded(names: Iterable[str]) -> list[str]:
    return [name.casefold().rstrip("/") for name in names]


def _name_of(host: str) -> str:
    """Return the name in a Host header, without its port."""
    name = host.casefold()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def _same(origin: str, host: str) -> bool:
    """Tell whether an origin is this server itself, under the name that the request gives it."""
    try:
        return urlsplit(origin).netloc.casefold() == host.casefold()
    except ValueError:
        return False
