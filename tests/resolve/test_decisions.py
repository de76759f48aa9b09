from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DecisionError
from kg.lexicon.gazetteer import Gazetteer
from kg.resolve import (
    NO_DECISIONS,
    ChainSummary,
    Decisions,
    Resolution,
    parse_mention,
    read_decisions,
    resolve_chains,
    write_decisions,
)
from kg.resolve.actions import keep_apart, merge, rename, split
from kg.resolve.decisions import Line, MentionRef, Reject

Chain = Callable[..., ChainSummary]


@pytest.fixture
def chains(chain: Chain) -> list[ChainSummary]:
    return [
        chain("a", 0, "John Kirby", names=("Kirby",)),
        chain("b", 0, "Kirby"),
        chain("c", 0, "John Kirby"),
        chain("d", 0, "Kirby"),
        chain("e", 0, "Sergei Ryabkov", near=("Q159", "Q30")),
        chain("f", 0, "Sergey Ryabkov", near=("Q159", "Q30")),
    ]


def run(
    chains: list[ChainSummary], decisions: Decisions = NO_DECISIONS, previous: Resolution | None = None
) -> Resolution:
    return resolve_chains(chains, decisions, Gazetteer([]), previous)


def test_decisions_merge_takes_name_and_id_of_the_first_and_leaves_a_redirect(chains: list[ChainSummary]) -> None:
    before = run(chains)
    gone = before.entity_of["b", 0]
    assert gone.startswith("Kirby.")
    decisions = NO_DECISIONS.with_line(merge(before, NO_DECISIONS, "John_Kirby", gone))
    after = run(chains, decisions)
    assert after.entity_of["b", 0] == "John_Kirby"
    assert after.redirects[gone] == "John_Kirby"
    assert after.find(gone) == after.by_id["John_Kirby"]
    assert ("decision", "merge 1") in {
        (evidence.rule, evidence.value) for evidence in after.by_id["John_Kirby"].evidence
    }
    assert after.evidence_of["b", 0].rule == "decision"


def test_decisions_merge_the_other_way_keeps_the_short_name(chains: list[ChainSummary]) -> None:
    before = run(chains)
    kept = before.entity_of["b", 0]
    after = run(chains, NO_DECISIONS.with_line(merge(before, NO_DECISIONS, kept, "John_Kirby")))
    entity = after.find("John_Kirby")
    assert entity is not None
    assert (entity.label, entity.names[0], len(entity.chains)) == ("Kirby", "Kirby", 3)


def test_decisions_merge_holds_for_documents_that_come_later(chains: list[ChainSummary], chain: Chain) -> None:
    before = run(
        [*chains, chain("g", 0, "Harbour Board", "Organization"), chain("h", 0, "Port Council", "Organization")]
    )
    decisions = NO_DECISIONS.with_line(merge(before, NO_DECISIONS, "Harbour_Board", "Port_Council"))
    later = [chain("i", 0, "Port Council", "Organization"), chain("j", 0, "Harbour Board", "Organization")]
    after = run(later, decisions)
    assert set(after.entity_of.values()) == {"Harbour_Board"}
    assert run(chains, decisions).unused == (1,)


def test_decisions_merge_follows_mentions_when_ids_have_changed(chains: list[ChainSummary], chain: Chain) -> None:
    one = [chain("b", 0, "Kirby"), chain("c", 0, "John Kirby")]
    before = run(one)
    assert before.entity_of["b", 0] == "Kirby"
    decisions = NO_DECISIONS.with_line(merge(before, NO_DECISIONS, "John_Kirby", "Kirby"))
    after = run(chains, decisions)
    assert after.entity_of["b", 0] == "John_Kirby"
    assert after.entity_of["d", 0] != "John_Kirby"


