"""What the command line shows: in go answers and records, out come tables and lines for a terminal.

Text that comes from an article or a query is never markup here, and its control characters never reach the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any

from rdflib import Literal, URIRef
from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg.errors import KGError
from kg.graph.build import BuildSummary, OnProgress
from kg.graph.catalogue import Entry
from kg.graph.stats import Stats
from kg.query.answer import Answer
from kg.query.questions import Question
from kg.query.sparql import QuerySyntaxError
from kg.resolve.model import ResolvedEntity

out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STATEMENT_COLUMNS = frozenset({"subject", "predicate", "object", "sentence"})
_STYLES = {
    "negated": "bold red",
    "possible": "yellow",
    "intended": "cyan",
    "conditional": "magenta",
    "unknown": "dim",
}
_SHOWN_AS = {"negated": "denied"}
_SPACES = str.maketrans("_-", "  ")
_MOST_EVIDENCE = 5


def clean(text: str) -> str:
    """Return text without the characters that would steer a terminal or turn the direction of what follows."""
    return _CONTROL.sub("\ufffd", text)


def show_error(problem: KGError) -> None:
    """Print an error in one line, and for a query the place where it goes wrong."""
    err.print(Text.assemble(("kg: ", "bold red"), clean(str(problem))), soft_wrap=True)
    if isinstance(problem, QuerySyntaxError):
        row = clean(problem.text.split("\n")[problem.line - 1]) if problem.text else ""
        err.print(Text(f"  {row}"), soft_wrap=True)
        err.print(Text(f"  {' ' * (problem.column - 1)}^", "bold red"), soft_wrap=True)


def show_skipped(reasons: Iterable[KGError]) -> None:
    """Print why inputs were skipped, one a line."""
    for reason in reasons:
        err.print(Text.assemble(("skipped ", "yellow"), clean(str(reason))), soft_wrap=True)


@contextmanager
def progress(what: str) -> Iterator[OnProgress | None]:
    """Show a bar while something is done, on a terminal only; gives the function that moves it."""
    if not err.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def build_summary(summary: BuildSummary) -> RenderableType:
    """Return the summary of a build: what was read, and what the store holds now."""
    change = summary.change
    parts = [f"{summary.read:,} read"]
    for count, word in (
        (len(change.added), "new"),
        (len(change.changed), "changed"),
        (len(change.removed), "replaced"),
        (summary.unchanged, "known already"),
        (len(summary.skipped), "skipped"),
    ):
        if count:
            parts.append(f"{count:,} {word}")
    table = _pairs()
    table.add_row("documents", ", ".join(parts))
    if summary.documents:
        table.add_row(
            "store",
            f"{summary.documents:,} documents, {summary.sentences:,} sentences, {summary.entities:,} entities, "
            f"{summary.statements:,} statements",
        )
        table.add_row("in", Text(clean(str(summary.store))))
    return table


def answer_table(answer: Answer, prefixes: Mapping[str, str]) -> RenderableType:
    """Return an answer as a table; where its rows are statements, each with its sentence below it."""
    if answer.type == "ASK":
        return Text("yes" if answer.askAnswer else "no", "bold")
    rows = answer.rows()
    columns = answer.columns
    table_of = statement_table if set(columns) >= _STATEMENT_COLUMNS else plain_table
    table = table_of(columns, rows, prefixes)
    return Group(table, Text(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}", "dim"))


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], prefixes: Mapping[str, str]) -> Table:
    """Return rows as they are."""
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(clean(column)), overflow="fold")
    for row in rows:
        table.add_row(*(term_text(term, prefixes) for term in row))
    return table


def statement_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], prefixes: Mapping[str, str]) -> Table:
    """Return statements with who says so and when they hold; below those of one sentence, the sentence."""
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    with_source = "source" in columns
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    if with_source:
        table.add_column("Who says so", ratio=2)
    table.add_column("Statement", ratio=6)
    table.add_column("When", no_wrap=True)
    table.add_column("Published", no_wrap=True)
    for row, following in zip_longest(found, found[1:]):
        statement: RenderableType = _statement(row, prefixes)
        if following is None or following["sentence"] != row["sentence"]:
            sentence = Text(_plain(row["sentence"]), "dim italic")
            statement = Group(statement, Padding(sentence, (0, 0, 1, 2)))
        cells: list[RenderableType] = [_source(row)] if with_source else []
        table.add_row(*cells, statement, _plain(row.get("when")), Text(_plain(row.get("published")), "dim"))
    return table


def term_text(term: Any, prefixes: Mapping[str, str]) -> Text:
    """Return a term for the eye: an IRI with its prefix, a literal as its text, nothing for none."""
    if term is None:
        return Text()
    if isinstance(term, Literal):
        return Text(clean(str(term)))
    if isinstance(term, URIRef):
        prefix, local = _shortened(term, prefixes)
        return Text.assemble((f"{prefix}:", "dim"), clean(local)) if prefix else Text(f"<{clean(local)}>")
    return Text(clean(term.n3()))


def question_list(questions: Iterable[Question]) -> Table:
    """Return the named questions with their parameters."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Question", no_wrap=True, style="bold")
    table.add_column("What it answers", overflow="fold")
    for question in questions:
        text = Text(question.description)
        for parameter in question.parameters:
            text.append(f"\n--{parameter.name}", "cyan")
            text.append(f" {parameter.description}", "dim")
        table.add_row(question.name, text)
    return table


