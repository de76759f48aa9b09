"""Who says a quotation: in go quotations and the attributions that clauses make, out come wider attributions and new ones.

What stands in quotation marks, in a block quotation or in a labelled turn is never the article's own voice: where nobody can be
told, somebody unknown says it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft, merge_spans, tidy_spans
from kg.extraction.attributions.quotations.surroundings import Candidate, Surroundings
from kg.extraction.attributions.topics import is_own
from kg.extraction.attributions.verbs import cue_polarity
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import lemma_of
from kg.extraction.text.quotations import Quote

LEAST_SURE = 1.0
LONGEST_BETWEEN = 400
"""Characters of narration after which a quotation no longer goes on from the one before."""


@rule(
    'The minister said that the dam "is safe and will hold".',
    'credit: The minister | said | that the dam "is safe and will hold" | mixed speech affirmed',
)
def take_in_quotes(attribution: AttributionDraft, quotes: Sequence[Quote], parse: Parse) -> None:
    """Widen a content that starts or ends inside a quotation to the whole of it, and say how much of it is quoted."""
    inside = [q for q in quotes if any(q.start < end and start < q.end for start, end in attribution.parts)]
    cue = attribution.cue[0].start
    if not inside or any(q.holds(cue) for q in inside):
        if any(q.holds(cue) for q in inside):
            attribution.kind = "indirect"
        return
    if all(q.scare for q in inside):
        attribution.kind = "mixed"
        return
    spans = [*attribution.parts, *((quote.start, quote.end) for quote in inside if not quote.scare)]
    attribution.parts = merge_spans(parse, spans, attribution)
    quoted = sum(
        min(e, q.end) - max(s, q.start) for q in inside for s, e in attribution.parts if q.start < e and s < q.end
    )
    whole = sum(e - s for s, e in attribution.parts)
    attribution.kind = "direct" if quoted >= 0.85 * whole else "mixed"


def credit_quotes(
    parse: Parse, quotes: Sequence[Quote], found: list[AttributionDraft], names: Sequence[MentionDraft]
) -> list[AttributionDraft]:
    """Return the attributions of a document with each quotation credited to somebody, if only to somebody unknown."""
    return _Crediting(parse, quotes, found, names).credit()


class _Crediting:
    def __init__(
        self, parse: Parse, quotes: Sequence[Quote], found: list[AttributionDraft], names: Sequence[MentionDraft]
    ) -> None:
        self.parse = parse
        self.quotes = quotes
        self.real = [quote for quote in quotes if not quote.scare]
        self.around = Surroundings(parse, quotes, names)
        self.found = found
        self.last: tuple[Quote, AttributionDraft] | None = None

    def credit(self) -> list[AttributionDraft]:
        """Credit the quotations in text order: to a cue beside them, to the clause that holds them, else to the last speaker."""
        chosen = {id(quote): self._beside(quote) for quote in self.real}
        for attribution in self.found:
            others = [q for q in self.quotes if self._is_free(q, attribution, chosen.get(id(q)))]
            take_in_quotes(attribution, others, self.parse)
        for quote in self.real:
            credited = self._credit(quote, chosen[id(quote)])
            if credited is not None and credited.cue and not quote.holds(credited.cue[0].start):
                self.last = quote, credited
        return self.found

    def _beside(self, quote: Quote) -> Candidate | None:
        """Return who says a quotation by what stands beside it, None where nothing is sure enough."""
        best = next(iter(self.around.candidates(quote)), None)
        return best if best is not None and best.score >= LEAST_SURE else None

    @staticmethod
    def _is_free(quote: Quote, attribution: AttributionDraft, chosen: Candidate | None) -> bool:
        """True where a quotation may go to an attribution: nothing beside it is somebody else's cue."""
        return (
            chosen is None
            or not chosen.cue
            or chosen.cue[0] is attribution.cue[0]
            or quote.holds(attribution.cue[0].start)
        )

    def _credit(self, quote: Quote, chosen: Candidate | None) -> AttributionDraft | None:
        if chosen is not None:
            return self._to_candidate(quote, chosen)
        owner = next((a for a in self.found if self._owns(a, quote)), None)
        if owner is not None:
            owner.own += [(quote.start, quote.end)] if owner.topic else []
            return owner
        tokens = self.parse.tokens_in(quote.start, quote.end)
        if self._is_inside_another(quote) or quote.layout == "announced":
            return None
        if quote.layout == "item":
            before = self.last if self.last is not None and self.last[0].layout == "item" else None
            next_one = before is not None and before[0].paragraph == quote.paragraph - 1
            return self._as_before(quote, before[1], "the next item") if before is not None and next_one else None
        if self.around.is_title(tokens) and not quote.whole:
            return None
        if self.last is not None and self._goes_on(*self.last, quote):
            return self._gone_on(quote, self.last[1])
        told = self.around.told_in_sentence_before(quote)
        if told is not None:
            return self._to_candidate(quote, told)
        if self.last is not None and self._is_next(self.last[0], quote):
            return self._as_before(quote, self.last[1], "the last speaker")
        if quote.whole or self._says_something(quote):
            return self._made(
                quote, AttributionDraft(None, [], "", self._span(quote), "speech", "direct"), "nobody is named"
            )
        return None

    def _owns(self, attribution: AttributionDraft, quote: Quote) -> bool:
        """True for an attribution from outside a quotation whose content holds the quotation's start or end."""
        if attribution.cue and quote.holds(attribution.cue[0].start):
            return False
        if attribution.topic and not is_own(attribution.heads[0], quote.start):
            return False
        return any(s <= quote.start < e or s < quote.end <= e for s, e in attribution.parts)

    def _is_inside_another(self, quote: Quote) -> bool:
        """True for a quotation in a turn or block: without a cue of its own it is a part of what is said there."""
        return any(other is not quote and other.start <= quote.start and quote.end <= other.end for other in self.real)

    def _to_candidate(self, quote: Quote, chosen: Candidate) -> AttributionDraft:
        """Give a quotation to the attribution of its cue, or make one."""
        cue = chosen.cue[0] if chosen.cue else None
        self.found = [a for a in self.found if not (a.topic and a.cue[0] is cue)]
        same = next((a for a in self.found if a.cue and a.cue[0] is cue), None)
        if same is None:
            lemma = lemma_of(cue) if cue is not None and cue.pos in ("VERB", "AUX") else (cue.text if cue else "")
            draft = AttributionDraft(chosen.source, list(chosen.cue), lemma, self._span(quote), "speech", "direct")
            draft.reports = not chosen.aside
            if cue is not None and cue.pos == "VERB" and not chosen.aside:
                draft.polarity = cue_polarity(cue)
            return self._made(quote, draft, chosen.reason)
        if same.source is None or any(q.holds(same.source.start) for q in self.real if not q.whole):
            same.source = chosen.source or same.source
        if not any(s <= quote.start and quote.end <= e for s, e in same.parts):
            own = [(s, e) for s, e in same.parts if not self._is_of_another(s, quote, same)]
            same.parts = merge_spans(self.parse, [*own, *self._span(quote)], same)
            same.kind = "mixed" if same.kind == "indirect" else same.kind
        same.heads += [t for t in _roots(self.parse, quote) if t not in same.heads]
        same.rule += f", {chosen.reason}"
        return same

    def _is_of_another(self, offset: int, quote: Quote, attribution: AttributionDraft) -> bool:
        """True for a part of a content that another quotation takes, one whose cue is not this attribution's."""
        return any(
            other is not quote and other.holds(offset) and self._beside_cue(other) is not attribution.cue[0]
            for other in self.real
        )

    def _beside_cue(self, quote: Quote) -> Token | None:
        chosen = self._beside(quote)
        return chosen.cue[0] if chosen is not None and chosen.cue else None

    def _as_before(self, quote: Quote, before: AttributionDraft, reason: str) -> AttributionDraft:
        draft = AttributionDraft(before.source, before.cue, before.lemma, self._span(quote), "speech", "direct")
        return self._made(quote, draft, reason)

    def _gone_on(self, quote: Quote, before: AttributionDraft) -> AttributionDraft:
        """Give a quotation to the attribution of the one before: "…," he said. "…" is one content in two parts."""
        if before.told_end is None:
            before.told_end = before.end
        before.parts = [*before.parts, *self._span(quote)]
        before.heads += [t for t in _roots(self.parse, quote) if t not in before.heads]
        return before

    def _made(self, quote: Quote, draft: AttributionDraft, reason: str) -> AttributionDraft:
        draft.heads = _roots(self.parse, quote)
        draft.rule = f"attributions.quotations: {reason}"
        if draft.parts:
            self.found.append(draft)
        return draft

    def _span(self, quote: Quote) -> list[tuple[int, int]]:
        return tidy_spans(self.parse, [(quote.start, quote.end)]) if quote.whole else [(quote.start, quote.end)]

    @rule(
        "“The dam is safe,” Nadia Khan said. “Nobody needs to leave.”",
        "credit: Nadia Khan | said | “The dam is safe,” … “Nobody needs to leave.” | direct speech affirmed",
        off=False,
    )
    def _goes_on(self, before: Quote, attribution: AttributionDraft, quote: Quote) -> bool:
        """True for a quotation that goes on from the one before: "…," he said. "…", and in a next paragraph left open."""
        if quote.paragraph == before.paragraph:
            between = self.parse.text[before.end : quote.start]
            own = [attribution.cue[0].sent, *([attribution.source.sent] if attribution.source else [])]
            tokens = self.parse.tokens_in(before.end, quote.start)
            told = [t for t in tokens if t.dep == "ROOT" and t.sent not in own and t.pos == "VERB"]
            return len(between) < LONGEST_BETWEEN and (self.around.stands_alone(quote) or not told)
        return quote.paragraph == before.paragraph + 1 and before.goes_on

    @rule(
        "“The dam is safe,” Nadia Khan said.\n\n“Nobody needs to leave the town tonight.”",
        "credit: Nadia Khan | said | “Nobody needs to leave the town tonight.” | direct speech affirmed",
        off=False,
    )
    def _is_next(self, before: Quote, quote: Quote) -> bool:
        return quote.paragraph == before.paragraph + 1 and self.around.stands_alone(quote)

    @rule(
        "“Nobody needs to leave the town tonight.” The dam held.",
        "credit: ? | - | “Nobody needs to leave the town tonight.” | direct speech affirmed",
        off=False,
    )
    def _says_something(self, quote: Quote) -> bool:
        """True for a quotation with a finite verb that is no title: its main words are not all capitalised."""
        tokens = self.parse.tokens_in(quote.start, quote.end)
        return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def _roots(parse: Parse, quote: Quote) -> list[Token]:
    return [t for t in parse.tokens_in(quote.start, quote.end) if t.dep == "ROOT"]
