"""Who takes which stance on a claim: in go what was said, out come its voices, one source one voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from kg.claims.said import Said
from kg.model import Polarity

Stance = Literal["says", "denies", "leaves open"]
STANCES: tuple[Stance, ...] = ("says", "denies", "leaves open")

_WORD = re.compile(r"\w+")
NEARLY_ONE = 0.6
"""Two sentences that share so large a part of their runs of three words are one print."""


class VoiceDraft(msgspec.Struct, frozen=True, array_like=True):
    """Somebody who takes a stance on a claim, or the articles' own voice, and the ids of the statements in which they do."""

    label: str
    stance: Stance
    own: bool
    statements: tuple[str, ...]


def stance_of(said: Said, polarity: Polarity) -> Stance:
    """Return what a statement's source holds of a claim that is worded with this polarity.

    Who is told not to have said so ("declined to confirm that …"), and who asks, leaves it open; who answers, denies.
    """
    if said.answers:
        return "denies"
    if not said.said or said.polarity == "unknown":
        return "leaves open"
    return "says" if said.polarity == polarity else "denies"


def voices_of(statements: Iterable[Said], polarity: Polarity) -> tuple[VoiceDraft, ...]:
    """Return the voices of what was said of a claim, by stance, named sources first, then the articles."""
    return tuple(voice for voice, _ in _voices(statements, polarity))


def independent(statements: Iterable[Said], polarity: Polarity, origin_of: Mapping[str, str]) -> int:
    """Return how many of those who say so are independent of each other.

    One source is one, however often it is printed. Articles in their own voice count one by one, but not one that copies
    another (`origin_of` leads from a copied document to its origin), nor does whoever says a sentence that another said first.
    """
    printed: list[tuple[str, Runs]] = []
    count = 0
    for voice, of_voice in _voices(statements, polarity):
        if voice.stance != "says":
            continue
        for group in _by_document(of_voice, origin_of) if voice.own else [of_voice]:
            origins = {origin_of.get(said.document, said.document) for said in group}
            runs = [_runs(said.sentence) for said in group]
            count += not any(
                (voice.own and origin in origins) or _are_one(one, other) for one in runs for origin, other in printed
            )
            printed += [(origin if voice.own else "", one) for origin in sorted(origins) for one in runs]
    return count


def _voices(statements: Iterable[Said], polarity: Polarity) -> list[tuple[VoiceDraft, list[Said]]]:
    by_voice: dict[tuple[Stance, bool, str], list[Said]] = defaultdict(list)
    for said in sorted(statements, key=lambda said: (said.answers, said.order)):
        by_voice[stance_of(said, polarity), said.own, said.voice].append(said)
    voices = [(_voice(stance, own, group), group) for (stance, own, _), group in by_voice.items()]
    return sorted(voices, key=lambda voice: (STANCES.index(voice[0].stance), voice[0].own, voice[1][0].order))


def _voice(stance: Stance, own: bool, group: Sequence[Said]) -> VoiceDraft:
    ids = tuple(said.id for said in group)
    if own:
        publishers = dict.fromkeys(said.publisher for said in group if said.publisher)
        return VoiceDraft(", ".join(publishers) or "the article", stance, True, ids)
    return VoiceDraft(group[0].source or "somebody not named", stance, False, ids)


def _by_document(group: Iterable[Said], origin_of: Mapping[str, str]) -> list[list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for said in group:
        found[origin_of.get(said.document, said.document)].append(said)
    return list(found.values())


Runs = frozenset[tuple[str, ...]]


@lru_cache(maxsize=4096)
def _runs(sentence: str) -> Runs:
    words = _WORD.findall(sentence.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(len(words) - 2, 1)))


def _are_one(one: Runs, other: Runs) -> bool:
    return len(one & other) >= NEARLY_ONE * len(one | other)
