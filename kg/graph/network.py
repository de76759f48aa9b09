"""Statements as a networkx graph, in one of four projections; all attributes are plain values.

Only what a statement says ties two things: that they stand in one sentence ties none. A *participant* of a statement is what
stands at one of its ends or in a role, and also what the words of such an end speak of ("Clinton's handling of e-mails": Hillary
Clinton, as `kg:involves` in RDF).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import QueryError
from kg.statements.stated import Stated, Thing

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Level = Literal["statements", "entities", "events", "sources"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""What is a node: the subject and object of statements; named things alone; named things and statements; sources, too."""


def to_networkx(
    statements: Iterable[Stated],
    *,
    level: Level = "statements",
    named_only: bool = False,
    labels: Mapping[str, Thing] | None = None,
) -> MultiDiGraph:
    """Return statements as a MultiDiGraph, whose nodes depend on the level.

    **statements**: an arrow from subject to object; `named_only` leaves out things without a name. **entities**: named things;
    an arrow from each that takes part as or in the subject to each other participant, whose `role` it says. **events**: a node
    for each statement, with an arrow from it to each named participant, by `role`; statements without one are left out.
    **sources**: the same, and an arrow "says" from its source to each statement that is credited to somebody.

    A named thing is known by its entity's id ("North_Korea"), another by its IRI, a statement by its id. Every attribute is a
    string, number or truth value, "" where there is none, so that any of networkx's formats takes it. What is denied, planned
    or only claimed is there too: look at `polarity`, `modality` and `source`. `labels` gives what entities are that no statement
    has at an end, by their ids.
    """
    from networkx import MultiDiGraph

    if level not in LEVELS:
        raise QueryError(f"no level {level!r}; the levels are {', '.join(LEVELS)}")
    network, known = MultiDiGraph(), labels or {}
    for stated in statements:
        match level:
            case "statements":
                _add_arrow(network, stated, named_only=named_only)
            case "entities":
                _add_ties(network, stated, known)
            case _:
                _add_event(network, stated, known, sources=level == "sources")
    return network


def participants(stated: Stated) -> Iterator[tuple[str, Thing, str]]:
    """Yield the id of each named thing that takes part in a statement, the thing that it is or stands in, and its role."""
    ends = [("subject", stated.subject), *(() if stated.object is None else (("object", stated.object),))]
    seen: set[str] = set()
    for role, thing in (*ends, *stated.arguments):
        for entity in thing.involves if thing.entity is None else (thing.entity,):
            if entity not in seen:
                seen.add(entity)
                yield entity, thing, role


def _add_arrow(network: MultiDiGraph, stated: Stated, *, named_only: bool) -> None:
    if stated.object is None or (named_only and None in (stated.subject.entity, stated.object.entity)):
        return
    for thing in (stated.subject, stated.object):
        network.add_node(node_key(thing), **_thing_values(thing))
    network.add_edge(node_key(stated.subject), node_key(stated.object), key=stated.id, **edge_values(stated))


def _add_ties(network: MultiDiGraph, stated: Stated, known: Mapping[str, Thing]) -> None:
    found = list(participants(stated))
    for entity, thing, _ in found:
        _add_entity(network, entity, thing, known)
    for one, thing, role in found:
        if role != "subject":
            continue
        for other, end, part in found:
            if part != "subject":
                named = thing.entity is not None and end.entity is not None
                network.add_edge(one, other, key=stated.id, role=part, direct=named, **edge_values(stated))


def _add_event(network: MultiDiGraph, stated: Stated, known: Mapping[str, Thing], *, sources: bool) -> None:
    found = list(participants(stated))
    source = None if not sources or stated.source is None else stated.source
    if not found and source is None:
        return
    network.add_node(stated.id, label=stated.wording.text, type="Statement", named=False, **edge_values(stated))
    for entity, thing, role in found:
        _add_entity(network, entity, thing, known)
        network.add_edge(stated.id, entity, key=role, role=role, direct=thing.entity is not None)
    if source is not None:
        network.add_node(node_key(source), **_thing_values(source))
        network.add_edge(node_key(source), stated.id, key="says", role="says", direct=True)


def _add_entity(network: MultiDiGraph, entity: str, thing: Thing, known: Mapping[str, Thing]) -> None:
    """Add a named thing, which stands at an end itself, or in the words of what does."""
    own = thing if thing.entity is not None else known.get(entity)
    if own is not None:
        network.add_node(entity, **_thing_values(own))
    elif entity not in network:
        network.add_node(entity, label=entity.replace("_", " "), type="Thing", named=True, iri="")


def _thing_values(thing: Thing) -> dict[str, str | bool]:
    return {"label": thing.label, "type": thing.type, "named": thing.entity is not None, "iri": thing.iri}


def node_key(thing: Thing) -> str:
    """Return by what a thing is known in a network: its entity's id, or its IRI."""
    return thing.entity or thing.iri


def edge_values(stated: Stated) -> dict[str, str | float | bool]:
    """Return what an arrow between two things says of its statement, as plain values; "" for what is not known."""
    return {
        "wording": stated.wording.told,
        "self_contained": stated.wording.self_contained,
        "predicate": stated.predicate,
        "polarity": stated.polarity,
        "modality": stated.modality,
        "credited": stated.credited,
        "source": "" if stated.source is None else stated.source.label,
        "cue": stated.cue or "",
        "time": stated.time or "",
        "confidence": stated.confidence,
        "sentence": stated.sentence,
        "document": stated.document.id,
        "title": stated.document.label,
        "date": stated.document.date or "",
    }
