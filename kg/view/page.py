"""The page's data: in go documents with their statements, out come the graph as columns and the articles.

The graph is what the page needs to draw, search and filter; an article is read only when somebody opens it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.claims.voices import STANCES
from kg.model import AnnotatedDocument
from kg.resolve.notebook import Notebook
from kg.schema.vocabulary import ROLE_PROPERTIES, Vocabulary
from kg.statements.iris import slug
from kg.statements.times import TimeNode
from kg.view.article import article_of
from kg.view.backbone import find_backbone, pairs_alone
from kg.view.columns import KINDS, MODALITIES, POLARITIES, StatementColumns
from kg.view.dates import day_of, words_of
from kg.view.headline import headline_of
from kg.view.palette import ENTITY_TYPES, STYLES
from kg.view.places import ALL_AT_ONCE, Joined, find_places
from kg.view.pyvis_network import to_pyvis
from kg.view.strings import Strings
from kg.view.subgraph import Subgraph
from kg.view.thing_numbers import ThingNumbers
from kg.view.ties import joining, label_widths, ties_of, voice_pairs
from kg.view.voices import GROUPS, group_of

if TYPE_CHECKING:
    from pyvis.network import Network

BLOCK = 16
"""So many articles are packed together in the file."""
LEAST_RADIUS, MOST_RADIUS = 9, 25
VOICES_DRAWN = 40
"""Up to so many entities the page opens with arrows from who speaks to whom they speak of."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows: the graph's columns, one record an article, the graph as pyvis holds it, and voices.

    `notebook` is what a reader left on another print of it, to be found here where the browser keeps nothing for it.
    """

    title: str
    graph: dict[str, Any]
    articles: tuple[dict[str, Any], ...]
    network: Network
    voices: tuple[tuple[int, int], ...]
    notebook: Notebook | None = None


def build_page(subgraph: Subgraph, *, title: str | None = None, notebook: Notebook | None = None) -> Page:
    """Gather the page of some documents; without a title it has that of the only document, or one made of all."""
    documents, base = subgraph.documents, subgraph.vocabulary.base
    strings, numbers = Strings(), ThingNumbers(documents, subgraph.resolution)
    statements = StatementColumns(strings, numbers, subgraph.relations)
    articles = []
    for place, (annotated, of_one) in enumerate(zip(documents, subgraph.statements, strict=True)):
        articles.append(article_of(annotated, of_one, numbers, strings, len(statements.ids)))
        for stated in of_one:
            statements.append(place, stated)
    importance = importance_of(statements)
    radii = radii_of(importance)
    labels = [entity.label for entity in numbers.entities]
    ties, widths, voices = ties_of(statements), label_widths(statements), voice_pairs(statements)
    claims = claims_of(subgraph, statements.ids, strings)
    backbone = find_backbone(statements, sources_of(claims), labels, radii)
    voices_drawn = backbone is None and len({entity for pair in (*ties, *voices) for entity in pair}) <= VOICES_DRAWN
    if voices_drawn:
        spoken = [(min(pair), max(pair)) for pair in sorted(voices)]
        ties, widths = {**dict.fromkeys(spoken, 1), **ties}, {**dict.fromkeys(spoken, 0.0), **widths}
    places = find_places(Joined(labels, radii, importance, ties, widths))
    arrows = [(tail, head, statements.ends[number].words) for number, tail, head in joining(statements)]
    network = to_pyvis(numbers.entities, places.positions, radii, arrows)
    name = title or headline_of(subgraph)
    graph = {
        "title": name,
        "key": key_of(documents),
        "block": BLOCK,
        "version": version("kgwire"),
        "base": base,
        "opening": places.opening,
        "atOnce": ALL_AT_ONCE,
        "voicesDrawn": voices_drawn,
        "options": network.options,
        "types": [
            {"name": name, "outline": STYLES[name].outline, "light": STYLES[name].light, "dark": STYLES[name].dark}
            for name in ENTITY_TYPES
        ],
        "measured": json.loads((files("kg.view") / "measured.json").read_text("utf-8")),
        "polarities": POLARITIES,
        "modalities": MODALITIES,
        "kinds": KINDS,
        "entities": entity_columns(numbers, network, importance, radii),
        "nameless": {
            "label": [strings.number(label) for label, _, _ in numbers.nameless],
            "type": [ENTITY_TYPES.index(kind) for _, kind, _ in numbers.nameless],
            "document": [document for _, _, document in numbers.nameless],
        },
        "documents": document_columns(documents, strings),
        "mentioned": mentioned_in(documents, numbers),
        "statements": {"id": statements.ids, **statements.columns, "marks": statements.marks},
        "times": [time_of(node, subgraph.vocabulary) for node in statements.times],
        "voices": statements.voices,
        "voiceGroups": voice_groups(statements),
        "groups": GROUPS,
        "credits": statements.credits,
        "claims": claims,
        "stances": STANCES,
        "backbone": backbone and {"things": backbone.things, "arrows": backbone.arrows},
        "alone": pairs_alone(ties),
        "conflicts": conflicts_of(subgraph, statements.ids),
        "communities": places.communities,
        "overview": places.overview,
        "overviewTies": places.overview_ties,
        "roles": ROLE_PROPERTIES,
        "segments": segments_of([entity.id for entity in numbers.entities], documents, statements),
        "strings": strings.to_list(),
    }
    return Page(name, graph, tuple(articles), network, tuple(sorted(voices)), notebook)


def voice_groups(statements: StatementColumns) -> list[int]:
    """Return for each source the number of its group."""
    labels = statements.strings.to_list()
    named = (statements.numbers.entities[thing] if thing >= 0 else None for thing, _ in statements.voices)
    return [
        GROUPS.index(group_of(None, labels[label]) if one is None else group_of(one.type, one.label))
        for one, (_, label) in zip(named, statements.voices, strict=True)
    ]


def key_of(documents: Sequence[AnnotatedDocument]) -> str:
    """Return what a browser keeps a reader's notes under: another one for other documents."""
    ids = " ".join(sorted(annotated.document.id for annotated in documents))
    return sha256(ids.encode()).hexdigest()[:16]


