"""The page of the sample articles: its table and the files that it saves tell what every other reader tells.

The other readers are compared in tests/test_readers.py; this is what runs in a browser.
"""

import io
import json
import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Namespace

from kg.face import open_graph
from kg.graph.build import build
from tests.view.test_page_exports import saved

DATA = Path(__file__).parents[2] / "data"
KG = Namespace("https://kg.example/ns#")

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_files_and_table_tell_what_the_statements_and_the_export_tell(open_page, tmp_path):
    build(DATA, tmp_path / "data")
    with open_graph(tmp_path / "data") as graph:
        statements = {stated.id: stated for stated in graph.statements()}
        page = open_page(graph.view().html, "#view=table&fragments=1")
        exported, whole = Graph().parse(data=saved(page, "turtle"), format="turtle"), Graph()
        quads = io.BytesIO()
        graph.write(quads, "turtle")
        whole.parse(data=quads.getvalue(), format="turtle")
    records = json.loads(saved(page, "json"))
    assert [record["id"] for record in records] == list(statements)
    for record in records:
        stated = statements[record["id"]]
        assert record["wording"] == stated.wording.text
        assert record["subject"].get("entity") == stated.subject.entity
        assert (record["relation"], record["time"]) == (stated.predicate, stated.time), stated.sentence
    said = set(exported.subjects(RDF.type, KG.Statement))
    assert {str(one).rpartition("/")[2] for one in said} == set(statements)
    for one in said:
        for name in (RDF.subject, RDF.predicate, RDF.object, RDFS.label, KG.wording, KG.fragment, KG.eventTime):
            assert exported.value(one, name) == whole.value(one, name)
    times = set(exported.objects(None, KG.eventTime))
    assert len(times) > 10
    for time in times:
        assert set(exported.predicate_objects(time)) == {
            pair for pair in whole.predicate_objects(time) if pair[0] != RDF.type
        }
    shown = page.page.evaluate(
        """() => { const said = []; for (const row of document.querySelectorAll("#table tbody tr"))
             said.push([Number(row.dataset.statement), row.cells[4].innerText]); return said; }"""
    )
    for number, when in shown:
        ident = page.page.evaluate("number => kgPage.data.statements.id[number]", number)
        assert when == (statements[ident].time or "")


def test_no_card_holds_a_word_of_the_machine(open_page, tmp_path):
    build(DATA, tmp_path / "data")
    with open_graph(tmp_path / "data") as graph:
        page = open_page(graph.view().html)
    told = page.page.evaluate(
        """() => kgPage.data.statements.id.map((_, statement) => {
          kgPage.change({chosen: {kind: "statement", statement}});
          return document.querySelector("#details .one-statement").innerText;
        })"""
    )
    assert any("= 30 December 2023" in card for card in told)
    for card in told:
        assert "_REF" not in card and "(rule" not in card and not re.search(r"= \d{4}-", card), card
