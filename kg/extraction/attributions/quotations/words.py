"""The words of a speaker beside a quotation: in go tokens, out come the head of a name, its end, the words of a cue."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.extraction.text.quotations import Quote
from kg.lexicon.words import nouns_of

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
BESIDE = frozenset(
    {"compound", "amod", "det", "poss", "nmod", "nummod", "case", "punct", "appos", "advmod", "npadvmod"}
)


def cue_of(verb: Token) -> tuple[Token, ...]:
    """Return the words of a cue: the verb, with its particle behind it."""
    particle = verb.child("prt")
    return (verb,) if particle is None or particle.i < verb.i else (verb, particle)


def phrase_head(token: Token, segment: Sequence[Token]) -> Token:
    """Return the head of the noun phrase that a token begins or stands in, as far as its words are in the segment."""
    while token.dep in BESIDE and token.head in segment and token.head.pos in NOMINAL and token.head is not token:
        token = token.head
    last = token
    for behind in segment:
        if behind.i == last.i + 1 and behind.pos == "PROPN" and last.pos == "PROPN":
            last = behind
    return last


def end_of_names(named: list[Token]) -> Token:
    """Return the last word of the first run of names."""
    head = named[0]
    for token in named[1:]:
        if token.i != head.i + 1:
            break
        head = token
    return head


def length_of_name(label: list[Token]) -> int:
    """Return where a name in a label ends: before a comma, a bracket, "on" or the colon."""
    for place, token in enumerate(label):
        if token.text in (",", "(", ":") or (place and token.lower == "on"):
            return place
    return len(label)


def is_somebody(token: Token) -> bool:
    """True for a person's name, "he" and "she", and a noun for a person."""
    if token.lower in ("he", "she"):
        return True
    if token.pos == "PROPN":
        return token.ent[2:] == "PERSON" or (not token.ent and token.child("compound") is not None)
    return token.tag == "NN" and token.pos == "NOUN" and token.lemma.lower() in nouns_of("person")


def last_mark(parse: Parse, quote: Quote) -> str:
    """Return the mark that ends the words of a quotation, "" where none does."""
    text = parse.text[quote.start : quote.end].rstrip("“”\"'’‘«»` ")
    return text[-1] if text and not text[-1].isalnum() else ""
