"""Statements and other answers as tables: who says so, what, when, and below it the sentence where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any

from rdflib import Literal, URIRef
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.graph.stated import Stated
from kg.query.answer import Answer
from kg.query.conflicts import Conflict
from kg.query.short import split_iri
from kg.schema.relations import Relations
from kg.terminal.console import clean, counted, heads, one_line

Record = Mapping[str, str | int | None]

STATEMENT_COLUMNS = frozenset({"subject", "predicate", "object", "sentence", "statement"})
"""The columns of an answer whose rows are statements."""

_STYLES = {
    "negated": "bold red",
    "possible": "yellow",
    "intended": "cyan",
    "conditional": "magenta",
    "unknown": "dim",
}
_SHOWN_AS = {"negated": "denied", "unknown": "open"}
_SIDES = {"affirmed": "It is so", "denied": "It is not so"}
_IRREGULAR = {"be": "is", "have": "has"}
_PLURALS = {"is": "are", "has": "have", "was": "were"}
_PLURAL_WORDS = frozenset(
    {"i", "we", "you", "they", "these", "those", "people", "police", "both", "many", "men", "women"}
)
_SPACES = str.maketrans("_-", "  ")
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
    records: Sequence[Record], columns: Sequence[str], relations: Relations, *, ids: bool = False
) -> RenderableType:
    """Return the answer to a named question: statements with their sentences, or what else its rows are."""
    if set(columns) >= STATEMENT_COLUMNS:
        table = statement_table(records, relations, with_source="source" in columns, ids=ids)
    else:
        table = heads()
        for column in columns:
            numbers = all(isinstance(row[column], str) and str(row[column]).isdecimal() for row in records)
            table.add_column(column, overflow="fold", justify="right" if numbers else "left")
        for row in records:
            table.add_row(*(Text(one_line(row[column])) for column in columns))
    return Group(table, Text(counted(len(records), "row"), "dim"))


def statement_table(
    records: Sequence[Record], relations: Relations, *, with_source: bool = True, ids: bool = False
) -> Table:
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
        cells.append(_statements(rows, sentence, relations, ids=ids))
        if with_time:
            cells.append(one_line(rows[0].get("when")))
        table.add_row(*cells, one_line(rows[0].get("published")))
    return table


def timeline_table(records: Sequence[Record], relations: Relations, *, ids: bool = False) -> RenderableType:
    """Return statements in the order of their events."""
    table = heads(expand=True)
    table.add_column("When", no_wrap=True, style="bold")
    table.add_column("What happened", ratio=5)
    table.add_column("Who says so", ratio=2, min_width=_NARROW)
    table.add_column("Published", no_wrap=True, style="dim")
    before = ""
    for rows, sentence in _grouped(records):
        when = one_line(rows[0]["when"])
        cells = (_statements(rows, sentence, relations, ids=ids), said_by(rows[0]), one_line(rows[0]["published"]))
        table.add_row("" if when == before else when, *cells)
        before = when
    return Group(table, Text(counted(len(records), "row"), "dim"))


def conflict_list(conflicts: Sequence[Conflict], relations: Relations, *, ids: bool = False) -> RenderableType:
    """Return conflicts one after another, the sides of each beside each other."""
    parts: list[RenderableType] = []
    for number, conflict in enumerate(conflicts, start=1):
        title = Text.assemble((f"{number}  ", "dim"), (one_line(conflict.subject.label), "bold"), " ")
        title.append(predicate_label(conflict.predicate, relations), "green")
        if conflict.object is not None:
            title.append(f" {one_line(conflict.object.label)}", "bold")
        table = heads(expand=True, edge=False)
        for side in conflict.sides:
            style = "bold red" if side.holds == "denied" else "bold"
            table.add_column(Text(_SIDES.get(side.holds, one_line(side.holds)), style), ratio=1)
        table.add_row(*(Group(*_side(list(side.statements), relations, ids)) for side in conflict.sides))
        parts += [Padding(title, (1, 0, 1, 1)), table]
    return Group(*parts, Text(counted(len(conflicts), "conflict"), "dim"))


def _side(statements: Iterable[Stated], relations: Relations, ids: bool) -> Iterator[RenderableType]:
    for rows, sentence in _grouped([stated.to_record() for stated in statements]):
        said = said_by(rows[0])
        said.append(f"  {one_line(rows[0]['published'])}", "dim")
        yield said
        yield _statements(rows, sentence, relations, ids=ids)


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


def predicate_label(name: str, relations: Relations, subject: str = "") -> str:
    """Return what a relation is called ("works for" for work-for), or an open predicate, to stand after a subject.

    "The transfers" do not supports but support: so after pronouns and common nouns in the plural.
    """
    plain = one_line(name).translate(_SPACES)
    known = relations.by_name.get(name)
    label = third_person(plain) if known is None else known.label
    last = subject.rpartition(" ")[2]
    if last.lower() not in _PLURAL_WORDS and not (last.islower() and last.endswith("s") and not last.endswith("ss")):
        return label
    shown, space, rest = label.partition(" ")
    verb = plain.partition(" ")[0]
    return f"{_PLURALS.get(shown) or (verb if shown == third_person(verb) else shown)}{space}{rest}"


def third_person(predicate: str) -> str:
    """Return a predicate with its verb in the third person singular: denies, fires at, is shown, has."""
    verb, space, rest = predicate.partition(" ")
    if verb in _IRREGULAR:
        verb = _IRREGULAR[verb]
    elif verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        verb = f"{verb[:-1]}ies"
    else:
        verb += "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return f"{verb}{space}{rest}"


def _grouped(records: Sequence[Record]) -> Iterator[tuple[list[Record], str | None]]:
    """Yield the statements that one source makes in one sentence, with it, unless the same sentence follows again."""
    groups = [list(group) for _, group in groupby(records, lambda row: tuple(row.get(name) for name in _TOGETHER))]
    for group, following in zip_longest(groups, groups[1:]):
        sentence = group[0]["sentence"]
        yield group, None if following is not None and following[0]["sentence"] == sentence else one_line(sentence)


def _statements(rows: Sequence[Record], sentence: str | None, relations: Relations, *, ids: bool) -> RenderableType:
    lines = [told(row, relations) for row in rows]
    if ids:
        for line, row in zip(lines, rows, strict=True):
            line.append(f"  {one_line(row['statement'])[:_ID]}", "dim")
    return Group(*lines, *([] if sentence is None else [Padding(Text(sentence, "dim italic"), (0, 0, 1, 2))]))


def told(row: Record, relations: Relations) -> Text:
    """Return a statement in words: subject, predicate, object, and whether it is denied, planned or supposed."""
    subject = one_line(row["subject"])
    predicate = predicate_label(str(row["predicate"]), relations, subject)
    text = Text.assemble((subject, "bold"), " ", (predicate, "green"))
    if row.get("object") is not None:
        text.append(f" {one_line(row['object'])}", "bold")
    if row.get("theme") is not None:
        text.append(f" · {one_line(row['theme'])}")
    for value in dict.fromkeys((str(row.get("polarity")), str(row.get("modality")))):
        if value in _STYLES:
            text.append(f"  {_SHOWN_AS.get(value, value)}", _STYLES[value])
    return text


def said_by(row: Record) -> Text:
    """Return who says so, and by which word."""
    if row.get("source") is None and row.get("cue") is None:
        return Text("the article", "dim")
    text = Text.assemble(one_line(row.get("source")) or "somebody", (f" {one_line(row.get('cue'))}", "dim"))
    if row.get("via"):
        text.append(f", via {one_line(row['via'])}", "dim")
    return text
