"""Statements that say what a question says: in go its known places and its predicate, out come statements of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.asking.asked import Asked, Known
from kg.asking.features import slot_in
from kg.asking.kinship import Kinship, kinship
from kg.asking.reading import slots_of
from kg.asking.shelf import Place, Shelf
from kg.asking.words import kin_stems, stems_of
from kg.model import Argument, Statement
from kg.schema.relations import Relations

PLACES = 60
LEAST = 0.55
"""How much of the places of a question a statement has to fill."""
_CLOSENESS: dict[Kinship, float] = {"same": 1.0, "relation": 1.0, "verb": 0.95, "near": 0.85, "kin": 0.75, "none": 0.0}
_LEAST_END = 0.6
"""How much of the words of a subject or an object has to be there."""
_SILENT = 0.35
"""What a named role counts of which a statement says nothing: "Iran sent drones" for "did Iran send drones to Russia"."""
_ENDS = ("subject", "object")


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that says what was asked, how well it does (0 to 1), and of which words of the question it says nothing."""

    place: Place
    statement: Statement
    score: float
    silent: tuple[str, ...] = ()


def matches(
    asked: Asked, shelf: Shelf, relations: Relations, *, any_predicate: bool = False, turned: bool = False
) -> list[Match]:
    """Return the statements with a kindred predicate and the question's arguments in their places, the best first.

    With `any_predicate` what they say of these arguments does not matter; with `turned` subject and object stand the other
    way round than in the question.
    """
    if asked.pattern is None:
        return []
    found = []
    seen = set()
    for _, number in shelf.find((word.stem for word in asked.words), PLACES):
        place = shelf.places[number]
        for statement in place.page.statements.get(place.sentence.id, ()):
            closeness = _CLOSENESS[kinship(asked.pattern.predicate, statement.predicate, relations)]
            if statement.kind == "report" or statement.id in seen or (closeness == 0 and not any_predicate):
                continue
            filled, silent = _filled(asked, statement, place, turned=turned)
            if filled >= LEAST:
                seen.add(statement.id)
                found.append(Match(place, statement, filled * (closeness or 0.5), silent))
    return sorted(found, key=lambda match: (-match.score, match.statement.id))


def _filled(asked: Asked, statement: Statement, place: Place, *, turned: bool) -> tuple[float, tuple[str, ...]]:
    """Return how well the known places are filled, 0 where a named one, or an end, is not; and of which nothing is said."""
    scores: dict[Known, float] = {}
    for known in asked.known:
        wanted = slot_in(known.slot, asked.pattern, statement)
        if turned and wanted in _ENDS:
            wanted = "object" if wanted == "subject" else "subject"
        scores[known] = max(
            (fits(known, argument, place) for argument in _fillers(wanted, known, statement)), default=0.0
        )
    filled = [known for known, score in scores.items() if score >= _LEAST_END]
    for known, score in scores.items():
        least = _LEAST_END if known.slot in _ENDS else 0.5
        if score >= least or not (known.entities or known.slot in _ENDS):
            continue
        others = len([one for one in filled if one.slot != "subject"])
        if known.slot == "subject" or (known.slot == "object" and not others) or _names_others(asked, statement, place):
            return 0.0, ()
        scores[known] = _SILENT
    silent = tuple(known.text for known, score in scores.items() if score == _SILENT)
    return (sum(scores.values()) / len(scores) if scores else 0.0), silent


def _names_others(asked: Asked, statement: Statement, place: Place) -> bool:
    """Tell whether a statement names somebody whom the question does not: it speaks of another recipient, or place."""
    known = {entity for one in asked.known for entity in one.entities}
    for _, argument in slots_of(statement):
        if argument.mention is not None:
            entity = place.page.entity_ids.get(place.page.annotated.mentions[argument.mention].chain)
            if entity is not None and entity not in known:
                return True
    return False


def _fillers(wanted: str, known: Known, statement: Statement) -> Iterator[Argument]:
    """Yield the arguments that may fill a place: an end only at its end, a role wherever but the subject."""
    for slot, argument in slots_of(statement):
        if slot == wanted or (wanted == "object" and slot not in _ENDS) or (wanted not in _ENDS and slot != "subject"):
            yield argument


def fits(known: Known, argument: Argument, place: Place) -> float:
    """Return how far an argument is what a place of the question names: the same entity, or its words."""
    page = place.page
    label = argument.label
    if argument.mention is not None:
        mention = page.annotated.mentions[argument.mention]
        entity = page.entity_ids.get(mention.chain)
        if entity is not None and entity in known.entities:
            return 1.0
        label = f"{label} {page.label_of(mention)}"
    stems = stems_of(argument.text) | stems_of(label)
    if not known.stems:
        return 0.0
    hit = sum(1.0 if one in stems else 0.7 if kin_stems(one) & stems else 0.0 for one in known.stems)
    return hit / len(known.stems)


def credited_to(known: Known, place: Place, statement: Statement) -> bool:
    """Tell whether a statement is credited to somebody whom a question names."""
    return any(
        credit.source is not None and fits(known, credit.source, place) >= 0.5
        for credit in place.page.credits_of(statement)
    )
