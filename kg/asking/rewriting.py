"""A question into a statement with a hole: in goes a parsed question, out comes a sentence that the extractor can read.

Who supplied Russia with missiles?        someone supplied Russia with missiles.
What did Iran supply to Russia?           Iran supplied something to Russia.
On whom has the U.S. imposed sanctions?   the U.S. has imposed sanctions on someone.
Where did the missile land?               the missile landed.
Did Iran supply drones?                   Iran supplied drones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.asking.phrases import (
    AUXILIARIES,
    BE,
    DAYTIMES,
    DO,
    HAVE,
    KINDS,
    Wh,
    asks_for_deed,
    has_late_verb,
    has_verb,
    how_phrase,
    is_verb_form,
    noun_end,
    subject_end,
)
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import SUBJECTS, Token
from kg.lexicon.inflection import past, third_person

_WH_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_WH = frozenset({"who", "whom", "whose", "what", "which", "where", "when", "why", "how"})
_HOLES = {
    "who": "someone",
    "whose": "someone 's",
    "where": "somewhere",
}
_WITHOUT_HOLE = frozenset({"where", "when", "why", "how"})
LONGEST = 60
"""Words of a question that are read; news has no longer ones."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question as a statement; `start` and `end` are the place of the hole in it, equal where there is none.

    `noun` is what the question word stands before ("which country"), `quality` what is asked of it ("how old", "what
    kind of"), `marker` the preposition that leads to the hole, `does` tells "what did X do", `is_subject` that the hole is
    the subject, and `subject` are the words of the subject that stood behind the auxiliary.
    """

    wh: Wh
    text: str
    start: int
    end: int
    noun: str
    quality: str
    marker: str
    does: bool
    is_subject: bool
    subject: str


def rewrite(parse: Parse) -> Rewritten | None:
    """Return a question as a statement, None where it neither begins as a question nor holds a question word."""
    tokens = [token for token in parse.tokens[:LONGEST] if token.text not in ("?", "\n")]
    while tokens and tokens[0].lower in ("and", "so", "but", ",", "please", "then"):
        tokens = tokens[1:]
    if not tokens:
        return None
    at = next((n for n, token in enumerate(tokens) if _is_question_word(token, n)), None)
    if at is None or (tokens[0].lower in AUXILIARIES and tokens[at].lower not in ("who", "what")):
        return _yes_no(tokens) if tokens[0].lower in AUXILIARIES and len(tokens) > 1 else None
    if tokens[0].lower in AUXILIARIES and len(tokens) > 1:
        return _yes_no(tokens)
    asked = _Asked.of(tokens, at)
    return asked.statement()


def _is_question_word(token: Token, place: int) -> bool:
    return token.lower in _WH and (place == 0 or token.tag in _WH_TAGS)


def _yes_no(tokens: Sequence[Token]) -> Rewritten:
    subject = subject_end(tokens, 1)
    words = _uninverted(tokens[0], tokens[1:subject], tokens[subject:])
    text = _sentence(words)
    return Rewritten("yes", text, 0, 0, "", "", "", False, False, _joined(tokens[1:subject]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parts of a question: what stands before the question's phrase, that phrase, and what follows."""

    wh: Wh
    noun: str
    quality: str
    hole: list[str]
    marker: str
    rest: Sequence[Token]
    lead: Sequence[Token]

    @classmethod
    def of(cls, tokens: Sequence[Token], at: int) -> _Asked:
        word = tokens[at].lower
        end = at + 1
        noun = quality = marker = ""
        wh: Wh = "who" if word == "whom" else word  # type: ignore[assignment]
        hole = [_HOLES.get(wh, "something")]
        if wh == "how":
            wh, end, noun, quality, hole = how_phrase(tokens, at)
        elif wh in ("what", "which", "whose"):
            last = noun_end(tokens, at)
            if last > at + 1:
                words = [token.text for token in tokens[at + 1 : last]]
                if words[0].lower() in KINDS and len(words) > 2 and words[1].lower() == "of":
                    quality, words = words[0].lower(), words[2:]
                end, noun = last, tokens[last - 1].lemma.lower()
                hole = [*(["someone", "'s"] if wh == "whose" else ["some"]), *words]
                wh = "which" if wh == "what" else wh
                if noun in DAYTIMES:
                    hole, wh = ["sometime"], "when"
        lead = tokens[:at]
        if lead and lead[-1].tag in ("IN", "TO", "RP"):
            marker, lead = lead[-1].lower, lead[:-1]
        return cls(wh, noun, quality, hole, marker, tokens[end:], lead)

    def statement(self) -> Rewritten | None:
        rest = list(self.rest)
        while rest and rest[0].text == ",":
            rest = rest[1:]
        told = bool(self.lead) and (has_verb(self.lead) or self.lead[-1].text == ",")
        if len(self.lead) > 1 and told and not (rest and self.marker):
            return self._in_place()
        if not rest:
            return None
        first = rest[0]
        if self.wh == "whose" and first.lower in BE and self.noun and not self.marker and not has_late_verb(rest[1:]):
            return self._made([*_texts(rest[1:]), first.lower, "the", self.noun, "of"], [], self.lead, hole="someone")
        if first.lower not in AUXILIARIES or self._is_main_verb(rest):
            return None if self.marker else self._made([], _texts(rest), self.lead, is_subject=True)
        if self._asks_for_subject(rest):
            return self._made([], _texts(rest), self.lead, is_subject=True)
        subject = subject_end(rest, 1)
        subject_words, tail = rest[1:subject], rest[subject:]
        lead = _uninverted(first, subject_words, tail)
        if self.wh == "what" and asks_for_deed(tail):
            return self._bare(lead, subject_words, does=True)
        marker, tail_words = self.marker, lead
        if (
            not marker
            and tail
            and tail[-1].tag in ("IN", "RP", "TO")
            and len(tail) > 0
            and self.wh in ("who", "what", "which", "where", "whose")
        ):
            marker = tail[-1].lower
            return self._made(tail_words, [], self.lead, subject=_joined(subject_words), marker=marker)
        if marker:
            return self._made([*tail_words, marker], [], self.lead, subject=_joined(subject_words), marker=marker)
        if self.wh in _WITHOUT_HOLE:
            return self._bare(lead, subject_words)
        cut = self._place_behind_verb(first, subject_words, tail, tail_words)
        return self._made(tail_words[:cut], tail_words[cut:], self.lead, subject=_joined(subject_words))

    def _is_main_verb(self, rest: Sequence[Token]) -> bool:
        """Tell "who had ten points", "who did the interview": the auxiliary is the verb itself."""
        first = rest[0]
        if self.marker or self.wh in _WITHOUT_HOLE:
            return False
        if first.lower in HAVE:
            return not any(token.tag in ("VBN", "VBG", "VBD") or token.lower in ("to", "been") for token in rest[1:])
        return first.lower in DO and self.wh == "who" and not has_verb(rest[1:]) and rest[1].tag in ("DT", "PRP$")

    def _bare(self, words: Sequence[str], subject: Sequence[Token], *, does: bool = False) -> Rewritten:
        """Return a statement without a hole in its words: when, where, why, how it was, or what somebody did."""
        opening = f", {_joined(self.lead)}" if self.lead else ""
        text = _sentence([*words, opening] if opening else words)
        return Rewritten(
            self.wh, text, 0, 0, self.noun, self.quality, self.marker, does, False, _joined(subject)
        )  # fmt: skip

    def _asks_for_subject(self, rest: Sequence[Token]) -> bool:
        """Tell "who was arrested" and "who is the director": nothing stands between the auxiliary and its verb."""
        if self.marker or self.wh in ("where", "when", "why", "how"):
            return False
        first, second = rest[0], rest[1] if len(rest) > 1 else None
        if second is None:
            return True
        if first.lower in BE:
            if second.tag in ("VBN", "VBG", "RB", "TO") or second.tag.startswith("JJ"):
                return not any(
                    token.dep in SUBJECTS and token.i > second.i and token.head.i > token.i for token in rest[1:]
                )
            if self.wh == "who" or second.tag in ("IN",):
                return not has_late_verb(rest[1:])
            return not has_late_verb(rest[1:])
        if second.lower in ("n't", "not"):
            return True
        return (
            second.tag in ("VB", "VBN", "VBG", "VBD")
            or second.lower in ("been", "be")
            or (second.tag == "RB" and len(rest) > 2 and rest[2].tag in ("VB", "VBN", "VBG"))
        )

    def _place_behind_verb(
        self, aux: Token, subject: Sequence[Token], tail: Sequence[Token], words: Sequence[str]
    ) -> int:
        """Return behind how many words the object's hole stands: behind the verb that lacks one."""
        head = len(words) - len(tail)
        verbs = [n for n, token in enumerate(tail) if token.tag.startswith("V")]
        if not verbs:
            return head if aux.lower in BE else len(words)
        place = verbs[0]
        for n in verbs[1:]:
            before = tail[n - 1]
            if before.lower in ("to", "be", "been", "not", "n't") or before.tag.startswith(("V", "RB")):
                place = n
            else:
                break
        return head + place + 1

    def _in_place(self) -> Rewritten | None:
        """Return "Iran supplied something to whom": the question word stands where its answer would."""
        marker = [self.marker] if self.marker else []
        return self._made([*_texts(self.lead), *marker], _texts(self.rest), [], is_subject=False)

    def _made(
        self,
        before: Sequence[str],
        after: Sequence[str],
        lead: Sequence[Token],
        *,
        is_subject: bool = False,
        subject: str = "",
        marker: str | None = None,
        hole: str = "",
    ) -> Rewritten:
        opening = _texts(lead)
        hole = hole or _glued(self.hole)
        front = _glued(before)
        start = len(front) + 1 if front else 0
        body = " ".join(part for part in (front, hole, _glued(after)) if part)
        text = f"{body}, {_glued(opening)}." if opening else f"{body}."
        text = text[:1].upper() + text[1:]
        return Rewritten(
            self.wh, text, start, start + len(hole), self.noun, self.quality,
            self.marker if marker is None else marker, False, is_subject, subject,
        )  # fmt: skip


def _uninverted(aux: Token, subject: Sequence[Token], tail: Sequence[Token]) -> list[str]:
    """Return subject, verb and the rest in the order of a statement; "did" goes into the verb."""
    words = _texts(subject)
    if aux.lower in DO:
        if tail and tail[0].lower in ("n't", "not"):
            return [*words, aux.lower, *_texts(tail)]
        if not has_verb(tail[:1]) and len(subject) > 1 and not is_verb_form(tail[0].lower if tail else ""):
            *_, last = subject
            return [*words[:-1], *_uninverted(aux, [], [last, *tail])]
        if not tail:
            return [*words, aux.lower]
        verb = tail[0].lemma.lower() if tail[0].tag.startswith("V") else tail[0].lower
        form = past(verb) if aux.lower == "did" else third_person(verb) if aux.lower == "does" else verb
        return [*words, form, *_texts(tail[1:])]
    return [*words, aux.lower, *_texts(tail)]


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _joined(tokens: Sequence[Token]) -> str:
    return _glued(_texts(tokens))


def _glued(words: Sequence[str]) -> str:
    text = " ".join(words)
    for mark in (",", ".", ";", ":", "'s", "’s", "n't", ")", "%"):
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(").replace("$ ", "$").replace(" - ", "-")


def _sentence(words: Sequence[str]) -> str:
    text = _glued(words)
    return f"{text[:1].upper()}{text[1:]}."
