"""What a definite nominal can mean: in goes "the storm", out come earlier chains that may be called so."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.nominals.classes import class_of, fits_class
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.token import Token
from kg.lexicon.synonyms import are_synonyms
from kg.model import EntityType

SAME_REACH, OTHER_REACH = 30, 4
"""Sentences back in which the same noun, and another word for it, can stand."""
MOST = 12
"""Chains that are weighed for a nominal, the nearest ones."""
NUMBERS: tuple[EntityType, ...] = ("Group", "Organization", "Country")


@dataclass(slots=True)
class Candidate:
    """A chain that a nominal can mean, by its nearest mention that is called alike, and how."""

    chain: ChainDraft
    nearest: MentionDraft
    apart: int
    relation: str
    rank: int
    latest: int
    """Sentences back to its latest mention of any kind."""


def nominal_candidates(mention: MentionDraft, discourse: Discourse) -> list[Candidate]:
    """Return the candidates of a definite nominal, the nearest first, at most MOST.

    "The company" is nothing that has neither a name nor the same noun: another body is the likelier the more there are.
    """
    found: dict[int, Candidate] = {}
    latest: dict[int, int] = {}
    refused: set[int] = set()
    lemma = mention.head.lemma.lower()
    kind = class_of(mention)
    own = _owned_by(mention.head, discourse.owners)
    for earlier in discourse.before():
        apart = mention.head.sent - earlier.head.sent
        if apart > SAME_REACH or len(found) == MOST:
            break
        chain = discourse.chains[earlier]
        latest.setdefault(id(chain), apart)
        known = found.get(id(chain))
        if earlier.kind == "pronoun" or (known is not None and known.relation == "same noun"):
            continue
        if apart == 0 and _is_beside(mention.head, earlier.head):
            refused.add(id(chain))
        relation = (
            _relation(mention, lemma, kind, earlier, chain) if _may_be(mention, earlier, own, discourse.owners) else ""
        )
        if id(chain) in refused or (kind == "Organization" and relation in ("synonym", "noun of its type")):
            continue
        if not relation or (apart > OTHER_REACH and relation not in ("same noun", "name ends so", "name has it")):
            continue
        if known is None:
            found[id(chain)] = Candidate(chain, earlier, apart, relation, len(found), latest[id(chain)])
        elif relation == "same noun":
            known.nearest, known.apart, known.relation = earlier, apart, relation
    return list(found.values())


def _are_told_apart(own: frozenset[str], other: Token, owners: dict[int, frozenset[str]]) -> bool:
    """Tell "the mayor of Braga" from "the mayor of Porto": what each is of has nothing in common."""
    theirs = _owned_by(other, owners) if own else own
    return bool(theirs) and own.isdisjoint(theirs)


def _owned_by(head: Token, owners: dict[int, frozenset[str]]) -> frozenset[str]:
    """Return what a noun is of, looked up once: the tree does not change any more."""
    known = owners.get(head.i)
    if known is None:
        of = [t for p in head.children if p.dep == "prep" and p.lower == "of" for t in p.children if t.dep == "pobj"]
        known = owners[head.i] = frozenset(t.lemma.lower() for t in (*of, *head.kids("poss")))
    return known


def _is_beside(one: Token, other: Token) -> bool:
    """Tell "Greece" in "Greece imposed an embargo on the country": who does something is not whom it is done to."""
    verb = one.head.head if one.dep == "pobj" else one.head
    subject = other.dep in ("nsubj", "nsubjpass") and one.dep not in (
        "nsubj",
        "nsubjpass",
        "poss",
        "attr",
        "appos",
        "conj",
    )
    return subject and other.head is verb and verb.pos in ("VERB", "AUX") and verb.lemma != "be"


def _may_be(
    mention: MentionDraft, earlier: MentionDraft, own: frozenset[str], owners: dict[int, frozenset[str]]
) -> bool:
    """False for what stands inside the nominal or around it, for what is denied, for adjectives of places."""
    if earlier.demonym or earlier.inside or earlier.last.i >= mention.first.i:
        return False
    denied = earlier.first.lower in ("no", "neither", "whose") or earlier.head.dep == "oprd"
    return not denied and not _are_told_apart(own, earlier.head, owners)


def _relation(
    mention: MentionDraft, lemma: str, kind: EntityType | None, earlier: MentionDraft, chain: ChainDraft
) -> str:
    """Return how an earlier mention goes with a noun, "" where it does not."""
    many = mention.plural
    if earlier.kind == "name":
        if earlier.name.rpartition(" ")[2].lower() == mention.head.lower and " " in earlier.name:
            return "name ends so"
        if mention.head.text in earlier.name.split()[:-1] or mention.head.lower.title() in earlier.name.split()[:-1]:
            return "name has it"
        if many or chain.plural:
            return ""
        if kind is not None and chain.type == kind:
            return "name of its class" if fits_class(lemma, chain) else "name of its type"
        return "named person" if mention.type == "Person" and chain.type == "Person" else ""
    head: Token = earlier.head
    if head.lemma.lower() == lemma:
        return "same noun" if earlier.plural == many else "same noun, other number"
    if earlier.plural != many and chain.type not in NUMBERS:
        return ""
    if are_synonyms(lemma, head.lemma.lower()):
        return "synonym"
    own = nominal_type(mention.head)
    return "noun of its type" if own != "Thing" and own == nominal_type(head) else ""
