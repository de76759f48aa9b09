"""Pronouns that mean nothing named before: in goes a token, out comes whether it is one of them."""

from __future__ import annotations

from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.words import verbs_of


@rule("The pact failed. Both governments deny it.", "not: Both governments | deny | it = The pact", off=False)
def stands_for_clause(token: Token) -> bool:
    """Tell the "it" of "Both governments deny it": what is denied is no thing, but what was said."""
    verb = token.head
    return token.lower == "it" and token.dep == "dobj" and verb.lemma in verbs_of("object-is-content")


@rule("The firm sells a phone. It is the Fairphone.", "not: It = The firm | be | the Fairphone = Fairphone", off=False)
def presents_name(token: Token) -> bool:
    """Tell the "it" of "it's the Internet": what presents a name means nothing that was named before."""
    complement = token.head.child("attr") if token.lower == "it" and token.dep == "nsubj" else None
    return token.head.lemma in ("be", "'s", "’s") and complement is not None and complement.pos == "PROPN"


def is_pleonastic(token: Token) -> bool:
    """Tell the "it" of "it is clear that", "it seems", "it was reported that", "it is time to"."""
    if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    clause = verb.child("ccomp", "xcomp", "advcl", "acl")
    if verb.lemma in ("rain", "snow") or (verb.lemma in ("seem", "appear", "happen", "take") and clause is not None):
        return True
    if verb.lemma == "be" and (time := verb.child("attr")) is not None and time.lower == "time":
        return True
    if verb.lemma == "be" and verb.child("acomp", "attr") is not None:
        complement = verb.child("acomp", "attr")
        deeper = complement.child("ccomp", "xcomp", "acl", "relcl", "advcl") if complement is not None else None
        if any(told.child("ccomp") is not None for told in verb.kids("parataxis")):
            return True
        return (clause is not None and clause.dep != "advcl") or deeper is not None
    return token.dep == "nsubjpass" and verb.child("ccomp") is not None
