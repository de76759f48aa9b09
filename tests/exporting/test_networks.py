"""GEXF as networkx reads it, and property graphs as Neo4j does: the statement keeps what an arrow would lose."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_cypher import CypherLexer, CypherParser

from kg.exporting.property_graph import PROPERTIES, RELATIONSHIPS
from kg.face import Graph
from tests.exporting.conftest import EVIL
from tests.exporting.reading import unpacked, written


def test_gexf_has_the_statements_with_their_spells(hostile: Graph) -> None:
    network = networkx.read_gexf(io.BytesIO(written(hostile, "gexf")))
    edges = {data["id"]: (tail, head, data) for tail, head, data in network.edges(data=True)}
    stated = {one.id: one for one in hostile.statements() if one.object is not None}
    assert set(edges) == set(stated)
    for ident, (tail, head, data) in edges.items():
        one = stated[ident]
        assert tail == (one.subject.entity or one.subject.iri)
        assert head == (one.object.entity or one.object.iri)  # type: ignore[union-attr]
        assert (data["polarity"], data["confidence"]) == (one.polarity, one.confidence)
        bounds = (one.earliest, one.latest)
        assert data.get("spells", []) == ([] if bounds == (None, None) else [tuple(day or "" for day in bounds)])
    assert edges["b20000"][2]["label"] == "did not supply"


def test_gexf_is_dynamic_and_a_thing_is_there_whenever_it_takes_part(graph: Graph) -> None:
    root = ElementTree.fromstring(written(graph, "gexf"))  # noqa: S314 (our own)
    space = {"g": "http://www.gexf.net/1.2draft"}
    head = root.find("g:graph", space)
    assert (head.get("mode"), head.get("timeformat")) == ("dynamic", "date")
    spells = {
        node.get("id"): [(spell.get("start"), spell.get("end")) for spell in node.iterfind("g:spells/g:spell", space)]
        for node in root.iterfind("g:graph/g:nodes/g:node", space)
    }
    assert spells["Ukraine"] == [("2024-01-01", "2024-01-10")]
    assert spells["Russia"] == []


def test_gexf_open_bounds_stay_open(tmp_path: Path) -> None:
    from kg.face import open_graph
    from tests.conftest import store_documents
    from tests.test_readers import hand_made

    store_documents(tmp_path, hand_made())
    with open_graph(tmp_path) as graph:
        data = written(graph, "gexf")
    root = ElementTree.fromstring(data)  # noqa: S314 (our own)
    spells = [dict(spell.attrib) for spell in root.iter("{http://www.gexf.net/1.2draft}spell")]
    assert {"end": "2024-02-29"} in spells
    assert {"start": "2023-07-01"} in spells


def neo4j(graph: Graph) -> tuple[dict[str, list[dict[str, str]]], str]:
    files = unpacked(written(graph, "neo4j"))
    tables = {name: data.decode() for name, data in files.items() if name.endswith(".csv")}
    rows = {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in tables.items()}
    return rows, files["import.txt"].decode()


def test_neo4j_import_finds_every_node_that_a_relationship_names(hostile: Graph) -> None:
    files, arguments = neo4j(hostile)
    links = files.pop("relationships.csv")
    assert set(re.findall(r"--nodes=(\S+)", arguments)) == set(files)
    assert "--multiline-fields=true" in arguments
    labels = {row["id:ID"]: row[":LABEL"].split(";") for rows in files.values() for row in rows}
    assert len(labels) == sum(map(len, files.values()))
    for link in links:
        start, end = RELATIONSHIPS[link[":TYPE"]]
        assert labels[link[":START_ID"]][0] == start
        assert labels[link[":END_ID"]][0] == end
    allowed = {*PROPERTIES, "Entity", "Person", "Organization", "Country", "Product"}
    assert {label for found in labels.values() for label in found} <= allowed


def test_neo4j_import_says_who_denied_what(hostile: Graph) -> None:
    files, _ = neo4j(hostile)
    links = files.pop("relationships.csv")
    by_id = {row["id:ID"]: row for rows in files.values() for row in rows}
    [denied] = [row for row in files["statements.csv"] if row["statement"] == "b20000"]
    out = {link[":TYPE"]: by_id[link[":END_ID"]] for link in links if link[":START_ID"] == denied["id:ID"]}
    assert (out["SUBJECT"]["label"], out["OBJECT"]["label"]) == ("North Korea", "Russia")
    assert (denied["polarity"], denied["credited:boolean"], denied["latest:date"]) == ("negated", "true", "")
    [source] = [link for link in links if (link[":START_ID"], link[":TYPE"]) == (out["CREDITED"]["id:ID"], "SOURCE")]
    assert by_id[source[":END_ID"]]["label"] == "Dmitry Peskov"
    titles = {row["document"]: row["title"] for row in files["documents.csv"]}
    assert titles["h4"] == EVIL.replace("\0", "\ufffd")


class Database:
    """Runs the statements of the export, which have two shapes, as Neo4j would: MERGE by id, MATCH both ends, MERGE."""

    NODE = re.compile(r"UNWIND \$rows AS row MERGE \(n:`(\w+)` \{id: row\.id\}\) SET n \+= row\.properties((?:, n.*)?)")
    LINK = re.compile(
        r"UNWIND \$rows AS row MATCH \(a:`(\w+)` \{id: row\.start\}\) MATCH \(b:`(\w+)` \{id: row\.end\}\) "
        r"MERGE \(a\)-\[r:`(\w+)` \{number: row\.number\}\]->\(b\) SET r \+= row\.properties"
    )

    def __init__(self) -> None:
        self.nodes: dict[tuple[str, str], dict[str, Any]] = {}
        self.links: dict[tuple[str, str, str, int], dict[str, Any]] = {}

    def run(self, statement: str, parameters: dict[str, Any]) -> None:
        if statement.startswith("CREATE CONSTRAINT"):
            return
        node, link = self.NODE.fullmatch(statement), self.LINK.fullmatch(statement)
        assert node or link, statement
        assert 0 < len(parameters["rows"]) <= 500
        for row in parameters["rows"]:
            if node:
                self.nodes.setdefault((node[1], row["id"]), {}).update(row["properties"])
            elif link:
                assert (link[1], row["start"]) in self.nodes
                assert (link[2], row["end"]) in self.nodes
                self.links.setdefault((link[3], row["start"], row["end"], row["number"]), {}).update(row["properties"])


def test_cypher_makes_the_same_graph_as_the_import_and_twice_the_same(hostile: Graph) -> None:
    lines = [json.loads(line) for line in written(hostile, "cypher").splitlines()]
    database = Database()
    for line in lines:
        database.run(line["statement"], line["parameters"])
    counts = (len(database.nodes), len(database.links))
    for line in lines:
        database.run(line["statement"], line["parameters"])
    assert (len(database.nodes), len(database.links)) == counts
    files, _ = neo4j(hostile)
    links = files.pop("relationships.csv")
    assert counts[0] == sum(map(len, files.values()))
    assert Counter(key[0] for key in database.links) == Counter(link[":TYPE"] for link in links)
    assert EVIL in {values.get("title") for (label, _), values in database.nodes.items() if label == "Document"}


class Complaints(ErrorListener):
    """Takes down what a parser complains of."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def syntaxError(self, *about: object) -> None:  # noqa: N802 (the name that ANTLR calls)
        self.told.append(str(about[4]))


def test_cypher_statements_are_cypher(hostile: Graph) -> None:
    statements = {json.loads(line)["statement"] for line in written(hostile, "cypher").splitlines()}
    queries = {statement for statement in statements if not statement.startswith("CREATE CONSTRAINT ")}
    assert len(statements) - len(queries) == 4, "constraints are Neo4j's own, and not in the grammar"
    for query in queries:
        complaints = Complaints()
        lexer = CypherLexer(InputStream(query))
        parser = CypherParser(CommonTokenStream(lexer))
        for one in (lexer, parser):
            one.removeErrorListeners()
            one.addErrorListener(complaints)
        parser.script()
        assert complaints.told == [], query


def test_cypher_statements_hold_no_word_of_a_text(hostile: Graph) -> None:
    statements = {json.loads(line)["statement"] for line in written(hostile, "cypher").splitlines()}
    assert not any("DETACH" in statement or "Russia" in statement for statement in statements)
    assert len(statements) < 40