def document_table(entries: Iterable[Entry]) -> Table:
    """Return the documents of a store."""
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", ratio=1)
    table.add_column("Publisher", max_width=14)
    table.add_column("Statements", justify="right", no_wrap=True)
    for entry in entries:
        names = (entry.id, entry.date or "", entry.title or "", entry.publisher or "")
        table.add_row(*(Text(clean(name)) for name in names), f"{entry.statements:,}")
    return table


def stats_table(stats: Stats) -> Table:
    """Return the counts of a graph."""
    table = _pairs()
    table.add_row("documents", f"{stats.documents:,} ({stats.sentences:,} sentences)")
    table.add_row("entities", f"{sum(stats.entities.values()):,} ({_counts(stats.entities)})")
    table.add_row("statements", f"{stats.statements:,} ({stats.credited:,} credited to a source)")
    table.add_row("  polarity", _counts(stats.polarities))
    table.add_row("  modality", _counts(stats.modalities))
    table.add_row(
        "plain triples", f"{stats.relations:,} in the article's own voice, {stats.claims:,} claimed by others"
    )
    table.add_row("quads", f"{stats.quads:,}")
    table.add_row(
        "triples a statement",
        f"{stats.triples_alone:.1f} with the statement as subject, "
        f"{stats.triples_with_shared:.1f} with shared nodes and plain triples",
    )
    return table


def entity_head(entity: ResolvedEntity) -> RenderableType:
    """Return what is known of an entity itself: its names, its link, and why its chains were joined."""
    title = Text.assemble(
        (clean(entity.label), "bold"), (f"  {entity.type}", "cyan"), (f"  ent:{clean(entity.id)}", "dim")
    )
    table = _pairs()
    others = [name for name in entity.names if name != entity.label]
    if others:
        table.add_row("also", Text(", ".join(clean(name) for name in others)))
    if entity.wikidata is not None:
        table.add_row("Wikidata", Text(f"https://www.wikidata.org/entity/{clean(entity.wikidata)}"))
    table.add_row("mentioned", f"{entity.mentions:,} times in {entity.documents:,} document{_s(entity.documents)}")
    for evidence in entity.evidence[:_MOST_EVIDENCE]:
        shared = f" (shared: {', '.join(evidence.shared)})" if evidence.shared else ""
        table.add_row("joined by", Text(clean(f"{evidence.rule}: {evidence.value}{shared}")))
    if len(entity.evidence) > _MOST_EVIDENCE:
        table.add_row("", Text(f"and {len(entity.evidence) - _MOST_EVIDENCE} more", "dim"))
    return Group(title, table)


def mention_table(mentions: Iterable[tuple[str, str, str]]) -> Table:
    """Return mentions, each as (DOCUMENT:START, its text, its sentence)."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Mention", no_wrap=True)
    table.add_column("Text", style="bold")
    table.add_column("Sentence", style="dim italic")
    for place, text, sentence in mentions:
        table.add_row(*(Text(" ".join(clean(part).split())) for part in (place, text, sentence)))
    return table


def _statement(terms: Mapping[str, Any], prefixes: Mapping[str, str]) -> Text:
    predicate = terms["predicate"]
    name = _shortened(predicate, prefixes)[1].translate(_SPACES) if isinstance(predicate, URIRef) else _plain(predicate)
    text = Text.assemble((_plain(terms["subject"]), "bold"), " ", (clean(name), "green"))
    if terms.get("object") is not None:
        text.append(" ")
        text.append(_plain(terms["object"]), "bold")
    if terms.get("theme") is not None:
        text.append(f" · {_plain(terms['theme'])}")
    kinds = (terms[kind] for kind in ("polarity", "modality") if terms.get(kind) is not None)
    for value in dict.fromkeys(_shortened(kind, prefixes)[1] for kind in kinds):
        if value in _STYLES:
            text.append(f"  {_SHOWN_AS.get(value, value)}", _STYLES[value])
    return text


def _source(terms: Mapping[str, Any]) -> Text:
    if terms.get("source") is None and terms.get("cue") is None:
        return Text("the article", "dim")
    return Text.assemble(_plain(terms.get("source")) or "somebody", (f" {_plain(terms.get('cue'))}", "dim"))


def _plain(term: Any) -> str:
    return "" if term is None else " ".join(clean(str(term)).split())


def _shortened(iri: str, prefixes: Mapping[str, str]) -> tuple[str, str]:
    """Return the longest prefix that an IRI begins with and the rest of it; without one, "" and the whole."""
    fitting = [(namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    if not fitting:
        return "", str(iri)
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return prefix, iri.removeprefix(namespace)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none"


def _pairs() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _s(count: int) -> str:
    return "" if count == 1 else "s"
