"""Who says a quotation: in go quotations and the reports found so far, out come wider reports and new ones."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft, merge_spans
from kg.extraction.attributions.verbs import cue_words, quoted_as, source_of
from kg.extraction.rules import name_of
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import lemma_of
from kg.extraction.text.quotations import Quote
from kg.lexicon import load_words


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
    spans = list(attribution.parts)
    for quote in inside:
        if quote.scare:
            continue
        spans.append((quote.start, quote.end))
    attribution.parts = merge_spans(parse, spans, attribution)
    quoted = sum(
        min(e, q.end) - max(s, q.start) for q in inside for s, e in attribution.parts if q.start < e and s < q.end
    )
    whole = sum(e - s for s, e in attribution.parts)
    attribution.kind = "direct" if quoted >= 0.85 * whole else "mixed"


def from_quotes(parse: Parse, quotes: Sequence[Quote], attributions: list[AttributionDraft]) -> list[AttributionDraft]:
    """Credit the quotations that no clause has claimed: to a reporting verb beside them, else to the speaker before."""
    made: list[AttributionDraft] = []
    speaker: AttributionDraft | None = None
    before: Quote | None = None
    for quote in quotes:
        owner = next(
            (r for r in attributions if any(s <= quote.start < e or s < quote.end <= e for s, e in r.parts)), None
        )
        if owner is not None:
            if owner.source is not None and not quote.holds(owner.cue[0].start):
                speaker, before = owner, quote
            continue
        cue = _cue_beside(parse, quote, quotes)
        attribution: AttributionDraft | None = None
        if cue is not None:
            source, credited = source_of(cue)
            same = next((r for r in attributions + made if r.cue and r.cue[0] is cue), None)
            if same is not None:
                same.parts = merge_spans(parse, [*same.parts, (quote.start, quote.end)], same)
                same.heads += _roots(parse, quote)
                same.kind = "mixed" if same.kind == "indirect" else same.kind
                speaker, before = same, quote
                continue
            if credited and source is not None:
                attribution = AttributionDraft(
                    source, cue_words(cue), lemma_of(cue), [(quote.start, quote.end)], "speech", "direct"
                )
                attribution.rule = name_of(_cue_beside)
        elif speaker is not None and before is not None and _goes_on(parse, before, quote):
            attribution = AttributionDraft(
                speaker.source, speaker.cue, speaker.lemma, [(quote.start, quote.end)], "speech", "direct"
            )
            attribution.rule = name_of(_goes_on)
        elif (told := _told_before(parse, quote, attributions)) is not None:
            attribution = AttributionDraft(
                told.source, told.cue, told.lemma, [(quote.start, quote.end)], "speech", "direct"
            )
            attribution.rule = name_of(_told_before)
        if attribution is not None:
            attribution.heads = _roots(parse, quote)
            made.append(attribution)
            speaker, before = attribution, quote
    return made


def _told_before(parse: Parse, quote: Quote, attributions: Sequence[AttributionDraft]) -> AttributionDraft | None:
    """Read "The strike would go on, he said. "We have no choice."": who is told of right before a quotation alone."""
    tokens = parse.tokens_in(quote.start, quote.end)
    if not tokens or not _alone(parse, quote) or tokens[0].sent == 0:
        return None
    before = tokens[0].sent - 1
    if parse.sentences[before].paragraph != parse.sentences[tokens[0].sent].paragraph:
        return None
    said = [
        r for r in attributions if r.source is not None and r.cue and r.cue[0].sent == before and r.type == "speech"
    ]
    return said[0] if len(said) == 1 else None


def _roots(parse: Parse, quote: Quote) -> list[Token]:
    return [t for t in parse.tokens_in(quote.start, quote.end) if t.dep == "ROOT"]


def _cue_beside(parse: Parse, quote: Quote, quotes: Sequence[Quote]) -> Token | None:
    """Return the reporting verb nearest to a quotation, outside all of them, in the sentences that it touches."""
    tokens = parse.tokens_in(quote.start, quote.end)
    if not tokens:
        return None
    first, last = tokens[0].sent, tokens[-1].sent
    if tokens[0].i == parse.bounds[first][0] and parse.text[: quote.start].rstrip().endswith(":"):
        first -= 1
    words = load_words("cues", "parenthetical")
    best: tuple[int, Token] | None = None
    for number in range(max(first, 0), last + 1):
        for token in parse.sentence_tokens(number):
            if token.pos != "VERB" or lemma_of(token) not in words | load_words("cues", "speech"):
                continue
            if any(other.holds(token.start) for other in quotes) or (token.tag == "VBN" and not quoted_as(token)):
                continue
            distance = min(abs(token.start - quote.end), abs(quote.start - token.end))
            if best is None or distance < best[0]:
                best = distance, token
    return best[1] if best is not None else None


def _goes_on(parse: Parse, before: Quote, quote: Quote) -> bool:
    """Tell whether a quotation that stands alone goes on from the one before: next sentence, or next paragraph."""
    if quote.paragraph == before.paragraph:
        between = parse.text[before.end : quote.start]
        return len(between) < 400
    if quote.paragraph == before.paragraph + 1 and before.goes_on:
        return True
    return quote.paragraph == before.paragraph + 1 and _alone(parse, quote)


def _alone(parse: Parse, quote: Quote) -> bool:
    """Tell whether the quotation is its sentence, but for marks."""
    tokens = parse.tokens_in(quote.start, quote.end)
    if not tokens:
        return False
    first, end = parse.bounds[tokens[0].sent][0], parse.bounds[tokens[-1].sent][1]
    return tokens[0].i == first and end - tokens[-1].i <= 2
