"""The SPARQL 1.1 Protocol: the kinds of requests that its tests have, in our own words, and W3C's own where they are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection

from tests.articles import ARTICLES
from tests.conftest import store_documents
from tests.serving.conftest import Served, put_graphs, serving

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
ONE, TWO, THREE = (f"http://graphs.example/{name}" for name in ("one", "two", "three"))
W3C = tuple(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a store with three further graphs, in each of which the thing of its name has a type."""
    folder = tmp_path_factory.mktemp("protocol")
    store_documents(folder / "kg-store", ARTICLES)
    put_graphs(folder / "kg-store", {name: [name] for name in (ONE, TWO, THREE, *W3C)})
    with serving(folder / "kg-store", folder / "log") as found:
        yield found


@pytest.fixture
def ask(endpoint: Served) -> Iterator[httpx.Client]:
    with endpoint.client() as client:
        yield client


def graphs(**named: tuple[str, ...]) -> str:
    return "&".join(f"{key.replace('_', '-')}-uri={quote(one, safe='')}" for key, all_ in named.items() for one in all_)


BOTH = f"ASK {{ <{ONE}> a ?t . <{TWO}> a ?t }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"
FULL = f"ASK {{ <{THREE}> a ?t . GRAPH ?g {{ <{ONE}> a ?t }} GRAPH ?h {{ <{TWO}> a ?t }} }}"


@pytest.mark.parametrize(
    ("query", "scope", "answer"),
    [
        ("ASK {}", "", True),
        (BOTH, graphs(default_graph=(ONE, TWO)), True),
        (BOTH, graphs(default_graph=(ONE,)), False),
        (BOTH, "", True),
        (NAMED, graphs(named_graph=(ONE, TWO)), True),
        (NAMED, graphs(named_graph=(ONE,)), False),
        (BOTH, graphs(named_graph=(ONE, TWO)), False),
        (FULL, graphs(default_graph=(THREE,), named_graph=(ONE, TWO)), True),
        (FULL, graphs(default_graph=(ONE,), named_graph=(ONE, TWO)), False),
        (f"ASK FROM <{THREE}> {{ <{THREE}> a ?t }}", "", True),
        (f"ASK FROM <{THREE}> {{ <{ONE}> a ?t }}", "", False),
        (f"ASK FROM <{THREE}> {{ <{THREE}> a ?t }}", graphs(default_graph=(ONE,)), False),
        ("ASK { ?s ?p ?o }", graphs(default_graph=("http://graphs.example/none",)), False),
    ],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_protocol_queries(ask: httpx.Client, query: str, scope: str, answer: bool, way: str) -> None:
    text = quote(query, safe="")
    match way:
        case "get":
            found = ask.get(f"sparql?query={text}&{scope}")
        case "form":
            found = ask.post("sparql", content=f"query={text}&{scope}", headers=FORM)
        case _:
            found = ask.post(f"sparql?{scope}", content=query, headers=DIRECT)
    assert found.status_code == 200, found.text
    assert found.json()["boolean"] is answer


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT (1 AS ?value) {}", {"application/sparql-results+json"}),
        ("ASK {}", {"application/sparql-results+json"}),
        ("DESCRIBE <http://graphs.example/one>", {"text/turtle; charset=utf-8"}),
        ("CONSTRUCT { <x:s> <x:p> 1 } WHERE {}", {"text/turtle; charset=utf-8"}),
    ],
)
def test_protocol_answers_in_a_fitting_format(ask: httpx.Client, query: str, types: set[str]) -> None:
    assert ask.post("sparql", content=query, headers=DIRECT).headers["content-type"] in types


