"""Second wordings of a proposition that the schema knows by a word of its own; in goes a proposition, out come others to look up.

"Siemens is the employer of Anna Berg": be employer of. "Peru took control of the mine": take control of. "The summit took
place in Paris": take place in. "Peru is at war with Chile": be at war with. "They set Anna free": set free. These count only
where a relation fits them: what the schema does not know stays as the sentence puts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.syntax.phrases import role_name
from kg.extraction.syntax.token import Token
from kg.schema.relations import Relations

COPULA = "copula"
ADJECTIVAL = frozenset({"attribute", "content"})
"""Roles of a bare adjective behind an object, as the parse has it: free in "set them free", guilty in "found them guilty"."""


def reworded(proposition: Proposition, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Yield the wordings that the schema may know a proposition by; `verb` is its verb's lemma."""
    if proposition.voice == "passive" or proposition.object is None:
        return
    if proposition.rule == COPULA:
        yield from _as_role(proposition, proposition.object, relations)
        yield from _with_adjective(proposition, proposition.object, relations)
    elif not proposition.rule.startswith(COPULA):
        yield from _with_noun(proposition, proposition.object, verb, relations)
        yield from _with_result(proposition, verb, relations)


def _as_role(proposition: Proposition, noun: Token, relations: Relations) -> Iterator[Proposition]:
    """Read "is the employer of Anna Berg", where the schema has a role of that name: be employer of, object Anna Berg."""
    if noun.pos != "NOUN" or noun.dep == "conj" or noun.child("conj") is not None:
        return
    name = role_name(noun)
    if not any(relations.roles(lemma) for lemma in (name, noun.lemma)):
        return
    for link, target in _linked(noun):
        words = [t for t in noun.subtree(without=("prep", "relcl", "acl", "appos", "det")) if t.dep != "punct"]
        yield replace(
            proposition,
            lemma=f"{proposition.lemma} {name} {link.lower}",
            words=[*proposition.words, *words, link],
            object=target,
            slots=[slot for slot in proposition.slots if slot.head is not target],
            rule="copula-of",
        )


def _with_adjective(proposition: Proposition, adjective: Token, relations: Relations) -> Iterator[Proposition]:
    """Read "was victorious in the election": be victorious in, object the election."""
    lemma = f"{proposition.lemma} {adjective.lower}"
    if adjective.pos != "ADJ" or not relations.frames(lemma):
        return
    for slot in proposition.slots:
        if slot.marker is not None and slot.role != "time":
            yield replace(
                proposition,
                lemma=f"{lemma} {slot.marker.lower}",
                words=[*proposition.words, adjective, slot.marker],
                object=slot.head,
                slots=[other for other in proposition.slots if other is not slot],
                rule="copula-of",
            )


def _with_noun(proposition: Proposition, noun: Token, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Read "took control of the mine", "took place in Paris", "came to the aid of Peru".

    The link hangs from the noun or from the verb. A noun without any word of its own is a part of the verb, and no theme.
    """
    name = next((name for name in _names(proposition, noun, verb) if relations.frames(name)), None)
    if noun.pos != "NOUN" or name is None:
        return
    part = proposition.object_marker is not None or _is_bare(noun)
    theme = [] if part else [Slot("theme", None, noun)]
    slots = [s for s in proposition.slots if s.role != "time"]
    behind = [(s.marker, s.head) for s in slots if s.marker is not None and s.marker.i > noun.i]
    for link, target in (*_linked(noun), *behind):
        yield replace(
            proposition,
            lemma=f"{name} {link.lower}",
            object=target,
            object_marker=link,
            slots=[*theme, *(s for s in proposition.slots if s.head is not target)],
            rule="light-verb",
            light_noun=noun.lemma.lower(),
            words=[*proposition.words, noun, link],
        )


def _names(proposition: Proposition, noun: Token, verb: str) -> Iterator[str]:
    """Yield "establish diplomatic relation", "establish relation"; with a preposition "be at the helm", "be at helm"."""
    marker, lemma = proposition.object_marker, noun.lemma.lower()
    if marker is not None:
        first = verb.removesuffix(f" {marker.lower}")
        if (article := noun.child("det")) is not None:
            yield f"{first} {marker.lower} {article.lower} {lemma}"
        yield f"{first} {marker.lower} {lemma}"
        return
    adjective = noun.child("amod")
    if adjective is not None:
        yield f"{verb} {adjective.lower} {lemma}"
    yield f"{verb} {lemma}"


def _with_result(proposition: Proposition, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Read "set Anna free", "found Anna guilty of theft": set free, find guilty."""
    for slot in proposition.slots:
        name = f"{verb} {slot.head.lower}"
        if slot.role in ADJECTIVAL and slot.marker is None and slot.head.pos == "ADJ" and relations.frames(name):
            slots = [other for other in proposition.slots if other is not slot]
            yield replace(proposition, lemma=name, slots=slots, words=[*proposition.words, slot.head])


def _is_bare(noun: Token) -> bool:
    """Return True for the place of "took place"; False for the toll of "took a toll" and the ties of "strengthened ties"."""
    return noun.tag == "NN" and noun.child("det", "poss", "amod", "compound", "nummod") is None


def _linked(noun: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the prepositions behind a noun with what they govern."""
    for link in noun.kids("prep"):
        target = link.child("pobj")
        if link.i > noun.i and target is not None and target.time is None:
            yield link, target
