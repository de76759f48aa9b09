"""The antecedent of a nominal: in goes "the flag", "the country" or "both regimes", out comes a chain or several."""

from __future__ import annotations

from collections import Counter

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.nominals.candidates import nominal_candidates
from kg.extraction.coreference.nominals.classes import class_of, fits_class
from kg.extraction.coreference.nominals.features import Nominal, NominalFeatures, restrictors_of
from kg.extraction.coreference.pronouns.speakers import Speakers
from kg.extraction.coreference.ranker import Option, Ranker
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.token import Token
from kg.lexicon.titles import match_title
from kg.lexicon.words import modifiers_of, nouns_of
from kg.model import EntityType

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their"})
TITLE_REACH = 8
WORDS_FOR_TWO = frozenset({"two", "both"})
Found = tuple[ChainDraft | None, Link]


class Nominals:
    """What nominals can mean, among what has been mentioned before them."""

    def __init__(self, discourse: Discourse, speakers: Speakers, ranker: Ranker) -> None:
        self.discourse = discourse
        self.speakers = speakers
        self.ranker = ranker
        self.features = NominalFeatures(discourse)
        self.parse = discourse.parse
        self.chains = discourse.chains
        self.by_head = discourse.by_head

    def of_nominal(self, mention: MentionDraft) -> Found:
        """Return the chain that a nominal belongs to, or None where it begins one, with the rule that found it."""
        for find in (self.title_holder, self.class_noun, self.same_words):
            chain = find(mention)
            if chain is not None:
                return chain, Link(find.__name__.replace("_", " "), chain.mentions[-1])
        return self.definite(mention)

    def definite(self, mention: MentionDraft) -> Found:
        """Read "the flag" after "a new national flag", "the country" after Croatia: the likeliest of what is called so."""
        if self._determiner(mention) not in DEFINITE or restrictors_of(mention) & modifiers_of("other-than-before"):
            return None, Link("first")
        candidates = nominal_candidates(mention, self.discourse)
        if not candidates:
            return None, Link("first")
        at = Nominal.read(self.parse, mention, quoted=self.speakers.around(mention.start, direct=True) is not None)
        options = [Option(None, None, self.features.of_none(at, candidates))]
        alike = Counter(c.relation for c in candidates)
        options += [
            Option(c.chain, c.nearest, self.features.of_candidate(at, c, alike[c.relation])) for c in candidates
        ]
        return self.ranker.choose("nominal", mention, options)

    @rule("Croatia closed the border. The country has few doctors.", "The country = Croatia | have | few doctors")
    def class_noun(self, mention: MentionDraft) -> ChainDraft | None:
        """Read "the country" after Croatia, "the company" after Google: a class noun and the nearest name of that class.

        Of two bodies in one sentence, "Boeing said that Airbus had lost an order", neither is taken: it may be either.
        """
        if mention.plural or self._determiner(mention) not in ("the", "this", "that") or restrictors_of(mention):
            return None
        if mention.head.child("prep", "relcl", "acl", "appos") is not None or mention.last is not mention.head:
            return None
        kind = class_of(mention)
        if kind is None:
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
        return kind not in ("Organization", "Facility") or fits_class(mention.head.lemma.lower(), chain)

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
        return sorted(found, key=lambda chain: chain.mentions[0].start) if len(found) == 2 else []

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

    def _determiner(self, mention: MentionDraft) -> str:
        first = mention.first
        return first.lower if first.dep in ("det", "predet", "nummod", "poss") or first.lower in DEFINITE else ""


@rule(
    "Greece imposed an embargo on the country.",
    "not: Greece | impose embargo on/sanction | the country = Greece | theme:-:an embargo",
    off=False,
)
def _is_subject_over(subject: Token, head: Token) -> bool:
    """Tell "Greece imposed an embargo on the country": who does it is not whom it is done to."""
    verb = next((a for a in head.ancestors() if a.pos in ("VERB", "AUX")), None)
    return subject.dep in ("nsubj", "nsubjpass") and subject.head is verb and head.dep not in ("nsubj", "poss")
