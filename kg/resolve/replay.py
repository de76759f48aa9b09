"""A user's decisions, applied: in go groups of chains and decisions, out come the groups as the user wants them.

Splits and "keep apart" are applied before the rules run, merges and names after. What a decision names is found by its
id, if that is made from a name that is enough to tell a thing from others, or else by its mentions; a decision that
finds nothing is kept and reported as unused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.resolve.decisions import Decisions, EntityRef, KeepApart, MentionRef, Merge, Rename, Split
from kg.resolve.groups import Groups
from kg.resolve.model import ChainSummary, Evidence


class Replay:
    """One application of decisions to groups.

    `own` are the chains that a split took out of the rules' reach; `labels` and `naming` the new labels and the chains
    that a merged group is named by, by roots; `moved` the ids that a merge ended, with a chain of the group that has it
    now.
    """

    def __init__(self, chains: Sequence[ChainSummary], groups: Groups, decisions: Decisions) -> None:
        self._groups = groups
        self._active = decisions.active
        self._at: dict[MentionRef, int] = {}
        if self._active:
            for number, chain in enumerate(chains):
                self._at.update((MentionRef(chain.document, start), number) for start in chain.starts)
        self.own: set[int] = set()
        self.labels: dict[int, str] = {}
        self.naming: dict[int, Sequence[int]] = {}
        self.moved: dict[str, int] = {}
        self.unused: list[int] = []

    def before_rules(self) -> None:
        """Take split chains out and mark what is to be kept apart."""
        last: dict[int, Split] = {}
        for decision in self._active:
            if isinstance(decision, Split):
                found = [self._at[mention] for mention in decision.mentions if mention in self._at]
                last.update((number, decision) for number in found)
                if not found:
                    self.unused.append(decision.number)
            elif isinstance(decision, KeepApart):
                self._mark(decision)
        self.own = set(last)
        first: dict[int, int] = {}
        for number, decision in sorted(last.items(), key=lambda item: item[0]):
            evidence = Evidence("decision", f"split {decision.number}")
            self._groups.evidence[number] = evidence
            self._groups.unlink(number)
            self._groups.force(first.setdefault(decision.number, number), number, evidence)

    def after_rules(self, ids: Mapping[str, int]) -> None:
        """Merge and rename; `ids` maps those ids of the rules that mean the same in any corpus to their groups."""
        for decision in self._active:
            if isinstance(decision, Merge):
                kept, gone = self._root(decision.kept, ids), self._root(decision.gone, ids)
                if kept is None or gone is None:
                    self.unused.append(decision.number)
                else:
                    self._merge(decision, kept, gone)
            elif isinstance(decision, Rename):
                root = self._root(decision.entity, ids)
                if root is None:
                    self.unused.append(decision.number)
                else:
                    self.labels[root] = decision.label

    def _merge(self, decision: Merge, kept: int, gone: int) -> None:
        naming = self.naming.get(kept) or tuple(self._groups.members(kept))
        label = self.labels.pop(kept, None)
        self.labels.pop(gone, None)
        self._groups.force(kept, gone, Evidence("decision", f"merge {decision.number}"))
        root = self._groups.find(kept)
        self.naming[root] = naming
        if label is not None:
            self.labels[root] = label
        self.moved[decision.gone.id] = self.moved[decision.kept.id] = root

    def _mark(self, decision: KeepApart) -> None:
        found = 0
        for side, entity in enumerate((decision.first, decision.second)):
            numbers = [self._at[mention] for mention in entity.mentions if mention in self._at]
            for number in numbers:
                self._groups.tag(number, (decision.number, side))
            found += bool(numbers)
        if found < len(("first", "second")):
            self.unused.append(decision.number)

    def _root(self, entity: EntityRef, ids: Mapping[str, int]) -> int | None:
        if entity.id in ids:
            return self._groups.find(ids[entity.id])
        number = next((self._at[mention] for mention in entity.mentions if mention in self._at), None)
        return self._groups.find(number) if number is not None else None
