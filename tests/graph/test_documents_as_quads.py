"""Annotated documents as RDF: the shape of a statement, what gets a plain triple, and SHACL for all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from kg.errors import SchemaError
from kg.extraction.workers.messages import Extracted
from kg.graph.catalogue import Entry
from kg.graph.document_quads import LEAST_CONFIDENCE, Quad, document_quads
from kg.graph.entity_quads import entity_quads, ingestion_quads
from kg.graph.index import Index
from kg.model import AnnotatedDocument, StatementTime
from kg.resolve import Resolution, resolve
from kg.schema.turtle import load_ontology, load_shapes
from kg.schema.vocabulary import Vocabulary
from tests.articles import ARTICLES, ArticleWriter, american_article, plain_article, russian_article

KG = Vocabulary()
BASE = "https://kg.example/"


def local_entities(*documents: AnnotatedDocument) -> dict[tuple[str, int], str]:
    return {(a.document.id, c.id): c.entity for a in documents for c in a.chains if c.entity is not None}


def graph_of(annotated: AnnotatedDocument, *, reports: bool = False) -> Graph:
    graph = Graph()
    for *triple, _ in document_quads(annotated, local_entities(annotated), KG, reports=reports):
        graph.add(tuple(triple))
    return graph


def everything(documents: tuple[AnnotatedDocument, ...], *, reports: bool = True) -> tuple[list[Quad], Resolution]:
    resolution = resolve(documents)
    entries = [Entry.of(a.document, Extracted.of(a), added="2026-01-02T03:04:05Z") for a in documents]
    quads = [quad for a in documents for quad in document_quads(a, resolution.entity_of, KG, reports=reports)]
    return [
        *quads,
        *entity_quads(resolution.entities, resolution.redirects, KG),
        *ingestion_quads(entries, KG),
    ], resolution


def plain_triples(graph: Graph) -> set[str]:
    short = {str(KG.relation): "rel:", str(KG.predicate): "pred:", str(KG.claim): "claim:", str(KG.entity): ""}

    def shortened(term: object) -> str:
        for namespace, prefix in short.items():
            if str(term).startswith(namespace):
                return f"{prefix}{str(term).removeprefix(namespace)}"
        return str(term)

    return {
        " ".join(map(shortened, triple))
        for triple in graph
        if str(triple[1]).startswith((str(KG.relation), str(KG.predicate), str(KG.claim)))
    }


def test_document_quads_statement_in_full() -> None:
    annotated = american_article()
    expected = Graph().parse(
        format="turtle",
        publicID=f"{BASE}document/a1",
        data="""
@prefix kg: <https://kg.example/ns#> . @prefix ent: <https://kg.example/entity/> .
@prefix rel: <https://kg.example/relation/> . @prefix st: <https://kg.example/statement/> .
@prefix claim: <https://kg.example/claim/> . @prefix tm: <https://kg.example/time/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
st:a10001 a kg:Statement ;
  rdfs:label "John Kirby said that North Korea supplied Russia with ballistic missiles on 30 December 2023"@en ;
  kg:wording "North Korea supplied Russia with ballistic missiles on 30 December 2023"@en ;
  rdf:subject ent:North_Korea ; rdf:predicate rel:supply ; rdf:object ent:Russia ;
  kg:theme <#chain=54,72> ; kg:eventTime tm:2023-12-30 ; kg:polarity kg:affirmed ; kg:modality kg:actual ;
  kg:attribution <#attribution=11,15> ; kg:sentence <#char=0,88> ; kg:trigger "supplied" ; kg:confidence 0.9 ;
  kg:rule "by-hand" .
<#attribution=11,15> a kg:Attribution ; kg:source ent:John_Kirby ; kg:cue "said" ; kg:attributionKind kg:indirect ;
  kg:content <#char=16,87> .
<#chain=54,72> a kg:Product ; rdfs:label "ballistic missiles"@en ; kg:head "missiles" .
<#char=0,88> a nif:Sentence ; nif:beginIndex 0 ; nif:endIndex 88 ; nif:referenceContext <> ;
  nif:anchorOf "John Kirby said that North Korea supplied Russia with ballistic missiles on December 30."@en .
