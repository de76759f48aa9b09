"""What a store is called by: a folder, or the address of a SPARQL server with the folder that works for it.

In go the words of `--store`, out comes a path or a `Server`. An address never holds a name or password.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kg.errors import StoreError
from kg.reading.source import printable

_ADDRESS = re.compile(r"(https?|sparql\+gsp):/", re.IGNORECASE)
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_NO_NAME = re.compile(r"[^A-Za-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL server, by its address, and the folder on this machine in which what goes there is made."""

    address: str
    folder: Path

    @property
    def parts(self) -> tuple[str, str, int, str]:
        """Return scheme, host, port and path."""
        found = urlsplit(self.address)
        port = found.port or (443 if found.scheme == "https" else 80)
        return found.scheme, found.hostname or "", port, found.path.rstrip("/")


Place = str | Path | Server
"""What calls a store."""


def is_server(place: Place | None) -> bool:
    """Tell whether a place is a server: http://, https:// or sparql+gsp:// and what follows."""
    return isinstance(place, Server) or (isinstance(place, str) and _ADDRESS.match(place) is not None)


def server_of(place: Place, folder: Path | None = None) -> Server | None:
    """Return the server that a place is, None where it is a folder; an address that is none raises StoreError.

    `folder` works for it; without one, a folder of the working directory that has its name from the address.
    `sparql+gsp://HOST` is https://HOST, or on this machine http://HOST.
    """
    if isinstance(place, Server):
        return place
    if not isinstance(place, str) or not is_server(place):
        return None
    try:
        found = urlsplit(place)
        scheme, host, port = found.scheme.lower(), found.hostname, found.port
        secret = found.username is not None or found.password is not None
    except ValueError as problem:
        raise StoreError(
            "the address of the store's server cannot be read; expected http(s)://HOST:PORT/…"
        ) from problem
    if secret:
        raise StoreError(
            "the address of the store's server holds a name or password; give it without, and these as KG_STORE_USER and "
            "KG_STORE_PASSWORD, KG_STORE_TOKEN, or in ~/.netrc"
        )
    if not host or found.query or found.fragment or not place.isascii() or any(sign <= " " for sign in place):
        raise StoreError(f"{printable(place)[:200]}: not the address of a server; expected http(s)://HOST:PORT/…")
    if scheme == "sparql+gsp":
        scheme = "http" if host in _LOCAL else "https"
    netloc = f"[{host}]" if ":" in host else host
    netloc = netloc if port is None else f"{netloc}:{port}"
    path = found.path.rstrip("/")
    address = urlunsplit((scheme, netloc, path, "", ""))
    name = _NO_NAME.sub("-", f"{host}{'' if port is None else f'-{port}'}{path}").strip("-.")
    return Server(address, folder or Path(f"kg-store-{name}"))


def folder_of(place: Place) -> Path:
    """Return the folder of a store: itself, or the one that works for a server."""
    server = server_of(place)
    return Path(place) if server is None else server.folder  # type: ignore[arg-type]
