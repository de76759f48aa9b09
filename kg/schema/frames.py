"""Frames: where the ends and the theme of a relation stand around a verb or a noun.

In goes the notation of `relations.toml`, out come `Frame` records. The notation is a sentence pattern: `S`, `O` and `T`
are the relation's subject, object and theme, all other words are lemmas.

    S supply O with:T?          North Korea supplied Russia (with missiles)
    S supply T? to:O            North Korea supplied (missiles) to Russia
    O receive T? from:S         inverse: Russia received (missiles) from North Korea
    S give O T                  two bare slots: the dative, then the direct object
    S impose|place sanction on:O     alternatives of a word; every combination is a frame
    S hand_over T? to:O         a verb and its particle, or a name of several words, is one word with `_`
    S give T[Product] to:O      a slot may be narrower than the relation; types and groups of types are separated by `|`
    attack 's|by:S? on:O        a noun stands first, and each of its slots has a marker; the first one acts
    S spokesman of|for:O        a role: the noun says what the first slot is to the other

A slot is required unless `?` follows it; only the subject of a verb may always be missing, as in an agentless passive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from kg.errors import SchemaError

SUBJECT = "subject"
OBJECT = "object"
DATIVE = "dative"
POSSESSIVE = "'s"
CO_SUBJECT = "and"
UNGOVERNED_MARKERS = frozenset({SUBJECT, OBJECT, DATIVE, CO_SUBJECT})

PREPOSITIONS = frozenset(
    ("about", "against", "among", "at", "by", "for", "from", "in", "into", "near", "of", "on", "over", "to", "with")
)

Types = frozenset[str]
SlotTypes = Mapping[str, Types]
Pattern = Literal["verb", "noun", "role"]

_ORDERS = frozenset({"SO", "OS", "SOT", "OST", "STO", "OTS"})
_SLOT = re.compile(r"(?:(?P<markers>[a-z'_|]+):)?(?P<letter>[SOT])(?:\[(?P<types>[\w|]+)\])?(?P<optional>\?)?")
_WORD = re.compile(r"[^\W\d_][\w'.-]*(?:[|_][^\W\d_][\w'.-]*)*")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a frame: the marker before it (a preposition, or a name from above) and the types that may fill it."""

    marker: str
    types: Types
    required: bool

    def accepts(self, type_: str | None) -> bool:
        """Tell whether a phrase of this type may stand here; an unknown type (None) may stand anywhere."""
        return type_ is None or type_ in self.types


