"""What speaks for and against an antecedent of a pronoun; in go a pronoun and a candidate, out come named features.

A feature is a short phrase that holds or does not; its weight stands in `weights.json`. Distance, role and kind as in Lappin and
Leass (1994), then who speaks, whom the text is about, what gender has been told, and what became of the last such pronoun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.agreement import fits_role, gender_of_pronouns, told_gender
from kg.extraction.coreference.pronouns.candidates import Candidate
from kg.extraction.coreference.pronouns.empty import is_pleonastic
from kg.extraction.coreference.pronouns.speakers import Speakers, is_source
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.token import Token
from kg.lexicon.first_names import is_first_name
from kg.lexicon.words import nouns_of

Features = list[str]
ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "attr": "complement",
    "oprd": "complement",
    "poss": "owner",
    "compound": "modifier",
    "amod": "modifier",
    "nmod": "modifier",
    "appos": "apposition",
    "ROOT": "root",
}
SURE, SHAKY = 2.0, 0.7
"""Leads from which on an earlier choice is sure, and below which it is not."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a pronoun's place, the same for all its candidates."""

    pronoun: MentionDraft
    role: str
    quoted: bool
    tells: bool
    direct: AttributionDraft | None
    speaker: ChainDraft | None
    teller: ChainDraft | None
    addressee: ChainDraft | None
    """Whom the clause of the pronoun is said to: Sam in "she told Sam that he"."""
    source: Token | None
    """The word of who reports the clause that the pronoun stands in."""
    last_teller: ChainDraft | None
    last: MentionDraft | None
    """The last pronoun of the same form, if it stands near."""


def role_of(token: Token) -> str:
    """Return what a word is in its clause; a conjunct is what the first one is."""
    first = token.head if token.dep == "conj" else token
    if first.dep == "pobj":
        return "of" if first.head.lower == "of" else "agent" if first.head.dep == "agent" else "after a preposition"
    return ROLES.get(first.dep, "other")


def bucket(number: int, bounds: Sequence[int]) -> str:
    """Return a number's place among bounds in words: "2", "3 to 4", "more than 8"."""
    low = 0
    for bound in bounds:
        if number <= bound:
            return f"{bound}" if bound - low <= 1 or (low == 0 and bound == 0) else f"{low + 1} to {bound}"
        low = bound
    return f"more than {bounds[-1]}"


def fame_of(discourse: Discourse) -> dict[int, tuple[int, int]]:
    """Return how often each named chain is named in the whole text, with its rank among people; 0 for what is no person."""
    chains = {id(c): c for c in discourse.chains.of.values()}
    counts = {key: sum(m.kind == "name" for m in chain.mentions) for key, chain in chains.items()}
    people = sorted((key for key, chain in chains.items() if chain.type == "Person"), key=lambda key: -counts[key])
    ranks = {key: n for n, key in enumerate(people, start=1)}
    return {key: (count, ranks.get(key, 0)) for key, count in counts.items() if count}


