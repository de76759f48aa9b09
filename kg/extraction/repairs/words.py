"""Repairs of words that the tokenizer has cut; in goes a token, and its tree is changed in place."""

from __future__ import annotations

from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of

PREFIXES = frozenset({"co", "re", "pre", "mis", "under", "over", "out", "cross", "counter", "ill", "half"})


@rule("The bank was co-founded by Aziz in 1998.", "not: The bank | be co")
def hyphenated_verb(token: Token) -> None:
    """Make founded the verb of "was co-founded by Aziz", where the parser takes co; co may stand under it already."""
    if token.lower not in PREFIXES or token.dep not in ("relcl", "ROOT", "conj", "ccomp", "advcl", "acl"):
        return
    root = [token, *token.ancestors()][-1]
    behind = [t for t in root.subtree() if token.i < t.i <= token.i + 2]
    if (
        len(behind) < 2
        or behind[0].text != "-"
        or behind[0].start != token.end
        or behind[1].tag not in ("VBN", "VBD", "VBG")
    ):
        return
    hyphen, verb = behind
    children = [c for c in token.children if c not in behind and not verb.is_below(c)]
    if not token.is_below(verb):
        verb.attach(token, "dep")
        verb.promote()
    for child in children:
        child.attach(verb, child.dep)
    token.attach(verb, "compound")
    hyphen.attach(verb, "punct")


@rule("Ann Carter is the sister-in-law of John Carter.", "Ann Carter | be sister-in-law of/relative-of | John Carter")
def kin_by_law(token: Token) -> None:
    """Make one noun of "sister-in-law", whose "in" the tokenizer takes for a preposition."""
    law, kin = token.child("pobj"), token.head
    if token.lower == "in" and law is not None and law.lower == "law" and kin.lemma.lower() in nouns_of("kin"):
        kin.lemma = f"{kin.lemma}-in-law"
        token.dep = "compound"


@rule("The mayor of Porto faces re-election in June.", "The mayor of Porto | face | re-election | time:in:June")
def hyphenated_noun(token: Token) -> None:
    """Make one noun of "faces re-election": re, the hyphen and election are taken for three objects."""
    beside = {t.start: t for t in token.head.children if t.dep == token.dep}
    hyphen = beside.get(token.end)
    noun = beside.get(hyphen.end) if hyphen is not None and hyphen.text == "-" else None
    if hyphen is not None and noun is not None:
        token.attach(noun, "compound")
        hyphen.attach(noun, "punct")
        hyphen.pos, hyphen.tag = "PUNCT", "HYPH"
