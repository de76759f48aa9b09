"""How near at hand an antecedent is: in go a pronoun and an earlier mention, out comes a score.

Salience as in Lappin and Leass (1994): recency, subjecthood, frequency; above these, who speaks. Weights have no unit but each
other; they were set by hand on open news.
"""

from __future__ import annotations

from kg.extraction.coreference.chains import ChainDraft
from kg.extraction.coreference.discourse import Discourse
from kg.extraction.coreference.pronouns.binding import POSSESSIVE, Agrees
from kg.extraction.coreference.pronouns.speakers import Speakers
from kg.extraction.mentions.draft import MentionDraft
from kg.extraction.syntax.token import Token

PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
WEIGHTS = {
    "sentence between": -1.2,
    "token between": -0.004,
    "other paragraph": -0.8,
    "same sentence": 0.5,
    "subject": 2.5,
    "subject of a subordinate clause": -0.8,
    "subject and owner in one sentence": 0.8,
    "object": 1.0,
    "inside a noun phrase": -0.7,
    "complement of a subject": -0.5,
    "same role": 1.0,
    "name": 1.0,
    "same pronoun": 1.5,
    "mention of its chain": 0.06,
    "whom the text is about": 1.5,
    "who says this": 3.0,
    "who spoke last": 1.6,
    "source for what is told": -1.5,
    "plural for a thing": -1.0,
}
MOST_COUNTED = 20
"""Mentions of a chain that count for its frequency."""


class Salience:
    """Scores antecedents in one document."""

    def __init__(self, discourse: Discourse, speakers: Speakers, agrees: Agrees) -> None:
        self.discourse = discourse
        self.speakers = speakers
        self.agrees = agrees

    def score(
        self, pronoun: MentionDraft, earlier: MentionDraft, chain: ChainDraft, apart: int, teller: ChainDraft | None
    ) -> float:
        """Return the score of an antecedent `apart` sentences back; `teller` is who reports what the pronoun stands in."""
        head = earlier.head
        score = self._place(pronoun.head, head, apart)
        score += min(len(chain.mentions), MOST_COUNTED) * WEIGHTS["mention of its chain"]
        if earlier.kind == "name" and not earlier.demonym and not (pronoun.plural and not chain.plural):
            score += WEIGHTS["name"]
        if earlier.kind == "pronoun" and head.lower == pronoun.head.lower and apart <= 1:
            score += WEIGHTS["same pronoun"]
        far = self.discourse.paragraph(head) != self.discourse.paragraph(pronoun.head)
        if pronoun.gender and far and self.discourse.is_protagonist(chain) and not self._has_own_subject(pronoun):
            score += WEIGHTS["whom the text is about"]
        if chain is teller:
            score += WEIGHTS["who says this"]
        elif chain is self.speakers.last_teller(pronoun) and not (pronoun.gender and self._has_own_subject(pronoun)):
            score += WEIGHTS["who says this" if not pronoun.gender or apart == 0 else "who spoke last"]
        if not pronoun.gender and not self.speakers.tells(pronoun.head) and self.speakers.tells(head):
            score += WEIGHTS["source for what is told"]
        if pronoun.plural and chain.type not in ("Person", "Group", "Organization"):
            score += WEIGHTS["plural for a thing"]
        return score

    def _has_own_subject(self, pronoun: MentionDraft) -> bool:
        """True where somebody else is the subject of the pronoun's sentence, or was of the one before in its paragraph."""
        speaker = self.speakers.chain_of(self.speakers.around(pronoun.start, direct=True))
        for earlier in self.discourse.before():
            apart = pronoun.head.sent - earlier.head.sent
            if apart > 1 or self.discourse.paragraph(earlier.head) != self.discourse.paragraph(pronoun.head):
                return False
            chain = self.discourse.chains[earlier]
            named = earlier.kind == "name" and earlier.head.dep in ("nsubj", "nsubjpass")
            if named and chain is not speaker and self.agrees(pronoun, earlier, chain):
                return True
        return False

    def _place(self, token: Token, head: Token, apart: int) -> float:
        """Score where an antecedent stands: how far, as what, in which clause and paragraph."""
        score = WEIGHTS["sentence between"] * apart + WEIGHTS["token between"] * (token.i - head.i)
        score += _role_score(token, head, apart)
        if head.dep == "pobj" and head.head.lower == "of" and head.head.head.dep in ("nsubj", "nsubjpass"):
            score += WEIGHTS["complement of a subject"]
        if apart == 0:
            score += WEIGHTS["same sentence"]
        if _role(head) == _role(token):
            score += WEIGHTS["same role"]
        if self.discourse.paragraph(head) != self.discourse.paragraph(token):
            score += WEIGHTS["other paragraph"]
        return score


def _role_score(token: Token, head: Token, apart: int) -> float:
    """Score what an antecedent is in its clause: subject, object, agent, owner, or inside another phrase."""
    if head.dep in ("nsubj", "nsubjpass"):
        below = head.head.dep in ("advcl", "relcl", "acl", "csubj", "pcomp")
        owned = token.lower in POSSESSIVE and apart == 0
        score = WEIGHTS["subject"] + (WEIGHTS["subject of a subordinate clause"] if below else 0.0)
        return score + (WEIGHTS["subject and owner in one sentence"] if owned else 0.0)
    if head.dep in ("dobj", "attr", "dative"):
        return WEIGHTS["object"]
    if head.dep == "pobj" and head.head.dep == "agent" and token.lower in PERSONAL:
        return WEIGHTS["subject"] + WEIGHTS["subject of a subordinate clause"]
    if head.dep == "poss" and apart == 0 and token.dep in ("nsubj", "nsubjpass"):
        return WEIGHTS["subject"]
    return WEIGHTS["inside a noun phrase"] if head.dep in ("poss", "compound", "amod", "nmod") else 0.0


def _role(token: Token) -> str:
    if token.dep in ("nsubj", "nsubjpass"):
        return "subject"
    return "object" if token.dep in ("dobj", "pobj", "dative") else token.dep
