"""What leaves the graph: networkx, exports, statements with their names, and the view for notebooks."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from rdflib import Dataset, URIRef
from rdflib import Graph as TripleGraph
from rdflib.compare import isomorphic

from kg.errors import StoreError
from kg.exporting.forms import EXPORTS
from kg.face import Graph, open_graph
from kg.statements.stated import RECORD_FIELDS
from tests.articles import ARTICLES, american_article, russian_article
from tests.conftest import store_documents


def test_statements_with_names_and_sentence(graph: Graph) -> None:
    supplied = next(stated for stated in graph.statements() if stated.id == "b20000")
    assert (supplied.subject.label, supplied.predicate) == ("North Korea", "supply")
    assert supplied.object is not None
    assert (supplied.object.label, supplied.object.entity) == ("Russia", "Russia")
    assert [(role, thing.label, thing.entity) for role, thing in supplied.arguments] == [("theme", "missiles", None)]
    assert supplied.source is not None
    assert (supplied.source.label, supplied.cue, supplied.polarity) == ("Dmitry Peskov", "denied", "negated")
    assert supplied.sentence.startswith("Dmitry Peskov denied that Russia received")
    assert supplied.document.publisher == "Agency"
    assert supplied.record.predicate.lemma == "receive"


def test_statements_reports_only_when_asked(graph: Graph) -> None:
    assert len(list(graph.statements())) == 6
    assert len(list(graph.statements(reports=True))) == 7


def test_statements_nobody_named_is_credited(graph: Graph) -> None:
    condemned = next(stated for stated in graph.statements() if stated.id == "c30000")
    assert (condemned.source, condemned.cue, condemned.credited) == (None, "reported", True)


def test_networkx_has_plain_attributes(graph: Graph) -> None:
    network = graph.to_networkx()
    assert isinstance(network, networkx.MultiDiGraph)
    assert set(network["North_Korea"]["Russia"]) == {"a10001", "b20000", "c30001"}
    assert network["Russia"]["Ukraine"]["a10002"]["predicate"] == "attack"
    assert network.nodes["Russia"]["type"] == "Country"
    values = [value for _, data in network.nodes(data=True) for value in data.values()]
    values += [value for *_, data in network.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} <= {str, float, bool}


def test_networkx_named_only(graph: Graph) -> None:
    assert all(data["named"] for _, data in graph.to_networkx(named_only=True).nodes(data=True))
    assert not all(data["named"] for _, data in graph.to_networkx().nodes(data=True))


def test_export_nquads_holds_every_quad(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "graph.nq", "nquads")
    dataset = Dataset()
    dataset.parse(tmp_path / "graph.nq", format="nquads")
    assert len(list(dataset.quads())) == graph.stats().quads


def test_export_turtle_is_the_union(graph: Graph) -> None:
    written = io.BytesIO()
    graph.write(written, "turtle")
    union = TripleGraph()
    for row in graph.query("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (?p != kg:ingested) }").rows():
        union.add(row)
    read = TripleGraph().parse(data=written.getvalue(), format="turtle")
    read.remove((None, URIRef("https://kg.example/ns#ingested"), None))
    assert isomorphic(read, union)
    assert b"\\#" not in written.getvalue()


def test_export_jsonld_keeps_the_named_graphs(graph: Graph) -> None:
    written = io.BytesIO()
    graph.write(written, "jsonld")
    names = {part["@id"] for part in json.loads(written.getvalue()) if "@graph" in part}
    assert "https://kg.example/document/a1" in names


@pytest.mark.parametrize("form", EXPORTS)
def test_export_is_the_same_bytes_again(graph: Graph, form: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    graph.write(first, form)
    graph.write(second, form)
    assert first.getvalue() == second.getvalue() != b""


def test_export_graphml_reads_back_whatever_the_text(tmp_path: Path) -> None:
    hostile = replace(
        american_article(), document=replace(american_article().document, title="bell \x07 and <b>&amp;\x00")
    )
    store_documents(tmp_path / "store", [hostile])
    with open_graph(tmp_path / "store") as graph:
        graph.export(tmp_path / "graph.graphml", "graphml")
    network = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert network["Russia"]["Ukraine"]["a10002"]["title"] == "bell \ufffd and <b>&amp;\ufffd"


def test_export_that_fails_leaves_nothing(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        graph.export(tmp_path / "nowhere" / "graph.nq", "nquads")
    (tmp_path / "kept.nq").write_text("before")
    with pytest.raises(StoreError, match="cannot be written as 'unheard-of'; it can as nquads, trig, turtle"):
        graph.export(tmp_path / "kept.nq", "unheard-of")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("kept.nq", "before")]


def test_appearances_say_where_and_why(graph: Graph) -> None:
    found = list(graph.appearances(graph.entity("Kirby")))
    texts = {annotated.document.id: annotated.document.text for annotated in ARTICLES}
    assert [[mention.text for mention in one.mentions] for one in found] == [["John Kirby"], ["Kirby"]]
    for one in found:
        for mention, sentence in zip(one.mentions, one.sentences, strict=True):
            document, _, start = one.place(mention).partition(":")
            assert texts[document][int(start) :].startswith(mention.text)
            assert mention.text in sentence
    assert [one.evidence.rule for one in graph.appearances(graph.entity("Iran")) if one.evidence] == []
    assert {one.evidence.rule for one in graph.appearances(graph.entity("Russia")) if one.evidence} == {"wikidata"}


def test_statements_with_outer_sources_times_and_who_did_not_say(graph: Graph) -> None:
    stated = {one.id: one for one in graph.statements()}
    assert [thing.label for thing in stated["b20000"].via] == ["John Kirby"]
    assert (stated["a10002"].earliest, stated["a10002"].latest) == ("2024-01-01", "2024-01-10")
    assert (stated["b20000"].earliest, stated["b20000"].said) == (None, True)
    assert stated["a10001"].arguments[0][1].head == "missiles"
    assert list(stated["a10001"].to_record()) == list(RECORD_FIELDS)


def test_statements_that_nobody_said(tmp_path: Path) -> None:
    article = russian_article()
    noted, denied = article.attributions
    silent = replace(article, attributions=(replace(noted, polarity="negated"), denied))
    store_documents(tmp_path, [silent])
    with open_graph(tmp_path) as graph:
        assert [one.said for one in graph.statements()] == [False]


def test_view_shows_itself_in_a_sandboxed_frame(graph: Graph, tmp_path: Path) -> None:
    view = graph.view(["a1"])
    assert view._repr_html_().startswith("<iframe")
    assert "srcdoc=" in view._repr_html_()
    view.write(tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_text("utf-8") == view.html


def test_stats_of_the_hand_made_articles(graph: Graph) -> None:
    stats = graph.stats()
    assert (stats.documents, stats.sentences, stats.statements, stats.credited) == (3, 6, 6, 3)
    assert stats.entities == {"Country": 4, "Person": 2}
    assert stats.polarities == {"affirmed": 5, "negated": 1}
    assert stats.modalities == {"actual": 5, "intended": 1}
    assert (stats.relations, stats.claims) == (2, 1)
    assert stats.triples_alone <= 14


def test_export_naming_the_forms_loads_no_library() -> None:
    """The command line names them in its help, which comes at once."""
    program = "import sys, kg.exporting.forms; print(*{'rdflib', 'pyoxigraph', 'networkx'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "\n"
