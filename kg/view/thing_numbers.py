"""What the arrows join: in go documents and a resolution, out come numbers for entities and nameless things.

A nameless thing is a coreference chain that belongs to no entity ("ballistic missiles"); only its document knows it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import AnnotatedDocument, EntityType
from kg.resolve.model import Resolution
from kg.statements.stated import Thing


class ThingNumbers:
    """Numbers for all that can stand at the end of an arrow: entities first, nameless things after them."""

    def __init__(self, documents: Iterable[AnnotatedDocument], resolution: Resolution) -> None:
        """Count the entities in their own order, then the nameless chains in the order of the documents."""
        self.entities = tuple(resolution.entities)
        self.nameless: list[tuple[str, EntityType, int]] = []
        number_of = {entity.id: number for number, entity in enumerate(self.entities)}
        self._of_chain: dict[tuple[str, int], int] = {}
        for place, annotated in enumerate(documents):
            mentions = {mention.id: mention for mention in annotated.mentions}
            for chain in annotated.chains:
                key = (annotated.document.id, chain.id)
                if key in resolution.entity_of:
                    self._of_chain[key] = number_of[resolution.entity_of[key]]
                else:
                    self._of_chain[key] = len(self.entities) + len(self.nameless)
                    representative = mentions[chain.representative]
                    self.nameless.append((representative.text, representative.type, place))

    def of_chain(self, document: str, chain: int) -> int:
        """Return the number of the thing that a coreference chain is."""
        return self._of_chain[document, chain]

    def of_thing(self, document: str, thing: Thing) -> int | None:
        """Return the number of what an argument names, None where it is a mere phrase."""
        return None if thing.chain is None else self._of_chain[document, thing.chain]

    def is_entity(self, number: int | None) -> bool:
        """Tell whether a number stands for a named thing."""
        return number is not None and number < len(self.entities)