tm:2023-12-30 kg:timex "2023-12-30" ; kg:earliest "2023-12-30"^^xsd:date ; kg:latest "2023-12-30"^^xsd:date .
""",
    )
    written = graph_of(annotated)
    found = Graph()
    for subject in set(expected.subjects()):
        for triple in written.triples((subject, None, None)):
            found.add(triple)
    assert isomorphic(found, expected), f"{(found - expected).serialize()}\n{(expected - found).serialize()}"


def test_document_quads_have_no_blank_node() -> None:
    quads, _ = everything(ARTICLES)
    assert not [quad for quad in quads if any(isinstance(term, BNode) for term in quad)]


def test_document_quads_are_written_once_each() -> None:
    quads, _ = everything(ARTICLES)
    assert len(quads) == len(set(quads))


@pytest.mark.parametrize("base", ["https://kg.example/", "http://graph.example.org/news/"])
def test_document_quads_conform_to_shapes(base: str) -> None:
    vocabulary = Vocabulary(base)
    resolution = resolve(ARTICLES)
    graph = load_ontology(base)
    for annotated in ARTICLES:
        for *triple, _ in document_quads(annotated, resolution.entity_of, vocabulary, reports=True):
            graph.add(tuple(triple))
    for *triple, _ in entity_quads(resolution.entities, resolution.redirects, vocabulary):
        graph.add(tuple(triple))
    conforms, _, text = pyshacl.validate(graph, shacl_graph=load_shapes(base))
    assert conforms, text


def test_shapes_find_what_is_wrong() -> None:
    graph = graph_of(american_article())
    graph.remove((None, KG.kg.polarity, None))
    conforms, _, text = pyshacl.validate(graph, shacl_graph=load_shapes())
    assert not conforms
    assert "polarity" in text


def test_plain_triples_own_voice_and_claims() -> None:
    assert plain_triples(graph_of(american_article())) == {
        "North_Korea claim:supply Russia",
        "Russia rel:attack Ukraine",
    }
    assert plain_triples(graph_of(russian_article())) == set()
    assert plain_triples(graph_of(plain_article())) == {"North_Korea rel:supply Russia"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"Russia pred:visit Iran"}),
        ({"polarity": "negated"}, set()),
        ({"polarity": "unknown"}, set()),
        *(({"modality": modality}, set()) for modality in ("possible", "intended", "conditional", "unknown")),
        ({"confidence": LEAST_CONFIDENCE - 0.01}, set()),
        ({"confidence": LEAST_CONFIDENCE}, {"Russia pred:visit Iran"}),
        ({"kind": "report"}, set()),
        ({"attribution": 0}, {"Russia claim:visit Iran"}),
        ({"attribution": 0, "polarity": "negated"}, set()),
        ({"attribution": 1}, set()),
        ({"attribution": 2}, set()),
    ],
)
def test_plain_triples_only_under_their_conditions(change: dict[str, object], expected: set[str]) -> None:
    article = ArticleWriter("d4")
    article.sentence("Kirby said, wrote and did not say that Russia visited Iran.")
    article.credit("Kirby", "said", "that Russia visited Iran")
    unsaid = article.credit("Kirby", "did not say", "that Russia visited Iran", polarity="negated")
    article.credit("Kirby", "wrote", "that Russia visited Iran", parent=unsaid)
    article.state("Russia", "visited", "Iran", lemma="visit", **change)
    assert plain_triples(graph_of(article.finish(), reports=True)) == expected


def test_plain_triples_need_two_entities() -> None:
    article = ArticleWriter("d4")
    article.sentence("Russia built a bridge.").thing("a bridge")
    article.state("Russia", "built", "a bridge", lemma="build")
    assert plain_triples(graph_of(article.finish())) == set()


def test_document_quads_inverse_relation_stands_in_canonical_direction() -> None:
    rows = set(graph_of(russian_article()).query(
        "SELECT ?s ?p ?o { ?x a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }",
        initNs={"kg": KG.kg},
    ))  # fmt: skip
    assert rows == {(KG.entity.North_Korea, KG.relation.supply, KG.entity.Russia)}


def test_document_quads_inverse_relation_without_object_keeps_its_lemma() -> None:
    article = ArticleWriter("d4")
    article.sentence("Russia received missiles.")
    article.state("Russia", "received", None, lemma="receive", relation="supply", inverse=True)
    graph = graph_of(article.finish())
    statement = KG.statement["d40000"]
    assert str(graph.value(statement, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"))) == str(
        KG.predicate.receive
    )


def test_document_quads_reports_are_left_out_unless_asked() -> None:
    annotated = american_article()
    assert KG.kg.Report not in set(graph_of(annotated).objects())
    assert KG.kg.Report in set(graph_of(annotated, reports=True).objects())


def test_document_quads_leave_out_rejected_statements() -> None:
    annotated = american_article()
    left = {quad[0] for quad in document_quads(annotated, {}, KG, rejected={"a10001"})}
    assert KG.statement["a10001"] not in left
    assert KG.statement["a10002"] in left


def test_document_quads_do_not_lead_to_a_rejected_condition() -> None:
    article = ArticleWriter("d4").sentence("If Iran visits Russia, Russia visits Iran.")
    condition = article.state("Iran", "visits", "Russia", lemma="visit", modality="conditional")
    article.state("Russia", "visits", "Iran", lemma="visit", modality="conditional", condition=condition)
    annotated = article.finish()
    assert KG.statement[condition] in {quad[2] for quad in document_quads(annotated, {}, KG)}
    quads = list(document_quads(annotated, {}, KG, rejected={condition}))
    assert quads and not any(KG.statement[condition] in quad for quad in quads)


def test_document_quads_two_sources_of_one_cue_are_two_attributions() -> None:
    article = ArticleWriter("d4")
    article.sentence("Kirby and Dmitry Peskov said that Russia visited Iran.")
    first = article.credit("Kirby", "said", "that Russia visited Iran")
    second = article.credit("Dmitry Peskov", "said", "that Russia visited Iran")
    for attribution in (first, second):
        article.state("Russia", "visited", "Iran", lemma="visit", attribution=attribution)
    graph = graph_of(article.finish())
    assert sorted(graph.objects(None, KG.kg.source)) == [KG.entity.Dmitry_Peskov, KG.entity.John_Kirby]
    assert len(set(graph.subjects(KG.kg.source))) == 2


def test_document_quads_a_date_that_is_none_is_an_error() -> None:
    annotated = american_article()
    wrong = replace(annotated, document=replace(annotated.document, date="4 January"))
    with pytest.raises(SchemaError, match="4 January"):
        list(document_quads(wrong, {}, KG))


def test_quads_pass_through_a_store_unchanged(tmp_path: Path) -> None:
    quads, _ = everything(ARTICLES)
    path = tmp_path / "index"
    index = Index.create(path, KG.prefixes())
    index.load(quads)
    index.finish()
    assert set(Index.read(path, KG.prefixes()).quads()) == set(quads)


def test_triples_with_the_statement_as_subject_stay_few() -> None:
    quads, _ = everything(ARTICLES, reports=False)
    statements = {quad[0] for quad in quads if quad[2] == KG.kg.Statement}
    assert sum(quad[0] in statements for quad in quads) / len(statements) <= 14


def test_document_pages_and_summaries() -> None:
    article = american_article()
    second = article.sentences[1].start
    document = replace(article.document, pages=(0, second), summary=True)
    graph = graph_of(replace(article, document=document))
    pages = {str(node).partition("#char=")[2]: int(page) for node, page in graph.subject_objects(KG.kg.page)}
    assert pages == {
        f"{s.start},{s.end}": 1 if s.start < second else 2 for s in article.sentences if f"{s.start},{s.end}" in pages
    }
    assert set(pages.values()) == {1, 2}
    assert [bool(value.toPython()) for value in graph.objects(None, KG.kg.isSummary)] == [True]
    _, _, breaches = pyshacl.validate(graph, shacl_graph=load_shapes())
    assert "page" not in breaches and "Summary" not in breaches
    graph.add((next(graph.subjects(KG.kg.page)), KG.kg.page, Literal("two")))
    assert "page" in pyshacl.validate(graph, shacl_graph=load_shapes())[2]
    plain = graph_of(article)
    assert not [*plain.subject_objects(KG.kg.page), *plain.subject_objects(KG.kg.isSummary)]


def test_a_bound_is_no_time_of_the_event() -> None:
    article = american_article()
    claim = next(one for one in article.statements if one.kind != "report")
    undated = replace(claim, time=StatementTime(None, None, "2024-01-05"))
    graph = graph_of(replace(article, statements=(undated,)))
    (node,) = graph.subjects(KG.kg.happenedBy, None)
    assert graph.value(node, KG.kg.happenedBy) == Literal("2024-01-05", datatype=XSD.date)
    assert graph.value(node, KG.kg.eventTime) is None
    assert not list(graph.objects(node, KG.kg.latest))
