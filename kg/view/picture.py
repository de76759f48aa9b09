"""The graph as a still picture for print: in goes a `Page`, out comes an SVG, PNG or PDF file drawn with matplotlib.

It shows what the page opens on, in the light colours: for a large graph its most important entities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from kg.graph.target import whole_file
from kg.view.columns import KINDS, MODALITIES, POLARITIES
from kg.view.layout import lay_out
from kg.view.page import Page
from kg.view.palette import ENTITY_TYPES, STYLES
from kg.view.places import ALL_AT_ONCE, label_box

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PICTURES = (".svg", ".png", ".pdf")
PIXELS_PER_INCH = 96
LEAST_INCHES = 4.0
MARGIN = 60.0
LABEL_LIMIT = 26
NEGATED, ARROW, SAYS, INK, SOFT, GROUND = "#b3261e", "#6f7a91", "#a9b4cc", "#1b2130", "#414b61", "#ffffff"
LINES: dict[str, Any] = {"solid": "-", "dashed": (0, (5, 3)), "dotted": (0, (1, 2.5)), "says": "-"}

Place = tuple[float, float]


@dataclass(slots=True)
class Arrow:
    """All statements from one subject to one object, those that deny something apart; or a source and its theme."""

    tail: int
    head: int
    negated: bool
    words: str
    line: str
    count: int = 1

    @property
    def label(self) -> str:
        """The words on the arrow, with a count where they stand for several statements."""
        words = self.words if len(self.words) <= LABEL_LIMIT else self.words[: LABEL_LIMIT - 1] + "…"
        return f"{words} +{self.count - 1}" if self.count > 1 else words


def write_picture(page: Page, path: Path | str) -> None:
    """Draw a page's graph into a file; its suffix (.svg, .png, .pdf) says in which format."""
    target = Path(path)
    if target.suffix.lower() not in PICTURES:
        raise KGError(f"{target}: a picture's name ends in {', '.join(PICTURES)}")
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ModuleNotFoundError as missing:
        raise KGError("a picture needs matplotlib: pip install 'kgwire[picture]'") from missing
    from matplotlib import rc_context

    arrows = list(arrows_of(page))
    places = places_of(page, arrows)
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    width, height = max(xs) - min(xs) + 4 * MARGIN, max(ys) - min(ys) + 2 * MARGIN
    size = (max(LEAST_INCHES, width / PIXELS_PER_INCH), max(LEAST_INCHES, height / PIXELS_PER_INCH))
    with rc_context(
        {"svg.hashsalt": "kg", "svg.fonttype": "none", "text.parse_math": False, "font.family": "sans-serif"}
    ):
        figure = Figure(figsize=size, dpi=PIXELS_PER_INCH, facecolor=GROUND)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(min(xs) - 2 * MARGIN, max(xs) + 2 * MARGIN)
        axes.set_ylim(max(ys) + MARGIN, min(ys) - MARGIN)
        axes.set_axis_off()
        for arrow in arrows:
            if arrow.tail in places and arrow.head in places:
                draw_arrow(axes, page, arrow, places)
        for entity, place in places.items():
            draw_entity(axes, page, entity, place)
        form = target.suffix.lower()
        undated: dict[str, Any] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(form, {})
        with whole_file(target) as file:
            figure.savefig(file, format=form.removeprefix("."), dpi=2 * PIXELS_PER_INCH, metadata=undated)


def arrows_of(page: Page) -> Iterator[Arrow]:
    """Yield the arrows between entities, in the order of their first statements."""
    columns = page.graph["statements"]
    entities = len(page.graph["entities"]["id"])
    found: dict[tuple[int, int, bool], Arrow] = {}
    if page.graph["voicesDrawn"]:
        yield from (Arrow(tail, head, False, "", "says") for tail, head in page.voices)
    for number in range(len(columns["id"])):
        tail, head = columns["subject"][number], columns["object"][number]
        if KINDS[columns["kind"][number]] == "report" or not (0 <= tail < entities and 0 <= head < entities):
            continue
        if tail == head:
            continue
        negated = POLARITIES[columns["polarity"][number]] == "negated"
        actual = MODALITIES[columns["modality"][number]] == "actual"
        line = "dotted" if not actual else "dashed" if columns["credit"][number] else "solid"
        key = (tail, head, negated)
        if key in found:
            found[key].count += 1
            found[key].line = min(found[key].line, line, key=list(LINES).index)
        else:
            found[key] = Arrow(tail, head, negated, page.graph["strings"][columns["words"][number]], line)
    yield from found.values()