@pytest.mark.parametrize(
    ("method", "address", "body", "headers", "status"),
    [
        ("PUT", "sparql?query=ASK%20%7B%7D", "", {}, 405),
        ("DELETE", "sparql", "", {}, 405),
        ("GET", "sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", "", {}, 400),
        ("POST", "sparql", "query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("POST", "sparql?query=ASK%7B%7D", "ASK {}", DIRECT, 400),
        ("POST", "sparql", "ASK {}", {"content-type": "text/plain"}, 400),
        ("POST", "sparql", "query=ASK%20%7B%7D", {}, 400),
        ("POST", "sparql", "ASK {}", {}, 400),
        ("POST", "sparql", "other=1", FORM, 400),
        ("POST", "sparql", "ASK { ?s ?p '\xe9' }".encode("latin-1"), DIRECT, 400),
        (
            "POST",
            "sparql",
            "ASK {}".encode("utf-16"),
            {"content-type": "application/sparql-query; charset=UTF-16"},
            400,
        ),
        ("POST", "sparql", "query=%E9", FORM, 400),
        ("GET", "sparql?query=ASK%20%7B", "", {}, 400),
        ("GET", "sparql?query=", "", {}, 400),
        ("GET", "sparql?query=ASK%7B%7D&default-graph-uri=%3Cx%3E", "", {}, 400),
        ("GET", "sparql?query=ASK%7B%7D&default-graph-uri=relative", "", {}, 400),
        ("GET", "sparql?" + "a=1&" * 1100, "", {}, 400),
        ("GET", "sparql?query=ASK%20%7B%7D", "", {"accept": "image/png"}, 406),
        ("GET", "sparql?query=SELECT*%7B%7D&format=turtle", "", {}, 406),
        ("GET", "sparql?update=CLEAR%20ALL", "", {}, 403),
        ("POST", "sparql", "update=CLEAR%20ALL", FORM, 403),
        ("POST", "sparql", "CLEAR ALL", {"content-type": "application/sparql-update"}, 403),
        ("POST", "sparql", "CLEAR ALL", DIRECT, 400),
        ("POST", "sparql", "LOAD <file:///etc/passwd>", DIRECT, 400),
        ("POST", "sparql", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", DIRECT, 403),
        ("POST", "sparql", "SELECT*{?s ?p ?o.SERVICE SILENT<http://127.0.0.1:1/>{}}", DIRECT, 403),
    ],
)
def test_protocol_refuses(
    ask: httpx.Client, method: str, address: str, body: str | bytes, headers: dict[str, str], status: int
) -> None:
    found = ask.request(method, address, content=body, headers=headers)
    assert found.status_code == status
    assert found.headers["content-type"].startswith("text/plain")
    assert found.text.strip()
    if status == 405:
        assert "GET" in found.headers["allow"]


def test_protocol_a_graph_of_a_file_is_empty(ask: httpx.Client) -> None:
    for query in ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", "ASK { GRAPH <file:///etc/passwd> { ?s ?p ?o } }"):
        assert ask.get("sparql", params={"query": query}).json()["boolean"] is False


def test_protocol_says_where_a_query_goes_wrong(ask: httpx.Client) -> None:
    found = ask.get("sparql", params={"query": "SELECT ?s {\n  ?s kg:label }"})
    assert "line 2, column" in found.text


def test_protocol_relative_iris_stand_below_the_endpoint(ask: httpx.Client) -> None:
    found = ask.get("sparql", params={"query": "SELECT (<x> AS ?x) {}"}).json()
    assert found["results"]["bindings"][0]["x"]["value"] == str(ask.base_url.join("x"))


TESTS = os.environ.get("KG_W3C_TESTS", "")
"""The folder sparql/sparql11/protocol of W3C's rdf-tests, which is not part of this repository."""
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")


def w3c_tests() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Yield the name of each test with its requests."""
    if not TESTS:
        return
    manifest = Graph().parse(Path(TESTS) / "manifest.ttl")
    for test in Collection(manifest, next(manifest.objects(None, MF.entries))):
        action = manifest.value(test, MF.action)
        requests = []
        for one in Collection(manifest, manifest.value(action, HT.requests)):
            response, body = manifest.value(one, HT.resp), manifest.value(one, HT.body)
            headers = manifest.value(one, HT.headers)
            truth = manifest.value(response, MF.expectedBoolean)
            requests.append(
                {
                    "method": str(manifest.value(one, HT.methodName)),
                    "path": str(manifest.value(one, HT.absolutePath)),
                    "body": str(manifest.value(body, CNT.chars) or ""),
                    "charset": str(manifest.value(body, CNT.characterEncoding) or "utf-8"),
                    "headers": {
                        str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
                        for header in (Collection(manifest, headers) if headers else ())
                    },
                    "statuses": {
                        str(status).rpartition("StatusCode")[2]
                        for status in manifest.objects(response, MF.expectedStatus)
                    },
                    "truth": None if truth is None else bool(truth.toPython()),
                }
            )
        yield str(test).rpartition("#")[2], requests


@pytest.mark.parametrize(("name", "requests"), [pytest.param(*test, id=test[0]) for test in w3c_tests()])
def test_protocol_of_w3c(ask: httpx.Client, name: str, requests: list[dict[str, object]]) -> None:
    """Updates are refused, as they should be here; all else is answered as W3C has it."""
    for one in requests:
        path = str(one["path"]).removeprefix("/sparql").removeprefix("/")
        body = str(one["body"]).encode(str(one["charset"]))
        found = ask.request(str(one["method"]), f"sparql{path}", content=body, headers=one["headers"])  # type: ignore[arg-type]
        if name.startswith("update"):
            assert found.status_code in (400, 403), name
            break
        assert f"{found.status_code // 100}xx" in one["statuses"], (name, found.text)  # type: ignore[operator]
        if one["truth"] is not None:
            assert found.json()["boolean"] is one["truth"]
