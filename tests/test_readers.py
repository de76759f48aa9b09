"""All readers of a graph say the same of a statement: who to whom, when, by whom, against what; of a rejected one nothing.

The readers are the statements in Python, the page, the picture, networkx, GraphML, SPARQL
with the questions and the terminal's tables upon it, the conflicts, and the exports.
"""

from __future__ import annotations

import datetime
import io
import re
import sys
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import networkx
import pytest

from kg.cli import main
from kg.errors import KGError
from kg.exporting.forms import EXPORTS
from kg.face import Graph as Opened
from kg.face import open_graph
from kg.graph import decide
from kg.graph.build import build
from kg.query.short import records
from kg.statements.iris import slug
from kg.statements.stated import Stated
from kg.view.picture import arrows_of
from tests.articles import ARTICLES, ArticleWriter
from tests.conftest import store_documents
from tests.exporting.reading import text_of
from tests.exporting.reading import written as exported

DATA = Path(__file__).parents[1] / "data"
YES, NO = "Iran has supplied Russia with drones, Dmytro Kuleba said.", "said Nasser Kanaani."


def build_articles(store: Path, *texts: str) -> Path:
    """Build a store of texts, each an article of a day of its own."""
    for number, text in enumerate(texts, start=18):
        path = store.parent / f"{store.name}-{number}.md"
        path.write_text(f"---\ndate: 2022-10-{number}\n---\n{text}\n", encoding="utf-8")
        build(path, store)
    return store


def hand_made() -> Iterator[Any]:
    """Yield articles with what the samples lack: open bounds, a modifier, a range, rivals."""
    yield from ARTICLES
    article = ArticleWriter("d4", date="2024-01-12")
    article.sentence("Russia attacked Ukraine before spring, after June and in between.")
    before = article.time("before spring", "2024-03", None, "2024-02-29", "BEFORE")
    after = article.time("after June", "2023-06", "2023-07-01", None, "AFTER")
    between = article.time("in between", "2023", "2023-01-01", "2023-12-31")
    for time in ((before, "2024-03"), (after, "2023-06"), (between, "2021/2023")):
        article.state("Russia", "attacked", "Ukraine", lemma="attack", relation="attack", time=time)
    article.sentence("John Kirby was born in Iran.")
    article.state("John Kirby", "born in", "Iran", lemma="be born in", relation="born-in")
    yield article.finish()
    article = ArticleWriter("e5", date="2024-01-13").sentence("John Kirby was born in Ukraine.")
    article.state("John Kirby", "born in", "Ukraine", lemma="be born in", relation="born-in")
    yield article.finish()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("readers")
    build(DATA, folder / "data")
    store_documents(folder / "by-hand", hand_made())
    build_articles(folder / "two", YES, f"Iran has not supplied Russia with weapons, {NO}")
    return {name: folder / name for name in ("data", "by-hand", "two")}


@pytest.fixture(params=["data", "by-hand", "two"])
def opened(stores: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Opened]:
    with open_graph(stores[request.param]) as graph:
        yield graph


pytestmark = pytest.mark.model


def page_rows(graph: Opened) -> dict[str, dict[str, Any]]:
    """Return what the page is given of each statement, by its id."""
    page = graph.view().page.graph
    columns, strings, entities = page["statements"], page["strings"], page["entities"]

    def name(number: int) -> str | None:
        if number < -1:
            return strings[-2 - number]
        if number == -1:
            return None
        count = len(entities["id"])
        if number < count:
            return entities["id"][number] or entities["label"][number].replace(" ", "_")
        return strings[page["nameless"]["label"][number - count]]

    rows = {}
    for number, ident in enumerate(columns["id"]):
        row = {field: values[number] for field, values in columns.items()}
        time = page["times"][row["time"]] if row["time"] >= 0 else {}
        voices = [page["voices"][voice] for voice in page["credits"][row["credit"]]]
        rows[ident] = {
            "subject": name(row["subject"]),
            "object": name(row["object"]),
            "relation": strings[row["relation"]],
            "polarity": page["polarities"][row["polarity"]],
            "modality": page["modalities"][row["modality"]],
            "time": (time.get("value"), time.get("mod")),
            "days": tuple(time.get(bound) for bound in ("earliest", "latest")),
            "sources": [name(thing) if thing >= 0 else strings[label] for thing, label in voices],
        }
    return rows


def called(thing: Any) -> str | None:
    return None if thing is None else thing.entity or thing.label


def day(iso: str | None) -> int | None:
    return None if iso is None else (datetime.date.fromisoformat(iso) - datetime.date(1970, 1, 1)).days


def joins_entities(stated: Stated) -> bool:
    ends = {stated.subject.entity, None if stated.object is None else stated.object.entity}
    return None not in ends and len(ends) == 2


