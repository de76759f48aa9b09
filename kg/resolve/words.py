"""Decisions and evidence in words, as a reader is told them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.resolve.decisions import Decision, KeepApart, Merge, Reject, Rename, Split
from kg.resolve.model import Evidence, Rule

_REASONS: Mapping[Rule, str] = {
    "document": "one in its document: {}",
    "wikidata": "the same Wikidata id {}",
    "gazetteer": "listed as {}",
    "name": "the same name “{}”",
    "alias": "called “{}” elsewhere",
    "acronym": "“{}” abbreviates it",
    "initials": "“{}” but for initials and short names",
    "surname": "the surname “{}”",
    "similarity": "names alike: {}",
    "context": "“{}” beside the same names",
    "decision": "decided: {}",
}


def words_of_decision(decision: Decision) -> str:
    """Return what was decided."""
    match decision:
        case Merge():
            return f"{decision.gone.id} is {decision.kept.id}"
        case KeepApart():
            return f"{decision.first.id} is not {decision.second.id}"
        case Split():
            return f"{', '.join(map(str, decision.mentions))} is not {decision.entity.id}"
        case Rename():
            return f"{decision.entity.id} is called {decision.label}"
        case Reject():
            return f"statement {decision.statement} is wrong"


def words_of_evidence(evidence: Evidence, labels: Mapping[str, str]) -> str:
    """Return why a chain was joined to others; `labels` are those of entities by their Q-ids."""
    shared = ", ".join(labels.get(key, key) for key in evidence.shared)
    return _REASONS[evidence.rule].format(evidence.value) + (f"; both with {shared}" if shared else "")
