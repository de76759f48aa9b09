"""Calls about statements: what is said of something or by somebody, what happened when, who speaks, what stands where."""

from __future__ import annotations

import re
from typing import Any

from rdflib import Literal

from kg.calls.errors import CallError
from kg.calls.opened import Opened
from kg.calls.paging import page_of
from kg.errors import QueryError
from kg.graph.entity_quads import entity_iri
from kg.query.names import find_statement
from kg.query.questions import ask_question
from kg.query.short import records, short_name
from kg.query.sparql import run_query
from kg.statements.stated import stated_in

QUESTIONS = {
    "about": "about-entity",
    "says": "who-said-what",
    "claims": "claims-about",
    "denied": "denied",
    "planned": "intended",
    "one-source": "one-source",
}
"""What can be asked about an entity, and the named question that answers it."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MOST_WORDS = 6

_CONTAINING = """
SELECT ?statement ?wording ?polarity ?modality ?source ?published ?document ?sentence %(words)s {
  {
    SELECT DISTINCT ?document ?place ?sentence ?published %(words)s {
      GRAPH ?document { ?place nif:anchorOf ?sentence }
      %(filters)s
      OPTIONAL { GRAPH ?document { ?document dcterms:issued ?published } }
    } ORDER BY DESC(?published) ?document ?place
  }
  LATERAL { GRAPH ?document {
    ?statement kg:sentence ?place ; kg:wording ?wording ; kg:polarity ?polarity ; kg:modality ?modality
  } }
  LATERAL { OPTIONAL {
    GRAPH ?document { ?statement kg:attribution/kg:source ?by }
    GRAPH ?names { ?by rdfs:label ?source }
  } }
}
"""

_SOURCES = """
SELECT ?source ?name ?statements ?documents %(entity)s {
  {
    SELECT ?source (COUNT(?statement) AS ?statements) (COUNT(DISTINCT ?document) AS ?documents) %(entity)s {
      %(about)s
      GRAPH ?document { ?statement a kg:Statement ; kg:attribution/kg:source ?source }
    } GROUP BY ?source %(entity)s ORDER BY DESC(?statements) ?source LIMIT %(limit)d
  }
  LATERAL { SELECT ?source ?name { GRAPH ?names { ?source rdfs:label ?name } } LIMIT 1 }
}
"""
_ABOUT = """
{ SELECT DISTINCT ?entity ?document ?statement {
  VALUES ?role {
    rdf:subject rdf:object kg:theme kg:recipient kg:origin kg:goal kg:location kg:instrument
    kg:purpose kg:topic kg:beneficiary kg:coAgent kg:attribute kg:cause kg:other
  }
  GRAPH ?document { ?statement ?role ?entity }
} }"""


def statements(opened: Opened, which: str, entity: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return the statements that answer one of the questions, a page of them."""
    if entity is None and which in ("about", "claims"):
        raise CallError("wrong", f"entity is missing: `{which}` is about somebody or something")
    about = {} if entity is None else {"entity": opened.entity(entity).id}
    rows, more = _asked(opened, QUESTIONS[which], about, limit, offset)
    return {"statements": rows, "next": more}


