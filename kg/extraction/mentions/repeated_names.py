"""Names that the tagger has passed over although it knows them elsewhere in the same document.

In go parse and names, out come drafts of the further mentions: "Rathbun asked for donations" beside "Mark Rathbun".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.mentions.draft import MentionDraft, name_draft
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "poss", "appos", "attr", "compound"})
LEAST_LETTERS = 4


def find_known(parse: Parse, names: list[MentionDraft]) -> list[MentionDraft]:
    """Return mentions of single words that a document uses as a name elsewhere: a surname, a body's or a work's name."""
    known = _single_words(names)
    taken = {token.i for m in names for token in parse.tokens[m.first.i : m.last.i + 1]}
    return [_again(token, known[token.text]) for token in _candidates(parse, taken) if token.text in known]


def _single_words(names: list[MentionDraft]) -> dict[str, MentionDraft]:
    """Return a name for each word that can stand for one by itself: names of one word, and the surnames of people."""
    words: dict[str, MentionDraft] = {}
    for m in names:
        word = m.name.rpartition(" ")[2]
        model = m.type == "Product" and word.isdigit()
        if (word == m.name or m.type == "Person" or model) and not m.demonym and (len(word) >= LEAST_LETTERS or model):
            words.setdefault(word, m)
    return words


def _candidates(parse: Parse, taken: set[int]) -> Iterator[Token]:
    for token in parse.tokens:
        if token.i in taken or token.time is not None:
            continue
        if token.text.isdigit() and token.child("det") is not None and token.dep in ARGUMENTS:
            yield token
        if not token.text[0].isupper() or token.text.isupper():
            continue
        if token.pos == "PROPN" or token.dep in ARGUMENTS:
            yield token


def _again(token: Token, twin: MentionDraft) -> MentionDraft:
    token.pos, token.tag = "PROPN", "NNP"
    draft = name_draft([token], 0, 1, twin.type)
    draft.origin = "named elsewhere"
    draft.gender = twin.gender
    draft.entry = twin.entry if " " not in twin.name else None
    return draft