def test_decisions_on_a_surname_do_not_pass_to_its_next_bearer(chain: Chain) -> None:
    before = run([chain("b", 0, "Kirby"), chain("c", 0, "John Kirby")])
    decisions = NO_DECISIONS.with_line(merge(before, NO_DECISIONS, "John_Kirby", "Kirby"))
    after = run([chain("c", 0, "John Kirby"), chain("z", 0, "Kirby")], decisions)
    assert after.entity_of["z", 0] == "Kirby"
    assert after.unused == (1,)


def test_decisions_split_takes_chains_out_for_good(chains: list[ChainSummary], chain: Chain) -> None:
    before = run(chains)
    decisions = NO_DECISIONS.with_line(split(before, NO_DECISIONS, "John_Kirby", [parse_mention("c:50")]))
    after = run([*chains, chain("g", 0, "John Kirby")], decisions)
    assert after.entity_of["a", 0] == after.entity_of["g", 0] == "John_Kirby"
    assert after.entity_of["c", 0].startswith("John_Kirby.")
    assert after.evidence_of["c", 0].value == "split 1"


def test_decisions_split_drops_the_link_of_what_it_takes_out(chain: Chain) -> None:
    linked = [
        chain("a", 0, "Georgia", "Country", wikidata="Q230"),
        chain("b", 0, "Georgia", "Country", wikidata="Q230"),
    ]
    before = run(linked)
    after = run(linked, NO_DECISIONS.with_line(split(before, NO_DECISIONS, "Georgia", [MentionRef("b", 0)])))
    assert [(entity.label, entity.wikidata) for entity in after.entities] == [("Georgia", "Q230"), ("Georgia", None)]


def test_decisions_keep_apart_overrules_the_rules_and_leaves_the_review(chains: list[ChainSummary]) -> None:
    unlike = run([c for c in chains if c.document != "f"] + [chains[5]])
    assert unlike.entity_of["e", 0] == unlike.entity_of["f", 0]
    alone = run([chains[4]]), run([chains[5]])
    two = Resolution(
        entities=(*alone[0].entities, *alone[1].entities),
        entity_of={**alone[0].entity_of, **alone[1].entity_of},
        evidence_of={},
        redirects={},
        review=(),
        unused=(),
        summaries={**alone[0].summaries, **alone[1].summaries},
    )
    decisions = NO_DECISIONS.with_line(keep_apart(two, NO_DECISIONS, "Sergei_Ryabkov", "Sergey_Ryabkov"))
    after = run(chains, decisions)
    assert after.entity_of["e", 0] != after.entity_of["f", 0]
    assert not [doubt for doubt in after.review if "Ryabkov" in doubt.first]
    with pytest.raises(DecisionError, match="decision 1 keeps Sergei_Ryabkov and Sergey_Ryabkov apart"):
        merge(after, decisions, "Sergei_Ryabkov", "Sergey_Ryabkov")


def test_decisions_rename_changes_the_label_and_not_the_id(chains: list[ChainSummary]) -> None:
    before = run(chains)
    after = run(chains, NO_DECISIONS.with_line(rename(before, NO_DECISIONS, "John_Kirby", "  John F.  Kirby ")))
    entity = after.by_id["John_Kirby"]
    assert (entity.label, entity.names) == ("John F. Kirby", ("John F. Kirby", "John Kirby", "Kirby"))


def test_decisions_undo_gives_back_what_was(chains: list[ChainSummary]) -> None:
    before = run(chains)
    decisions = NO_DECISIONS.with_line(merge(before, NO_DECISIONS, "John_Kirby", before.entity_of["b", 0]))
    decisions = decisions.with_line(decisions.reject("0d61f3c8"))
    assert decisions.rejected == {"0d61f3c8"}
    decisions = decisions.with_line(decisions.undo())
    assert decisions.rejected == frozenset()
    decisions = decisions.with_line(decisions.undo(1))
    assert decisions.active == ()
    assert run(chains, decisions) == before
    with pytest.raises(DecisionError, match="no decision to undo"):
        decisions.undo()


