"""Whether something is so: in go the statements that say it, out come yes, no, and who claims, denies or plans it.

Did Iran supply drones to Russia?    claimed by Washington; denied by Tehran
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.asking.matching import Match
from kg.asking.reply import Given, standing
from kg.asking.teller import Teller
from kg.statements.stated import Stated

_ORDER = ("yes", "no", "claimed", "denied", "planned", "possible")


def verdicts(found: Iterable[Match], teller: Teller) -> list[Given]:
    """Return each verdict once with its statements, the articles' own voice first."""
    groups: dict[str, list[tuple[Match, Stated]]] = {}
    for match in found:
        stated = teller.told(match.place.page, match.statement)
        groups.setdefault(verdict(stated), []).append((match, stated))
    given = [_given(label, pairs) for label, pairs in groups.items()]
    return sorted(given, key=lambda one: (_rank(one.label), -one.certainty, one.label))


def verdict(stated: Stated) -> str:
    """Return what a statement says of whether it is so: "yes", "no", "claimed by …", "denied by …", "planned"."""
    words = standing(stated)
    return {"told as a fact": "yes", "said not to be so": "no"}.get(words, words)


def _given(label: str, pairs: Sequence[tuple[Match, Stated]]) -> Given:
    best, first = max(pairs, key=lambda pair: (pair[0].score * pair[1].confidence, pair[1].id))
    certainty = min(0.99, best.score * first.confidence)
    ordered = [first, *(stated for _, stated in pairs if stated.id != first.id)]
    return Given(label, first.wording.text, tuple(ordered), certainty)


def _rank(label: str) -> int:
    return next((n for n, word in enumerate(_ORDER) if label.startswith(word)), len(_ORDER))
