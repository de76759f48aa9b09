"""Whether a pronoun can mean something by number, gender and what it is; in go a pronoun and a mention with its chain."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import function_words_of, verbs_of

SPEAKERS = ("Person", "Group", "Organization", "Country", "Work")
HAPPENINGS = ("Event", "Work", "Law", "Product")


def agrees(parse: Parse, pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft, *, tells: bool) -> bool:
    """Compare number, gender, animacy: "he" is never a country, "it" never a person; `tells` says that the pronoun reports."""
    if earlier.head.lower in function_words_of("indefinite-referent") or earlier.head.ent[2:] in (
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "CARDINAL",
    ):
        return False
    kind = parse.sentences[earlier.head.sent].kind
    if kind == "caption" and parse.sentences[pronoun.head.sent].kind != "caption":
        return False
    if pronoun.gender is not None:
        if chain.plural or earlier.plural or chain.gender not in (None, pronoun.gender):
            return False
        return chain.type == "Person"
    if pronoun.plural and _acts_as_person(pronoun.head) and chain.type not in ("Person", "Group", "Organization"):
        return False
    if tells and chain.type not in SPEAKERS:
        return False
    if pronoun.plural:
        if chain.gender is not None and not chain.plural:
            return False
        return chain.plural or earlier.plural or (chain.type == "Organization" and chain.named)
    if chain.plural or earlier.plural or chain.type in ("Person", "Group"):
        return False
    attribute = pronoun.head.head.child("attr") if pronoun.head.dep == "nsubj" else None
    if attribute is not None and nominal_type(attribute) in HAPPENINGS and chain.type not in (*HAPPENINGS, "Thing"):
        return False
    acts_on = pronoun.head.dep == "dobj" and pronoun.head.head.lemma in verbs_of("acts-on-things")
    if acts_on and chain.type in ("Country", "Organization", "Place"):
        return False
    return earlier.kind != "pronoun" or earlier.head.lower in ("it", "its", "itself")


@rule("The houses were old. They slept.", "not: They = The houses | sleep", off=False)
def _acts_as_person(token: Token) -> bool:
    """Tell subjects of what only people do: "they slept" is not said of houses."""
    return token.dep in ("nsubj",) and token.head.lemma in verbs_of("human-act")
