"""Load the Turtle files of the vocabulary under any base IRI: their own names in them are written relative to it."""

from __future__ import annotations

from importlib.resources import files

from rdflib import Graph

from kg.schema.vocabulary import DEFAULT_BASE


def load_ontology(base: str = DEFAULT_BASE) -> Graph:
    """Return our classes and properties with their labels, comments and mappings, under a base IRI."""
    return _load("ontology.ttl", base)


def load_shapes(base: str = DEFAULT_BASE) -> Graph:
    """Return the SHACL shapes that everything the project writes conforms to, under a base IRI."""
    return _load("shapes.ttl", base)


def _load(name: str, base: str) -> Graph:
    return Graph().parse(data=files("kg.schema").joinpath(name).read_text("utf-8"), format="turtle", publicID=base)