def places_of(page: Page, arrows: list[Arrow]) -> dict[int, Place]:
    """Return the places of the entities to draw: those of the page, or new ones for the first of a large graph."""
    entities = page.graph["entities"]
    drawn = [number for number, x in enumerate(entities["x"]) if x is not None]
    drawn.sort(key=lambda entity: (-entities["importance"][entity], entity))
    drawn = drawn[:ALL_AT_ONCE]
    if page.graph["opening"] != "communities":
        return {entity: (entities["x"][entity], entities["y"][entity]) for entity in drawn}
    import numpy as np

    row = {entity: number for number, entity in enumerate(drawn)}
    boxes = np.array([label_box(entities["label"][entity], entities["radius"][entity]) for entity in drawn])
    pairs = {
        (min(row[one.tail], row[one.head]), max(row[one.tail], row[one.head])): 0.0
        for one in arrows
        if one.tail in row and one.head in row
    }
    positions = lay_out(boxes, pairs, starts=4)
    return {entity: (float(x), float(y)) for entity, (x, y) in zip(drawn, positions, strict=True)}


def draw_arrow(axes: Axes, page: Page, arrow: Arrow, places: dict[int, Place]) -> None:
    """Draw an arrow with its words on it, and a bar across it where it is negated."""
    from matplotlib.patches import FancyArrowPatch

    radii = page.graph["entities"]["radius"]
    tail, head = places[arrow.tail], places[arrow.head]
    bend = 0.12 + 0.1 * arrow.negated
    colour = NEGATED if arrow.negated else SAYS if arrow.line == "says" else ARROW
    axes.add_patch(
        FancyArrowPatch(
            *(tail, head),
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-|>",
            mutation_scale=10,
            shrinkA=radii[arrow.tail] * 0.75 + 2,
            shrinkB=radii[arrow.head] * 0.75 + 3,
            linestyle=LINES[arrow.line],
            linewidth=0.9 if arrow.line == "says" else 1.1 + min(1.5, arrow.count * 0.2),
            color=colour,
            zorder=1,
        )
    )
    across, down = head[0] - tail[0], head[1] - tail[1]
    middle = ((tail[0] + head[0]) / 2 - down * bend / 2, (tail[1] + head[1]) / 2 + across * bend / 2)
    if arrow.negated:
        length = max((across**2 + down**2) ** 0.5, 1.0)
        quarter = (tail[0] + across * 0.27 - down * bend * 0.4, tail[1] + down * 0.27 + across * bend * 0.4)
        bar = (-down / length * 8, across / length * 8)
        ends = ((quarter[0] - bar[0], quarter[0] + bar[0]), (quarter[1] - bar[1], quarter[1] + bar[1]))
        axes.plot(*ends, color=NEGATED, linewidth=2.5, zorder=2)
    if not arrow.label:
        return
    box: dict[str, Any] = {"boxstyle": "round,pad=0.2", "facecolor": GROUND, "edgecolor": "none", "alpha": 0.9}
    ink = NEGATED if arrow.negated else SOFT
    axes.text(middle[0], middle[1], arrow.label, ha="center", va="center", zorder=3, fontsize=7.5, color=ink, bbox=box)


def draw_entity(axes: Axes, page: Page, entity: int, place: Place) -> None:
    """Draw an entity's shape with its name below it."""
    from matplotlib.patches import Polygon

    entities = page.graph["entities"]
    style, radius = STYLES[ENTITY_TYPES[entities["type"][entity]]], entities["radius"][entity]
    corners = [(place[0] + x * radius, place[1] + y * radius) for x, y in style.outline]
    axes.add_patch(Polygon(corners, closed=True, facecolor=style.light, edgecolor=GROUND, linewidth=2, zorder=4))
    label = " ".join(entities["label"][entity].split())
    label = label if len(label) <= LABEL_LIMIT else label[: LABEL_LIMIT - 1] + "…"
    ground: dict[str, Any] = {"boxstyle": "round,pad=0.08", "facecolor": GROUND, "edgecolor": "none", "alpha": 0.85}
    name = axes.text(place[0], place[1] + radius + 11, label, ha="center", va="center", zorder=5, fontsize=9, color=INK)
    name.set(fontweight="bold", bbox=ground)
