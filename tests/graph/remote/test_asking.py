"""What a server answers is what the folder answers: to SPARQL, to the named questions, and in the commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kg.errors import QueryError, StoreError
from kg.face import Graph, open_graph
from kg.graph.remote.publishing import publish
from kg.graph.remote.server import Server
from kg.graph.remote.text import with_values, without_lateral
from kg.query.answer import Answer
from kg.query.questions import load_questions
from tests.graph.remote.servers import OXIGRAPH, VIRTUOSO, Running, between, oxigraph, virtuoso
from tests.serving.conftest import serving


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def asked(request: pytest.FixtureRequest, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that holds the hand-made articles; the folder of it is a copy."""
    start, installed = {"oxigraph": (oxigraph, OXIGRAPH), "virtuoso": (virtuoso, VIRTUOSO)}[request.param]
    if installed is None:
        pytest.skip(f"{request.param} is not installed")
    from tests.articles import ARTICLES
    from tests.conftest import store_documents

    place = tmp_path_factory.mktemp(request.param)
    (place / "server").mkdir()
    store_documents(place / "kg-store", ARTICLES)
    with pytest.MonkeyPatch.context() as patch, start(place / "server") as running:
        patch.setenv("KG_STORE_USER", "dba")
        patch.setenv("KG_STORE_PASSWORD", "dba")
        server = Server(running.address, place / "kg-store")
        publish(server)
        yield server


@pytest.fixture
def both(asked: Server) -> Iterator[tuple[Graph, Graph]]:
    """Return the graph as its folder has it, and as the server has it."""
    with open_graph(asked.folder) as here, open_graph(asked) as there:
        yield here, there


def rows(answer: Answer, *, plain: bool = False) -> list[tuple[str | None, ...]]:
    """The rows in N3; `plain` is without tags of languages, which GROUP_CONCAT keeps in Oxigraph alone."""
    return [tuple(None if term is None else str(term) if plain else term.n3() for term in row) for row in answer.rows()]


QUERIES = (
    "SELECT ?s ?p ?o { ?s a kg:Statement ; ?p ?o } ORDER BY ?s ?p ?o",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Statement } } GROUP BY ?g ORDER BY ?g",
    "ASK { ?s a kg:Statement }",
    "ASK { ?s a kg:Nothing }",
    "CONSTRUCT { ?s rdf:predicate ?p } { ?s a kg:Statement ; rdf:predicate ?p }",
    'SELECT ?s { ?s rdfs:label "no such \\"name\\"" }',
    "SELECT (COUNT(DISTINCT ?s) AS ?n) FROM <https://kg.example/graph/entities> { ?s rdfs:label ?l }",
    "SELECT ?x { VALUES ?x { 'SERVIce in a text' } } # select ?x { in a comment",
)


@pytest.mark.parametrize("query", QUERIES[:-1])
def test_asking_sparql_gives_the_same_rows(both: tuple[Graph, Graph], query: str) -> None:
    here, there = both
    assert rows(there.query(query)) == rows(here.query(query))


@pytest.mark.parametrize("name", load_questions())
def test_asking_named_questions_gives_the_same_rows(asked: Server, name: str, tmp_path: Path) -> None:
    """Without a folder, so that the server has to answer them all."""
    with open_graph(asked.folder) as here, open_graph(Server(asked.address, tmp_path / "nothing")) as there:
        is_virtuoso = asked.address.endswith("/sparql")
        if is_virtuoso and name == "who-said-what":  # a defect of its compiler, told in one line
            with pytest.raises(QueryError, match=r"the server cannot answer the query: 400 .*Virtuoso"):
                compare_answers(here, there, name, plain=True)
            return
        compare_answers(here, there, name, plain=is_virtuoso)


