"""The reading order of a page: words go in, lines come out column by column.

A page may have a headline across its columns, and again pictures or headlines between them: each line that crosses the gap
between two columns ends what stands above it in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.reading.pdf.words import SAME_LINE, Word

RUN_GAP = 0.9
"""Of the size of the type: words farther apart on a line may stand in two columns."""
GUTTER = 0.6
"""Of the size of the type: the least gap between two columns."""
FEWEST_LINES = 4
MOST_CROSSING = 0.25
"""Share of the lines that may run across a gap between columns."""
SHORTEST_RUN = 14
"""Characters; where the lines of a column are shorter in the middle, it is one of a table."""
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: its text, its place, the size of its type, and the edges of its column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one line that stand close together."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def length(self) -> int:
        return sum(len(word.text) + 1 for word in self.words) - 1


_Row = tuple[_Run, ...]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a page in the order in which they are read."""
    return list(_read(_rows(words), MOST_COLUMNS))


def _rows(words: Sequence[Word]) -> list[_Row]:
    """Put words on one line that stand on one, from above to below, and part them where the gap between them is wide."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        for row in reversed(rows[-3:]):
            if abs(row[0].base - word.base) <= SAME_LINE * min(row[0].size, word.size):
                row.append(word)
                break
        else:
            rows.append([word])
    return [_runs(sorted(row, key=lambda word: word.left)) for row in rows]


def _runs(words: Sequence[Word]) -> _Row:
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.left - runs[-1][-1].right < RUN_GAP * min(word.size, runs[-1][-1].size):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(_Run(tuple(run)) for run in runs)


def _read(rows: Sequence[_Row], columns: int) -> Iterator[Line]:
    gutter = _gutter(rows) if columns > 1 else None
    if gutter is None:
        edges = (min((run.left for row in rows for run in row), default=0.0), _right_edge(rows))
        yield from (_line(row, edges) for row in rows if row)
        return
    middle = (gutter[0] + gutter[1]) / 2
    band: list[_Row] = []
    for row in rows:
        if any(run.left < middle < run.right for run in row):
            yield from _halves(band, middle, columns)
            band = []
            edges = (row[0].left, row[-1].right)
            yield _line(row, edges)
        else:
            band.append(row)
    yield from _halves(band, middle, columns)


def _halves(band: Sequence[_Row], middle: float, columns: int) -> Iterator[Line]:
    for left in (True, False):
        rows = [tuple(run for run in row if (run.right <= middle) == left) for row in band]
        yield from _read([row for row in rows if row], columns - 1)


def _gutter(rows: Sequence[_Row]) -> tuple[float, float] | None:
    """Return the widest gap that parts two columns of text, None where there is one column, or a table."""
    if len(rows) < FEWEST_LINES:
        return None
    size = median(run.words[0].size for row in rows for run in row)
    gaps = [
        (before.right, behind.left)
        for row in rows
        for before, behind in pairwise(row)
        if behind.left - before.right >= GUTTER * size
    ]
    best: tuple[float, float] | None = None
    for middle in sorted({round((left + right) / 2) for left, right in gaps}):
        crossing = sum(any(run.left < middle < run.right for run in row) for row in rows)
        sides = [[run for row in rows for run in row if (run.right <= middle) == side] for side in (True, False)]
        if crossing > MOST_CROSSING * len(rows) or not all(_is_column(side) for side in sides):
            continue
        beside = [run for run in sides[0] if run.right <= middle], [run for run in sides[1] if run.left >= middle]
        gap = max(run.right for run in beside[0]), min((run.left for run in beside[1]), default=middle)
        if gap[1] - gap[0] >= GUTTER * size and (best is None or gap[1] - gap[0] > best[1] - best[0]):
            best = gap
    return best


def _is_column(runs: Sequence[_Run]) -> bool:
    """Tell whether these are the lines of a text: there are several, and they are not as short as a table's cells."""
    return len(runs) >= FEWEST_LINES and median(run.length for run in runs) >= SHORTEST_RUN


def _right_edge(rows: Sequence[_Row]) -> float:
    """Return where the lines of a column end, but for the few that stick out."""
    ends = sorted(row[-1].right for row in rows if row)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _line(row: _Row, column: tuple[float, float]) -> Line:
    words = [word for run in row for word in run.words]
    sizes = [word.size for word in words for _ in word.text]
    return Line(
        " ".join(word.text for word in words), words[0].left, row[-1].right, words[0].base, median(sizes), column
    )
