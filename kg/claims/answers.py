"""Who denies what was said of them, without saying it again: in go statements, out comes what each denial answers.

    The United States says that Russia has fired North Korean missiles. Moscow denies the allegation.

The second sentence is a denial of the first: its verb denies, its object is what was said ("the allegation", "those reports",
"it"), and whoever denies takes part in what somebody else is credited with in one of the sentences before.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.claims.ends import content_words
from kg.claims.heads import singular
from kg.lexicon.words import nouns_of, verbs_of
from kg.statements.stated import Stated, Thing

SENTENCES = 3
"""So many sentences before a denial may hold what it answers."""
_POINTING = frozenset(
    {
        "the",
        "that",
        "this",
        "these",
        "those",
        "such",
        "both",
        "all",
        "any",
        "it",
        "earlier",
        "their",
        "his",
        "her",
        "its",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial of what was said before: the statement that denies, and who does."""

    stated: Stated
    by: Thing


class Answers:
    """Denials of what was said before, gathered from statements that come document by document, in the order of the text."""

    def __init__(self) -> None:
        self._found: dict[str, list[Answer]] = defaultdict(list)
        self._answered: dict[str, Stated] = {}
        self._before: deque[list[Stated]] = deque(maxlen=SENTENCES + 1)

    def learn(self, stated: Stated) -> None:
        """Take in a statement."""
        before = self._before
        if not before or before[-1][0].document.id != stated.document.id:
            before.clear()
        if not before or before[-1][0].record.sentence != stated.record.sentence:
            before.append([])
        before[-1].append(stated)
        if is_answer(stated):
            for answered in _answered(stated, before):
                self._answered[answered.id] = answered
                self._found[answered.id].append(Answer(stated, stated.subject))

    def to(self, id: str) -> tuple[Answer, ...]:
        """Return who denies a statement so, by its id."""
        return tuple(self._found.get(id, ()))

    def every(self) -> Iterator[tuple[str, tuple[Answer, ...]]]:
        """Yield the id of each statement that is answered, with who denies it so."""
        for id, answers in self._found.items():
            yield id, tuple(answers)

    def pairs(self) -> Iterator[tuple[Stated, Stated]]:
        """Yield each denial with each statement that it answers."""
        for id, answers in self._found.items():
            yield from ((answer.stated, self._answered[id]) for answer in answers)


def is_answer(stated: Stated) -> bool:
    """Tell whether a statement says that somebody denies what was said before: "Moscow denies the allegation"."""
    thing = stated.object
    if stated.predicate not in verbs_of("answering-no") or thing is None or stated.subject.entity is None:
        return False
    if stated.polarity != "affirmed" or stated.modality != "actual" or not stated.said or thing.entity is not None:
        return False
    said = "" if stated.record.object is None else stated.record.object.text
    words = said.lower().split()
    if thing.head is None or words in (["it"], ["this"], ["that"]):
        return words in (["it"], ["this"], ["that"], ["them"])
    return singular(words[-1]) in nouns_of("said-thing") and words[0] in _POINTING


def _answered(no: Stated, before: Iterable[list[Stated]]) -> Iterator[Stated]:
    """Yield what a denial answers: of the nearest sentence before it that has any, what others say of whoever denies."""
    for statements in reversed(list(before)):
        if not 0 < no.record.sentence - statements[0].record.sentence <= SENTENCES:
            continue
        about = _about(no)
        found = [
            stated
            for stated in statements
            if _is_said_of(stated, no.subject) and (not about or about & content_words(stated.sentence))
        ]
        if found:
            leading = [stated for stated in found if stated.subject.entity == no.subject.entity]
            yield from leading or found
            return


def _about(no: Stated) -> frozenset[str]:
    """Return what the denied words say of themselves: fraud of "the fraud claims", nothing of "the allegations"."""
    words = content_words("" if no.record.object is None else no.record.object.text)
    return frozenset(word for word in words if word not in nouns_of("said-thing") and word not in _POINTING)


def _is_said_of(stated: Stated, who: Thing) -> bool:
    """Tell whether somebody else says something of a person or body, as a fact or a possibility."""
    others = stated.credited and stated.said and (stated.source is None or stated.source.entity != who.entity)
    if not others or stated.polarity == "unknown" or stated.modality not in ("actual", "possible"):
        return False
    return stated.record.kind != "report" and any(
        thing is not None and thing.entity == who.entity
        for thing in (stated.subject, stated.object, *(filler for _, filler in stated.arguments))
    )
