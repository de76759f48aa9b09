"""What a user may decide, checked: in go a resolution and what the user names, out comes a decision fit for the file.

An entity is named by its id (with `ent:` before it or not), an id that it had before, its label, or another name that
it alone has. Each function raises DecisionError, with what was wrong, instead of a decision that would do nothing or contradict
another.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import DecisionError, KnownDecisionError
from kg.resolve.decisions import Decisions, EntityRef, KeepApart, MentionRef, Merge, Rename, Split
from kg.resolve.model import Resolution, ResolvedEntity

_ANCHORS = 8
_PREFIX = "ent:"


def merge(resolution: Resolution, decisions: Decisions, kept: str, gone: str) -> Merge:
    """Return the decision that two entities are one, which has the name and the id of the first."""
    first, second = _two(resolution, kept, gone)
    for decision in decisions.active:
        if isinstance(decision, KeepApart) and _names(decision.first, decision.second, first, second):
            number = decision.number
            raise DecisionError(f"decision {number} keeps {first.id} and {second.id} apart; first `kg undo {number}`")
    return Merge(decisions.next_number, _ref(resolution, first), _ref(resolution, second))


def keep_apart(resolution: Resolution, decisions: Decisions, first: str, second: str) -> KeepApart:
    """Return the decision that two entities, alike as they are, are two."""
    one, other = _two(resolution, first, second)
    return KeepApart(decisions.next_number, _ref(resolution, one), _ref(resolution, other))


def split(resolution: Resolution, decisions: Decisions, entity: str, mentions: Sequence[MentionRef]) -> Split:
    """Return the decision that the chains of these mentions are something else than the entity that has them now."""
    found = _find(resolution, entity)
    starts = {
        MentionRef(chain.document, start): chain.key
        for chain in (resolution.summaries[key] for key in found.chains)
        for start in chain.starts
    }
    for mention in mentions:
        if mention not in starts:
            raise DecisionError(
                f"{mention} is not a mention of {found.id}; `kg show --mentions {found.id}` lists those that are"
            )
    if not mentions:
        raise DecisionError(f"no mention of {found.id} was named; say which ones are to be split off")
    if len({starts[mention] for mention in mentions}) == len(found.chains):
        raise DecisionError(f"these are all chains of {found.id}, so nothing would be left of it; rename it instead")
    return Split(decisions.next_number, _ref(resolution, found), tuple(sorted(set(mentions), key=_place)))


def rename(resolution: Resolution, decisions: Decisions, entity: str, label: str) -> Rename:
    """Return the decision to show an entity under another label."""
    found = _find(resolution, entity)
    label = " ".join(label.split())
    if not label:
        raise DecisionError(f"the new label of {found.id} is empty")
    if label == found.label:
        raise KnownDecisionError(f"{found.id} has the label {label} already")
    return Rename(decisions.next_number, _ref(resolution, found), label)


def _two(resolution: Resolution, first: str, second: str) -> tuple[ResolvedEntity, ResolvedEntity]:
    one, other = _find(resolution, first), _find(resolution, second)
    if one.id == other.id:
        raise KnownDecisionError(f"{first} and {second} are one entity already: {one.id}")
    return one, other


def _find(resolution: Resolution, name: str) -> ResolvedEntity:
    entity = resolution.find(name.removeprefix(_PREFIX))
    if entity is not None:
        return entity
    wanted = " ".join(name.split()).casefold()
    for found in (
        [entity for entity in resolution.entities if entity.label.casefold() == wanted],
        [entity for entity in resolution.entities if wanted in map(str.casefold, entity.names)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(entity.id for entity in found)
            raise DecisionError(f"several entities are called {name!r}: {ids}; give one of these ids")
    raise DecisionError(f"there is no entity {name!r}; `kg entities` lists those that there are")


def _ref(resolution: Resolution, entity: ResolvedEntity) -> EntityRef:
    chains = (resolution.summaries[key] for key in entity.chains[:_ANCHORS])
    return EntityRef(entity.id, tuple(MentionRef(chain.document, chain.start) for chain in chains))


def _names(first: EntityRef, second: EntityRef, one: ResolvedEntity, other: ResolvedEntity) -> bool:
    return {first.id, second.id} == {one.id, other.id}


def _place(mention: MentionRef) -> tuple[str, int]:
    return mention.document, mention.start
