"""The claims that a store keeps: whatever came and went, those that all statements at once give, in RDF as in the table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import URIRef

from kg.claims.draft import ClaimDraft
from kg.claims.finding import find_drafts
from kg.errors import StoreError
from kg.face import open_graph
from kg.graph.build import rebuild
from kg.graph.claim_table import ClaimTable
from kg.graph.snapshot import Snapshot, open_snapshot
from kg.graph.verify import verify
from kg.model import AnnotatedDocument
from kg.schema.relations import load_relations
from kg.statements.stated import Stated, stated_in
from tests.claims.test_conflicts import DAY, NO, article, supplies
from tests.conftest import store_documents

DOCUMENTS: tuple[AnnotatedDocument, ...] = (
    supplies("a", "theme missiles"),
    supplies("b", "theme ballistic missiles", date="2024-01-06"),
    supplies("c", "theme cruise missiles", date="2024-01-07"),
    supplies("d", "theme weapons", date="2024-01-08", claimed=True, **NO),
    supplies("e", date="2024-01-08", when=DAY),
    supplies("f", "theme ballistic missiles", date="2024-01-09", claimed=True),
    article("g", "2024-01-05", "Iran", "is", "Russia", lemma="be"),
    article("h", "2022-01-05", "Iran", "is", "Russia", lemma="be"),
    article("i", "2023-01-05", "Iran", "is", "Russia", lemma="be", polarity="negated"),
    article("j", "2024-01-07", "Iran", "surrendered", None, lemma="surrender"),
    article("k", "2024-01-09", "Iran", "surrendered", None, lemma="surrender"),
    article("l", "2024-01-09", "Iran", "surrendered", None, lemma="surrender", claimed=True, **NO),
)
RELATIONS = load_relations()
STEPS = st.lists(
    st.tuples(st.lists(st.sampled_from(range(len(DOCUMENTS)))), st.lists(st.sampled_from(range(len(DOCUMENTS))))),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Stated, ...]]:
    """The statements of each document."""
    path = tmp_path_factory.mktemp("claims") / "store"
    store_documents(path, DOCUMENTS)
    with open_snapshot(path) as snapshot:
        labels = snapshot.resolution.labels
        return {
            annotated.document.id: tuple(stated_in(annotated, snapshot.resolution, labels, snapshot.vocabulary))
            for annotated in snapshot.documents()
        }


def at_once(told: dict[str, tuple[Stated, ...]], copies: dict[str, str]) -> list[ClaimDraft]:
    by_id = {stated.id: stated for statements in told.values() for stated in statements}
    return sorted(find_drafts(by_id, RELATIONS, copies, single=False), key=lambda draft: draft.id)


@pytest.mark.parametrize("most", [1000, 3])
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, copied=st.booleans())
def test_claim_table_is_what_all_statements_at_once_give(
    told: dict[str, tuple[Stated, ...]],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    steps: list[tuple[list[int], list[int]]],
    copied: bool,
) -> None:
    for module in ("kg.claims.grouping", "kg.graph.claim_commit"):
        monkeypatch.setattr(f"{module}.MOST", most)
    table, present = ClaimTable.create(Path(":memory:")), set[str]()
    ids = [annotated.document.id for annotated in DOCUMENTS]
    known: dict[str, ClaimDraft] = {}
    for come, go in steps:
        gone = {ids[number] for number in go} & present
        arriving = sorted({ids[number] for number in come} - gone)
        present = (present - gone) | set(arriving)
        copies = {"b": "a"} if copied and {"a", "b"} <= present else {}
        former, now = table.change(gone, ((id, "", told[id]) for id in arriving), RELATIONS, copies)
        assert {id: known.get(id) for id in former} == former
        known = {id: draft for id, draft in known.items() if id not in former} | now
        assert list(table.drafts()) == at_once({id: told[id] for id in present}, copies)
        assert sorted(known.values(), key=lambda draft: draft.id) == list(table.drafts())
    table.close()


def test_claim_table_knows_disputes_and_states_told_again(told: dict[str, tuple[Stated, ...]]) -> None:
    drafts = at_once(told, {})
    assert any(draft.disputed and draft.denials for draft in drafts)
    assert any(set(draft.documents) >= {"g", "h", "i"} for draft in drafts)


def test_claim_table_in_rdf(tmp_path: Path) -> None:
    store_documents(tmp_path, DOCUMENTS[:4])
    with open_graph(tmp_path) as graph:
        answer = graph.query(
            "SELECT ?label ?n ?disputed ?first ?said ?denial WHERE { GRAPH <https://kg.example/graph/claims> {"
            " ?claim a kg:Claim ; rdfs:label ?label ; kg:independentSources ?n ; kg:disputed ?disputed ;"
            " kg:firstPublished ?first . ?said kg:claimOf ?claim . ?denial kg:deniesClaim ?claim } } ORDER BY ?label ?said"
        )
        (missiles, *_) = [claim for claim in graph.claims() if len(claim.statements) > 1]
        records = [dict(zip(answer.columns, map(str, row), strict=True)) for row in answer.rows()]
        rows = [row for row in records if row["label"] == missiles.wording]
        assert {row["said"].rpartition("/")[2] for row in rows} == {stated.id for stated in missiles.statements}
        assert {row["denial"].rpartition("/")[2] for row in rows} == {stated.id for stated in missiles.denials}
        assert {(row["n"], row["disputed"], row["first"]) for row in rows} == {
            (str(missiles.independent_sources), "true", "2024-01-05")
        }


def test_claim_table_is_verified_and_rebuilt(tmp_path: Path) -> None:
    store_documents(tmp_path, DOCUMENTS)
    with open_snapshot(tmp_path) as snapshot:
        assert not verify(snapshot).problems
        claims = list(graph_of(snapshot))
        snapshot.folder.claims.write_bytes(b"no database")
    with open_snapshot(tmp_path) as snapshot, pytest.raises(StoreError, match="the claims cannot be read"):
        _ = snapshot.claim_table
    rebuild(tmp_path)
    with open_snapshot(tmp_path) as snapshot:
        assert list(graph_of(snapshot)) == claims


def test_claim_table_of_an_older_store_is_made_with_the_next_commit(tmp_path: Path) -> None:
    store_documents(tmp_path / "one", DOCUMENTS[:3])
    store_documents(tmp_path / "all", DOCUMENTS)
    with open_snapshot(tmp_path / "one") as snapshot:
        snapshot.folder.claims.unlink()
    with open_graph(tmp_path / "one") as graph:
        assert [claim.wording for claim in graph.claims()] == ["Iran supplied Russia missiles"]
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    store_documents(tmp_path / "two", DOCUMENTS[3:])
    with open_snapshot(tmp_path / "two") as snapshot, open_snapshot(tmp_path / "all") as other:
        assert list(graph_of(snapshot)) == list(graph_of(other)) != []


def graph_of(snapshot: Snapshot) -> list[tuple[str, ...]]:
    quads = snapshot.index.quads(URIRef(snapshot.vocabulary.claims_graph))
    return sorted(tuple(map(str, quad)) for quad in quads)
