"""Statements as a networkx graph: a statement leads from thing to thing, and all attributes are plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.statements.stated import Stated, Thing

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def to_networkx(statements: Iterable[Stated], *, named_only: bool = False) -> MultiDiGraph:
    """Return a MultiDiGraph of the statements that have an object; `named_only` leaves out things without a name.

    A named thing is known by its entity's id ("North_Korea"), another by its IRI; a statement's key is its id. Every
    attribute is a string, number or truth value, "" where there is none, so that any of networkx's formats takes it.
    What is denied, planned or only claimed is there too: look at `polarity`, `modality` and `source`.
    """
    from networkx import MultiDiGraph

    network = MultiDiGraph()
    for stated in statements:
        if stated.object is None or (named_only and None in (stated.subject.entity, stated.object.entity)):
            continue
        for thing in (stated.subject, stated.object):
            network.add_node(
                node_key(thing), label=thing.label, type=thing.type, named=thing.entity is not None, iri=thing.iri
            )
        network.add_edge(node_key(stated.subject), node_key(stated.object), key=stated.id, **edge_values(stated))
    return network


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