def test_asking_named_questions_without_lateral_come_from_the_folder(both: tuple[Graph, Graph]) -> None:
    here, there = both
    entity = most_linked(here)[0].label
    for timeout in (None, 60.0):
        answer = there.ask_named("about-entity", entity=entity, timeout=timeout)
        assert rows(answer) == rows(here.ask_named("about-entity", entity=entity))


def compare_answers(here: Graph, there: Graph, name: str, *, plain: bool) -> None:
    parameters = load_questions()[name].parameters
    with_entities = {one.name: entity.label for one, entity in zip(parameters, most_linked(here), strict=False)}
    if name == "sources-of-a-statement":
        with_entities = {"statement": next(here.statements()).id}
    if name == "between-two":
        stated = next(one for one in here.statements() if one.object is not None and not one.subject.iri.count("#"))
        with_entities = {"entity": stated.subject.label, "other": stated.object.label}
    for values in (with_entities, {one: value for one, value in with_entities.items() if is_required(name, one)}):
        for limit in (None, 2):
            answer = there.ask_named(name, limit=limit, **values)
            expected = here.ask_named(name, limit=limit, **values)
            assert rows(answer, plain=plain) == rows(expected, plain=plain), (values, limit)


def is_required(name: str, parameter: str) -> bool:
    return any(one.required for one in load_questions()[name].parameters if one.name == parameter)


def most_linked(graph: Graph) -> list:
    named = sorted(graph.entities, key=lambda entity: (-len(entity.chains), entity.id))
    labels = [entity.label for entity in named]
    return [entity for entity in named if labels.count(entity.label) == 1]


def test_asking_stats_are_those_of_the_folder(both: tuple[Graph, Graph]) -> None:
    here, there = both
    assert there.stats() == here.stats()


def test_asking_claims_and_documents_come_from_the_folder(both: tuple[Graph, Graph]) -> None:
    here, there = both
    assert there.claims() == here.claims()
    assert list(there.documents()) == list(here.documents())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s { ?s ?p }", "the query goes wrong at line 1"),
        ("DROP ALL", "DROP is an update, and updates are refused"),
        ("INSERT DATA { <http://a.example/> a <http://b.example/> }", "INSERT is an update"),
        ("SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("", "the query is empty"),
    ],
)
def test_asking_wrong_queries_are_told_here_and_not_sent(running: Running, folder: Path, query: str, said: str) -> None:
    with between(running) as before, open_graph(Server(before.address, folder)) as graph:
        with pytest.raises(QueryError, match=said):
            graph.query(query)
        assert before.seen == []


def test_asking_without_a_folder(running: Running, folder: Path, tmp_path: Path) -> None:
    publish(Server(running.address, folder))
    with open_graph(folder) as here, open_graph(Server(running.address, tmp_path / "nothing")) as there:
        assert rows(there.query(QUERIES[0])) == rows(here.query(QUERIES[0]))
        entity = most_linked(here)[0].label
        assert rows(there.ask_named("about-entity", entity=entity)) == rows(
            here.ask_named("about-entity", entity=entity)
        )
        assert there.stats().statements == here.stats().statements
        with pytest.raises(StoreError, match=r"needs the annotated documents, .*KG_FOLDER names the folder"):
            list(there.documents())
        with pytest.raises(StoreError, match="needs the annotated documents"):
            there.claims()
    assert not (tmp_path / "nothing").exists()


def test_asking_without_a_folder_finds_another_base(running: Running, folder: Path, tmp_path: Path) -> None:
    from kg.graph.build import rebuild

    rebuild(Server(running.address, folder), base="http://other.example/kg/")
    with open_graph(Server(running.address, tmp_path / "nothing")) as there:
        assert there.prefixes["kg"] == "http://other.example/kg/ns#"
        assert rows(there.query("ASK { ?s a kg:Statement }")) == [
            ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',)
        ]


