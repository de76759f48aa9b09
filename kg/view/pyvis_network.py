"""The graph as pyvis holds it: in go entities with their places and the pairs that arrows join, out comes a `Network`.

The page ships the nodes and options of this object, not pyvis's own page, which runs script from names and asks a host.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.resolve.model import ResolvedEntity
from kg.view.palette import STYLES

if TYPE_CHECKING:
    from pyvis.network import Network

OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 1000000,
        "keyboard": False,
        "zoomSpeed": 0.7,
    },
    "nodes": {"shape": "dot", "borderWidth": 0, "borderWidthSelected": 0, "font": {"size": 0}},
    "edges": {"selectionWidth": 2, "hoverWidth": 1, "arrowStrikethrough": False, "font": {"size": 0}},
}


def to_pyvis(
    entities: Sequence[ResolvedEntity],
    places: Mapping[int, tuple[int, int]],
    radii: Sequence[int],
    arrows: Iterable[tuple[int, int, str]],
) -> Network:
    """Return a pyvis network of the entities that have a place, joined by arrows (subject, object, label).

    pyvis looks through a list for each node it adds, so nodes and edges are put into its own lists, in its own form.
    """
    from pyvis.network import Network

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    network.nodes = [
        {
            "id": number,
            "label": entities[number].label,
            "group": entities[number].type,
            "color": STYLES[entities[number].type].light,
            "shape": "dot",
            "size": radii[number],
            "x": x,
            "y": y,
            "physics": False,
        }
        for number, (x, y) in places.items()
    ]
    network.node_ids = list(places)
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = [{"from": tail, "to": head, "label": label, "arrows": "to"} for tail, head, label in arrows]
    return network
