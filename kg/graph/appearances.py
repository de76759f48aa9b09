"""Where an entity appears: its mentions in a document, with their sentences, and why it was taken to be this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import AnnotatedDocument, Document, Mention
from kg.resolve.model import Evidence, Resolution, ResolvedEntity


@dataclass(frozen=True, slots=True)
class Appearance:
    """One chain of an entity; `evidence` is None where it is the first of its entity, which others were joined to."""

    document: Document
    mentions: tuple[Mention, ...]
    sentences: tuple[str, ...]
    evidence: Evidence | None

    def place(self, mention: Mention) -> str:
        """Return how a user names a mention: DOCUMENT:START."""
        return f"{self.document.id}:{mention.start}"


def appearances_in(
    documents: Iterable[AnnotatedDocument], entity: ResolvedEntity, resolution: Resolution
) -> Iterator[Appearance]:
    """Yield the chains of an entity in the order of documents, each with its mentions in the order of the text."""
    keys = set(entity.chains)
    for annotated in documents:
        document = annotated.document
        for chain in annotated.chains:
            if (document.id, chain.id) in keys:
                members = set(chain.mentions)
                mentions = sorted((one for one in annotated.mentions if one.id in members), key=lambda one: one.start)
                sentences = (_sentence(annotated, mention) for mention in mentions)
                evidence = resolution.evidence_of.get((document.id, chain.id))
                yield Appearance(document, tuple(mentions), tuple(sentences), evidence)


def _sentence(annotated: AnnotatedDocument, mention: Mention) -> str:
    around = next(s for s in annotated.sentences if s.start <= mention.start < s.end)
    return annotated.document.text[around.start : around.end]
