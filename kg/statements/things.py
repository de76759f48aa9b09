"""What the records of one document are in the graph: who is credited; an entity, a thing without a name, a mere phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile

from rdflib import URIRef

from kg.model import AnnotatedDocument, Argument, Attribution, Chain, Mention
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import DocumentIris, slug


class DocumentThings:
    """The records of a document by their ids, and the IRI of whatever an argument names."""

    def __init__(
        self, annotated: AnnotatedDocument, entity_of: Mapping[tuple[str, int], str], vocabulary: Vocabulary
    ) -> None:
        """Take from the resolution `entity_of`, the entity id of each (document id, chain id) that has one."""
        self.iris = DocumentIris(annotated, vocabulary)
        self.mentions = {mention.id: mention for mention in annotated.mentions}
        self.chains = {chain.id: chain for chain in annotated.chains}
        self.times = {time.id: time for time in annotated.times}
        self.attributions = {attribution.id: attribution for attribution in annotated.attributions}
        self.sentences = {sentence.id: sentence for sentence in annotated.sentences}
        self.entity_ids = {
            chain.id: entity_of[key]
            for chain in annotated.chains
            if (key := (annotated.document.id, chain.id)) in entity_of
        }
        self.entities = {chain: vocabulary.entity[slug(entity)] for chain, entity in self.entity_ids.items()}
        named = (mention for mention in annotated.mentions if mention.chain in self.entity_ids)
        self._named = sorted((mention.start, mention.end, mention.chain) for mention in named)
        self._chain_of_local_entity = {chain.entity: chain for chain in annotated.chains if chain.entity is not None}

    def chain_of(self, argument: Argument) -> Chain | None:
        """Return the chain of the thing that an argument names, None where it is a mere phrase."""
        if argument.mention is not None:
            return self.chains[self.mentions[argument.mention].chain]
        return None if argument.entity is None else self._chain_of_local_entity.get(argument.entity)

    def involved(self, argument: Argument) -> tuple[int, ...]:
        """Return the chains of the entities that the words of a thing without a name speak of: Clinton in "Clinton's e-mails".

        Those of the argument and of the members that a plural stands for, or else those of the mention that speaks best for its
        chain, in the order of the text.
        """
        chain = self.chain_of(argument)
        found = self._named_between(argument.start, argument.end)
        if chain is not None:
            members = (member for member in chain.members if member in self.entity_ids)
            found = tuple(dict.fromkeys((*found, *members)))
        if found or chain is None:
            return found
        best = self.representative(chain)
        return self._named_between(best.start, best.end)

    def _named_between(self, start: int, end: int) -> tuple[int, ...]:
        first = bisect_left(self._named, (start,))
        found = takewhile(lambda named: named[0] < end, islice(self._named, first, None))
        return tuple(dict.fromkeys(chain for _, last, chain in found if last <= end))

    def representative(self, chain: Chain) -> Mention:
        """Return the mention that speaks best for a chain."""
        return self.mentions[chain.representative]

    def chain_iri(self, chain: Chain) -> URIRef:
        """Return the entity that a chain is, or the IRI of a thing without a name."""
        return self.entities[chain.id] if chain.id in self.entities else self.iris.chains[chain.id]

    def credits_of(self, attribution: int | None) -> tuple[Attribution, ...]:
        """Return the attribution with this number and those around it, from the inner to the outer one."""
        found: list[Attribution] = []
        while attribution is not None:
            found.append(self.attributions[attribution])
            attribution = found[-1].parent
        return tuple(found)

    def iri_of(self, argument: Argument) -> URIRef:
        """Return the IRI of what an argument names."""
        chain = self.chain_of(argument)
        return self.iris.char(argument.start, argument.end) if chain is None else self.chain_iri(chain)


def is_said(credits: Iterable[Attribution]) -> bool:
    """Return True where all who are credited said so; "KCNA reported that Kim did not say" makes no claim."""
    return all(credit.polarity == "affirmed" for credit in credits)
