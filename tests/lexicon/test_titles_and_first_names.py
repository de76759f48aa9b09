import csv
from importlib.resources import files
from itertools import pairwise

import pytest

from kg.lexicon import load_table


def first_names() -> list[dict[str, str]]:
    text = (files("kg.lexicon") / "first_names.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def test_titles_longest_first_and_once() -> None:
    forms = [title["form"] for title in load_table("titles")["titles"]]
    assert len(forms) == len(set(forms))
    lengths = [(len(form.split()), len(form)) for form in forms]
    assert all(longer >= shorter for longer, shorter in pairwise(lengths))


def test_titles_values() -> None:
    for title in load_table("titles")["titles"]:
        assert {"form", "kind"} <= set(title) <= {"form", "kind", "full", "gender", "capital"}, title
        assert title["kind"] in {"honorific", "office", "occupation", "military", "religious", "royal"}, title
        assert title.get("gender", "male") in {"male", "female"}, title
        assert title.get("capital", True) is True, title
        assert not title.get("capital") or title["form"][0].isupper(), title


def test_titles_abbreviations_are_written_out() -> None:
    titles = load_table("titles")["titles"]
    short = {title["form"] for title in titles if title["form"].endswith(".") and "full" not in title}
    assert short == {"Mrs.", "Ms.", "Messrs.", "Smt."}


def test_first_names_once_in_order() -> None:
    names = [row["name"] for row in first_names()]
    assert names == sorted(set(names))
    assert [
        name for name in names if not (name[0].isupper() and name.replace("-", "").replace("'", "").isalpha())
    ] == []


def test_first_names_values() -> None:
    for row in first_names():
        assert list(row) == ["name", "gender", "origin", "weak"], row
        assert row["gender"] in {"male", "female", "unisex"}, row
        assert row["origin"] in {"census", "own"}, row
        assert row["weak"] in {"true", "false"}, row


@pytest.mark.parametrize(
    ("name", "gender", "weak"),
    [
        ("Mark", "male", "false"),
        ("Mary", "female", "false"),
        ("Volodymyr", "male", "false"),
        ("Jong-un", "male", "false"),
        ("Yo-jong", "female", "false"),
        ("Nikita", "male", "false"),
        ("Andrea", "unisex", "false"),
        ("José", "male", "false"),
        ("Jose", "male", "false"),
        ("Kim", "unisex", "true"),
        ("Kirby", "male", "true"),
        ("May", "female", "true"),
        ("Chad", "male", "true"),
        ("Georgia", "female", "true"),
    ],
)
def test_first_names_gender(name: str, gender: str, weak: str) -> None:
    row = next(row for row in first_names() if row["name"] == name)
    assert (row["gender"], row["weak"]) == (gender, weak)
