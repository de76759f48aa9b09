"""Mentions of one thing while they are being gathered, and which mention is in which chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.mentions.draft import Link, MentionDraft
from kg.lexicon.gazetteer import Entry
from kg.model import EntityType


@dataclass(slots=True, eq=False)
class ChainDraft:
    """Mentions of one thing while they are being gathered."""

    mentions: list[MentionDraft] = field(default_factory=list)
    type: EntityType = "Thing"
    entry: Entry | None = None
    gender: str | None = None
    plural: bool = False
    members: list[ChainDraft] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    """How often each kind of word has told a gender: "title male", "pronoun female"."""

    def add(self, mention: MentionDraft) -> None:
        """Take a mention in, and learn from it."""
        self.mentions.append(mention)
        if mention.gender is not None:
            self.told[f"{'title' if mention.titled else mention.kind} {mention.gender}"] += 1
        self.entry = self.entry or mention.entry
        self.gender = self.gender or mention.gender

    @property
    def named(self) -> bool:
        """Whether one of the mentions is a name."""
        return any(m.kind == "name" for m in self.mentions)

    def names(self) -> list[str]:
        """Return the distinct names, in order of first use."""
        return list(dict.fromkeys(m.name for m in self.mentions if m.kind == "name" and not m.demonym))


class Chains:
    """The chain of each mention."""

    def __init__(self) -> None:
        self.of: dict[int, ChainDraft] = {}

    def __contains__(self, mention: MentionDraft) -> bool:
        return id(mention) in self.of

    def __getitem__(self, mention: MentionDraft) -> ChainDraft:
        return self.of[id(mention)]

    def put(self, mention: MentionDraft, chain: ChainDraft, link: Link) -> None:
        """Take a mention into a chain; `link` says why."""
        mention.link = link
        chain.add(mention)
        self.of[id(mention)] = chain

    def new(self, mention: MentionDraft) -> ChainDraft:
        """Return a chain of its own for a mention."""
        chain = ChainDraft(type=mention.type, plural=mention.plural)
        self.put(mention, chain, mention.link or Link("first"))
        return chain

    def merge(self, small: ChainDraft, large: ChainDraft, rule: str) -> None:
        """Move all mentions of one chain into another by a rule; it stays behind empty."""
        target = large.mentions[0]
        for mention in small.mentions:
            self.put(mention, large, Link(rule, target))
        small.mentions = []

    def in_order(self, mentions: Sequence[MentionDraft]) -> list[ChainDraft]:
        """Return the chains in text order, their mentions too."""
        found = list(dict.fromkeys(self.of[id(m)] for m in mentions))
        for chain in found:
            chain.mentions.sort(key=lambda m: (m.start, -m.end))
        return found
