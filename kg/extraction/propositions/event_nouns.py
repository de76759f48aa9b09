"""Statements that event and relation nouns carry; in go a parse and the schema, out come propositions of kind `noun`.

"North Korea's attack on Ukraine" says that North Korea attacked Ukraine. Only nouns with both ends are read, one of them a
name or a pronoun; a plan, a fear or a denial of the event above the noun takes the statement back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.roles import role_of
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of
from kg.schema.relations import Relations, fit_frame

TypeOf = Callable[[Token], str | None]
VAGUE = nouns_of("vague-relation")
OWNER_LABELS = ("poss", "compound", "amod", "nmod")
HOLDERS = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"})


def find_nouns(parse: Parse, relations: Relations, type_of: TypeOf) -> Iterator[Proposition]:
    """Yield the propositions of event nouns with their arguments."""
    for token in parse.tokens:
        if token.tag not in ("NN", "NNS") or token.dep in ("compound", "npadvmod", "amod") or token.time is not None:
            continue
        yield from _between_both(token)
        places = _places(token)
        if len(places) < 2:
            continue
        found = _framed(token, places, relations, type_of) or _open(token, places)
        if found is not None:
            yield found


@rule(
    "Russia met China. They praised cooperation between the two nations.",
    "the two nations = Russia | cooperation with | the two nations = China",
    off=(),
)
def _between_both(noun: Token) -> Iterator[Proposition]:
    """Read "collaborative efforts between the two nations": the one with the other, where the text tells which two."""
    for link in noun.kids("prep"):
        both = link.child("pobj")
        if link.lower not in ("between", "for") or both is None or both.tag != "NNS" or both.child("conj") is not None:
            continue
        words = {t.lower for t in both.subtree() if t.i < both.i}
        if not words & {"both", "two"} or (link.lower == "for" and noun.lemma.lower() not in VAGUE):
            continue
        name = noun.lemma.lower()
        adjective = noun.child("amod") if name in nouns_of("vague-relation") else None
        if adjective is not None:
            name = f"{adjective.lower} {name}"
        yield Proposition("noun", noun, [noun, link], f"{name} with", both, None, [], "between-both", 0.65, pair=True)


def _places(noun: Token) -> dict[str, tuple[Token, Token | None]]:
    """Return marker -> (head, marker token) of what stands around a noun; both parties of "between A and B"."""
    places: dict[str, tuple[Token, Token | None]] = {}
    for child in noun.children:
        if (
            child.dep in OWNER_LABELS
            and child.i < noun.i
            and child.time is None
            and (child.dep == "poss" or child.ent[2:] in HOLDERS)
        ):
            places.setdefault("'s", (child, None))
        elif child.dep in ("prep", "agent"):
            target = child.child("pobj")
            if target is None or target.time is not None:
                continue
            if child.lower == "between":
                second = target.child("conj")
                if second is not None:
                    places["between"], places["and"] = (target, child), (second, child)
            else:
                places.setdefault(child.lower, (target, child))
    return places


@rule("Russia's invasion of Ukraine began in 2022.", "Russia | invasion of/invade | Ukraine")
def _framed(
    noun: Token, places: dict[str, tuple[Token, Token | None]], relations: Relations, type_of: TypeOf
) -> Proposition | None:
    known = relations.nouns(noun.lemma.lower())
    frames = [f for f in known if f.subject.marker in places and f.object.marker in places]
    found = fit_frame(frames, {marker: type_of(head) for marker, (head, _) in places.items()})
    if found is None:
        return None
    subject, _ = places[found.subject.marker]
    thing, marker = places[found.object.marker]
    slots = []
    if found.theme is not None and found.theme.marker in places:
        theme, preposition = places[found.theme.marker]
        slots.append(Slot("theme", preposition, theme))
    used = {id(subject), id(thing), *(id(s.head) for s in slots)}
    slots += _rest(noun, places, used)
    words = [noun] if marker is None else [noun, marker]
    return Proposition("noun", noun, words, found.predicate, subject, thing, slots, "event-noun", 0.72)


def _rest(noun: Token, places: dict[str, tuple[Token, Token | None]], used: set[int]) -> list[Slot]:
    return [
        Slot(role_of(marker, head, noun), marker, head)
        for head, marker in places.values()
        if marker is not None and id(head) not in used and marker.lower not in ("between", "of")
    ]


@rule("Iran's influence on Norway has grown.", "Iran | influence on | Norway")
def _open(noun: Token, places: dict[str, tuple[Token, Token | None]]) -> Proposition | None:
    """Take an event noun that the schema does not know: "North Korea's engagement in the conflict": engagement in."""
    if noun.lemma.lower() not in nouns_of("event") | nouns_of("light"):
        return None
    owner = places.get("'s") or places.get("by")
    if owner is None and "between" in places:
        subject, thing = places["between"][0], places["and"][0]
        return Proposition("noun", noun, [noun], f"{noun.lemma.lower()} with", subject, thing, [], "event-noun", 0.65)
    if owner is None:
        return None
    for marker in ("on", "against", "in", "to", "with", "into", "over", "for", "at"):
        if marker in places:
            thing, preposition = places[marker]
            words = [noun] if preposition is None else [noun, preposition]
            return Proposition(
                "noun", noun, words, f"{noun.lemma.lower()} {marker}", owner[0], thing, [], "event-noun", 0.65
            )
    return None
