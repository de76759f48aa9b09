"""The antecedent of a nominal: in goes "the flag", "the country" or "both regimes", out comes a chain or several."""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.noun_types import nominal_type
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.titles import match_title
from kg.lexicon.words import modifiers_of, nouns_of
from kg.model import EntityType

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their"})
TITLE_REACH = 8
WORDS_FOR_TWO = frozenset({"two", "both"})
CLASS_NOUNS: dict[EntityType, str] = {
    "Country": "country-like",
    "Organization": "organization",
    "Place": "place",
    "Facility": "facility",
}


class Nominals:
    """What nominals can mean, among what has been mentioned before them."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.parse = discourse.parse
        self.chains = discourse.chains
        self.by_head = discourse.by_head

    def of_nominal(self, mention: MentionDraft) -> tuple[ChainDraft | None, Link]:
        """Return the chain that a nominal belongs to, or None where it begins one, with the pass that found it."""
        for find in (self.title_holder, self.same_head, self.same_words, self.class_noun):
            chain = find(mention)
            if chain is not None:
                return chain, Link(find.__name__.replace("_", " "), chain.mentions[-1])
        return None, Link("first")

    @rule(
        "Police found a red car. The car had no plates.", "The car = a red car | have | no plates | - | negated actual"
    )
    def same_head(self, mention: MentionDraft) -> ChainDraft | None:
        """Read "the flag" after "a new national flag": same head, no modifier that the earlier one lacks or contradicts."""
        determiner = self._determiner(mention)
        named = mention.head.child("appos")
        if named is not None and named.pos == "PROPN":
            return None
        if determiner not in DEFINITE or mention.head.child("relcl") is not None:
            return None
        modifiers = _modifiers(mention)
        if modifiers & modifiers_of("other-than-before"):
            return None
        found: list[MentionDraft] = []
        for earlier in self.discourse.before():
            if self._sentences_apart(earlier, mention) > 12:
                break
            if (
                earlier.kind == "pronoun"
                or earlier.head.dep == "oprd"
                or earlier.first.lower in ("no", "neither", "whose")
            ):
                continue
            if earlier.head.lemma.lower() != mention.head.lemma.lower() or earlier.plural != mention.plural:
                continue
            if earlier.kind == "name" and not self._is_called_so(mention, earlier):
                continue
            counted, own = _numbers(self.parse, earlier), _numbers(self.parse, mention)
            if own != counted and (mention.plural or own or not counted):
                continue
            theirs = _modifiers(earlier) | set(earlier.name.lower().split() if earlier.kind == "name" else ())
            if (
                modifiers <= theirs
                and not (theirs & modifiers_of("other-than-before") - modifiers)
                and not self._overlaps(earlier, mention)
            ):
                found.append(earlier)
        if not found:
            return None
        nearest = self.chains[found[0]]
        others = {id(self.chains[m]) for m in found if _is_called(m)} - {id(nearest)}
        return nearest if not others or self._sentences_apart(found[0], mention) <= 1 else None

    def _is_called_so(self, mention: MentionDraft, name: MentionDraft) -> bool:
        """Tell "the agency" after "Yonhap News Agency" from "the street" after Wall Street, which is a market."""
        kinds = {nominal_type(mention.head), self.chains[name].type}
        same = len(kinds) == 1 or "Thing" in kinds or kinds <= {"Country", "Place", "Facility"}
        same = same or kinds <= {"Organization", "Facility", "Work"}
        return same and name.name.split()[-1].lower() == mention.head.lower

    @rule("Croatia closed the border. The country has few doctors.", "The country = Croatia | have | few doctors")
    def class_noun(self, mention: MentionDraft) -> ChainDraft | None:
        """Read "the country" after Croatia, "the company" after Google: a class noun and the nearest name of that class.

        Of two bodies in one sentence, "Boeing said that Airbus had lost an order", neither is taken: it may be either.
        """
        if mention.plural or self._determiner(mention) not in ("the", "this", "that") or _modifiers(mention):
            return None
        if mention.head.child("prep", "relcl", "acl", "appos") is not None or mention.last is not mention.head:
            return None
        lemma = mention.head.lemma.lower()
        kind = next((k for k, name in CLASS_NOUNS.items() if lemma in nouns_of(name)), None)
        if kind == "Place" and lemma not in nouns_of("settlement"):
            return None
        if kind is None or lemma in nouns_of("vague"):
            return None
        fitting: list[tuple[float, int, ChainDraft]] = []
        for back, earlier in enumerate(self.discourse.before()):
            apart = self._sentences_apart(earlier, mention)
            if apart > 4:
                break
            if self._may_be_called(mention, earlier, kind):
                salience = 3 if earlier.head.dep in ("nsubj", "nsubjpass") else 1 if earlier.kind == "name" else 0
                fitting.append((salience - apart * 1.5 - back * 0.02, apart, self.chains[earlier]))
        if not fitting:
            return None
        _, apart, nearest = max(fitting, key=lambda candidate: candidate[0])
        rivals = any(beside == apart and chain is not nearest for _, beside, chain in fitting)
        return None if kind == "Organization" and rivals else nearest

    def _may_be_called(self, mention: MentionDraft, earlier: MentionDraft, kind: EntityType) -> bool:
        """Tell whether "the company" may mean what an earlier mention does: a named one of its class that stands alone."""
        chain = self.chains[earlier]
        if chain.type != kind or not chain.named or chain.plural or earlier.demonym:
            return False
        if earlier.head.dep == "conj" or earlier.head.child("conj") is not None:
            return False
        if _is_subject_over(earlier.head, mention.head):
            return False
        return kind not in ("Organization", "Facility") or _fits(mention.head.lemma.lower(), chain)

    @rule("Ann Lee sells olive oil. Olive oil is dear.", "Olive oil = olive oil | be | dear")
    def same_words(self, mention: MentionDraft) -> ChainDraft | None:
        """Read "ozone pollution" after "ozone pollution", "her skin" after "her skin": the same words for a thing in general."""
        determiner = self._determiner(mention)
        if (
            mention.type == "Person"
            or mention.head.tag == "CD"
            or (determiner and determiner not in POSSESSIVE_PRONOUNS)
        ):
            return None
        if mention.first is mention.last and mention.head.tag != "NN":
            return None
        owner = mention.head.child("poss")
        for earlier in self.discourse.in_same_words(mention):
            other = earlier.head.child("poss")
            if determiner and (owner is None or other is None or not self._is_one_owner(owner, other)):
                continue
            return self.chains[earlier]
        return None

    def _is_one_owner(self, one: Token, other: Token) -> bool:
        first, second = self.by_head.get(one.i), self.by_head.get(other.i)
        known = first is not None and second is not None and first in self.chains and second in self.chains
        return known and self.chains[first] is self.chains[second]  # type: ignore[index]

    @rule(
        "President Sebastian Pinera left. The president will return.",
        "The president = Sebastian Pinera | return | - | - | affirmed intended",
        rare='"The president" behind "President X" is the way of news agencies; the open news texts name no office twice',
    )
    def title_holder(self, mention: MentionDraft) -> ChainDraft | None:
        """Read "The president" after "President Sebastian Pinera": the nearest one before who is called so."""
        if mention.plural or mention.type != "Person" or self._determiner(mention) != "the":
            return None
        if mention.last is not mention.head or mention.head.child("prep", "relcl", "acl", "appos", "conj") is not None:
            return None
        title = " ".join(t.lower for t in self.parse.tokens[mention.first.i + 1 : mention.last.i + 1])
        if match_title(title.split(), 0) is None:
            return None
        for earlier in self.discourse.before():
            if self._sentences_apart(earlier, mention) > TITLE_REACH:
                return None
            if earlier.kind == "name" and self.chains[earlier].type == "Person" and self._is_titled(earlier, title):
                return self.chains[earlier]
        return None

    def _is_titled(self, name: MentionDraft, title: str) -> bool:
        """Tell whether a title stands right before a name."""
        words = self.parse.tokens[max(0, name.first.i - len(title.split())) : name.first.i]
        return " ".join(t.lower for t in words) == title

    @rule(
        "Russia met China. They praised cooperation between the two nations.",
        "the two nations = Russia | cooperation with | the two nations = China",
        off=[],
    )
    def pair(self, mention: MentionDraft) -> list[ChainDraft]:
        """Read "the two nations", "both regimes", "the two sides": the last two things of that class, as members."""
        numbers = {t.lower for t in self.parse.tokens[mention.first.i : mention.head.i]}
        if not mention.plural or not numbers & WORDS_FOR_TWO or mention.kind != "nominal":
            return []
        lemma = mention.head.lemma.lower()
        if mention.head.child("prep") is not None and lemma not in nouns_of("country-like"):
            return []
        kinds: tuple[EntityType, ...] = ()
        if lemma in nouns_of("country-like", "paired-state"):
            kinds = ("Country",)
        elif lemma in nouns_of("paired-person"):
            kinds = ("Person",)
        found: list[ChainDraft] = []
        for earlier in self.discourse.before():
            if self._sentences_apart(earlier, mention) > 3 or len(found) == 2:
                break
            chain = self._state_of(self.chains[earlier])
            if chain.type not in kinds or not chain.named or chain.plural or chain in found:
                continue
            if kinds == ("Person",) and not self._is_called(chain, lemma):
                continue
            found.append(chain)
        return found[::-1] if len(found) == 2 else []

    def _is_called(self, chain: ChainDraft, noun: str) -> bool:
        """Tell whether "president" stands before a mention of somebody, or "man" says no more than the gender."""
        if noun in nouns_of("any-person"):
            return True
        return any(m.first.i and self.parse.tokens[m.first.i - 1].lower == noun for m in chain.mentions)

    def _state_of(self, chain: ChainDraft) -> ChainDraft:
        """Return the country whose government this is, or the chain itself."""
        owner = next((m.owner for m in chain.mentions if m.owner is not None), None)
        if owner is not None and owner.type == "Country" and owner in self.chains:
            return self.chains[owner]
        return chain

    def _sentences_apart(self, earlier: MentionDraft, mention: MentionDraft) -> int:
        return mention.head.sent - earlier.head.sent

    @staticmethod
    def _overlaps(one: MentionDraft, other: MentionDraft) -> bool:
        return one.first.i <= other.last.i and other.first.i <= one.last.i

    def _determiner(self, mention: MentionDraft) -> str:
        first = mention.first
        return first.lower if first.dep in ("det", "predet", "nummod", "poss") or first.lower in DEFINITE else ""


def _is_called(mention: MentionDraft) -> bool:
    """Tell "Haneda airport", one that has a name, from "an airport"."""
    return mention.kind == "name" or any(c.pos == "PROPN" for c in mention.head.kids("compound", "nmod", "poss"))


@rule(
    "Greece imposed an embargo on the country.",
    "not: Greece | impose embargo on/sanction | the country = Greece | theme:-:an embargo",
    off=False,
)
def _is_subject_over(subject: Token, head: Token) -> bool:
    """Tell "Greece imposed an embargo on the country": who does it is not whom it is done to."""
    verb = next((a for a in head.ancestors() if a.pos in ("VERB", "AUX")), None)
    return subject.dep in ("nsubj", "nsubjpass") and subject.head is verb and head.dep not in ("nsubj", "poss")


def _numbers(parse: Parse, mention: MentionDraft) -> set[str]:
    """Return the numbers in a mention; "the 1.9 billion" is not "2.1 billion", nor "the ₹100 crore" "₹500 crore"."""
    run = parse.tokens[mention.first.i : mention.last.i + 1]
    return {t.lower for t in run if t.tag == "CD" or any(c.isdigit() for c in t.text)}


def _modifiers(mention: MentionDraft) -> set[str]:
    """Return what restricts a nominal: adjectives, compounds, numbers, and the owner."""
    found = {c.lemma.lower() for c in mention.head.kids("amod", "compound", "nmod", "nummod")}
    return found | {c.lower for c in mention.head.kids("poss")}


@rule("Airbus closed a plant. The ministry was angry.", "not: The ministry = Airbus | be | angry", off=True)
def _fits(lemma: str, chain: ChainDraft) -> bool:
    """Tell whether a body's class noun may name it: "the ministry" only what is called one, "the company" a company."""
    words = {w for name in chain.names() for w in name.lower().split()}
    if lemma in words:
        return True
    if chain.type == "Facility":
        return lemma in nouns_of("any-building")
    kind = (chain.entry.kind or "") if chain.entry is not None else ""
    if kind:
        return (
            lemma == kind.split()[-1]
            or (lemma in nouns_of("company") and "company" in kind)
            or lemma in nouns_of("any-body")
        )
    return lemma in nouns_of("body-of-any-name") and not words & nouns_of("organization")
