"""Answers questions over one opened store: in goes a question, out comes a `Reply`.

    asker = Asker(snapshot, pipeline, relations)
    asker.ask("Who supplied Russia with missiles?").answers[0].label

What is read once and kept: the names and the sentences of the graph. Each question is read by the pipeline, of a kind that
decides who answers it, and its first answer is checked against the SPARQL that is shown for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from kg.asking.asked import Asked, Known
from kg.asking.choosing import (
    MOST_ANSWERS,
    answers_of,
    dated,
    fitting,
    grounds,
    is_credited,
    reasons_first,
    says_same,
    stands_alike,
)
from kg.asking.conditions import Condition, all_met, conditions_of
from kg.asking.counts import FIRST, Counting, count, counting_of
from kg.asking.failing import Explainer, unknown_names
from kg.asking.lists import Listed, asks_for_plans, asks_for_speech, asks_who_it_is, deeds, plans, roles, sayings
from kg.asking.matching import credited_to, matches
from kg.asking.names import Names, is_description
from kg.asking.ranking import Ranked, certainty_of, load_weights, rank, shares
from kg.asking.reading import read_question
from kg.asking.reply import Failure, Given, Reply
from kg.asking.shelf import Page, Shelf
from kg.asking.sparql import Queries, words_of
from kg.asking.teller import Teller
from kg.asking.verdicts import verdicts
from kg.asking.words import stems_of
from kg.errors import QueryError
from kg.extraction.pipeline import Pipeline
from kg.graph.snapshot import Snapshot
from kg.lexicon.inflection import past
from kg.model import Statement
from kg.query.sparql import run_query
from kg.schema.relations import Relations
from kg.statements.stated import Stated
from kg.wording.times import named_time

_SURE = 0.75
_WAS = re.compile(r"^(?:is|was|are|were|has been|had been)\s+(?:an?\s+|the\s+)?")


class Asker:
    """Answers questions over what a store held when it was opened."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, relations: Relations) -> None:
        self.snapshot = snapshot
        self.pipeline = pipeline
        self.relations = relations

    @cached_property
    def names(self) -> Names:
        """The names of the graph."""
        return Names(self.snapshot.resolution.entities, self.snapshot.gazetteer)

    @cached_property
    def shelf(self) -> Shelf:
        """The sentences of the graph."""
        resolution = self.snapshot.resolution
        return Shelf(self.snapshot.documents(), resolution.entity_of, resolution.labels, self.snapshot.rejected)

    @cached_property
    def teller(self) -> Teller:
        """What makes statements readable."""
        return Teller(self.snapshot.resolution, self.snapshot.vocabulary)

    @cached_property
    def _queries(self) -> Queries:
        return Queries(self.snapshot.vocabulary, self.shelf, self.relations)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.shelf, self.names, self.relations, self.teller)

    def ask(self, question: str) -> Reply:
        """Answer a question in plain words; one that is not answered says why. It never raises for what is asked."""
        first = FIRST.match(" ".join(question.split())[:200])
        reply = self._ask(question) if first is None else self._first(question, first)
        return replace(reply, answers=tuple(self._with_claim(given) for given in reply.answers))

    def _with_claim(self, given: Given) -> Given:
        """Return an answer with the claim that its first statement tells, if the store keeps claims."""
        table = self.snapshot.claim_table
        if table is None or not given.statements:
            return given
        return replace(given, claim=table.claim_of(given.statements[0].id))

    def _ask(self, question: str) -> Reply:
        asked = read_question(question, self.pipeline, self.names)
        conditions = conditions_of(asked.annotated)
        counting = counting_of(asked.text)
        if counting is not None:
            return self._counted(asked, counting, conditions)
        if asked.rewritten is None or not asked.words:
            return self._reply(asked, (), conditions, failure=self._explainer.not_understood(asked))
        unknown = unknown_names(asked, self.shelf)
        if unknown:
            return self._reply(asked, (), conditions, failure=self._explainer.unknown_name(asked, unknown))
        who = asked.said_by
        if who is not None and not who.entities and is_description(who.text):
            found = self._described(who.text)
            if found is not None:
                reply = self._understood(replace(asked, said_by=found[0]), conditions)
                return replace(reply, notes=(*reply.notes, found[1]))
        return self._understood(asked, conditions)

    def _understood(self, asked: Asked, conditions: Sequence[Condition]) -> Reply:
        if asked.wh == "yes":
            return self._whether(asked, conditions)
        return self._listed(asked, conditions) or self._hole(asked, conditions)

    # -------------------------------------------------------------- kinds of question

    def _whether(self, asked: Asked, conditions: Sequence[Condition]) -> Reply:
        found = [
            one
            for one in matches(asked, self.shelf, self.relations)
            if all_met(conditions, one.statement, one.place.page)
        ]
        if asked.said_by is not None:
            found = [one for one in found if credited_to(asked.said_by, one.place, one.statement)]
        given = verdicts(found[:40], self.teller)
        if given:
            first = given[0].statements[0].id
            silent = next((one.silent for one in found if one.statement.id == first), ())
            notes = [f"the first statement does not name {text}" for text in silent]
            return self._reply(asked, given[:MOST_ANSWERS], conditions, notes)
        failure = self._explainer.nothing_found(asked, conditions, is_whether=True)
        return self._reply(asked, (), conditions, failure=failure)

    def _counted(self, asked: Asked, counting: Counting, conditions: Sequence[Condition]) -> Reply:
        unknown = unknown_names(asked, self.shelf)
        if unknown:
            return self._reply(asked, (), conditions, failure=self._explainer.unknown_name(asked, unknown))
        found = count(asked, counting, self.shelf, dict(self.names.labels), conditions)
        given = [
            Given(one.label, one.words, tuple(self.teller.told(page, told) for page, told in one.statements), 1.0)
            for one in found
        ]
        if given:
            return self._reply(asked, given, conditions)
        return self._reply(
            asked, (), conditions, failure=self._explainer.nothing_found(asked, conditions, is_whether=False)
        )

    def _first(self, question: str, found: re.Match[str]) -> Reply:
        """Answer who did something first or last: who did it at all, by the days of the statements."""
        reply = self._ask(f"Who {past(found['verb'].lower())}{found['rest']}")
        dated = [given for given in reply.answers if given.statements and _day(given.statements) is not None]
        ordered = sorted(dated, key=lambda given: (_day(given.statements) or "", -given.certainty))
        if found["end"].lower() == "last":
            ordered = ordered[::-1]
        note = "by the day of the event, or else of publication"
        return replace(reply, question=question, answers=tuple(ordered or reply.answers), notes=(*reply.notes, note))

    def _listed(self, asked: Asked, conditions: Sequence[Condition]) -> Reply | None:
        """Answer what somebody did, said or plans; None where the question is of another kind, or names nobody."""
        if asks_who_it_is(asked):
            given = self._roles(asked)
            return self._reply(asked, given, conditions) if given else None
        if not (asks_for_plans(asked) or asked.does or asks_for_speech(asked)):
            return None
        subject = self._subject(asked)
        if subject is None:
            return None
        who, note = subject
        if asks_for_plans(asked):
            found = plans(who, self.shelf, conditions)
        elif asked.does:
            found = deeds(asked, who, self.shelf, conditions)
        else:
            found = sayings(asked, who, self.shelf, conditions)
        if not found:
            return None
        is_deed = not asks_for_speech(asked)
        given = [self._given_listed(one, is_deed=is_deed) for one in found[: 2 * MOST_ANSWERS]]
        whole = [one for one in given if not is_deed or one.statements[0].wording.self_contained]
        given = (whole or given)[:MOST_ANSWERS]
        lead = self._lead(asked, conditions)
        if lead is not None:
            given = [
                lead,
                *(one for one in given if not {s.id for s in one.statements} & {s.id for s in lead.statements}),
            ]
        return self._reply(asked, given[:MOST_ANSWERS], conditions, [note] if note else [])

    def _roles(self, asked: Asked) -> list[Given]:
        """Return what somebody is: the offices and descriptions that the articles give a name."""
        who = replace(asked.known[0], slot="subject")
        given: dict[str, Given] = {}
        for listed in roles(who, self.shelf):
            stated = self.teller.told(listed.place.page, listed.statements[0])
            label = _WAS.sub("", _behind_subject(stated))
            if not label or not stated.wording.self_contained:
                continue
            earlier = given.get(label.casefold())
            told = (*(earlier.statements if earlier else ()), stated)
            given[label.casefold()] = Given(label, label, told, stated.confidence)
        return sorted(given.values(), key=lambda one: -len(one.statements))[:MOST_ANSWERS]

    def _lead(self, asked: Asked, conditions: Sequence[Condition]) -> Given | None:
        """Return the likeliest candidate where it is what a list holds: a deed, or what is said."""
        ranked = self._ranked(asked, conditions)
        kinds = ("deed",) if asked.does else ("said", "argument")
        if not ranked or ranked[0].candidate.kind not in kinds:
            return None
        if ranked[0].candidate.kind == "argument" and ranked[0].candidate.slot != "content":
            return None
        certainty = self._certainty(ranked)
        return None if certainty < load_weights().line else self._given(ranked[0], certainty, ranked, ranked[0])

    def _subject(self, asked: Asked) -> tuple[Known, str] | None:
        """Return whom a question is about, with what is to be said of how that was found out."""
        if asked.rewritten is None or not asked.rewritten.subject:
            return None
        text = asked.rewritten.subject
        entities = self.names.of_phrase(text)
        if not entities and is_description(text):
            return self._described(text)
        return Known("subject", text, stems_of(text), tuple(entities)), ""

    def _described(self, text: str) -> tuple[Known, str] | None:
        """Return who "the spokesman for the Kremlin" is, with the words that say whom he was taken to be; None if not sure."""
        reply = self._ask(f"Who is {text}?")
        if len(reply.answers) != 1 or reply.answers[0].certainty < _SURE:
            return None
        label = reply.answers[0].label
        entities = self.names.of(label)
        note = f"{text} is taken to be {label}, by another statement: {reply.answers[0].statements[0].wording.text}"
        return (Known("subject", label, stems_of(label), entities), note) if entities else None

    def _given_listed(self, listed: Listed, *, is_deed: bool) -> Given:
        stated = tuple(self.teller.told(listed.place.page, one) for one in listed.statements)
        text = " ".join(listed.text.split()).removeprefix("that ")
        label = _behind_subject(stated[0]) if is_deed else text
        return Given(label or text, text, stated, min(0.95, listed.score * stated[0].confidence))

    def _hole(self, asked: Asked, conditions: Sequence[Condition]) -> Reply:
        """Answer by the candidates for the hole."""
        ranked = self._ranked(asked, conditions)
        certainty = self._certainty(ranked)
        if not ranked or certainty < load_weights().line:
            failure = self._explainer.nothing_found(asked, conditions, is_whether=False)
            return self._reply(asked, (), conditions, failure=failure)
        given = [self._given(one, certainty, ranked, ranked[0]) for one in answers_of(asked, ranked)]
        notes = []
        if asked.said_by is not None and not is_credited(asked.said_by, ranked[0]):
            notes.append(f"nothing of the kind is credited to {asked.said_by.text}")
        return self._reply(asked, given, conditions, notes)

    def _ranked(self, asked: Asked, conditions: Sequence[Condition]) -> list[Ranked]:
        """Return the candidates that are credited to whom the question wants, and lie when it wants."""
        ranked = fitting(asked, rank(asked, self.shelf, self.relations, load_weights()))
        if asked.said_by is not None:
            ranked = [one for one in ranked if is_credited(asked.said_by, one)] or ranked
        if conditions:
            ranked = dated(ranked, conditions)
        if asked.wh == "why" and ranked:
            ranked = reasons_first(ranked)
        return ranked

    def _certainty(self, ranked: Sequence[Ranked]) -> float:
        if not ranked:
            return 0.0
        return certainty_of(ranked[0], shares(ranked)[ranked[0].candidate.label.casefold()], load_weights())

    # -------------------------------------------------------------- answers

    def _given(self, one: Ranked, certainty: float, ranked: Sequence[Ranked], first: Ranked) -> Given:
        candidate = one.candidate
        same = [other for other in ranked if says_same(other, one) and stands_alike(other, first)]
        statements: dict[str, tuple[Page, Statement]] = {}
        for other in (one, *same):
            for statement in grounds(other.candidate):
                statements.setdefault(statement.id, (other.candidate.place.page, statement))
        stated = tuple(self.teller.told(page, statement) for page, statement in statements.values())
        part = (one.probability / first.probability) ** 0.5 if first.probability else 0.0
        label = candidate.label
        named = named_time(candidate.value) if candidate.is_time and candidate.value else None
        if named is not None:
            label = named[1]
        text = " ".join(candidate.text.split())
        if candidate.kind == "said":
            label = text = text.removeprefix("that ")
        return Given(" ".join(label.split()), text, stated, certainty * min(1.0, part))

    def _reply(
        self,
        asked: Asked,
        given: Sequence[Given],
        conditions: Sequence[Condition],
        notes: Sequence[str] = (),
        failure: Failure | None = None,
    ) -> Reply:
        sparql = self._sparql(asked, given, conditions)
        return Reply(asked.text, reading_of(asked), sparql, tuple(given), tuple(notes), failure)

    def _sparql(self, asked: Asked, given: Sequence[Given], conditions: Sequence[Condition]) -> str:
        """Return the plainest query that finds what the first answer rests on."""
        first = given[0].statements[0] if given and given[0].statements else None
        pattern = self._queries.of_pattern(asked, conditions)
        if first is None:
            return pattern or self._queries.of_words([word.text for word in asked.words], conditions)
        if pattern is not None and self._finds(pattern, first):
            return pattern
        words = words_of(asked, first.sentence)
        if words and not conditions and first.record.kind != "report":
            return self._queries.of_words(words)
        return self._queries.of_statements(stated.id for one in given for stated in one.statements)

    def _finds(self, query: str, stated: Stated) -> bool:
        try:
            rows = run_query(self.snapshot.answering, query).rows()
        except QueryError:
            return False
        return any(str(row[0]).rpartition("/")[2] == stated.id for row in rows)


def reading_of(asked: Asked) -> str:
    """Return a question as it was understood: a statement with its hole, empty where it was not."""
    made = asked.rewritten
    if made is None:
        return ""
    asks = {"yes": "whether ", "when": "when ", "where": "where ", "why": "why ", "how": "how "}.get(made.wh, "")
    if made.end > made.start:
        hole = f"[{made.noun if made.noun and made.wh != 'whose' else 'who' if made.wh == 'whose' else made.wh}]"
        return f"{made.text[: made.start]}{hole}{made.text[made.end :]}".strip()
    begin = made.text[:1] if not asks or made.subject[:1].isupper() else made.text[:1].lower()
    text = f"{asks}{begin}{made.text[1:]}"
    return f"[what] {text}" if made.does else text


def _behind_subject(stated: Stated) -> str:
    """Return what a statement's sentence says of its subject: "met Vladimir Putin in September 2023"."""
    end = next((part.end for part in stated.wording.parts if part.kind == "subject"), 0)
    return stated.wording.text[end:].strip()


def _day(statements: Iterable[Stated]) -> str | None:
    days = [day for stated in statements if (day := stated.earliest or stated.document.date) is not None]
    return min(days) if days else None
