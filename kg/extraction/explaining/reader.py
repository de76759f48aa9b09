"""From what the stages made and took down to an explanation: in goes a document, out comes an `Explanation`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.explaining.explanation import (
    Credited,
    Dropped,
    ExplainedSentence,
    Explanation,
    Found,
    Repair,
    Sign,
    Stated,
    Step,
    Word,
)
from kg.extraction.lines import attribution_line, statement_line, time_line
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.pipeline import Pipeline, Stages
from kg.extraction.records.rating.confidence import reasons_of
from kg.extraction.records.statements import Written
from kg.extraction.repairs import IN_ORDER
from kg.extraction.rules import name_of
from kg.extraction.trace import Edge, Mend, Trace
from kg.model import Document

REPAIRS = {name_of(mend): mend for mend, _ in IN_ORDER}
SLIGHT = 0.15
"""The log-odds below which a sign is not told by itself."""


def explain_document(pipeline: Pipeline, document: Document) -> Explanation:
    """Run the stages over a document with a trace, and return what happened in each sentence."""
    trace = Trace()
    stages = pipeline.run(document, trace)
    reader = _Reader(stages, trace)
    sentences = tuple(reader.sentence(number) for number in range(len(stages.parse.sentences)))
    return Explanation(document.id, pipeline.generator, document.date, sentences)


class _Reader:
    """Reads the stages of one document sentence by sentence."""

    def __init__(self, stages: Stages, trace: Trace) -> None:
        self.stages = stages
        self.parse = stages.parse
        self.trace = trace
        self.annotated = stages.annotated
        self.lines = {made.statement.id: str(statement_line(made.statement, self.annotated)) for made in stages.written}

    def sentence(self, number: int) -> ExplainedSentence:
        """Return all that happened to one sentence."""
        record = self.parse.sentences[number]
        first, end = self.parse.bounds[number]
        return ExplainedSentence(
            number=number,
            kind=record.kind,
            text=self.parse.text[record.start : record.end],
            parsed=self._words(self.trace.parsed[first:end]),
            tree=self._words(self.parse.edges(first, end)),
            repairs=tuple(self._repair(mend) for mend in self.trace.mends if first <= mend.token < end),
            times=tuple(time_line(t) for t in self.annotated.times if record.start <= t.start < record.end),
            mentions=tuple(self._mentions(record.start, record.end)),
            attributions=tuple(self._attributions(record.start, record.end)),
            statements=tuple(
                self._statement(made) for made in self.stages.written if made.statement.sentence == number
            ),
            dropped=tuple(
                Dropped(self._word(d.token), d.stage, d.why) for d in self.trace.drops if first <= d.token < end
            ),
        )

    def _word(self, number: int) -> str:
        return self.parse.surface(self.parse.tokens[number])

    def _words(self, edges: Iterable[Edge]) -> tuple[Word, ...]:
        return tuple(Word(e.token, self._word(e.token), e.lemma, e.pos, e.tag, e.label, e.head) for e in edges)

    def _repair(self, mend: Mend) -> Repair:
        says = (REPAIRS[mend.rule].__doc__ or "").strip().partition("\n")[0]
        changes = tuple(self._change(*pair) for pair in zip(mend.before, mend.after, strict=True))
        return Repair(mend.rule, says, self._word(mend.token), changes)

    def _change(self, before: Edge, after: Edge) -> str:
        """Return a change of the tree in words: "missiles: pobj of with -> dobj of fired"."""
        word = self._word(before.token)
        parts = []
        if (before.label, before.head) != (after.label, after.head):
            parts.append(f"{self._place(before)} -> {self._place(after)}")
        parts += [
            f"{getattr(before, field)} -> {getattr(after, field)}"
            for field in ("pos", "tag", "lemma")
            if getattr(before, field) != getattr(after, field)
        ]
        return f"{word}: {', '.join(parts)}"

    def _place(self, edge: Edge) -> str:
        return edge.label if edge.head == edge.token else f"{edge.label} of {self._word(edge.head)}"

    def _mentions(self, start: int, end: int) -> Iterator[Found]:
        entities = {entity.id: entity for entity in self.annotated.entities}
        for draft, record in zip(self._drafts(), self.annotated.mentions, strict=True):
            if not start <= record.start < end:
                continue
            chain = self.annotated.chains[record.chain]
            entity = entities[chain.entity] if chain.entity is not None else None
            link = draft.link
            yield Found(
                record.text,
                record.kind,
                record.type,
                draft.origin,
                _type_from(draft),
                record.chain,
                entity.label if entity is not None else self.annotated.mentions[chain.representative].text,
                entity.wikidata if entity is not None else None,
                link.rule if link is not None else "",
                self.parse.text[link.to.start : link.to.end] if link is not None and link.to is not None else None,
                round(link.lead, 2) if link is not None and link.lead is not None else None,
                tuple(f"{feature} {weight:+.1f}" for weight, feature in link.telling) if link is not None else (),
            )

    def _drafts(self) -> list[MentionDraft]:
        """Return the drafts of the mentions in the order of their records."""
        drafts = [mention for chain in self.stages.chains for mention in chain.mentions]
        return sorted(drafts, key=lambda m: (m.start, -m.end))

    def _attributions(self, start: int, end: int) -> Iterator[Credited]:
        for draft, record in zip(self.stages.attributions, self.annotated.attributions, strict=True):
            place = record.cue.start if record.cue is not None else record.content.start
            if start <= place < end:
                called = record.source.label if record.source is not None else None
                yield Credited(attribution_line(record, self.annotated), draft.rule, called)

    def _statement(self, made: Written) -> Stated:
        statement = made.statement
        reasons = reasons_of(self.parse, made.framed, self.stages.naming, made.facts)
        steps = made.facts.steps or ()
        return Stated(
            line=self.lines[statement.id],
            id=statement.id,
            rule=statement.rule,
            time=statement.time.value or (f"by {statement.time.latest}" if statement.time.latest else None),
            condition=self.lines.get(statement.condition or ""),
            steps=tuple(Step(self.parse.surface(s.word), s.why, s.polarity, s.modality) for s in steps),
            confidence=statement.confidence,
            signs=tuple(_weighed(reasons)),
            kind=statement.kind,
        )


def _type_from(draft: MentionDraft) -> str:
    """Return where a mention's own type comes from: the gazetteer's entry, votes with their weights, or its words."""
    if draft.entry is not None:
        told = f" (told by {', '.join(draft.told_by)})" if draft.told_by else ""
        return f"gazetteer: {draft.entry.id}{told}"
    if draft.votes is not None:
        return "votes: " + ", ".join(f"{kind} {weight}" for kind, weight in draft.votes.most_common())
    return f"{draft.kind}: {draft.type}"


def _weighed(reasons: Iterable[tuple[str, float]]) -> Iterator[Sign]:
    """Yield the signs that tell; the slight ones are one, so that all add up to the confidence."""
    slight = 0.0
    for number, (sign, weight) in enumerate(reasons):
        if number and abs(weight) < SLIGHT:
            slight += weight
        else:
            yield Sign(sign, round(weight, 2))
    if slight:
        yield Sign("slight signs", round(slight, 2))
