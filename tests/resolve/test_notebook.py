"""The file of a page's notes: what it decides, and what is none."""

import io
import sys
from pathlib import Path

import pytest

from kg.errors import DecisionError
from kg.resolve.notebook import FORMAT, LARGEST, Wanted, read_notebook

WHOLE = f"""{{"format": "{FORMAT}", "marks": [{{"statement": "a1", "mark": "wrong", "note": "no"}},
 {{"statement": "a2", "mark": "right"}}],
 "merges": [{{"kept": "Russia", "gone": "Moscow_2"}}], "renames": [{{"entity": "Iran", "label": "Persia"}}],
 "views": [{{"title": "Here"}}], "later": 1}}"""


def test_notebook_decides_what_is_wrong_the_same_and_renamed(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text(WHOLE)
    assert list(read_notebook(path).to_decide()) == [
        Wanted("reject", ("a1",)),
        Wanted("merge", ("Russia", "Moscow_2")),
        Wanted("rename", ("Iran", "Persia")),
    ]


def test_notebook_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WHOLE.encode())))
    assert len(read_notebook("-").marks) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "not a file that the page saved"),
        ("{", "not a file that the page saved"),
        ('{"format": "kg notebook 2"}', "this version reads 'kg notebook 1'"),
        (f'{{"format": "{FORMAT}", "marks": [{{"statement": "a", "mark": "maybe"}}]}}', "Invalid enum value 'maybe'"),
        (f'{{"format": "{FORMAT}", "merges": [{{"kept": "a"}}]}}', "missing required field `gone`"),
        (" " * (LARGEST + 1), "too large"),
    ],
)
def test_notebook_that_is_none(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "notes.json"
    path.write_text(text)
    with pytest.raises(DecisionError, match=r"notes\.json: ") as problem:
        read_notebook(path)
    assert told in str(problem.value)
    with pytest.raises(DecisionError, match="cannot be read"):
        read_notebook(tmp_path / "none.json")
