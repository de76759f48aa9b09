"""What the arrows join: in go documents and a resolution, out come numbers for entities and nameless things.

A nameless thing is a coreference chain that belongs to no entity ("ballistic missiles"); only its document knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from kg.model import AnnotatedDocument, Argument, EntityType


class ResolvedEntity(Protocol):
    """What the page needs of an entity."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def label(self) -> str: ...  # noqa: D102

    @property
    def type(self) -> EntityType: ...  # noqa: D102

    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def wikidata(self) -> str | None: ...  # noqa: D102


class Resolution(Protocol):
    """What the page needs of `kg.resolve`: the entities, and the entity of each chain that has one."""

    @property
    def entities(self) -> Sequence[ResolvedEntity]: ...  # noqa: D102

    @property
    def entity_of(self) -> Mapping[tuple[str, int], str]: ...  # noqa: D102


class Things:
    """Numbers for all that can stand at the end of an arrow: entities first, nameless things after them."""

    def __init__(self, documents: Iterable[AnnotatedDocument], resolution: Resolution) -> None:
        """Count the entities in their own order, then the nameless chains in the order of the documents."""
        self.entities = tuple(resolution.entities)
        self.nameless: list[tuple[str, EntityType, int]] = []
        number_of = {entity.id: number for number, entity in enumerate(self.entities)}
        self._of_mention: dict[tuple[str, int], int] = {}
        for place, annotated in enumerate(documents):
            mentions = {mention.id: mention for mention in annotated.mentions}
            for chain in annotated.chains:
                entity = resolution.entity_of.get((annotated.document.id, chain.id))
                if entity is not None and entity in number_of:
                    number = number_of[entity]
                else:
                    number = len(self.entities) + len(self.nameless)
                    representative = mentions[chain.representative]
                    self.nameless.append((representative.text, representative.type, place))
                for mention in chain.mentions:
                    self._of_mention[annotated.document.id, mention] = number

    def of_mention(self, document: str, mention: int) -> int:
        """Return the number of the thing that a mention refers to."""
        return self._of_mention[document, mention]

    def of_argument(self, document: str, argument: Argument | None) -> int | None:
        """Return the number of the thing that a phrase is, None where it is no mention."""
        if argument is None or argument.mention is None:
            return None
        return self._of_mention[document, argument.mention]

    def is_entity(self, thing: int | None) -> bool:
        """Tell whether a number stands for a named thing."""
        return thing is not None and thing < len(self.entities)
