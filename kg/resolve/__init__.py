"""Who is who across documents: in go annotated documents and decisions, out come entities with their evidence."""

from kg.resolve.decisions import NO_DECISIONS, Decisions, parse_mention, read_decisions, write_decisions
from kg.resolve.model import ChainSummary, Doubt, Evidence, Resolution, ResolvedEntity
from kg.resolve.resolver import resolve, resolve_chains
from kg.resolve.summary import summarise

__all__ = [
    "NO_DECISIONS",
    "ChainSummary",
    "Decisions",
    "Doubt",
    "Evidence",
    "Resolution",
    "ResolvedEntity",
    "parse_mention",
    "read_decisions",
    "resolve",
    "resolve_chains",
    "summarise",
    "write_decisions",
]
