"""The scorer of the test articles, on documents written by hand: what counts as found, turned round, or wrongly qualified."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import AnnotatedDocument
from tests.articles import ArticleWriter, american_article, plain_article, russian_article
from tests.quality.expected import Credit, Gold, GoldArgument, GoldEntity, Lemmas, Named
from tests.quality.naming import forms_of, head_of, same_name, words_of
from tests.quality.periods import same_period
from tests.quality.score import count, count_entities, judge, write_report

SUPPLY = "John Kirby said that North Korea supplied Russia with ballistic missiles on December 30."


def gold(sentence: str, subject: str, lemma: str, other: str | None, **changes: Any) -> Gold:
    """Return a gold statement; alternatives are parted by "/"."""
    fields: dict[str, Any] = {
        "arguments": (),
        "attribution": None,
        "polarity": "affirmed",
        "modality": "actual",
        "symmetric": False,
        "key": False,
    }
    names = None if other is None else Named(tuple(other.split("/")))
    subjects, lemmas = Named(tuple(subject.split("/"))), Lemmas(tuple(lemma.split("/")))
    return Gold(id="g", sentence=sentence, subject=subjects, predicate=lemmas, object=names, **(fields | changes))


def kirby(**changes: Any) -> Gold:
    """Return the gold statement that the first hand-made article gets right, or with something changed."""
    credit = Credit(sources=(("Kirby",),), cue="said")
    times = (GoldArgument(role="time", names=("December 30",), iso="2023-12-30"),)
    return gold(
        SUPPLY, "North Korea", "provide/supply", "Russia", **({"attribution": credit, "arguments": times} | changes)
    )


def verdict_of(one: Gold, annotated: AnnotatedDocument | None = None) -> str:
    return str(judge(one, annotated if annotated is not None else american_article()))


def test_score_strict() -> None:
    assert verdict_of(kirby()) == "g strict"


def test_score_loose_is_another_lemma() -> None:
    assert verdict_of(gold(SUPPLY, "North Korea", "arm", "Russia", attribution=kirby().attribution)) == "g loose"


def test_score_object_as_theme_or_other_argument() -> None:
    for other in ("missiles/ballistic missiles", "December 30"):
        assert verdict_of(gold(SUPPLY, "North Korea", "supply", other, attribution=kirby().attribution)) == "g strict"


def test_score_without_object_needs_the_lemma() -> None:
    assert verdict_of(gold(SUPPLY, "John Kirby", "say", None)) == "g strict"
    assert verdict_of(gold(SUPPLY, "John Kirby", "deny", None)) == "g missed"


def test_score_other_sentence_does_not_count() -> None:
    assert (
        verdict_of(gold("Russia attacked Ukraine in early January.", "North Korea", "supply", "Russia")) == "g missed"
    )


def test_score_sentence_must_stand_in_the_article() -> None:
    with pytest.raises(ValueError, match="g: its sentence is not in the article"):
        verdict_of(gold("Nothing of the kind.", "Russia", "attack", "Ukraine"))


def test_score_reversed_unless_symmetric() -> None:
    sentence = "Russia attacked Ukraine in early January."
    assert verdict_of(gold(sentence, "Ukraine", "attack", "Russia")) == "g missed: reversed"
    assert verdict_of(gold(sentence, "Ukraine", "attack", "Russia", symmetric=True)) == "g strict"


def test_score_both_ways_round_is_found_and_reversed() -> None:
    article = ArticleWriter("d").sentence("Russia fought Ukraine.")
    article.state("Russia", "fought", "Ukraine", lemma="fight")
    article.state("Ukraine", "fought", "Russia", lemma="fight")
    wanted = gold("Russia fought Ukraine.", "Russia", "fight", "Ukraine")
    assert verdict_of(wanted, article.finish()) == "g strict: reversed"


def test_score_passive_with_agent_is_turned() -> None:
    article = ArticleWriter("d").sentence("Ukraine was attacked by Russia.")
    article.state("Ukraine", "attacked", "Russia", lemma="be attack by")
    wanted = gold("Ukraine was attacked by Russia.", "Russia", "attack", "Ukraine")
    assert verdict_of(wanted, article.finish()) == "g strict"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"attribution": None}, "source"),
        ({"attribution": Credit(sources=(("Peskov",),), cue="said")}, "source"),
        ({"attribution": Credit(sources=(), cue="said")}, "source"),
        ({"attribution": Credit(sources=(("Kirby",), ("Yonhap",)), cue="said")}, "outer source"),
        ({"polarity": "negated"}, "negated as affirmed"),
        ({"modality": "intended"}, "intended as actual"),
        ({"arguments": (GoldArgument(role="time", names=("December",), iso="2023-12"),)}, "time"),
    ],
)
def test_score_qualifiers(changes: dict[str, Any], wrong: str) -> None:
    assert verdict_of(kirby(**changes)) == f"g strict: {wrong}"


def test_score_sources_inside_each_other() -> None:
    sentence = "Dmitry Peskov denied that Russia received missiles from North Korea, Kirby noted."
    credit = Credit(sources=(("Dmitry Peskov", "Peskov"), ("John Kirby",)), cue="denied")
    wanted = gold(sentence, "Russia", "receive", "North Korea", attribution=credit, polarity="negated")
    assert verdict_of(wanted, russian_article()) == "g strict"


def test_score_source_that_nobody_names() -> None:
    sentence = "The council condemned North Korea, it was reported."
    unnamed = Credit(sources=(), cue="reported")
    wanted = gold(sentence, "council", "condemn", "North Korea", attribution=unnamed)
    assert verdict_of(wanted, plain_article()) == "g strict"
    named = gold(sentence, "council", "condemn", "North Korea", attribution=Credit(sources=(("Wire",),), cue=None))
    assert verdict_of(named, plain_article()) == "g strict: source"


def test_score_counts_and_report() -> None:
    key, denied = kirby(key=True), kirby(polarity="negated")
    missed = gold(SUPPLY, "Iran", "supply", "Russia", key=True)
    n = count(judge(one, american_article()) for one in (key, denied, missed))
    assert (n["gold"], n["key"], n["loose"], n["strict"], n["key strict"]) == (3, 2, 2, 2, 1)
    assert (n["reported"], n["reported right"], n["own voice"]) == (2, 2, 0)
    assert (n["negated"], n["negated right"], n["negated as affirmed"], n["affirmed right"]) == (1, 0, 1, 1)
    assert (n["dated"], n["dated right"]) == (2, 2)
    report = write_report({"first": n, "second": n})
    assert "first: strict 2, loose 2 of 3\n" in report
    assert "denied-as-asserted 1.000 (2/2)" in report
    assert report.splitlines()[-1].startswith("own articles strict recall 0.667, loose 0.667, source 1.000")


def test_score_pronoun_subjects() -> None:
    article = ArticleWriter("d").sentence("Kirby spoke.").sentence("He left Ukraine.")
    article.thing("He", "Person", of="John_Kirby").state("He", "left", "Ukraine", lemma="leave")
    wanted = gold("He left Ukraine.", "John Kirby/He", "leave", "Ukraine")
    other = gold("He left Ukraine.", "Dmitry Peskov/He", "leave", "Ukraine")
    n = count(judge(one, article.finish()) for one in (wanted, other))
    assert (n["strict"], n["pronoun"], n["pronoun right"]) == (2, 2, 1)


def test_score_entities() -> None:
    article = ArticleWriter("d").sentence("Russia and Iran met; Moscow and Pyongyang did not.").finish()
    wanted = [
        GoldEntity(name="Russia", type="Place", mentions=("Russia", "Moscow", "they"), wikidata="Q159"),
        GoldEntity(name="Iran", type="Person", mentions=("Iran", "they"), wikidata=None),
        GoldEntity(name="Norway", type="Country", mentions=("Norway",), wikidata=None),
    ]
    n = count_entities(wanted, article)
    assert (n["entities"], n["found"], n["whole"], n["typed"], n["mixed"]) == (3, 2, 2, 1, 0)
    apart = [
        GoldEntity(name="Russia", type="Country", mentions=("Russia",), wikidata=None),
        GoldEntity(name="Moscow", type="Place", mentions=("Moscow",), wikidata=None),
    ]
    assert count_entities(apart, article)["mixed"] == 1


@pytest.mark.parametrize(
    ("wanted", "found", "head", "same"),
    [
        ("the council", "council", "council", True),
        ("Kirby", "spokesman John Kirby", "Kirby", True),
        ("Kirby", "Kirby's spokesman", "spokesman", False),
        ("the treaty of 1912", "treaty", "treaty", True),
        ("the treaty of 1912", "1912", "1912", False),
        ("the harbour's crane", "the harbour", "harbour", False),
        ("Ann’s boat", "ann's boat", "boat", True),
        ("£1.2m of its money", "£1.2m", "£1.2m", True),
        ("", "boat", "boat", False),
        ("the", "boat", "boat", False),
    ],
)
def test_naming_same_name(wanted: str, found: str, head: str, same: bool) -> None:
    assert same_name(wanted, found, head) is same


def test_naming_words_heads_and_lemmas() -> None:
    assert words_of("The company’s U.S. board") == ["company", "u.s", "board"]
    assert [head_of(name) for name in ("a charity in Oslo", "the port's old crane")] == ["charity", "crane"]
    assert forms_of("be spokesman of") == {"be spokesman of", "spokesman of", "be spokesman", "spokesman"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2024-05-17", "2024-05-17T09:30", True),
        ("2024-05", "2024-05-01/2024-05-31", True),
        ("2024-Q1", "2024-01/2024-03", True),
        ("2024-H2", "2024-07/2024-12", True),
        ("2024-W16", "2024-04-15/2024-04-21", True),
        ("2023/2024", "2023-01-01/2024-12-31", True),
        ("2025-SU", "2025-SU", True),
        ("2025-SU", "2025", False),
        ("2024-05", "2024", False),
        ("2024-05-17", "PRESENT_REF", False),
        ("PAST_REF", "FUTURE_REF", False),
    ],
)
def test_periods(first: str, second: str, same: bool) -> None:
    assert same_period(first, second) is same
    assert same_period(second, first) is same
