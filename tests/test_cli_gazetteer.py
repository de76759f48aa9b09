"""`kg gazetteer`: tables are imported, shown and described; bad lines are a line each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

OWN = "label,type,wikidata,country,roles\nAnna Berg,Person,Q900001,Norway,minister\nAnna Berg,Person,Q900002,Sweden,swimmer\n"


def test_cli_gazetteer_import_show_and_info(run: Run) -> None:
    Path("own.csv").write_text(OWN + "Harbour Watch,Organization,,NO,charity\n")
    code, out, err = run("gazetteer", "import", "own.csv")
    assert (code, err) == (0, "")
    assert out.startswith("names.kgnames: 3 things with 3 names, ")
    assert "own.csv (csv): 3" in out
    code, out, _ = run("gazetteer", "show", "Anna Berg", "--gazetteer", "names.kgnames", "--format", "jsonl")
    assert (code, [json.loads(line)["wikidata"] for line in out.splitlines()]) == (0, ["Q900001", "Q900002"])
    code, out, _ = run("gazetteer", "show", "Anna Berg", "--gazetteer", "names.kgnames", "--format", "table")
    assert "2 bear this name: only what a text says of one of them links it." in out
    code, out, _ = run("gazetteer", "show", "Harbour Watch", "--gazetteer", "names.kgnames", "--format", "csv")
    assert out.splitlines()[1:] == ["Harbour_Watch,Harbour Watch,Organization,,,charity; Norway,"]
    code, out, _ = run("gazetteer", "info", "names.kgnames")
    assert code == 0 and "3 (Organization 1, Person 2)" in out
    code, out, _ = run("gazetteer", "info", "names.kgnames", "--format", "json")
    assert json.loads(out)["records"] == 3


def test_cli_gazetteer_show_of_a_name_that_nobody_has(run: Run) -> None:
    code, out, _ = run("gazetteer", "show", "Nobody At All", "--format", "table")
    assert (code, out.strip()) == (1, "Nothing is called Nobody At All.")


def test_cli_gazetteer_bad_lines_are_told_and_the_rest_goes_on(run: Run) -> None:
    Path("own.csv").write_text(OWN + "Bad,Dog\n")
    code, out, err = run("gazetteer", "import", "own.csv", "-o", "t.kgnames")
    assert code == 1
    assert err.startswith("skipped own.csv, line 4: Bad: unknown type 'Dog'")
    assert "2 things" in out


def test_cli_gazetteer_filters(run: Run) -> None:
    Path("own.csv").write_text("name,kind of thing\nAnna Berg,Person\nOslo Quay,Place\n")
    columns = ("--column", "label=name", "--column", "type=kind of thing")
    code, out, _ = run("gazetteer", "import", "own.csv", "--type", "person", *columns)
    assert code == 0 and "1 thing " in out
    code, out, _ = run("gazetteer", "import", "own.csv", "--country", "NO", *columns)
    assert code == 0 and "0 things" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("own.csv", "--country", "Atlantis"), "no country is called so"),
        (("own.csv", "--type", "Dog"), "unknown type 'Dog'"),
        (("own.csv", "--column", "label"), "give two words with = between them"),
        (("own.csv", "--class", "P31=Person"), "is not a Wikidata id"),
        (("none.csv",), "cannot be read: No such file"),
        (("own.csv", "-o", "none/t.kgnames"), "cannot be written"),
        (("own.csv", "--column", "label=nom"), "there is no column 'nom'"),
    ],
)
def test_cli_gazetteer_wrong_calls_are_one_line(run: Run, words: tuple[str, ...], message: str) -> None:
    Path("own.csv").write_text(OWN)
    code, out, err = run("gazetteer", "import", *words)
    assert (code, out) == (2, "")
    assert message in err and err.count("\n") == 1
    assert not list(Path().glob("*.kgnames"))


def test_cli_gazetteer_info_of_another_file(run: Run) -> None:
    Path("own.csv").write_text(OWN)
    code, _, err = run("gazetteer", "info", "own.csv")
    assert code == 2 and "is no table of names; `kg gazetteer import` makes one" in err
