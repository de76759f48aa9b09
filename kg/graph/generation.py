"""A generation in the making: its documents are in place, and out come entities, index, counts and catalogue.

All of them follow from the documents, their shares and the decisions. What an earlier generation has already is taken over,
so that a commit writes what changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.claims.draft import ClaimDraft
from kg.extraction.workers.messages import hash_of
from kg.graph.catalogue import Entry, save_catalogue
from kg.graph.claim_quads import claim_quads
from kg.graph.claim_table import ClaimTable
from kg.graph.copies import Alike, Copy, copy_quads, find_copies, load_alike, save_alike
from kg.graph.counts import Counts, DocumentCounts, count_lines, load_counts, save_counts
from kg.graph.document_quads import Quad, document_quads
from kg.graph.entity_quads import entity_iri, entity_quads, ingestion_quads
from kg.graph.identities import Identities
from kg.graph.index import Index
from kg.graph.kept_gazetteer import load_kept
from kg.graph.likeness import Print
from kg.graph.lines import fill, to_lines
from kg.graph.manifest import Manifest
from kg.graph.resolution_table import Table, save_table
from kg.graph.root import Root, save_root
from kg.graph.segments import read_documents, with_hashes
from kg.graph.share import Form, Share, Shares
from kg.graph.snapshot import GenerationFolder
from kg.graph.versions import Versions
from kg.resolve.decisions import NO_DECISIONS, read_decisions
from kg.resolve.model import ChainSummary, Resolution
from kg.resolve.parts import Ledger, Part
from kg.resolve.rejoining import Rejoining
from kg.schema.relations import load_relations
from kg.schema.vocabulary import Vocabulary
from kg.statements.iris import slug
from kg.statements.stated import Stated, stated_in


class Making:
    """A generation whose entities, index, counts and catalogue are being made."""

    def __init__(
        self,
        folder: GenerationFolder,
        manifest: Manifest,
        entries: Iterable[Entry],
        versions: Mapping[str, Versions],
    ) -> None:
        """Take the documents' entries, and what extracted them by the keys that these name."""
        self._folder = folder
        self._vocabulary = Vocabulary(manifest.base)
        self._reports = manifest.reports
        self._decisions = read_decisions(folder.decisions)
        self._gazetteer = load_kept(folder.gazetteer)
        self._versions = versions
        self._entries = tuple(sorted(with_hashes(folder.documents, entries), key=lambda entry: entry.order))
        self._shares = Shares(folder, Form(manifest.base, manifest.reports))
        self._counts: dict[str, DocumentCounts] = {}
        self._iris: dict[str, str] = {}
        self._signatures: dict[str, bytes] = {}
        self._told: dict[str, str] = {}
        self._claim_quads = 0
        self._entity_quads = 0

    def make(self, former: Resolution | None, claims: Path | None = None) -> None:
        """Make all from the documents alone; `former` tells which ids need a redirect.

        `claims` is a table of an earlier generation, whose tellings of documents are taken over where they are the same.
        """
        ledger, chains = Ledger(), tuple(self._chains(self._entries))
        rejoined = Rejoining(ledger, _nothing, self._gazetteer).change(
            (), chains, self._decisions, NO_DECISIONS, former
        )
        identities = Identities(rejoined, _nothing)
        index = Index.create(self._folder.index, self._vocabulary.prefixes())
        copies = self._find_copies(Alike({}), ())
        table = ClaimTable.create(self._folder.claims, claims)
        index.load_lines(self._all_lines(identities, copies, table))
        table.close()
        save_table(self._folder.entities, self._folder.name, ledger, rejoined.made)
        self._finish(index, identities.counts({}), copies, compact=True)

    def make_from(self, old: GenerationFolder, before: tuple[Entry, ...], arriving: frozenset[str]) -> int:
        """Make all from those of another generation; return how many kept documents were written anew.

        Written are the graphs of documents that come or go, that have a chain which is another entity or has another
        name now, or a statement that is rejected now or was before.
        """
        table, counts = Table(old.entities), load_counts(old.counts) or Counts({}, {}, 0, 0)
        new = [entry for entry in self._entries if entry.id in arriving]
        stay = {entry.id for entry in self._entries} - arriving
        left = {entry.id for entry in before} - stay
        rejoining = Rejoining(table.ledger, table.load, self._gazetteer)
        chains, decided = tuple(self._chains(new)), read_decisions(old.decisions)
        rejoined = rejoining.change(left, chains, self._decisions, decided)
        identities = Identities(rejoined, table.load)
        index = Index.create(self._folder.index, self._vocabulary.prefixes(), origin=old.index)
        changed = arriving | (identities.changed_documents() & stay) | self._touched(index, counts.documents, stay)
        self._counts = {id: counts.documents[id] for id in stay - changed}
        index.remove_graphs(self._vocabulary.document[slug(id)] for id in sorted(left | changed))
        index.load_lines(self._document_lines([entry for entry in self._entries if entry.id in changed], identities))
        gone_quads, new_quads = (list(quads) for quads in _difference(identities, self._vocabulary))
        index.change_graph(gone_quads, new_quads)
        self._entity_quads = counts.entity_quads - len(gone_quads) + len(new_quads)
        index.change_graph(*self._ingested(before))
        copies = self._find_copies(load_alike(old.copies) or Alike({}), left)
        index.replace_graph(self._vocabulary.copies_graph, copy_quads(copies, self._vocabulary))
        table.save(self._folder.entities, self._folder.name, table.ledger, rejoined.gone, rejoined.made)
        claims = ClaimTable.create(self._folder.claims, old.claims)
        former, now = self._retell(claims, identities, copies)
        if claims.follows:
            self._change_claims(index, former, now, counts.claim_quads)
        else:
            quads = list(claim_quads(claims.drafts(), self._vocabulary))
            index.replace_graph(self._vocabulary.claims_graph, quads)
            self._claim_quads = len(quads)
        claims.close()
        self._finish(index, identities.counts(counts.entities), copies, compact=False)
        return len(changed & stay)

    def _find_copies(self, alike: Alike, gone: Collection[str]) -> tuple[Copy, ...]:
        """Return which documents are copies, and keep what is known of their likeness for the next generation."""
        by_id = {entry.id: entry for entry in self._entries}
        missing = by_id.keys() - alike.signatures.keys() - self._signatures.keys()
        for entry, share in self._shares.read(entry for entry in self._entries if entry.id in missing):
            self._signatures[entry.id] = share.print.signature
        prints: dict[str, Print] = {}

        def print_of(id: str) -> Print:
            if id not in prints:
                ((_, share),) = self._shares.read([by_id[id]])
                prints[id] = share.print
            return prints[id]

        now = alike.changed(gone, self._signatures, self._entries, print_of)
        save_alike(self._folder.copies, now)
        return find_copies(now, self._entries)

    def _finish(self, index: Index, entities: dict[str, int], copies: Sequence[Copy], *, compact: bool) -> None:
        index.finish(compact=compact)
        save_counts(
            self._folder.counts, Counts(self._counts, entities, self._entity_quads, len(copies), self._claim_quads)
        )
        entries = self._shares.settle(self._entries)
        save_root(self._folder.root, Root.of(entries, self._versions))
        save_catalogue(self._folder.catalogue, entries)
        self._folder.lock.touch()

    def _chains(self, entries: Iterable[Entry]) -> Iterator[ChainSummary]:
        for entry, share in self._shares.read(entries):
            self._signatures[entry.id] = share.print.signature
            yield from share.chains

    def _all_lines(self, identities: Identities, copies: Sequence[Copy], table: ClaimTable) -> Iterator[bytes]:
        yield from self._document_lines(self._entries, identities)
        _, entities = identities.changed_entities()
        lines = to_lines(entity_quads(entities, identities.rejoined.ledger.redirects, self._vocabulary))
        self._entity_quads = lines.count(b"\n")
        yield lines
        yield to_lines(ingestion_quads(self._entries, self._vocabulary))
        yield to_lines(copy_quads(copies, self._vocabulary))
        self._retell(table, identities, copies)
        claims = to_lines(claim_quads(table.drafts(), self._vocabulary))
        self._claim_quads = claims.count(b"\n")
        yield claims

    def _retell(
        self, table: ClaimTable, identities: Identities, copies: Iterable[Copy]
    ) -> tuple[dict[str, ClaimDraft], dict[str, ClaimDraft]]:
        """Make the table one of these documents; return the claims that changed as they were and as they are."""
        known, now = table.keys(), {entry.id: entry for entry in self._entries}
        unseen = [entry for entry in self._entries if entry.id not in known and entry.id not in self._told]
        identities.need(entry.id for entry in unseen)
        for entry, share in self._shares.read(unseen):
            self._told[entry.id] = self._told_by(entry, share, identities)
        come = [now[id] for id, key in self._told.items() if known.get(id) != key]
        origins = {copy.document: copy.origin for copy in copies}
        return table.change(
            sorted(known.keys() - now.keys()), self._telling(come, identities), load_relations(), origins
        )

    def _telling(
        self, entries: Iterable[Entry], identities: Identities
    ) -> Iterator[tuple[str, str, tuple[Stated, ...]]]:
        """Yield what documents tell."""
        rejected = self._decisions.rejected
        for annotated in read_documents(self._folder.documents, entries):
            told = stated_in(annotated, identities, identities.labels, self._vocabulary, rejected=rejected)
            yield annotated.document.id, self._told[annotated.document.id], tuple(told)

    def _told_by(self, entry: Entry, share: Share, identities: Identities) -> str:
        """Return a hash of all that the statements of a document follow from."""
        entities = ((chain.chain, identities.entity_of[chain.key]) for chain in share.chains)
        names = [f"{chain} {id} {identities.labels[id]}" for chain, id in sorted(entities)]
        rejected = sorted(id for id in self._decisions.rejected if share.has_any([id], self._vocabulary))
        return hash_of("\n".join([entry.hash, self._vocabulary.base, *rejected, *names]).encode())

    def _change_claims(
        self, index: Index, former: Mapping[str, ClaimDraft], now: Mapping[str, ClaimDraft], quads: int
    ) -> None:
        """Change the claims graph, which had so many quads."""
        gone = set(claim_quads(former.values(), self._vocabulary))
        come = set(claim_quads(now.values(), self._vocabulary))
        index.change_graph(gone - come, come - gone)
        self._claim_quads = quads - len(gone) + len(come)

    def _document_lines(self, entries: Sequence[Entry], identities: Identities) -> Iterator[bytes]:
        """Yield the graph of each document as lines, and count it."""
        rejected, entity_of, labels = self._decisions.rejected, identities.entity_of, identities.labels
        identities.need(entry.id for entry in entries)
        for entry, share in self._shares.read(entries):
            self._told[entry.id] = self._told_by(entry, share, identities)
            left_out = tuple(sorted(id for id in rejected if share.has_any([id], self._vocabulary)))
            ids = {chain.chain: entity_of[chain.key] for chain in share.chains}
            if left_out:
                lines = to_lines(self._quads_anew(entry, identities))
            else:
                names = {chain: calling.name(labels[ids[chain]]) for chain, calling in share.callings.items()}
                lines = fill(share.lines, {chain: self._iri(id) for chain, id in ids.items()}, names)
            if left_out or len(set(ids.values())) < len(ids):
                iri = self._vocabulary.document[slug(entry.id)]
                self._counts[entry.id] = count_lines(lines, iri, self._vocabulary, left_out)
            else:
                self._counts[entry.id] = share.counts
            yield lines

    def _iri(self, entity: str) -> str:
        if entity not in self._iris:
            self._iris[entity] = str(entity_iri(entity, self._vocabulary))
        return self._iris[entity]

    def _quads_anew(self, entry: Entry, identities: Identities) -> Iterator[Quad]:
        """Yield the quads of a document that has rejected statements, which a share does not know of."""
        (annotated,) = read_documents(self._folder.documents, [entry])
        return document_quads(
            annotated,
            identities.entity_of,
            self._vocabulary,
            reports=self._reports,
            rejected=self._decisions.rejected,
            labels=identities.labels,
        )

    def _touched(self, index: Index, known: Mapping[str, DocumentCounts], stay: Collection[str]) -> frozenset[str]:
        """Return the documents with a statement that is rejected now and was not before, or the other way round."""
        rejected = self._decisions.rejected
        again = {id for id, counts in known.items() if not rejected.issuperset(counts.rejected)}
        left_out = {statement for counts in known.values() for statement in counts.rejected}
        graphs = (index.graph_of(self._vocabulary.statement[slug(id)]) for id in rejected - left_out)
        of_graph = {self._vocabulary.document[slug(id)]: id for id in stay}
        return frozenset(again | {of_graph[graph] for graph in graphs if graph in of_graph}) & frozenset(stay)

    def _ingested(self, before: Iterable[Entry]) -> tuple[Iterator[Quad], Iterator[Quad]]:
        """Return the quads of the ingestion graph that go, and those that come."""
        former = {(entry.id, entry.added): entry for entry in before}
        now = {(entry.id, entry.added): entry for entry in self._entries}
        gone = [former[key] for key in sorted(former.keys() - now.keys())]
        come = [now[key] for key in sorted(now.keys() - former.keys())]
        return ingestion_quads(gone, self._vocabulary), ingestion_quads(come, self._vocabulary)


def _difference(identities: Identities, vocabulary: Vocabulary) -> tuple[Iterator[Quad], Iterator[Quad]]:
    """Return the quads of the entities graph that go, and those that come."""
    gone, come = identities.changed_entities()
    before, now = identities.rejoined.redirects_before, identities.rejoined.ledger.redirects
    return (
        entity_quads(gone, {old: new for old, new in before.items() if now.get(old) != new}, vocabulary),
        entity_quads(come, {old: new for old, new in now.items() if before.get(old) != new}, vocabulary),
    )


def _nothing(numbers: Iterable[int]) -> dict[int, Part]:
    """Return no parts: where there are none yet."""
    return {}
