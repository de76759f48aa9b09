"""Coreference in one document: in go mentions and attributions, out come chains of mentions that refer to one thing.

Rules in passes from precise to loose (the sieve of Raghunathan et al. 2010), attribution before pronouns: "I" in a quotation is
its speaker, "he" there is not. A pronoun without a safe antecedent stays a mention of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.coreference.chains import ChainDraft, Chains
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.name_chains import join_names
from kg.extraction.coreference.nominals.antecedents import Nominals
from kg.extraction.coreference.pronouns.antecedents import Antecedents
from kg.extraction.coreference.ranker import Ranker, load_ranker
from kg.extraction.coreference.surnames import join_by_gender
from kg.extraction.mentions.draft import Link, MentionDraft, mentions_by_head
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.lexicon.gazetteer import Gazetteer
from kg.lexicon.words import nouns_of

APPOSED = ("appos", "nsubj", "dobj", "pobj", "attr", "nsubjpass")


def find_chains(
    parse: Parse,
    mentions: Sequence[MentionDraft],
    attributions: Sequence[AttributionDraft],
    gazetteer: Gazetteer,
    ranker: Ranker | None = None,
) -> list[ChainDraft]:
    """Return the chains of a document, in the order of their first mentions; `ranker` is by default the one of the package."""
    chains = Chains()
    join_names(parse, mentions, chains, gazetteer)
    resolver = _Resolver(parse, mentions, attributions, chains, ranker or load_ranker())
    resolver.join_appositions()
    added = resolver.join_rest()
    return chains.in_order(sorted([*mentions, *added], key=lambda m: (m.start, -m.end)))


class _Resolver:
    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[MentionDraft],
        attributions: Sequence[AttributionDraft],
        chains: Chains,
        ranker: Ranker,
    ) -> None:
        self.parse = parse
        self.mentions = mentions
        self.attributions = attributions
        self.chains = chains
        self.ranker = ranker
        self.by_head = mentions_by_head(mentions)

    # ------------------------------------------------------------ appositions

    def join_appositions(self) -> None:
        """Read "Wellington, the nation's capital": the nominal joins the name."""
        for mention in self.mentions:
            if mention.kind != "nominal" or mention.head.dep not in APPOSED:
                continue
            rule, other = "apposition", self._apposed(mention)
            if other is None:
                rule, other = "said of", self._said_of(mention)
            if other is not None and other in self.chains:
                self.chains.put(mention, self.chains[other], Link(rule, other))

    @rule("Warhol was a legend. The legend died in 1987.", "The legend = Warhol | die | - | time:in:1987")
    def _said_of(self, mention: MentionDraft) -> MentionDraft | None:
        """Read "Warhol was a legend": the complement is whom it is said of; not "may be a legend", "was a pen name"."""
        verb, article = mention.head.head, mention.head.child("det")
        if (
            mention.head.dep != "attr"
            or verb.lemma != "be"
            or article is None
            or article.lower not in ("a", "an", "the")
        ):
            return None
        if verb.child("neg", "aux", "expl") is not None or mention.head.child("conj", "cc") is not None:
            return None
        if mention.head.lemma.lower() in nouns_of("word-for-name"):
            return None
        subject = verb.child("nsubj")
        other = self.by_head.get(subject.i) if subject is not None and subject.i < verb.i else None
        if other is None or other.kind != "name" or other.plural != mention.plural:
            return None
        return other if mention.type in (other.type, "Thing") or other.type == "Thing" else None

    @rule(
        "Wellington, the nation's pride, was flooded. The pride has no dam.",
        "The pride = Wellington | have | no dam | - | negated actual",
    )
    def _apposed(self, mention: MentionDraft) -> MentionDraft | None:
        head = mention.head
        if head.dep == "appos":
            other = self.by_head.get(head.head.i)
            if other is not None and other.kind == "name" and self._may_appose(mention, other):
                return other
        child = head.child("appos")
        if child is not None:
            other = self.by_head.get(child.i)
            if other is not None and other.kind == "name" and self._may_appose(mention, other):
                return other
        return None

    def _may_appose(self, nominal: MentionDraft, name: MentionDraft) -> bool:
        """Not in lists, not across a colon, and of types that can be one thing."""
        if nominal.head.lemma in nouns_of("time-unit") or nominal.head.lemma == "life":
            return False
        if nominal.plural != name.plural or nominal.head.child("conj", "cc") or name.head.child("conj", "cc"):
            return False
        between = self.parse.text[min(nominal.end, name.end) : max(nominal.start, name.start)]
        if ":" in between or "(" in between or ";" in between:
            return False
        if nominal.type in ("Thing", name.type):
            return name.type != "Person" or nominal.type == "Person" or nominal.type == "Thing"
        return {nominal.type, name.type} <= {"Country", "Place", "Facility"} or {nominal.type, name.type} <= {
            "Organization", "Work", "Product", "Facility", "Country",
        }  # fmt: skip

    # ------------------------------------------------------------ pronouns and nominals, in text order

    def join_rest(self) -> list[MentionDraft]:
        """Resolve what is not yet in a chain, from left to right; who speaks behind a quotation is resolved at the end.

        Returns the mentions that were made on the way.
        """
        discourse = Discourse(self.parse, self.chains, self.by_head)
        antecedents = Antecedents(discourse, self.attributions, self.ranker)
        nominals = Nominals(discourse, antecedents.speakers, self.ranker)
        later: list[tuple[MentionDraft, MentionDraft]] = []
        for mention in self.mentions:
            if mention not in self.chains:
                speaker = antecedents.speakers.behind(mention)
                if speaker is not None and speaker not in self.chains:
                    later.append((mention, speaker))
                    continue
                self._join(mention, antecedents, nominals)
            discourse.see(mention)
        for mention, speaker in later:
            if speaker in self.chains:
                self.chains.put(mention, self.chains[speaker], Link("speaker behind", speaker))
            else:
                self.chains.new(mention)
        join_by_gender([self.chains[m] for m in self.mentions if m.kind == "name"], self.chains, antecedents.speakers)
        return discourse.added

    def _join(self, mention: MentionDraft, antecedents: Antecedents, nominals: Nominals) -> None:
        """Put a mention into the chain that its pass finds, or begin one."""
        behind = antecedents.binding.subject_behind(mention)
        if behind is not None and behind in self.chains:
            self.chains.put(mention, self.chains[behind], Link("subject behind", behind))
            return
        found: tuple[ChainDraft | None, Link] = None, Link("first")
        if mention.kind == "pronoun":
            found = antecedents.of_pronoun(mention)
        elif mention.kind == "nominal":
            found = nominals.of_nominal(mention)
        chain, link = found
        if chain is not None:
            self.chains.put(mention, chain, link)
            return
        mention.link = link
        self.chains.new(mention).members = nominals.pair(mention)
