"""The chronology: one event a claim, in the order of its times, with all who tell it, as rows and for other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest

from kg.claims.chronology import Event
from kg.errors import QueryError
from kg.exporting.timelines import to_calendar, to_timelinejs
from kg.face import open_graph
from kg.model import AnnotatedDocument, StatementTime
from kg.schema.relations import load_relations
from tests.articles import ArticleWriter
from tests.claims.test_conflicts import DAY, LATER, NO, article, supplies
from tests.conftest import Run, store_documents

MONTH = ("2024-01", "2024-01-01", "2024-01-31")
YEAR = ("1999", "1999-01-01", "1999-12-31")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    documents: tuple[AnnotatedDocument, ...] = (
        supplies("a", "theme missiles", when=DAY),
        supplies("b", "theme missiles", date="2024-01-08", claimed=True),
        supplies("c", "theme missiles", date="2024-01-09", claimed=True, **NO),
        supplies("d", "theme tanks", when=LATER, modality="intended"),
        supplies("e", "theme ships", when=LATER, modality="intended", claimed=True),
        article("f", "2024-01-05", "Russia", "attacked", "Ukraine", lemma="attack", when=MONTH),
        article("g", "2024-01-05", "Russia", "left", "Ukraine", lemma="leave", when=YEAR, modality="possible"),
        article("h", "2024-01-05", "Ukraine", "met", "Iran", lemma="meet"),
    )
    store_documents(tmp_path / "store", documents)
    return tmp_path / "store"


def timeline(store: Path, *entities: str, **options: Any) -> tuple[Event, ...]:
    with open_graph(store) as graph:
        return graph.timeline(*entities, **options)


def test_chronology_is_one_event_a_claim_in_the_order_of_times(store: Path) -> None:
    events = timeline(store)
    assert [(event.when.value, event.kind, event.wording) for event in events] == [
        ("1999", "possible", "Russia may have left Ukraine in 1999"),
        ("2024-01", "happened", "Russia attacked Ukraine in January 2024"),
        ("2024-01-03", "happened", "Iran supplied Russia missiles"),
        ("2024-01-20", "planned", "Iran supplied Russia tanks on 20 January 2024"),
        ("2024-01-20", "announced", "Iran supplied Russia ships"),
    ]
    missiles = events[2]
    assert (missiles.says, missiles.denies) == (("John Kirby", "the article"), ("John Kirby",))
    assert missiles.published == ("2024-01-05", "2024-01-09")
    assert missiles.documents == ("a", "b", "c")


def test_chronology_of_entities_periods_and_words(store: Path) -> None:
    assert [event.documents for event in timeline(store, "Ukraine", "Russia")] == [("g",), ("f",)]
    assert [event.documents for event in timeline(store, since="2024-01-10")] == [("f",), ("d",), ("e",)]
    assert [event.documents for event in timeline(store, until="1999-06-01")] == [("g",)]
    assert [event.documents for event in timeline(store, words=["tanks", "IRAN"])] == [("d",)]
    assert len(timeline(store, limit=2)) == 2
    with pytest.raises(QueryError, match="no entity is called"):
        timeline(store, "Nobody at all")


def test_chronology_of_an_older_store_is_the_same(store: Path) -> None:
    kept = timeline(store)
    with open_graph(store) as graph:
        graph._snapshot.folder.claims.unlink()
    assert timeline(store) == kept
    with open_graph(store) as graph:
        graph._relations = load_relations()
        assert graph.timeline() == kept


def test_chronology_what_was_done_by_the_day_of_its_article_is_marked_so(tmp_path: Path) -> None:
    writer = ArticleWriter("a", date="2024-01-05").sentence("Russia attacked Ukraine.")
    writer.state("Russia", "attacked", "Ukraine", lemma="attack")
    annotated = writer.finish()
    statements = tuple(replace(one, time=StatementTime(None, None, "2024-01-05")) for one in annotated.statements)
    store_documents(tmp_path, [replace(annotated, statements=statements)])
    (event,) = timeline(tmp_path)
    assert event.when.is_bound
    assert (event.when.value, event.when.earliest, event.when.latest) == (None, None, "2024-01-05")


def test_chronology_for_timelinejs_is_data_and_as_exact_as_the_text(store: Path) -> None:
    slides = to_timelinejs(timeline(store))["events"]
    assert [slide["start_date"] for slide in slides[:3]] == [
        {"year": 1999},
        {"year": 2024, "month": 1},
        {"year": 2024, "month": 1, "day": 3},
    ]
    assert slides[1]["end_date"] == {"year": 2024, "month": 1, "day": 31}
    assert [slide["group"] for slide in slides] == ["possible", "happened", "happened", "planned", "announced"]
    assert slides[2]["display_date"] == "on 3 January 2024"
    hostile = "<img src=x onerror=alert(1)>"
    text = json.dumps(to_timelinejs([replace(timeline(store)[0], wording=hostile, sentence=hostile, says=(hostile,))]))
    assert "<img" not in text
    assert text.count("&lt;img") == 3


def test_chronology_as_a_calendar_is_read_by_the_library_of_its_field(store: Path) -> None:
    read = icalendar.Calendar.from_ical(to_calendar(timeline(store), "https://kg.example/claims/"))
    entries = list(read.walk("VEVENT"))
    assert [str(entry["SUMMARY"]) for entry in entries][2] == "Iran supplied Russia missiles"
    assert [str(entry.decoded("DTSTART")) for entry in entries][1:3] == ["2024-01-01", "2024-01-03"]
    assert [str(entry.decoded("DTEND")) for entry in entries][1:3] == ["2024-02-01", "2024-01-04"]
    assert "denies it: John Kirby" in str(entries[2]["DESCRIPTION"])
    assert to_calendar(timeline(store), "b") == to_calendar(timeline(store), "b")


def test_chronology_on_the_command_line(run: Run, store: Path) -> None:
    code, table, _ = run("timeline", "--format", "table", "--store", store)
    assert code == 0
    assert table.index("1999") < table.index("possible  Russia may have left") < table.index("announced  Iran supplied")
    assert "denied by John Kirby" in table
    assert table.splitlines()[-1] == "5 events"
    code, rows, _ = run("timeline", "Iran", "--about", "missiles", "--store", store)
    assert rows.splitlines()[0].startswith("claim,kind,when,mod,earliest,latest,wording,says,denies,leaves_open,")
    assert "John Kirby; the article,John Kirby" in rows
    assert len(json.loads(run("timeline", "--format", "timelinejs", "--store", store)[1])["events"]) == 5
    assert run("timeline", "--since", "soon", "--store", store)[0] == 2
