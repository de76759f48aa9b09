"""How sure a statement is: in goes a proposition with its place in the parse, out comes a number from 0 to 1.

It starts from the rule's own trust in subject and construction and takes off for what parses are wrong about: distance between
verb and arguments, punctuation between them, long sentences, unresolved pronouns, arguments that only look like phrases. It adds
where two kinds of evidence agree: named ends, and a relation of the schema whose types fit. Weights are set by hand from reading.
"""

from __future__ import annotations

from kg.extract.entities import Naming
from kg.extract.framing import Framed
from kg.extract.phrases import noun_phrase
from kg.extract.syntax import Parse, Token

LOWEST, HIGHEST = 0.05, 0.98
HEADLINE = 0.6
LONG_SENTENCE, VERY_LONG_SENTENCE = 25, 40
FAR, LONG_PHRASE = 6, 14
TAKEN = {
    "long sentence": 0.03,
    "very long sentence": 0.04,
    "far subject": 0.05,
    "comma before verb": 0.06,
    "long argument": 0.04,
    "unresolved pronoun": 0.35,
    "nothing beside the subject": 0.1,
    "half a quotation": 0.35,
    "prepositional object": 0.05,
    "embedded": 0.03,
}
GIVEN = {"named end": 0.02, "relation": 0.03}
EMBEDDED = frozenset({"relcl", "advcl", "acl", "pcomp"})


def rate(parse: Parse, framed: Framed, naming: Naming) -> float:
    """Return the confidence of a proposition, rounded to two decimals."""
    proposition = framed.proposition
    rating = proposition.confidence - sum(TAKEN[sign] for sign in _signs(parse, framed, naming))
    ends = [head for head in (proposition.subject, proposition.object) if head is not None]
    rating += GIVEN["named end"] * sum(naming.is_named(head) for head in ends)
    rating += GIVEN["relation"] if framed.relation is not None else 0.0
    if parse.sentences[proposition.trigger.sent].kind == "headline":
        rating *= HEADLINE
    return round(max(LOWEST, min(HIGHEST, rating)), 2)


def _signs(parse: Parse, framed: Framed, naming: Naming) -> list[str]:
    """Return what speaks against a proposition."""
    proposition = framed.proposition
    ends = [head for head in (proposition.subject, proposition.object) if head is not None]
    signs = ["unresolved pronoun" for head in ends if head.tag in ("PRP", "PRP$", "DT") and not naming.resolves(head)]
    signs += ["half a quotation" for head in ends if _is_unbalanced(parse, head)]
    first, end = parse.bounds[proposition.trigger.sent]
    if end - first > LONG_SENTENCE:
        signs.append("long sentence")
    if end - first > VERY_LONG_SENTENCE:
        signs.append("very long sentence")
    if proposition.kind != "clause":
        return signs
    if proposition.object is None and not proposition.slots:
        signs.append("nothing beside the subject")
    if proposition.object_marker is not None:
        signs.append("prepositional object")
    if proposition.trigger.dep in EMBEDDED:
        signs.append("embedded")
    return signs + _distance_signs(parse, proposition.subject, proposition.trigger, proposition.object)


def _distance_signs(parse: Parse, subject: Token, verb: Token, thing: Token | None) -> list[str]:
    signs = []
    low, high = sorted((subject.i, verb.i))
    if high - low > FAR:
        signs.append("far subject")
    between = [t.text for t in parse.tokens[low + 1 : high]]
    if between.count(",") % 2 == 1:
        signs.append("comma before verb")
    if thing is not None and thing.pos in ("NOUN", "PROPN"):
        phrase = noun_phrase(thing)
        if phrase.last.i - phrase.first.i > LONG_PHRASE:
            signs.append("long argument")
    return signs


def _is_unbalanced(parse: Parse, head: Token) -> bool:
    """Tell a phrase with one mark of a quotation only: a sign of a wrong parse."""
    phrase = noun_phrase(head)
    text = parse.text[phrase.start : phrase.end]
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")
