"""Verb forms: by rule, irregular, doubled; and back from a form."""

from __future__ import annotations

import pytest

from kg.lexicon import load_table
from kg.lexicon.articles import takes_article
from kg.lexicon.inflection import gerund, is_bare_participle, is_past, lemma_of_form, participle, past, third_person

FORMS = {
    "supply": ("supplies", "supplied", "supplied", "supplying"),
    "make": ("makes", "made", "made", "making"),
    "run": ("runs", "ran", "run", "running"),
    "begin": ("begins", "began", "begun", "beginning"),
    "visit": ("visits", "visited", "visited", "visiting"),
    "commit": ("commits", "committed", "committed", "committing"),
    "panic": ("panics", "panicked", "panicked", "panicking"),
    "die": ("dies", "died", "died", "dying"),
    "veto": ("vetoes", "vetoed", "vetoed", "vetoing"),
    "fix": ("fixes", "fixed", "fixed", "fixing"),
    "agree": ("agrees", "agreed", "agreed", "agreeing"),
    "take": ("takes", "took", "taken", "taking"),
    "be": ("is", "was", "been", "being"),
    "have": ("has", "had", "had", "having"),
}


@pytest.mark.parametrize(("verb", "forms"), FORMS.items())
def test_inflection_of_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert (third_person(verb), past(verb), participle(verb), gerund(verb)) == forms


def test_inflection_back_from_a_form() -> None:
    assert (lemma_of_form("sent"), lemma_of_form("taken"), lemma_of_form("walked")) == ("send", "take", None)
    assert is_past("sent") and is_past("agreed") and not is_past("need") and not is_past("proceed")
    assert is_bare_participle("taken") and not is_bare_participle("sent")


def test_inflection_tables_are_in_order() -> None:
    table = load_table("inflection")
    assert list(table["irregular"]) == sorted(table["irregular"])
    assert table["doubling"]["verbs"] == sorted(set(table["doubling"]["verbs"]))


@pytest.mark.parametrize(
    ("name", "wants"),
    [
        ("White House", True),
        ("United States", True),
        ("Office of Management and Budget", True),
        ("Clinton campaign", True),
        ("Congress", False),
        ("Iran", False),
        ("Boeing", False),
        ("John Kirby", False),
    ],
)
def test_articles_of_names(name: str, wants: bool) -> None:
    assert takes_article(name) is wants
