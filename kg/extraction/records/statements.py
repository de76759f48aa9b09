"""Writes down what the rules found: in go propositions with their relations, out come statements of the contract.

A statement's id hashes where it stands: document, predicate, subject, object, theme, and the cue of its attribution.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extraction.factuality.facts import Factuality
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.propositions.relations import Framed
from kg.extraction.records.arguments import Arguments
from kg.extraction.records.credit import Credit, Voice
from kg.extraction.records.event_times import Dating
from kg.extraction.records.facts import factuality_of
from kg.extraction.records.naming import Naming
from kg.extraction.records.rating.confidence import rate
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import verbs_of
from kg.model import Argument, Polarity, Predicate, RoleArgument, Statement, StatementKind

OPPOSITE: dict[Polarity, Polarity] = {"affirmed": "negated", "negated": "affirmed", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Written:
    """A statement with what it was made of."""

    statement: Statement
    framed: Framed
    facts: Factuality


class Writer:
    """Turns the propositions of one document into statements."""

    def __init__(
        self, document_id: str, parse: Parse, arguments: Arguments, credit: Credit, dating: Dating, naming: Naming
    ) -> None:
        self.document_id = document_id
        self.parse = parse
        self.arguments = arguments
        self.credit = credit
        self.dating = dating
        self.naming = naming

    def write(self, framed: Iterable[Framed]) -> list[Written]:
        """Return the statements of all propositions, in text order, each once."""
        written: dict[str, Written] = {}
        triggers: dict[int, list[str]] = {}
        for one in framed:
            for proposition in one.proposition.each():
                for voice in self.credit.voices(proposition):
                    made = self._statement(replace(one, proposition=proposition), voice)
                    if made is None:
                        continue
                    ident = made.statement.id
                    known = written.get(ident)
                    if known is None or known.statement.confidence < made.statement.confidence:
                        written[ident] = made
                    elif self.parse.trace is not None:
                        self._drop(proposition, "the same statement, found with more confidence")
                    triggers.setdefault(proposition.trigger.i, []).append(ident)
        found = [_with_condition(made, triggers) for made in written.values()]
        found.sort(key=lambda made: _place(made.statement))
        return found

    def _statement(self, framed: Framed, voice: Voice) -> Written | None:
        """Return the statement that a voice makes of a proposition, or None where it would say nothing."""
        proposition = framed.proposition
        trigger = proposition.trigger
        subject, thing = self.arguments.ends(proposition)
        kind, arguments = self._kind_and_roles(proposition)
        says = trigger.i in self.credit.by_cue
        why_not = _why_not(proposition, subject, thing, says=says)
        if subject is None or why_not:
            self._drop(proposition, why_not)
            return None
        if thing is not None and thing.label == subject.label and proposition.rule.startswith("copula"):
            thing = replace(thing, entity=None, label=thing.text)
        number = voice.attribution
        facts = factuality_of(self.parse, proposition, self.credit.attributions[number] if number is not None else None)
        statement = Statement(
            id=self._id(proposition, subject, thing, arguments, number),
            sentence=trigger.sent,
            kind=kind,
            subject=subject,
            predicate=self._predicate(framed),
            object=thing,
            arguments=arguments,
            attribution=number,
            polarity=facts.polarity,
            modality=facts.modality,
            condition=None,
            time=self.dating.time_of(proposition, facts),
            confidence=rate(self.parse, framed, self.naming, facts),
            rule="verb-content" if kind == "report" else proposition.rule,
        )
        if voice.denies:
            modality = "actual" if statement.modality == "possible" else statement.modality
            time = replace(statement.time, latest=None)
            statement = replace(statement, polarity=OPPOSITE[statement.polarity], modality=modality, time=time)
        return Written(statement, framed, facts)

    def _drop(self, proposition: Proposition, why: str) -> None:
        """Note, where somebody asks, that a proposition gave no statement."""
        if self.parse.trace is not None:
            self.parse.trace.drop(proposition.trigger.i, "statements", why)

    def _kind_and_roles(self, proposition: Proposition) -> tuple[StatementKind, tuple[RoleArgument, ...]]:
        """Return where a statement stands and its roles; "Kirby said …" is a report with its content as a role."""
        arguments = self.arguments.roles(proposition)
        attribution = self.credit.by_cue.get(proposition.trigger.i) if proposition.kind == "clause" else None
        if attribution is None or attribution.type == "intent":
            return proposition.kind, arguments
        return "report", self.credit.with_content(arguments, attribution)

    def _predicate(self, framed: Framed) -> Predicate:
        proposition = framed.proposition
        words = sorted({token.i: token for token in proposition.words}.values(), key=lambda token: token.i)
        if not words:
            return Predicate(
                None, None, None, None, proposition.lemma, proposition.voice, framed.relation, framed.inverse
            )
        runs: list[list[Token]] = []
        for token in words:
            if runs and token.i == runs[-1][-1].i + 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        start, end = words[0].start, words[-1].end
        parts = tuple((run[0].start, run[-1].end) for run in runs) if len(runs) > 1 else None
        text = self.parse.text[start:end]
        return Predicate(start, end, text, parts, proposition.lemma, proposition.voice, framed.relation, framed.inverse)

    def _id(
        self,
        proposition: Proposition,
        subject: Argument,
        thing: Argument | None,
        arguments: Sequence[RoleArgument],
        attribution: int | None,
    ) -> str:
        theme = next((a for a in arguments if a.role == "theme"), None)
        cue = self.credit.place_of(attribution) if attribution is not None else None
        trigger = proposition.trigger
        place = (
            self.document_id,
            (trigger.start, trigger.end),
            (subject.start, subject.end),
            (thing.start, thing.end) if thing is not None else None,
            (theme.start, theme.end) if theme is not None else None,
            cue,
        )
        return hashlib.sha256(repr(place).encode()).hexdigest()[:16]


def _with_condition(made: Written, triggers: dict[int, list[str]]) -> Written:
    """Return a statement with the id of the one that it hangs on; none is its own condition."""
    clause = made.facts.condition
    if clause is None or clause is made.framed.proposition.trigger:
        return made
    other = next((ident for ident in triggers.get(clause.i, ()) if ident != made.statement.id), None)
    return replace(made, statement=replace(made.statement, condition=other))


def _place(statement: Statement) -> tuple[int, int, int, str]:
    start = statement.predicate.start or statement.subject.start
    return statement.sentence, start, statement.subject.start, statement.id


def _why_not(proposition: Proposition, subject: Argument | None, thing: Argument | None, *, says: bool) -> str:
    """Return why a proposition makes no statement, "" where it makes one; `says` tells that it credits somebody."""
    if subject is None:
        return "its subject is but a mark, or a pair whose two members are not known"
    if thing is not None and proposition.kind != "name" and not proposition.pair and _overlap(subject, thing):
        return "subject and object overlap"
    if proposition.kind == "clause" and not says and _is_hollow(proposition):
        return "it says nothing by itself"
    if thing is None and proposition.rule == "existential" and not says:
        return "there is, without a place"
    return ""


def _overlap(one: Argument, other: Argument) -> bool:
    return other.start < one.end and one.start < other.end


def _is_hollow(proposition: Proposition) -> bool:
    """True for what says nothing: a month that acts, a saying without anything said, "Boeing was", "did so"."""
    bare = proposition.object is None and not proposition.slots
    if proposition.subject.time is not None and not proposition.lemma.startswith("be"):
        return True
    if proposition.lemma == "do" and proposition.object is None:
        return True
    return bare and proposition.lemma in verbs_of("empty-alone") and proposition.trigger.child("expl") is None
