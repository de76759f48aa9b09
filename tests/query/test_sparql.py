"""SPARQL over the hand-made articles: all forms of query, bindings, refusals, and errors that show their place."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.errors import QueryError, StoreError
from kg.face import Graph
from kg.query.limited import run_limited
from kg.query.sparql import QuerySyntaxError, explain_syntax

SUPPLIES = "SELECT ?o { ent:North_Korea rel:supply ?o }"
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(9)) + " }"


def test_query_select_over_the_union_with_prefixes(graph: Graph) -> None:
    assert [str(row.o) for row in graph.query(SUPPLIES)] == ["https://kg.example/entity/Russia"]


def test_query_ask(graph: Graph) -> None:
    assert bool(graph.query("ASK { ent:Russia rel:attack ent:Ukraine }"))
    assert not graph.query("ASK { ent:Russia rel:attack ent:Iran }")


def test_query_construct_and_describe(graph: Graph) -> None:
    made = graph.query("CONSTRUCT { ?s <http://x.example/said> ?o } { ?s claim:supply ?o }").graph
    assert made is not None
    assert len(made) == 1
    described = graph.query("DESCRIBE ent:Iran").graph
    assert described is not None
    assert (URIRef("https://kg.example/entity/Iran"), None, Literal("Iran", lang="en")) in described


def test_query_plain_relations_hold_nothing_denied_planned_or_claimed(graph: Graph) -> None:
    rows = graph.query("SELECT ?s ?p ?o { ?s ?p ?o FILTER (REGEX(STR(?p), '/(relation|predicate)/')) }").rows()
    assert {tuple(str(term).rpartition("/")[2] for term in row) for row in rows} == {
        ("Russia", "attack", "Ukraine"),
        ("North_Korea", "supply", "Russia"),
    }


def test_query_bindings_are_values_never_text(graph: Graph) -> None:
    query = "SELECT ?entity ?label { GRAPH ?g { ?entity rdfs:label ?label } }"
    hostile = Literal('x" } INSERT DATA { <a:b> <a:c> <a:d> } #')
    assert graph.query(query, {"label": hostile}).rows() == []
    found = graph.query(query, {"entity": URIRef("https://kg.example/entity/Iran")})
    assert [str(row.label) for row in found] == ["Iran"]


def test_query_binding_of_an_unknown_variable(graph: Graph) -> None:
    with pytest.raises(QueryError, match="nothing"):
        graph.query("SELECT ?s { ?s ?p ?o }", {"nothing": Literal("x")})


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "# a comment\nPREFIX x: <http://x.example/>\ndelete where { ?s ?p ?o }",
        "BASE <http://x.example/> CLEAR ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP GRAPH <a:g>",
        "LOAD <http://x.example/>",
    ],
)
def test_query_updates_are_refused(graph: Graph, update: str) -> None:
    before = graph.stats()
    with pytest.raises(QueryError, match="updates are refused"):
        graph.query(update)
    assert graph.stats() == before


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("SELECT ?x WHERE { ?x ?p }", 1, 26, "missing at the end"),
        ("SELECT * {\n ?s foaf:name ?x }", 2, 14, "prefix 'foaf:' is not known"),
        ("\n  SELEC ?x { ?x ?p ?o }", 2, 3, "not a 'SELEC'"),
        ("SELECT * { ?s ?p ?o } LIMIT many", 1, 29, "unexpected 'many'"),
    ],
)
def test_query_syntax_error_shows_the_place(graph: Graph, query: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=f"line {line}") as caught:
        graph.query(query)
    assert (caught.value.line, caught.value.text) == (line, query)
    assert abs(caught.value.column - column) <= 2
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_query_error_without_a_place() -> None:
    assert str(explain_syntax("something  odd\nhappened", "SELECT")) == "the query is not valid: something odd happened"
    assert str(explain_syntax("whatever", " \n")) == "the query is empty"


def test_answer_formats(graph: Graph) -> None:
    answer = graph.query("SELECT ?label ?date { ?d dcterms:issued ?date ; dcterms:title ?label } ORDER BY ?date")
    assert answer.to_text("csv").splitlines() == ["label,date", "Missiles named,2024-01-04", "Denied,2024-01-11"]
    assert len(json.loads(answer.to_text("json"))["results"]["bindings"]) == 2
    with pytest.raises(QueryError, match="CONSTRUCT"):
        answer.to_text("turtle")
    triples = graph.query("CONSTRUCT { ?s ?p ?o } { GRAPH <https://kg.example/graph/entities> { ?s ?p ?o } }")
    assert "ent:Iran a kg:Country" in triples.to_text("turtle")
    assert triples.to_text("csv").startswith("subject,predicate,object")
    assert json.loads(triples.to_text("json"))
    assert graph.query("ASK {}").to_text("csv").split() == ["answer", "true"]
    assert json.loads(graph.query("ASK {}").to_text("json"))["boolean"] is True


def test_answer_to_dataframe(graph: Graph) -> None:
    table = graph.query("SELECT ?s ?c ?nothing { ?s kg:confidence ?c } ORDER BY ?c LIMIT 2").to_dataframe()
    assert list(table.columns) == ["s", "c", "nothing"]
    assert float(table["c"].iloc[0]) == 0.8
    assert table["s"].iloc[0].startswith("https://kg.example/statement/")
    assert table["nothing"].isna().all()


def test_dataset_refuses_what_would_run_in_the_slow_engine(graph: Graph) -> None:
    dataset = graph.dataset()
    assert [str(row[0]) for row in dataset.query(SUPPLIES)] == ["https://kg.example/entity/Russia"]
    prepared = prepareQuery("SELECT ?s { ?s ?p ?o }")
    document = dataset.graph(URIRef("https://kg.example/document/a1"))
    for view in (dataset, document):
        with pytest.raises(QueryError, match="slow engine"):
            view.query(prepared)
        with pytest.raises(QueryError, match="cannot do this"):
            view.query(SUPPLIES, DEBUG=True)


def test_dataset_is_for_reading(graph: Graph) -> None:
    document = graph.dataset().graph(URIRef("https://kg.example/document/a1"))
    before = set(document)
    triple = (URIRef("a:b"), URIRef("a:c"), URIRef("a:d"))
    for change in (
        lambda: document.add(triple),
        lambda: document.remove((None, None, None)),
        lambda: document.update("INSERT DATA { <a:b> <a:c> <a:d> }"),
        lambda: graph.dataset().remove_graph(document),
    ):
        with pytest.raises(StoreError, match="for reading"):
            change()
    assert set(document) == before


def test_dataset_outlives_its_graph(store: Path) -> None:
    from kg.face import open_graph

    dataset = open_graph(store).dataset()
    assert len(list(dataset.query("SELECT ?s { ?s a kg:Document }"))) == 3


def test_query_with_time_limit_gives_the_same(graph: Graph) -> None:
    entity = {"o": URIRef("https://kg.example/entity/Russia")}
    assert graph.query(SUPPLIES, entity, timeout=60).rows() == graph.query(SUPPLIES, entity).rows()
    described = graph.query("DESCRIBE ent:Iran", timeout=60)
    assert set(described.graph or ()) == set(graph.query("DESCRIBE ent:Iran").graph or ())
    assert bool(graph.query("ASK {}", timeout=60)) is True
    asked = graph.ask("who-said-what", entity="Kirby", timeout=60)
    assert asked.rows() == graph.ask("who-said-what", entity="Kirby").rows()


def test_query_beyond_its_time_is_stopped(graph: Graph) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match="did not end within 2 seconds"):
        graph.query(SLOW, timeout=2)
    assert time.monotonic() - start < 30


def test_query_with_time_limit_hands_errors_on(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="line 1"):
        graph.query("SELECT ?x { ?x }", timeout=60)
    with pytest.raises(QueryError, match="updates are refused"):
        graph.query("CLEAR ALL", timeout=60)
    with pytest.raises(QueryError, match="no question"):
        graph.ask("who-knows", timeout=60)
    with pytest.raises(StoreError, match="no store here"):
        run_limited(tmp_path / "nowhere", "ASK {}", None, 60)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service SILENT ?g { ?s ?p ?o } }",
        'SELECT * { ?s rdfs:label "it\'s" SERVICE <http://a.example/#x> { ?s ?p ?o } }',
        'SELECT * { ?s rdfs:label """a "quoted" one"""@en . # a comment\nSeRvIcE <http://a.example/> {} }',
        "SELECT * { <a:b#c> ?p ?o.SERVICE <http://a.example/> {} }",
        "PREFIX : <http://a.example/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://a.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p rdf:.SERVICE<http://a.example/> { ?s ?p ?o } }",
        "SELECT * { # a comment\rSERVICE <http://a.example/> {} }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://a.example/>{} FILTER(?b>?a) }",
    ],
)
def test_query_never_asks_another_endpoint(graph: Graph, text: str) -> None:
    with pytest.raises(QueryError, match="without the network"):
        graph.query(text)
    with pytest.raises(QueryError, match="without the network"):
        graph.dataset().query(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?p $SERVICE }",
        "ASK { ?s ent:service ?o }",
        "PREFIX s: <http://service.example/SERVICE#> ASK { ?s s:SERVICE ?o }",
        "ASK { ?s ?p 'SERVICE', \"a \\\" SERVICE {\", '''\nSERVICE ' ''' } # SERVICE <http://a.example/>",
        'ASK { ?s ?p "\'" , "SERVICE" , "\'" }',
    ],
)
def test_query_may_speak_of_service(graph: Graph, text: str) -> None:
    assert bool(graph.query(text)) in (True, False)


DENIED = ["https://kg.example/document/b2"]
NAMED = ["https://kg.example/document/a1"]
STATEMENTS = "SELECT DISTINCT ?d {} {{ ?s a kg:Statement ; kg:sentence/nif:referenceContext ?d }}"
GRAPHS = "SELECT DISTINCT ?g {} {{ GRAPH ?g {{ ?s a kg:Statement }} }}"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (STATEMENTS.format("FROM doc:b2"), DENIED),
        (STATEMENTS.format("from<https://kg.example/document/b2>where"), DENIED),
        (STATEMENTS.format("# FROM doc:a1\nFROM doc:b2"), DENIED),
        (STATEMENTS.format("FROM doc:a1 FROM doc:b2"), NAMED + DENIED),
        (STATEMENTS.format("FROM doc:nothing"), []),
        (STATEMENTS.format("FROM NAMED doc:b2"), []),  # by the standard, the default graph is empty then
        (GRAPHS.format("FROM NAMED doc:b2"), DENIED),
        (GRAPHS.format("FROM doc:b2"), []),
        (GRAPHS.format("FROM doc:b2 FROM NAMED doc:a1"), NAMED),
        ("PREFIX from: <https://kg.example/document/> SELECT ?d FROM from:b2 { ?d a kg:Document }", DENIED),
        ("PREFIX : <https://kg.example/document/> SELECT ?d FROM:b2{ ?d a kg:Document }", DENIED),
        ("BASE <https://kg.example/document/> SELECT ?d FROM <b2> { ?d a kg:Document }", DENIED),
    ],
)
def test_query_of_the_graphs_that_it_names(graph: Graph, query: str, found: list[str]) -> None:
    assert sorted(str(row[0]) for row in graph.query(query)) == found
    assert sorted(str(row[0]) for row in graph.query(query, timeout=60)) == found
    dataset = graph.dataset()
    for view in (dataset, dataset.graph(URIRef("https://kg.example/document/c3"))):
        assert sorted(str(row[0]) for row in view.query(query)) == found


def test_query_of_named_graphs_by_every_form(graph: Graph) -> None:
    assert bool(graph.query("ASK FROM doc:b2 { ?d dcterms:title 'Denied' }"))
    assert not bool(graph.query("ASKFROM doc:a1 { ?d dcterms:title 'Denied' }"))
    made = graph.query("CONSTRUCT { ?d dcterms:title ?title } FROM doc:a1 WHERE { ?d dcterms:title ?title }").graph
    assert [str(title) for _, _, title in made or ()] == ["Missiles named"]
    assert not graph.query("DESCRIBE doc:b2 FROM doc:a1").graph
    assert graph.query("DESCRIBE doc:b2 FROM doc:b2").graph


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?d a kg:Document ; dcterms:title ?from } # FROM doc:a1",
        "SELECT ?title { ?d a kg:Document ; dcterms:title ?title FILTER (?title != 'FROM <a:b>') }",
        "PREFIX from: <http://purl.org/dc/terms/> SELECT ?title { ?d a kg:Document ; from:title ?title }",
        "PREFIX x: <http://from.example/> SELECT ?title { ?d a kg:Document ; dcterms:title|x:from|<a:from> ?title }",
        'SELECT ?title { ?d a kg:Document ; dcterms:title ?title FILTER (?title != "x"@en-from) }',
    ],
)
def test_query_that_only_speaks_of_from_is_of_all_graphs(graph: Graph, query: str) -> None:
    assert len(graph.query(query).rows()) == 2
    assert len(list(graph.dataset().query(query))) == 2


def test_query_answers_and_statements_show_themselves_in_a_notebook(graph: Graph) -> None:
    html = graph.query(SUPPLIES)._repr_html_()
    assert "https://kg.example/entity/Russia" in html
    assert "<td" in graph.query("ASK { ent:Russia rel:attack ent:Ukraine }")._repr_html_()
    stated = next(graph.statements())
    assert stated.subject.label in stated._repr_html_()
    [document] = list(graph.documents([stated.document.id]))
    assert stated.subject.label in document._repr_html_()
    conflict = graph.conflicts()[0]
    assert conflict.sides[0].statements[0].subject.label in conflict._repr_html_()
