"""A question as SPARQL: in go its predicate, names, words and conditions, out comes a query that can be edited and run.

Nothing of a question is pasted into it: names are IRIs of entities of the graph, and words are escaped literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.asking.asked import Asked, Known
from kg.asking.conditions import Condition
from kg.asking.kinship import kinship
from kg.asking.shelf import Shelf
from kg.asking.words import words_in
from kg.schema.relations import Relations
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug

_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_MOST_PREDICATES = 40
_NEARNESS = ("same", "relation", "verb", "near", "kin")
_FARTHEST = len(_NEARNESS)
_HEAD = "SELECT DISTINCT ?statement ?wording ?polarity ?modality ?sentence ?published ?document WHERE {"
_BODY = """  GRAPH ?document {
    ?statement a kg:Statement ; kg:wording ?wording ; kg:polarity ?polarity ; kg:modality ?modality ; kg:sentence ?place .
    ?place nif:anchorOf ?sentence .
  }
  OPTIONAL { GRAPH ?document { ?document dcterms:issued ?published } }"""
_TAIL = "}\nORDER BY ?published ?document ?statement"
_EVENT = """  OPTIONAL {
    GRAPH ?document { ?statement kg:eventTime ?time . ?time kg:earliest ?from ; kg:latest ?to }
  }
  BIND (COALESCE(?from, ?published) AS ?earliest)
  BIND (COALESCE(?to, ?published) AS ?latest)"""


class Queries:
    """Writes queries for the graph of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, shelf: Shelf, relations: Relations) -> None:
        self.vocabulary = vocabulary
        self.shelf = shelf
        self.relations = relations

    def of_pattern(self, asked: Asked, conditions: Sequence[Condition] = ()) -> str | None:
        """Return the query for statements with a kindred predicate about the known names; None without any of the two."""
        predicates = self._predicates(asked)
        named = [known for known in asked.known if known.entities]
        if not predicates or not (named or asked.known):
            return None
        lines = [_HEAD, f"  VALUES ?predicate {{ {' '.join(predicates)} }}"]
        for number, known in enumerate(named, start=1):
            lines.append(f"  VALUES ?name{number} {{ {self._entities(known)} }}")
        lines.append("  GRAPH ?document {")
        lines.append("    ?statement rdf:predicate ?predicate .")
        lines += [f"    ?statement ?role{number} ?name{number} ." for number in range(1, len(named) + 1)]
        lines.append("  }")
        lines.append(_BODY)
        if asked.said_by is not None and asked.said_by.entities:
            lines.append(f"  VALUES ?speaker {{ {self._entities(asked.said_by)} }}")
            lines.append("  GRAPH ?document { ?statement kg:attribution/kg:parent*/kg:source ?speaker }")
        lines += self._conditions(conditions)
        return "\n".join([*lines, _TAIL])

    def of_entities(self, ids: Iterable[str], conditions: Sequence[Condition] = ()) -> str:
        """Return the query for all statements in which an entity takes part."""
        names = " ".join(self._short("ent", self.vocabulary.entity[slug(one)]) for one in ids)
        lines = [_HEAD, f"  VALUES ?name {{ {names} }}", "  GRAPH ?document { ?statement ?role ?name }", _BODY]
        return "\n".join([*lines, *self._conditions(conditions), _TAIL])

    def of_speaker(self, known: Known, words: Iterable[str], conditions: Sequence[Condition] = ()) -> str:
        """Return the query for what somebody is credited with, in sentences that have these words."""
        lines = [_HEAD, f"  VALUES ?speaker {{ {self._entities(known)} }}"]
        lines.append("  GRAPH ?document { ?statement kg:attribution/kg:parent*/kg:source ?speaker }")
        lines += [_BODY, *self._contains(words), *self._conditions(conditions)]
        return "\n".join([*lines, _TAIL])

    def of_words(self, words: Iterable[str], conditions: Sequence[Condition] = ()) -> str:
        """Return the query for the statements of sentences that have all these words."""
        return "\n".join([_HEAD, _BODY, *self._contains(words), *self._conditions(conditions), _TAIL])

    def of_statements(self, ids: Iterable[str]) -> str:
        """Return the query for statements by their ids."""
        names = " ".join(self._short("st", self.vocabulary.statement[slug(one)]) for one in ids)
        return "\n".join([_HEAD, f"  VALUES ?statement {{ {names} }}", _BODY, _TAIL])

    def _predicates(self, asked: Asked) -> list[str]:
        if asked.pattern is None:
            return []
        found: dict[str, int] = {}
        for (name, is_relation), sample in self.shelf.predicates.items():
            kin = kinship(asked.pattern.predicate, sample, self.relations)
            if kin != "none":
                space = self.vocabulary.relation if is_relation else self.vocabulary.predicate
                short = self._short("rel" if is_relation else "pred", space[slug(name)])
                found[short] = min(found.get(short, _FARTHEST), _NEARNESS.index(kin))
        return sorted(found, key=lambda short: (found[short], short))[:_MOST_PREDICATES]

    def _entities(self, known: Known) -> str:
        return " ".join(self._short("ent", self.vocabulary.entity[slug(one)]) for one in known.entities)

    def _short(self, prefix: str, iri: URIRef) -> str:
        """Return an IRI with its prefix where its last part is plain, whole where it is not."""
        local = iri.removeprefix(self.vocabulary.prefixes()[prefix])
        return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else iri.n3()

    @staticmethod
    def _contains(words: Iterable[str]) -> list[str]:
        return [f"  FILTER (CONTAINS(LCASE(?sentence), {Literal(word.lower()).n3()}))" for word in words]

    @staticmethod
    def _conditions(conditions: Sequence[Condition]) -> list[str]:
        lines = [_EVENT] if conditions else []
        for condition in conditions:
            first = Literal(condition.earliest, datatype=XSD.date).n3().replace(f"<{XSD.date}>", "xsd:date")
            last = Literal(condition.latest, datatype=XSD.date).n3().replace(f"<{XSD.date}>", "xsd:date")
            test = {
                "before": f"?earliest < {first}",
                "after": f"?latest > {last}",
                "since": f"?latest >= {first}",
                "until": f"?earliest <= {last}",
                "in": f"?earliest <= {last} && ?latest >= {first}",
            }[condition.relation]
            lines.append(f"  FILTER ({test})")
        return lines


def words_of(asked: Asked, sentence: str) -> list[str]:
    """Return the words of a sentence that are those of a question, as they are written there."""
    stems = {word.stem for word in asked.words}
    return list(dict.fromkeys(word.text for word in words_in(sentence) if word.stem in stems and not word.empty))
