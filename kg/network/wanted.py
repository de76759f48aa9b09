"""Which statements tie things: in goes a statement, out comes whether it counts."""

from __future__ import annotations

from dataclasses import dataclass

from kg.statements.stated import Stated

NOT_TYING = frozenset({"conditional", "unknown"})
"""Modalities of what does not say that it is so, will be so or may be so."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements tie: `own` leaves only what articles say in their own voice, `denied` adds what is denied.

    `since` and `until` are days of publication.
    """

    own: bool = False
    denied: bool = False
    since: str | None = None
    until: str | None = None

    def takes(self, stated: Stated) -> bool:
        """Tell whether a statement ties."""
        if stated.polarity != "affirmed" and not (self.denied and stated.polarity == "negated"):
            return False
        if stated.modality in NOT_TYING or not stated.said or (self.own and stated.credited):
            return False
        day = stated.document.date
        if (self.since or self.until) and day is None:
            return False
        return (self.since is None or (day or "") >= self.since) and (self.until is None or (day or "") <= self.until)


EVERY = Filter()
