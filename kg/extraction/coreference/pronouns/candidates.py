"""What a pronoun can mean: in goes a pronoun, out come the chains within its reach, each with what is near of it.

Only what can hardly be is left out here: another number, a thing for "he"; what is merely unlikely is for the weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.agreement import can_mean, is_referent
from kg.extraction.coreference.pronouns.coordinations import Coordinations
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.token import Token

REACH = {"person": 14, "it": 4, "they": 5}
"""Sentences back in which an antecedent is looked for."""
JOINED_REACH = 3
"""Sentences back in which "A and B" together are looked for."""
NEAR = 4
"""Sentences back within which a person need not have been named to be meant."""
MOST = {"person": 14, "it": 22, "they": 14}
"""Chains that are weighed for a pronoun, the nearest ones."""
SUBJECTS = ("nsubj", "nsubjpass")
Barred = Callable[[MentionDraft, MentionDraft], bool]


@dataclass(slots=True)
class Candidate:
    """A chain that a pronoun can mean, with its nearest mention that syntax allows, and how it has been mentioned nearby."""

    chain: ChainDraft
    nearest: MentionDraft
    apart: int
    head: Token
    """The word whose place in the sentence counts: of a coordination the first of it."""
    rank: int = 0
    near: int = 0
    same_sentence: int = 0
    previous_sentence: int = 0
    subject_here: bool = False
    subject_before: bool = False
    last_name: int | None = None
    """Sentences back to its nearest mention that is no pronoun."""


def group_of(pronoun: MentionDraft) -> str:
    """Return the table of weights for a third-person pronoun."""
    if pronoun.gender is not None:
        return "person"
    return "they" if pronoun.plural else "it"


def candidates_of(
    pronoun: MentionDraft, discourse: Discourse, is_barred: Barred, coordinations: Coordinations
) -> list[Candidate]:
    """Return the candidates of a pronoun, the nearest first, at most MOST; chains that syntax bars are left out."""
    gathering = _Gathering(pronoun, discourse, is_barred, coordinations)
    reach = REACH[group_of(pronoun)]
    for earlier in discourse.before():
        apart = pronoun.head.sent - earlier.head.sent
        if apart > reach:
            break
        if not earlier.inside and earlier.end <= pronoun.start:
            gathering.take(earlier, apart)
    return list(gathering.found.values())


class _Gathering:
    """The candidates of one pronoun while they are being gathered, and the chains that have been refused."""

    def __init__(
        self, pronoun: MentionDraft, discourse: Discourse, is_barred: Barred, coordinations: Coordinations
    ) -> None:
        self.pronoun = pronoun
        self.discourse = discourse
        self.is_barred = is_barred
        self.coordinations = coordinations
        self.most = MOST[group_of(pronoun)]
        self.found: dict[int, Candidate] = {}
        self.refused: set[int] = set()

    def take(self, earlier: MentionDraft, apart: int) -> None:
        """Look at a mention that many sentences back: note it for its chain, or refuse the chain."""
        if self.pronoun.plural and apart <= JOINED_REACH and earlier.head.child("conj") is not None:
            self._take_joined(earlier, apart)
        chain = self.discourse.chains[earlier]
        key = id(chain)
        if key in self.refused:
            return
        if key not in self.found:
            if len(self.found) == self.most or (apart > NEAR and not chain.named):
                return
            if not self._may_be(earlier, chain, apart):
                return
            self.found[key] = Candidate(chain, earlier, apart, earlier.head, len(self.found))
        _note(self.found[key], earlier, apart)

    def _may_be(self, earlier: MentionDraft, chain: ChainDraft, apart: int) -> bool:
        """Tell whether a chain comes into question by a mention; one that never will is refused."""
        if not is_referent(self.discourse.parse, self.pronoun, earlier):
            return False
        if not can_mean(self.pronoun, earlier, chain):
            if earlier.plural == chain.plural and earlier.kind != "pronoun":
                self.refused.add(id(chain))
            return False
        if apart == 0 and self.is_barred(self.pronoun, earlier):
            self.refused.add(id(chain))
            return False
        return True

    def _take_joined(self, earlier: MentionDraft, apart: int) -> None:
        """Take "Jenna and Julien" together, at Jenna."""
        both = self.coordinations.beginning_with(earlier)
        if both is None or id(both) in self.found or both.mentions[0].end > self.pronoun.start:
            return
        if len(self.found) < self.most and not (apart == 0 and self.is_barred(self.pronoun, earlier)):
            self.found[id(both)] = Candidate(both, both.mentions[0], apart, earlier.head, len(self.found))


def _note(candidate: Candidate, earlier: MentionDraft, apart: int) -> None:
    """Count a mention near the pronoun for its chain."""
    subject = earlier.head.dep in SUBJECTS
    candidate.near += apart <= NEAR
    if apart == 0:
        candidate.same_sentence += 1
        candidate.subject_here |= subject
    elif apart == 1:
        candidate.previous_sentence += 1
        candidate.subject_before |= subject
    if candidate.last_name is None and earlier.kind != "pronoun":
        candidate.last_name = apart
