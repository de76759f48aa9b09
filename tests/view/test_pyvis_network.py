"""The graph as pyvis holds it."""

from pyvis.network import Network

from tests.view.story import story
from tests.view.writing import page_of


def test_pyvis_holds_the_entities_with_their_places_and_the_arrows():
    network = page_of(*story()).network
    assert isinstance(network, Network)
    labels = {node["id"]: node["label"] for node in network.nodes}
    assert "North Korea" in labels.values() and len(labels) == 14
    assert all(isinstance(node["x"], int) and node["physics"] is False for node in network.nodes)
    arrows = [(labels[edge["from"]], edge["label"], labels[edge["to"]]) for edge in network.edges]
    assert ("North Korea", "supplied", "Russia") in arrows
    assert network.get_node(next(iter(labels)))["shape"] == "dot"
    assert network.options["physics"]["enabled"] is False
