"""Each call of the table, on the hand-made articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.parameter import LIMIT, Parameter
from kg.calls.table import CALLS
from tests.articles import ARTICLES

SUPPLIED = "a10001"
"""The statement that North Korea supplied Russia with ballistic missiles, by Kirby."""


@pytest.fixture(scope="module")
def opened(store: Path) -> Iterator[Opened]:
    found = Opened.at(store)
    yield found
    found.close()


def ask(opened: Opened, call: str, /, **given: object) -> dict:
    return CALLS[call].answer(opened, given)


@pytest.mark.parametrize(
    ("name", "resolved", "first"),
    [
        ("Russia", "Russia", ("Russia", 1.0)),
        ("  russia ", "Russia", ("Russia", 1.0)),
        ("Moscow", "Russia", ("Russia", 0.95)),
        ("ent:North_Korea", "North_Korea", ("North_Korea", 1.0)),
        ("Kirby", "John_Kirby", ("John_Kirby", 0.95)),
        ("Peskov", "Dmitry_Peskov", ("Dmitry_Peskov", 0.6)),
        ("Rusia", "Russia", ("Russia", 0.545)),
        ("Kor", None, ("North_Korea", 0.4)),
    ],
)
def test_calls_ground_entity(opened: Opened, name: str, resolved: str | None, first: tuple[str, float]) -> None:
    found = ask(opened, "ground_entity", name=name)
    assert found["resolved"] == resolved
    assert (found["candidates"][0]["id"], found["candidates"][0]["score"]) == first


def test_calls_ground_entity_of_a_name_that_nobody_has(opened: Opened) -> None:
    assert ask(opened, "ground_entity", name="Zanzibar") == {"resolved": None, "candidates": []}


def test_calls_search_finds_names_titles_and_sentences(opened: Opened) -> None:
    found = ask(opened, "search", q="missiles")
    assert found["entities"] == []
    assert [one["title"] for one in found["documents"]] == ["Missiles named"]
    assert [(one["statement"], one["source"]) for one in found["statements"]] == [
        ("b20000", "Dmitry Peskov"),
        (SUPPLIED, "John Kirby"),
    ]
    assert [one["id"] for one in ask(opened, "search", q="korea")["entities"]] == ["North_Korea"]


def test_calls_search_wants_all_words_and_takes_none_of_them_for_syntax(opened: Opened) -> None:
    assert [one["statement"] for one in ask(opened, "search", q="missiles noted")["statements"]] == ["b20000"]
    for hostile in ('") } DROP ALL #', "\\", "?w0", "'''", "a" * 2000):
        assert ask(opened, "search", q=hostile)["statements"] == []


def test_calls_show_an_entity(opened: Opened) -> None:
    found = ask(opened, "show", entity="Pyongyang")
    assert found["entity"]["id"] == "North_Korea"
    assert found["entity"]["wikidata"] == "Q423"
    assert [one["label"] for one in found["neighbours"]] == ["Russia"]
    assert [one["id"] for one in found["documents"]] == ["b2", "a1", "c3"]
    assert {one["statement"] for one in found["statements"]} == {SUPPLIED, "b20000", "c30000", "c30001"}


@pytest.mark.parametrize(
    ("which", "entity", "statements"),
    [
        ("says", "Kirby", ["b20000", SUPPLIED]),
        ("denied", "Russia", ["b20000"]),
        ("planned", None, ["a10003"]),
        ("claims", "North Korea", [SUPPLIED, "b20000"]),
    ],
)
def test_calls_statements(opened: Opened, which: str, entity: str | None, statements: list[str]) -> None:
    found = ask(opened, "statements", which=which, entity=entity)
    assert [one["statement"] for one in found["statements"]] == statements


def test_calls_statements_about_nothing_in_particular_is_a_wrong_call(opened: Opened) -> None:
    with pytest.raises(CallError, match="entity is missing"):
        ask(opened, "statements")


def test_calls_timeline_is_in_the_order_of_events(opened: Opened) -> None:
    found = ask(opened, "timeline")
    assert [(one["statement"], one["when"]) for one in found["statements"]] == [
        (SUPPLIED, "2023-12-30"),
        ("a10002", "2024-01"),
    ]


def test_calls_conflicts_have_two_sides(opened: Opened) -> None:
    found = ask(opened, "conflicts", entity="Russia")
    assert found["total"] == 1
    (conflict,) = found["conflicts"]
    assert {side["holds"]: [one["statement"] for one in side["statements"]] for side in conflict["sides"]} == {
        "affirmed": [SUPPLIED],
        "denied": ["b20000"],
    }
    assert ask(opened, "conflicts", entity="Ukraine")["total"] == 0


def test_calls_sources(opened: Opened) -> None:
    found = ask(opened, "sources", entity="Russia")["sources"]
    assert [(one["name"], one["entity"], one["statements"]) for one in found] == [
        ("Dmitry Peskov", "Dmitry_Peskov", 1),
        ("John Kirby", "John_Kirby", 1),
    ]


def test_calls_statement_tells_who_else_says_so(opened: Opened) -> None:
    found = ask(opened, "statement", id=SUPPLIED)
    assert found["statement"]["told"].startswith("John Kirby said")
    assert [one["statement"] for one in found["others"]] == ["c30001", "b20000"]
    assert {thing["role"]: thing["entity"] for thing in found["statement"]["things"]}["subject"] == "North_Korea"


def test_calls_document_holds_its_whole_text(opened: Opened) -> None:
    found = ask(opened, "document", id="a1")
    sentences = [sentence for paragraph in found["paragraphs"] for sentence in paragraph["sentences"]]
    text = ARTICLES[0].document.text
    for sentence in sentences:
        assert "".join(part["text"] for part in sentence["parts"]) == text[sentence["start"] : sentence["end"]]
    assert [part["entity"] for part in sentences[0]["parts"] if "entity" in part] == [
        "John_Kirby",
        "North_Korea",
        "Russia",
    ]
    assert [one["sentence_id"] for one in found["statements"]] == [0, 1, 2]


def test_calls_overview(opened: Opened) -> None:
    assert ask(opened, "stats")["stats"]["documents"] == 3
    assert ask(opened, "review") == {"pairs": [], "total": 0, "next": None}
    assert ask(opened, "decisions") == {"decisions": []}


@pytest.mark.parametrize(
    "name", [name for name, call in CALLS.items() if call.rows and name not in ("search", "review")]
)
def test_calls_pages_have_the_rows_of_the_whole(opened: Opened, name: str) -> None:
    call = CALLS[name]
    known = {"entity": "Russia", "one": "North Korea", "other": "Ukraine"}
    given = {one.name: known[one.name] for one in call.parameters if one.name in known}
    whole = call.answer(opened, given)
    assert whole["next"] is None
    pages, offset = [], 0
    while offset is not None:
        page = call.answer(opened, {**given, "limit": 1, "offset": offset})
        pages += page[call.rows]
        offset = page["next"]
    assert pages == whole[call.rows]


@pytest.mark.parametrize(
    ("name", "given", "reason", "told"),
    [
        ("show", {"entity": "Zanzibar"}, "missing", "no entity is called"),
        ("show", {}, "wrong", "entity is missing"),
        ("show", {"entity": "Russia", "colour": "red"}, "wrong", "takes no 'colour'"),
        ("document", {"id": "../../etc/passwd"}, "missing", "no document"),
        ("statement", {"id": "zz"}, "missing", "no statement"),
        ("entities", {"type": "Ghost"}, "wrong", "must be one of"),
        ("entities", {"limit": "0"}, "wrong", "whole number from 1 to 500"),
        ("entities", {"limit": "１０"}, "wrong", "whole number"),
        ("search", {"q": "x" * 2001}, "wrong", "longer than"),
        ("search", {"q": "a\0b"}, "wrong", "no text has"),
        ("search", {"q": 7}, "wrong", "must be a text"),
    ],
)
def test_calls_say_what_is_wrong(opened: Opened, name: str, given: dict, reason: str, told: str) -> None:
    with pytest.raises(CallError, match=told) as problem:
        CALLS[name].answer(opened, given)
    assert problem.value.reason == reason


def test_calls_parameters_take_numbers_as_text_and_as_json() -> None:
    assert LIMIT.read("7") == LIMIT.read(7) == 7
    assert LIMIT.read(None) == 50
    with pytest.raises(CallError):
        LIMIT.read(True)


def test_calls_parameters_tell_their_schema() -> None:
    assert Parameter("q", "Words.", required=True).schema() == {
        "description": "Words.",
        "type": "string",
        "minLength": 1,
        "maxLength": 2000,
    }
    assert LIMIT.schema()["maximum"] == 500


def test_calls_claims_with_their_voices(opened: Opened) -> None:
    found = ask(opened, "claims", entity="Russia")
    assert found["total"] == len(found["claims"])
    disputed = [claim for claim in ask(opened, "claims", which="disputed")["claims"] if claim["disputed"]]
    (claim,) = disputed
    assert claim["wording"].startswith("North Korea supplied Russia")
    assert {voice["stance"] for voice in claim["voices"]} >= {"says", "denies"}
    assert ask(opened, "claims", since="2030-01-01") == {"claims": [], "total": 0, "next": None}
    single = ask(opened, "claims", which="single-source", limit=1)
    assert len(single["claims"]) == 1
    assert single["next"] == 1


def test_calls_events_in_the_order_of_their_times(opened: Opened) -> None:
    found = ask(opened, "events")["events"]
    assert [event["when"] for event in found] == ["2023-12-30", "2024-01"]
    assert [event["when"] for event in ask(opened, "events", entity="Ukraine")["events"]] == ["2024-01"]
    assert ask(opened, "events", until="2023-12-31", q="missiles")["events"] == found[:1]
    assert ask(opened, "events", limit=1)["next"] == 1


def test_calls_claim_by_its_id(opened: Opened) -> None:
    (several,) = [claim for claim in ask(opened, "claims", which="disputed")["claims"] if claim["disputed"]]
    found = ask(opened, "claim", id=several["claim"])
    assert found["claim"] == several
    assert found["in_graph"]
    assert [one["id"] for one in found["about"]] == ["North_Korea", "Russia"]
    told = several["voices"][0]["statements"][0]["statement"]
    assert ask(opened, "statement", id=told)["statement"]["claim"] == several["claim"]
    alone = next(one for one in ask(opened, "claims", which="single-source")["claims"] if one["documents"] == 1)
    found = ask(opened, "claim", id=alone["claim"])
    assert found["claim"] == alone
    assert not found["in_graph"]
    with pytest.raises(CallError, match="no claim 'nothing'"):
        ask(opened, "claim", id="nothing")


def test_calls_neighbours_top_communities_and_compare(opened: Opened) -> None:
    network = opened.network
    near = ask(opened, "neighbours", entity="Russia")["neighbours"]
    assert [one["id"] for one in near] == [id for id, _ in network.neighbours("Russia")]
    assert all("sentence" in one["statement"] for one in near)
    assert ask(opened, "top")["things"][0] | {"score": 0} == {
        "id": "Russia",
        "label": "Russia",
        "type": "Country",
        "score": 0,
        "neighbours": len(near),
        "statements": sum(one["statements"] for one in near),
    }
    assert {one["type"] for one in ask(opened, "top", type="Person")["things"]} <= {"Person"}
    assert sum(one["size"] for one in ask(opened, "communities")["circles"]) <= len(
        {id for pair in network.pairs for id in pair}
    )
    alike = ask(opened, "compare", one="North Korea", other="Ukraine")
    assert [one["id"] for one in alike["ends"]] == ["North_Korea", "Ukraine"]
    assert ("tied to", "Russia") in {(one["how"], one["entity"]) for one in alike["alike"]}
    with pytest.raises(CallError, match="is one thing"):
        ask(opened, "compare", one="Russia", other="Moscow")


@pytest.mark.parametrize("day", ["yesterday", "2024", "2024-02-30", "20240105"])
@pytest.mark.parametrize(("call", "name"), [("claims", "since"), ("events", "since"), ("events", "until")])
def test_calls_take_no_day_that_is_none(opened: Opened, call: str, name: str, day: str) -> None:
    with pytest.raises(CallError, match=f"{name} must be a day as 2024-01-31"):
        ask(opened, call, **{name: day})


def test_calls_path_says_each_step_with_its_sentence(opened: Opened) -> None:
    (way, *_) = ask(opened, "path", start="North Korea", end="Ukraine")["ways"]
    assert [one["id"] for one in way["entities"]] == ["North_Korea", "Russia", "Ukraine"]
    assert [step["forward"] for step in way["steps"]] == [True, True]
    assert way["steps"][1]["statement"]["sentence"] == "Russia attacked Ukraine in early January."
    assert [step["statement"]["source_id"] for step in way["steps"]] == [None, None]
    with pytest.raises(CallError, match="no entity is called"):
        ask(opened, "path", start="Zanzibar", end="Ukraine")


@pytest.mark.model
def test_calls_ask_answers_with_the_claim_that_it_rests_on(opened: Opened) -> None:
    found = ask(opened, "ask", question="Who supplied Russia with missiles?")
    first = found["answers"][0]
    assert first["label"] == "North Korea"
    assert first["claim"] in {claim["claim"] for claim in ask(opened, "claims", entity="Russia")["claims"]}
    assert ask(opened, "ask", question="Who is Zanzibar's king?")["failure"] is not None
