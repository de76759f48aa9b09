"""The fit of the confidence: its figures on made-up claims, and that what was fitted is what is used."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from kg.extraction.records.rating.confidence import UNJUDGED, load_weights
from kg.graph.document_quads import LEAST_CONFIDENCE
from tests.quality.confidence import MEASURED, TABLE, Model, area, calibration_error, fold_of, line_of
from tests.quality.judged import Judged


def judged(number: int, *signs: str, right: bool) -> Judged:
    return Judged(f"text {number}", "made up", frozenset(signs), 0.9, True, right)


def test_area_is_how_often_the_right_one_stands_above() -> None:
    right = np.array([1.0, 0.0, 1.0, 0.0])
    assert area(np.array([0.9, 0.1, 0.8, 0.2]), right) == 1
    assert area(np.array([0.1, 0.9, 0.2, 0.8]), right) == 0
    assert area(np.array([0.5, 0.5, 0.5, 0.5]), right) == 0.5


def test_calibration_error_is_how_far_claims_are_from_the_truth() -> None:
    right = np.array([1.0, 1.0, 1.0, 0.0])
    assert calibration_error(np.full(4, 0.75), right) == pytest.approx(0)
    assert calibration_error(np.full(4, 0.95), right) == pytest.approx(0.2)


def test_line_is_the_least_from_which_on_enough_are_right() -> None:
    likely = np.array([0.55] * 10 + [0.85] * 10)
    right = np.array([1.0, 0.0] * 5 + [1.0] * 9 + [0.0])
    assert line_of(likely, right) == 0.56
    assert line_of(likely, np.zeros(20)) == 1


def test_a_sign_that_goes_with_errors_weighs_against_a_statement() -> None:
    rows = [judged(n, "far", right=n % 4 == 0) for n in range(80)] + [
        judged(n, "near", right=n % 4 > 0) for n in range(80)
    ]
    model = Model([*rows, judged(0, "rare", right=True)])
    assert model.names == ["far", "near"]
    far, near = model.rate([judged(0, "far", right=True), judged(0, "near", right=True)])
    assert far == pytest.approx(0.25, abs=0.1)
    assert near == pytest.approx(0.75, abs=0.1)


def test_a_document_is_left_out_as_a_whole_and_everywhere_alike() -> None:
    assert fold_of("GUM_news_warming") == fold_of("GUM_news_warming") < 5


def test_the_weights_are_those_of_signs_that_can_be_judged() -> None:
    weights = load_weights()
    assert weights.signs
    assert not weights.signs.keys() & UNJUDGED.keys()


def test_the_line_of_plain_triples_is_the_one_that_was_measured() -> None:
    found = re.search(r"\*\*From (0\.\d\d) on (0\.\d+) are\*\*", TABLE.read_text(encoding="utf-8"))
    assert found is not None
    assert float(found[1]) == LEAST_CONFIDENCE
    assert float(found[2]) >= 0.9


def test_what_the_page_tells_of_itself_is_what_was_measured() -> None:
    told, table = json.loads(MEASURED.read_text("utf-8")), TABLE.read_text("utf-8")
    found = re.search(r"\*\*From (0\.\d\d) on (0\.\d+) are\*\*", table)
    assert found is not None
    assert (told["line"], told["above"]) == (float(found[1]), float(found[2]))
    assert f"| all | {told['judged']} | {told['right']:.3f} |" in table
    reading = (TABLE.parent / "reading.md").read_text("utf-8")
    shares = re.search(r"\| third, kept apart, .* \| (\d+) \| \.(\d+) and \.(\d+) \|", reading)
    assert shares is not None
    assert told["read"] == int(shares[1])
    assert told["read_right"] == round((float(f"0.{shares[2]}") + float(f"0.{shares[3]}")) / 2, 3)
