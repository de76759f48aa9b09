"""Tables on a terminal of a hundred columns: what stands together, what is left out, and that no id is cut."""

from __future__ import annotations

from typing import Any

from rich.console import Console, RenderableType

from kg.graph.decide import Decided, Kept
from kg.resolve.decisions import EntityRef, KeepApart, MentionRef, Merge, Reject, Rename, Split, Undo
from kg.resolve.model import Doubt, Evidence, ResolvedEntity
from kg.terminal.lists import decided_line, decision_table, decision_text, entity_table, reason, review_table
from kg.terminal.statements import record_table


def shown(renderable: RenderableType) -> list[str]:
    """The lines that a terminal of a hundred columns shows, without the empty ones."""
    console = Console(width=100, force_terminal=False, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return [line.rstrip() for line in capture.get().splitlines() if line.strip()]


def row(**changes: Any) -> dict[str, str | None]:
    columns = ("object", "theme", "source", "via", "cue", "when", "published", "fragment")
    return {
        **dict.fromkeys(columns),
        "subject": "Iran",
        "predicate": "supply",
        "polarity": "affirmed",
        "modality": "actual",
        "statement": "0123456789abcdef",
        "wording": f"Iran supplied {changes.get('object', 'drones')}",
        "sentence": "Iran supplied both.",
    } | changes


def entity(name: str, id_: str | None = None, wikidata: str | None = None) -> ResolvedEntity:
    return ResolvedEntity(id_ or name.replace(" ", "_"), name, "Organization", (name,), wikidata, (), (), 1, 1)


def test_tables_statements_of_one_sentence_stand_together() -> None:
    rows = [
        row(object="Russia", statement="1"),
        row(object="Syria", statement="2"),
        row(wording="Iran did not supply Iraq", sentence="Another one.", polarity="negated", statement="3"),
    ]
    lines = shown(record_table(rows, list(rows[0])))
    assert [" ".join(line.split()) for line in lines[2:]] == [
        "the article Iran supplied Russia",
        "Iran supplied Syria",
        "Iran supplied both.",
        "the article Iran did not supply Iraq",
        "Another one.",
        "3 rows",
    ]
    assert "When" not in lines[0]


def test_tables_lead_with_what_stands_alone_and_count_the_fragments() -> None:
    rows = [row(statement="1"), row(statement="1"), row(wording="They met", fragment="pronoun", statement="2")]
    lines = shown(record_table(rows, list(rows[0])))
    assert not any("They met" in line for line in lines)
    assert lines[-1] == "1 row, 1 fragment left out (--fragments shows them)"
    lines = shown(record_table(rows, list(rows[0]), fragments=True))
    assert any("They met" in line for line in lines)
    assert lines[-1] == "2 rows"


def test_tables_a_denial_shows_what_is_held_and_by_whom() -> None:
    rows = [row(wording="Iran did not supply drones", source="Tehran", cue="denied", polarity="negated")]
    lines = shown(record_table(rows, list(rows[0])))
    assert lines[2].split() == ["Tehran", "Iran", "did", "not", "supply", "drones"]


def test_tables_sources_with_those_who_quote_them() -> None:
    rows = [
        row(source="Kremlin", cue="said", via="Interfax"),
        row(source=None, cue="reported", when="2024-01", statement="fedcba9876543210"),
    ]
    lines = shown(record_table(rows, list(rows[0]), ids=True))
    assert "Kremlin said, via" in lines[2]
    assert any("somebody reported" in line for line in lines)
    assert "When" in lines[0]
    assert sum("01234567" in line or "fedcba98" in line for line in lines) == 2


def test_tables_of_other_answers_have_their_numbers_right() -> None:
    rows: list[dict[str, str | int | None]] = [{"name": "Iran", "mentions": "7"}, {"name": "Iraq", "mentions": "12"}]
    assert shown(record_table(rows, ["name", "mentions"]))[2:4] == [
        "  Iran          7",
        "  Iraq         12",
    ]


def test_tables_review_shows_ids_whole_and_shared_names() -> None:
    pair = (entity("Council", "Council.0a1b2c3d"), entity("Harbour Council", wikidata=None))
    doubt = Doubt(pair[0].id, pair[1].id, 0.9, Evidence("alias", "council", ("Q1", "john kirby")))
    lines = shown(review_table([doubt], [*pair, entity("Somewhere", wikidata="Q1")]))
    text = " ".join(" ".join(lines).split())
    for part in ("ent:Council.0a1b2c3d", "ent:Harbour_Council", "0.90", "called “council”", "Somewhere"):
        assert part in text
    assert "kg merge A B" in text
    assert shown(review_table([], []))[-1] == "0 pairs"


def test_tables_entities_show_the_id_only_where_the_name_is_not_enough() -> None:
    text = "\n".join(shown(entity_table([entity("Congress", "Congress.4efde0ea"), entity("Washington, D.C.")])))
    assert "ent:Congress.4efde0ea" in text
    assert "ent:Washington" not in text


def test_tables_decisions_in_words() -> None:
    one, other = EntityRef("A"), EntityRef("B")
    decisions = (
        Merge(1, one, other),
        KeepApart(2, one, other),
        Split(3, one, (MentionRef("d", 7), MentionRef("d", 9))),
        Rename(4, one, "Alpha"),
        Reject(5, "ff00"),
    )
    words = ["B is A", "A is not B", "d:7, d:9 is not A", "A is called Alpha", "statement ff00 is wrong"]
    assert [decision_text(decision) for decision in decisions] == words
    kept = [Kept(decisions[0], undone=True, unused=False), Kept(decisions[4], undone=False, unused=True)]
    lines = shown(decision_table(kept))
    assert lines[2].split() == ["1", "B", "is", "A", "undone"]
    assert lines[3].endswith("nothing here to act on")
    assert str(decided_line(Decided(Undo(6, 1), 2))) == "decision 1 is undone; 2 documents written anew"


def test_tables_reasons_in_words() -> None:
    assert reason(None, {}) == "named here"
    assert reason(Evidence("wikidata", "Q423"), {}) == "the same Wikidata id Q423"
    assert reason(Evidence("surname", "kirby", ("Q30",)), {"Q30": "United States"}) == (
        "the surname “kirby”; both with United States"
    )
