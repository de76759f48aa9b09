"""What is known beforehand of a name's bearer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model import EntityType

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing: `id` is the slug of its label, `kind` says what it is in a word or two ("news agency", "capital").

    `country` is the label of the country that it belongs to; `since` and `until` are ISO dates or years of an office.
    `adjectives` ("Russian"), `people` ("Russian", "Russians") and `capital` ("Moscow") are filled for territories.
    What tells an imported entry from its namesakes: `born` and `died` (ISO dates or years), `roles` ("senator"), `places`
    (names of places that it has to do with); `source` is its id where it was imported from ("geonames:2988507").
    """

    id: str
    label: str
    type: EntityType
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    gender: Gender | None = None
    since: str | None = None
    until: str | None = None
    description: str | None = None
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    born: str | None = None
    died: str | None = None
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source: str | None = None
