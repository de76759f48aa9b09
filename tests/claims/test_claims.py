"""Claims: what is put together, what is not, who takes which stance, and that the order of the documents changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims.claim import Claim, claim_records
from kg.face import Graph, open_graph
from kg.graph.build import build
from kg.model import AnnotatedDocument
from tests.claims.test_conflicts import DAY, LATER, article, supplies
from tests.conftest import store_documents

NO: dict[str, Any] = {"polarity": "negated"}


def claims_of(path: Path, *documents: AnnotatedDocument, **options: Any) -> tuple[Claim, ...]:
    store_documents(path, documents)
    with open_graph(path) as graph:
        return graph.claims(**options)


def stances(claim: Claim) -> list[tuple[str, str]]:
    return [(voice.stance, voice.label) for voice in claim.voices]


TOGETHER = [
    (supplies("a", "theme missiles"), supplies("b", "theme ballistic missiles")),
    (supplies("a", "theme missiles"), supplies("b", "theme missiles", relation="sell", lemma="sell")),
    (
        supplies("a", "theme missiles"),
        article("b", "2024-01-05", "Iran", "delivered", "missiles", "recipient Russia", lemma="deliver"),
    ),
    (supplies("a", when=DAY), supplies("b", date="2024-01-10")),
    (supplies("a"), supplies("b", modality="possible")),
    (
        article("a", "2024-01-05", "Iran", "attacked", "Ukraine", lemma="attack"),
        article("b", "2024-01-05", "Iran", "struck", "Ukraine", lemma="strike"),
    ),
    (
        article("a", "2024-01-05", "Iran", "surrendered", None, lemma="surrender"),
        article("b", "2024-01-06", "Iran", "surrendered", None, lemma="surrender"),
    ),
]
APART = [
    (supplies("a", "theme missiles"), supplies("b", "theme grain")),
    (supplies("a", "theme 12 missiles"), supplies("b", "theme 15 missiles")),
    (supplies("a", "theme cruise missiles"), supplies("b", "theme ballistic missiles")),
    (supplies("a"), article("b", "2024-01-05", "Iran", "supplied", "Ukraine", lemma="supply", relation="supply")),
    (supplies("a"), supplies("b", modality="intended")),
    (supplies("a", when=DAY), supplies("b", when=LATER, date="2024-01-21")),
    (supplies("a", date="2024-01-05"), supplies("b", date="2024-06-05")),
    (
        article("a", "2024-01-05", "Iran", "surrendered", None, lemma="surrender"),
        article("b", "2024-01-20", "Iran", "surrendered", None, lemma="surrender"),
    ),
    (
        article("a", "2024-01-05", "Iran", "has", "plans", lemma="have"),
        article("b", "2024-01-05", "Iran", "has", "secret plans", lemma="have"),
    ),
    (
        article("a", "2024-01-05", "weapons", "hit", "cities", lemma="hit"),
        article("b", "2024-01-05", "weapons", "hit", "cities", lemma="hit"),
    ),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_claims_that_tell_the_same(tmp_path: Path, one: AnnotatedDocument, other: AnnotatedDocument) -> None:
    (claim,) = claims_of(tmp_path, one, other)
    assert {stated.document.id for stated in claim.statements} == {"a", "b"}
    assert not claim.disputed


@pytest.mark.parametrize(("one", "other"), APART)
def test_claims_that_do_not(tmp_path: Path, one: AnnotatedDocument, other: AnnotatedDocument) -> None:
    assert claims_of(tmp_path, one, other) == ()


def test_claims_say_who_says_so_who_denies_and_who_leaves_it_open(tmp_path: Path) -> None:
    (claim,) = claims_of(
        tmp_path,
        supplies("a", "theme missiles"),
        supplies("b", "theme missiles", date="2024-01-07", claimed=True, **NO),
        supplies("c", "theme missiles", date="2024-01-06", polarity="unknown"),
        supplies("d", "theme missiles", date="2024-01-06", claimed=True, said="negated"),
    )
    assert stances(claim) == [
        *[("says", "the article"), ("denies", "John Kirby")],
        *[("leaves open", "John Kirby"), ("leaves open", "the article")],
    ]
    assert (claim.disputed, claim.independent_sources, claim.documents) == (True, 1, 4)
    assert claim.published == ("2024-01-05", "2024-01-07")
    assert [row["stance"] for row in claim_records([claim])] == ["says", "denies", "leaves open", "leaves open"]


def test_claims_what_words_leave_open_is_nobodys_stance(tmp_path: Path) -> None:
    documents = (supplies("a"), supplies("b"), supplies("c", claimed=True, polarity="unknown"))
    (claim,) = claims_of(tmp_path, *documents)
    assert stances(claim) == [("says", "the article")]


def test_claims_a_general_denial_disputes_a_special_claim(tmp_path: Path) -> None:
    documents = (supplies("a", "theme missiles"), supplies("b", "theme weapons", date="2024-01-07", claimed=True, **NO))
    (claim,) = claims_of(tmp_path, *documents, disputed=True)
    assert (claim.wording, stances(claim)) == (
        "Iran supplied Russia missiles",
        [("says", "the article"), ("denies", "John Kirby")],
    )
    assert [stated.document.id for stated in claim.denials] == ["b"]


def test_claims_of_entities_and_of_days(tmp_path: Path) -> None:
    store_documents(tmp_path, [one for pair in (TOGETHER[0], TOGETHER[5]) for one in pair][:2])
    with open_graph(tmp_path) as graph:
        assert len(graph.claims("Iran", "Russia")) == len(graph.claims(since="2024-01-05")) == 1
        assert graph.claims("Iran", since="2024-01-06") == ()


def test_claims_one_source_is_one_and_a_copied_sentence_is_none_of_its_own(tmp_path: Path) -> None:
    kirby = [
        supplies(name, "theme missiles", claimed=True, date=f"2024-01-0{day}")
        for day, name in enumerate("abc", start=4)
    ]
    (claim,) = claims_of(tmp_path, *kirby)
    assert (claim.independent_sources, [len(voice.statements) for voice in claim.voices]) == (1, [3])


def test_claims_of_one_source_alone(tmp_path: Path) -> None:
    documents = (
        supplies("a", "theme missiles"),
        article("b", "2024-01-05", "Iran", "attacked", "Ukraine", lemma="attack"),
    )
    assert claims_of(tmp_path, *documents) == ()
    with open_graph(tmp_path) as graph:
        assert [claim.wording for claim in graph.claims(single_source=True)] == [
            "Iran supplied Russia missiles",
            "Iran attacked Ukraine",
        ]


def shown(claims: tuple[Claim, ...]) -> list[object]:
    return [claim.to_record() for claim in claims]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(TOGETHER[0]) + 4)))
def test_claims_are_the_same_in_any_order(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    documents = (
        supplies("a", "theme missiles"),
        supplies("b", "theme ballistic missiles", date="2024-01-06"),
        supplies("c", "theme cruise missiles", date="2024-01-07"),
        supplies("d", "theme weapons", date="2024-01-08", claimed=True, **NO),
        supplies("e", date="2024-01-08"),
        supplies("f", "theme ballistic missiles", date="2024-01-09", claimed=True),
    )
    path = tmp_path_factory.mktemp("claims")
    found = shown(claims_of(path / "all", *documents))
    for place in order:
        store_documents(path / "each", [documents[place]])
    with open_graph(path / "each") as graph:
        assert shown(graph.claims()) == found


@pytest.mark.model
def test_claims_of_the_sample_articles(tmp_path: Path) -> None:
    build(Path("data"), tmp_path / "store")
    with open_graph(tmp_path / "store") as graph:
        disputed = {claim.wording: stances(claim) for claim in graph.claims(disputed=True)}
        assert ("denies", "Russia") in disputed[
            "Russia has fired North Korean ballistic missiles at Ukraine since late December 2023"
        ]
        assert ("denies", "Iran") in disputed["Iran has kept supplying drones during the war"]
        told = {
            claim.wording: {voice.label for voice in claim.by("says")}
            for claim in graph.claims("North Korea", "Russia")
        }
        assert {"John Kirby", "Mykhailo Podolyak"} <= told["North Korea supplied Russia with ballistic missiles"]


ANSWERS = [
    ("Moscow denies the allegation.", True),
    ("Russia has rejected those claims.", True),
    ("Russia's government dismissed the report.", False),
    ("Russia denied it.", True),
    ("Russia did not deny the allegation.", False),
    ("Russia rejected the proposal.", False),
    ("Russia may deny the allegation.", False),
    ("Norway denies the allegation.", False),
    ("Russia denies a charge of tax fraud.", False),
]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    folder = tmp_path_factory.mktemp("answers")
    found = {}
    for number, (answer, _) in enumerate(ANSWERS):
        text = f"The United States says that Russia fired missiles at Ukraine. {answer}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        build(folder / f"{number}.txt", folder / f"store{number}")
        with open_graph(folder / f"store{number}") as graph:
            found[answer] = _denied(graph)
    return found


def _denied(graph: Graph) -> bool:
    return any("fired missiles" in claim.wording for claim in graph.claims(disputed=True))


@pytest.mark.model
@pytest.mark.parametrize(("answer", "denies"), ANSWERS)
def test_answers(answered: dict[str, bool], answer: str, denies: bool) -> None:
    assert answered[answer] is denies
