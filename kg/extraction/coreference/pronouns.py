"""The antecedent of a pronoun: in goes a pronoun and what was mentioned before it, out comes a chain, or none that is safe.

Salience as in Lappin and Leass (1994): recency, subjecthood, frequency; agreement in number, gender and animacy; the binding
rules; and above these, who speaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.index import AttributionIndex
from kg.extraction.coreference.agreement import agrees
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.empty_pronouns import is_pleonastic, presents_name, stands_for_clause
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.parse import Parse, Token
from kg.extraction.syntax.subjects import antecedent, subject_of
from kg.lexicon import load_words

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})
SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "yourselves"})
PERSON_REACH, THING_REACH, PROTAGONIST_REACH = 4, 2, 9
SUBJECT, OBJECT, NAME, SPEAKER, PARALLEL, SAME_SENTENCE, PARAGRAPH = 2.5, 1.0, 1.0, 3.0, 1.0, 0.5, 0.8
DUTIES = frozenset({"should", "must", "ought"})
FAR, NEAR, MODIFIER, OWNER, THINGS = 1.2, 0.004, 0.7, 0.8, 1.0
LEAST_TOLD, PROTAGONIST = 4, 1.5
LAST_SPEAKER, SAME_WORD, COMPLEMENT = 1.6, 1.5, 0.5
LEAST_SAFE, TOLD, FREQUENCY, SUBORDINATE = 0.4, 1.5, 0.06, 0.8


class Antecedents:
    """What has been mentioned so far, and which of it a pronoun can mean."""

    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[AttributionDraft],
        of: Mapping[int, ChainDraft],
        by_head: Mapping[int, MentionDraft],
    ) -> None:
        self.parse = parse
        self.attributions = attributions
        self.index = AttributionIndex(attributions)
        self.sources = {r.source.i for r in attributions if r.source is not None}
        self.told: dict[int, list[AttributionDraft]] = defaultdict(list)
        for attribution in attributions:
            if attribution.source is not None:
                self.told[attribution.source.sent].append(attribution)
        self.of = of
        self.by_head = by_head
        self.seen: list[MentionDraft] = []

    def see(self, mention: MentionDraft) -> None:
        """Remember a mention that now has a chain."""
        self.seen.append(mention)

    def speaker_after(self, mention: MentionDraft) -> MentionDraft | None:
        """Return the mention of who says "I", where it stands behind the quotation and has no chain yet."""
        if mention.kind != "pronoun" or mention.head.lower not in FIRST_PERSON:
            return None
        attribution = self._attribution_at(mention.start, direct=True) or self._attribution_at(
            mention.start, direct=False
        )
        if attribution is None or attribution.source is None or attribution.source.i < mention.head.i:
            return None
        return self.by_head.get(attribution.source.i)

    def of_pronoun(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Return the chain that a pronoun belongs to, or None where no antecedent is safe."""
        word = pronoun.head.lower
        direct = self._attribution_at(pronoun.start, direct=True)
        if word in FIRST_PERSON:
            return self._speaker(direct or self._attribution_at(pronoun.start, direct=False))
        if word in FIRST_PLURAL:
            return self._same_word(pronoun, FIRST_PLURAL, direct) or self._spoken_for(pronoun, direct)
        if (
            word in SECOND_PERSON
            or pronoun.head.dep == "expl"
            or is_pleonastic(pronoun.head)
            or presents_name(pronoun.head)
        ):
            return None
        partner = self._partner(pronoun)
        if partner is not None:
            return partner
        if word in REFLEXIVES or _is_own(self.parse, pronoun.head):
            return self._subject_of_clause(pronoun)
        if word in ("this", "that", "these", "those") or stands_for_clause(pronoun.head):
            return None
        if word.startswith("the") and self._is_of_several(self._attribution_at(pronoun.start, direct=False)):
            return None
        return self._most_salient(pronoun, direct)

    def subject_behind(self, pronoun: MentionDraft) -> MentionDraft | None:
        """Read "In her opening remarks, Waters said": the owner in a phrase in front is the subject behind it."""
        head = pronoun.head
        link = head.head.head
        if head.lower not in ("his", "her", "its") or head.dep != "poss" or head.head.dep != "pobj":
            return None
        first = self.parse.bounds[head.sent][0]
        if link.dep != "prep" or link.i != first or link.head.i < head.i:
            return None
        subject = next(iter(link.head.kids("nsubj", "nsubjpass")), None)
        comma = (
            any(t.text == "," for t in self.parse.tokens[head.head.i + 1 : subject.i]) if subject is not None else False
        )
        mention = self.by_head.get(subject.i) if subject is not None and subject.i > head.i and comma else None
        if mention is None or mention.kind != "name":
            return None
        person = head.lower != "its"
        fits = (mention.type == "Person") is person and mention.gender in (None, pronoun.gender)
        return mention if fits and not mention.plural else None

    def _attribution_at(self, offset: int, *, direct: bool) -> AttributionDraft | None:
        around = [self.attributions[n] for n in self.index.around(offset)]
        around = [r for r in around if r.kind == "direct" or not direct]
        return min(around, key=lambda r: r.end - r.start, default=None)

    def _speaker(self, attribution: AttributionDraft | None) -> ChainDraft | None:
        mention = self._speaking(attribution)
        return self.of.get(id(mention)) if mention is not None else None

    def _speaking(self, attribution: AttributionDraft | None) -> MentionDraft | None:
        """Return the mention of who speaks; "who" in "Devocht, who had told him" is Devocht."""
        if attribution is None or attribution.source is None:
            return None
        return self.by_head.get(antecedent(attribution.source, attribution.source.head).i)

    @staticmethod
    def _is_source(attribution: AttributionDraft | None, mention: MentionDraft) -> bool:
        """Tell another mention of who speaks: "The man's lawyer" before a quotation that "the lawyer" says."""
        if attribution is None or attribution.source is None or mention.kind != "nominal":
            return False
        return mention.head.lemma.lower() == attribution.source.lemma.lower()

    def _same_word(
        self, pronoun: MentionDraft, words: frozenset[str], attribution: AttributionDraft | None
    ) -> ChainDraft | None:
        """Join "we" and "our" of one speaker."""
        for earlier in reversed(self.seen):
            if earlier.head.lower in words and earlier.kind == "pronoun":
                other = self._attribution_at(earlier.start, direct=True)
                if (other is attribution) or (
                    other and attribution and self._speaker(other) is self._speaker(attribution)
                ):
                    return self.of[id(earlier)]
                return None
        return None

    def _spoken_for(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Read "Tunisia's coach said, "We played well"": who leads a body or speaks for it says we of that body."""
        speaker = self._speaking(attribution)
        if speaker is None or pronoun.head.dep not in ("nsubj", "nsubjpass", "poss", "dobj"):
            return None
        for noun in (speaker.head, *speaker.head.kids("appos", "compound", "nmod")):
            if noun.lemma.lower() not in load_words("predicates", "speaks_for_all"):
                continue
            links = [p.child("pobj") for p in noun.kids("prep") if p.lower in ("of", "for", "at")]
            before = [*noun.kids("poss", "compound", "nmod"), *speaker.head.kids("poss", "compound", "nmod")]
            for body in (*links, *before):
                mention = self.by_head.get(body.i) if body is not None else None
                if mention is not None and mention.type in ("Organization", "Country") and id(mention) in self.of:
                    return self.of[id(mention)]
        return None

    def _subject_of_clause(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Return what the verb above is said of: "walked in and turned himself in", "can run their own shops"."""
        for above in pronoun.head.ancestors():
            subject = subject_of(above)[0] if above.pos in ("VERB", "AUX") else None
            if subject is not None:
                mention = self.by_head.get(subject.i)
                if mention is not None and pronoun.head.lower in POSSESSIVE and not self._may_own(pronoun, mention):
                    return None
                if mention is not None and id(mention) in self.of:
                    return self.of[id(mention)]
                return None
        return None

    def _may_own(self, pronoun: MentionDraft, owner: MentionDraft) -> bool:
        chain = self.of.get(id(owner))
        return chain is not None and self._agrees(pronoun, owner, chain)

    @staticmethod
    def _is_of_several(attribution: AttributionDraft | None) -> bool:
        """Tell "South Korea and France said that they would": they are both, for which there is no chain."""
        return (
            attribution is not None and attribution.source is not None and attribution.source.child("conj") is not None
        )

    def _partner(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Read "the murder of Jan Kuciak and his fiancee": in a pair the owner is the one named first."""
        noun = pronoun.head.head
        if pronoun.head.dep != "poss" or noun.dep != "conj" or not pronoun.gender:
            return None
        first = self.by_head.get(noun.head.i)
        if first is None or first.kind != "name" or not self._may_own(pronoun, first):
            return None
        return self.of[id(first)]

    def _most_salient(self, pronoun: MentionDraft, direct: AttributionDraft | None) -> ChainDraft | None:
        scores: dict[int, tuple[float, ChainDraft]] = {}
        speaker = self._speaker(direct)
        indirect = self._attribution_at(pronoun.start, direct=False)
        teller = self._addressed(pronoun, indirect) or self._speaker(indirect) if indirect is not direct else None
        if teller is not None and not pronoun.gender and self._has_subject_before(pronoun, indirect):
            teller = None
        reach = PERSON_REACH if pronoun.gender or pronoun.head.lower.startswith("the") else THING_REACH
        for earlier in reversed(self.seen):
            apart = pronoun.head.sent - earlier.head.sent
            if apart > (PROTAGONIST_REACH if pronoun.gender else reach):
                break
            chain = self.of[id(earlier)]
            if (
                (apart > reach and not (chain.gender == pronoun.gender and self._is_protagonist(chain)))
                or earlier.inside
                or chain is speaker
                or self._is_source(direct, earlier)
                or not self._agrees(pronoun, earlier, chain)
            ):
                continue
            if self._is_bound(pronoun, earlier) or earlier.end > pronoun.start:
                continue
            score = self._salience(pronoun, earlier, chain, min(apart, reach), teller)
            if id(chain) not in scores or score > scores[id(chain)][0]:
                scores[id(chain)] = score, chain
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked:
            return None
        pronoun.margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_SAFE and not pronoun.gender:
            owner = self._subject_of_clause(pronoun) if pronoun.head.lower in POSSESSIVE else None
            return owner if owner is ranked[0][1] or owner is ranked[1][1] else None
        return ranked[0][1]

    def _has_subject_before(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> bool:
        """Read "Russia fired missiles, the White House said, and it wants more": what was said has a subject already."""
        verb = attribution.cue[0].i if attribution is not None and attribution.cue else -1
        for earlier in reversed(self.seen):
            if attribution is None or earlier.head.sent != pronoun.head.sent:
                return False
            outside = earlier.head.i > verb or not attribution.holds(earlier.start) or earlier.kind == "pronoun"
            if outside or earlier.head.dep not in ("nsubj", "nsubjpass"):
                continue
            if self._agrees(pronoun, earlier, self.of[id(earlier)]):
                return True
        return False

    def _addressed(self, pronoun: MentionDraft, attribution: AttributionDraft | None) -> ChainDraft | None:
        """Read "she told the president he should resign": a duty put to somebody is the addressee's, not the teller's."""
        verb = pronoun.head.head
        duty = pronoun.head.dep in ("nsubj", "nsubjpass") and any(c.lower in DUTIES for c in verb.kids("aux"))
        told = (
            attribution.cue[0].child("dobj", "dative") if duty and attribution is not None and attribution.cue else None
        )
        mention = self.by_head.get(told.i) if told is not None and told.i < pronoun.head.i else None
        return self.of.get(id(mention)) if mention is not None else None

    def _salience(
        self, pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft, apart: int, teller: ChainDraft | None
    ) -> float:
        head = earlier.head
        score = self._place(pronoun.head, head, apart) + min(len(chain.mentions), 20) * FREQUENCY
        if earlier.kind == "name" and not earlier.demonym and not (pronoun.plural and not chain.plural):
            score += NAME
        if earlier.kind == "pronoun" and earlier.head.lower == pronoun.head.lower and apart <= 1:
            score += SAME_WORD
        far = self._paragraph(head) != self._paragraph(pronoun.head)
        if pronoun.gender and far and self._is_protagonist(chain) and not self._has_own_subject(pronoun):
            score += PROTAGONIST
        if chain is teller:
            score += SPEAKER
        elif chain is self._last_teller(pronoun) and not (pronoun.gender and self._has_own_subject(pronoun)):
            score += SPEAKER if not pronoun.gender or apart == 0 else LAST_SPEAKER
        if not pronoun.gender and not self._tells(pronoun.head) and self._tells(head):
            score -= TOLD
        if pronoun.plural and chain.type not in ("Person", "Group", "Organization"):
            score -= THINGS
        return score

    def _has_own_subject(self, pronoun: MentionDraft) -> bool:
        """Tell whether somebody else is the subject of the pronoun's sentence, or was of the one before in its paragraph."""
        speaker = self._speaker(self._attribution_at(pronoun.start, direct=True))
        for earlier in reversed(self.seen):
            apart = pronoun.head.sent - earlier.head.sent
            if apart > 1 or self._paragraph(earlier.head) != self._paragraph(pronoun.head):
                return False
            named = earlier.kind == "name" and earlier.head.dep in ("nsubj", "nsubjpass")
            if named and self.of[id(earlier)] is not speaker and self._agrees(pronoun, earlier, self.of[id(earlier)]):
                return True
        return False

    def _is_protagonist(self, chain: ChainDraft) -> bool:
        """Tell whom the text so far is about: the person named or meant twice as often as any other."""
        people = {id(c): c for m in self.seen if (c := self.of[id(m)]).type == "Person" and c.named}
        counts = sorted((len(c.mentions) for c in people.values() if c is not chain), reverse=True)
        return len(chain.mentions) >= LEAST_TOLD and (not counts or len(chain.mentions) >= 2 * counts[0])

    def _place(self, token: Token, head: Token, apart: int) -> float:
        """Score where an antecedent stands: how far, as what, in which clause and paragraph."""
        score = -FAR * apart - NEAR * (token.i - head.i)
        if head.dep in ("nsubj", "nsubjpass"):
            score += SUBJECT
            if head.head.dep in ("advcl", "relcl", "acl", "csubj", "pcomp"):
                score -= SUBORDINATE
            if token.lower in POSSESSIVE and apart == 0:
                score += OWNER
        elif head.dep in ("dobj", "attr", "dative"):
            score += OBJECT
        elif head.dep == "pobj" and head.head.dep == "agent" and token.lower in PERSONAL:
            score += SUBJECT - SUBORDINATE
        elif head.dep == "poss" and apart == 0 and token.dep in ("nsubj", "nsubjpass"):
            score += SUBJECT
        elif head.dep in ("poss", "compound", "amod", "nmod"):
            score -= MODIFIER
        if head.dep == "pobj" and head.head.lower == "of" and head.head.head.dep in ("nsubj", "nsubjpass"):
            score -= COMPLEMENT
        if apart == 0:
            score += SAME_SENTENCE
        if _role(head) == _role(token):
            score += PARALLEL
        if self._paragraph(head) != self._paragraph(token):
            score -= PARAGRAPH
        return score

    def _last_teller(self, pronoun: MentionDraft) -> ChainDraft | None:
        """Return who spoke last, for the pronoun before a reporting verb: "it added"."""
        if pronoun.head.i not in self.sources:
            return None
        before = [
            r
            for sentence in range(pronoun.head.sent - 3, pronoun.head.sent + 1)
            for r in self.told.get(sentence, ())
            if r.source is not None and r.source.i < pronoun.head.i
        ]
        last = max(before, key=lambda r: r.cue[0].i, default=None)
        return self._speaker(last)

    def _tells(self, token: Token) -> bool:
        """Tell whether a token is the source of a report: who reports an earthquake is not what was felt."""
        return token.i in self.sources

    def _paragraph(self, token: Token) -> int:
        return self.parse.sentences[token.sent].paragraph

    def _agrees(self, pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft) -> bool:
        return agrees(self.parse, pronoun, earlier, chain, tells=self._tells(pronoun.head))

    def _is_bound(self, pronoun: MentionDraft, earlier: MentionDraft) -> bool:
        """Tell co-arguments of one verb ("Biden met him"), and a noun that the pronoun stands inside.

        In "The president, he added, had no right" somebody else speaks of the president.
        """
        head = pronoun.head
        if earlier.first.i <= head.i <= earlier.last.i or _inside(head, earlier.head):
            return True
        if head.dep == "poss":
            return False
        if head.head.dep == "parataxis" and head.i in self.sources and earlier.head.head is head.head.head:
            return True
        verb = head.head if head.dep not in ("pobj",) else head.head.head
        if head.dep in ("dobj", "pobj", "dative", "attr") and verb.pos in ("VERB", "AUX"):
            subject, _ = subject_of(verb)
            mention = self.by_head.get(subject.i) if subject is not None else None
            if mention is not None and self.of.get(id(mention)) is self.of[id(earlier)]:
                return True
        other = earlier.head.head if earlier.head.dep != "pobj" else earlier.head.head.head
        return verb is other and verb.pos in ("VERB", "AUX")


def _inside(token: Token, head: Token) -> bool:
    """Tell whether a token stands in the phrase of a head, its conjuncts left out: not "his" in "Sam and his wife"."""
    while token is not head:
        if token.dep == "conj" or token.head is token:
            return False
        token = token.head
    return True


def _role(token: Token) -> str:
    return (
        "subject"
        if token.dep in ("nsubj", "nsubjpass")
        else "object"
        if token.dep in ("dobj", "pobj", "dative")
        else token.dep
    )


def _is_own(parse: Parse, token: Token) -> bool:
    """Tell "their own"."""
    behind = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    return token.lower in POSSESSIVE and behind.lower == "own"