def test_readers_page(opened: Opened) -> None:
    rows = page_rows(opened)
    statements = {stated.id: stated for stated in opened.statements(reports=True)}
    assert list(rows) == list(statements)
    for ident, stated in statements.items():
        row = rows[ident]
        assert (row["subject"], row["relation"]) == (called(stated.subject), stated.predicate), stated.sentence
        if joins_entities(stated):
            assert row["object"] == called(stated.object), stated.sentence
        assert (row["polarity"], row["modality"]) == (stated.polarity, stated.modality)
        assert row["time"] == (stated.time, stated.mod), stated.sentence
        assert row["days"] == (day(stated.earliest), day(stated.latest or stated.happened_by)), stated.sentence
        sources = [called(source) or "a source that is not named" for source in (stated.source, *stated.via)]
        assert row["sources"] == list(dict.fromkeys(sources if stated.credited else [])), stated.sentence


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("data", ["denial"] * 3), ("by-hand", ["denial", "rivals"]), ("two", ["denial"])],
    ids=lambda one: str(one),
)
def test_readers_page_and_conflicts_agree(stores: dict[str, Path], name: str, kinds: list[str]) -> None:
    with open_graph(stores[name]) as graph:
        conflicts, page = graph.conflicts(), graph.view().page.graph
    assert [conflict.kind for conflict in conflicts] == kinds
    ids = page["statements"]["id"]
    assert [[[ids[one] for one in side] for side in conflict] for conflict in page["conflicts"]] == [
        [[stated.id for stated in side.statements] for side in conflict.sides] for conflict in conflicts
    ]


def test_readers_picture(opened: Opened) -> None:
    page = opened.view().page
    label = page.graph["entities"]["label"]
    drawn = {(label[one.tail], label[one.head], one.negated) for one in arrows_of(page) if one.line != "says"}
    for stated in opened.statements():
        if joins_entities(stated) and stated.object is not None:
            assert (stated.subject.label, stated.object.label, stated.polarity == "negated") in drawn, stated.sentence


def test_readers_networkx_and_graphml(opened: Opened) -> None:
    statements = {stated.id: stated for stated in opened.statements() if stated.object is not None}
    graphml = io.BytesIO()
    opened.write(graphml, "graphml")
    graphml.seek(0)
    for network in (opened.to_networkx(), networkx.read_graphml(graphml, force_multigraph=True)):
        edges = {key: (tail, head, values) for tail, head, key, values in network.edges(keys=True, data=True)}
        assert set(edges) == set(statements)
        for ident, stated in statements.items():
            tail, head, values = edges[ident]
            assert (tail, head) == (
                stated.subject.entity or stated.subject.iri,
                stated.object.entity or stated.object.iri,
            )
            assert (values["predicate"], values["time"]) == (stated.predicate, stated.time or "")


def test_readers_sparql_and_questions(opened: Opened) -> None:
    rows = opened.query(
        """SELECT ?statement ?subject ?predicate ?object ?when ?earliest ?latest {
          GRAPH ?document {
            ?statement a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate .
            OPTIONAL { ?statement rdf:object ?object }
            OPTIONAL { ?statement kg:eventTime ?time . ?time kg:timex ?when
              OPTIONAL { ?time kg:earliest ?earliest } OPTIONAL { ?time kg:latest ?latest } }
          } }"""
    ).rows()
    found = {
        row[0].rpartition("/")[2]: tuple(None if value is None else str(value) for value in row[1:]) for row in rows
    }
    statements = {stated.id: stated for stated in opened.statements()}
    assert set(found) == set(statements)
    for ident, stated in statements.items():
        subject, predicate, object_, *time = found[ident]
        assert subject == stated.subject.iri
        assert predicate.split("/")[-2] == ("relation" if stated.is_relation else "predicate")
        assert object_ == (None if stated.object is None else stated.object.iri)
        assert time == [stated.time, stated.earliest, stated.latest], stated.sentence


@pytest.mark.parametrize("question", ["timeline", "denied", "intended", "who-said-what"])
def test_readers_questions_tell_what_the_statements_tell(opened: Opened, question: str) -> None:
    statements = {stated.id: stated.to_record() for stated in opened.statements()}
    told = list(records(opened.ask(question), opened.prefixes))
    assert told or question != "who-said-what"
    for row in told:
        record = statements[str(row["statement"])]
        shared = (set(row) & set(record)) - {"theme", "predicate"}
        assert row["predicate"] == unquote(slug(str(record["predicate"])))
        assert {name: row[name] for name in shared} == {name: record[name] for name in shared}
        assert row["theme"] == record["theme"] or str(row["theme"]) in str(record["theme"]).split(", ")


def test_readers_timeline_holds_what_has_a_first_and_a_last_day_or_a_day_by_which_it_happened(opened: Opened) -> None:
    rows = list(records(opened.ask("timeline"), opened.prefixes))
    statements = list(opened.statements())
    dated = {stated.id for stated in statements if stated.earliest and stated.latest}
    bounded = {stated.id for stated in statements if stated.happened_by}
    assert {row["statement"] for row in rows if row["when"]} == dated
    assert {row["statement"] for row in rows if not row["when"]} == bounded


