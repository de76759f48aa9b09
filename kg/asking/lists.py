"""What somebody did, said or plans: in go a name and further words, out come all statements of that kind.

What did Russia do to Ukraine?          launched 99 missiles at Ukraine; fired missiles at Ukraine
What did Kirby say about missiles?      what he is credited with, sentence by sentence
What does Russia plan?                  what it intends, by its own word or others'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.asking.asked import Asked, Known
from kg.asking.conditions import Condition, all_met
from kg.asking.matching import fits
from kg.asking.reading import slots_of
from kg.asking.shelf import Page, Place, Shelf
from kg.asking.words import kin_stems, stem, stems_of
from kg.lexicon.words import verbs_of
from kg.model import Statement

_LEAST_TOPIC = 0.5
_UNSETTLED = 0.6
"""What a deed that is planned, possible or denied counts of one that was done."""
_ABOUT = frozenset(
    stem(word) for word in ("say", "tell", "think", "claim", "believe", "plan", "do", "about", "regard", "announce")
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One thing done, said or planned: its words in the document, and the statements that it rests on."""

    place: Place
    start: int
    end: int
    statements: tuple[Statement, ...]
    score: float

    @property
    def text(self) -> str:
        """Return the words as they stand in the document."""
        return self.place.page.annotated.document.text[self.start : self.end]


def asks_for_speech(asked: Asked) -> bool:
    """Tell "what did Kirby say (about missiles)": a verb of saying whose content is asked for."""
    if asked.pattern is None or asked.wh != "what" or asked.does or asked.slot == "subject":
        return False
    return asked.pattern.predicate.lemma.split()[0] in verbs_of("reporting", "speech", "belief")


def asks_for_plans(asked: Asked) -> bool:
    """Tell "what does Russia plan (to do)": a verb of planning and nothing that is planned."""
    if asked.wh != "what" or asked.rewritten is None or asked.rewritten.is_subject:
        return False
    planning = {stem(verb) for verb in verbs_of("planning")} | {stem("plan"), stem("intend"), stem("want")}
    others = asked.verbs - planning - {stem("do"), stem("does"), stem("doing"), stem("did")}
    return bool(asked.verbs & planning) and not others


def asks_who_it_is(asked: Asked) -> bool:
    """Tell "who is John Kirby": a name, and nothing else that is known."""
    if asked.pattern is None or asked.wh not in ("who", "what") or asked.noun or len(asked.known) != 1:
        return False
    known = asked.known[0]
    whole = any(name.entities and name.text.casefold() == known.text.casefold() for name in asked.names)
    return asked.pattern.predicate.lemma == "be" and known.slot == "object" and whole


def roles(who: Known, shelf: Shelf) -> list[Listed]:
    """Return the statements of what somebody or something is."""
    found = []
    for place in _places_of(who, shelf):
        for statement in place.page.statements.get(place.sentence.id, ()):
            told = statement.predicate
            is_role = told.lemma.startswith("be") and told.lemma.split()[0] == "be" and told.voice == "active"
            settled = statement.polarity == "affirmed" and statement.modality == "actual"
            if is_role and settled and statement.kind != "report" and fits(who, statement.subject, place) >= 0.99:
                found.append(Listed(place, statement.subject.start, statement.subject.end, (statement,), 1.0))
    return sorted(found, key=_order)


def deeds(asked: Asked, who: Known, shelf: Shelf, conditions: Sequence[Condition]) -> list[Listed]:
    """Return what somebody did, in the order of the documents; further names of the question take part in it."""
    subject = asked.rewritten.subject if asked.rewritten is not None else ""
    others = [
        set(name.entities)
        for name in asked.names
        if not set(name.entities) & set(who.entities) and name.text not in subject
    ]
    found = []
    for place, statement in _statements_of(who, shelf, conditions):
        taking = _entities(statement, place.page)
        if statement.predicate.lemma.split()[0] not in ("be", "have") and all(taking & other for other in others):
            settled = statement.modality == "actual" and statement.polarity == "affirmed"
            found.append(_deed(place, statement, _topic(asked, who, place) * (1.0 if settled else _UNSETTLED)))
    return _sorted(found)


def plans(who: Known, shelf: Shelf, conditions: Sequence[Condition]) -> list[Listed]:
    """Return what somebody intends, by anybody's word."""
    return _sorted(
        _deed(place, statement, 1.0)
        for place, statement in _statements_of(who, shelf, conditions)
        if statement.modality == "intended" and statement.polarity == "affirmed"
    )


