"""What a call can end in other than an answer; each kind has a name that HTTP and tools turn into their own."""

from __future__ import annotations

from typing import Literal

from kg.errors import KGError

Reason = Literal["wrong", "missing", "unacceptable", "too large", "overtime", "busy", "broken", "refused"]
"""`wrong`: the call or query itself; `missing`: what it names is not there; `unacceptable`: no format that is asked for;
`too large`: the answer; `overtime`, `busy`, `broken`: it could not be answered now; `refused`: it would change something."""


class CallError(KGError):
    """A call that has no answer, and why."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason: Reason = reason
