"""How a graph is served: where, to whom, and what those may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from kg.calls.limits import Limits
from kg.errors import KGError

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
SHORTEST_SECRET = 12


@dataclass(frozen=True, slots=True)
class Options:
    """What a server is told.

    `names` are further host names that requests may come under, `cors` the origins whose pages may read (`*`: all).
    `secret` is what a request must bring, where there is one. With `edit`, decisions can be made and articles added.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8765
    root_path: str = ""
    names: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    secret: str | None = field(default=None, repr=False)
    edit: bool = False
    schema: Path | None = None
    limits: Limits = field(default_factory=Limits)
    wait: float = 30.0

    def __post_init__(self) -> None:
        if not self.is_local and self.secret is None:
            raise KGError(
                f"--host {self.host} lets other machines in: give --token or --password-file as well, which they must know"
            )
        if self.secret is not None and len(self.secret) < SHORTEST_SECRET:
            raise KGError(f"the token or password is too short; give at least {SHORTEST_SECRET} characters")
        if self.root_path and (not self.root_path.startswith("/") or self.root_path.endswith("/")):
            raise KGError(
                f"--root-path {self.root_path}: give a path such as /graph, with a slash at its beginning only"
            )

    @property
    def is_local(self) -> bool:
        """Tell whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """Return where a browser on this machine finds the app."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{'127.0.0.1' if self.host in ('0.0.0.0', '::') else host}:{self.port}{self.root_path}/"  # noqa: S104
