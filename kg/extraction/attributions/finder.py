"""Who is credited with what: source, cue and content; in go parse and quotations, out come attributions in text order.

The task and its three parts are PARC's (Pareti 2015). Constructions, from the surest down: a reporting verb with its clause
("Kirby said that …", "…, Kirby said"), "according to" and phrases like it, a quotation beside a reporting verb, a noun with
its clause ("the belief that …"), an infinitive of intent ("plans to …"), and a quotation alone, whose speaker is the one
before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.index import AttributionIndex
from kg.extraction.attributions.nouns import cited, from_adjective, from_denial, from_noun
from kg.extraction.attributions.phrases import from_according, from_phrase
from kg.extraction.attributions.quotations import credit_quotes
from kg.extraction.attributions.topics import find_topics
from kg.extraction.attributions.verbs import from_judgement, from_verb
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import name_of, rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.text.quotations import Quote

READERS: dict[str, Callable[[Parse, Token], AttributionDraft | None]] = {
    "VERB": from_verb,
    "AUX": from_verb,
    "NOUN": from_noun,
    "PROPN": from_noun,
    "ADJ": from_adjective,
    "ADP": from_phrase,
    "SCONJ": from_phrase,
}
"""The rule that reads a cue, by the cue's part of speech."""


def find_attributions(
    parse: Parse, quotes: Sequence[Quote], names: Sequence[MentionDraft] = ()
) -> list[AttributionDraft]:
    """Return all attributions of a document, in the order of their contents; parents are numbers in this list.

    `names` tell who is interviewed where the answers have no more than an "A:" before them.
    """
    real = [quote for quote in quotes if not quote.scare]
    found = list(_unique(_from_parse(parse, real)))
    found += list(cited(parse, found))
    found += [topic for topic in find_topics(parse, found) if not _spoken_by_self(topic, topic.cue[0], real)]
    found = credit_quotes(parse, quotes, found, names)
    found = [attribution for attribution in found if attribution.parts]
    found.sort(
        key=lambda attribution: (
            attribution.start,
            -attribution.end,
            attribution.cue[0].start if attribution.cue else 0,
        )
    )
    _nest(found)
    return found


def _from_parse(parse: Parse, quotes: Sequence[Quote]) -> Iterator[AttributionDraft]:
    for token in parse.tokens:
        reader = _reader_of(token)
        attribution = reader(parse, token) if reader is not None else None
        if attribution is None and token.pos == "VERB":
            reader, attribution = from_judgement, from_judgement(parse, token)
        if reader is not None and attribution is not None and not _spoken_by_self(attribution, token, quotes):
            attribution.rule = name_of(reader)
            yield attribution
        denial = from_denial(parse, token) if token.pos in ("NOUN", "VERB") else None
        if denial is not None:
            denial.rule = name_of(from_denial)
            yield denial


def _reader_of(token: Token) -> Callable[[Parse, Token], AttributionDraft | None] | None:
    """Return the rule that reads what a word of this kind credits somebody with."""
    if token.lower == "according":
        return from_according
    return from_adjective if token.dep == "acomp" or token.tag == "JJ" else READERS.get(token.pos)


@rule(
    '"I think the dam will burst," Lee said.',
    "the dam | burst | - | - | affirmed intended | Lee",
    off=False,
)
def _spoken_by_self(attribution: AttributionDraft, cue: Token, quotes: Sequence[Quote]) -> bool:
    """Tell a cue inside a quotation that adds no source: "I think", "we hope", "you know"."""
    if not any(quote.holds(cue.start) for quote in quotes):
        return False
    return attribution.source is None or attribution.source.lower in ("i", "we", "you", "they", "it", "one")


def _unique(attributions: Iterable[AttributionDraft]) -> Iterator[AttributionDraft]:
    """Drop a report whose cue and content stand in an earlier one."""
    seen: set[tuple[int, int]] = set()
    for attribution in attributions:
        if not attribution.parts:
            continue
        place = (attribution.cue[0].i, attribution.start)
        if place not in seen:
            seen.add(place)
            yield attribution


def _nest(attributions: list[AttributionDraft]) -> None:
    """Give each report the smallest one whose content holds its cue."""
    index = AttributionIndex(attributions)
    numbers = {id(attribution): number for number, attribution in enumerate(attributions)}
    for number, attribution in enumerate(attributions):
        if not attribution.cue:
            continue
        if attribution.outer is not None:
            attribution.parent = numbers.get(id(attribution.outer))
            continue
        around = [
            (attributions[n].length, n)
            for n in index.around(attribution.cue[0].start)
            if n != number
            and not (attributions[n].cue and attribution.holds(attributions[n].cue[0].start))
            and not _are_one(attribution, attributions[n])
        ]
        attribution.parent = min(around)[1] if around else None


@rule(
    "The ministry declined to say whether the dam had burst.",
    "credit: The ministry | say | whether the dam had burst | indirect speech negated",
    off=False,
)
def _are_one(attribution: AttributionDraft, other: AttributionDraft) -> bool:
    """Tell "declined to say whether": declining and saying are one act of one speaker, and nobody quotes himself."""
    return attribution.source is not None and attribution.source is other.source
