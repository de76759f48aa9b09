"""What speaks for and against an antecedent of a definite nominal; in go a nominal and a candidate, out come named features.

That the same noun comes again tells little: a complement of its own ("the mayor of Porto") or another modifier ("the second
video") make another thing of it, and that is what most of these features look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.nominals.candidates import Candidate
from kg.extraction.coreference.nominals.classes import class_of
from kg.extraction.coreference.pronouns.features import bucket, role_of
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import modifiers_of, nouns_of

MODIFIERS = ("amod", "compound", "nmod", "nummod")
COMPLEMENTS = ("prep", "relcl", "acl", "appos")
BOUNDS = (0, 1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Nominal:
    """What is known of a nominal, the same for all its candidates."""

    mention: MentionDraft
    determiner: str
    modifiers: frozenset[str]
    numbers: frozenset[str]
    complement: str
    quoted: bool

    @classmethod
    def read(cls, parse: Parse, mention: MentionDraft, *, quoted: bool) -> Nominal:
        """Return a nominal with its parts."""
        return cls(
            mention,
            mention.first.lower,
            restrictors_of(mention),
            numbers_of(parse, mention),
            complement_of(mention.head),
            quoted,
        )


class NominalFeatures:
    """The features of antecedents of nominals in one document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse

    def of_none(self, at: Nominal, candidates: Sequence[Candidate]) -> tuple[str, ...]:
        """Return what speaks for a nominal that it is new."""
        head = at.mention.head
        alike = sum(c.relation == "same noun" for c in candidates)
        found = [
            "none",
            f"none: {at.determiner}",
            f"none: {'plural' if at.mention.plural else 'singular'}",
            f"none: {role_of(head)}",
            f"none: {nominal_type(head)}",
            f"none: {bucket(alike, (0, 1, 2, 4))} with the same noun",
            f"none: with {at.complement}",
        ]
        if alike:
            found.append(f"none: same noun before, with {at.complement}")
        if not at.modifiers and at.complement == "no complement":
            found.append("none: bare noun")
        if at.modifiers & modifiers_of("other-than-before"):
            found.append("none: another one")
        if at.numbers:
            found.append("none: counted")
        if any(t.tag in ("JJS", "RBS") for t in head.kids("amod")):
            found.append("none: superlative")
        if any(t.pos == "PROPN" for t in head.kids("compound", "nmod", "poss")):
            found.append("none: with a name")
        if at.modifiers:
            found.append("none: modified")
        if class_of(at.mention) is not None:
            found.append("none: class noun")
        if head.lemma.lower() in nouns_of("vague"):
            found.append("none: vague noun")
        if at.quoted:
            found.append("none: in a quotation")
        return tuple(found)

    def of_candidate(self, at: Nominal, candidate: Candidate, rivals: int) -> tuple[str, ...]:
        """Return what speaks for and against a candidate; `rivals` is how many are called alike, itself with them."""
        relation, chain, nearest = candidate.relation, candidate.chain, candidate.nearest
        found = [
            relation,
            f"{relation}, {at.determiner}",
            f"{relation}, with {at.complement}",
            f"{relation}, back {bucket(candidate.apart, BOUNDS)}",
            f"latest {bucket(candidate.latest, BOUNDS)}",
            f"{relation}, rank {bucket(candidate.rank, (0, 1, 2, 4))}",
            f"{relation}, {'named' if chain.named else 'no name'}",
            f"{relation}, {role_of(nearest.head)} > {role_of(at.mention.head)}",
            f"mentions: {bucket(len(chain.mentions), (1, 2, 4, 8))}",
            f"{relation}, {chain.type}",
            f"{relation}, one of {bucket(rivals, (1, 2, 4))}",
        ]
        if rivals == 1:
            found.append(f"{relation}, the only one, back {bucket(candidate.apart, BOUNDS)}")
        if not at.modifiers and at.complement == "no complement":
            found.append(f"{relation}, a bare noun")
        found += self._modifiers(at, candidate)
        if nearest.kind == "nominal":
            found.append(f"{relation}, began {nearest.first.lower if nearest.first.lower in BEGINNINGS else 'bare'}")
        other = complement_of(nearest.head)
        if _bare_words(at.mention) == _bare_words(nearest):
            found += (f"{relation}, same words", f"same words, with {at.complement}")
        if at.complement != "no complement":
            same = _complement_words(nearest.head) & _complement_words(at.mention.head)
            compared = "same complement" if same else f"other complement, before {other}"
            found += (
                compared,
                f"{compared}, {at.complement}",
                f"{compared}, back {bucket(min(candidate.apart, 2), BOUNDS)}",
            )
        elif other != "no complement":
            found.append(f"{relation}, had {other}")
        if self.discourse.paragraph(nearest.head) != self.discourse.paragraph(at.mention.head):
            found.append(f"{relation}, other paragraph")
        if candidate.apart == 0 and nearest.head.head is at.mention.head.head:
            found.append("of one verb")
        if nearest.head.dep == "conj" or nearest.head.child("conj") is not None:
            found.append("in a list")
        if self.discourse.parse.sentences[nearest.head.sent].kind in ("headline", "caption"):
            found.append("in a headline or caption")
        return tuple(found)

    def _modifiers(self, at: Nominal, candidate: Candidate) -> list[str]:
        """Compare the modifiers: none, the same, fewer, more, others."""
        relation, nearest = candidate.relation, candidate.nearest
        theirs = restrictors_of(nearest)
        if nearest.kind == "name":
            theirs |= frozenset(nearest.name.lower().split())
        if at.modifiers <= theirs:
            compared = "none" if not at.modifiers else "the same" if at.modifiers == theirs else "fewer"
        else:
            compared = "more" if theirs <= at.modifiers else "others"
        found = [f"{relation}, modifiers {compared}"]
        if not at.modifiers and theirs:
            found.append(f"{relation}, was modified")
        if at.numbers != numbers_of(self.discourse.parse, nearest):
            found.append(f"{relation}, other number{' given' if at.numbers else ''}")
        if (theirs & modifiers_of("other-than-before")) - at.modifiers:
            found.append(f"{relation}, was another one")
        return found