class PronounFeatures:
    """The features of antecedents in one document."""

    def __init__(self, discourse: Discourse, speakers: Speakers) -> None:
        self.discourse = discourse
        self.speakers = speakers
        self.fame = fame_of(discourse)
        """How often each chain is named in the whole text, and its rank among the people by that."""
        people = sorted((named for named, rank in self.fame.values() if rank), reverse=True)
        self.outshines = len(people) == 1 or people[:1] >= [2 * n for n in people[1:2]]

    def of_none(self, at: Setting, candidates: Sequence[Candidate]) -> tuple[str, ...]:
        """Return what speaks for a pronoun that none of the candidates is meant by."""
        head = at.pronoun.head
        verb = head.head
        word = head.lower
        found = [
            "none",
            f"none: {word}",
            f"none: {at.role}",
            f"none: {word}, {at.role}",
            f"none: {bucket(len(candidates), (0, 1, 2, 4, 8))} candidates",
        ]
        if is_pleonastic(head):
            found.append("none: stands for what is said later")
        if at.quoted:
            found.append("none: in a quotation")
        if head.i == self.discourse.parse.bounds[head.sent][0]:
            found.append("none: first word")
        if at.role == "subject":
            found.append(f"none: subject of {'be' if verb.lemma in ('be', chr(39) + 's') else verb.pos}")
            if verb.child("ccomp", "xcomp", "advcl") is not None:
                found.append("none: its verb has a clause")
            if verb.child("acomp") is not None:
                found.append("none: its verb has an adjective")
            if verb.child("attr") is not None:
                found.append("none: its verb has a noun")
            if verb.dep in ("advcl", "relcl", "ccomp"):
                found.append(f"none: its verb is {verb.dep}")
        if not any(c.apart <= 1 for c in candidates):
            found.append("none: nothing near")
        if not any(c.chain.named for c in candidates):
            found.append("none: nothing named")
        return tuple(found)

    def of_candidate(self, at: Setting, candidate: Candidate) -> tuple[str, ...]:
        """Return what speaks for and against a candidate."""
        found = ["chain"]
        self._place(at, candidate, found)
        self._kind(at, candidate, found)
        self._frequency(at, candidate, found)
        self._speaking(at, candidate, found)
        if at.pronoun.gender is not None:
            self._person(at, candidate, found)
        self._continuity(at, candidate, found)
        return tuple(found)

    def _place(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """Where the nearest mention stands, in what role, how far back and in which paragraph."""
        token, head, apart = at.pronoun.head, candidate.head, candidate.apart
        near = "here" if apart == 0 else "before" if apart == 1 else "further"
        role = role_of(head)
        found += (
            f"back: {bucket(apart, (0, 1, 2, 3, 5, 9))}",
            f"rank: {bucket(candidate.rank, (0, 1, 2, 3, 5, 8))}",
            f"{role}, {near}",
            f"{role} > {at.role}, {near}",
        )
        if apart == 0:
            between = token.i - candidate.nearest.last.i
            found.append(f"words between: {bucket(between, (2, 4, 8, 16, 32))}")
            found.append(_tree(token, head, at.role))
        else:
            if candidate.last_name is not None:
                found.append(f"named back: {bucket(candidate.last_name, (0, 1, 2, 3, 5, 9))}")
            first = self.discourse.parse.bounds[head.sent][0]
            if head.i - first <= 3:
                found.append(f"opens its sentence, {near}")
            if head.head.dep == "ROOT" and role == "subject":
                found.append(f"main subject, {near}")
        paragraphs = self.discourse.paragraph(token) - self.discourse.paragraph(head)
        if paragraphs:
            found.append(f"paragraphs: {bucket(paragraphs, (0, 1, 2, 4))}")
        if head.dep == "conj" or head.child("conj") is not None:
            found.append("in a list")
        if head.head.lemma == token.head.lemma and head.head is not token.head and role == at.role:
            found.append("same verb, same role")
        if self.discourse.parse.sentences[head.sent].kind == "headline":
            found.append("in a headline")

    def _kind(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """What the nearest mention and its chain are: name, noun with its determiner, pronoun; type and number."""
        chain, nearest = candidate.chain, candidate.nearest
        kind: str = nearest.kind
        if kind == "nominal":
            kind = "several" if chain.members else f"noun, {_determiner(nearest)}"
            if nearest.head.child("relcl", "acl") is not None:
                found.append("noun with a clause")
        elif nearest.demonym:
            kind = "demonym"
        found += (kind, f"{chain.type}", f"{chain.type}, {'named' if chain.named else 'no name'}")
        found.append(f"{kind}, {'here' if candidate.apart == 0 else 'before' if candidate.apart == 1 else 'further'}")
        if chain.mentions[0].kind == "pronoun" and not chain.named:
            found.append("pronouns alone" if all(m.kind == "pronoun" for m in chain.mentions[:4]) else "pronoun first")
        if at.pronoun.plural or chain.plural or nearest.plural:
            number = "plural" if chain.plural else "singular"
            found += (f"{number}, now {'plural' if nearest.plural else 'singular'}", f"{number} {chain.type}")
        role = fits_role(at.pronoun, chain)
        if role:
            found.append(role)
        if nearest.kind == "nominal" and nearest.head.lemma == at.pronoun.head.head.lemma:
            found.append("its own noun")

    def _frequency(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """How often the chain has been mentioned, in all and nearby, and whether it is what the text is about."""
        chain = candidate.chain
        named, rank = self.fame.get(id(chain), (0, 0))
        found += (
            f"names in the text: {bucket(named, (0, 1, 2, 4, 8, 16))}",
            f"near: {bucket(candidate.near, (1, 2, 4, 8))}",
        )
        if rank:
            found.append(f"named {rank} most" if rank <= 3 else "rarely named")
            if rank == 1 and self.outshines:
                found.append("named far more than any other")
        if candidate.subject_here:
            found.append("subject in the sentence")
        if candidate.subject_before:
            found.append("subject in the sentence before")
        if candidate.same_sentence > 1:
            found.append("twice in the sentence")
        if candidate.same_sentence and candidate.previous_sentence:
            found.append("in both sentences")

    def _speaking(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """Who speaks around the pronoun, who spoke last, and who reports."""
        chain, nearest = candidate.chain, candidate.nearest
        if chain is at.speaker or is_source(at.direct, nearest):
            found.append("says the quotation")
        elif at.quoted:
            found.append("not the quotation's speaker")
        if chain is at.teller or (chain.members and at.source is candidate.head):
            found += ("tells this", f"tells this, {at.role}")
        elif at.teller is not None:
            found.append("is told this" if chain is at.addressee else "somebody else tells this")
        if at.tells:
            found.append(f"tells itself: {chain.type}")
            if chain is at.last_teller:
                found += ("spoke last", f"spoke last, {min(candidate.apart, 2)}")
            elif at.last_teller is not None:
                found.append("somebody else spoke last")
        elif self.speakers.tells(candidate.head):
            found.append("source for what is told")
        if at.quoted != (self.speakers.around(nearest.start, direct=True) is not None):
            found.append("goes into a quotation" if at.quoted else "comes out of a quotation")

    def _person(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """What is known of somebody's gender, whether it is a person at all, and whether it is only somebody's relative."""
        chain = candidate.chain
        found.append("gender told" if told_gender(chain) else f"gender unknown, {at.pronoun.gender}")
        if gender_of_pronouns(chain) not in (None, at.pronoun.gender):
            found.append("other gender by most pronouns")
        if chain.type != "Person":
            found.append("no person" if chain.mentions[0].head.ent else "no person, untagged")
            if any(is_first_name(word) for word in chain.mentions[0].name.split()[:1]):
                found.append("no person, a first name")
            if chain.mentions[0].votes is not None and chain.mentions[0].votes["Person"]:
                found.append("no person, but some votes")
        elif chain.named:
            full = any(" " in m.name for m in chain.mentions if m.kind == "name")
            found.append("full name" if full else "one word for a name")
        if not chain.named and chain.mentions[0].kind == "nominal":
            owned = chain.mentions[0].head.child("poss") is not None
            relative = chain.mentions[0].head.lemma.lower() in nouns_of("kin")
            found.append("a relative" if relative else "owned, no name" if owned else "no name")

    def _continuity(self, at: Setting, candidate: Candidate, found: Features) -> None:
        """What became of the last pronoun of the same form, and how sure that was."""
        if at.last is None:
            found.append("first such pronoun near")
            return
        apart = at.pronoun.head.sent - at.last.head.sent
        near = "here" if apart == 0 else "before" if apart == 1 else "further"
        if self.discourse.chains[at.last] is candidate.chain:
            lead = at.last.link.lead if at.last.link is not None else None
            sure = "sure" if lead is None or lead >= SURE else "shaky" if lead < SHAKY else "likely"
            found += (f"same pronoun {near}", f"same pronoun, {sure}")
            if role_of(at.last.head) == at.role:
                found.append(f"same pronoun {near}, same role")
        else:
            since = candidate.nearest.start > at.last.start
            found.append(f"other than the pronoun {near}, {'mentioned' if since else 'not mentioned'} since")
            if since and candidate.nearest.kind == "name" and role_of(candidate.head) == "subject":
                found.append("named as a subject since the pronoun")


def _determiner(mention: MentionDraft) -> str:
    """Return how a noun begins: definite, indefinite, owned, counted, or bare."""
    first = mention.first.lower
    if mention.head.child("poss") is not None:
        return "owned"
    if first in ("the", "this", "that", "these", "those"):
        return "definite"
    if first in ("a", "an", "some", "any", "another"):
        return "indefinite"
    if first in ("no", "every", "each", "all", "many", "few", "most", "several", "both"):
        return "quantified"
    return "bare"


def _tree(token: Token, head: Token, role: str) -> str:
    """Return how a mention in the pronoun's sentence stands to it in the tree."""
    above = [token, *token.ancestors()]
    if head.head in above:
        return f"argument above, {above.index(head.head)} up" if above.index(head.head) < 4 else "argument far above"
    if any(head is one for one in above):
        return "head of its phrase"
    if token.head.is_below(head):
        return "below it"
    grand = head.head.head
    if grand in above:
        return f"inside an argument above, {role}"
    return "elsewhere in the sentence"
