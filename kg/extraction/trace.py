"""What happens to a text on its way through the stages, for `kg explain`; nothing is written down unless somebody asks.

A stage that has a `Trace` at hand adds to it: which repair changed the tree, why a clause gave no statement. What drafts keep
anyway (the rule behind an attribution, the reason for a link) is not repeated here.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edge:
    """A token's place in the tree: the numbers of token and head, the label, part of speech and tag, and the lemma."""

    token: int
    head: int
    label: str
    pos: str
    tag: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of the tree: the stage's rule, the token that it looked at, and each edge before and after."""

    token: int
    rule: str
    before: tuple[Edge, ...]
    after: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that could have become a statement, or a mention, and did not: at which token, in which stage, and why."""

    token: int
    stage: str
    why: str


@dataclass(slots=True)
class Trace:
    """What the stages wrote down about one document, each list in the order in which it happened."""

    parsed: tuple[Edge, ...] = ()
    mends: list[Mend] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)

    def drop(self, token: int, stage: str, why: str) -> None:
        """Note that a token gave nothing in a stage."""
        self.drops.append(Drop(token, stage, why))