def unpacked(html: str) -> str:
    """Return the data that a page holds deflated, as text."""
    pieces = re.findall(r'<script type="text/plain"[^>]*>([^<]*)</script>', html)
    return "".join(zlib.decompress(b64decode(piece)).decode() for piece in pieces)


def everything(graph: Opened, folder: Path) -> dict[str, str]:
    """Return all that any reader can write of a graph, as text."""
    pytest.importorskip("matplotlib")
    written = {"page": unpacked(graph.view().html), "statements": repr(list(graph.statements(reports=True)))}
    for form in EXPORTS:
        written[form] = text_of(form, exported(graph, form))
    graph.view().write(folder / "picture.svg")
    picture = ElementTree.parse(folder / "picture.svg").getroot()  # noqa: S314 (our own file)
    written["picture"] = " ".join(text.text or "" for text in picture.iter("{http://www.w3.org/2000/svg}text"))
    written["networkx"] = repr(list(graph.to_networkx().edges(keys=True, data=True)))
    written["conflicts"] = repr(graph.conflicts())
    for question in ("timeline", "denied", "intended", "who-said-what"):
        written[question] = graph.ask(question).to_text("csv")
    return written


def test_readers_say_nothing_of_what_is_rejected(tmp_path: Path) -> None:
    store = build_articles(tmp_path / "store", YES, f"On Monday, Iran supplied Russia with no weapons, {NO}")
    with open_graph(store) as graph:
        (conflict,) = graph.conflicts()
        (denied,) = conflict.sides[1].statements
        before = everything(graph, tmp_path)
    readers = {name for name, text in before.items() if denied.id in text}
    assert readers >= {"page", "statements", *EXPORTS, "networkx", "conflicts", "denied"}, (
        "an export names its statements"
    )
    assert "timeline" in readers
    decide.reject(store, denied.id)
    with open_graph(store) as graph:
        after = everything(graph, tmp_path)
        assert {name for name, text in after.items() if denied.id in text} == set()
        assert (graph.conflicts(), graph.view().page.graph["conflicts"]) == ((), [])
        assert {row["polarity"] for row in page_rows(graph).values()} == {"affirmed"}
        assert not any(arrow.negated for arrow in arrows_of(graph.view().page))
    assert ("did not supply" in before["picture"], "did not supply" in after["picture"]) == (True, False)
    decide.undo(store)
    with open_graph(store) as graph:
        assert everything(graph, tmp_path)["page"] == before["page"]


def test_readers_a_denial_of_something_else_is_no_conflict_on_the_page_either(tmp_path: Path) -> None:
    with open_graph(build_articles(tmp_path / "store", YES, f"Iran has not supplied Russia with oil, {NO}")) as graph:
        assert len(list(graph.statements())) == 2
        assert graph.conflicts() == ()
        assert graph.view().page.graph["conflicts"] == []


SCHEMA = """
[relations.lease-to]
label = "leases to"
broader = "supply"
subject = ["agent"]
object = ["agent"]
frames = ["S lease T to:O", "O rent T from:S"]
"""


def leases() -> Iterator[Any]:
    article = ArticleWriter("f6", date="2024-01-12").sentence("Russia rented drones from Iran.")
    article.thing("drones")
    article.state(
        *("Russia", "rented", "Iran", ("theme", "drones", None)), lemma="rent from", relation="lease-to", inverse=True
    )
    yield article.finish()
    article = ArticleWriter("a7", date="2024-01-13").sentence("Iran supplied Russia with nothing.")
    article.state("Iran", "supplied", "Russia", lemma="supply", relation="supply", polarity="negated")
    yield article.finish()


def test_readers_know_a_users_relations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    store, schema = tmp_path / "store", tmp_path / "relations.toml"
    store_documents(store, leases())
    schema.write_text(SCHEMA, encoding="utf-8")
    with open_graph(store) as graph:
        assert (graph.conflicts(), graph.view().page.graph["conflicts"]) == ((), [])
    with open_graph(store, schema=schema) as graph:
        assert [conflict.kind for conflict in graph.conflicts()] == ["denial"]
        page = graph.view().page.graph
    assert page["conflicts"] == [[[0], [1]]]
    assert "leased to" in page["strings"]

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["kg", *arguments, "--store", str(store), "--schema", str(schema)])
        with pytest.raises(SystemExit) as end:
            main()
        assert not end.value.code
        return str(capsys.readouterr().out)

    assert run("conflicts", "--format", "csv").count("denial") == 2
    assert "Russia rented drones from Iran" in run("query", "about-entity", "--entity", "Iran", "--format", "table")
    assert "Russia rented drones from Iran" in run("show", "Iran")
    run("view", "-o", str(tmp_path / "graph.html"))
    assert '"leased to"' in unpacked((tmp_path / "graph.html").read_text(encoding="utf-8"))


def test_readers_are_told_of_a_schema_that_cannot_be_read(tmp_path: Path) -> None:
    store_documents(tmp_path / "store", leases())
    with pytest.raises(KGError, match=r"missing\.toml"):
        open_graph(tmp_path / "store", schema=tmp_path / "missing.toml")
