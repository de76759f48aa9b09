"""Rules prove themselves: each example gives its line, without the rule it does not, and the rule fires on open text.

How often it fires stands in `tests/quality/rules.md`, which `python -m tests.quality.rules` makes where the open data is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extraction import DEFAULT_MODEL
from kg.extraction.attributions.finder import READERS
from kg.extraction.attributions.nouns import cited, from_denial
from kg.extraction.attributions.phrases import from_according
from kg.extraction.lines import write_lines
from kg.extraction.load import load_pipeline
from kg.extraction.repairs import IN_ORDER
from kg.extraction.rules import NOT, RULES, Rule, name_of
from kg.extraction.times.finder import RULES as TIME_RULES
from tests.extraction.conftest import make_document
from tests.extraction.contract import find_breaches
from tests.extraction.open_texts import BENCH, open_texts
from tests.extraction.rules import Parsed, without
from tests.quality.rules import code, count, read_table

DATE = "2024-05-08"
EVERY, OFTEN = 15, 200
"""Of the open texts one in fifteen is read, in which whatever the table has 200 times should be found."""
Lines = Callable[[str], list[str]]
EACH = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@pytest.fixture(scope="module")
def lines_of() -> Lines:
    """Return a function that annotates a sentence and writes what was found; a sentence is parsed once."""
    pipeline = load_pipeline(DEFAULT_MODEL)
    again = replace(pipeline, nlp=Parsed(pipeline.nlp))  # type: ignore[arg-type]

    def write(text: str) -> list[str]:
        annotated = again.annotate(make_document(text, DATE))
        assert find_breaches(annotated.to_json()) == []
        return list(write_lines(annotated))

    return write


@pytest.mark.model
@EACH
def test_rules_give_the_line_of_their_example(rule: Rule, lines_of: Lines) -> None:
    assert _holds(rule, lines_of(rule.example)), "\n".join(lines_of(rule.example))


@pytest.mark.model
@EACH
def test_rules_switched_off_do_not_give_it(rule: Rule, lines_of: Lines) -> None:
    with without(rule):
        assert not _holds(rule, lines_of(rule.example))


def _holds(rule: Rule, lines: list[str]) -> bool:
    line = rule.gives.removeprefix(NOT)
    return (line in lines) is not rule.gives.startswith(NOT)


def test_rules_are_all_repairs_and_all_rows_of_the_time_tables() -> None:
    assert {name_of(mend) for mend, _ in IN_ORDER} <= RULES.keys()
    owners = [rule.owner for rule in RULES.values()]
    assert all(any(row is owner for owner in owners) for row in TIME_RULES)


def test_rules_are_all_readers_of_attributions() -> None:
    readers = {*READERS.values(), from_according, from_denial, cited}
    assert {name_of(reader) for reader in readers} <= RULES.keys()


def test_rules_fire_on_open_text_or_say_why_they_stay() -> None:
    fires = read_table()
    assert fires.keys() == {code(name) for name in RULES}, "python -m tests.quality.rules writes the table anew"
    assert [rule.name for rule in RULES.values() if not fires[code(rule.name)] and not rule.rare] == []


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not BENCH.is_dir(), reason="the open texts are not beside the checkout")
def test_rules_that_fire_often_fire_on_every_fifteenth_open_text() -> None:
    fires = count(make_document(text, DATE) for _, text in list(open_texts(BENCH))[::EVERY])
    often = {name for name, number in read_table().items() if number >= OFTEN}
    assert [name for name in RULES if code(name) in often and not fires[name]] == []
