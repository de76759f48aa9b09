"""Files that the page saves: read again by the programs that such files are for."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from kg.graph.document_quads import document_quads
from kg.schema.vocabulary import Vocabulary
from tests.view.story import story

pytestmark = pytest.mark.browser
KG = Namespace("https://kg.example/ns#")


def saved(page, format: str) -> bytes:
    page.page.click("#export summary")
    with page.page.expect_download() as download:
        page.page.click(f"#export [data-format={format}]")
    return download.value.path().read_bytes()


def test_png(open_page, story_html):
    picture = saved(open_page(story_html), "png")
    assert picture.startswith(b"\x89PNG") and len(picture) > 10_000


def test_svg_holds_the_things_and_arrows_in_view(open_page, story_html):
    page = open_page(story_html, "#fragments=1")
    picture = ElementTree.fromstring(saved(page, "svg"))  # noqa: S314 (our own file)
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "North Korea" in texts and "attack ×2" in texts
    lines = list(picture.iter("{http://www.w3.org/2000/svg}polyline"))
    assert len(lines) == len(page.arrows())


def test_csv(open_page, story_html):
    page = open_page(story_html, "#view=table&relations=supply")
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode())))
    assert [(row["subject"], row["predicate"], row["object"], row["polarity"]) for row in rows] == [
        ("North Korea", "supplied", "Russia", "affirmed"),
        ("Iran", "has not delivered any to", "Russia", "negated"),
        ("North Korea", "had not supplied", "Russia", "negated"),
        ("North Korea", "supplied", "Russia", "affirmed"),
    ]
    assert rows[0]["sources"] == "John Kirby"
    assert rows[0]["sentence"].startswith("Kirby said on Thursday")
    assert (rows[0]["theme"], rows[0]["cue"]) == ("ballistic missiles", "said")
    assert (rows[0]["start"], rows[0]["end"]) == ("0", str(len(rows[0]["sentence"])))


def test_graphml_is_read_by_networkx(open_page, story_html, tmp_path):
    import networkx

    path = tmp_path / "graph.graphml"
    path.write_bytes(saved(open_page(story_html, "#voices=0&relations=supply&view=table"), "graphml"))
    graph = networkx.read_graphml(path)
    assert sorted(label for _, label in graph.nodes(data="label")) == ["Iran", "North Korea", "Russia"]
    edges = [
        (graph.nodes[one]["label"], graph.nodes[other]["label"], about) for one, other, about in graph.edges(data=True)
    ]
    assert len(edges) == 4
    first = next(about for one, _, about in edges if one == "North Korea" and about["sources"] == "John Kirby")
    assert (first["polarity"], first["published"]) == ("affirmed", "2024-01-05")
    assert first["wording"] == "North Korea supplied Russia with ballistic missiles"
    assert (first["theme"], first["cue"], first["mark"]) == ("ballistic missiles", "said", "")
    assert first["end"] - first["start"] == len(first["sentence"])


def test_json_holds_what_is_seen_in_the_graph(open_page, story_html):
    page = open_page(story_html, "#voices=0&relations=lead")
    records = json.loads(saved(page, "json"))
    assert [record["subject"] for record in records] == [
        {"label": "Joe Biden", "entity": "Joe_Biden"},
        {"label": "Kim Jong Un", "entity": "Kim_Jong_Un"},
        {"label": "Vladimir Putin", "entity": "Vladimir_Putin"},
    ]


def test_turtle_is_read_by_rdflib_and_turns_what_stands_the_other_way_round(open_page, story_html):
    page = open_page(story_html, "#view=table&fragments=1")
    graph = Graph().parse(data=saved(page, "turtle"), format="turtle")
    statements = set(graph.subjects(RDF.type, KG.Statement))
    assert len(statements) == 20
    entity = Namespace("https://kg.example/entity/")
    supply = URIRef("https://kg.example/relation/supply")
    supplied = {
        (graph.value(statement, RDF.subject), graph.value(statement, RDF.object), graph.value(statement, KG.polarity))
        for statement in graph.subjects(RDF.predicate, supply)
    }
    assert (entity.North_Korea, entity.Russia, KG.affirmed) in supplied
    assert (entity.North_Korea, entity.Russia, KG.negated) in supplied
    assert (None, KG.source, entity.John_Kirby) in graph


def test_turtle_says_nothing_of_its_statements_that_the_graph_does_not_say(open_page, story_html):
    documents, resolution = story()
    page = open_page(story_html, "#view=table&reports=1&fragments=1")
    exported = Graph().parse(data=saved(page, "turtle"), format="turtle")
    vocabulary = Vocabulary()
    whole = Graph()
    for annotated in documents:
        for quad in document_quads(annotated, resolution.entity_of, vocabulary, reports=True):
            whole.add(quad[:3])
    statements = set(exported.subjects(KG.sentence, None))
    assert statements == set(whole.subjects(KG.sentence, None))
    for statement in statements:
        assert set(exported.predicate_objects(statement)) <= set(whole.predicate_objects(statement))


def test_turtle_counts_characters_as_python_does(open_page):
    from kg.view import render_page
    from tests.view.story import ENTITIES
    from tests.view.writing import Writer, page_of, resolution_of

    write = Writer("e0e0e0e0", None, None, ENTITIES)
    write.sentence("🚀🚀 Iran met Russia.").state("Iran", "met", "Russia", lemma="meet")
    documents = [write.document()]
    page = open_page(render_page(page_of(documents, resolution_of(documents, ENTITIES))), "#view=table")
    graph = Graph().parse(data=saved(page, "turtle"), format="turtle")
    assert (None, KG.sentence, URIRef("https://kg.example/document/e0e0e0e0#char=0,19")) in graph
