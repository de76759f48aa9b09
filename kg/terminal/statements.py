"""Statements and other answers as tables: who says so, what, when, and below it the sentence where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kg.query.short import split_iri
from kg.terminal.console import clean, counted, heads, one_line
from kg.wording.sources import is_denial

if TYPE_CHECKING:
    from rich.table import Table

    from kg.claims.conflicts import Conflict
    from kg.query.answer import Answer
    from kg.schema.relations import Relations
    from kg.statements.stated import Stated

Record = Mapping[str, str | int | None]

STATEMENT_COLUMNS = frozenset({"subject", "predicate", "object", "sentence", "statement"})
"""The columns of an answer whose rows are statements."""

_NOT = r"\b(?:not|never|no|cannot|nobody|nothing|neither|none|failed|refused|declined|denied|rejected|without)\b"
_SIDES = {"affirmed": "It is so", "denied": "It is not so"}
_TOGETHER = ("sentence", "source", "via", "cue", "when", "published")
_ID = 8
_NARROW = 16


def answer_table(answer: Answer, prefixes: Mapping[str, str]) -> RenderableType:
    """Return an answer to a query: a table of terms, each IRI with its prefix."""
    if answer.type == "ASK":
        return Text("yes" if answer.askAnswer else "no", "bold")
    rows = answer.rows()
    table = heads()
    for column in answer.columns:
        table.add_column(Text(clean(column)), overflow="fold")
    for row in rows:
        table.add_row(*(term_text(term, prefixes) for term in row))
    return Group(table, Text(counted(len(rows), "row"), "dim"))


def record_table(
    records: Sequence[Record], columns: Sequence[str], *, ids: bool = False, fragments: bool = False
) -> RenderableType:
    """Return the answer to a named question: statements with their sentences, or what else its rows are.

    Statements that say nothing without their sentence are but counted, unless `fragments` asks for them.
    """
    if set(columns) >= STATEMENT_COLUMNS:
        shown = _leading(records, fragments)
        table = statement_table(shown, with_source="source" in columns, ids=ids)
        return Group(table, _counts(shown, records, "row"))
    table = heads()
    for column in columns:
        numbers = all(isinstance(row[column], str) and str(row[column]).isdecimal() for row in records)
        table.add_column(column, overflow="fold", justify="right" if numbers else "left")
    for row in records:
        table.add_row(*(Text(one_line(row[column])) for column in columns))
    return Group(table, Text(counted(len(records), "row"), "dim"))


def statement_table(records: Sequence[Record], *, with_source: bool = True, ids: bool = False) -> Table:
    """Return statements with who says so; those that one source makes in one sentence stand together above it."""
    with_time = any(row.get("when") for row in records)
    table = heads(expand=True)
    if with_source:
        table.add_column("Who says so", ratio=2, min_width=_NARROW)
    table.add_column("Statement", ratio=5)
    if with_time:
        table.add_column("When", no_wrap=True)
    table.add_column("Published", no_wrap=True, style="dim")
    for rows, sentence in _grouped(records):
        cells: list[RenderableType] = [said_by(rows[0])] if with_source else []
        cells.append(_statements(rows, sentence, ids=ids))
        if with_time:
            cells.append(one_line(rows[0].get("when")))
        table.add_row(*cells, one_line(rows[0].get("published")))
    return table


def _leading(records: Sequence[Record], fragments: bool) -> list[Record]:
    """Return each statement once, without those that say nothing alone, unless these are asked for."""
    once = {(str(row.get("statement")), row.get("source"), row.get("when")): row for row in reversed(records)}
    return [row for row in reversed(once.values()) if fragments or not row.get("fragment")]


def _counts(shown: Sequence[Record], records: Sequence[Record], word: str) -> Text:
    left = len({str(row.get("statement")) for row in records}) - len({str(row.get("statement")) for row in shown})
    more = f", {counted(left, 'fragment')} left out (--fragments shows them)" if left else ""
    return Text(f"{counted(len(shown), word)}{more}", "dim")


def conflict_list(conflicts: Sequence[Conflict], relations: Relations, *, ids: bool = False) -> RenderableType:
    """Return conflicts one after another, the sides of each beside each other."""
    parts: list[RenderableType] = []
    for number, conflict in enumerate(conflicts, start=1):
        title = Text.assemble((f"{number}  ", "dim"), (_topic(conflict, relations), "bold"))
        table = heads(expand=True, edge=False)
        for side in conflict.sides:
            style = "bold red" if side.holds == "denied" else "bold"
            table.add_column(Text(_SIDES.get(side.holds, one_line(side.holds)), style), ratio=1)
        table.add_row(*(Group(*_side(list(side.statements), ids)) for side in conflict.sides))
        parts += [Padding(title, (1, 0, 1, 1)), table]
    return Group(*parts, Text(counted(len(conflicts), "conflict"), "dim"))


def _topic(conflict: Conflict, relations: Relations) -> str:
    """Return what a conflict is about: what one side says, or of rivals the thing and the relation."""
    if conflict.kind == "denial":
        return one_line(conflict.sides[0].statements[0].wording.text)
    known = relations.by_name.get(conflict.predicate)
    return one_line(f"{conflict.subject.label} {conflict.predicate if known is None else known.label}")


def _side(statements: Iterable[Stated], ids: bool) -> Iterator[RenderableType]:
    for rows, sentence in _grouped([stated.to_record() for stated in statements]):
        said = said_by(rows[0])
        said.append(f"  {one_line(rows[0]['published'])}", "dim")
        yield said
        yield _statements(rows, sentence, ids=ids)


def term_text(term: Any, prefixes: Mapping[str, str]) -> Text:
    """Return a term for the eye: an IRI with its prefix, a literal as its text, nothing for none."""
    if term is None:
        return Text()
    if isinstance(term, Literal):
        return Text(clean(str(term)))
    if isinstance(term, URIRef):
        prefix, local = split_iri(term, prefixes)
        return Text.assemble((f"{prefix}:", "dim"), clean(local)) if prefix else Text(f"<{clean(local)}>")
    return Text(clean(term.n3()))


def _grouped(records: Sequence[Record]) -> Iterator[tuple[list[Record], str | None]]:
    """Yield the statements that one source makes in one sentence, with it, unless the same sentence follows again."""
    groups = [list(group) for _, group in groupby(records, lambda row: tuple(row.get(name) for name in _TOGETHER))]
    for group, following in zip_longest(groups, groups[1:]):
        sentence = group[0]["sentence"]
        yield group, None if following is not None and following[0]["sentence"] == sentence else one_line(sentence)


def _statements(rows: Sequence[Record], sentence: str | None, *, ids: bool) -> RenderableType:
    lines = [told(row) for row in rows]
    if ids:
        for line, row in zip(lines, rows, strict=True):
            line.append(f"  {one_line(row['statement'])[:_ID]}", "dim")
    return Group(*lines, *([] if sentence is None else [Padding(Text(sentence, "dim italic"), (0, 0, 1, 2))]))


def told(row: Record) -> Text:
    """Return what is said in one sentence, its two ends in bold, and what denies it in red."""
    text = Text(one_line(row["wording"]))
    text.highlight_words([one_line(row[end]) for end in ("subject", "object") if row.get(end)], "bold")
    if row.get("polarity") == "negated":
        text.highlight_regex(_NOT, "red")
    return text


def said_by(row: Record) -> Text:
    """Return who says so, and by which word."""
    if row.get("source") is None and row.get("cue") is None:
        return Text("the article", "dim")
    cue = "" if is_denial(str(row.get("cue"))) else f" {one_line(row.get('cue'))}"
    text = Text.assemble(one_line(row.get("source")) or "somebody", (cue, "dim"))
    if row.get("via"):
        text.append(f", via {one_line(row['via'])}", "dim")
    return text
