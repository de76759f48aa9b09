"""Second wordings of a proposition that the schema knows by a word of its own; in goes a proposition, out come others to look up.

"Siemens is the employer of Anna Berg": be employer of. "Peru took control of the mine": take control of. "The summit took
place in Paris": take place in. "Peru is at war with Chile": be at war with. "They set Anna free": set free. These count only
where a relation fits them: what the schema does not know stays as the sentence puts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.rules import rule
from kg.extraction.syntax.phrases import role_name
from kg.extraction.syntax.token import Token
from kg.schema.relations import Relations

COPULA = "copula"
ADJECTIVAL = frozenset({"attribute", "content"})
"""Roles of a bare adjective behind an object, as the parse has it: free in "set them free", guilty in "found them guilty"."""


def reworded(proposition: Proposition, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Yield the wordings that the schema may know a proposition by; `verb` is its verb's lemma."""
    thing = proposition.object
    if proposition.voice == "passive":
        return
    if proposition.rule == COPULA and thing is not None:
        yield from _as_role(proposition, thing, relations)
        yield from _with_adjective(proposition, thing, relations)
    elif not proposition.rule.startswith(COPULA):
        if thing is not None and proposition.object_marker is None:
            yield from _with_noun(proposition, thing, verb, relations)
            yield from _with_result(proposition, verb, relations)
        else:
            yield from _through_phrase(proposition, verb)


@rule("Siemens is the employer of Anna Berg.", "Siemens | be employer of/-work-for | Anna Berg", off=())
def _as_role(proposition: Proposition, noun: Token, relations: Relations) -> Iterator[Proposition]:
    """Read "is the employer of Anna Berg", where the schema has a role of that name: be employer of, object Anna Berg."""
    if noun.pos != "NOUN" or noun.dep == "conj" or noun.child("conj") is not None:
        return
    name = role_name(noun)
    if not any(relations.roles(lemma) for lemma in (name, noun.lemma)):
        return
    for link, target in _linked(noun)[:1]:
        words = [t for t in noun.subtree(without=("prep", "relcl", "acl", "appos", "det")) if t.dep != "punct"]
        yield replace(
            proposition,
            lemma=f"{proposition.lemma} {name} {link.lower}",
            words=[*proposition.words, *words, link],
            object=target,
            slots=[slot for slot in proposition.slots if slot.head is not target],
            rule="copula-of",
        )


@rule(
    "The Greens were victorious in the election.",
    "The Greens = Greens | be victorious in/win | the election",
    off=(),
    rare="a construction of the schema's own frames",
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


@rule("The summit took place in Paris.", "The summit | take place in/located-in | Paris", off=())
def _with_noun(proposition: Proposition, noun: Token, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Read "took control of the mine", "took place in Paris".

    The link hangs from the noun or from the verb. A noun without any word of its own is a part of the verb, and no theme;
    an owned one ("has its headquarters in London") states its relation itself.
    """
    adjective, lemma = noun.child("amod"), noun.lemma.lower()
    names = [f"{verb} {adjective.lower} {lemma}"] if adjective is not None else []
    name = next((name for name in (*names, f"{verb} {lemma}") if relations.frames(name)), None)
    told = noun.child("poss") is not None and bool(relations.nouns(lemma))
    if noun.pos != "NOUN" or name is None or told:
        return
    theme = [] if _is_bare(noun) else [Slot("theme", None, noun)]
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


@rule("Peru is at war with Chile.", "Peru | be at war with/fight | Chile", off=())
def _through_phrase(proposition: Proposition, verb: str) -> Iterator[Proposition]:
    """Read "is in charge of the mine", "came to the aid of Peru", "voted in favour of the plan", "is at war with Chile"."""
    places = [(slot.marker, slot.head) for slot in proposition.slots if slot.role != "time"]
    if proposition.object is not None:
        places.insert(0, (proposition.object_marker, proposition.object))
    for marker, noun in places:
        if marker is None or noun.pos != "NOUN":
            continue
        article, first = noun.child("det"), verb.removesuffix(f" {marker.lower}")
        behind = [(s.marker, s.head) for s in proposition.slots if s.marker is not None and s.marker.i > noun.i]
        for link, target in (_linked(noun) or behind)[:1]:
            for words in ([marker, article, noun], [marker, noun]):
                yield replace(
                    proposition,
                    lemma=" ".join([first, *(word.lower for word in words if word is not None), link.lower]),
                    object=target,
                    object_marker=link,
                    slots=[slot for slot in proposition.slots if slot.head is not noun and slot.head is not target],
                    rule="verb-preposition",
                    words=[*proposition.words, *(word for word in words if word is not None), link],
                )


@rule(
    "The rebels set Anna Berg free.",
    "The rebels | set free/release | Anna Berg",
    off=(),
    rare="a construction of the schema's own frames",
)
def _with_result(proposition: Proposition, verb: str, relations: Relations) -> Iterator[Proposition]:
    """Read "set Anna free", "found Anna guilty of theft": set free, find guilty."""
    for slot in proposition.slots:
        name = f"{verb} {slot.head.lower}"
        free = slot.marker is None and slot.head.pos == "ADJ" and slot.head.child("neg") is None
        if slot.role in ADJECTIVAL and free and relations.frames(name):
            slots = [Slot("theme", link, target) for link, target in _linked(slot.head)]
            slots += [other for other in proposition.slots if other is not slot]
            yield replace(proposition, lemma=name, slots=slots, words=[*proposition.words, slot.head])


def _is_bare(noun: Token) -> bool:
    """Return True for the place of "took place"; False for the toll of "took a toll" and the ties of "strengthened ties"."""
    return noun.tag == "NN" and noun.child("det", "poss", "amod", "compound", "nummod") is None


def _linked(noun: Token) -> list[tuple[Token, Token]]:
    """Return the prepositions behind a noun with what they govern."""
    pairs = ((link, link.child("pobj")) for link in noun.kids("prep") if link.i > noun.i)
    return [(link, target) for link, target in pairs if target is not None and target.time is None]