def conflicts_of(subgraph: Subgraph, ids: Sequence[str]) -> list[list[list[int]]]:
    """Return the conflicts, each as its sides, a side as the numbers of its statements."""
    number_of = {ident: number for number, ident in enumerate(ids)}
    return [
        [[number_of[stated.id] for stated in side.statements] for side in conflict.sides]
        for conflict in subgraph.conflicts
    ]


def claims_of(subgraph: Subgraph, ids: Sequence[str], strings: Strings) -> dict[str, list[Any]]:
    """Return the claims as columns; a voice is its stance, name, whether it is the articles' own, and its statements.

    Statements stand for themselves by their numbers.
    """
    number_of = {ident: number for number, ident in enumerate(ids)}
    return {
        "id": [claim.id for claim in subgraph.claims],
        "best": [number_of[claim.best.id] for claim in subgraph.claims],
        "sources": [claim.independent_sources for claim in subgraph.claims],
        "background": [int(claim.background) for claim in subgraph.claims],
        "voices": [
            [
                [
                    STANCES.index(voice.stance),
                    strings.number(voice.label),
                    int(voice.own),
                    [number_of[stated.id] for stated in voice.statements],
                ]
                for voice in claim.voices
            ]
            for claim in subgraph.claims
        ],
    }


def sources_of(claims: Mapping[str, list[Any]]) -> dict[int, int]:
    """Return for each statement of a claim that several sentences tell how many independent sources this has."""
    found: dict[int, int] = {}
    for sources, voices in zip(claims["sources"], claims["voices"], strict=True):
        members = [number for *_, numbers in voices for number in numbers]
        if len(members) > 1:
            for number in members:
                found[number] = max(sources, found.get(number, 0))
    return found


def time_of(node: TimeNode | str, vocabulary: Vocabulary) -> dict[str, str | int | None]:
    """Return a time as the page shows, counts and exports it; its days are None where they are not known.

    An ISO day alone is the one by which something had happened: it has no value and no IRI.
    """
    if isinstance(node, str):
        latest = day_of(node)
        return {
            "value": None,
            "words": f"by {words_of(node)}",
            "earliest": None,
            "latest": latest,
            "mod": None,
            "iri": "",
        }
    return {
        "value": node.value,
        "words": words_of(node.value),
        "earliest": day_of(node.earliest),
        "latest": day_of(node.latest),
        "mod": node.mod,
        "iri": str(node.iri(vocabulary)),
    }


def importance_of(statements: StatementColumns) -> list[int]:
    """Count for each entity the statements that it is an end of or is credited with."""
    importance = [0] * len(statements.numbers.entities)
    for ends, credit in zip(statements.ends, statements.columns["credit"], strict=True):
        voices = [statements.voices[voice][0] for voice in statements.credits[credit or 0]]
        for thing in {ends.subject, ends.object, *voices}:
            if thing is not None and thing >= 0 and statements.numbers.is_entity(thing):
                importance[thing] += 1
    return importance


def radii_of(importance: Sequence[int]) -> list[int]:
    """Return a radius in pixels for each entity, its area growing with the importance."""
    most = max(importance, default=0) or 1
    return [round(LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * (value / most) ** 0.5) for value in importance]


def entity_columns(
    numbers: ThingNumbers, network: Network, importance: Sequence[int], radii: Sequence[int]
) -> dict[str, Any]:
    """Return the entities' fields as columns; an entity without an arrow has no place."""
    nodes = network.node_map
    entities = numbers.entities
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
    ids: Sequence[str], documents: Sequence[AnnotatedDocument], statements: StatementColumns
) -> dict[str, str]:
    """Return the segments of IRIs that are not the names that they stand for, for all names that Turtle needs."""
    names = {*ids, *(annotated.document.id for annotated in documents), *statements.ids, *statements.predicates}
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


def mentioned_in(documents: Sequence[AnnotatedDocument], numbers: ThingNumbers) -> list[list[int]]:
    """Return for each entity the places of the documents that mention it."""
    mentioned: list[list[int]] = [[] for _ in numbers.entities]
    for place, annotated in enumerate(documents):
        found = {numbers.of_chain(annotated.document.id, chain.id) for chain in annotated.chains if chain.mentions}
        for thing in sorted(found):
            if numbers.is_entity(thing):
                mentioned[thing].append(place)
    return mentioned
