"""The answer to a query: a result of rdflib, which also becomes rows of plain values or a table of pandas."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from rdflib import Literal as RdfLiteral
from rdflib.query import Result

from kg.cells import render_table
from kg.errors import KGError, QueryError
from kg.graph.rows import Rows

if TYPE_CHECKING:
    from pandas import DataFrame

AnswerFormat = Literal["csv", "json", "jsonl", "turtle"]


class Answer(Result):
    """What a query gives: rows (iterate), a truth value (`bool(answer)`) or triples (`answer.graph`)."""

    @classmethod
    def from_result(cls, result: Result) -> Answer:
        """Return a result as an answer."""
        answer = cls(result.type)
        answer.vars = result.vars
        answer.askAnswer = result.askAnswer
        answer.graph = result.graph
        if result.type == "SELECT":
            answer.bindings = result.bindings
        return answer

    def __iter__(self) -> Iterator[Any]:
        if self.type == "SELECT" and isinstance(self.bindings, Rows):
            return self.bindings.result_rows()
        return super().__iter__()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns: the variables, or subject, predicate and object of triples."""
        if self.type == "ASK":
            return ("answer",)
        if self.type == "SELECT":
            return tuple(str(name) for name in self.vars or ())
        return ("subject", "predicate", "object")

    def rows(self) -> list[tuple[Any, ...]]:
        """Return all rows as terms, None where a variable is not bound; triples are sorted."""
        if self.type == "ASK":
            return [(RdfLiteral(bool(self.askAnswer)),)]
        if self.type == "SELECT":
            if isinstance(self.bindings, Rows):
                return self.bindings.tuples()
            return [tuple(row.get(name) for name in self.vars or ()) for row in self.bindings]
        return sorted(self.graph or ())

    def _repr_html_(self) -> str:
        rows = self.rows()
        return render_table("Answer", self.columns, rows, len(rows))

    def to_dataframe(self) -> DataFrame:
        """Return the rows as a DataFrame of Python values: an IRI is its text, a number a number, a date a date."""
        try:
            from pandas import DataFrame
        except ModuleNotFoundError as problem:
            raise KGError("a DataFrame needs pandas: pip install 'kgwire[pandas]'") from problem
        rows = [tuple(None if term is None else _to_python(term) for term in row) for row in self.rows()]
        return DataFrame.from_records(rows, columns=list(self.columns))

    def to_text(self, form: AnswerFormat) -> str:
        """Return the answer in a standard format: SPARQL's CSV or JSON for rows, Turtle or JSON-LD for triples.

        `jsonl` has what `json` lists, a line each: the rows' bindings, or of triples each subject's object.
        """
        if form == "jsonl":
            return "".join(f"{json.dumps(part, ensure_ascii=False)}\n" for part in self._parts())
        if self.type in ("SELECT", "ASK"):
            if form == "turtle":
                raise QueryError("rows cannot be written as Turtle; ask for triples with CONSTRUCT or DESCRIBE")
            if form == "csv" and self.type == "ASK":
                return f"answer\r\n{str(bool(self.askAnswer)).lower()}\r\n"
            return _whole_line((self.serialize(format=form) or b"").decode("utf-8"))
        if form == "csv":
            return _table_of_triples(self).to_text("csv")
        graph = self.graph if self.graph is not None else _no_graph()
        return _whole_line(graph.serialize(format="turtle" if form == "turtle" else "json-ld"))

    def _parts(self) -> list[Any]:
        document = json.loads(self.to_text("json"))
        if self.type == "ASK":
            return [document]
        parts: list[Any] = document["results"]["bindings"] if self.type == "SELECT" else document
        return parts


def keep_columns(answer: Answer, keep: Callable[[str], bool], limit: int | None = None) -> Answer:
    """Return an answer of rows with some of its columns, each row once, at most `limit` of them."""
    names = [name for name in answer.vars or () if keep(str(name))]
    rows = dict.fromkeys(tuple(row.get(name) for name in names) for row in answer.bindings)
    kept = Answer("SELECT")
    kept.vars = names
    kept.bindings = [
        {name: term for name, term in zip(names, row, strict=True) if term is not None} for row in islice(rows, limit)
    ]
    return kept


def _whole_line(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _table_of_triples(answer: Answer) -> Answer:
    from rdflib import Variable

    table = Answer("SELECT")
    table.vars = [Variable(name) for name in answer.columns]
    table.bindings = [dict(zip(table.vars, row, strict=True)) for row in answer.rows()]
    return table


def _no_graph() -> Any:
    from rdflib import Graph

    return Graph()


def _to_python(term: Any) -> Any:
    return term.toPython() if isinstance(term, RdfLiteral) else str(term)
