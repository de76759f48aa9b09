"""Clauses in words: in goes a statement that a verb makes, out come the pieces of a main clause in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg.lexicon.inflection import past, third_person
from kg.lexicon.listed import listed
from kg.lexicon.nominals import plan_of_noun
from kg.lexicon.words import verbs_of
from kg.model import AnnotatedDocument, Argument, Statement
from kg.wording.names import Named, Names
from kg.wording.placing import CUT, RESTRICTS, Placed, Placing, is_inside, prepositions, spans_of
from kg.wording.verbs import NEGATIVE, Tense, Verb, affirm, form_of, main_clause, read_verb, tense_of
from kg.wording.wording import Piece

_ASKED = re.compile(r"\b(where|how|why|what|whom)\s+$", re.IGNORECASE)
"""Before a subject: a clause that asks, and holds nothing by itself."""
_DROPPED = listed("leads-on")
_ANY = re.compile(r"(?:only|even|any|anyone|anybody|every|everyone|each|no|nobody|those)\b", re.IGNORECASE)
_SOME = re.compile(
    r"(?:an?|another|some|several|many|one|two|three|four|five|six|\d[\d,]*|thousands|hundreds|dozens)\b", re.IGNORECASE
)
"""How a phrase begins that says that there are such: what picks them out is told of them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause: its subject, its verb, and what stands behind it; `hanging` is a word that means nothing alone."""

    subject: Piece
    verb: Piece
    rest: tuple[Piece, ...]
    hanging: str | None
    opening: str = ""
    link: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return all pieces in their order."""
        return (self.subject, self.verb, *self.rest)


