"""The resolution as a file: a table derived from the documents, kept so that a reader need not resolve them again."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import msgspec

from kg.errors import StoreError
from kg.resolve.model import ChainKey, ChainSummary, Doubt, Evidence, Resolution, ResolvedEntity


class _Table(msgspec.Struct):
    entities: tuple[ResolvedEntity, ...]
    entity_of: tuple[tuple[ChainKey, str], ...]
    evidence_of: tuple[tuple[ChainKey, Evidence], ...]
    redirects: dict[str, str]
    review: tuple[Doubt, ...]
    unused: tuple[int, ...]
    summaries: tuple[tuple[ChainKey, ChainSummary], ...]


def save_resolution(path: Path, resolution: Resolution) -> None:
    """Write a resolution, in an order that does not depend on how it was made."""
    table = _Table(
        entities=resolution.entities,
        entity_of=tuple(sorted(resolution.entity_of.items())),
        evidence_of=tuple(sorted(resolution.evidence_of.items(), key=lambda item: item[0])),
        redirects=dict(sorted(resolution.redirects.items())),
        review=resolution.review,
        unused=resolution.unused,
        summaries=tuple(sorted(resolution.summaries.items(), key=lambda item: item[0])),
    )
    path.write_bytes(gzip.compress(msgspec.json.encode(table), compresslevel=1, mtime=0))


def load_resolution(path: Path) -> Resolution:
    """Return the resolution that was written to a file."""
    try:
        table = msgspec.json.decode(gzip.decompress(path.read_bytes()), type=_Table)
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError) as problem:
        raise StoreError(
            f"{path}: the table of entities is damaged: {problem}; `kg rebuild` makes it anew"
        ) from problem
    return Resolution(
        entities=table.entities,
        entity_of=dict(table.entity_of),
        evidence_of=dict(table.evidence_of),
        redirects=table.redirects,
        review=table.review,
        unused=table.unused,
        summaries=dict(table.summaries),
    )
