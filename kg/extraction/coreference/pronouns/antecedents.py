"""The antecedent of a pronoun: in goes a pronoun, out comes the chain that it belongs to, or none that is safe, and why.

Who speaks comes before everything, then what syntax binds, then the likeliest of what comes into question.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.agreement import agrees
from kg.extraction.coreference.pronouns.binding import Binding, is_own
from kg.extraction.coreference.pronouns.candidates import candidates_of, group_of
from kg.extraction.coreference.pronouns.coordinations import Coordinations
from kg.extraction.coreference.pronouns.empty import presents_name, stands_for_clause
from kg.extraction.coreference.pronouns.features import PronounFeatures, Setting, role_of
from kg.extraction.coreference.pronouns.persons import FIRST_PERSON, FIRST_PLURAL, REFLEXIVES, SECOND_PERSON
from kg.extraction.coreference.pronouns.speakers import Speakers, is_of_several
from kg.extraction.coreference.ranker import Option, Ranker
from kg.extraction.mentions.draft import Link, MentionDraft
from kg.extraction.rules import rule

LIKE_REACH = 3
"""Sentences back in which the last pronoun of the same person tells what this one means."""
FORMS = {
    form: frozenset(group.split())
    for group in ("he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves")
    for form in group.split()
}
Found = tuple[ChainDraft | None, Link]


class Antecedents:
    """What the pronouns of one document can mean, given what has been mentioned before them."""

    def __init__(self, discourse: Discourse, attributions: Sequence[AttributionDraft], ranker: Ranker) -> None:
        self.discourse = discourse
        self.speakers = Speakers(discourse, attributions)
        self.binding = Binding(discourse)
        self.features = PronounFeatures(discourse, self.speakers)
        self.coordinations = Coordinations(discourse)
        self.ranker = ranker

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
        if pronoun.head.dep == "expl" or presents_name(pronoun.head):
            return self._because("stands for nothing", None)
        partner = self.binding.partner(pronoun)
        if partner is not None:
            return self._because("first of a pair", partner)
        if word in REFLEXIVES or is_own(self.discourse.parse, pronoun.head):
            return self._because("subject of its clause", self.binding.subject_of_clause(pronoun))
        if word in ("this", "that", "these", "those") or stands_for_clause(pronoun.head):
            return self._because("stands for a clause", None)
        if pronoun.plural and (several := self._several_speakers(pronoun)) is not None:
            return self._because("several speakers", several)
        return self._likeliest(pronoun, direct)

    def _because(self, rule: str, chain: ChainDraft | None) -> Found:
        return chain, Link(rule, chain.mentions[-1] if chain is not None else None)

    def _likeliest(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> Found:
        tells = self.speakers.tells(pronoun.head)
        candidates = candidates_of(
            pronoun,
            self.discourse,
            lambda one, other: self.binding.is_barred(one, other, tells=tells),
            self.coordinations,
        )
        if not candidates:
            return None, Link("nothing fits")
        at = self._setting(pronoun, direct)
        options = [Option(None, None, self.features.of_none(at, candidates))]
        options += [Option(c.chain, c.nearest, self.features.of_candidate(at, c)) for c in candidates]
        chain, link = self.ranker.choose(group_of(pronoun), pronoun, options)
        if chain is not None:
            self.coordinations.put(chain)
        return chain, link

    @rule(
        "The miners left. South Korea and France said that they would help.",
        "they = South Korea and France | help | - | - | affirmed intended | South Korea",
    )
    def _several_speakers(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Read "South Korea and France said that they would": they are both, for whom a chain is made."""
        around = self.speakers.around(pronoun.start, direct=False)
        if around is None or around.source is None or not is_of_several(around) or around.source.i > pronoun.head.i:
            return None
        first = self.speakers.mention_of(around)
        both = self.coordinations.beginning_with(first) if first is not None else None
        if both is not None:
            self.coordinations.put(both)
        return both

    def _setting(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> Setting:
        around = self.speakers.around(pronoun.start, direct=False)
        return Setting(
            pronoun=pronoun,
            role=role_of(pronoun.head),
            quoted=direct is not None,
            tells=self.speakers.tells(pronoun.head),
            direct=direct,
            speaker=self.speakers.chain_of(direct),
            teller=self._teller(pronoun, direct),
            addressee=self.speakers.told_to(around),
            source=around.source if around is not None else None,
            last_teller=self.speakers.last_teller(pronoun),
            last=self._last_like(pronoun),
        )

    def _last_like(self, pronoun: MentionDraft) -> MentionDraft | None:
        """Return the last pronoun of the same person, gender and number, at most three sentences back."""
        for earlier in self.discourse.before():
            if pronoun.head.sent - earlier.head.sent > LIKE_REACH:
                return None
            if earlier.kind == "pronoun" and earlier.head.lower in FORMS.get(pronoun.head.lower, ()):
                return earlier
        return None

    def _teller(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> ChainDraft | None:
        """Return who reports the clause of a pronoun and may be meant by it, or whom a duty in it is put to."""
        indirect = self.speakers.around(pronoun.start, direct=False)
        if indirect is direct or (pronoun.plural and is_of_several(indirect)):
            return None
        teller = self.speakers.addressed(pronoun, indirect) or self.speakers.chain_of(indirect)
        if teller is not None and not pronoun.gender and self._has_subject_before(pronoun, indirect):
            return None
        return teller

    def _has_subject_before(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> bool:
        """True for "Russia fired missiles, the White House said, and it wants more": what was said has a subject already."""
        verb = attribution.cue[0].i if attribution is not None and attribution.cue else -1
        for earlier in self.discourse.before():
            if attribution is None or earlier.head.sent != pronoun.head.sent:
                return False
            outside = earlier.head.i > verb or not attribution.holds(earlier.start) or earlier.kind == "pronoun"
            if outside or earlier.head.dep not in ("nsubj", "nsubjpass"):
                continue
            if agrees(pronoun, earlier, self.discourse.chains[earlier]):
                return True
        return False
