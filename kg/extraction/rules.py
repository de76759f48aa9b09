"""What a rule of the extractor owns: a name, a sentence, and the line that it makes of that sentence.

A rule is a function that reads one construction. `rule` writes it down beside its example and leaves the function as it is:

    @rule("According to Kyiv, Moscow had sold the ship.", "credit: Kyiv | According to | Moscow had sold the ship | …")
    def from_according(parse: Parse, token: Token) -> AttributionDraft | None: ...

The tests run every example, look for its line among those of `kg.extraction.lines`, run it again with the rule switched off and
look that the line is gone; `kg explain` shows which rule made what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])
NOT = "not: "
"""Opens what a rule keeps from being made: `not: Abroad | be` comes where the rule is switched off."""


class Off(Enum):
    """What a switched-off rule hands back where no constant will do."""

    FIRST = "its first argument, unchanged"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its proof: a function, or a row of a table with a function `read`.

    `off` is what the function returns where the rule is switched off; `rare` says why a rule stays although open text hardly
    ever has its construction.
    """

    name: str
    owner: object
    example: str
    gives: str
    off: object = None
    rare: str = ""


RULES: dict[str, Rule] = {}
"""All rules by name, `room.module.function`; filled when the rooms are imported."""


def rule(example: str, gives: str, *, off: object = None, rare: str = "") -> Callable[[Function], Function]:
    """Return a decorator that writes a function down as a rule; a name that is taken raises ValueError.

    `example` is a sentence (dated 2024-05-08 where a date matters), `gives` one line that extraction makes of it by this rule,
    or, behind `not: `, one that it doesn't make.
    """

    def write_down(function: Function) -> Function:
        add_rule(Rule(name_of(function), function, example, gives, off, rare))
        return function

    return write_down


def add_rule(one: Rule) -> None:
    """Add a rule to all rules; a name that is taken raises ValueError."""
    if one.name in RULES:
        raise ValueError(f"two rules have the name {one.name}")
    RULES[one.name] = one


def name_of(function: Callable[..., Any]) -> str:
    """Return a function's name as rules have it: `attributions.nouns.from_according`."""
    return f"{function.__module__.removeprefix('kg.extraction.')}.{function.__qualname__}"
