"""What the endpoint and its data set are, in RDF: the SPARQL service description, and VoID."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, VOID
from starlette.requests import Request
from starlette.responses import Response

from kg.calls.errors import CallError
from kg.calls.negotiation import ALIASES, TRIPLES, choose
from kg.serving.replies import failed, options_of, pool_of, tag_of, typed, unchanged, vocabulary_of

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
_WRITERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


async def describe_service(request: Request) -> Response:
    """Return the description of the service, and of its data set."""
    return await _written(request, service=True)


async def describe_dataset(request: Request) -> Response:
    """Return the description of the data set alone."""
    return await _written(request, service=False)


async def describe_vocabulary(request: Request) -> Response:
    """Return the vocabulary, to which the IRIs of its terms lead."""
    wanted = _wanted(request)
    if wanted is None:
        return failed(CallError("unacceptable", f"this description comes as {', '.join(TRIPLES)}"))
    text = (files("kg.schema") / "ontology.ttl").read_text("utf-8")
    graph = Graph().parse(data=text, format="turtle", publicID=vocabulary_of(request).base)
    answer = Response(graph.serialize(format=_WRITERS[wanted], encoding="utf-8"), media_type=typed(wanted))
    answer.headers["vary"] = "Accept"
    return answer


def _wanted(request: Request) -> str | None:
    form = ALIASES.get(request.query_params.get("format", ""), ())
    named = next((one for one in TRIPLES if one in form), None)
    accept = request.headers.get("accept", "*/*")
    return named or choose(accept, TRIPLES) or ("text/turtle" if choose(accept, ("text/html",)) else None)


async def _written(request: Request, *, service: bool) -> Response:
    known = unchanged(request)
    if known is not None:
        return known
    wanted = _wanted(request)
    if wanted is None:
        return failed(CallError("unacceptable", f"this description comes as {', '.join(TRIPLES)}"))
    try:
        reply = await pool_of(request).call("stats", {})
    except CallError as problem:
        return failed(problem)
    graph = _graph(_base(request), msgspec.json.decode(reply.body), service=service)
    content = graph.serialize(format=_WRITERS[wanted], encoding="utf-8")
    answer = Response(content, media_type=typed(wanted))
    answer.headers["vary"] = "Accept"
    answer.headers["etag"] = tag_of(request, reply.generation)
    return answer


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{options_of(request).root_path}"


def _graph(base: str, found: dict[str, Any], *, service: bool) -> Graph:
    graph = Graph()
    graph.bind("sd", SD)
    graph.bind("void", VOID)
    endpoint, dataset = URIRef(f"{base}/sparql"), URIRef(f"{base}/.well-known/void#dataset")
    stats = found["stats"]
    graph.add((dataset, RDF.type, VOID.Dataset))
    graph.add((dataset, DCTERMS.title, Literal("Statements of news articles, with their sources", lang="en")))
    graph.add((dataset, VOID.sparqlEndpoint, endpoint))
    graph.add((dataset, FOAF.homepage, URIRef(f"{base}/")))
    graph.add((dataset, VOID.triples, Literal(stats["quads"], datatype=XSD.integer)))
    graph.add((dataset, VOID.entities, Literal(sum(stats["entities"].values()), datatype=XSD.integer)))
    graph.add((dataset, VOID.documents, Literal(stats["documents"], datatype=XSD.integer)))
    for name in ("https://schema.org/", str(DCTERMS), "http://www.w3.org/ns/prov#"):
        graph.add((dataset, VOID.vocabulary, URIRef(name)))
    if service:
        description = BNode("service")
        graph.add((description, RDF.type, SD.Service))
        graph.add((description, SD.endpoint, endpoint))
        graph.add((description, SD.supportedLanguage, SD.SPARQL11Query))
        graph.add((description, SD.feature, SD.UnionDefaultGraph))
        for name in RESULT_FORMATS:
            graph.add((description, SD.resultFormat, FORMATS[name]))
        contents, default = BNode("contents"), BNode("default")
        graph.add((description, SD.defaultDataset, contents))
        graph.add((contents, RDF.type, SD.Dataset))
        graph.add((contents, SD.defaultGraph, default))
        graph.add((default, RDF.type, SD.Graph))
        graph.add((description, SD.availableGraphs, dataset))
    return graph
