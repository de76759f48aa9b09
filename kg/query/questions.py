"""The named questions: one SPARQL file each, with its description and parameters in the comments on top.

    # What somebody says: the statements that a source is credited with.
    # ?entity entity: the source; without it, all sources
    SELECT ?entity …

A parameter is a variable that the query selects, of a kind (`entity`, `statement`), which may be `required`. Its value
is bound by the engine; without one it stays a variable like others. In the answer the parameters are no columns.

A line that ends in `# if ?entity` counts only where that parameter is given, one with `# unless ?entity` only where it is not.
In the place of `# limit` stands the limit, where there is one: statements are found, sorted and counted off there, and only
then told. So each of them must give a row. In the place of `# self-contained` fragments are left out, where nobody wants them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from rdflib import URIRef

from kg.errors import QueryError, SchemaError
from kg.graph.answering import Answering
from kg.query.answer import Answer, keep_columns
from kg.query.names import find_entity, find_statement
from kg.query.sparql import run_query
from kg.schema.vocabulary import Vocabulary

Kind = Literal["entity", "statement"]

_PARAMETER = re.compile(r"# \?(\w+) (entity|statement)(, required)?: (.+)")
_CONDITION = re.compile(r"(?P<line>.*) # (?P<word>if|unless) \?(?P<name>\w+)")
_LIMIT = re.compile(r"^ *# limit$", re.MULTILINE)
_SELF_CONTAINED = re.compile(r"^ *# self-contained$", re.MULTILINE)
_NO_FRAGMENT = "FILTER NOT EXISTS { GRAPH ?document { ?statement kg:fragment ?why } }"
_SUFFIX = ".rq"
_FINDERS: Mapping[str, Callable[[Answering, Vocabulary, str], URIRef]] = {
    "entity": find_entity,
    "statement": find_statement,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name; `text` is its SPARQL."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def tells_statements(self) -> bool:
        """Tell whether its rows are statements, which are counted off before they are told."""
        return _SELF_CONTAINED.search(self.text) is not None

    @classmethod
    def from_text(cls, name: str, text: str) -> Question:
        """Return the question that a file holds."""
        head = [line for line in text.splitlines() if line.startswith("# ")]
        parameters = tuple(
            Parameter(found.group(1), found.group(2), found.group(3) is not None, found.group(4))
            for line in head
            if (found := _PARAMETER.fullmatch(line))
        )
        description = " ".join(line.removeprefix("# ") for line in head if not line.startswith("# ?"))
        if not description:
            raise SchemaError(f"{name}{_SUFFIX}: a question needs a description in its first line")
        return cls(name, description, parameters, text)

    def query(self, given: Collection[str], limit: int | None = None, *, fragments: bool = True) -> str:
        """Return the SPARQL for the case that these parameters are given, and at most so many rows are wanted.

        Without `fragments`, statements that say nothing without their sentence are no rows.
        """
        kept = []
        for line in self.text.splitlines():
            found = _CONDITION.fullmatch(line)
            if found is None:
                kept.append(line)
            elif (found["name"] in given) == (found["word"] == "if"):
                kept.append(found["line"])
        text = _SELF_CONTAINED.sub("" if fragments else _NO_FRAGMENT, "\n".join(kept))
        return _LIMIT.sub("" if limit is None else f"LIMIT {limit:d}", text)


@cache
def load_questions() -> Mapping[str, Question]:
    """Return all named questions by their names, sorted."""
    found = (path for path in files("kg.query").iterdir() if path.name.endswith(_SUFFIX))
    questions = (Question.from_text(path.name.removesuffix(_SUFFIX), path.read_text("utf-8")) for path in found)
    return {question.name: question for question in sorted(questions, key=lambda question: question.name)}


def find_question(name: str) -> Question:
    """Return the question of that name; QueryError where there is none."""
    questions = load_questions()
    if name not in questions:
        raise QueryError(f"there is no question called {name!r}; there are {', '.join(questions)}")
    return questions[name]


def bind_parameters(
    question: Question, values: Mapping[str, str], index: Answering, vocabulary: Vocabulary
) -> dict[str, URIRef]:
    """Return the values of a question's parameters as IRIs; one that it does not have, or lacks, raises QueryError."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f"the question {question.name} has no parameter {name!r}; it takes {takes}")
    for parameter in question.parameters:
        if parameter.required and parameter.name not in values:
            raise QueryError(f"the question {question.name} needs --{parameter.name}: {parameter.description}")
    return {name: _FINDERS[known[name].kind](index, vocabulary, value) for name, value in values.items()}


def ask_question(
    index: Answering,
    vocabulary: Vocabulary,
    name: str,
    values: Mapping[str, str],
    limit: int | None = None,
    *,
    fragments: bool | None = None,
) -> Answer:
    """Answer a named question; each row stands once, and at most `limit` of them.

    For a reader, who is shown each statement once, `fragments` tells whether he wants those, too, that say nothing
    without their sentence; `limit` counts statements then, however many rows tell of each.
    """
    question = find_question(name)
    bindings = bind_parameters(question, values, index, vocabulary)
    found = run_query(index, question.query(bindings, limit, fragments=fragments is not False), bindings)
    return without_parameters(question, found, limit if fragments is None or not question.tells_statements else None)


def without_parameters(question: Question, answer: Answer, limit: int | None = None) -> Answer:
    """Return an answer without the columns of the question's parameters, each row once."""
    parameters = {parameter.name for parameter in question.parameters}
    return keep_columns(answer, lambda column: column not in parameters, limit)
