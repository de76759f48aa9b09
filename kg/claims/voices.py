"""Who takes which stance on a claim: in go its statements, out come its voices, one source one voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.claims.answers import Answer
from kg.claims.claim import STANCES, Stance, Voice
from kg.claims.grouping import order_of
from kg.model import Polarity
from kg.statements.stated import Stated, Thing

_WORD = re.compile(r"\w+")
NEARLY_ONE = 0.6
"""Two sentences that share so large a part of their runs of three words are one print."""


def stance_of(stated: Stated, polarity: Polarity) -> Stance:
    """Return what a statement's source holds of a claim that is worded with this polarity.

    Who is told not to have said so ("declined to confirm that …"), and who asks, leaves it open.
    """
    if not stated.said or stated.polarity == "unknown":
        return "leaves open"
    return "says" if stated.polarity == polarity else "denies"


def voices_of(statements: Iterable[Stated], polarity: Polarity, answers: Iterable[Answer] = ()) -> tuple[Voice, ...]:
    """Return the voices of statements of a claim, by stance, named sources first, then the articles.

    `answers` are denials of them that do not say them again; whoever denies so is their source.
    """
    by_voice: dict[tuple[Stance, bool, str], list[tuple[Stated, Thing | None]]] = defaultdict(list)
    by = {answer.stated.id: answer for answer in answers}
    for stated in sorted(statements, key=order_of):
        by_voice[stance_of(stated, polarity), not stated.credited, _name(stated.source, stated)].append(
            (stated, stated.source)
        )
    for answer in sorted(by.values(), key=lambda answer: order_of(answer.stated)):
        by_voice["denies", False, _name(answer.by, answer.stated)].append((answer.stated, answer.by))
    voices = [_voice(stance, own, group) for (stance, own, _), group in by_voice.items()]
    return tuple(
        sorted(voices, key=lambda voice: (STANCES.index(voice.stance), voice.own, order_of(voice.statements[0])))
    )


def independent(voices: Iterable[Voice], origin_of: Mapping[str, str]) -> int:
    """Return how many of these voices are independent of each other.

    One source is one, however often it is printed. Articles in their own voice count one by one, but not one that copies
    another (`origin_of` leads from a copied document to its origin), nor does whoever says a sentence that another said first.
    """
    said: list[tuple[str, Runs]] = []
    count = 0
    for voice in voices:
        for group in _by_document(voice, origin_of) if voice.own else [voice.statements]:
            origins = {origin_of.get(stated.document.id, stated.document.id) for stated in group}
            runs = [_runs(stated.sentence) for stated in group]
            count += not any(
                (voice.own and origin in origins) or _are_one(one, other) for one in runs for origin, other in said
            )
            said += [(origin if voice.own else "", one) for origin in sorted(origins) for one in runs]
    return count


def _by_document(voice: Voice, origin_of: Mapping[str, str]) -> list[list[Stated]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for stated in voice.statements:
        found[origin_of.get(stated.document.id, stated.document.id)].append(stated)
    return list(found.values())


def _name(source: Thing | None, stated: Stated) -> str:
    """Return what tells a source from others: its entity, or else its words in its article; the articles are one voice."""
    if source is None:
        return "" if not stated.credited else f"somebody {stated.document.id} {stated.cue}"
    if source.entity is not None:
        return f"entity {source.entity}"
    return f"phrase {stated.document.id} {source.label.casefold()}"


def _voice(stance: Stance, own: bool, said: Sequence[tuple[Stated, Thing | None]]) -> Voice:
    statements, source = tuple(stated for stated, _ in said), said[0][1]
    if own:
        publishers = dict.fromkeys(stated.document.publisher for stated in statements if stated.document.publisher)
        return Voice(", ".join(publishers) or "the article", stance, None, True, statements)
    return Voice(source.label if source is not None else "somebody not named", stance, source, False, statements)


Runs = frozenset[tuple[str, ...]]


def _runs(sentence: str) -> Runs:
    words = _WORD.findall(sentence.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(len(words) - 2, 1)))


def _are_one(one: Runs, other: Runs) -> bool:
    return len(one & other) >= NEARLY_ONE * len(one | other)
