"""The page's data: in go annotated documents and their resolution, out come the graph as columns and the articles.

The graph is what the page needs to draw, search and filter; an article is read only when somebody opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.graph.iris import slug
from kg.model import AnnotatedDocument
from kg.schema.relations import Relations, load_relations
from kg.schema.vocabulary import ROLE_PROPERTIES
from kg.view.article import article_of
from kg.view.columns import KINDS, MODALITIES, POLARITIES, StatementColumns
from kg.view.conflicts import find_conflicts
from kg.view.network import to_network
from kg.view.palette import ENTITY_TYPES, STYLES
from kg.view.places import ALL_AT_ONCE, Joined, find_places
from kg.view.strings import NONE, Strings
from kg.view.things import Resolution, Things
from kg.view.ties import joining, label_widths, ties_of, voice_pairs

if TYPE_CHECKING:
    from pyvis.network import Network

BASE_IRI = "https://kg.example/"
LEAST_RADIUS, MOST_RADIUS = 9, 25
VOICES_DRAWN = 40
"""Up to so many entities the page opens with arrows from who speaks to whom they speak of."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows: the graph's columns, one record an article, the graph as pyvis holds it, and voices."""

    title: str
    graph: dict[str, Any]
    articles: tuple[dict[str, Any], ...]
    network: Network
    voices: tuple[tuple[int, int], ...]


def build_page(
    documents: Sequence[AnnotatedDocument],
    resolution: Resolution,
    *,
    title: str | None = None,
    base: str = BASE_IRI,
    relations: Relations | None = None,
) -> Page:
    """Gather the page of these documents; `base` is the base IRI of what the page exports as Turtle.

    The documents' own entities are not used: `resolution` says which chain is which entity. `relations` (without it,
    those of the built-in schema) tells which relation holds where another one does, to find contradictions.
    """
    strings, things = Strings(), Things(documents, resolution)
    statements = StatementColumns(strings, things)
    articles = []
    for place, annotated in enumerate(documents):
        articles.append(article_of(annotated, things, strings, len(statements.ids)))
        for statement in annotated.statements:
            statements.append(place, annotated, statement)
    importance = importance_of(statements)
    radii = radii_of(importance)
    labels = [entity.label for entity in things.entities]
    ties, widths, voices = ties_of(statements), label_widths(statements), voice_pairs(statements)
    voices_drawn = len({entity for pair in (*ties, *voices) for entity in pair}) <= VOICES_DRAWN
    if voices_drawn:
        spoken = [(min(pair), max(pair)) for pair in sorted(voices)]
        ties, widths = {**dict.fromkeys(spoken, 1), **ties}, {**dict.fromkeys(spoken, 0.0), **widths}
    places = find_places(Joined(labels, radii, importance, ties, widths))
    arrows = [(tail, head, statements.ends[number].words) for number, tail, head in joining(statements)]
    network = to_network(things.entities, places.positions, radii, arrows)
    name = title or (documents[0].document.label if len(documents) == 1 else "Knowledge graph")
    graph = {
        "title": name,
        "base": base,
        "opening": places.opening,
        "atOnce": ALL_AT_ONCE,
        "voicesDrawn": voices_drawn,
        "options": network.options,
        "types": [
            {"name": name, "outline": STYLES[name].outline, "light": STYLES[name].light, "dark": STYLES[name].dark}
            for name in ENTITY_TYPES
        ],
        "polarities": POLARITIES,
        "modalities": MODALITIES,
        "kinds": KINDS,
        "entities": entity_columns(things, network, importance, radii),
        "nameless": {
            "label": [strings.number(label) for label, _, _ in things.nameless],
            "type": [ENTITY_TYPES.index(kind) for _, kind, _ in things.nameless],
            "document": [document for _, _, document in things.nameless],
        },
        "documents": document_columns(documents, strings),
        "mentioned": mentioned_in(documents, things),
        "statements": {"id": statements.ids, **statements.columns},
        "voices": statements.voices,
        "credits": statements.credits,
        "conflicts": find_conflicts(statements, relations or load_relations()),
        "communities": places.communities,
        "overview": places.overview,
        "overviewTies": places.overview_ties,
        "roles": ROLE_PROPERTIES,
        "segments": segments_of([entity.id for entity in things.entities], documents, statements, strings),
        "strings": strings.to_list(),
    }
    return Page(name, graph, tuple(articles), network, tuple(sorted(voices)))


def importance_of(statements: StatementColumns) -> list[int]:
    """Count for each entity the statements that it is an end of or is credited with."""
    importance = [0] * len(statements.things.entities)
    for ends, credit in zip(statements.ends, statements.columns["credit"], strict=True):
        voices = [statements.voices[voice][0] for voice in statements.credits[credit or 0]]
        for thing in {ends.subject, ends.object, *voices}:
            if thing is not None and thing >= 0 and statements.things.is_entity(thing):
                importance[thing] += 1
    return importance


def radii_of(importance: Sequence[int]) -> list[int]:
    """Return a radius in pixels for each entity, its area growing with the importance."""
    most = max(importance, default=0) or 1
    return [round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * (value / most) ** 0.5) for value in importance]


def entity_columns(things: Things, network: Network, importance: Sequence[int], radii: Sequence[int]) -> dict[str, Any]:
    """Return the entities' fields as columns; an entity without an arrow has no place."""
    nodes = network.node_map
    entities = things.entities
    return {
        "id": [0 if entity.id == entity.label.replace(" ", "_") else entity.id for entity in entities],
        "label": [entity.label for entity in entities],
        "type": [ENTITY_TYPES.index(entity.type) for entity in entities],
        "names": [[name for name in entity.names if name != entity.label] or 0 for entity in entities],
        "wikidata": [entity.wikidata or 0 for entity in entities],
        "importance": importance,
        "radius": radii,
        "x": [nodes[number]["x"] if number in nodes else None for number in range(len(entities))],
        "y": [nodes[number]["y"] if number in nodes else None for number in range(len(entities))],
    }


def segments_of(
    ids: Sequence[str], documents: Sequence[AnnotatedDocument], statements: StatementColumns, strings: Strings
) -> dict[str, str]:
    """Return the segments of IRIs that are not the names that they stand for, for all names that Turtle needs."""
    texts = strings.to_list()
    numbers = {number for name in ("relation", "lemma", "time") for number in statements.columns[name]} - {NONE, None}
    names = {*ids, *(annotated.document.id for annotated in documents), *statements.ids}
    names |= {texts[number] for number in numbers if number is not None}
    return {name: segment for name in sorted(names) if (segment := slug(name)) != name}


def document_columns(documents: Sequence[AnnotatedDocument], strings: Strings) -> dict[str, list[Any]]:
    """Return what is known of the documents, without their texts."""
    own = [annotated.document for annotated in documents]
    return {
        "id": [document.id for document in own],
        "title": [document.title for document in own],
        "label": [document.label for document in own],
        "date": [document.date for document in own],
        "publisher": [strings.number(document.publisher) for document in own],
        "author": [strings.number(document.author) for document in own],
        "url": [document.url for document in own],
    }


def mentioned_in(documents: Sequence[AnnotatedDocument], things: Things) -> list[list[int]]:
    """Return for each entity the places of the documents that mention it."""
    mentioned: list[list[int]] = [[] for _ in things.entities]
    for place, annotated in enumerate(documents):
        found = {things.of_mention(annotated.document.id, mention.id) for mention in annotated.mentions}
        for thing in sorted(found):
            if things.is_entity(thing):
                mentioned[thing].append(place)
    return mentioned
