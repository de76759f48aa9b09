"""The named questions on the hand-made articles, their answers in full, and names that mean something or nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, SchemaError
from kg.face import Graph, open_graph
from kg.query.questions import Question, load_questions
from tests.articles import ArticleWriter, american_article, russian_article
from tests.conftest import store_documents

NAMES = (
    "about-entity",
    "between-two",
    "claims-about",
    "denied",
    "intended",
    "most-mentioned",
    "one-source",
    "sources-of-a-statement",
    "timeline",
    "who-said-what",
)


def told(graph: Graph, question: str, columns: str, **values: Any) -> list[tuple[str, ...]]:
    answer = graph.ask(question, **values)
    places = [answer.columns.index(column) for column in columns.split()]
    return [
        tuple("" if row[place] is None else re.split(r"[/#]", str(row[place]))[-1] for place in places)
        for row in answer.rows()
    ]


def test_questions_are_all_there() -> None:
    assert tuple(load_questions()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_questions_select_their_parameters_and_name_their_graphs(name: str) -> None:
    question = load_questions()[name]
    selected = question.text.partition("WHERE")[0]
    assert all(f"?{parameter.name} " in f"{selected} " for parameter in question.parameters)
    assert "GRAPH ?document" in question.text
    assert question.description.endswith(".")


def test_who_said_what(graph: Graph) -> None:
    columns = "source cue subject predicate object theme polarity when published"
    assert told(graph, "who-said-what", columns) == [
        ("Dmitry Peskov", "denied", "North Korea", "supply", "Russia", "missiles", "negated", "", "2024-01-11"),
        (
            *("John Kirby", "said", "North Korea", "supply", "Russia", "ballistic missiles"),
            *("affirmed", "2023-12-30", "2024-01-04"),
        ),
    ]


def test_who_said_what_lists_what_a_source_quotes_too(graph: Graph) -> None:
    columns = "source via cue polarity"
    quoted = ("Dmitry Peskov", "John Kirby", "denied", "negated")
    assert told(graph, "who-said-what", columns, entity="Kirby") == [quoted, ("John Kirby", "", "said", "affirmed")]
    assert told(graph, "who-said-what", columns, entity="Dmitry Peskov") == [quoted]


def test_who_said_what_outer_sources_from_the_inside_out(tmp_path: Path) -> None:
    article = ArticleWriter("d4", date="2024-02-01")
    article.sentence("Iran attacked Ukraine, Dmitry Peskov said, according to John Kirby, Pyongyang reported.")
    outer = article.credit("Pyongyang", "reported", "Iran attacked Ukraine, Dmitry Peskov said")
    middle = article.credit("John Kirby", "according to", "Iran attacked Ukraine, Dmitry Peskov said", parent=outer)
    inner = article.credit("Dmitry Peskov", "said", "Iran attacked Ukraine", parent=middle)
    article.state("Iran", "attacked", "Ukraine", lemma="attack", relation="attack", attribution=inner)
    store_documents(tmp_path, [article.finish()])
    expected = [("Dmitry Peskov", "John Kirby, North Korea")]
    with open_graph(tmp_path) as graph:
        for source in ("Dmitry Peskov", "John Kirby", "North Korea"):
            assert told(graph, "who-said-what", "source via", entity=source) == expected
        assert told(graph, "who-said-what", "source via") == expected
        assert told(graph, "about-entity", "source via", entity="Ukraine") == expected


def test_claims_about_are_those_of_others(graph: Graph) -> None:
    columns = "source via polarity"
    assert told(graph, "claims-about", columns, entity="North Korea") == [
        ("John Kirby", "", "affirmed"),
        ("Dmitry Peskov", "John Kirby", "negated"),
    ]
    assert told(graph, "claims-about", columns, entity="Ukraine") == []


def test_one_source_alone(graph: Graph, tmp_path: Path) -> None:
    assert told(graph, "one-source", "source") == []  # an article says in its own voice what Kirby claims
    store_documents(tmp_path, [american_article(), russian_article()])
    columns = "source subject predicate object theme"
    with open_graph(tmp_path) as alone:
        expected = [("John Kirby", "North Korea", "supply", "Russia", "ballistic missiles")]
        assert told(alone, "one-source", columns) == expected
        assert told(alone, "one-source", columns, entity="Russia") == expected
        assert told(alone, "one-source", columns, entity="Iran") == []


def test_about_entity_in_any_role(graph: Graph) -> None:
    assert told(graph, "about-entity", "subject predicate object modality", entity="Iran") == [
        ("Russia", "buy", "drones", "intended")
    ]
    assert len(told(graph, "about-entity", "statement", entity="Russia")) == 5


def test_about_entity_gives_the_sentence(graph: Graph) -> None:
    sentences = {str(row.sentence) for row in graph.ask("about-entity", entity="Ukraine")}
    assert sentences == {"Russia attacked Ukraine in early January."}


def test_between_two(graph: Graph) -> None:
    columns = "source polarity published"
    assert told(graph, "between-two", columns, entity="Russia", other="North Korea") == [
        ("", "affirmed", ""),
        ("John Kirby", "affirmed", "2024-01-04"),
        ("Dmitry Peskov", "negated", "2024-01-11"),
    ]
    assert told(graph, "between-two", columns, entity="Iran", other="Ukraine") == []


def test_timeline_in_the_order_of_events(graph: Graph) -> None:
    assert told(graph, "timeline", "when predicate") == [("2023-12-30", "supply"), ("2024-01", "attack")]
    assert told(graph, "timeline", "when", entity="Ukraine") == [("2024-01",)]


def test_most_mentioned(graph: Graph) -> None:
    rows = told(graph, "most-mentioned", "name mentions documents")
    assert rows[0] == ("Russia", "5", "3")
    assert ("North Korea", "4", "3") in rows
    assert len(told(graph, "most-mentioned", "name", limit=2)) == 2


def test_denied_and_intended(graph: Graph) -> None:
    assert told(graph, "denied", "source subject predicate object") == [
        ("Dmitry Peskov", "North Korea", "supply", "Russia")
    ]
    assert told(graph, "denied", "source", entity="Ukraine") == []
    assert told(graph, "intended", "subject predicate object") == [("Russia", "buy", "drones")]


def test_sources_of_a_statement(graph: Graph) -> None:
    columns = "source polarity same"
    expected = [
        ("", "affirmed", "c30001"),
        ("John Kirby", "affirmed", "a10001"),
        ("Dmitry Peskov", "negated", "b20000"),
    ]
    for statement in ("a10001", "st:b20000", "https://kg.example/statement/c30001"):
        assert told(graph, "sources-of-a-statement", columns, statement=statement) == expected
    assert told(graph, "sources-of-a-statement", "same", statement="a10003") == [("a10003",)]


def test_statement_by_the_beginning_of_its_id(graph: Graph) -> None:
    for name in ("b200", "st:b2000", "https://kg.example/statement/b2000"):
        assert len(told(graph, "sources-of-a-statement", "same", statement=name)) == 3
    with pytest.raises(QueryError, match="several statements begin with 'a100'"):
        graph.ask("sources-of-a-statement", statement="a100")


@pytest.mark.parametrize(
    "name", ["Russia", "russia", " RUSSIA ", "Moscow", "ent:Russia", "https://kg.example/entity/Russia"]
)
def test_entity_by_any_of_its_names(graph: Graph, name: str) -> None:
    assert graph.entity(name).id == "Russia"


def test_entity_by_id_with_an_underscore(graph: Graph) -> None:
    assert graph.entity("North_Korea").label == "North Korea"


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("who-knows", {}, "no question called 'who-knows'; there are about-entity"),
        ("about-entity", {}, "needs --entity"),
        ("most-mentioned", {"entity": "Iran"}, "no parameter 'entity'; it takes none"),
        ("about-entity", {"entity": "Rusia"}, "no entity is called 'Rusia'; did you mean Russia"),
        ("about-entity", {"entity": "> } INSERT"}, "no entity is called"),
        ("about-entity", {"entity": "https://kg.example/entity/Nobody"}, "no entity is called"),
        ("sources-of-a-statement", {"statement": "ffff"}, "no statement 'ffff'"),
    ],
)
def test_questions_say_what_is_wrong(graph: Graph, question: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        graph.ask(question, **values)


def test_question_without_a_description_is_none() -> None:
    with pytest.raises(SchemaError, match="needs a description"):
        Question.from_text("empty", "SELECT * {}")


@pytest.mark.parametrize("name", NAMES)
def test_questions_limits_cut_the_answer_and_change_nothing(graph: Graph, name: str) -> None:
    """The limit is counted off inside the query, before statements are told; the rows are the first of all rows."""
    values = {"entity": "Russia", "other": "North Korea", "statement": "a10001"}
    parameters = load_questions()[name].parameters
    required = {one.name: values[one.name] for one in parameters if one.required}
    for given in (required, {one.name: values[one.name] for one in parameters}):
        every = graph.ask(name, **given).rows()
        for limit in (1, 2, 3, 50):
            assert graph.ask(name, limit=limit, **given).rows() == every[:limit]


def test_questions_lines_depend_on_what_is_given() -> None:
    question = Question.from_text(
        "some", "# A question.\nSELECT ?x {\n  a # if ?entity\n  b # unless ?entity\n  # limit\n}"
    )
    lines = [[line.strip() for line in question.query(*given).splitlines()[2:-1]] for given in (([],), (["entity"], 3))]
    assert lines == [["b", ""], ["a", "LIMIT 3"]]
