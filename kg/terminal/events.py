"""Events as a table: when, what happened, who says so and who denies it, and when it was told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kg.terminal.console import counted, heads, one_line
from kg.wording.times import named_time

if TYPE_CHECKING:
    from kg.claims.chronology import Event, EventKind

_KINDS: dict[EventKind, tuple[str, str]] = {
    "happened": ("", "none"),
    "planned": ("planned  ", "cyan"),
    "announced": ("announced  ", "cyan"),
    "possible": ("possible  ", "yellow"),
    "denied": ("denied  ", "red"),
}
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")
_NARROW = 12
_ID = 8


def event_table(events: Sequence[Event], *, ids: bool = False) -> RenderableType:
    """Return events one below another; a time that several have stands once."""
    table = heads(expand=True)
    table.add_column("When", no_wrap=True, style="bold")
    table.add_column("What happened", ratio=5)
    table.add_column("Who says so", ratio=2, min_width=_NARROW)
    table.add_column("Published", no_wrap=True, style="dim")
    before = ""
    for (when, _, who), group in groupby(events, key=lambda event: (_when(event), event.sentence, _stances(event))):
        same = list(group)
        table.add_row("" if when == before else when, _what(same, ids), who, _published(same))
        before = when
    return Group(table, Text(counted(len(events), "event"), "dim"))


def _when(event: Event) -> str:
    """Return a time as narrow as it goes: a day, month or year as it is kept, others in words: "autumn of 1960", "1960s"."""
    value = event.when.value
    if value is None:
        return f"by {event.when.latest}"
    if _PLAIN.fullmatch(value):
        return value
    named = named_time(value)
    return one_line(value if named is None else named[1].removeprefix("the "))


def _what(events: Sequence[Event], ids: bool) -> RenderableType:
    """Return what happened, with the sentence that several events may share."""
    lines = []
    for event in events:
        text = Text.assemble(_KINDS[event.kind], one_line(event.wording))
        lines.append(text.append(f"  {event.id[:_ID]}", "dim") if ids else text)
    return Group(*lines, Padding(Text(one_line(events[0].sentence), "dim italic"), (0, 0, 1, 2)))


def _published(events: Sequence[Event]) -> str:
    days = sorted({one_line(day) for event in events for day in event.published if day})
    return "\n".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def _stances(event: Event) -> Text:
    says = "\n".join(map(one_line, event.says))
    text = Text(says)
    for word, who, style in (("denied by ", event.denies, "red"), ("left open by ", event.leaves_open, "yellow")):
        for one in who:
            text.append(f"{chr(10) if text else ''}{word}{one_line(one)}", style)
    return text
