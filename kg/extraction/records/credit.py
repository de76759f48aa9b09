"""Who is credited with a statement: in go attribution drafts and a proposition, out come the voices that state or deny it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extraction.attributions.content import is_aside, is_gloss
from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.index import AttributionIndex
from kg.extraction.propositions.proposition import Proposition
from kg.extraction.records.arguments import Arguments, worded
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import conjuncts
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of
from kg.model import Argument, Attribution, Content, Cue, RoleArgument

OWN_VOICE = frozenset({"name"})
"""Kinds of statements that are the article's own, wherever they stand."""


class Voice(NamedTuple):
    """Somebody who states a proposition, or denies it; `attribution` is None for the article."""

    attribution: int | None
    denies: bool


class Credit:
    """The attributions of one document, and which of them holds a proposition."""

    def __init__(
        self, parse: Parse, attributions: Sequence[AttributionDraft], naming: Naming, arguments: Arguments
    ) -> None:
        self.parse = parse
        self.attributions = attributions
        self.naming = naming
        self.arguments = arguments
        self.index = AttributionIndex(attributions)
        self.by_cue = {a.cue[0].i: a for a in reversed(attributions) if a.cue and a.reports}

    def records(self) -> tuple[Attribution, ...]:
        """Return the records of all attributions; their numbers are those of the drafts."""
        return tuple(self._record(number, attribution) for number, attribution in enumerate(self.attributions))

    def _record(self, number: int, draft: AttributionDraft) -> Attribution:
        text = self.parse.text
        source = worded(self._source(draft.source)) if draft.source is not None else None
        cue = None
        if draft.cue:
            start, end = draft.cue[0].start, draft.cue[-1].end
            cue = Cue(start, end, text[start:end], draft.lemma)
        parts = tuple(draft.parts) if len(draft.parts) > 1 else None
        content = Content(draft.start, draft.end, text[draft.start : draft.end], parts)
        kind = draft.kind, draft.type, draft.polarity, draft.parent
        return Attribution(number, source, cue, content, *kind, topic=draft.topic)

    def _source(self, head: Token) -> Argument:
        """Return a source; "a report by the paper" speaks for the paper, so mention and entity are the paper's."""
        source = self.arguments.of(head)
        if source.entity is not None or head.pos != "NOUN":
            return source
        author = self._author_of(head)
        if author is None:
            return source
        entity, label = self.naming.name_of(author, source.text)
        if entity is None:
            return source
        return replace(source, mention=self.naming.mention_at(author), entity=entity, label=label)

    def _author_of(self, noun: Token) -> Token | None:
        """Return who made a document: the paper of "a report by the paper", the ministry of "the ministry's statement"."""
        lemma = noun.lemma.lower()
        if lemma not in nouns_of("document") and lemma not in nouns_of("document-source"):
            return None
        owner = noun.child("poss")
        if owner is not None:
            return owner
        for preposition in noun.kids("prep", "agent"):
            target = preposition.child("pobj")
            if target is not None and preposition.lower in ("by", "from", "in") and self.naming.is_named(target):
                return target
        bodies = (m for m in noun.kids("compound", "nmod") if self.naming.is_named(m))
        return next((m for m in bodies if self.naming.type_of_entity(m) == "Organization"), None)

    def place_of(self, number: int) -> int:
        """Return the offset that tells an attribution from the others: of its cue, or of its content where it has none."""
        draft = self.attributions[number]
        return draft.cue[0].start if draft.cue else draft.start

    def voices(self, proposition: Proposition) -> Iterator[Voice]:
        """Yield who makes a statement, and who denies it.

        "The company rejected the union's claim that it had cut pay" gives the union's claim and the company's denial;
        without "the union's" nobody is known to claim it, and the denial stands alone.
        """
        number = self.innermost(proposition)
        offset = proposition.trigger.start
        denial = next((n for n in self.index.around(offset) if self.attributions[n].denies), None)
        if denial is None or proposition.kind == "name":
            yield Voice(number, False)
            return
        claimer = self.attributions[number] if number is not None else None
        if claimer is not None and claimer.source is not None and self.attributions[denial].holds(claimer.start):
            yield Voice(number, False)
        yield Voice(denial, True)

    def innermost(self, proposition: Proposition) -> int | None:
        """Return the innermost attribution that holds the trigger; an own intention credits nobody: it is a modality."""
        if proposition.kind in OWN_VOICE:
            return None
        number = self._around(proposition)
        while number is not None:
            attribution = self.attributions[number]
            own = attribution.source is not None and self._same(attribution.source, proposition.subject)
            own = own or (attribution.source is not None and proposition.subject in conjuncts(attribution.source))
            aside = attribution.type == "intent" or attribution.thing
            aside = aside and is_aside(proposition.trigger, attribution)
            aside = aside or is_gloss(proposition.trigger, attribution) or attribution.presupposes
            if not (attribution.type == "intent" and own) and not aside:
                return number
            number = attribution.parent
        return None

    def _around(self, proposition: Proposition) -> int | None:
        """Return the smallest attribution around a trigger, of a judgement the smallest that holds both ends, if one does."""
        offset = proposition.trigger.start
        innermost = self.index.innermost(offset)
        if proposition.rule != "judgement":
            return innermost
        whole = [n for n in self.index.around(offset) if self.attributions[n].holds(proposition.subject.start)]
        return min(whole, key=lambda n: self.attributions[n].length, default=innermost)

    def _same(self, one: Token, other: Token) -> bool:
        return one is other or self.naming.chain_at(one) == self.naming.chain_at(other) is not None

    def with_content(
        self, arguments: tuple[RoleArgument, ...], attribution: AttributionDraft
    ) -> tuple[RoleArgument, ...]:
        """Return the arguments of "Kirby said that …" with the content in place of what stands inside it."""
        start, end, marker = attribution.start, attribution.told_end or attribution.end, None
        kept = tuple(a for a in arguments if a.role != "content" and not (start <= a.start < end))
        if self.parse.text[start : start + 5].lower() == "that ":
            marker, start = self.parse.text[start : start + 4], start + 5
        text = self.parse.text[start:end]
        heads = attribution.heads
        inside = bool(heads) and start <= heads[0].start and heads[0].end <= end
        head = self.parse.surface(heads[0]) if inside else text.split()[0]
        return (*kept, RoleArgument(start, end, text, head, None, None, text, "content", marker, None))
