"""The sentence-maker: in go a document and the names of its entities, out comes for each of its statements one sentence.

A sentence is made with holes for the names first, which follows from the document alone; a store keeps it so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.model import AnnotatedDocument, Attribution, Chain, Statement
from kg.wording.arrows import arrow_words, turned_words
from kg.wording.clauses import Clause, Clauses, is_denier
from kg.wording.holes import Hole
from kg.wording.names import Names
from kg.wording.nominals import genitive
from kg.wording.nouns import Nouns
from kg.wording.phrases import lower_article
from kg.wording.sources import Sources, lemma_of
from kg.wording.standing import fragment_of, is_mere_number
from kg.wording.verbs import NEGATIVE, form_of
from kg.wording.wording import Part, Piece, Wording, capital, joined, short

_HAS_CONDITION = re.compile(
    r"\b(if|unless|until|once|provided|as long as|when|should|were to|without|otherwise)\b", re.IGNORECASE
)


class Wordings:
    """Words the statements of one document; `labels` are the names of its chains that are entities."""

    def __init__(self, annotated: AnnotatedDocument, labels: Mapping[int, str]) -> None:
        self.names = Names(annotated, labels.keys())
        self._labels = labels
        self.clauses = Clauses(annotated, self.names)
        self.nouns = Nouns(self.clauses, self.names)
        self.sources = Sources(annotated, self.clauses, self.names)
        self.statements = {statement.id: statement for statement in annotated.statements}
        self._made: dict[str, Wording] = {}

    def of(self, statement: Statement) -> Wording:
        """Return a statement in words, which are made once."""
        made = self._made.get(statement.id)
        if made is None:
            made = self._made[statement.id] = self._filled(self.with_holes(statement))
        return made

    def with_holes(self, statement: Statement) -> Wording:
        """Return a statement in words that do not depend on `labels`: with holes for the names, the arrow in full length."""
        return self._make(statement)

    def _filled(self, made: Wording) -> Wording:
        holes = self.names.holes
        text, told, arrow = (holes.replace(words, self._name) for words in (made.text, made.told, made.arrow))
        parts = made.parts
        if text != made.text:
            shifts = holes.shifts(made.text, self._name)
            parts = tuple(
                replace(part, start=_moved(part.start, shifts), end=_moved(part.end, shifts)) for part in parts
            )
        return Wording(text, told, short(arrow), parts, made.fragment)

    def _name(self, hole: Hole) -> str:
        return hole.fill(self.names.calling(hole.chain).name(self._labels[hole.chain]))

    def turned(self, statement: Statement, label: str) -> str:
        """Return the words of an arrow the other way round than the sentence; `label` is what its relation is called."""
        return turned_words(statement, label, self)

    def _make(self, statement: Statement) -> Wording:
        credits = self.sources.around(statement.attribution)
        clause = self._clause(statement)
        condition = clause.opening
        if statement.polarity == "unknown":
            condition = "" if condition == "if " else condition
            clause = replace(clause, opening=f"it is left open whether {condition}")
        text, parts = _sentence(clause)
        denied = bool(credits) and self._is_denied(statement, lemma_of(credits[0].cue))
        told = text
        if credits and not self._is_its_cue(statement, credits[0]):
            doubted = credits[0].polarity == "negated" and statement.polarity == "negated"
            doubted = doubted and NEGATIVE.search(statement.predicate.text or "") is None
            again = denied or doubted
            said = self._clause(statement, denied=True) if again else replace(clause, opening=condition)
            if statement.polarity == "unknown" and credits[0].source is None:
                said = replace(said, opening=clause.opening)
            said = self._again(statement, said, credits[0])
            words, _ = joined(_inside(said))
            told = self.sources.told(statement, f"{said.opening}{words}", credits, denied=denied)
        fragment = fragment_of(statement, clause, text)
        if fragment is None and self.sources.hanging(credits):
            fragment = "pronoun"
        if fragment is None and credits and self._is_mere_number(credits[0]):
            fragment = "vague"
        if fragment is None and self._is_unhung(statement, told, text):
            fragment = "cut off"
        return Wording(text, told, arrow_words(statement, clause, self), parts, fragment)

    def _clause(self, statement: Statement, *, denied: bool = False) -> Clause:
        in_words = statement.predicate.start is not None and statement.kind != "name"
        if not in_words or statement.kind in ("name", "noun"):
            return self.nouns.of(statement)
        clause = self.clauses.of(statement, denied=denied)
        if statement.modality != "conditional":
            return clause
        condition = None if statement.condition is None else self.statements.get(statement.condition)
        if _HAS_CONDITION.search(" ".join(piece.whole for piece in clause.rest)):
            return clause
        if condition is None or condition.id == statement.id:
            return replace(clause, opening="if ") if statement.predicate.text and not _is_result(clause) else clause
        other = self.clauses.of(replace(condition, modality="actual"))
        words, _ = joined(_inside(other))
        return replace(clause, opening=f"if {words}, ", hanging=clause.hanging or other.hanging)

    def _is_its_cue(self, statement: Statement, credit: Attribution) -> bool:
        """Tell whether a statement's predicate is what credits its source: "recalled" in "recalled sitting in on talks"."""
        start, end = statement.predicate.start, statement.predicate.end
        return credit.cue is not None and start is not None and end is not None and start <= credit.cue.start < end

    def _is_unhung(self, statement: Statement, told: str, text: str) -> bool:
        """Tell a plan whose verb is not in it ("to build" in "agreed to work together to build"), nor its source's."""
        if statement.kind != "clause" or statement.predicate.text is None:
            return False
        if not statement.predicate.text.lower().startswith("to "):
            return False
        form = form_of(self.clauses.verb_of(statement)[0])
        return form == "infinitive" and (told == text or " that " in told or told.startswith("According"))

    def _again(self, statement: Statement, clause: Clause, credit: Attribution) -> Clause:
        """Return a clause whose subject is its source with "he" for it, or the surname where the text does not tell.

        What the source owns is "his campaign".
        """
        chain = clause.subject.chain
        source = None if credit.source is None else self.names.chain_of(credit.source)
        if source is not None:
            clause = replace(clause, rest=tuple(self._object_again(piece, source) for piece in clause.rest))
            clause = replace(clause, opening=self._name_again(clause.opening, source))
        if source is None or clause.subject.kind != "subject":
            return clause
        if chain is None or source.id != chain:
            return replace(clause, subject=replace(clause.subject, text=self._owned_again(clause.subject.text, source)))
        said = self.names.pronoun_for(source)
        if said is None and statement.subject.text.lower() == "they":
            said = "they"
        if said is None:
            said = self.names.short_name(source) or clause.subject.text
        return replace(clause, subject=replace(clause.subject, text=said))

    def _is_mere_number(self, credit: Attribution) -> bool:
        """Tell "64 percent say", of whom nobody knows which they are."""
        return credit.source is not None and is_mere_number(credit.source.text.lower())

    def _name_again(self, text: str, source: Chain) -> str:
        """Return words with "he" for the source's name, where it is no owner: "if Berg was elected, "."""
        name, said = self.names.name_of(source), self.names.pronoun_for(source)
        return text if name is None or said is None else re.sub(rf"{re.escape(name)}(?!['’])", said, text, count=1)

    def _owned_again(self, text: str, source: Chain) -> str:
        """Return words with "his" or the surname for the source as an owner: "a lot of his colleagues"."""
        name, short = self.names.name_of(source), self.names.short_name(source)
        own = self.names.pronoun_for(source, possessive=True) or (None if short is None else genitive(short))
        return text if name is None or own is None else text.replace(genitive(name), own)

    def _object_again(self, piece: Piece, source: Chain) -> Piece:
        """Return "him" for a piece behind the verb that is the source's name."""
        said = self.names.pronoun_for(source)
        if piece.chain != source.id or said is None or piece.text != self.names.name_of(source):
            return piece
        return replace(piece, text={"he": "him", "she": "her", "it": "it"}[said])

    def _is_denied(self, statement: Statement, cue: str) -> bool:
        """Tell whether the text says what a source denies, and the statement is its opposite."""
        if not is_denier(cue):
            return False
        says_no = NEGATIVE.search(statement.predicate.text or "") is not None
        return says_no != (statement.polarity == "negated")


def _moved(place: int, shifts: list[tuple[int, int]]) -> int:
    """Return where a place of a text is when its holes are filled."""
    return place + next((moved for end, moved in reversed(shifts) if end <= place), 0)


def _is_result(clause: Clause) -> bool:
    return re.search(r"\b(would|could|might|may|will)\b", clause.verb.text) is not None


def _inside(clause: Clause) -> tuple[Piece, ...]:
    """Return the pieces as they stand inside a sentence."""
    return (replace(clause.subject, text=lower_article(clause.subject.text)), *clause.pieces[1:])


def _sentence(clause: Clause) -> tuple[str, tuple[Part, ...]]:
    text, parts = joined(clause.pieces if not clause.opening else _inside(clause))
    shift = len(clause.opening)
    whole = capital(f"{clause.opening}{text}")
    return whole, tuple(replace(part, start=part.start + shift, end=part.end + shift) for part in parts)
