"""A stage that fails on one document: what the error says, and that the other documents go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import ExtractionError
from kg.extraction.failures import named_failures
from kg.extraction.mentions import finder
from kg.extraction.syntax.token import Token
from kg.model import EntityType
from kg.reading.named import NamedDocument
from tests.conftest import Run
from tests.extraction.conftest import make_document

pytestmark = pytest.mark.model

GOOD = "Penny Wong visited Japan. She met the minister."
BAD = "The council met on Monday.\n\nIt bought a zeppelin from Norway."
SKIPPED = "mentions failed at sentence 1: KeyError: 'zeppelin'"


@pytest.fixture(autouse=True)
def stage_without_zeppelins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let one stage fail on one word, as a defect would."""
    type_of = finder.nominal_type

    def failing(noun: Token) -> EntityType:
        if noun.lemma == "zeppelin":
            raise KeyError(noun.lemma)
        return type_of(noun)

    monkeypatch.setattr(finder, "nominal_type", failing)
    yield


def test_failures_are_raised_with_document_stage_sentence_and_cause() -> None:
    found = kg.extract([make_document(GOOD), make_document(BAD)])
    assert next(found).statements
    with pytest.raises(ExtractionError) as raised:
        next(found)
    problem = raised.value
    assert (problem.source, problem.stage, problem.sentence) == (make_document(BAD).label, "mentions", 1)
    assert str(problem) == f"{problem.source}: {SKIPPED}"
    assert isinstance(problem.__cause__, KeyError)


def test_failures_are_handed_on_and_the_rest_goes_on() -> None:
    skipped: list[ExtractionError] = []
    texts = [BAD, GOOD, BAD.replace("Monday", "Friday"), GOOD + " They spoke."]
    found = list(kg.extract(map(make_document, texts), on_skip=skipped.append))
    assert [annotated.document.text for annotated in found] == [texts[1], texts[3]]
    assert [problem.source for problem in skipped] == [make_document(texts[n]).label for n in (0, 2)]
    # The traceback is kept, and not the parse that its frames held.
    trace = skipped[0].__cause__ and skipped[0].__cause__.__traceback__
    while trace is not None:
        assert not any(isinstance(value, Token) for value in trace.tb_frame.f_locals.values())
        trace = trace.tb_next


def test_failures_call_a_document_by_its_address_or_title() -> None:
    document = kg.Document("1", "A title", None, None, None, "https://news.example/1", "en", None, BAD)
    with pytest.raises(ExtractionError, match=f"^https://news.example/1: {SKIPPED}$"):
        list(kg.extract([document]))


def test_failures_of_explain() -> None:
    with pytest.raises(ExtractionError, match=f"^text: {SKIPPED}$"):
        kg.explain(BAD)


def test_failures_of_the_parser_have_its_name() -> None:
    with (
        pytest.raises(ExtractionError, match=r"^a\.txt: parse failed: ValueError: no$"),
        named_failures(named("a.txt")),
    ):
        raise ValueError("no")


def test_failures_of_a_tree_that_is_too_deep() -> None:
    def deeper(token: Token) -> Token:
        return deeper(token)

    with pytest.raises(ExtractionError, match=r"^a\.txt: parse failed: RecursionError"), named_failures(named("a.txt")):
        deeper(Token(0, 0, "a", "a", "X", "X", "ROOT", "", 7))


@pytest.mark.parametrize("problem", [MemoryError, KeyboardInterrupt, SystemExit])
def test_failures_of_the_machine_and_the_user_pass_through(problem: type[BaseException]) -> None:
    with pytest.raises(problem), named_failures(named("a.txt")):
        raise problem


def named(name: str) -> NamedDocument:
    return NamedDocument(name, make_document(GOOD))


@pytest.fixture
def articles(run: Run) -> Path:
    """Return a folder with two good articles, and one between them on which a stage fails."""
    folder = Path("articles")
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (folder / "b.txt").write_text(BAD)
    (folder / "c.txt").write_text("The minister resigned.")
    return folder


def test_failures_in_extract_skip_one_file(run: Run, articles: Path) -> None:
    code, out, err = run("extract", articles)
    assert (code, err) == (1, f"skipped articles/b.txt: {SKIPPED}\n")
    assert [json.loads(line)["document"]["text"] for line in out.splitlines()] == [GOOD, "The minister resigned."]


def test_failures_in_extract_skip_one_sentence(run: Run) -> None:
    code, out, err = run(
        "extract", "--sentences", "-", stdin=b"The minister resigned.\n\nShe saw a zeppelin.\nHe left.\n"
    )
    assert (code, len(out.splitlines())) == (1, 2)
    assert err == "skipped line 3: mentions failed at sentence 0: KeyError: 'zeppelin'\n"


def test_failures_in_build_skip_one_file(run: Run, articles: Path) -> None:
    code, out, err = run("build", articles)
    assert (code, err) == (1, f"skipped articles/b.txt: {SKIPPED}\n")
    assert "2 read, 2 new, 1 skipped" in out
    assert len(run("docs", "--format", "jsonl")[1].splitlines()) == 2


def test_failures_in_explain_are_one_line(run: Run, articles: Path) -> None:
    assert run("explain", articles / "b.txt") == (1, "", f"kg: articles/b.txt: {SKIPPED}\n")


@pytest.mark.parametrize("call", [("extract", "articles"), ("build", "articles"), ("explain", "articles/b.txt")])
def test_failures_show_their_traceback_on_demand(run: Run, articles: Path, call: tuple[str, ...]) -> None:
    err = run("--debug", *call)[2]
    assert err.startswith("Traceback")
    assert ", in failing\n" in err
    assert err.rstrip().endswith(f"articles/b.txt: {SKIPPED}")


def test_failures_that_nobody_foresaw_are_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, articles: Path) -> None:
    run("build", articles)
    monkeypatch.setattr("kg.face.load_counts", broken)
    code, out, err = run("stats")
    assert (code, out, err.count("\n")) == (4, "", 1)
    assert err.startswith("kg: IndexError in test_failures.py, line ")
    assert "Traceback" in run("--debug", "stats")[2]


def broken(*_: object) -> Callable[[], None]:
    raise IndexError("list index out of range")
