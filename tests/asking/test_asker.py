"""What is asked does no harm and helps where it fails; replies are records that anybody can read."""

import json
import time

import msgspec
import pytest

from kg.asking.asker import Asker
from kg.asking.reply import Reply
from kg.errors import QueryError
from kg.face import Graph, open_graph
from kg.query.answer import Answer

pytestmark = pytest.mark.model

HOSTILE = [
    "",
    " \n\t ",
    "?" * 10_000,
    "Who fired missiles at " + "Ukraine and " * 900 + "Russia?",
    '"; INSERT DATA { <a> <b> <c> } #',
    "Who fired } UNION { ?s ?p ?o } missiles?",
    "Who is ' OR 1=1 --?",
    "Who fired \\u0022 missiles?",
    "Who fired <script>alert(1)</script> missiles at Ukraine?",
    "Who fired\x00\x1b[31m missiles\x7f at Ukraine?",
    "¿Quién disparó misiles? 🚀🚀",
    "Who \ud800 fired?",
    "who who who who who who what",
    "ent:Russia",
    "../../etc/passwd",
]


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_asker_takes_any_text_for_text(question: str, asker: Asker, sampled: Graph) -> None:
    begin = time.monotonic()
    reply = asker.ask(question)
    assert time.monotonic() - begin < 10
    assert (reply.failure is None) == bool(reply.answers)
    assert json.loads(msgspec.json.encode(reply.to_record()).decode())["question"] == reply.question
    sampled.query(reply.sparql)  # it is valid, and a query
    assert len(sampled.catalogue) == 8


def test_asker_puts_no_word_of_a_question_into_sparql_but_as_a_literal(asker: Asker) -> None:
    reply = asker.ask('Who fired "} DELETE" missiles?')
    assert "DELETE" not in reply.sparql.replace('"delete"', "")


def test_asker_replies_as_the_records_say(asker: Asker) -> None:
    record = asker.ask("Who supplied Russia with ballistic missiles?").to_record()
    assert {"question", "reading", "sparql", "answers"} <= set(record)
    assert record["reading"] == "[who] supplied Russia with ballistic missiles."
    first = record["answers"][0]
    assert (first["label"], first["text"]) == ("North Korea", "North Korea")
    assert first["claim"] == asker.snapshot.claim_table.claim_of(first["statements"][0]) is not None
    assert 0.8 < first["certainty"] <= 1
    assert first["standing"] == "claimed by John Kirby"
    assert first["sentence"].startswith("Kirby had told reporters on January 4 that North Korea supplied Russia")
    assert (first["published"], first["publisher"], first["source"]) == ("2024-01-18", "kgwire samples", "John Kirby")
    assert all(isinstance(number, str) for number in first["statements"])


def test_asker_statements_are_those_of_the_graph(asker: Asker, sampled: Graph) -> None:
    known = {stated.id for stated in sampled.statements()}
    given = (
        asker.ask("Who fired missiles at Ukraine?").answers + asker.ask("What did Kirby say about missiles?").answers
    )
    assert {stated.id for one in given for stated in one.statements} <= known


def test_asker_joins_two_statements_and_says_so(asker: Asker) -> None:
    reply = asker.ask("What did the spokesman for the Kremlin say?")
    assert {stated.source.label for given in reply.answers for stated in given.statements} == {"Dmitry Peskov"}
    assert "is taken to be Dmitry Peskov" in reply.notes[0]


def test_asker_names_what_is_like_an_unknown_name(asker: Asker) -> None:
    failure = asker.ask("What did Vladimir Putler say about Ukraine?").failure
    assert failure.kind == "name"
    assert failure.message == "No article names “Vladimir Putler”." or "Putler" in failure.message
    assert any("Putin" in line for line in failure.instead)


def test_asker_tells_what_there_is_between_two(asker: Asker) -> None:
    failure = asker.ask("Did Russia attack Iran?").failure
    assert (failure.kind, failure.message[:19]) == ("relation", "No article says so.")
    assert any("buy short-range ballistic missiles from Iran" in line for line in failure.instead)


def test_asker_tells_which_words_were_understood(asker: Asker) -> None:
    failure = asker.ask("missiles zeppelins").failure
    assert failure.kind == "grammar"
    assert failure.message.endswith("The articles have “missiles”; they do not have “zeppelins”.")


def test_asker_relaxes_one_condition_at_a_time(asker: Asker) -> None:
    other_day = asker.ask("Did Biden invite the leaders before 2023?").failure
    assert other_day.instead == ("not “before 2023”: Joe Biden invited the leaders of both parties to the White House",)
    turned = asker.ask("Was Kim Jong Un invited by Putin?").failure
    assert turned.instead == ("the other way round: Kim Jong Un invited Vladimir Putin to North Korea",)


def test_asker_suggests_questions_that_work(asker: Asker) -> None:
    failure = asker.ask("Did Germany supply tanks to Ukraine?").failure
    assert failure.questions
    assert any(asker.ask(question).answers for question in failure.questions)


def test_asker_tells_claims_from_facts_and_denials(asker: Asker) -> None:
    reply = asker.ask("Did Iran supply drones to Russia?")
    assert [given.label for given in reply.answers] == ["claimed by United States", "denied by Iran"]
    assert reply.notes == ("the first statement does not name Russia",)


def test_asker_says_the_same_each_time(asker: Asker, samples: object) -> None:
    with open_graph(samples) as again:
        for question in (
            "Who denied reports of arms deals?",
            "What did Russia do to Ukraine?",
            "Who is mentioned most?",
        ):
            assert again.ask(question).to_record() == asker.ask(question).to_record()


def test_asker_leaves_rejected_statements_out(samples: object, tmp_path: object) -> None:
    import shutil

    from kg.graph.decide import reject

    copy = shutil.copytree(samples, tmp_path / "store")
    with open_graph(copy) as graph:
        first = graph.ask("Who vetoed the proposal?").answers[0].statements[0].id
    reject(copy, first)
    with open_graph(copy) as graph:
        assert first not in {s.id for given in graph.ask("Who vetoed the proposal?").answers for s in given.statements}


def test_asker_face_tells_named_questions_from_plain_ones(sampled: Graph) -> None:
    assert isinstance(sampled.ask("denied", entity="Russia"), Answer)
    assert isinstance(sampled.ask("Who denied arms deals?"), Reply)
    with pytest.raises(QueryError, match="no question called 'denials'"):
        sampled.ask("denials")


def test_asker_shows_itself_in_a_notebook_with_all_text_escaped(asker: Asker) -> None:
    shown = asker.ask("Who fired <b>missiles</b> at Ukraine?")._repr_html_()
    assert "<b>" not in shown
    assert "Russia" in shown
