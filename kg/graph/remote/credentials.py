"""Who asks a server: a name and password, or a token, from the environment or ~/.netrc; never from an address, never shown."""

from __future__ import annotations

import netrc
import os
import urllib.request
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import StoreError

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"
HOW = f"give {USER} and {PASSWORD}, {TOKEN}, or a line of ~/.netrc"
_CONTROL = frozenset(map(chr, (*range(32), 127)))


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server is shown; `repr` shows none of it."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.user or self.token)

    @classmethod
    def found(cls, host: str, environment: Mapping[str, str] | None = None) -> Credentials:
        """Return those for a host: of the environment, or else of netrc; a file that cannot be read raises StoreError."""
        given = os.environ if environment is None else environment
        user, password, token = (given.get(name, "") for name in (USER, PASSWORD, TOKEN))
        if any(_CONTROL & set(text) for text in (user, password, token)):
            raise StoreError(f"{USER}, {PASSWORD} and {TOKEN} may hold no line ends or other control characters")
        if user or token:
            return cls(user, password, token)
        path = Path(given.get("NETRC") or Path.home() / ".netrc")
        if not path.is_file():
            return cls()
        try:
            entry = netrc.netrc(str(path)).authenticators(host)
        except (OSError, UnicodeDecodeError, netrc.NetrcParseError) as problem:
            # The text of a parse error may show a part of the file.
            raise StoreError(f"{path}: cannot be read as netrc ({type(problem).__name__})") from None
        return cls() if entry is None else cls(entry[0] or "", entry[2] or "")


class Authorization:
    """The `Authorization` header of each request; a name and password are shown once the server asks for them."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._basic = False
        self._challenge: dict[str, str] | None = None
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._digest = urllib.request.HTTPDigestAuthHandler(passwords)
        self._passwords = passwords

    def header(self, method: str, url: str) -> dict[str, str]:
        """Return the header for a request, none where nothing has been asked for."""
        known = self._credentials
        if known.token:
            return {"Authorization": f"Bearer {known.token}"}
        if self._basic:
            pair = b64encode(f"{known.user}:{known.password}".encode()).decode("ascii")
            return {"Authorization": f"Basic {pair}"}
        if self._challenge is not None:
            self._passwords.add_password(None, url, known.user, known.password)
            request = urllib.request.Request(url, method=method)  # noqa: S310 - nothing is opened
            answer = self._digest.get_authorization(request, self._challenge)
            return {} if answer is None else {"Authorization": f"Digest {answer}"}
        return {}

    def learn(self, challenges: list[str]) -> bool:
        """Take in what a 401 asks for; tell whether the request is worth another try."""
        if not self._credentials.user:
            return False
        for challenge in challenges:
            scheme, _, rest = challenge.partition(" ")
            if scheme.lower() == "digest":
                pairs = [pair for pair in urllib.request.parse_http_list(rest) if pair]
                found = urllib.request.parse_keqv_list(pairs)
                stale = found.get("stale", "").lower() == "true"
                if self._challenge is not None and not stale:
                    return False
                self._challenge = found
                return True
        if any(challenge.partition(" ")[0].lower() == "basic" for challenge in challenges) and not self._basic:
            self._basic = True
            return True
        return False
