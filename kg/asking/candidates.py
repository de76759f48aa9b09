"""What may be an answer: in goes a sentence with its statements, out come their arguments, parts of these, and their deeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kg.asking.asked import Asked
from kg.asking.reading import slots_of
from kg.asking.shelf import Place
from kg.asking.words import words_in
from kg.lexicon import load_table
from kg.model import Argument, Attribution, EntityType, Statement

Kind = Literal["argument", "inside", "number", "quality", "rest", "source", "said", "role", "deed", "near"]
NUMBER = re.compile(
    r"(?:[$€£]\s?)?\b(?:\d[\d,.–-]*\d|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|"
    r"thousands?|half)\b(?:\s?%|(?:[\s-](?:percent|per cent|million|billion|trillion|hundred|thousand|dozen|points?|"
    r"years?-old|years? old|years?|days?|hours?|minutes?|people|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|feet|times?))*)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:a|an|the|its|his|her|their|this|that|these|those|some|any)\s+)+", re.IGNORECASE)
_LONGEST_QUALITY = 5
_LONGEST_REST = 12
LEADING = frozenset(load_table("questions")["leading"])
"""Words that a phrase does not begin or end with when it is cut."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may answer a question: their place in the document, the statement and the slot that they stand in.

    `label` is the best name for what they name, `type` what kind of thing it is, None where that is not known; `is_time`
    tells a time expression, `value` its TIMEX3 value.
    """

    place: Place
    statement: Statement
    kind: Kind
    slot: str
    marker: str
    start: int
    end: int
    text: str
    label: str
    type: EntityType | None
    entity: str | None
    is_time: bool
    value: str | None
    named: bool


def candidates_in(place: Place, asked: Asked) -> Iterator[Candidate]:
    """Yield what the statements of a sentence offer as answers."""
    maker = _Maker(place)
    stems = frozenset(word.stem for word in asked.words)
    for statement in place.page.statements.get(place.sentence.id, ()):
        for slot, argument in slots_of(statement):
            yield maker.argument(statement, slot, argument)
            yield from maker.inside(statement, slot, argument)
            if asked.wh in ("how many", "how much", "how", "what", "which"):
                yield from maker.numbers(statement, slot, argument)
            if asked.wh in ("which", "what", "how"):
                yield from maker.qualities(statement, slot, argument, asked)
            if asked.wh in ("which", "what", "who"):
                yield from maker.rests(statement, slot, argument, stems)
        for credit in place.page.credits_of(statement):
            if credit.source is not None:
                yield maker.made(statement, "source", "speaker", "", credit.source)
            yield maker.said(statement, credit)
        if statement.predicate.start is not None and statement.kind == "clause":
            yield maker.deed(statement)
        if (
            statement.predicate.lemma.startswith("be ")
            and statement.predicate.voice == "active"
            and asked.wh in ("who", "what", "which")
        ):
            yield maker.role(statement)
    yield from maker.left_over()


class _Maker:
    """Makes the candidates of one sentence."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.page = place.page
        self.document = place.page.annotated
        self.text = self.document.document.text
        self.times = [
            time
            for time in self.document.times
            if place.sentence.start <= time.start and time.end <= place.sentence.end
        ]
        self.taken: list[tuple[int, int]] = []

    def argument(self, statement: Statement, slot: str, argument: Argument) -> Candidate:
        self.taken.append((argument.start, argument.end))
        return self.made(statement, "argument", slot, getattr(argument, "marker", None) or "", argument)

    def made(self, statement: Statement, kind: Kind, slot: str, marker: str, argument: Argument) -> Candidate:
        """Return an argument as a candidate under the best name of the thing that it is."""
        label, type_, entity, named = argument.label, None, None, False
        if argument.mention is not None:
            mention = self.document.mentions[argument.mention]
            entity, type_ = self.page.entity_ids.get(mention.chain), mention.type
            named = mention.kind == "name" or entity is not None
            best = self.page.label_of(mention)
            if mention.kind == "pronoun" or (entity is not None and mention.type != "Group"):
                label = best
        time = self._time_at(argument.start, argument.end)
        is_time = slot == "time" or time is not None
        value = getattr(argument, "value", None) or (None if time is None else time)
        return Candidate(
            self.place, statement, kind, slot, marker.lower(), argument.start, argument.end, argument.text, label,
            type_, entity, is_time, value, named,
        )  # fmt: skip

    def _time_at(self, start: int, end: int) -> str | None:
        found = next(
            (t for t in self.times if t.start >= start and t.end <= end and t.end - t.start > (end - start) / 2), None
        )
        return None if found is None else found.value or ""

    def inside(self, statement: Statement, slot: str, argument: Argument) -> Iterator[Candidate]:
        """Yield the mentions and times that stand in an argument and are less than it."""
        for mention in self.page.mentions.get(self.place.sentence.id, ()):
            if argument.start <= mention.start and mention.end <= argument.end and mention.text != argument.text:
                entity = self.page.entity_ids.get(mention.chain)
                label = self.page.label_of(mention) if entity is not None or mention.kind == "pronoun" else mention.text
                yield self._stretch(
                    statement, "inside", slot, mention.start, mention.end, label, mention.type, entity,
                    named=mention.kind == "name",
                )  # fmt: skip
        for time in self.times:
            if argument.start <= time.start and time.end <= argument.end and time.text != argument.text:
                yield self._stretch(
                    statement,
                    "inside",
                    slot,
                    time.start,
                    time.end,
                    time.text,
                    None,
                    None,
                    value=time.value,
                    is_time=True,
                )

    def numbers(self, statement: Statement, slot: str, argument: Argument) -> Iterator[Candidate]:
        """Yield the numbers of an argument: "238" of "238 others"."""
        for found in NUMBER.finditer(argument.text):
            start = argument.start + found.start()
            text = found.group()
            if text != argument.text:
                yield self._stretch(statement, "number", slot, start, start + len(text), text, None, None)

    def qualities(self, statement: Statement, slot: str, argument: Argument, asked: Asked) -> Iterator[Candidate]:
        """Yield the words before the noun that is asked for: "enhanced" of "an enhanced partner" for what kind of partner."""
        noun = asked.noun
        if not noun:
            return
        for found in re.finditer(rf"\b{re.escape(noun)}(?:s|es)?\b", argument.text, re.IGNORECASE):
            before = argument.text[: found.start()].rstrip()
            words = before.split()[-_LONGEST_QUALITY:]
            cut = next((n for n in range(len(words), 0, -1) if words[n - 1].lower().rstrip(",") in LEADING), 0)
            text = _ARTICLE.sub("", " ".join(words[cut:]))
            at = self.text.rfind(text, argument.start, argument.start + found.start()) if text else -1
            if at >= 0:
                yield self._stretch(statement, "quality", slot, at, at + len(text), text, None, None)

    def rests(self, statement: Statement, slot: str, argument: Argument, stems: frozenset[str]) -> Iterator[Candidate]:
        """Yield what an argument says beside words of the question: "spokesman" of "spokesman John Kirby" for who he is."""
        words = [word for word in words_in(argument.text)]
        hits = [n for n, word in enumerate(words) if word.stem in stems and not word.empty]
        if not hits or len(words) > _LONGEST_REST:
            return
        for run in (words[: hits[0]], words[hits[-1] + 1 :]):
            while run and (run[0].empty or run[0].text.lower() in LEADING):
                run = run[1:]
            while run and (run[-1].empty or run[-1].text.lower() in LEADING):
                run = run[:-1]
            if run:
                start, end = argument.start + run[0].start, argument.start + run[-1].end
                yield self._stretch(statement, "rest", slot, start, end, self.text[start:end], None, None)

    def role(self, statement: Statement) -> Candidate:
        """Return what somebody is: "spokesman for the National Security Council"."""
        words = statement.predicate.lemma.split()[1:]
        noun = words[:-1] if len(words) > 1 and words[-1] in LEADING else words
        whole = words if statement.object is None else [*words, statement.object.label]
        start, end = statement.subject.start, statement.subject.end
        made = self._stretch(statement, "role", "role", start, end, " ".join(whole), None, None)
        return replace(made, text=" ".join(noun))

    def said(self, statement: Statement, credit: Attribution) -> Candidate:
        """Return what somebody says, whole."""
        content = credit.content
        return self._stretch(statement, "said", "content", content.start, content.end, content.text, None, None)

    def deed(self, statement: Statement) -> Candidate:
        """Return what is done: the predicate with all that follows it."""
        start = statement.predicate.start or 0
        behind = [a.end for _, a in slots_of(statement) if a.start > start]
        end = max([statement.predicate.end or start, *behind])
        return self._stretch(statement, "deed", "deed", start, end, self.text[start:end], None, None)

    def left_over(self) -> Iterator[Candidate]:
        """Yield times and names of the sentence that no argument holds, beside its first statement."""
        statements = self.page.statements.get(self.place.sentence.id, ())
        if not statements:
            return
        for time in self.times:
            if not self._is_taken(time.start, time.end):
                yield self._stretch(
                    statements[0],
                    "near",
                    "time",
                    time.start,
                    time.end,
                    time.text,
                    None,
                    None,
                    value=time.value,
                    is_time=True,
                )
        for mention in self.page.mentions.get(self.place.sentence.id, ()):
            if mention.kind == "name" and not self._is_taken(mention.start, mention.end):
                yield self._stretch(
                    statements[0], "near", "near", mention.start, mention.end, self.page.label_of(mention), mention.type,
                    self.page.entity_ids.get(mention.chain), named=True,
                )  # fmt: skip

    def _is_taken(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.taken)

    def _stretch(
        self,
        statement: Statement,
        kind: Kind,
        slot: str,
        start: int,
        end: int,
        label: str,
        type_: EntityType | None,
        entity: str | None,
        *,
        value: str | None = None,
        is_time: bool = False,
        named: bool = False,
    ) -> Candidate:
        return Candidate(
            self.place, statement, kind, slot, "", start, end, self.text[start:end], label, type_, entity, is_time, value, named
        )  # fmt: skip