def timeline(opened: Opened, entity: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return the statements with a time in the order of their events, a page of them."""
    about = {} if entity is None else {"entity": opened.entity(entity).id}
    rows, more = _asked(opened, "timeline", about, limit, offset)
    return {"statements": rows, "next": more}


def statement(opened: Opened, id: str) -> dict[str, Any]:
    """Return one statement, what else says or denies the same, and where it stands."""
    try:
        iri = find_statement(opened.snapshot.index, opened.snapshot.vocabulary, id)
    except QueryError as problem:
        raise CallError("missing", str(problem)) from problem
    name = str(short_name(iri, opened.graph.prefixes))
    answer = ask_question(
        opened.snapshot.index, opened.snapshot.vocabulary, "sources-of-a-statement", {"statement": name}
    )
    rows = [{"statement": row.pop("same"), **row} for row in records(answer, opened.graph.prefixes)]
    own = next((row for row in rows if row["statement"] == name), None)
    if own is None:
        raise CallError("missing", f"there is no statement {id!r}")
    found = next(
        stated
        for annotated in opened.graph.documents({str(own["document"])})
        for stated in stated_in(
            annotated,
            opened.snapshot.resolution,
            opened.snapshot.resolution.labels,
            opened.snapshot.vocabulary,
            reports=True,
        )
        if stated.id == own["statement"]
    )
    things = [
        ("subject", found.subject),
        *(() if found.object is None else (("object", found.object),)),
        *found.arguments,
    ]
    return {
        "statement": {
            **found.to_record(),
            "told": found.wording.told,
            "condition": found.record.condition,
            "confidence": round(found.confidence, 3),
            "rule": found.record.rule,
            "source_id": None if found.source is None else found.source.entity,
            "title": opened.entries[found.document.id].label,
            "claim": _claim_of(opened, found.id),
            "things": [
                {"role": role, "label": thing.label, "type": thing.type, "entity": thing.entity}
                for role, thing in things
            ],
        },
        "others": _with_origin(opened, [row for row in rows if row is not own]),
    }


def _claim_of(opened: Opened, statement: str) -> str | None:
    """Return the id of the claim that a statement tells, None where it says too little for one."""
    table = opened.snapshot.claim_table
    claim = None if table is None else table.claim_of(statement)
    return None if table is None or claim is None or table.draft(claim) is None else claim


def sources(opened: Opened, entity: str | None, limit: int, offset: int) -> dict[str, Any]:
    """Return who is credited with statements, by their number; with an entity, with statements about it."""
    parts: dict[str, Any] = {"about": "", "entity": "", "limit": offset + limit + 1}
    bindings = {}
    if entity is not None:
        parts |= {"about": _ABOUT, "entity": "?entity"}
        bindings = {"entity": entity_iri(opened.entity(entity).id, opened.snapshot.vocabulary)}
    answer = run_query(opened.snapshot.index, _SOURCES % parts, bindings)
    entities = str(opened.snapshot.vocabulary.entity)
    rows = [
        {
            "name": str(name),
            "entity": short_name(source, opened.graph.prefixes) if str(source).startswith(entities) else None,
            "statements": int(count),
            "documents": int(documents),
        }
        for source, name, count, documents, *_ in answer.rows()
    ]
    found, more = page_of(rows, limit, offset)
    return {"sources": found, "next": more}


def containing(opened: Opened, q: str, limit: int, offset: int) -> dict[str, Any]:
    """Return the statements whose sentence holds all words of a search, the newest first."""
    words = [word.casefold() for word in _WORD.findall(q)][:_MOST_WORDS]
    if not words:
        return {"statements": [], "next": None}
    names = [f"w{number}" for number in range(len(words))]
    text = _CONTAINING % {
        "words": " ".join(f"?{name}" for name in names),
        "filters": " ".join(f"FILTER CONTAINS(LCASE(?sentence), ?{name})" for name in names),
    }
    bindings = {name: Literal(word) for name, word in zip(names, words, strict=True)}
    answer = run_query(opened.snapshot.index, f"{text} LIMIT {offset + limit + 1:d}", bindings)
    rows = [
        {"via": None, "when": None, **{name: value for name, value in row.items() if name not in bindings}}
        for row in records(answer, opened.graph.prefixes)
    ]
    found, more = page_of(rows, limit, offset)
    return {"statements": _with_origin(opened, found), "next": more}


def _asked(
    opened: Opened, question: str, about: dict[str, str], limit: int, offset: int
) -> tuple[list[dict[str, str | None]], int | None]:
    answer = ask_question(opened.snapshot.index, opened.snapshot.vocabulary, question, about, limit=offset + limit + 1)
    rows, more = page_of(list(records(answer, opened.graph.prefixes)), limit, offset)
    return _with_origin(opened, rows), more


def _with_origin(opened: Opened, rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
    """Return rows with the title and the publisher of their documents, and the entity that their source is."""
    for row in rows:
        entry = opened.entries.get(str(row.get("document")))
        row["title"] = None if entry is None else entry.label
        row["publisher"] = None if entry is None else entry.publisher
        row["source_id"] = opened.by_label.get(row.get("source") or "")
    return rows