def test_decisions_file_keeps_every_line(tmp_path: Path, chains: list[ChainSummary]) -> None:
    path = tmp_path / "store" / "decisions.jsonl"
    assert read_decisions(path) == NO_DECISIONS
    before = run(chains)
    actions: list[Callable[[Decisions], Line]] = [
        lambda made: merge(before, made, "John_Kirby", before.entity_of["b", 0]),
        lambda made: split(before, made, "John_Kirby", [MentionRef("c", 0)]),
        lambda made: keep_apart(before, made, "John_Kirby", before.entity_of["d", 0]),
        lambda made: rename(before, made, "John_Kirby", "Admiral Kirby"),
        lambda made: made.reject("0d61f3c8"),
        lambda made: made.undo(2),
    ]
    made = NO_DECISIONS
    for action in actions:
        line = action(made)
        write_decisions(path, [line])
        made = made.with_line(line)
        assert read_decisions(path) == made
    assert [line.number for line in made.lines] == [1, 2, 3, 4, 5, 6]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 6
    assert sorted(file.name for file in path.parent.iterdir()) == ["decisions.jsonl"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "line 1: not a decision"),
        ('{"decision":"merge","number":1}', "line 1: not a decision"),
        ('{"decision":"reject","number":1,"statement":"x"}\n' * 2, "two decisions have the number 1"),
        ('{"decision":"undo","number":1,"undone":2}', "undoes 2, which is not before it"),
    ],
)
def test_decisions_file_that_is_wrong_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError) as raised:
        read_decisions(path)
    assert message in str(raised.value)


def test_decisions_that_would_do_nothing_are_refused(chains: list[ChainSummary]) -> None:
    resolution = run(chains)
    with pytest.raises(DecisionError, match="there is no entity 'Nobody'"):
        merge(resolution, NO_DECISIONS, "John_Kirby", "Nobody")
    with pytest.raises(DecisionError, match="are one entity already"):
        merge(resolution, NO_DECISIONS, "John_Kirby", "John_Kirby")
    with pytest.raises(DecisionError, match="is not a mention of John_Kirby"):
        split(resolution, NO_DECISIONS, "John_Kirby", [MentionRef("b", 0)])
    with pytest.raises(DecisionError, match="these are all chains"):
        split(resolution, NO_DECISIONS, "John_Kirby", [MentionRef("a", 0), MentionRef("c", 50)])
    with pytest.raises(DecisionError, match="no mention"):
        split(resolution, NO_DECISIONS, "John_Kirby", [])
    with pytest.raises(DecisionError, match="is empty"):
        rename(resolution, NO_DECISIONS, "John_Kirby", "  ")
    with pytest.raises(DecisionError, match="already"):
        rename(resolution, NO_DECISIONS, "John_Kirby", "John Kirby")
    with pytest.raises(DecisionError, match="was rejected before"):
        NO_DECISIONS.with_line(Reject(1, "x")).reject("x")
    with pytest.raises(DecisionError, match="decision 7 is not there"):
        NO_DECISIONS.with_line(Reject(1, "x")).undo(7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5f0c2d9be1a4:16", MentionRef("5f0c2d9be1a4", 16)),
        ("5f0c2d9be1a4:16-33", MentionRef("5f0c2d9be1a4", 16)),
        ("https://kg.example/document/5f0c2d9be1a4#chain=16,33", MentionRef("5f0c2d9be1a4", 16)),
    ],
)
def test_decisions_mentions_as_users_write_them(text: str, expected: MentionRef) -> None:
    assert parse_mention(text) == expected


@pytest.mark.parametrize("text", ["", "16", "5f0c2d9be1a4:", "5f0c:x", "#chain=1,2"])
def test_decisions_what_is_no_mention(text: str) -> None:
    with pytest.raises(DecisionError, match="is no mention"):
        parse_mention(text)
