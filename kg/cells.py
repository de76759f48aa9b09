"""What a notebook shows of a record or an answer: in go values, out comes a small table of HTML, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from itertools import islice

LONGEST_CELL = 300
LONGEST_TABLE = 50
LONGEST_LIST = 12
CELL = "text-align:left;vertical-align:top;max-width:48em"


class Shown:
    """A record that shows its fields in a notebook; a field that holds records shows what these are called."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return render_record(type(self).__name__, {field.name: getattr(self, field.name) for field in fields(self)})  # type: ignore[arg-type]


def render_record(caption: str, values: dict[str, object]) -> str:
    """Return one record as a table of two columns."""
    rows = (f"<tr>{_head(name)}{_cell(value)}</tr>" for name, value in values.items())
    return f"<table><caption>{escape(caption)}</caption><tbody>{''.join(rows)}</tbody></table>"


def render_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], total: int) -> str:
    """Return the first rows as a table; where there are more, it tells how many of the `total` it shows."""
    body = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, LONGEST_TABLE)]
    shown = f" (the first {len(body)} of {total:,})" if total > len(body) else ""
    head = "".join(map(_head, columns))
    return (
        f"<table><caption>{escape(caption)}{shown}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _head(name: str) -> str:
    return f'<th style="{CELL}">{escape(name)}</th>'


def _cell(value: object) -> str:
    text = _text(value)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    return f'<td style="{CELL}">{escape(text)}</td>'


def _text(value: object) -> str:
    """Return what a reader calls a value: nothing for None, a label or text for a record, a list by its first members."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        more = ["…"] if len(value) > LONGEST_LIST else []
        return ", ".join([*map(_text, value[:LONGEST_LIST]), *more])
    called = [getattr(value, name) for name in ("label", "text", "lemma", "value") if hasattr(value, name)]
    return next((name for name in called if isinstance(name, str)), "") if called else str(value)