BEGINNINGS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "no",
        "every",
        "each",
        "all",
        "many",
        "both",
        "two",
    ]
)


def restrictors_of(mention: MentionDraft) -> frozenset[str]:
    """Return what restricts a nominal: adjectives, compounds, numbers, and the owner."""
    found = {c.lemma.lower() for c in mention.head.kids(*MODIFIERS)}
    return frozenset(found | {c.lower for c in mention.head.kids("poss")})


def numbers_of(parse: Parse, mention: MentionDraft) -> frozenset[str]:
    """Return the numbers in a mention; "the 1.9 billion" is not "2.1 billion", nor "the ₹100 crore" "₹500 crore"."""
    run = parse.tokens[mention.first.i : mention.last.i + 1]
    return frozenset(t.lower for t in run if t.tag == "CD" or any(c.isdigit() for c in t.text))


def _bare_words(mention: MentionDraft) -> str:
    """Return the words of a mention without its determiner."""
    first, _, rest = mention.name.lower().partition(" ")
    return rest if first in BEGINNINGS else mention.name.lower()


def complement_of(head: Token) -> str:
    """Return what follows a noun and belongs to it: "of", another preposition, a clause, an apposition, or nothing."""
    child = head.child(*COMPLEMENTS)
    if child is None or child.i < head.i:
        return "no complement"
    if child.dep == "prep":
        return "of" if child.lower == "of" else "preposition"
    return "a name behind" if child.dep == "appos" else "a clause"


def _complement_words(head: Token) -> set[str]:
    """Return the lemmas of what a noun's complement is about."""
    return {below.lemma.lower() for link in head.kids("prep") for below in link.kids("pobj")}
