"""Lists and heads: questions, documents, counts, entities with their evidence, pairs in doubt, decisions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from kg.resolve.decisions import Decision, Undo
from kg.resolve.words import words_of_decision, words_of_evidence
from kg.terminal.console import clean, counted, heads, one_line, pairs

if TYPE_CHECKING:
    from rich.table import Table

    from kg.graph.appearances import Appearance
    from kg.graph.build import BuildSummary
    from kg.graph.catalogue import Entry
    from kg.graph.copies import Copy
    from kg.graph.coverage import Coverage, ReadSentence
    from kg.graph.decide import Decided, Kept, Replayed
    from kg.graph.remote.publishing import Published
    from kg.graph.stats import Stats
    from kg.query.questions import Question
    from kg.resolve.model import Doubt, Evidence, ResolvedEntity

_CONTESTED = re.compile(r"\.[0-9a-f]{8}$")
_MOST_APPEARANCES = 12


def build_summary(summary: BuildSummary) -> RenderableType:
    """Return the summary of a build: what was read, and what the store holds now."""
    change = summary.change
    parts = [f"{summary.read:,} read"]
    for count, word in (
        (len(change.added), "new"),
        (len(change.changed), "changed"),
        (summary.resumed, "extracted before by a build that was stopped"),
        (len(change.removed), "replaced"),
        (summary.unchanged, "known already"),
        (len(summary.skipped), "skipped"),
    ):
        if count:
            parts.append(f"{count:,} {word}")
    table = pairs()
    table.add_row("documents", ", ".join(parts))
    lacking = [
        f"{count:,} {words}"
        for count, words in (
            (summary.undated, "without a date"),
            (summary.unpublished, "without a publisher"),
            (summary.summaries, "only a summary of an article"),
        )
        if count
    ]
    if lacking:
        table.add_row("of the new", ", ".join(lacking))
    if summary.documents:
        table.add_row(
            "store",
            f"{counted(summary.documents, 'document')}, {counted(summary.sentences, 'sentence')}, "
            f"{counted(summary.entities, 'entity', 'entities')}, {counted(summary.statements, 'statement')}",
        )
        table.add_row("in", Text(clean(str(summary.store))))
    if summary.published is not None:
        table.add_row("on", Text(publication(summary.published)))
    return table


def publication(published: Published) -> str:
    """Return what a server was sent; where it was found out just now what it cannot do, that in a second line."""
    done = [f"{counted(published.sent, 'graph')} sent"]
    if published.removed:
        done.append(f"{published.removed:,} removed")
    if published.kept:
        done.append(f"{published.kept:,} there already")
    line = f"{clean(published.server)}: {', '.join(done)}; {counted(published.triples, 'triple')}"
    return f"{line}\nThe server lacks {'; '.join(published.lacks)}." if published.lacks else line


def question_list(questions: Iterable[Question]) -> Table:
    """Return the named questions with their parameters."""
    table = heads()
    table.add_column("Question", no_wrap=True, style="bold")
    table.add_column("What it answers", overflow="fold")
    for question in questions:
        text = Text(question.description)
        for parameter in question.parameters:
            text.append(f"\n--{parameter.name}", "cyan")
            text.append(f" {parameter.description}", "dim")
        table.add_row(question.name, text)
    return table


def document_table(entries: Iterable[Entry]) -> Table:
    """Return the documents of a store."""
    table = heads(expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", ratio=1)
    table.add_column("Publisher", max_width=14)
    table.add_column("Statements", justify="right", no_wrap=True)
    for entry in entries:
        table.add_row(*_document_cells(entry), f"{entry.statements:,}")
    return table


def coverage_table(coverages: Sequence[Coverage]) -> RenderableType:
    """Return how many sentences of each document gave a statement, the least covered document first."""
    table = heads(expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", ratio=1)
    table.add_column("Sentences", justify="right", no_wrap=True)
    table.add_column("Covered", justify="right", no_wrap=True)
    for one in sorted(coverages, key=lambda one: (one.covered / max(one.sentences, 1), one.document)):
        names = (Text(one_line(name)) for name in (one.document, one.date, one.label))
        table.add_row(*names, f"{one.sentences:,}", f"{one.covered / max(one.sentences, 1):.0%}")
    every, covered = sum(one.sentences for one in coverages), sum(one.covered for one in coverages)
    silent = counted(every - covered, "sentence")
    return Group(table, Text(f"{silent} of {every:,} gave no statement; `kg coverage ID` tells why", "dim"))


def silent_list(sentences: Sequence[ReadSentence]) -> RenderableType:
    """Return the sentences that gave no statement, each with the reasons below it."""
    parts: list[RenderableType] = []
    silent = [one for one in sentences if not one.statements]
    for one in silent:
        parts.append(Text.assemble((f"{one.number}  ", "dim"), one_line(one.text)))
        parts += [Text(f"   {one_line(reason)}", "yellow") for reason in one.reasons]
    parts.append(Text(f"{counted(len(silent), 'sentence')} of {len(sentences):,} gave no statement", "dim"))
    return Group(*parts)


def copy_table(copies: Sequence[Copy], entries: Iterable[Entry]) -> RenderableType:
    """Return the documents that were printed more than once: each origin, and below it its copies."""
    by_id = {entry.id: entry for entry in entries}
    table = heads(expand=True)
    table.add_column("Id", no_wrap=True)
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", ratio=1)
    table.add_column("Publisher", max_width=14)
    table.add_column("Shared", justify="right", no_wrap=True)
    prints: dict[str, list[Copy]] = {}
    for copy in copies:
        prints.setdefault(copy.origin, []).append(copy)
    for origin in sorted(prints, key=lambda id: by_id[id].order):
        table.add_row(*_document_cells(by_id[origin]), "origin", style="bold")
        for copy in prints[origin]:
            table.add_row(*_document_cells(by_id[copy.document]), f"{copy.shared:.0%}")
    return Group(table, Text(counted(len(copies), "copy", "copies"), "dim"))


def _document_cells(entry: Entry) -> list[Text]:
    names = (entry.id, entry.date, entry.label or entry.title or entry.id, entry.publisher)
    return [Text(one_line(name)) for name in names]


def stats_table(stats: Stats) -> Table:
    """Return the counts of a graph."""
    table = pairs()
    table.add_row("documents", f"{stats.documents:,} ({counted(stats.sentences, 'sentence')})")
    table.add_row("entities", f"{sum(stats.entities.values()):,} ({_counts(stats.entities)})")
    table.add_row("statements", f"{stats.statements:,} ({stats.credited:,} credited to a source)")
    table.add_row("  polarity", _counts(stats.polarities))
    table.add_row("  modality", _counts(stats.modalities))
    table.add_row(
        "plain triples", f"{stats.relations:,} in the article's own voice, {stats.claims:,} claimed by others"
    )
    table.add_row("quads", f"{stats.quads:,}")
    table.add_row(
        "triples a statement",
        f"{stats.triples_alone:.1f} with the statement as subject, "
        f"{stats.triples_with_shared:.1f} with shared nodes and plain triples",
    )
    return table


def entity_head(entity: ResolvedEntity) -> RenderableType:
    """Return what is known of an entity itself: its names and its link."""
    title = Text.assemble(
        (one_line(entity.label), "bold"), (f"  {entity.type}", "cyan"), (f"  ent:{one_line(entity.id)}", "dim")
    )
    table = pairs()
    others = [one_line(name) for name in entity.names if name != entity.label]
    if others:
        table.add_row("also", Text(", ".join(others)))
    if entity.wikidata is not None:
        table.add_row("Wikidata", Text(f"https://www.wikidata.org/entity/{one_line(entity.wikidata)}"))
    table.add_row("mentioned", f"{counted(entity.mentions, 'time')} in {counted(entity.documents, 'document')}")
    return Group(title, table)


def appearance_table(appearances: Sequence[Appearance], entities: Iterable[ResolvedEntity]) -> RenderableType:
    """Return where an entity appears: what each document calls it, and why it was taken to be this one."""
    labels = _labels_by_wikidata(entities)
    reasons = [reason(appearance.evidence, labels) for appearance in appearances]
    table = heads(expand=True)
    table.add_column("Published", no_wrap=True, style="dim")
    table.add_column("Document", ratio=3, no_wrap=True)
    table.add_column("Called", ratio=3)
    table.add_column("Why it is this one", ratio=3, style="dim")
    before = ""
    for appearance, why in list(zip(appearances, reasons, strict=True))[:_MOST_APPEARANCES]:
        document = appearance.document
        texts = Counter(one_line(mention.text) for mention in appearance.mentions)
        called = ", ".join(text if count == 1 else f"{text} ×{count}" for text, count in texts.most_common())
        cells = (Text(one_line(document.label)), Text(called), Text("″" if why == before else why))
        table.add_row(one_line(document.date), *cells)
        before = why
    left = len(appearances) - _MOST_APPEARANCES
    return Group(table, Text(f"and {left:,} more; --mentions lists all", "dim")) if left > 0 else table


def mention_table(appearances: Iterable[Appearance]) -> Table:
    """Return each mention with its place, its text and its sentence."""
    table = heads()
    table.add_column("Mention", no_wrap=True)
    table.add_column("Text", style="bold")
    table.add_column("Sentence", style="dim italic", overflow="fold")
    for appearance in appearances:
        for mention, sentence in zip(appearance.mentions, appearance.sentences, strict=True):
            table.add_row(*(Text(one_line(part)) for part in (appearance.place(mention), mention.text, sentence)))
    return table


def entity_table(entities: Sequence[ResolvedEntity]) -> RenderableType:
    """Return entities with how often they are mentioned."""
    table = heads(expand=True)
    table.add_column("Entity", ratio=3, style="bold", overflow="fold")
    table.add_column("Type", no_wrap=True)
    table.add_column("Also", ratio=3, style="dim")
    table.add_column("Wikidata", no_wrap=True, style="dim")
    table.add_column("Mentions", justify="right", no_wrap=True)
    table.add_column("Documents", justify="right", no_wrap=True)
    for entity in entities:
        others = ", ".join(one_line(name) for name in entity.names if name != entity.label)
        name = Text(one_line(entity.label))
        if _CONTESTED.search(entity.id):  # another one has this name, and only the id tells them apart
            name.append(f"\nent:{one_line(entity.id)}", "not bold dim")
        cells = (Text(others), Text(entity.wikidata or ""), f"{entity.mentions:,}", f"{entity.documents:,}")
        table.add_row(name, entity.type, *cells)
    return Group(table, Text(counted(len(entities), "entity", "entities"), "dim"))


def review_table(doubts: Sequence[Doubt], entities: Iterable[ResolvedEntity]) -> RenderableType:
    """Return the pairs that may be one, with what speaks for it and what to do."""
    found = tuple(entities)
    labels = _labels_by_wikidata(found)
    by_id = {entity.id: entity for entity in found}
    table = heads(expand=True)
    table.add_column("One", ratio=4, overflow="fold")
    table.add_column("Another", ratio=4, overflow="fold")
    table.add_column("Likeness", justify="right", no_wrap=True)
    table.add_column("What speaks for it", ratio=4, style="dim")
    for doubt in doubts:
        pair = (_named(by_id[doubt.first]), _named(by_id[doubt.second]))
        table.add_row(*pair, f"{doubt.score:.2f}", Text(reason(doubt.evidence, labels)))
    hint = "" if not doubts else "; `kg merge A B` joins two, `kg keep-apart A B` settles that they are two"
    return Group(table, Text(counted(len(doubts), "pair") + hint, "dim"))


def decision_table(kept: Sequence[Kept]) -> RenderableType:
    """Return what was decided, each decision with its number and whether it holds."""
    table = heads()
    table.add_column("N", justify="right", no_wrap=True)
    table.add_column("Decision", overflow="fold")
    table.add_column("", no_wrap=True, style="dim")
    for one in kept:
        state = "undone" if one.undone else "nothing here to act on" if one.unused else ""
        table.add_row(str(one.decision.number), Text(decision_text(one.decision), "dim" if one.undone else ""), state)
    return Group(table, Text(counted(len(kept), "decision"), "dim"))


def decision_text(decision: Decision) -> str:
    """Return a decision in words."""
    return one_line(words_of_decision(decision))


def decided_line(decided: Decided) -> Text:
    """Return what a decision did, in one line."""
    line = decided.line
    written = f"{counted(decided.rewritten, 'document')} written anew"
    if isinstance(line, Undo):
        return Text.assemble(f"decision {line.undone} is undone", (f"; {written}", "dim"))
    return Text.assemble(
        (f"{line.number}  ", "dim"), decision_text(line), (f"; {written}; `kg undo` takes it back", "dim")
    )


def replayed_list(replayed: Replayed) -> RenderableType:
    """Return what came of several decisions, a line each, and their numbers."""
    made = (line for line in replayed.made if not isinstance(line, Undo))
    lines = [Text.assemble((f"{line.number}  ", "dim"), decision_text(line)) for line in made]
    counts = [counted(len(replayed.made), "decision") + " made"]
    if replayed.known:
        counts.append(f"{len(replayed.known):,} held already")
    if replayed.failed:
        counts.append(f"{len(replayed.failed):,} could not be made")
    written = f"{counted(replayed.rewritten, 'document')} written anew"
    return Group(*lines, Text(f"{', '.join(counts)}; {written}", "dim"))


def reason(evidence: Evidence | None, labels: Mapping[str, str]) -> str:
    """Return in words why a chain was joined; `labels` are those of entities by their Q-ids."""
    if evidence is None:
        return "named here"
    return one_line(words_of_evidence(evidence, labels))


def _named(entity: ResolvedEntity) -> Text:
    return Text.assemble((one_line(entity.label), "bold"), (f"\nent:{one_line(entity.id)}", "dim"))


def _labels_by_wikidata(entities: Iterable[ResolvedEntity]) -> Mapping[str, str]:
    return {entity.wikidata: entity.label for entity in entities if entity.wikidata is not None}


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none"


def forms_table(forms: Iterable[tuple[str, bool, str]]) -> RenderableType:
    """Return the forms of export: the name of each, whether it is several files, and what it is."""
    table = heads()
    table.add_column("Format", no_wrap=True, style="bold")
    table.add_column("Written as", no_wrap=True)
    table.add_column("What it is", overflow="fold")
    for name, several, about in forms:
        table.add_row(name, "folder or .zip" if several else "one file", about)
    return table
