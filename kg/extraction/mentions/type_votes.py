"""The type of a name from all its mentions: in go the drafts of a document's names, and their types are changed in place.

The tagger's guesses are votes, one a mention. What stands around a name is worth several of them: a title, a description, the
state behind a town. What the gazetteer knows is not voted on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import Off, rule
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import is_first_name
from kg.lexicon.words import names_of, nouns_of
from kg.model import EntityType

CERTAIN, STRONG, LIKELY, GUESS = 5, 3, 2, 1
TELLING: tuple[EntityType, ...] = ("Person", "Organization", "Work", "Place", "Product")
OFTEN = 4
UNSURE = ("Organization", "Thing", "Work", "Product", "Group")
ARTICLES = frozenset({"the", "a", "an"})
CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+$")
"""A word of two, as products are called: "the MacBook Pro"."""


def vote_types(parse: Parse, names: list[MentionDraft]) -> list[MentionDraft]:
    """Give all mentions of one string the type that most speaks for; returns the same names."""
    votes: dict[str, Counter[EntityType]] = {}
    starts = {m.first.i: m for m in names if not m.inside}
    for m in names:
        ballot = votes.setdefault(m.name.lower(), Counter())
        if m.entry is not None:
            ballot[m.type] += CERTAIN
            continue
        for kind, weight in _evidence(parse, m, starts):
            ballot[kind] += weight
            m.titled |= kind == "Person" and weight == CERTAIN
    _count_full_names(names, votes)
    _count_plurals(votes)
    for m in names:
        if m.entry is None and not m.demonym:
            m.votes = votes[m.name.lower()]
            m.type = m.votes.most_common(1)[0][0]
    return names


def _evidence(parse: Parse, m: MentionDraft, starts: dict[int, MentionDraft]) -> Iterator[tuple[EntityType, int]]:
    """Yield types with their weights: what the tagger guessed, and what stands around the name."""
    full = m.type == "Person" and m.first is not m.last
    thing = m.type == "Person" and not m.titled and (_is_plural(m) if full else _is_thing(m.head))
    yield ("Thing", LIKELY) if thing else (m.type, CERTAIN if m.titled else LIKELY if full else GUESS)
    if m.type in UNSURE and CAMEL.match(m.first.text) and any(c.lower in ARTICLES for c in m.head.kids("det")):
        yield "Product", CERTAIN
    described = _described_as(parse, m)
    if described is not None:
        yield described, CERTAIN
    if _is_town_in_state(parse, m, starts):
        yield "Place", STRONG
    if m.type in UNSURE and _is_among_people(m, starts):
        yield "Person", LIKELY


def _described_as(parse: Parse, m: MentionDraft) -> EntityType | None:
    """Read "Vassily Nebenzia, Russia's ambassador", "actor Dennis Hopper", "the town of Yeoncheon": the noun beside tells."""
    noun = m.head.child("appos")
    if noun is not None and noun.pos == "NOUN" and m.head.child("conj") is None and nominal_type(noun) == "Person":
        return "Person"
    before = parse.tokens[m.first.i - 1] if m.first.i and parse.tokens[m.first.i - 1].sent == m.head.sent else None
    if before is None:
        return None
    if before.tag == "NN" and before in (m.head.head, *m.head.kids("compound", "nmod", "appos")):
        kind = "Organization" if before.lemma in names_of("outlet") else nominal_type(before)
        return kind if kind in TELLING else None
    if before.lower == "of" and before.head.tag == "NN" and nominal_type(before.head) == "Place":
        return "Place" if before.head.lemma in nouns_of("seated") else None
    return None


@rule("Evansville, Indiana, closed the port.", "name: Evansville: Place", off=False)
def _is_town_in_state(parse: Parse, m: MentionDraft, starts: dict[int, MentionDraft]) -> bool:
    """Read "Evansville, Indiana, where": a name with a country or a region right behind its comma is a place."""
    comma, at = m.last.i + 1, m.last.i + 2
    if at >= len(parse.tokens) or parse.tokens[comma].text != ",":
        return False
    region = starts.get(at)
    if region is None or region.entry is None or region.demonym or region.type not in ("Country", "Place"):
        return False
    after = parse.tokens[region.last.i + 1] if region.last.i + 1 < len(parse.tokens) else None
    listed = after is not None and after.lower in ("and", "or", "'s")
    return not listed and m.type != "Person" and m.head.dep != "conj"


@rule("The museum shows Ansel Adams, Walker Evans and Robert Mapplethorpe.", "name: Walker Evans: Person", off=False)
def _is_among_people(m: MentionDraft, starts: dict[int, MentionDraft]) -> bool:
    """Read "Ansel Adams, Walker Evans and Robert Mapplethorpe": two words in a list of people are a person."""
    if m.last.i - m.first.i != 1:
        return False
    heads = {other.head.i: other for other in starts.values()}
    beside = [m.head.head, *m.head.kids("conj")] if m.head.dep == "conj" else m.head.kids("conj")
    others = [heads[token.i] for token in beside if token.i in heads]
    return bool(others) and all(o.type == "Person" and o.first is not o.last for o in others)


def _is_plural(m: MentionDraft) -> bool:
    """Tell "Warhol Polaroids" from "Roger Waters"."""
    return m.last.tag == "NNPS" and not is_first_name(m.first.text)


def _is_thing(word: Token) -> bool:
    """Read "the Polaroid camera", "a Kalashnikov", "Polaroids": people have no article and no plural, unless as a family."""
    if word.tag in ("NNS", "NNPS"):
        return word.child("det") is None and not is_first_name(word.text)
    return any(c.lower in ARTICLES for c in word.kids("det")) and word.child("amod", "relcl", "poss") is None


def _count_full_names(names: list[MentionDraft], votes: dict[str, Counter[EntityType]]) -> None:
    """Let "Wilkins" be a person where "Kristen Wilkins" is one."""
    full = (m.name.lower() for m in names if " " in m.name and not _is_plural(m))
    surnames = {name.rpartition(" ")[2] for name in full if votes[name].most_common(1)[0][0] == "Person"}
    known = {m.name.lower() for m in names if m.entry is not None}
    for name in (surnames & votes.keys()) - known:
        votes[name]["Person"] += votes[name].total() + 1


def _count_plurals(votes: dict[str, Counter[EntityType]]) -> None:
    """Let "Polaroid" and "Polaroids" be the same kind of thing."""
    for name in [n for n in votes if n.endswith("s") and n[:-1] in votes]:
        votes[name] += votes[name[:-1]]
        votes[name[:-1]] = votes[name]


@rule("The museum sold 100 Polaroids of actors.", "not: name: Polaroids: Thing", off=Off.FIRST)
def without_common_plurals(names: list[MentionDraft]) -> list[MentionDraft]:
    """Leave out "Polaroids" in "100 Polaroids of actors": things called after their maker; the word becomes a common noun."""
    plurals: dict[str, list[MentionDraft]] = {}
    for m in names:
        if m.type == "Thing" and m.entry is None and m.first is m.last and m.head.tag in ("NNS", "NNPS"):
            plurals.setdefault(m.name, []).append(m)
    common = {name for name, found in plurals.items() if sum(_is_counted(m.head) for m in found) * OFTEN >= len(found)}
    for m in names:
        if m.name in common:
            m.head.tag, m.head.pos = "NNS", "NOUN"
    return [m for m in names if m.name not in common]


def _is_counted(noun: Token) -> bool:
    """Tell a noun with a number, an owner or an "of": names hardly ever have one."""
    return noun.child("nummod", "poss") is not None or any(p.lower == "of" for p in noun.kids("prep"))