class Clauses:
    """Makes the main clauses of one document."""

    def __init__(self, annotated: AnnotatedDocument, names: Names) -> None:
        self.text = annotated.document.text
        self.names = names
        self.placing = Placing(annotated, names)
        self._times = annotated.times
        self._annotated = annotated

    @cached_property
    def _tenses(self) -> Mapping[int, tuple[tuple[int, Tense], ...]]:
        return _tenses_of(self._annotated)

    def tense_at(self, statement: Statement) -> Tense:
        """Return the tense of the clause that a statement without one hangs on: that of the nearest verb before it."""
        return self.tense_near(statement.sentence, statement.predicate.start or statement.subject.start)

    def tense_near(self, sentence: int, place: int) -> Tense:
        """Return the tense of the nearest finite verb of a sentence, one before `place` if there is one."""
        found = self._tenses.get(sentence, ())
        before = [tense for start, tense in found if start < place]
        return before[-1] if before else found[0][1] if found else "past"

    def _parted(
        self, statement: Statement, words: tuple[str, ...], pieces: tuple[Piece, ...]
    ) -> tuple[tuple[str, ...], tuple[Piece, ...]]:
        """Put the end of a predicate behind its object where the text has it there: "found him guilty", "set them free"."""
        parts, thing = statement.predicate.parts, statement.object
        if not parts or thing is None or parts[-1][0] < thing.end:
            return words, pieces
        late = self.text[parts[-1][0] : parts[-1][1]]
        at = next((n for n, piece in enumerate(pieces) if piece.kind == "object" and not piece.lead), None)
        if at is None or len(words) < 2 or words[-1] != late:
            return words, pieces
        return words[:-1], (*pieces[: at + 1], Piece(late, "predicate"), *pieces[at + 1 :])

    def of(self, statement: Statement, *, denied: bool = False) -> Clause:
        """Return a statement as a clause; with `denied`, as what its source denies: without its own "not"."""
        if statement.rule == "passive-agent" and statement.object is not None:
            ends: tuple[Argument, Argument | None] = statement.object, statement.subject
        else:
            ends = statement.subject, statement.object
        first, last = ends
        subject = self.names.of(first)
        if subject.text.lower().startswith("both ") and self._is_split(first, statement):
            subject = replace(subject, text=subject.text[5:], plural=False, changed=True)
        known = self.placing.chains_of(first)
        verb, link, at = self.verb_of(statement)
        negated = statement.polarity == "negated" and not denied
        if denied:
            verb = affirm(verb)
        placed = list(self.placing.behind(statement, last, known, link, at))
        if statement.rule == "passive-agent":
            placed = [replace(one, marker="by") if one.piece.kind == "object" else one for one in placed]
        there = self._is_existential(statement, last)
        if negated:
            placed = [_without_not(one) for one in placed]
        told = " ".join(
            (
                subject.text,
                *(one.piece.text for one in placed if one.piece.kind == "object" or one.core or not one.marker),
            )
        )
        words = main_clause(
            verb,
            plural=self._number(first, subject, statement) if form_of(verb) == "finite" else subject.plural,
            modality="actual" if statement.polarity == "unknown" else statement.modality,
            negated=negated,
            said_no=NEGATIVE.search(told) is not None,
        )
        hanging = subject.hanging or next((one.hanging for one in placed if one.core and one.hanging), None)
        if (
            hanging is None
            and statement.polarity != "unknown"
            and _ASKED.search(self.text[max(0, first.start - 12) : first.start])
        ):
            hanging = CUT
        if hanging is None and self._is_restricted(statement, first, subject):
            hanging = CUT
        rest = [one for one in placed if one.hanging is None or one.core]
        pieces = tuple(replace(one.piece, lead=one.marker) for one in rest)
        words, pieces = self._parted(statement, words, pieces)
        if pieces and words[-1] in prepositions() and pieces[0].whole.startswith(f"{words[-1]} "):
            words = words[:-1]
        head = Piece(subject.text, "subject", subject.chain)
        first_object = next((one.marker for one in rest if one.piece.kind == "object"), "")
        said = Piece(" ".join(words), "predicate")
        if there:
            return Clause(Piece("there", "predicate"), said, (head, *pieces), hanging)
        return Clause(head, said, pieces, hanging, link=first_object)

    def _is_restricted(self, statement: Statement, subject: Argument, named: Named) -> bool:
        """Tell a deed by which some are picked out: "voters who supported Cruz" does not say that voters supported him.

        "The man who lost his job" and "some voters who" do say it.
        """
        if not named.plural and not _ANY.match(subject.text):
            return False
        start = statement.predicate.start
        group = subject.mention is not None and self.names.mentions[subject.mention].type == "Group"
        if (
            start is None
            or (subject.entity is not None and not group)
            or start <= subject.end
            or statement.rule == "passive-agent"
        ):
            return False
        gap = self.text[subject.end : start]
        return RESTRICTS.fullmatch(gap.rstrip()) is not None and not _SOME.match(subject.text)

    def verb_of(self, statement: Statement) -> tuple[Verb, str, int]:
        """Return the verb, the preposition behind it that belongs to the object, and where the verb ends in the text."""
        predicate = statement.predicate
        spans = spans_of(statement)
        lead = statement.subject.start if statement.rule != "passive-agent" else spans[0][0]
        kept = [span for span in spans if span[0] >= lead or span is spans[-1] or _is_short(self.text, span)]
        gaps = self._gaps(statement, kept)
        text = " ".join(
            part for pair in zip([self.text[a:b] for a, b in kept], [*gaps, ""], strict=True) for part in pair
        )
        verb = read_verb(
            text or predicate.lemma,
            predicate.lemma,
            passive=predicate.voice == "passive" or statement.rule == "passive-agent",
            tense=self.tense_at(statement),
        )
        link = ""
        if (
            len(verb.words) > 1
            and verb.words[-1].lower() in prepositions()
            and self._is_link(statement, verb.words[-1])
        ):
            link = verb.words[-1].lower()
            verb = replace(verb, words=verb.words[:-1])
        if verb.passive and text.startswith(("'s ", "’s ")) and verb.words[0] == "is" and _has_bare_theme(statement):
            verb = replace(verb, words=("has", *verb.words[1:]))
        verb = self._planned(verb, kept[0][0])
        words = self._with_theme(verb.words, statement)
        verb = replace(verb, words=words)
        verb = replace(verb, words=tuple(word for word in verb.words if word.lower() not in _DROPPED) or verb.words)
        alone = link and len(kept) > 1 and self.text[slice(*kept[-1])].lower() == link
        return verb, link, kept[-2 if alone else -1][1]

    def _planned(self, verb: Verb, start: int) -> Verb:
        """Return an infinitive with the verb of the noun before it: "a plan to buy jets" plans to buy jets."""
        if form_of(verb) != "infinitive":
            return verb
        noun = self.text[:start].rstrip().rpartition(" ")[2].lower()
        plan = plan_of_noun(noun)
        if plan is None:
            return verb
        first, *rest = plan.split()
        finite = past(first) if verb.tense == "past" else third_person(first)
        return replace(verb, words=(finite, *rest, *verb.words))

    def _with_theme(self, words: tuple[str, ...], statement: Statement) -> tuple[str, ...]:
        """Return a light verb's words with all words of its noun: "impose new sanctions on"."""
        theme = self.placing.light_theme(statement)
        if (
            theme is None
            or theme.head not in words
            or is_inside(theme, statement)
            or theme.start < statement.subject.end
        ):
            return words
        named = self.names.phrase(theme.start, theme.end, None, theme.head, self.placing.chains_of(statement.subject))
        at = words.index(theme.head)
        return (*words[:at], *named.text.split(), *words[at + 1 :])

    def _is_link(self, statement: Statement, word: str) -> bool:
        last = statement.predicate.lemma.rpartition(" ")[2]
        return (word.lower() == "by" and statement.rule == "passive-agent") or (
            last == word.lower() and statement.object is not None
        )

    def _gaps(self, statement: Statement, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Return the words between the parts of a predicate ("so hard" in "fought so hard to defeat"), no arguments."""
        found = []
        ends = [
            (one.start, one.end)
            for one in (statement.subject, statement.object, *statement.arguments)
            if one is not None
        ]
        for (_, end), (start, _) in pairwise(spans):
            between = self.text[end:start]
            taken = any(one < start and end < other for one, other in ends)
            taken = taken or any(time.start < start and end < time.end for time in self._times)
            short = len(between.split()) <= 3 and not re.search(r"[^\w\s'’-]", between)
            found.append("" if taken or not short else between)
        return found

    def _number(self, first: Argument, subject: Named, statement: Statement) -> bool | None:
        """Return whether the subject is plural, None where the words of the text may stay as they are."""
        if subject.text in ("I",) or subject.hanging in ("i", "we", "you", "they", "these", "those"):
            return None
        return subject.plural if subject.changed or self._is_split(first, statement) else None

    def _is_split(self, argument: Argument, statement: Statement) -> bool:
        """Tell whether an argument is one of several that a conjunction joins in the text."""
        before, start = self.text[: argument.start].rstrip(), statement.predicate.start or argument.end
        between = self.text[argument.end : max(start, argument.end + 1)]
        if re.search(r"\b(and|or)$", before) or re.match(r"\s*,?\s*(and|or)\b", self.text[argument.end :]):
            return True
        return between.lstrip().startswith(",") and re.search(r"\b(and|or)\b", between) is not None

    def _is_existential(self, statement: Statement, object_: Argument | None) -> bool:
        start = statement.predicate.start
        if start is None or statement.predicate.lemma.split()[0] not in ("be", "exist", "remain"):
            return False
        return re.search(r"\bthere$", self.text[max(0, start - 8) : start].rstrip(), re.IGNORECASE) is not None


def _is_short(text: str, span: tuple[int, int]) -> bool:
    """Tell an auxiliary before its subject ("had", "did") from a noun that a relative clause hangs on."""
    from kg.wording.verbs import DO, FINITE_BE, HAVE, MODALS

    return text[slice(*span)].lower() in FINITE_BE | HAVE | DO | MODALS


def _tenses_of(annotated: AnnotatedDocument) -> dict[int, tuple[tuple[int, Tense], ...]]:
    """Return for each sentence its finite verbs that have a tense, with where they stand."""
    found: dict[int, set[tuple[int, Tense]]] = {}
    for statement in annotated.statements:
        predicate = statement.predicate
        if predicate.text is None or predicate.start is None or statement.kind not in ("clause", "report"):
            continue
        verb = read_verb(
            predicate.text,
            predicate.lemma,
            passive=predicate.voice == "passive" or statement.rule == "passive-agent",
            tense="past",
        )
        tense = tense_of(verb)
        if tense is not None:
            found.setdefault(statement.sentence, set()).add((predicate.start, tense))
    return {sentence: tuple(sorted(one)) for sentence, one in found.items()}


def _has_bare_theme(statement: Statement) -> bool:
    """Tell "he's picked up nods" from "he's picked": what has an object is no passive, whatever the parse says."""
    return any(one.role == "theme" and one.marker is None for one in statement.arguments)


def _without_not(placed: Placed) -> Placed:
    """Return an object without its own "not", which the verb says then: "but not a date"."""
    if placed.piece.kind != "object" or not placed.piece.text.startswith("not "):
        return placed
    return replace(placed, piece=replace(placed.piece, text=placed.piece.text[4:]))


def is_denier(lemma: str) -> bool:
    """Tell whether a cue says that its content is not so."""
    return lemma in verbs_of("denying")
