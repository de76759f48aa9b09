"""The vocabulary as agents are told it, at three levels of detail, and the terms of a query held against it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rdflib import RDF, RDFS, Graph, URIRef

from kg.calls.errors import CallError
from kg.schema.relations import load_relations
from kg.schema.vocabulary import Vocabulary

SUMMARY = """\
A statement is a node, in the named graph of its document (GRAPH ?document), never a bare triple:
  ?statement a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;   # ?o may be missing
    kg:wording "one plain sentence" ; kg:polarity kg:affirmed|kg:negated|kg:unknown ;
    kg:modality kg:actual|kg:possible|kg:intended|kg:conditional|kg:unknown ;
    kg:sentence/nif:anchorOf "the sentence of the article" ; kg:theme, kg:recipient, kg:location ... for further parts ;
    kg:attribution ?a ; kg:eventTime/kg:timex "2024-01-05".          # both only where the text has them
  ?a kg:source ?who ; kg:cue "said" ; kg:parent ?outer .              # who says so; who quotes that
  ?document a kg:Document ; dcterms:issued ?date ; dcterms:title ?title .
  ?entity a kg:Person|kg:Country|kg:Organization|... ; rdfs:label "Name"@en ; skos:altLabel ?other ; skos:exactMatch wd:Q159 .
Predicates are rel:NAME (a relation, `schema` with detail "relations" lists them) or pred:LEMMA (any other verb).
All prefixes are known. Queries see all graphs at once. Ask for ?document and the sentence too, so that answers can be cited.
Example: SELECT ?wording ?who ?sentence ?document { GRAPH ?document { ?st rdf:subject ent:Russia ; kg:wording ?wording ;
  kg:sentence/nif:anchorOf ?sentence . OPTIONAL { ?st kg:attribution/kg:source ?who } } } LIMIT 20"""

DETAILS = ("summary", "relations", "full")
_TERM = re.compile(r"(?<![\w:/#.-])(kg|rel):([A-Za-z][\w-]*)")
_ASIDE = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*", re.DOTALL)
_MOST_SUGGESTIONS = 3
PROVENANCE = ("document", "statement", "sentence", "st")


def describe(detail: str) -> str:
    """Return the vocabulary: what queries need, the relations with their meaning, or the whole ontology in Turtle."""
    if detail == "summary":
        return SUMMARY
    if detail == "relations":
        return "\n".join(f"rel:{one.name}  {one.label}" for one in load_relations())
    return (files("kg.schema") / "ontology.ttl").read_text("utf-8")


def check_terms(query: str) -> None:
    """Raise CallError for a query with a term of ours that does not exist, and tell which ones do."""
    plain = _ASIDE.sub(" ", query)
    for prefix, name in _TERM.findall(plain):
        known = _terms() if prefix == "kg" else frozenset(load_relations().by_name)
        if name not in known:
            near = [found for found, *_ in process.extract(name, sorted(known), limit=_MOST_SUGGESTIONS)]
            near_terms = ", ".join(f"{prefix}:{one}" for one in near)
            raise CallError("wrong", f"there is no {prefix}:{name}; near it are {near_terms}")


@cache
def _terms() -> frozenset[str]:
    """Return the names of all terms of the ontology."""
    base = Vocabulary().base
    graph = Graph().parse(data=describe("full"), format="turtle", publicID=base)
    ours = f"{base}ns#"
    subjects = {*graph.subjects(RDF.type, None), *graph.subjects(RDFS.label, None)}
    return frozenset(
        str(one).removeprefix(ours) for one in subjects if isinstance(one, URIRef) and str(one).startswith(ours)
    )
