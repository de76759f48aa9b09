"""RDF, as Oxigraph, rdflib and the library of nanopublications read it back."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from nanopub import Nanopub, NanopubConf
from rdflib import Dataset, URIRef
from rdflib import Graph as TripleGraph
from rdflib.compare import isomorphic
from rdflib.namespace import PROV, RDF

from kg.face import Graph
from tests.exporting.reading import written

KG = "https://kg.example/ns#"
ST = "https://kg.example/statement/"
FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}


def quads(graph: Graph, form: str, read: ox.RdfFormat) -> list[ox.Quad]:
    return list(ox.parse(written(graph, form), read))


@pytest.mark.parametrize("form", FORMATS)
def test_rdf_of_quads_is_the_whole_store(hostile: Graph, form: str) -> None:
    found = quads(hostile, form, FORMATS[form])
    assert len(found) == len(set(found)) == hostile.stats().quads
    assert set(found) == set(quads(hostile, "nquads", ox.RdfFormat.N_QUADS))


def test_rdf_turtle_has_each_triple_of_the_union_once(hostile: Graph) -> None:
    found = quads(hostile, "turtle", ox.RdfFormat.TURTLE)
    union = {quad.triple for quad in quads(hostile, "nquads", ox.RdfFormat.N_QUADS)}
    assert len(found) == len(union)
    assert {quad.triple for quad in found} == union
    read = TripleGraph().parse(data=written(hostile, "turtle"), format="turtle")
    assert len(read) == len(union)


def test_rdf_trig_is_read_by_rdflib(graph: Graph) -> None:
    dataset, other = Dataset(), Dataset()
    dataset.parse(data=written(graph, "trig"), format="trig")
    other.parse(data=written(graph, "nquads"), format="nquads")
    name = URIRef("https://kg.example/document/b2")
    assert len(dataset.graph(name)) > 10
    assert isomorphic(dataset.graph(name), other.graph(name))


def test_rdf12_each_statement_reifies_its_triple(hostile: Graph) -> None:
    found = quads(hostile, "rdf12", ox.RdfFormat.TRIG)
    reified = {quad.subject.value: quad.object for quad in found if quad.predicate.value == f"{RDF}reifies"}
    stated = {f"{ST}{one.id}": one for one in hostile.statements() if one.object is not None}
    assert set(reified) == set(stated)
    for iri, triple in reified.items():
        assert isinstance(triple, ox.Triple)
        assert (triple.subject.value, triple.object.value) == (stated[iri].subject.iri, stated[iri].object.iri)
    assert {quad for quad in found if quad.predicate.value != f"{RDF}reifies"} == set(
        quads(hostile, "nquads", ox.RdfFormat.N_QUADS)
    )


def test_rdf12_answers_who_denies_a_triple_and_does_not_assert_it(graph: Graph) -> None:
    store = ox.Store()
    store.load(written(graph, "rdf12"), ox.RdfFormat.TRIG)
    asked = """PREFIX kg: <https://kg.example/ns#> PREFIX ent: <https://kg.example/entity/>
      PREFIX rel: <https://kg.example/relation/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      SELECT ?source ?polarity { ?statement rdf:reifies <<( ent:North_Korea rel:supply ent:Russia )>> ; kg:polarity ?polarity .
        OPTIONAL { ?statement kg:attribution/kg:source ?source } } ORDER BY ?source"""
    rows = [
        [None if value is None else value.value.rpartition("/")[2] for value in row]
        for row in store.query(asked, use_default_graph_as_union=True)
    ]
    assert rows == [[None, "ns#affirmed"], ["Dmitry_Peskov", "ns#negated"], ["John_Kirby", "ns#affirmed"]]
    denied = quads(graph, "rdf12", ox.RdfFormat.TRIG)
    plain = [q for q in denied if q.graph_name.value.endswith("/b2") and "/relation/" in q.predicate.value]
    assert plain == []


def nanopubs(graph: Graph) -> dict[str, Dataset]:
    """The quads of each nanopublication, by the id of its statement."""
    found: dict[str, Dataset] = {}
    dataset = Dataset()
    dataset.parse(data=written(graph, "nanopub"), format="trig")
    for subject, predicate, object_, name in dataset.quads():
        ident = str(name).partition("#")[0].rpartition("/")[2]
        one = found.setdefault(ident, Dataset())
        one.graph(URIRef(name)).add((subject, predicate, object_))
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nanopublications_are_valid_for_their_library(hostile: Graph) -> None:
    found = nanopubs(hostile)
    assert set(found) == {one.id for one in hostile.statements()}
    for one in found.values():
        nanopub = Nanopub(rdf=one, conf=NanopubConf(use_test_server=True))
        assert nanopub.is_valid
        assert nanopub.signed_with_public_key is None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nanopublication_of_a_denial_asserts_that_it_is_one(graph: Graph) -> None:
    nanopub = Nanopub(rdf=nanopubs(graph)["b20000"])
    node = URIRef(f"{ST}b20000")
    assert nanopub.assertion.value(node, URIRef(f"{KG}polarity")) == URIRef(f"{KG}negated")
    assert all("/relation/" not in predicate for predicate in nanopub.assertion.predicates())
    [source] = nanopub.provenance.objects(None, PROV.wasAttributedTo)
    assert source == URIRef("https://kg.example/entity/Dmitry_Peskov")
