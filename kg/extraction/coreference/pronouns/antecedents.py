"""The antecedent of a pronoun: in goes a pronoun, out comes the chain that it belongs to, or none that is safe, and why.

Who speaks comes before everything, then what syntax binds, then the most salient of what agrees in number, gender and kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.agreement import agrees
from kg.extraction.coreference.pronouns.binding import POSSESSIVE, REFLEXIVES, Binding, is_own
from kg.extraction.coreference.pronouns.empty import is_pleonastic, presents_name, stands_for_clause
from kg.extraction.coreference.pronouns.salience import Salience
from kg.extraction.coreference.pronouns.speakers import (
    FIRST_PERSON,
    FIRST_PLURAL,
    SECOND_PERSON,
    Speakers,
    is_of_several,
    is_source,
)
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.rules import rule

PERSON_REACH, THING_REACH, PROTAGONIST_REACH = 4, 2, 9
"""Sentences back in which a person, a thing, and whom the text is about can be meant."""
LEAST_SAFE = 0.4
"""The lead over the next antecedent that a pronoun without gender needs."""
Found = tuple[ChainDraft | None, Link]


class Antecedents:
    """What the pronouns of one document can mean, given what has been mentioned before them."""

    def __init__(self, discourse: Discourse, attributions: Sequence[AttributionDraft]) -> None:
        self.discourse = discourse
        self.speakers = Speakers(discourse, attributions)
        self.binding = Binding(discourse, self._agrees)
        self.salience = Salience(discourse, self.speakers, self._agrees)

    def of_pronoun(self, pronoun: MentionDraft) -> Found:
        """Return the chain that a pronoun belongs to, or None where no antecedent is safe, with the reason."""
        word = pronoun.head.lower
        direct = self.speakers.around(pronoun.start, direct=True)
        if word in FIRST_PERSON:
            around = direct or self.speakers.around(pronoun.start, direct=False)
            return self._because("speaker", self.speakers.chain_of(around))
        if word in FIRST_PLURAL:
            return self._because("speaker's body", self.speakers.of_first_plural(pronoun, direct))
        if word in SECOND_PERSON:
            return self._because("second person", None)
        if pronoun.head.dep == "expl" or is_pleonastic(pronoun.head) or presents_name(pronoun.head):
            return self._because("stands for nothing", None)
        partner = self.binding.partner(pronoun)
        if partner is not None:
            return self._because("first of a pair", partner)
        if word in REFLEXIVES or is_own(self.discourse.parse, pronoun.head):
            return self._because("subject of its clause", self.binding.subject_of_clause(pronoun))
        if word in ("this", "that", "these", "those") or stands_for_clause(pronoun.head):
            return self._because("stands for a clause", None)
        if word.startswith("the") and is_of_several(self.speakers.around(pronoun.start, direct=False)):
            return self._because("several speakers", None)
        return self._most_salient(pronoun, direct)

    def _because(self, rule: str, chain: ChainDraft | None) -> Found:
        return chain, Link(rule, chain.mentions[-1] if chain is not None else None)

    def _most_salient(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> Found:
        best: dict[int, tuple[float, ChainDraft, MentionDraft]] = {}
        teller = self._teller(pronoun, direct)
        for earlier, chain, apart in self._candidates(pronoun, direct):
            score = self.salience.score(pronoun, earlier, chain, apart, teller)
            if id(chain) not in best or score > best[id(chain)][0]:
                best[id(chain)] = score, chain, earlier
        ranked = sorted(best.values(), key=lambda one: -one[0])
        if not ranked:
            return None, Link("nothing fits")
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else None
        if lead is not None and lead < LEAST_SAFE and not pronoun.gender:
            owner = self.binding.subject_of_clause(pronoun) if pronoun.head.lower in POSSESSIVE else None
            if owner is not None and (owner is ranked[0][1] or owner is ranked[1][1]):
                return owner, Link("subject of its clause", owner.mentions[-1], lead)
            return None, Link("none is safe", None, lead)
        return ranked[0][1], Link("most salient", ranked[0][2], lead)

    def _candidates(
        self, pronoun: MentionDraft, direct: AttributionDraft | None
    ) -> Iterator[tuple[MentionDraft, ChainDraft, int]]:
        """Yield what a pronoun can mean, the nearest first: mention, chain, and sentences between, at most the reach."""
        speaker = self.speakers.chain_of(direct)
        reach = PERSON_REACH if pronoun.gender or pronoun.head.lower.startswith("the") else THING_REACH
        for earlier in self.discourse.before():
            apart = pronoun.head.sent - earlier.head.sent
            if apart > (PROTAGONIST_REACH if pronoun.gender else reach):
                return
            chain = self.discourse.chains[earlier]
            if apart > reach and not (chain.gender == pronoun.gender and self.discourse.is_protagonist(chain)):
                continue
            if earlier.inside or chain is speaker or is_source(direct, earlier) or earlier.end > pronoun.start:
                continue
            if not self._agrees(pronoun, earlier, chain):
                continue
            if not self.binding.is_barred(pronoun, earlier, tells=self.speakers.tells(pronoun.head)):
                yield earlier, chain, min(apart, reach)

    def _teller(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> ChainDraft | None:
        """Return who reports the clause of a pronoun and may be meant by it, or whom a duty in it is put to."""
        indirect = self.speakers.around(pronoun.start, direct=False)
        if indirect is direct:
            return None
        teller = self.speakers.addressed(pronoun, indirect) or self.speakers.chain_of(indirect)
        if teller is not None and not pronoun.gender and self._has_subject_before(pronoun, indirect):
            return None
        return teller

    @rule(
        "Russia fired missiles, the White House said, and it wants more.",
        "it = Russia | want | more | - | affirmed actual | the White House = White House",
        off=False,
    )
    def _has_subject_before(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> bool:
        """True for "Russia fired missiles, the White House said, and it wants more": what was said has a subject already."""
        verb = attribution.cue[0].i if attribution is not None and attribution.cue else -1
        for earlier in self.discourse.before():
            if attribution is None or earlier.head.sent != pronoun.head.sent:
                return False
            outside = earlier.head.i > verb or not attribution.holds(earlier.start) or earlier.kind == "pronoun"
            if outside or earlier.head.dep not in ("nsubj", "nsubjpass"):
                continue
            if self._agrees(pronoun, earlier, self.discourse.chains[earlier]):
                return True
        return False

    def _agrees(self, pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft) -> bool:
        return agrees(self.discourse.parse, pronoun, earlier, chain, tells=self.speakers.tells(pronoun.head))
