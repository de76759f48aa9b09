"""Who is tied to whom, as lists and tables: each step with its sentence, who says so, and the day of its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kg.network.measures import Circle, Path, Rank, count_statements
from kg.network.ties import Tie, best_first
from kg.terminal.console import counted, heads, one_line
from kg.terminal.statements import said_by, told

if TYPE_CHECKING:
    from kg.network.comparison import Likeness, Shared
    from kg.network.network import Network
    from kg.statements.stated import Stated

Record = dict[str, object]
_MEMBERS = 8
_TIES = 3
_HOW: dict[Shared, str] = {
    "do": "both do",
    "undergo": "both undergo",
    "say": "both say of",
    "tied to": "both are tied to",
}


def path_list(paths: Sequence[Path], network: Network, ends: tuple[str, str]) -> RenderableType:
    """Return ways one below another, each step with the statement that tells it best."""
    if not paths:
        one, other = map(network.label, ends)
        return Text(f"no statement leads from {one_line(one)} to {one_line(other)}, not over others either")
    parts: list[RenderableType] = []
    for number, path in enumerate(paths, start=1):
        names = " – ".join(one_line(network.label(entity)) for entity in path.entities)
        parts.append(Padding(Text.assemble((f"{number}  ", "dim"), (names, "bold")), (1, 0, 0, 1)))
        for start, ties in zip(path.entities, path.steps, strict=False):
            parts.append(Padding(_step(start, ties, network), (0, 0, 0, 4)))
    parts += [Text(), Text(counted(len(paths), "way"), "dim")]
    return Group(*parts)


def path_records(paths: Sequence[Path], network: Network) -> Iterator[Record]:
    """Yield each step of each way as plain values."""
    for number, path in enumerate(paths, start=1):
        for step, ties in enumerate(path.steps, start=1):
            one, other = path.entities[step - 1 : step + 1]
            forward = ties[0].one == one
            ends = {"path": number, "step": step, "from": network.label(one), "to": network.label(other)}
            yield {**ends, "forward": forward, "statements": count_statements(ties), **_values(ties[0].stated)}


def neighbour_table(neighbours: Sequence[tuple[str, Sequence[Tie]]], total: int, network: Network) -> RenderableType:
    """Return what a thing is tied to, with the statement that tells it best; `total` tells how many there are."""
    table = heads(expand=True)
    table.add_column("Tied to", ratio=2, min_width=14)
    table.add_column("Type", no_wrap=True, style="cyan")
    table.add_column("Statements", justify="right")
    table.add_column("What best tells it", ratio=5)
    table.add_column("Who says so", ratio=2, min_width=12)
    for entity, ties in neighbours:
        record = best_first(ties)[0].stated.to_record()
        cells = (one_line(network.label(entity)), network.type(entity), f"{count_statements(ties):,}")
        table.add_row(*cells, told(record), said_by(record))
    return Group(table, _counts(len(neighbours), total, "neighbour"))


def neighbour_records(neighbours: Sequence[tuple[str, Sequence[Tie]]], network: Network) -> Iterator[Record]:
    """Yield what a thing is tied to as plain values."""
    for entity, ties in neighbours:
        about = {"entity": entity, "label": network.label(entity), "type": network.type(entity)}
        yield {**about, "statements": count_statements(ties), **_values(best_first(ties)[0].stated)}


def rank_table(ranks: Sequence[Rank], total: int, network: Network) -> RenderableType:
    """Return things by how much they stand in the middle."""
    table = heads()
    table.add_column("Thing")
    table.add_column("Type", style="cyan")
    table.add_column("Score", justify="right")
    table.add_column("Tied to", justify="right")
    table.add_column("Statements", justify="right")
    for one in ranks:
        score = f"{one.score:,.0f}" if one.score == int(one.score) and one.score >= 1 else f"{one.score:.4f}"
        cells = (one_line(network.label(one.entity)), network.type(one.entity), score)
        table.add_row(*cells, f"{one.neighbours:,}", f"{one.statements:,}")
    return Group(table, _counts(len(ranks), total, "thing"))


def rank_records(ranks: Sequence[Rank], network: Network) -> Iterator[Record]:
    """Yield ranks as plain values."""
    for one in ranks:
        about = {"entity": one.entity, "label": network.label(one.entity), "type": network.type(one.entity)}
        yield {**about, "score": one.score, "neighbours": one.neighbours, "statements": one.statements}


def circle_list(circles: Sequence[Circle], total: int, network: Network) -> RenderableType:
    """Return circles one below another, each with its members and the statements that tell best how they are tied."""
    parts: list[RenderableType] = []
    for number, circle in enumerate(circles, start=1):
        names = ", ".join(one_line(network.label(entity)) for entity in circle.entities[:_MEMBERS])
        left = len(circle.entities) - _MEMBERS
        more = f" and {left:,} more" if left > 0 else ""
        size = f"{counted(len(circle.entities), 'thing')}, {counted(count_statements(circle.ties), 'statement')}"
        parts.append(Padding(Text.assemble((f"{number}  ", "dim"), (names, "bold"), more), (1, 0, 0, 1)))
        parts.append(Padding(Text(size, "dim"), (0, 0, 0, 4)))
        best = {tie.stated.wording.text: tie for tie in reversed(circle.ties) if tie.stated.wording.self_contained}
        for tie in list(best.values())[::-1][:_TIES]:
            parts.append(Padding(_said(tie.stated), (0, 0, 0, 4)))
    parts += [Text(), _counts(len(circles), total, "circle")]
    return Group(*parts)


def circle_records(circles: Sequence[Circle], network: Network) -> Iterator[Record]:
    """Yield circles as plain values."""
    for number, circle in enumerate(circles, start=1):
        yield {
            "circle": number,
            "entities": list(circle.entities),
            "labels": [network.label(entity) for entity in circle.entities],
            "statements": list(dict.fromkeys(tie.stated.id for tie in circle.ties)),
        }


def likeness_table(found: Sequence[Likeness], total: int, network: Network, ends: tuple[str, str]) -> RenderableType:
    """Return what two things have in common, a statement of each beside each other."""
    table = heads(expand=True)
    table.add_column("What", ratio=2, min_width=14)
    for end in ends:
        table.add_column(one_line(network.label(end)), ratio=4)
    before = ""
    for like in found:
        how = _HOW[like.how]
        what = network.label(like.what) if like.how == "tied to" else like.what.replace(" | ", " ")
        title = Text.assemble(("" if how == before else f"{how}\n", "dim"), (one_line(what), "bold"))
        table.add_row(title, _first(like.one), _first(like.other))
        before = how
    return Group(table, _counts(len(found), total, "thing in common", "things in common"))


def likeness_records(found: Sequence[Likeness], network: Network) -> Iterator[Record]:
    """Yield what two things have in common as plain values, the best statement of each in words."""
    for like in found:
        yield {
            "how": like.how,
            "what": network.label(like.what) if like.how == "tied to" else like.what,
            "one": like.one[0].wording.told,
            "other": like.other[0].wording.told,
            "statements_of_one": [stated.id for stated in like.one],
            "statements_of_other": [stated.id for stated in like.other],
        }


def _step(start: str, ties: Sequence[Tie], network: Network) -> RenderableType:
    tie = ties[0]
    arrow = "→" if tie.one == start else "←"
    end = tie.other if tie.one == start else tie.one
    head = Text.assemble(one_line(network.label(start)), (f" {arrow} ", "cyan"), one_line(network.label(end)))
    more = count_statements(ties) - 1
    if more:
        head.append(f"  and {counted(more, 'more statement')}", "dim")
    return Group(head, Padding(_said(tie.stated), (0, 0, 0, 2)))


def _said(stated: Stated) -> RenderableType:
    record = stated.to_record()
    line = told(record)
    line.append("  ")
    line.append_text(said_by(record))
    line.append(f"  {one_line(stated.document.date)}", "dim")
    return Group(line, Padding(Text(one_line(stated.sentence), "dim italic"), (0, 0, 0, 2)))


def _first(statements: Sequence[Stated]) -> Text:
    record = statements[0].to_record()
    text = told(record)
    text.append("  ")
    text.append_text(said_by(record))
    if len(statements) > 1:
        text.append(f", and {counted(len(statements) - 1, 'more')}".removesuffix("s"), "dim")
    return text


def _counts(shown: int, total: int, word: str, several: str | None = None) -> Text:
    more = f", the first {shown:,} shown" if total > shown else ""
    return Text(f"{counted(total, word, several)}{more}", "dim")


def _values(stated: Stated) -> Record:
    """Return a statement as it stands in a row: in words, with its source, sentence and article."""
    return {
        "wording": stated.wording.told,
        "source": None if stated.source is None else stated.source.label,
        "credited": stated.credited,
        "polarity": stated.polarity,
        "modality": stated.modality,
        "published": stated.document.date,
        "document": stated.document.id,
        "statement": stated.id,
        "sentence": stated.sentence,
    }