@dataclass(frozen=True, slots=True)
class Frame:
    """A lemma and the slots around it, for one relation. A role's lemma is the noun alone, without the copula.

    `subject` and `object` are the ends of the *statement*, as the sentence puts them; with `inverse`, the statement's
    subject is the relation's object. The theme stands apart from both.
    """

    relation: str
    lemma: str
    subject: Slot
    object: Slot
    theme: Slot | None
    inverse: bool

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return subject, object and, where there is one, theme."""
        ends = (self.subject, self.object)
        return ends if self.theme is None else (*ends, self.theme)

    @property
    def governor(self) -> str | None:
        """Return the preposition that governs the object, `of` for a possessive; None where there is none."""
        if self.object.marker == POSSESSIVE:
            return "of"
        return None if self.object.marker in UNGOVERNED_MARKERS else self.object.marker

    @property
    def predicate(self) -> str:
        """Return the lemma with its governor: `receive from`, `attack on`, `spokesman of`, `supply`."""
        return self.lemma if self.governor is None else f"{self.lemma} {self.governor}"

    def filled(self, present: Mapping[str, str | None]) -> int:
        """Return how many slots the present phrases (marker: type) fill; 0 where they do not fit this frame.

        They do not fit where a required slot is empty, a type is wrong, both ends are missing, or there is a direct or
        indirect object for which the frame has no place ("moved troops to" is no moving to).
        """
        slots = self.slots
        if any(marker in present and all(slot.marker != marker for slot in slots) for marker in (OBJECT, DATIVE)):
            return 0
        if self.subject.marker not in present and self.object.marker not in present:
            return 0
        count = 0
        for slot in slots:
            if slot.marker in present:
                if not slot.accepts(present[slot.marker]):
                    return 0
                count += 1
            elif slot.required:
                return 0
        return count


def fit_frame(frames: Sequence[Frame], present: Mapping[str, str | None]) -> Frame | None:
    """Choose the frame that the phrases around a verb or noun fill best, or None.

    `present` maps markers to types (None: unknown), in the order of the sentence, the direct object first. For verbs it
    holds the *deep* places: `subject` (the agent of a passive), `object` (also the subject of a passive), `dative`, and
    prepositions; `and` is the second of two joint subjects, `as` also an object complement ("named her chair"). For
    nouns it holds prepositions, `'s` (a possessive, or a name or adjective of nationality before the noun), and
    `between` with `and` for the two parties in "between A and B".

    The frame with most slots filled wins, then the one whose object comes first ("fled from Syria to Turkey" is a
    flight from Syria). Two relations that fit equally well give None: rather an open predicate than a guess.
    """
    most = 0
    best: list[Frame] = []
    for frame in frames:
        count = frame.filled(present)
        if count > most:
            most, best = count, [frame]
        elif count and count == most:
            best.append(frame)
    for marker in present:
        governed = [frame for frame in best if frame.object.marker == marker]
        if governed:
            best = governed
            break
    meanings = {(frame.relation, frame.inverse) for frame in best}
    return best[0] if len(meanings) == 1 else None


def conflict(first: Frame, second: Frame) -> bool:
    """Tell whether some phrases would fit both frames equally well, though the frames do not mean the same."""
    if (first.relation, first.inverse) == (second.relation, second.inverse):
        return False
    if (first.subject.marker, first.object.marker) != (second.subject.marker, second.object.marker):
        return False
    needed = {
        slot.marker for frame in (first, second) for slot in frame.slots if slot is not frame.theme or slot.required
    }
    others = {slot.marker: slot for slot in second.slots if slot.marker in needed}
    if any(slot.marker in others and not slot.types & others[slot.marker].types for slot in first.slots):
        return False
    present = dict.fromkeys(needed)
    return first.filled(present) == second.filled(present) > 0


def parse_frames(pattern: str, kind: Pattern, relation: str, types: SlotTypes, groups: SlotTypes) -> list[Frame]:
    """Return the frames that a pattern stands for, one for each combination of its alternatives.

    `types` are what S, O and T may be by default, `groups` the names that may stand in brackets. What is wrong with a
    pattern raises SchemaError; the caller says where it stands.
    """
    words, places = _tokens(pattern, kind)
    letters = "".join(place.letter for place in places)
    if not words or letters not in _ORDERS:
        raise SchemaError("a frame needs a lemma, S and O once each and T at most once, and does not begin with T")
    inverse = letters[0] == "O"
    object_, theme = letters.index("S" if inverse else "O"), letters.find("T")
    lemmas = [" ".join(choice).casefold() for choice in product(*words)]
    frames = [
        Frame(relation, lemma, choice[0], choice[object_], None if theme < 0 else choice[theme], inverse)
        for choice in product(*_slots(places, kind, types, groups))
        if len({slot.marker for slot in choice}) == len(choice)
        for lemma in lemmas
    ]
    if not frames:
        raise SchemaError("two slots have the same marker")
    return frames


@dataclass(frozen=True, slots=True)
class _Place:
    """A slot as it is written: its letter, markers, narrower types, and whether `?` follows it."""

    written: str
    letter: str
    markers: tuple[str, ...]
    types: tuple[str, ...]
    optional: bool


@lru_cache(maxsize=1024)
def _read_token(token: str) -> _Place | tuple[str, ...] | None:
    """Return a slot, or the alternatives of a word; None for what is neither. The same tokens come again and again."""
    slot = _SLOT.fullmatch(token)
    if slot is None:
        return tuple(word.replace("_", " ") for word in token.split("|")) if _WORD.fullmatch(token) else None
    markers = tuple(marker.replace("_", " ") for marker in slot["markers"].split("|")) if slot["markers"] else ()
    types = tuple(slot["types"].split("|")) if slot["types"] else ()
    return _Place(token, slot["letter"], markers, types, bool(slot["optional"]))


def _tokens(pattern: str, kind: Pattern) -> tuple[list[tuple[str, ...]], list[_Place]]:
    """Return the words of the lemma, each with its alternatives, and the slots in their order."""
    words: list[tuple[str, ...]] = []
    places: list[_Place] = []
    for token in pattern.split():
        found = _read_token(token)
        if isinstance(found, _Place):
            _check_place(found, not places and kind != "noun", bool(words), kind)
            places.append(found)
        elif found is None or len(places) != (kind != "noun"):
            what = "neither a lemma in its place nor a slot such as O, T?, to:O or in:O[Place]"
            raise SchemaError(f"“{token}” is {what}")
        else:
            words.append(found)
    if len(words) > 1 and not PREPOSITIONS.isdisjoint(words[-1]):
        marker = words[-1][0]
        raise SchemaError(f"“{marker}” before a slot is written {marker}:O, or with _ where it is a verb's particle")
    if sum(not place.markers for place in places[1:]) > 2:
        raise SchemaError("a frame has at most two slots without a marker")
    return words, places


def _check_place(place: _Place, leading: bool, after_lemma: bool, kind: Pattern) -> None:
    if leading:
        if place.markers or place.optional:
            raise SchemaError(f"the first slot has neither marker nor “?”: “{place.written}”")
    elif not after_lemma:
        raise SchemaError("the lemma comes first" if kind == "noun" else "the lemma comes after the first slot")
    elif kind != "verb" and not place.markers:
        raise SchemaError(f"“{place.written}” needs a marker, as in of:{place.letter}")


def _slots(places: list[_Place], kind: Pattern, types: SlotTypes, groups: SlotTypes) -> Iterator[list[Slot]]:
    """Yield the alternatives of each slot; of two without a marker the first is the dative."""
    bare = [place for place in places[1:] if not place.markers]
    for number, place in enumerate(places):
        leading = number == 0 and kind != "noun"
        markers = place.markers
        if leading:
            markers = (SUBJECT,)
        elif not markers:
            markers = (DATIVE,) if len(bare) == 2 and place is bare[0] else (OBJECT,)
        elif kind == "role" and place.letter != "T":
            markers = (*markers, POSSESSIVE)
        allowed = _narrowed(place, types[place.letter], groups) if place.types else types[place.letter]
        required = not place.optional and not (leading and kind == "verb")
        yield [Slot(marker, allowed, required) for marker in markers]


def _narrowed(place: _Place, allowed: Types, groups: SlotTypes) -> Types:
    unknown = [name for name in place.types if name not in groups]
    if unknown:
        raise SchemaError(f"unknown type “{unknown[0]}”; known are {', '.join(sorted(groups))}")
    narrow = frozenset().union(*(groups[name] for name in place.types)) & allowed
    if not narrow:
        raise SchemaError(f"“{place.written}” allows none of the types that the relation allows there")
    return narrow
