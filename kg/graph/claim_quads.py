"""The claims as quads: a graph of their own beside those of the documents, since all documents together make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS

from kg.claims.draft import ClaimDraft
from kg.claims.voices import Stance
from kg.graph.document_quads import Quad
from kg.schema.vocabulary import Vocabulary
from kg.statements import literals
from kg.statements.iris import slug

_PROPERTIES: dict[Stance, str] = {"says": "claimOf", "denies": "deniesClaim", "leaves open": "leavesOpenClaim"}


def claim_quads(drafts: Iterable[ClaimDraft], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the claims graph: each claim in words, how many independent sources it has, and who takes which stance.

    A claim of one sentence that nobody denies is not in it: its statement tells all of it.
    """
    graph, kg = vocabulary.claims_graph, vocabulary.kg
    for draft in drafts:
        node = claim_iri(draft.id, vocabulary)
        yield node, RDF.type, kg.Claim, graph
        yield node, RDFS.label, literals.text_in("en", draft.wording), graph
        yield node, kg.bestStatement, _statement(draft.best, vocabulary), graph
        yield node, kg.independentSources, literals.integer(draft.independent_sources), graph
        yield node, kg.disputed, literals.boolean(draft.disputed), graph
        for name, day in zip((kg.firstPublished, kg.lastPublished), draft.published, strict=True):
            if day is not None:
                yield node, name, literals.date(day), graph
        for statement in draft.statements:
            yield _statement(statement, vocabulary), kg.claimOf, node, graph
        for voice in draft.voices:
            if voice.stance != "says":
                for statement in voice.statements:
                    yield _statement(statement, vocabulary), kg[_PROPERTIES[voice.stance]], node, graph


def claim_iri(id: str, vocabulary: Vocabulary) -> URIRef:
    """Return the IRI of a claim."""
    return vocabulary.claims[slug(id)]


def _statement(id: str, vocabulary: Vocabulary) -> URIRef:
    return vocabulary.statement[slug(id)]