def _statements_of(who: Known, shelf: Shelf, conditions: Sequence[Condition]) -> Iterator[tuple[Place, Statement]]:
    """Yield the clauses that somebody is the subject of."""
    for place in _places_of(who, shelf):
        for statement in place.page.statements.get(place.sentence.id, ()):
            told = statement.kind == "clause" and statement.predicate.start is not None
            if told and _is_by(who, statement, place) and all_met(conditions, statement, place.page):
                yield place, statement


def sayings(asked: Asked, who: Known, shelf: Shelf, conditions: Sequence[Condition]) -> list[Listed]:
    """Return what somebody is credited with, where its sentence has the further words of the question."""
    found: dict[tuple[str, int], Listed] = {}
    for place in shelf.places:
        named = bool(who.entities) and any(entity in place.page.named for entity in who.entities)
        if not named and not who.stems <= place.page.stems:
            continue
        topic = _topic(asked, who, place)
        if topic < _LEAST_TOPIC:
            continue
        for statement in place.page.statements.get(place.sentence.id, ()):
            if statement.kind == "report" or not all_met(conditions, statement, place.page):
                continue
            credit = next(place.page.credits_of(statement), None)
            if credit is None or credit.source is None or fits(who, credit.source, place) < 0.5:
                continue
            key = (place.page.annotated.document.id, credit.id)
            start = max(credit.content.start, place.sentence.start)
            end = min(credit.content.end, place.sentence.end)
            earlier = found.get(key)
            if earlier is None:
                found[key] = Listed(place, start, end, (statement,), topic)
            else:
                found[key] = Listed(
                    earlier.place,
                    earlier.start,
                    earlier.end,
                    (*earlier.statements, statement),
                    max(topic, earlier.score),
                )
    return sorted(found.values(), key=lambda one: (-one.score, *_order(one)))


def _places_of(who: Known, shelf: Shelf) -> list[Place]:
    """Return the sentences that name somebody, by the question's words or by the label of the entity that they mean."""
    called = {who.stems, *(stems_of(shelf.labels[entity]) for entity in who.entities if entity in shelf.labels)}
    found = {id(place): place for stems in called for place in shelf.having(stems)}
    if len(called) == 1:
        return list(found.values())
    return [place for place in shelf.places if id(place) in found]


def _is_by(who: Known, statement: Statement, place: Place) -> bool:
    passive = statement.predicate.voice == "passive" and statement.predicate.lemma.startswith("be ")
    return not passive and fits(who, statement.subject, place) >= 0.99


def _entities(statement: Statement, page: Page) -> set[str]:
    found = set()
    for _, argument in slots_of(statement):
        for mention in page.mentions.get(statement.sentence, ()):
            if argument.start <= mention.start and mention.end <= argument.end:
                found.add(page.entity_ids.get(mention.chain))
    return {entity for entity in found if entity is not None}


def _topic(asked: Asked, who: Known, place: Place) -> float:
    """Return how many of the question's further words a sentence has."""
    described = stems_of(asked.rewritten.subject) if asked.rewritten is not None else frozenset()
    wanted = {word.stem for word in asked.words} - who.stems - described - _ABOUT
    if not wanted:
        return 1.0
    hit = sum(1.0 if one in place.with_names else 0.6 if kin_stems(one) & place.with_names else 0.0 for one in wanted)
    return hit / len(wanted)


def _deed(place: Place, statement: Statement, score: float) -> Listed:
    start = statement.predicate.start or 0
    behind = [argument.end for _, argument in slots_of(statement) if argument.start > start]
    return Listed(place, start, max([statement.predicate.end or start, *behind]), (statement,), score)


def _order(one: Listed) -> tuple[str, str, int]:
    document = one.place.page.annotated.document
    return document.date or "", document.id, one.start


def _sorted(found: Iterable[Listed]) -> list[Listed]:
    """Return each place once, by the days of publication; of several statements at one place the longest."""
    by_place: dict[tuple[str, int], Listed] = {}
    for one in found:
        key = (one.place.page.annotated.document.id, one.start)
        earlier = by_place.get(key)
        if earlier is None:
            by_place[key] = one
        else:
            end = max(earlier.end, one.end)
            by_place[key] = Listed(
                earlier.place, earlier.start, end, (*earlier.statements, *one.statements), earlier.score
            )
    return sorted(by_place.values(), key=lambda one: (-one.score, *_order(one)))
