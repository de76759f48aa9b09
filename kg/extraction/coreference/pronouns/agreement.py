"""Whether a pronoun can mean something by number, gender and what it is; in go a pronoun and a mention with its chain."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.pronouns.persons import FIRST_PERSON, FIRST_PLURAL, SECOND_PERSON
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import is_first_name
from kg.lexicon.words import function_words_of, nouns_of, verbs_of
from kg.model import EntityType

SPEAKERS = FIRST_PERSON | FIRST_PLURAL | SECOND_PERSON
AMOUNTS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
NEVER_PERSONS: tuple[EntityType, ...] = ("Country", "Event", "Law", "Facility")
TOLD = {"title": 4, "nominal": 3, "name": 1}
"""What each kind of word counts when a chain is asked for its gender."""
BODIES: tuple[EntityType, ...] = ("Organization", "Country", "Group", "Place")


def is_referent(parse: Parse, pronoun: MentionDraft, earlier: MentionDraft) -> bool:
    """Tell whether a mention can be taken up by a pronoun: no amount, no caption from the text, no predicate."""
    head = earlier.head
    if head.lower in function_words_of("indefinite-referent") or head.ent[2:] in AMOUNTS or _is_said_of_other(head):
        return False
    return parse.sentences[head.sent].kind != "caption" or parse.sentences[pronoun.head.sent].kind == "caption"


def can_mean(pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft) -> bool:
    """Tell whether a chain comes into question at all, by one of its mentions: False for what no reader would take.

    A name that is not known to be a place or a body may be a person's; a singular body may be "they".
    """
    head = earlier.head
    if pronoun.gender is not None:
        if earlier.plural or chain.plural or not may_be_person(chain):
            return False
        return told_gender(chain) in (None, pronoun.gender)
    if earlier.kind == "pronoun" and head.lower in SPEAKERS:
        return False
    if pronoun.plural:
        return earlier.plural or chain.plural or chain.type in BODIES or _is_many(chain, head)
    if earlier.kind == "pronoun" and head.lower not in ("it", "its", "itself", "this", "that"):
        return False
    return not (chain.plural or earlier.plural or chain.type == "Person")


def may_be_person(chain: ChainDraft) -> bool:
    """True for persons, and for names that nothing but their looks makes a body, a place or a thing."""
    if chain.type == "Person":
        return True
    if chain.entry is not None or chain.type in NEVER_PERSONS:
        return False
    first = chain.mentions[0]
    if not chain.named or first.demonym or not first.name[:1].isupper():
        return False
    return is_first_name(first.name.split()[0]) or not first.head.ent or bool(first.votes and first.votes["Person"])


def _is_said_of_other(head: Token) -> bool:
    """True for "a chemist" in "her father is a chemist": the father stands for both."""
    return head.dep == "attr" and head.head.lemma == "be" and head.head.child("nsubj") is not None


def _is_many(chain: ChainDraft, head: Token) -> bool:
    """True for somebody whose gender nothing has told, "one player … their headset", and for nouns of several: couple."""
    if head.lemma.lower() in nouns_of("quantity", "collective", "group"):
        return True
    return chain.type == "Person" and chain.gender is None


def agrees(pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft) -> bool:
    """Compare number, gender, animacy strictly, for what syntax binds: "he" is never a country, "it" never a person."""
    if pronoun.gender is not None:
        if chain.plural or earlier.plural or chain.gender not in (None, pronoun.gender):
            return False
        return chain.type == "Person"
    if pronoun.plural:
        if chain.gender is not None and not chain.plural:
            return False
        return chain.plural or earlier.plural or (chain.type == "Organization" and chain.named)
    if chain.plural or earlier.plural or chain.type in ("Person", "Group"):
        return False
    return earlier.kind != "pronoun" or earlier.head.lower in ("it", "its", "itself")


def told_gender(chain: ChainDraft) -> str | None:
    """Return the gender that titles, nouns and given names tell of a chain, the titles first; None where they tell none or both.

    Pronouns tell nothing here: they have been resolved, perhaps wrongly.
    """
    votes = {
        gender: sum(weight * chain.told[f"{kind} {gender}"] for kind, weight in TOLD.items())
        for gender in ("male", "female")
    }
    if votes["male"] == votes["female"]:
        return None
    return max(votes, key=votes.__getitem__)


def gender_of_pronouns(chain: ChainDraft) -> str | None:
    """Return the gender of most of the pronouns in a chain."""
    male, female = chain.told["pronoun male"], chain.told["pronoun female"]
    return None if male == female else "male" if male > female else "female"


def fits_role(pronoun: MentionDraft, chain: ChainDraft) -> str:
    """Return how what is said of a pronoun goes with a chain's type: a person's act, something done to things only."""
    head = pronoun.head
    verb = head.head
    if head.dep == "nsubj" and verb.lemma in verbs_of("human-act"):
        return f"does what people do: {chain.type}"
    if head.dep == "dobj" and verb.lemma in verbs_of("acts-on-things"):
        return f"undergoes what things do: {chain.type}"
    attribute = verb.child("attr") if head.dep == "nsubj" else None
    if attribute is not None:
        kind = nominal_type(attribute)
        if kind != "Thing":
            return "is said to be of its type" if kind == chain.type else "is said to be of another type"
    return ""
