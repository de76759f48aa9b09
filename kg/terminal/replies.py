"""The reply to a question as a reader sees it: each answer with what is said, by whom, how sure, and the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kg.asking.reply import Given, Reply, standing
from kg.terminal.console import counted, one_line

if TYPE_CHECKING:
    from kg.statements.stated import Stated

_SHOWN = 2
_ID = 8
_SURE, _LIKELY = 0.8, 0.55


def reply_view(reply: Reply, *, ids: bool = False, titled: bool = False) -> RenderableType:
    """Return a reply for the terminal; `titled` puts the question before it, `ids` the ids of statements behind them."""
    parts: list[RenderableType] = []
    if titled:
        parts.append(Text(one_line(reply.question), "bold underline"))
    if reply.reading and (not reply.answers or reply.notes):
        parts.append(Text(f"understood as: {one_line(reply.reading)}", "dim"))
    for given in reply.answers:
        parts += _answer(given, ids)
    parts += [Text(f"({one_line(note)})", "dim") for note in reply.notes]
    parts += _failure(reply)
    return Group(*parts, Text())


def _answer(given: Given, ids: bool) -> Iterator[RenderableType]:
    head = Text(one_line(given.label), "bold")
    if given.text != given.label and not given.statements:
        head.append(f"  {one_line(given.text)}")
    head.append(f"  {sureness(given.certainty)}", "dim")
    yield head
    shown = given.statements[:_SHOWN]
    for stated, following in zip_longest(shown, shown[1:]):
        with_sentence = following is None or following.sentence != stated.sentence
        yield Padding(_told(stated, ids, given.label, with_sentence=with_sentence), (0, 0, 0, 2))
    more = len(given.statements) - _SHOWN
    if more > 0:
        yield Padding(Text(f"and {counted(more, 'more statement')}", "dim"), (0, 0, 0, 2))


def _told(stated: Stated, ids: bool, label: str, *, with_sentence: bool) -> RenderableType:
    """Return what is said and who says so, unless the answer itself tells that, and the sentence, unless it follows again."""
    line = Text(one_line(stated.wording.text))
    if standing(stated) != label:
        line.append(f"  {one_line(standing(stated))}", "dim")
    if ids:
        line.append(f"  {stated.id[:_ID]}", "dim")
    if not with_sentence:
        return line
    place = ", ".join(part for part in (one_line(stated.document.publisher), one_line(stated.document.date)) if part)
    sentence = Text(f"“{one_line(stated.sentence)}”", "dim italic")
    if place:
        sentence.append(f"  {place}", "dim not italic")
    return Group(line, Padding(sentence, (0, 0, 0, 2)))


def _failure(reply: Reply) -> Iterator[RenderableType]:
    if reply.failure is None:
        return
    yield Text(one_line(reply.failure.message), "bold")
    for line in reply.failure.instead:
        yield Padding(Text(one_line(line)), (0, 0, 0, 2))
    if reply.failure.questions:
        yield Text(f"try: {'  '.join(map(one_line, reply.failure.questions))}", "dim")


def sureness(certainty: float) -> str:
    """Return how sure an answer is in a word with its number: "likely, 0.71"."""
    word = "sure" if certainty >= _SURE else "likely" if certainty >= _LIKELY else "perhaps"
    return f"{word}, {certainty:.2f}"
