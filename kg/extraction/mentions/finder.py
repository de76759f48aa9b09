"""Stretches of text that refer to something: names, nominals and pronouns; in go parse and names, out come drafts.

Names come from the gazetteer first and the statistical tagger second, and are mended: articles, titles and 's off, headline
words left alone, "Biden administration" and "Russian military" taken as bodies of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.mentions.draft import MentionDraft, words_of
from kg.extraction.mentions.name_types import TYPES
from kg.extraction.mentions.owned_bodies import find_bodies
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of

PERSONAL = frozenset({"PRP", "PRP$"})
DEMONSTRATIVES = frozenset({"this", "these", "those"})
NOUN_TAGS = frozenset({"NN", "NNS"})
NOT_REFERENTS = frozenset(
    {"compound", "amod", "nmod", "npadvmod", "quantmod", "prep", "mark", "advmod", "det", "nummod"}
)


def find_mentions(parse: Parse, names: Sequence[MentionDraft]) -> list[MentionDraft]:
    """Return all mentions of a document in text order, a longer one before those inside it."""
    names = [*names, *find_bodies(parse, list(names))]
    taken = {token.i for mention in names for token in parse.tokens[mention.first.i : mention.last.i + 1]}
    heads = {mention.head.i for mention in names}
    others = [m for token in parse.tokens if (m := _other(parse, token, taken, heads)) is not None]
    return sorted(names + others, key=lambda m: (m.start, -m.end))


def _other(parse: Parse, token: Token, taken: set[int], heads: set[int]) -> MentionDraft | None:
    if token.tag in PERSONAL and token.lower not in ("there",):
        return _pronoun(token)
    if token.pos == "PRON" and token.lower in DEMONSTRATIVES and token.dep in ("nsubj", "dobj", "pobj", "nsubjpass"):
        return MentionDraft(
            token, token, token, "pronoun", "Thing", token.text, plural=token.lower != "this", origin="demonstrative"
        )
    if token.i in heads or token.i in taken or token.time is not None or token.tag not in NOUN_TAGS:
        return None
    if token.dep in NOT_REFERENTS or (token.ent and token.ent[2:] not in TYPES):
        return None
    return _nominal(parse, token, taken)


def _pronoun(token: Token) -> MentionDraft:
    word = token.lower
    gender = "male" if word in ("he", "him", "his", "himself") else None
    if word in ("she", "her", "hers", "herself"):
        gender = "female"
    plural = word in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves")
    person = gender is not None or word in ("i", "me", "my", "mine", "myself", "you", "your")
    return MentionDraft(
        token,
        token,
        token,
        "pronoun",
        "Person" if person else "Thing",
        token.text,
        gender=gender,
        plural=plural,
        origin="pronoun",
    )


def _nominal(parse: Parse, token: Token, taken: set[int]) -> MentionDraft:
    first = token
    for child in token.children:
        if child.i < token.i and child.dep in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "predet",
            "quantmod",
        ):
            left = child.subtree()[0]
            if parse.tokens[left.i : token.i] and not any(t.text in (",", "(") for t in parse.tokens[left.i : token.i]):
                first = left
                break
    draft = MentionDraft(
        first, token, token, "nominal", nominal_type(token), words_of(parse.tokens[first.i : token.i + 1])
    )
    draft.origin = "noun"
    draft.plural = token.tag == "NNS"
    lemma = token.lemma.lower()
    if lemma in nouns_of("male"):
        draft.gender = "male"
    elif lemma in nouns_of("female"):
        draft.gender = "female"
    return draft
