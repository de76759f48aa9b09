"""What an authority file tells of one thing, as a table of names keeps it."""

from __future__ import annotations

import msgspec

from kg.lexicon.entry import Entry, Gender
from kg.model import EntityType


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One thing: its names, what links it, and what tells it from its namesakes.

    `wikidata` is the number of its Q-id, `source` its id in the file that it comes from. `country` is a label of the package's
    table of territories. `note` says how much the thing is taken note of: the sitelinks of a Wikidata item, or 0.
    """

    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    wikidata: int | None = None
    kind: str | None = None
    country: str | None = None
    gender: Gender | None = None
    since: str | None = None
    until: str | None = None
    description: str | None = None
    born: str | None = None
    died: str | None = None
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source: str | None = None
    note: int = 0

    def entry(self, id: str) -> Entry:
        """Return the gazetteer's entry of it, under an id."""
        return Entry(
            id=id,
            label=self.label,
            type=self.type,
            wikidata=None if self.wikidata is None else f"Q{self.wikidata}",
            aliases=self.aliases,
            kind=self.kind,
            country=self.country,
            gender=self.gender,
            since=self.since,
            until=self.until,
            description=self.description,
            born=self.born,
            died=self.died,
            roles=self.roles,
            places=self.places,
            source=self.source,
        )
