"""Who speaks around a pronoun: in go a document's attributions, out come the one around a place, and its speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.index import AttributionIndex
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.persons import FIRST_PERSON, FIRST_PLURAL
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.rules import rule
from kg.extraction.syntax.subjects import antecedent
from kg.extraction.syntax.token import Token
from kg.lexicon.words import nouns_of

DUTIES = frozenset({"should", "must", "ought"})
TELLING_REACH = 3
"""Sentences back in which who spoke last can be the subject of "it added"."""


class Speakers:
    """The speakers of a document by the places that their words take."""

    def __init__(self, discourse: Discourse, attributions: Sequence[AttributionDraft]) -> None:
        self.discourse = discourse
        self.attributions = attributions
        self.index = AttributionIndex(attributions)
        attributions = [attribution for attribution in attributions if not attribution.topic]
        self.sources = {r.source.i for r in attributions if r.source is not None}
        self.told: dict[int, list[AttributionDraft]] = defaultdict(list)
        for attribution in attributions:
            if attribution.source is not None:
                self.told[attribution.source.sent].append(attribution)

    def around(self, offset: int, *, direct: bool) -> AttributionDraft | None:
        """Return the smallest attribution whose content holds an offset; with `direct` only of quotations."""
        found = [self.attributions[n] for n in self.index.around(offset)]
        found = [r for r in found if r.kind == "direct" or not direct]
        return min(found, key=lambda r: r.end - r.start, default=None)

    def mention_of(self, attribution: AttributionDraft | None) -> MentionDraft | None:
        """Return the mention of who speaks; "who" in "Devocht, who had told him" is Devocht."""
        if attribution is None or attribution.source is None:
            return None
        return self.discourse.mention_at(antecedent(attribution.source, attribution.source.head))

    def chain_of(self, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Return the chain of who speaks."""
        return self.discourse.chain_of(self.mention_of(attribution))

    def tells(self, token: Token) -> bool:
        """True for the source of an attribution: who reports an earthquake is not what was felt."""
        return token.i in self.sources

    def behind(self, mention: MentionDraft) -> MentionDraft | None:
        """Return the mention of who says "I", where it stands behind the quotation and may have no chain yet."""
        if mention.kind != "pronoun" or mention.head.lower not in FIRST_PERSON:
            return None
        attribution = self.around(mention.start, direct=True) or self.around(mention.start, direct=False)
        if attribution is None or attribution.source is None or attribution.source.i < mention.head.i:
            return None
        return self.discourse.mention_at(attribution.source)

    @rule(
        '"We played well," the coach of Tunisia said.',
        "We = Tunisia | play | - | manner:-:well | affirmed actual | the coach of Tunisia",
    )
    def of_first_plural(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Return whom "we" means: what it meant before in the mouth of the same speaker, or the body that he speaks for."""
        for earlier in self.discourse.before():
            if earlier.head.lower in FIRST_PLURAL and earlier.kind == "pronoun":
                other = self.around(earlier.start, direct=True)
                if other is attribution or (
                    other and attribution and self.chain_of(other) is self.chain_of(attribution)
                ):
                    return self.discourse.chain_of(earlier)
                break
        return self._body_of_speaker(pronoun, attribution)

    def _body_of_speaker(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Read "Tunisia's coach said, "We played well"": who leads a body or speaks for it says we of that body."""
        speaker = self.mention_of(attribution)
        if speaker is None or pronoun.head.dep not in ("nsubj", "nsubjpass", "poss", "dobj"):
            return None
        for noun in (speaker.head, *speaker.head.kids("appos", "compound", "nmod")):
            if noun.lemma.lower() not in nouns_of("speaks-for-all"):
                continue
            links = [p.child("pobj") for p in noun.kids("prep") if p.lower in ("of", "for", "at")]
            before = [*noun.kids("poss", "compound", "nmod"), *speaker.head.kids("poss", "compound", "nmod")]
            for body in (*links, *before):
                mention = self.discourse.mention_at(body)
                chain = self.discourse.chain_of(mention)
                if mention is not None and mention.type in ("Organization", "Country") and chain is not None:
                    return chain
        return None

    @rule(
        "Paul Roy told Jan Kuciak that he must resign.",
        "he = Jan Kuciak | resign | - | - | affirmed intended | Paul Roy",
    )
    def addressed(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Read "she told the president he should resign": a duty put to somebody is the addressee's, not the teller's."""
        verb = pronoun.head.head
        duty = pronoun.head.dep in ("nsubj", "nsubjpass") and any(c.lower in DUTIES for c in verb.kids("aux"))
        told = attribution.cue[0].child("dobj", "dative") if duty and attribution and attribution.cue else None
        return self.discourse.chain_of(self.discourse.mention_at(told)) if told and told.i < pronoun.head.i else None

    def told_to(self, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Return whom something is said to: the object of the verb of saying."""
        told = attribution.cue[0].child("dobj", "dative") if attribution is not None and attribution.cue else None
        return self.discourse.chain_of(self.discourse.mention_at(told))

    def last_teller(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Return who spoke last, for the pronoun before a reporting verb: "it added"."""
        if pronoun.head.i not in self.sources:
            return None
        sentence = pronoun.head.sent
        before = [
            r
            for number in range(sentence - TELLING_REACH, sentence + 1)
            for r in self.told.get(number, ())
            if r.cue and r.source is not None and r.source.i < pronoun.head.i
        ]
        return self.chain_of(max(before, key=lambda r: r.cue[0].i, default=None))


def is_source(attribution: AttributionDraft | None, mention: MentionDraft) -> bool:
    """True for another mention of who speaks: "The man's lawyer" before a quotation that "the lawyer" says."""
    if attribution is None or attribution.source is None or mention.kind != "nominal":
        return False
    return mention.head.lemma.lower() == attribution.source.lemma.lower()


def is_of_several(attribution: AttributionDraft | None) -> bool:
    """True for "South Korea and France said that they would": they are both, for which there is no chain."""
    return attribution is not None and attribution.source is not None and attribution.source.child("conj") is not None
