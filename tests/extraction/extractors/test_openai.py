"""A language model as extractor: what it lies about is dropped and counted, what stands in the text is kept, and repeats."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ExtractionError, ModelError
from kg.extraction import extract
from kg.extraction.extractors.chat import Chat
from kg.extraction.extractors.openai import PASSAGE, QuotedPipeline, passages, statements_of
from kg.extraction.extractors.registry import load_extractor
from kg.extraction.records.contract import find_breaches
from kg.face import open_graph
from kg.graph.build import build
from kg.model import AnnotatedDocument, Document, Sentence
from kg.reading import read
from tests.conftest import Run
from tests.extraction.extractors.standin import Reply, StandIn, one, says, stand_in
from tests.readme import ROOT

pytestmark = pytest.mark.model

TEXT = (
    "John Kirby said that North Korea did not supply Russia with missiles. "
    "Russia attacked Ukraine on Monday. Ukraine was shelled by Russian troops. “Iran’s envoy  left,” he added. "
    "Tehran denied that it had bought drones."
)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KG_EXTRACTOR_CACHE", str(tmp_path / "answers"))
    monkeypatch.setattr("kg.extraction.extractors.chat.PAUSES", (0.0, 0.0))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    load_extractor.cache_clear()
    yield
    load_extractor.cache_clear()


@pytest.fixture
def server() -> Iterator[StandIn]:
    with stand_in(says()) as running:
        yield running


def document(text: str = TEXT) -> Document:
    return Document(
        hashlib.sha256(text.encode()).hexdigest()[:16], None, "2024-01-04", None, None, None, "en", None, text
    )


def told(server: StandIn, reply: Reply, text: str = TEXT) -> tuple[AnnotatedDocument, dict[str, int]]:
    """What is made of a reply, and what was dropped."""
    server.reply = reply
    load_extractor.cache_clear()
    model = f"openai:{server.url}#m{id(reply)}"
    extractor = load_extractor(model, None, None)
    assert isinstance(extractor, QuotedPipeline)
    (annotated,) = extract([document(text)], model=model)
    assert find_breaches(annotated.to_json()) == []
    return annotated, dict(extractor.tally.dropped)


def lines(annotated: AnnotatedDocument) -> list[tuple[Any, ...]]:
    return [
        (s.subject.label, s.predicate.lemma, None if s.object is None else s.object.label, s.polarity, s.rule)
        for s in annotated.statements
    ]


def test_openai_what_stands_in_the_text_is_kept_with_its_source_and_time(server: StandIn) -> None:
    annotated, dropped = told(
        server, says(one("North Korea", "supply", "Russia", True), one("Russia", "attacked", "Ukraine"))
    )
    assert dropped == {}
    assert lines(annotated) == [
        ("North Korea", "supply", "Russia", "negated", "quote-exact"),
        ("Russia", "attack", "Ukraine", "affirmed", "quote-exact"),
    ]
    first, second = annotated.statements
    assert annotated.attributions[first.attribution or 0].source.label == "John Kirby"  # type: ignore[union-attr]
    assert (second.attribution, second.time.value) == (None, "2024-01-01")
    assert (first.predicate.relation, second.predicate.relation) == ("supply", "attack")
    assert [(argument.role, argument.text) for argument in first.arguments] == [("theme", "missiles")]


@pytest.mark.parametrize("denial", ["denied that it had bought", "has denied earlier reports that it had bought"])
def test_openai_what_somebody_denies_is_a_denial_of_his(server: StandIn, denial: str) -> None:
    text = f"Moscow {denial} drones from Tehran."
    annotated, dropped = told(server, says(one("it", "had bought", "drones", True)), text)
    [statement] = annotated.statements
    assert (statement.subject.label, statement.polarity) == ("Russia", "negated")
    assert annotated.attributions[statement.attribution or 0].source.label == "Russia"  # type: ignore[union-attr]
    assert dropped == {}


def test_openai_a_predicate_of_several_verbs_is_about_its_last(server: StandIn) -> None:
    text = "The envoy declined to name the model. Iran plans to sell Russia drones."
    reply = says(one("The envoy", "declined to name", "the model", True), one("Iran", "plans to sell", "Russia"))
    annotated, _ = told(server, reply, text)
    found = [(s.predicate.lemma, s.polarity, s.modality) for s in annotated.statements]
    assert found == [("name", "negated", "actual"), ("sell", "affirmed", "intended")]


def test_openai_a_passive_with_its_agent_is_turned(server: StandIn) -> None:
    annotated, _ = told(server, says(one("Russian troops", "was shelled", "Ukraine")))
    assert lines(annotated) == [("Russian troops", "shell", "Ukraine", "affirmed", "quote-exact")]


def test_openai_quotes_are_found_by_the_ladder_and_the_rung_is_kept(server: StandIn) -> None:
    annotated, _ = told(server, says(one("Iran's envoy", "left")))
    [statement] = annotated.statements
    assert (statement.subject.text, statement.rule) == ("Iran’s envoy", "quote-marks")


LIES = {
    "a name that is nowhere": (one("China", "attacked", "Ukraine"), "not in the text"),
    "an example of the instructions": (one("Acme", "acquired", "Foo Corp"), "not in the text"),
    "a name in the place of a pronoun": (one("John Kirby", "added", "envoy"), "not inside one sentence"),
    "words of two sentences": (one("North Korea", "attacked", "Ukraine"), "not inside one sentence"),
    "a negation that vanished": (one("North Korea", "supply", "Russia"), "without the negation of its sentence"),
    "a negation made up": (one("Russia", "attacked", "Ukraine", True), "with a negation that is not there"),
    "a denial overlooked": (one("it", "had bought", "drones"), "without the negation of its sentence"),
    "the direction turned round": (one("Ukraine", "attacked", "Russia"), "with subject and object turned round"),
    "the same of a passive": (one("Ukraine", "was shelled", "Russian troops"), "with subject and object turned round"),
    "a quote inside another": (one("Russia attacked", "attacked", "Ukraine"), "with parts that overlap"),
    "no words at all": (one("…", "attacked", "Ukraine"), "without a word"),
    "part of a word": (one("Russia", "attack", "Ukr"), "not in the text"),
    "offsets for quotes": (one(71, 78, 87), "not of the form that was asked for"),
    "offsets beside quotes": (
        one("Russia", "attacked", "Ukraine", start=0, end=6),
        "not of the form that was asked for",
    ),
    "a polarity in words": (one("Russia", "attacked", "Ukraine", "no"), "not of the form that was asked for"),
    "a list of strings": ("Russia attacked Ukraine", "not of the form that was asked for"),
    "a paraphrase": (one("Russia", "invaded", "Ukraine"), "not in the text"),
}


@pytest.mark.parametrize("lie", LIES)
def test_openai_a_lie_is_dropped_and_counted(server: StandIn, lie: str) -> None:
    statement, reason = LIES[lie]
    annotated, dropped = told(server, says(statement, one("Russia", "attacked", "Ukraine")))
    assert dropped == {reason: 1}
    assert [line[:3] for line in lines(annotated)] == [("Russia", "attack", "Ukraine")]


def test_openai_the_same_a_thousand_times_is_one_statement(server: StandIn) -> None:
    annotated, _ = told(server, says(*[one("Russia", "attacked", "Ukraine")] * 1000))
    assert len(annotated.statements) == 1


WRAPPED = {
    "fence": ("```json\n", "\n```"),
    "thoughts": ('<think>{"statements": 1}</think>\n', ""),
    "space": ("\n ", " \n"),
}


@pytest.mark.parametrize("around", WRAPPED)
def test_openai_what_stands_around_an_answer_is_passed_over(server: StandIn, around: str) -> None:
    before, behind = WRAPPED[around]
    answer = json.dumps({"statements": [one("Russia", "attacked", "Ukraine")]})
    annotated, _ = told(server, lambda _: f"{before}{answer}{behind}")
    assert len(annotated.statements) == 1


FAILURES: dict[str, tuple[Any, str]] = {
    "prose": ("Here are the statements: …", "the model's answer is no JSON"),
    "cut off": ('{"statements": [{"subject": "Rus', "the model's answer is no JSON"),
    "another object": ('{"triples": []}', "no list of statements"),
    "deep": ("[" * 100_000, "no JSON"),
    "an empty answer": ("", "the answer is empty"),
    "no completion": (b'{"choices": []}', "no chat completion"),
    "no JSON at all": (b"<html>", "the answer is no JSON"),
    "a full context": (
        {"choices": [{"message": {"content": "{"}, "finish_reason": "length"}]},
        "cut off; the model allows too few tokens",
    ),
    "a refusal": (400, 'the server answers 400 {"error": {"message": "no"}}'),
    "a fault, three times": (500, "the server answers 500"),
    "a closed connection": (None, "the server does not answer"),
    "far too much": (b" " * ((4 << 20) + 10), "the answer is larger than"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_openai_a_failing_server_costs_the_document_and_not_the_run(server: StandIn, failure: str) -> None:
    answer, reason = FAILURES[failure]
    good = json.dumps({"statements": [one("Russia", "attacked", "Ukraine")]})
    server.reply = lambda passage: answer if "Kirby" in passage else good
    skipped: list[ExtractionError] = []
    documents = [document(), document("Russia attacked Ukraine.")]
    model = f"openai:{server.url}#{failure}"
    (annotated,) = extract(documents, model=model, on_skip=skipped.append)
    assert len(annotated.statements) == 1
    [problem] = skipped
    assert reason in str(problem)
    assert "\n" not in str(problem)
    server.reply = lambda _: good
    assert len(list(extract(documents, model=model))) == 2, "a failure is not kept"


def test_openai_a_server_that_fails_once_is_asked_again(server: StandIn) -> None:
    good = json.dumps({"statements": [one("Russia", "attacked", "Ukraine")]})
    answers: list[Any] = [503, None, good]
    annotated, _ = told(server, lambda _: answers.pop(0))
    assert (len(annotated.statements), len(server.requests)) == (1, 3)


def test_openai_answers_are_kept_by_passage_and_model(server: StandIn) -> None:
    server.reply = says(one("Russia", "attacked", "Ukraine"))
    for model, asked in (("a", 1), ("a", 1), ("b", 2)):
        load_extractor.cache_clear()
        (annotated,) = extract([document()], model=f"openai:{server.url}#{model}")
        assert (len(annotated.statements), len(server.requests)) == (1, asked)
    assert annotated.document.generator is not None
    assert ", openai:b " in annotated.document.generator
    list(extract([document("Iran left.")], model=f"openai:{server.url}#b"))
    assert len(server.requests) == 3


def test_openai_a_damaged_kept_answer_is_asked_for_again(server: StandIn, tmp_path: Path) -> None:
    server.reply = says(one("Russia", "attacked", "Ukraine"))
    model = f"openai:{server.url}#m"
    list(extract([document()], model=model))
    [kept] = (tmp_path / "answers").rglob("*.json")
    kept.write_text(kept.read_text("utf-8")[:20], encoding="utf-8")
    (annotated,) = extract([document()], model=model)
    assert (len(annotated.statements), len(server.requests)) == (1, 2)


def test_openai_request_asks_for_the_form_and_sends_the_key(server: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_EXTRACTOR_KEY", "a key")
    list(extract([document()], model=f"openai:{server.url}"))
    [body] = server.requests
    assert (body["model"], body["temperature"], server.keys) == ("stand-in", 0, ["Bearer a key"])
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["messages"][1] == {"role": "user", "content": TEXT}


def test_openai_wrong_addresses_and_a_server_that_is_not_there() -> None:
    for argument in ("", "localhost", "ftp://x/v1#m", "file:///etc/passwd#m"):
        with pytest.raises(ModelError, match="not the address of a server"):
            load_extractor(f"openai:{argument}")
    with pytest.raises(ModelError, match=r"does not answer: .*; is the server running"):
        load_extractor("openai:http://127.0.0.1:9/v1")


def test_openai_waits_no_longer_than_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    done = threading.Event()
    monkeypatch.setenv("KG_EXTRACTOR_TIMEOUT", "0.2")
    with stand_in(lambda _: done.wait(5) and None) as slow:
        skipped: list[ExtractionError] = []
        assert list(extract([document()], model=f"openai:{slow.url}#m", on_skip=skipped.append)) == []
        done.set()
    assert "timed out" in str(skipped[0])
    monkeypatch.setenv("KG_EXTRACTOR_TIMEOUT", "soon")
    with pytest.raises(ModelError, match="KG_EXTRACTOR_TIMEOUT: not a number of seconds: 'soon'"):
        Chat.of("http://127.0.0.1/v1#m")


def test_openai_builds_a_graph_and_again_the_same(server: StandIn, tmp_path: Path) -> None:
    article = tmp_path / "article.md"
    article.write_text(f"---\ndate: 2024-01-04\n---\n{TEXT}\n", encoding="utf-8")
    server.reply = says(one("North Korea", "supply", "Russia", True), one("Russia", "attacked", "Ukraine"))
    exports = []
    for name in ("one", "two"):
        build(article, tmp_path / name, model=f"openai:{server.url}#m")
        with open_graph(tmp_path / name) as graph:
            graph.export(tmp_path / f"{name}.ttl", "turtle")
        exports.append([line for line in (tmp_path / f"{name}.ttl").read_text().splitlines() if "ingested" not in line])
    assert exports[0] == exports[1]
    assert len(server.requests) == 1


def test_openai_on_the_command_line(run: Run, server: StandIn, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    server.reply = says(one("Russia", "attacked", "Ukraine"), one("China", "attacked", "Ukraine"))
    code, out, err = run("build", "article.txt", "--extractor", f"openai:{server.url}#m")
    assert code == 0
    assert "1 statement" in out
    assert err == "openai: 2 statements proposed, 1 kept, 1 dropped: 1 not in the text\n"
    code, out, err = run("extract", "article.txt", "--extractor", f"openai:{server.url}#m")
    assert len(json.loads(out)["statements"]) == 1
    code, _, err = run("build", "article.txt", "--extractor", "unheard-of:x")
    assert (code, err) == (2, "kg: there is no extractor 'unheard-of'; there are gliner, openai\n")
    code, _, err = run("build", "article.txt", "--extractor", "openai:x", "--model", "y")
    assert (code, err) == (2, "kg: --extractor and --model exclude each other; give one of them\n")


def test_passages_hold_whole_paragraphs_and_every_sentence_once() -> None:
    lengths = [500, 900, 1500, 1500, 3000, 5000, 100, 100]
    paragraphs = [0, 0, 1, 1, 2, 3, 4, 4]
    sentences, place = [], 0
    for number, (length, paragraph) in enumerate(zip(lengths, paragraphs, strict=True)):
        sentences.append(Sentence(number, place, place + length, paragraph, "body"))
        place += length + 1
    runs = list(passages(sentences))
    assert [one.id for run in runs for one in run] == list(range(8))
    assert [[one.id for one in run] for run in runs] == [[0, 1], [2, 3], [4], [5], [6, 7]]
    assert all(len(run) == 1 or run[-1].end - run[0].start <= PASSAGE for run in runs)
    assert list(passages([])) == []


def test_openai_statements_of_an_answer() -> None:
    assert statements_of('{"statements": [1, "x"]}') == [1, "x"]


def quotes_of(annotated: AnnotatedDocument, passage: str) -> list[dict[str, Any]]:
    """What a model would quote from a passage that read as our own rules do."""
    start = annotated.document.text.find(passage)
    return [
        one(s.subject.text, s.predicate.text, None if s.object is None else s.object.text, s.polarity == "negated")
        for s in annotated.statements
        if s.kind != "report" and s.polarity != "unknown" and s.predicate.parts is None
        if s.predicate.start is not None and start <= s.predicate.start < start + len(passage)
    ]


def test_openai_hardly_drops_what_is_right(server: StandIn) -> None:
    """A model that quotes the statements of our own rules on the sample articles is believed but for one in a hundred."""
    documents = list(read(ROOT / "data"))
    ours = list(extract(documents))

    def reply(passage: str) -> str:
        [whole] = [annotated for annotated in ours if passage in annotated.document.text]
        return json.dumps({"statements": quotes_of(whole, passage)})

    server.reply = reply
    model = f"openai:{server.url}#echo"
    theirs = list(extract(documents, model=model))
    extractor = load_extractor(model, None, None)
    assert isinstance(extractor, QuotedPipeline)
    proposed, kept = extractor.tally.proposed, sum(len(annotated.statements) for annotated in theirs)
    assert proposed == sum(len(quotes_of(annotated, annotated.document.text)) for annotated in ours) > 150
    assert sum(extractor.tally.dropped.values()) <= proposed / 100
    assert kept > 0.9 * proposed
