"""Formats of authority files: which there are, and which one a file has, told by what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import SchemaError
from kg.lexicon.authority.columns import read_csv_records, read_json_records, read_skos_records
from kg.lexicon.authority.followthemoney import read_followthemoney
from kg.lexicon.authority.geonames import is_geonames, read_geonames
from kg.lexicon.authority.importing import Importing
from kg.lexicon.authority.lines import first_bytes, unpacked
from kg.lexicon.authority.popolo import read_popolo
from kg.lexicon.authority.record import Record
from kg.lexicon.authority.wikidata import is_wikidata, read_wikidata

_RDF_NAME = re.compile(r".+\.(?:ttl|nt|nq|trig|rdf|xml|owl|skos|jsonld)(?:\.(?:gz|bz2|xz|zip))?", re.IGNORECASE)
_POPOLO = re.compile(rb'"(?:persons|organizations|memberships|posts|areas|events)"\s*:\s*\[')
_ENTITY = re.compile(rb'^\{.*"schema"\s*:', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, how it is told by the name of a file and its first bytes, and what reads it."""

    name: str
    holds: Callable[[str, bytes], bool]
    read: Callable[[Path, IO[bytes], Importing], Iterator[Record]]


FORMATS = (
    Format("skos", lambda name, _: _RDF_NAME.fullmatch(name) is not None, read_skos_records),
    Format("wikidata", lambda _, start: is_wikidata(start), read_wikidata),
    Format("popolo", lambda _, start: start[:1] == b"{" and _POPOLO.search(start) is not None, read_popolo),
    Format("ftm", lambda _, start: _ENTITY.match(start.partition(b"\n")[0]) is not None, read_followthemoney),
    Format("jsonl", lambda _, start: start[:1] == b"{", read_json_records),
    Format("geonames", lambda _, start: is_geonames(start), read_geonames),
    Format("csv", lambda _, start: b"," in start or b";" in start or b"\t" in start, read_csv_records),
)
"""The first one that holds is a file's."""


def format_of(path: Path, named: str | None = None) -> Format:
    """Return the format of a file, or the one that is named; SchemaError where there is none."""
    known = ", ".join(one.name for one in FORMATS)
    if named is not None:
        found = next((one for one in FORMATS if one.name == named), None)
        if found is None:
            raise SchemaError(f"{named!r} is no format of authority files; there are {known}")
        return found
    start = first_bytes(path).removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((one for one in FORMATS if one.holds(path.name, start)), None)
    if found is None:
        raise SchemaError(f"{path}: cannot tell the format of this file; name it with --from: {known}")
    return found


def read_records(path: Path, form: Format, importing: Importing) -> Iterator[Record]:
    """Yield the records of a file that the filters keep; what is bad in it is told, and the rest goes on."""
    with unpacked(path) as file:
        for record in form.read(path, file, importing):
            if importing.filters.keeps(record):
                yield record
