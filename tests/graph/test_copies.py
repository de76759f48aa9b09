"""Copies: one origin, many prints; found while building, in any order, told by `kg docs --copies` and by `kg:copyOf`."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.face import open_graph
from kg.graph.build import rebuild, remove
from kg.graph.copies import Alike, Copy, find_copies, find_origins
from kg.graph.likeness import Print, bands, is_met, likeness, print_of
from kg.model import AnnotatedDocument
from tests.articles import ArticleWriter, plain_article
from tests.conftest import Run, store_documents
from tests.graph.test_store import quads_of
from tests.graph.test_verify import verified

WORDS = tuple(f"word{number}" for number in range(19))


def story(seed: int, words: int = 200) -> list[str]:
    return Random(seed).choices(WORDS, k=words)


def article(id: str, words: list[str], date: str | None = None) -> AnnotatedDocument:
    """An article whose text goes on behind what is stated in it."""
    plain = plain_article()
    text = f"{plain.document.text} {' '.join(words)}."
    statements = tuple(replace(one, id=f"{id}{number:04}") for number, one in enumerate(plain.statements))
    return replace(
        plain, document=replace(plain.document, id=id, url=None, date=date, text=text), statements=statements
    )


STORY = story(1)
PRINTS = (
    article("e1", STORY, "2024-01-02"),
    article("e2", STORY, "2024-01-03"),
    article("e3", [*STORY[:150], *story(2, 20)], "2024-01-04"),
    article("e4", [*story(3, 30), *STORY], None),
    article("e5", story(4), "2024-01-01"),
)
COPIES = {"e2": "e1", "e3": "e1", "e4": "e1"}


def copies_of(store: Path) -> dict[str, str]:
    with open_graph(store) as graph:
        found = {copy.document: copy.origin for copy in graph.copies}
        rows = graph.query("SELECT ?copy ?origin { GRAPH ?g { ?copy kg:copyOf ?origin } }").rows()
    assert {(str(copy).rpartition("/")[2], str(origin).rpartition("/")[2]) for copy, origin in rows} == set(
        found.items()
    )
    return found


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (STORY, STORY, True),
        (STORY, [word.upper() + "," for word in STORY], True),
        (STORY, STORY[:120], True),
        (STORY, STORY[:60], False),
        (STORY, [*STORY, *story(2, 100)], True),
        (STORY, story(2), False),
        (STORY, [*STORY[100:], *STORY[:100]], True),
        (STORY[:10], STORY[:10], True),
        (STORY[:10], STORY[:11], False),
        ([], [], False),
    ],
)
def test_copies_likeness_of_texts(one: list[str], other: list[str], is_copy: bool) -> None:
    found = likeness(print_of(" ".join(one)), print_of(" ".join(other)))
    assert found.is_copy is is_copy
    assert found == likeness(print_of(" ".join(other)), print_of(" ".join(one)))


@given(st.text(), st.text())
def test_copies_likeness_of_any_texts_is_a_part(one: str, other: str) -> None:
    found = likeness(print_of(one), print_of(other))
    assert 0.0 <= found.shared <= found.contained <= 1.0


def test_copies_signatures_find_what_is_alike_and_compare_little_else() -> None:
    texts = [story(seed) for seed in range(300)]
    texts += [[*text[:150], *story(1000 + place, 30)] for place, text in enumerate(texts[:100])]
    signatures = [print_of(" ".join(text)).signature for text in texts]
    filed = [set(bands(signature)) for signature in signatures]
    assert all(filed[place] & filed[300 + place] for place in range(100))
    assert sum(bool(one & other) for one, other in combinations(filed, 2)) < 150
    for place in (0, 99, 100, 299):
        assert is_met(signatures[place], signatures[300:]) == any(filed[place] & other for other in filed[300:])
    assert not is_met(signatures[0], [])


def test_copies_are_of_the_earliest_whatever_came_first(tmp_path: Path) -> None:
    for number, order in enumerate(list(permutations(PRINTS))[::41]):
        store = tmp_path / str(number)
        for annotated in order:
            store_documents(store, [annotated])
        assert copies_of(store) == COPIES
    store_documents(tmp_path / "once", PRINTS)
    assert copies_of(tmp_path / "once") == COPIES
    assert quads_of(tmp_path / "once") == quads_of(store)
    assert verified(store).problems == ()


def test_copies_go_with_their_origin_and_come_back(tmp_path: Path) -> None:
    store_documents(tmp_path, PRINTS)
    remove(tmp_path, ["e1"])
    assert copies_of(tmp_path) == {"e3": "e2", "e4": "e2"}
    store_documents(tmp_path, PRINTS[:1])
    assert copies_of(tmp_path) == COPIES
    store_documents(tmp_path, [article("e2", story(9), "2024-01-03")])
    assert copies_of(tmp_path) == {"e3": "e1", "e4": "e1"}
    rebuild(tmp_path)
    assert copies_of(tmp_path) == {"e3": "e1", "e4": "e1"}


def test_copies_of_a_copy_alone_are_origins(tmp_path: Path) -> None:
    """What is like a copy, but not like its origin, is no copy of anything that is an origin."""
    store_documents(tmp_path, PRINTS[:3])
    with open_graph(tmp_path) as graph:
        entries = graph.catalogue
    pairs = {("e1", "e2"): 0.9, ("e2", "e3"): 0.8, ("e1", "e3"): 0.0}
    signatures = dict.fromkeys(("e1", "e2", "e3"), print_of("one").signature)
    copies = find_origins(signatures, pairs, entries, {}.__getitem__)
    alike = Alike(signatures, tuple((*pair, shared) for pair, shared in pairs.items()), copies)
    assert find_copies(alike, entries) == (Copy("e2", "e1", 0.9),)


def test_copies_of_one_story_are_compared_with_its_origin_alone(tmp_path: Path) -> None:
    prints = {f"e{number:03}": print_of(" ".join([*STORY, *story(number, 9)])) for number in range(300)}
    store_documents(tmp_path, [article(id, STORY, "2024-01-02") for id in prints])
    with open_graph(tmp_path) as graph:
        entries = graph.catalogue
    compared: list[str] = []

    def print_(id: str) -> Print:
        compared.append(id)
        return prints[id]

    alike = Alike({}).changed((), {id: one.signature for id, one in prints.items()}, entries, print_)
    assert alike.copies == dict.fromkeys(list(prints)[1:], "e000")
    assert len(alike.pairs) == 299
    assert len(compared) == 2 * 299
    compared.clear()
    gone = alike.changed(["e150"], {}, entries[:150] + entries[151:], print_)
    assert (len(gone.copies), compared) == (298, [])


def told_by_officials(id: str, words: list[str]) -> AnnotatedDocument:
    writer = ArticleWriter(id, date=f"2024-02-0{id[-1]}")
    writer.sentence("Officials said that Russia attacked Ukraine.").thing("Officials")
    said = writer.credit("Officials", "said", "that Russia attacked Ukraine")
    writer.state("Russia", "attacked", "Ukraine", lemma="attack", relation="attack", attribution=said)
    plain = writer.finish()
    return replace(plain, document=replace(plain.document, text=f"{plain.document.text} {' '.join(words)}."))


def test_copies_do_not_make_a_second_source(tmp_path: Path) -> None:
    """Officials say it in one article, which two print: that is one source's word; in two articles it is not."""
    store_documents(tmp_path, [told_by_officials("f1", STORY)])

    def alone() -> list[str]:
        with open_graph(tmp_path) as graph:
            return [str(row.document).rpartition("/")[2] for row in graph.ask("one-source")]

    assert alone() == ["f1"]
    store_documents(tmp_path, [told_by_officials("f2", STORY), told_by_officials("f3", STORY[:150])])
    assert copies_of(tmp_path) == {"f2": "f1", "f3": "f1"}
    assert alone() == ["f1"]
    store_documents(tmp_path, [told_by_officials("f4", story(8))])
    assert alone() == []


def test_copies_on_the_command_line(run: Run, tmp_path: Path) -> None:
    store_documents(tmp_path / "kg-store", PRINTS)
    _, out, _ = run("docs", "--copies", "--format", "table")
    rows = [line.split()[0] for line in out.splitlines() if line.strip().startswith("e")]
    assert rows == ["e1", "e4", "e2", "e3"]
    assert "3 copies" in out
    assert "origin" in out and "100%" in out
    assert run("docs", "--copies", "--format", "csv")[1].splitlines()[:2] == ["document,origin,shared", "e4,e1,0.84"]
    assert json.loads(run("docs", "--copies", "--format", "json")[1])[0]["origin"] == "e1"
