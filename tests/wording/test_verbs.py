"""Verbs made main clauses: words of a predicate in, finite words out."""

from __future__ import annotations

from typing import Any

import pytest

from kg.wording.verbs import active, affirm, main_clause, read_verb


def clause(
    text: str, lemma: str, *, passive: bool = False, tense: Any = "past", plural: bool | None = False, **facts: Any
) -> str:
    verb = read_verb(text, lemma, passive=passive, tense=tense)
    told = {"modality": "actual", "negated": False, "said_no": False} | facts
    return " ".join(main_clause(verb, plural=plural, **told))


@pytest.mark.parametrize(
    ("text", "lemma", "facts", "said"),
    [
        ("supplied", "supply", {}, "supplied"),
        ("supplies", "supply", {"plural": True}, "supply"),
        ("supply", "supply", {}, "supplied"),
        ("supply", "supply", {"plural": True}, "supply"),
        ("'s", "be", {}, "is"),
        ("’s been selling", "sell", {}, "has been selling"),
        ("couldn’t confirm", "confirm", {}, "could not confirm"),
        ("won't sell", "sell", {}, "will not sell"),
        ("'d like to visit", "visit", {}, "would like to visit"),
        ("am", "be", {}, "is"),
        ("have", "have", {}, "had"),
        ("have sold", "sell", {}, "has sold"),
        ("launching", "launch", {}, "launched"),
        ("launching", "launch", {"tense": "present"}, "launches"),
        ("launching", "launch", {"modality": "possible"}, "may have launched"),
        ("having sold", "sell", {}, "had sold"),
        ("to build", "build", {"modality": "intended"}, "is to build"),
        ("to build", "build", {"modality": "possible"}, "may build"),
        ("seized", "be seized", {"passive": True}, "was seized"),
        ("owned by", "own", {"passive": True, "tense": "present"}, "is owned by"),
        ("wants", "want", {"modality": "possible"}, "may want"),
        ("had", "have", {"modality": "possible"}, "may have had"),
        ("was sent", "be sent", {"passive": True, "modality": "possible"}, "may have been sent"),
        ("did not send", "send", {"modality": "possible"}, "may not have sent"),
        ("supplies", "supply", {"negated": True}, "does not supply"),
        ("sent", "send", {"negated": True}, "did not send"),
        ("has sent", "send", {"negated": True}, "has not sent"),
        ("will send", "send", {"negated": True}, "will not send"),
        ("never sent", "send", {"negated": True}, "never sent"),
        ("sent", "send", {"negated": True, "said_no": True}, "sent"),
        ("failed to send", "send", {"negated": True}, "failed to send"),
        ("planning to enter", "enter", {}, "planned to enter"),
        ("agreed to work", "work", {"modality": "intended"}, "agreed to work"),
    ],
)
def test_verbs_of_a_main_clause(text: str, lemma: str, facts: dict[str, Any], said: str) -> None:
    assert clause(text, lemma, **facts) == said


@pytest.mark.parametrize(
    ("text", "lemma", "said"),
    [
        ("may have been supplied by", "supply", "may have supplied"),
        ("was hit by", "hit", "hit"),
        ("is owned by", "own", "owns"),
        ("were being carried out by", "carry out", "were carrying out"),
        ("was not written by", "write", "did not write"),
        ("could be seized by", "seize", "could seize"),
        ("played by", "play", "played"),
    ],
)
def test_verbs_turned_to_the_active_with_their_tense(text: str, lemma: str, said: str) -> None:
    assert active(read_verb(text, lemma, passive=True, tense="past")).text == said


@pytest.mark.parametrize(
    ("text", "lemma", "said"),
    [("has not checked", "check", "has checked"), ("did not send", "send", "sent"), ("cannot go", "go", "can go")],
)
def test_verbs_without_their_not(text: str, lemma: str, said: str) -> None:
    assert affirm(read_verb(text, lemma, passive=False, tense="past")).text == said
