"""Claims as a newspaper's box: what is claimed, who says so, who denies it, who leaves it open, each with day and sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.terminal.console import counted, one_line
from kg.wording.times import time_in_words

if TYPE_CHECKING:
    from kg.claims.claim import Claim, Voice
    from kg.claims.voices import Stance
    from kg.statements.stated import Stated

STANCES: dict[Stance, tuple[str, str]] = {
    "says": ("says so", "bold"),
    "denies": ("denies it", "bold red"),
    "leaves open": ("leaves it open", "bold yellow"),
}
"""What a stance is called beside who takes it, and its style."""

_MANY = 3
_ID = 8


def claim_list(claims: Sequence[Claim], total: int, *, ids: bool = False) -> RenderableType:
    """Return claims one after another; `total` tells how many there are, of which these are the first."""
    parts: list[RenderableType] = []
    for number, claim in enumerate(claims, start=1):
        title = Text.assemble((f"{number}  ", "dim"), (one_line(claim.wording), "bold"))
        parts += [Padding(title, (1, 0, 0, 1)), Padding(Text(_about(claim), "dim"), (0, 0, 0, 4)), _box(claim, ids)]
    more = f", the first {len(claims)} shown" if total > len(claims) else ""
    return Group(*parts, *([Text()] if claims else []), Text(f"{counted(total, 'claim')}{more}", "dim"))


def _about(claim: Claim) -> str:
    when = None if claim.when is None else time_in_words(claim.when)
    first, last = claim.published
    days = (first or "") if first == last else f"{first} to {last}"
    told = f"told {days}" if days else ""
    sources = counted(claim.independent_sources, "independent source")
    return ", ".join(part for part in (sources, when, told, "disputed" if claim.disputed else "") if part)


def _box(claim: Claim, ids: bool) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(no_wrap=True, width=14)
    table.add_column(ratio=2, min_width=16)
    table.add_column(ratio=5)
    table.add_column(no_wrap=True, style="dim")
    before = ""
    for voice in claim.voices:
        word, style = STANCES[voice.stance]
        who = Text(_who(voice), "dim" if voice.own else "")
        said = list(
            {(stated.document.date, stated.sentence): stated for stated in reversed(voice.statements)}.values()
        )[::-1]
        for stated in said[:_MANY]:
            table.add_row(
                Text("" if word == before else word, style), who, _sentence(stated, ids), one_line(stated.document.date)
            )
            before, who = word, Text()
        left = len(said) - _MANY
        if left > 0:
            table.add_row("", "", Text(f"and {counted(left, 'further sentence')}", "dim"), "")
    return Padding(table, (0, 0, 0, 4))


def _who(voice: Voice) -> str:
    label = one_line(voice.label)
    return f"{label} (thinks it possible)" if voice.hedged and voice.stance == "says" else label


def _sentence(stated: Stated, ids: bool) -> RenderableType:
    text = Text(one_line(stated.sentence), "italic")
    return text.append(f"  {stated.id[:_ID]}", "dim not italic") if ids else text
