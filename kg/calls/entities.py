"""Calls about entities: which one a name means, which there are, and what is known of one."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz, process

from kg.calls.opened import Named, Opened
from kg.calls.paging import page_of
from kg.calls.statements import containing, statements
from kg.graph.entity_quads import entity_iri
from kg.query.short import short_name
from kg.query.sparql import run_query
from kg.resolve.model import ResolvedEntity

CLEAR, APART = 0.5, 0.3
"""A name is taken to mean its best candidate where this scores so much, and the next one so much less."""

_FUZZY_LETTERS = 4
_FUZZY_LEAST = 80.0
_NEAR = 12
_OBSCURE = 0.1
"""How much less an entity fits that is hardly spoken of, beside one of the same name that everybody speaks of."""
_WORD_BEGINS = 0.4
"""How well a name fits of which a word begins so; one that holds the letters within a word fits less."""

_NEIGHBOURS = """
SELECT ?entity ?other (COUNT(DISTINCT ?statement) AS ?n) {
  VALUES ?role { rdf:subject rdf:object kg:theme kg:recipient kg:origin kg:goal kg:location kg:topic kg:coAgent }
  VALUES ?otherRole { rdf:subject rdf:object kg:theme kg:recipient kg:origin kg:goal kg:location kg:topic kg:coAgent }
  GRAPH ?document { ?statement ?role ?entity ; ?otherRole ?other }
  GRAPH ?entities { ?other rdfs:label ?label ; a ?type }
  FILTER (?other != ?entity && STRENDS(STR(?entities), "graph/entities"))
} GROUP BY ?entity ?other ORDER BY DESC(?n) ?other
"""


def ground_entity(opened: Opened, name: str, limit: int) -> dict[str, Any]:
    """Return the entities that a name may mean, the likeliest first, and the one that it means, where that is clear."""
    scored = _candidates(opened, name)[:limit]
    clear = bool(scored) and scored[0][0] >= CLEAR and (len(scored) == 1 or scored[0][0] - scored[1][0] >= APART)
    found = [{"score": score, **_head(entity)} for score, entity in scored]
    return {"resolved": found[0]["id"] if clear else None, "candidates": found}


def search(opened: Opened, q: str, limit: int, offset: int) -> dict[str, Any]:
    """Return entities whose name, documents whose title and statements whose sentence hold the words of a search."""
    scored = _candidates(opened, q)
    whole = [entity for score, entity in scored if score >= _WORD_BEGINS - _OBSCURE]
    entities, more = page_of(whole or [entity for _, entity in scored], limit, offset)
    words = q.casefold().split()
    titled = [
        entry
        for entry in reversed(opened.graph.catalogue)
        if all(word in f"{entry.label} {entry.publisher or ''}".casefold() for word in words)
    ]
    documents, more_documents = page_of(titled, limit, offset)
    said = containing(opened, q, limit, offset)
    return {
        "entities": [_head(entity) for entity in entities],
        "documents": [document_head(entry) for entry in documents],
        "statements": said["statements"],
        "next": more or more_documents or said["next"],
    }


def entities(opened: Opened, type: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return the named things, those of which the documents speak most first."""
    found = sorted(opened.graph.entities, key=lambda entity: (-entity.mentions, entity.id))
    rows, more = page_of([entity for entity in found if type in (None, entity.type)], limit, offset)
    return {"entities": [_head(entity) for entity in rows], "next": more}


def show(opened: Opened, entity: str, limit: int, offset: int) -> dict[str, Any]:
    """Return an entity: its names, why they were joined, whom it stands with, where it appears, and what is said of it."""
    found = opened.entity(entity)
    documents = sorted({document for document, _ in found.chains}, key=lambda id: opened.entries[id].order)
    about = statements(opened, "about", found.id, limit, offset)
    return {
        "entity": {
            **_head(found),
            "iri": str(entity_iri(found.id, opened.snapshot.vocabulary)),
            "names": list(found.names),
            "evidence": [
                {"rule": evidence.rule, "value": evidence.value, "shared": list(evidence.shared)}
                for evidence in found.evidence
            ],
        },
        "neighbours": _neighbours(opened, found),
        "documents": [document_head(opened.entries[id]) for id in reversed(documents)],
        **about,
    }


def document_head(entry: Any) -> dict[str, Any]:
    """Return what a list tells of a document, from its entry in the catalogue."""
    return {
        "id": entry.id,
        "title": entry.label or entry.title,
        "date": entry.date,
        "publisher": entry.publisher,
        "url": entry.url,
        "statements": entry.statements,
    }


def _neighbours(opened: Opened, entity: ResolvedEntity) -> list[dict[str, Any]]:
    iri = entity_iri(entity.id, opened.snapshot.vocabulary)
    answer = run_query(opened.snapshot.index, f"{_NEIGHBOURS} LIMIT {_NEAR}", {"entity": iri})
    near = []
    for _, other, count in answer.rows():
        found = opened.snapshot.resolution.find(short_name(other, opened.graph.prefixes) or "")
        if found is not None:
            near.append({"id": found.id, "label": found.label, "type": found.type, "statements": int(count)})
    return near


def _head(entity: ResolvedEntity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "wikidata": entity.wikidata,
        "mentions": entity.mentions,
        "documents": entity.documents,
        "other_names": [name for name in entity.names if name != entity.label][:5],
    }


def _candidates(opened: Opened, name: str) -> list[tuple[float, ResolvedEntity]]:
    """Return the entities that a name may mean with how well it fits, from 1 down; of equals, the more spoken of first."""
    wanted = " ".join(name.casefold().split())
    best: dict[str, tuple[float, ResolvedEntity]] = {}

    def take(score: float, one: Named) -> None:
        if score > best.get(one.entity.id, (0.0,))[0]:
            best[one.entity.id] = (score, one.entity)

    known = opened.snapshot.resolution.find(name.strip().removeprefix("ent:"))
    if known is not None:
        best[known.id] = (1.0, known)
    for one in opened.names:
        take(_fit(wanted, one), one)
    if not best and len(wanted) >= _FUZZY_LETTERS:
        spelled = [one.name for one in opened.names]
        for _, score, place in process.extract(wanted, spelled, scorer=fuzz.ratio, limit=20, score_cutoff=_FUZZY_LEAST):
            take(round(0.6 * score / 100, 3), opened.names[place])
    most = max((entity.mentions for _, entity in best.values()), default=0) or 1
    weighed = ((round(score - _OBSCURE * (1 - entity.mentions / most), 3), entity) for score, entity in best.values())
    return sorted(weighed, key=lambda pair: (-pair[0], -pair[1].mentions, pair[1].id))


def _fit(wanted: str, one: Named) -> float:
    if not wanted or wanted not in one.name:
        return 0.0
    if wanted == one.name:
        return 1.0 if one.is_label else 0.95
    if f" {wanted} " in f" {one.name} ":
        return 0.6
    return _WORD_BEGINS if f" {wanted}" in f" {one.name}" else 0.2