def test_asking_our_own_server(folder: Path, tmp_path: Path) -> None:
    with serving(folder, tmp_path / "log") as served, open_graph(folder) as here:
        with open_graph(Server(served.address.rstrip("/"), tmp_path / "nothing")) as there:
            for query in QUERIES[:-1]:
                assert rows(there.query(query)) == rows(here.query(query))
            entity = most_linked(here)[0].label
            assert rows(there.ask_named("timeline", entity=entity)) == rows(here.ask_named("timeline", entity=entity))
        with pytest.raises(StoreError, match="the server is for reading"):
            publish(Server(served.address.rstrip("/"), folder))


def test_asking_time_is_limited(running: Running, folder: Path) -> None:
    publish(Server(running.address, folder))
    with between(running) as before, open_graph(Server(before.address, folder)) as graph:
        graph.query("ASK { ?s ?p ?o }")
        before.delay = 3.0
        with pytest.raises(QueryError, match=r"no whole answer within 0\.3 seconds"):
            graph.query("ASK { ?s ?p ?o }", timeout=0.3)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?e { ?s ?p ?e }", "SELECT ?e { VALUES ?e { <http://x> }  ?s ?p ?e }"),
        ("SELECT * { ?s ?p ?e }", "SELECT * { VALUES ?e { <http://x> }  ?s ?p ?e }"),
        (
            "SELECT ?e { { SELECT ?e ?s { ?s ?p ?e } LIMIT 1 } }",
            "SELECT ?e { VALUES ?e { <http://x> }  { SELECT ?e ?s { VALUES ?e { <http://x> }  ?s ?p ?e } LIMIT 1 } }",
        ),
        (
            "SELECT ?e { { SELECT (STR(?e) AS ?t) { ?s ?p ?e } } }",
            "SELECT ?e { VALUES ?e { <http://x> }  { SELECT (STR(?e) AS ?t) { ?s ?p ?e } } }",
        ),
        (
            "# SELECT ?e {\nSELECT ?e ('SELECT ?e {' AS ?t) { ?s ?p ?e }",
            "# SELECT ?e {\nSELECT ?e ('SELECT ?e {' AS ?t) { VALUES ?e { <http://x> }  ?s ?p ?e }",
        ),
    ],
)
def test_asking_values_stand_where_they_are_selected(query: str, expected: str) -> None:
    assert with_values(query, {"e": URIRef("http://x")}) == expected


def test_asking_a_value_that_is_not_selected_is_refused() -> None:
    with pytest.raises(QueryError, match=r"does not select \?e"):
        with_values("SELECT ?s { ?s ?p ?e }", {"e": URIRef("http://x")})
    with pytest.raises(QueryError, match="only a SELECT"):
        with_values("ASK { ?s ?p ?e }", {"e": URIRef("http://x")})


def test_asking_a_value_stays_a_value() -> None:
    hostile = Literal('" } } ; DROP ALL # \\ \n')
    assert with_values("SELECT ?e { }", {"e": hostile}) == f"SELECT ?e {{ VALUES ?e {{ {hostile.n3()} }}  }}"
    assert "\n" not in hostile.n3() or hostile.n3().startswith('"""')


def test_asking_without_lateral_keeps_what_stands_in_it() -> None:
    query = "SELECT * { ?a ?b ?c LATERAL { OPTIONAL { ?a ?d '}' } } LATERAL { GRAPH ?g { ?lateral ?e ?f } } }"
    without = "SELECT * { ?a ?b ?c OPTIONAL { ?a ?d '}' } GRAPH ?g { ?lateral ?e ?f } }"
    assert " ".join(without_lateral(query).split()) == without


def test_asking_a_text_is_no_keyword(running: Running, folder: Path) -> None:
    publish(Server(running.address, folder))
    with open_graph(Server(running.address, folder)) as graph:
        assert (
            len(
                graph.query(
                    QUERIES[-1].replace("SERVIce", "SELECT ?y {"), {"x": Literal("SELECT ?y { in a text")}
                ).rows()
            )
            == 1
        )
