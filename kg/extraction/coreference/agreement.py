"""Whether a pronoun can mean something by number, gender and what it is; in go a pronoun and a mention with its cluster."""

from __future__ import annotations

from kg.extraction.coreference.chains import Cluster
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse, Token
from kg.lexicon import load_words

INDEFINITE = frozenset(
    {
        "anything",
        "nothing",
        "something",
        "everything",
        "anyone",
        "someone",
        "everyone",
        "nobody",
        "somebody",
        "anybody",
        "fact",
    }
)
SPEAKERS = ("Person", "Group", "Organization", "Country", "Work")
HAPPENINGS = ("Event", "Work", "Law", "Product")


def agrees(parse: Parse, pronoun: MentionDraft, earlier: MentionDraft, cluster: Cluster, *, tells: bool) -> bool:
    """Compare number, gender, animacy: "he" is never a country, "it" never a person; `tells` says that the pronoun reports."""
    if earlier.head.lower in INDEFINITE or earlier.head.ent[2:] in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL"):
        return False
    kind = parse.sentences[earlier.head.sent].kind
    if kind == "caption" and parse.sentences[pronoun.head.sent].kind != "caption":
        return False
    if pronoun.gender is not None:
        if cluster.plural or earlier.plural or cluster.gender not in (None, pronoun.gender):
            return False
        return cluster.type == "Person"
    if pronoun.plural and _acts_as_person(pronoun.head) and cluster.type not in ("Person", "Group", "Organization"):
        return False
    if tells and cluster.type not in SPEAKERS:
        return False
    if pronoun.plural:
        if cluster.gender is not None and not cluster.plural:
            return False
        return cluster.plural or earlier.plural or (cluster.type == "Organization" and cluster.named)
    if cluster.plural or earlier.plural or cluster.type in ("Person", "Group"):
        return False
    attribute = pronoun.head.head.child("attr") if pronoun.head.dep == "nsubj" else None
    if attribute is not None and nominal_type(attribute) in HAPPENINGS and cluster.type not in (*HAPPENINGS, "Thing"):
        return False
    acts_on = pronoun.head.dep == "dobj" and pronoun.head.head.lemma in load_words("predicates", "acts_on_things")
    if acts_on and cluster.type in ("Country", "Organization", "Place"):
        return False
    return earlier.kind != "pronoun" or earlier.head.lower in ("it", "its", "itself")


def _acts_as_person(token: Token) -> bool:
    """Tell subjects of what only people do: "they slept" is not said of houses."""
    return token.dep in ("nsubj",) and token.head.lemma in load_words("predicates", "human_acts")
