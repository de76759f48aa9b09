"""What comes out in which format: rows, graphs, things, descriptions; each read back by the library of its field."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import VOID
from rdflib.query import Result

from kg.face import Graph as Opened

ENTITIES = "https://kg.example/graph/entities"
SD = "http://www.w3.org/ns/sparql-service-description#"
LABELS = (
    "SELECT ?entity ?label { GRAPH <https://kg.example/graph/entities> { ?entity rdfs:label ?label } } ORDER BY ?label"
)
PARSERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_formats_of_rows_say_the_same(client: httpx.Client, graph: Opened, form: str) -> None:
    found = client.get("sparql", params={"query": LABELS}, headers={"accept": f"application/sparql-results+{form}"})
    answer = Result.parse(io.BytesIO(found.content), format=form)
    assert [tuple(row) for row in answer] == graph.query(LABELS).rows()


def test_formats_of_rows_as_tables(client: httpx.Client, graph: Opened) -> None:
    wanted = [[str(term) for term in row] for row in graph.query(LABELS).rows()]
    found = client.get("sparql", params={"query": LABELS, "format": "csv"})
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(found.text)))[1:] == wanted
    lines = client.get(
        "sparql", params={"query": LABELS}, headers={"accept": "text/tab-separated-values"}
    ).text.splitlines()
    assert lines[0] == "?entity\t?label"
    assert lines[1] == f'<{wanted[0][0]}>\t"{wanted[0][1]}"@en'


@pytest.mark.parametrize(("media_type", "parser"), PARSERS.items())
def test_formats_of_a_graph_by_its_name(client: httpx.Client, graph: Opened, media_type: str, parser: str) -> None:
    found = client.get("graphs", params={"graph": ENTITIES}, headers={"accept": media_type})
    assert found.headers["content-type"].split(";")[0] == media_type
    wanted = graph.dataset().graph(URIRef(ENTITIES))
    assert isomorphic(Graph().parse(data=found.content, format=parser), Graph() + wanted)


def test_formats_of_all_graphs_together(client: httpx.Client, graph: Opened) -> None:
    found = Graph().parse(data=client.get("graphs?default", headers={"accept": "text/turtle"}).content, format="turtle")
    wanted = graph.query("CONSTRUCT WHERE { ?s ?p ?o }").graph.serialize(format="nt")
    assert set(found) == set(Graph().parse(data=wanted, format="nt"))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("graphs?graph=http://nobody.example/", 404),
        ("graphs", 400),
        ("graphs?default&graph=http://a.example/", 400),
        ("graphs?graph=relative", 400),
    ],
)
def test_formats_of_a_graph_that_is_none(client: httpx.Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_formats_graphs_are_for_reading(client: httpx.Client, method: str) -> None:
    found = client.request(method, "graphs", params={"graph": ENTITIES}, content=b"<a:b> <a:c> <a:d> .")
    assert found.status_code == 405
    assert "GET" in found.headers["allow"]


@pytest.mark.parametrize(("media_type", "parser"), PARSERS.items())
def test_formats_of_a_thing(client: httpx.Client, media_type: str, parser: str) -> None:
    found = client.get("entity/North_Korea", headers={"accept": media_type})
    thing = URIRef("https://kg.example/entity/North_Korea")
    graph = Graph().parse(data=found.content, format=parser)
    assert (thing, RDFS.label, Literal("North Korea", lang="en")) in graph
    assert found.headers["vary"] == "Accept"


def test_formats_of_a_document_is_its_whole_graph(client: httpx.Client, graph: Opened) -> None:
    found = Graph().parse(data=client.get("document/a1?format=nt").content, format="nt")
    assert len(found) == len(graph.dataset().graph(URIRef("https://kg.example/document/a1")))


def test_formats_of_a_statement_has_its_sentence_beside_it(client: httpx.Client) -> None:
    found = client.get("statement/a10001", headers={"accept": "text/turtle"}).text
    assert "John Kirby said that North Korea supplied Russia with ballistic missiles" in found


def test_formats_of_a_thing_that_nothing_is_said_of(client: httpx.Client) -> None:
    assert client.get("relation/none-such", headers={"accept": "text/turtle"}).status_code == 404


def test_formats_of_the_vocabulary(client: httpx.Client) -> None:
    found = Graph().parse(data=client.get("ns", headers={"accept": "application/rdf+xml"}).content, format="xml")
    assert found.value(URIRef("https://kg.example/ns#Statement"), RDFS.label) == Literal("statement", lang="en")
    assert client.get("ns", headers={"accept": "text/html"}).headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("path", ["entity/North_Korea", "document/a1", "statement/a10001"])
def test_formats_of_a_thing_for_a_browser_is_a_page(client: httpx.Client, path: str) -> None:
    found = client.get(path, headers={"accept": BROWSER})
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.text.startswith("<!doctype html>")


def test_formats_other_names_of_an_entity_lead_to_it(client: httpx.Client) -> None:
    found = client.get("entity/Pyongyang", headers={"accept": BROWSER})
    assert (found.status_code, found.headers["location"]) == (303, "/entity/North_Korea")
    assert client.get("entity/Nobody", headers={"accept": BROWSER}).status_code == 404


def test_formats_of_the_service_description(client: httpx.Client) -> None:
    found = client.get("sparql", headers={"accept": "text/turtle"})
    graph = Graph().parse(data=found.content, format="turtle")
    service = next(graph.subjects(RDF.type, URIRef(f"{SD}Service")))
    assert graph.value(service, URIRef(f"{SD}endpoint")) == URIRef(str(client.base_url.join("sparql")))
    assert (service, URIRef(f"{SD}feature"), URIRef(f"{SD}UnionDefaultGraph")) in graph
    assert client.get("sparql", headers={"accept": BROWSER}).headers["location"] == "/query"


def test_formats_void_counts_what_is_there(client: httpx.Client, graph: Opened) -> None:
    found = Graph().parse(data=client.get(".well-known/void").content, format="turtle")
    (dataset,) = found.subjects(RDF.type, VOID.Dataset)
    assert found.value(dataset, VOID.documents).toPython() == 3
    assert found.value(dataset, VOID.triples).toPython() == graph.stats().quads


def test_formats_are_tagged_by_generation(client: httpx.Client) -> None:
    for address in ("sparql?query=ASK%7B%7D", "graphs?default", "entity/Russia", ".well-known/void"):
        found = client.get(address, headers={"accept": "*/*;q=0.1, text/turtle;q=0.2, application/sparql-results+json"})
        again = {"accept": found.request.headers["accept"], "if-none-match": found.headers["etag"]}
        assert client.get(address, headers=again).status_code == 304
        assert client.get(address, headers={**again, "accept": "application/n-triples, */*"}).status_code == 200


def test_formats_head_has_no_body(client: httpx.Client) -> None:
    found = client.head("graphs?default")
    assert (found.status_code, found.content) == (200, b"")
    assert int(found.headers["content-length"]) > 1000
