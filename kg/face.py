"""A graph as its users see it: open a store, then query it, walk through its statements, draw it, export it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from rdflib import Dataset
from rdflib.term import Identifier

from kg.claims.chronology import Event, events_of
from kg.claims.claim import Claim
from kg.claims.conflicts import Conflict, find_conflicts
from kg.claims.containment import Containment
from kg.claims.draft import ClaimDraft
from kg.claims.finding import find_drafts, to_claim
from kg.errors import QueryError
from kg.exporting.contents import Contents
from kg.exporting.forms import export_to, write_export
from kg.graph.appearances import Appearance, appearances_in
from kg.graph.catalogue import Entry
from kg.graph.claim_table import chronological
from kg.graph.copies import Copy
from kg.graph.counts import load_counts
from kg.graph.entity_quads import entity_iri
from kg.graph.network import Level, to_networkx
from kg.graph.remote.served import open_served
from kg.graph.remote.server import Place, server_of
from kg.graph.snapshot import Snapshot, open_snapshot
from kg.graph.stats import Stats, compute_stats
from kg.graph.target import whole_file
from kg.model import AnnotatedDocument
from kg.network.network import Network
from kg.network.wanted import Filter
from kg.query.answer import Answer
from kg.query.limited import ask_limited, run_limited
from kg.query.names import find_entity
from kg.query.questions import ask_question
from kg.query.sparql import run_query
from kg.resolve.model import Doubt, ResolvedEntity
from kg.resolve.notebook import read_notebook
from kg.schema.relations import Relations, load_relations
from kg.statements.stated import Stated, Thing, stated_in

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.asking.asker import Asker
    from kg.asking.reply import Reply
    from kg.graph.coverage import Coverage, ReadSentence
    from kg.graph.difference import Difference
    from kg.graph.verify import Verification
    from kg.view import Page


def open_graph(path: Place = "kg-store", *, schema: Path | None = None) -> Graph:
    """Open the store in a folder for reading, or one on a server, by its address.

    What is read stays as it is until it is closed, also while another process builds; open it again to see what is new.
    `schema` is the file of further relations that the graph was built with, if there was one. Where there is no store,
    or one of a newer version, StoreError.
    """
    relations = None if schema is None else load_relations(schema)
    server = server_of(path)
    snapshot = open_snapshot(Path(path)) if server is None else open_served(server)  # type: ignore[arg-type]
    return Graph(snapshot, relations, schema)


def compare_graphs(before: str | Path, after: str | Path) -> Difference:
    """Return which documents, statements and entities came, went or changed between two stores, or backups of them."""
    from kg.graph.backup import open_state
    from kg.graph.difference import compare

    with open_state(Path(before)) as one, open_state(Path(after)) as other:
        return compare(one, other)


class Graph:
    """An opened graph; use it in a `with`, or close it."""

    def __init__(self, snapshot: Snapshot, relations: Relations | None = None, schema: Path | None = None) -> None:
        self._snapshot = snapshot
        self._relations = relations
        self._schema = schema
        self._asker: Asker | None = None

    def __repr__(self) -> str:
        return f"<Graph {self._snapshot.store}: {len(self.catalogue)} documents, {len(self.entities)} entities>"

    @property
    def behind(self) -> bool:
        """Tell whether a server holds the graph and was not yet sent all of it."""
        return self._snapshot.behind

    @property
    def catalogue(self) -> tuple[Entry, ...]:
        """Return what is known of each document without reading it, sorted by their dates."""
        return self._snapshot.catalogue

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Return the documents that print what an earlier one had, word for word or nearly so."""
        return self._snapshot.copies

    @property
    def entities(self) -> tuple[ResolvedEntity, ...]:
        """Return the named things of all documents."""
        return self._snapshot.resolution.entities

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Return the pairs of entities that may be one, the likeliest first, for a person to decide on."""
        return self._snapshot.resolution.review

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Return the prefixes that every query knows."""
        return self._snapshot.vocabulary.prefixes()

    @cached_property
    def relations(self) -> Relations:
        """Return the relations that statements may be instances of, a user's own among them."""
        return load_relations() if self._relations is None else self._relations

    def documents(self, ids: Collection[str] | None = None) -> Iterator[AnnotatedDocument]:
        """Yield the annotated documents with these ids, or all, sorted by their dates."""
        return self._snapshot.documents(ids)

    def statements(self, *, reports: bool = False) -> Iterator[Stated]:
        """Yield all statements, document by document; `reports` adds "Kirby said …" itself."""
        yield from self._told(None, reports=reports)

    def _told(self, documents: Collection[str] | None, *, reports: bool = True) -> Iterator[Stated]:
        """Yield the statements of documents, or of all."""
        labels = self._snapshot.resolution.labels
        for annotated in self.documents(documents):
            yield from stated_in(
                annotated,
                self._snapshot.resolution,
                labels,
                self._snapshot.vocabulary,
                reports=reports,
                rejected=self._snapshot.rejected,
            )

    def query(
        self, sparql: str, bindings: Mapping[str, Identifier] | None = None, *, timeout: float | None = None
    ) -> Answer:
        """Run a SPARQL query over the union of all graphs (or those of its FROM), with the project's prefixes known.

        `bindings` gives variables that the query selects their values. With `timeout`, in seconds, the query runs in a
        process of its own. An update, an invalid query or the end of the time raises QueryError.
        """
        served = self._snapshot.served
        if served is not None:
            return run_query(served.within(timeout), sparql, bindings)
        if timeout is not None:
            return run_limited(self._snapshot.store, sparql, bindings, timeout)
        return run_query(self._snapshot.index, sparql, bindings)

    def ask(
        self,
        question: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        fragments: bool | None = None,
        **parameters: str,
    ) -> Answer | Reply:
        """Answer a question in plain words by a `Reply`: `graph.ask("Who supplied Russia with missiles?").answers`.

        The name of a question is answered as `ask_named` does: `graph.ask("denied", entity="Russia")`.
        """
        options = (limit, timeout, fragments)
        if parameters or any(option is not None for option in options) or not any(map(str.isspace, question.strip())):
            return self.ask_named(question, limit=limit, timeout=timeout, fragments=fragments, **parameters)
        return self.asker().ask(question)

    def ask_named(
        self,
        question: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        fragments: bool | None = None,
        **parameters: str,
    ) -> Answer:
        """Answer a named question: `graph.ask_named("denied", entity="Russia")`; `kg query --list` shows them all.

        `limit` counts rows. Where `fragments` tells whether statements are wanted that say nothing without their sentence,
        it counts statements, of which several rows may tell.
        """
        served, vocabulary = self._snapshot.questioned, self._snapshot.vocabulary
        if timeout is not None and served is None:
            return ask_limited(self._snapshot.store, question, parameters, limit, timeout, fragments=fragments)
        index = self._snapshot.index if served is None else served.within(timeout)
        return ask_question(index, vocabulary, question, parameters, limit, fragments=fragments)

    def asker(self, model: str | None = None) -> Asker:
        """Return what answers questions in plain words; it is made once, with the first pipeline that is asked for."""
        if self._asker is None:
            from kg.asking.asker import Asker
            from kg.extraction.default_model import DEFAULT_MODEL
            from kg.extraction.load import load_pipeline

            kept = self._snapshot.folder.gazetteer
            pipeline = load_pipeline(model or DEFAULT_MODEL, kept if kept.exists() else None, self._schema)
            self._asker = Asker(self._snapshot, pipeline, self.relations)
        return self._asker

    def entity(self, name: str) -> ResolvedEntity:
        """Return the entity that a name, id or IRI means; QueryError where none or several are called so."""
        iri = find_entity(self._snapshot.answering, self._snapshot.vocabulary, name)
        return next(entity for entity in self.entities if entity_iri(entity.id, self._snapshot.vocabulary) == iri)

    def conflicts(self, entity: str | None = None) -> tuple[Conflict, ...]:
        """Return what contradicts what, across documents; with `entity`, a name or id, where that takes part."""
        about = None if entity is None else self.entity(entity).id
        found = find_conflicts(self.statements, self.relations, self._places())
        return tuple(conflict for conflict in found if about is None or conflict.speaks_of(about))

    def claims(
        self,
        *entities: str,
        disputed: bool = False,
        single_source: bool = False,
        since: str | None = None,
        background: bool = False,
        limit: int | None = None,
    ) -> tuple[Claim, ...]:
        """Return what statements of different sentences and articles tell, with who says so and who denies it.

        Those with most independent sources come first, disputed ones before all. With `entities`, names or ids, those in
        which all of these take part or a stance; with `disputed`, those that some say and others deny; with `since`, a day
        such as "2024-01-05", those that an article of this day or later tells. `single_source` gives what one source alone
        says instead, which takes longer, for there is much of it. Who holds which post, and what lies where, comes only with
        `background`. `limit` is the number of claims wanted.
        """
        drafts = self._drafts(entities, disputed, single_source, since, background)[:limit]
        documents = {id for draft in drafts for id in draft.documents}
        by_id = {stated.id: stated for stated in self._told(documents)}
        return tuple(to_claim(draft, by_id) for draft in drafts)

    def count_claims(
        self,
        *entities: str,
        disputed: bool = False,
        single_source: bool = False,
        since: str | None = None,
        background: bool = False,
    ) -> int:
        """Return how many claims `claims` would give without a limit."""
        return len(self._drafts(entities, disputed, single_source, since, background))

    def claim(self, id: str) -> Claim:
        """Return the claim of an id, be it of several sentences or of one; QueryError where there is none."""
        table = self._snapshot.claim_table
        if table is not None and self._relations is None:
            draft = table.draft(id)
        else:
            draft = next((draft for draft in self._every_draft(single=True) if draft.id == id), None)
        if draft is None:
            raise QueryError(f"there is no claim {id!r}")
        return to_claim(draft, {stated.id: stated for stated in self._told(draft.documents)})

    def timeline(
        self,
        *entities: str,
        since: str | None = None,
        until: str | None = None,
        words: Collection[str] = (),
        limit: int | None = None,
    ) -> tuple[Event, ...]:
        """Return what happened when, or is planned, in the order of its times: one event a claim, with all who tell it.

        With `entities`, names or ids, what all of these take part in; between the days `since` and `until`, what may have
        happened then; with `words`, what is told with all of these. `limit` is the number of events wanted.
        """
        ids = [self.entity(name).id for name in entities]
        found = events_of(self._dated(), about=ids, since=since, until=until, words=words)
        return tuple(islice(found, limit))

    def _dated(self) -> Iterator[ClaimDraft]:
        """Yield the claims that have a time, in their order."""
        table = self._snapshot.claim_table
        if table is not None and self._relations is None:
            yield from table.dated()
        else:
            dated = (draft for draft in self._every_draft(single=True) if draft.when is not None)
            yield from sorted(dated, key=chronological)

    def _drafts(
        self, entities: Iterable[str], disputed: bool, single_source: bool, since: str | None, background: bool
    ) -> list[ClaimDraft]:
        ids = frozenset(self.entity(name).id for name in entities)
        chosen = (
            draft
            for draft in self._every_draft(single=single_source)
            if ids <= draft.entities
            and (background or not draft.background)
            and (draft.disputed or not disputed)
            and (not single_source or draft.independent_sources == 1)
            and (since is None or (draft.published[1] or "") >= since)
        )
        return sorted(chosen, key=lambda draft: draft.weight)

    def _every_draft(self, *, single: bool) -> Iterator[ClaimDraft]:
        """Yield all claims as the store keeps them; those of a user's own relations, or of an older store, are made anew."""
        table = self._snapshot.claim_table
        if table is not None and self._relations is None:
            yield from table.drafts()
            if single:
                yield from table.single()
        else:
            origins = {copy.document: copy.origin for copy in self.copies}
            by_id = {stated.id: stated for stated in self.statements()}
            yield from find_drafts(by_id, self.relations, origins, single=single)

    def _places(self) -> Containment:
        return Containment(self.entities, self._snapshot.gazetteer)

    def appearances(self, entity: ResolvedEntity) -> Iterator[Appearance]:
        """Yield where an entity appears, chain by chain, with its mentions and why it was taken to be this one."""
        ids = {document for document, _ in entity.chains}
        return appearances_in(self.documents(ids), entity, self._snapshot.resolution)

    def dataset(self) -> Dataset:
        """Return the graph for rdflib's users, to read; only strings are queries in it."""
        return self._snapshot.index.dataset(owner=self)

    def stats(self) -> Stats:
        """Count what is in the graph."""
        snapshot = self._snapshot
        counts = load_counts(snapshot.folder.counts) if snapshot.served is None else None
        if counts is not None:
            return counts.to_stats(snapshot.sentences)
        return compute_stats(snapshot.answering, snapshot.vocabulary, snapshot.sentences)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return how many sentences of each document gave a statement."""
        from kg.graph.coverage import coverage_of

        return tuple(coverage_of(self.documents()))

    def read_again(
        self, document: str, *, model: str | None = None, schema: Path | None = None
    ) -> tuple[ReadSentence, ...]:
        """Return the sentences of a document, by its id, with what each gave, or why it gave nothing.

        The document is extracted once more, as it would be today. QueryError where there is no such document.
        """
        from kg.graph.coverage import read_again

        found = next(self.documents({document}), None)
        if found is None:
            raise QueryError(f"there is no document {document!r}; `kg docs` lists them")
        kept = self._snapshot.folder.gazetteer
        return read_again(found.document, model=model, gazetteer=kept if kept.exists() else None, schema=schema)

    def verify(
        self, *, sample: int = 0, model: str | None = None, schema: Path | None = None, workers: int | None = None
    ) -> Verification:
        """Derive everything again and compare, and extract `sample` documents once more; see `kg.graph.verify`."""
        from kg.graph.verify import verify

        return verify(self._snapshot, sample=sample, model=model, schema=schema, workers=workers)

    def backup(self, path: str | Path) -> None:
        """Write what the store holds into one file, whole or not at all; `kg.graph.backup.restore` makes a store of it."""
        from kg.graph.backup import write_backup

        write_backup(self._snapshot, Path(path))

    def to_networkx(self, *, level: Level = "statements", named_only: bool = False) -> MultiDiGraph:
        """Return the statements as a MultiDiGraph with plain attributes.

        Nodes are, by the `level`, the subjects and objects of "statements", the named things alone ("entities"), these and the
        statements that they take part in ("events"), or also who says so ("sources").
        """
        things = {
            entity.id: Thing(
                str(entity_iri(entity.id, self._snapshot.vocabulary)), entity.label, entity.type, entity.id
            )
            for entity in self.entities
        }
        return to_networkx(self.statements(), level=level, named_only=named_only, labels=things)

    def network(
        self, *, own: bool = False, denied: bool = False, since: str | None = None, until: str | None = None
    ) -> Network:
        """Return who is tied to whom, to be asked for paths, neighbours, who stands in the middle, circles and comparisons.

        `own` leaves only what articles say in their own voice, `denied` adds what is denied; `since` and `until` are days of
        publication. What it is asked for, and what it tells, are ids of entities (`graph.entity(name).id`).
        """
        return Network(self.statements(), self._snapshot.resolution.by_id, Filter(own, denied, since, until))

    def view(
        self,
        ids: Collection[str] | None = None,
        *,
        title: str | None = None,
        height: int = 640,
        notes: str | Path | None = None,
    ) -> View:
        """Return the interactive page of these documents, or of all; it shows itself in JupyterLab and VS Code.

        The page of some documents shows what contradicts what among these. `notes` is a file that a page saved: its marks,
        notes and guided story are in the new page too.
        """
        from kg.view import build_page, subgraph_of

        found, documents = self._snapshot, tuple(self.documents(ids))
        origins = {copy.document: copy.origin for copy in self.copies}
        subgraph = subgraph_of(
            documents, found.resolution, self.relations, self._places(), found.vocabulary, found.rejected, origins
        )
        notebook = None if notes is None else read_notebook(notes)
        return View(build_page(subgraph, title=title, notebook=notebook), height)

    def export(self, path: str | Path, form: str) -> None:
        """Write the whole graph to a path, whole or not at all; the forms are those of `write`.

        A form of several files becomes a folder, or one ZIP where the path ends in .zip.
        """
        export_to(Contents(self._snapshot), form, Path(path))

    def write(self, file: IO[bytes], form: str) -> None:
        """Write the whole graph to an open file, in a form of `kg.exporting.forms.EXPORTS`, such as "nquads" or "csv".

        A form of several files comes as one ZIP; one that is none of these, or whose library is not installed, raises
        StoreError.
        """
        write_export(Contents(self._snapshot), form, file)

    def close(self) -> None:
        """Let go of the store; a generation that nobody reads is removed by the next build."""
        self._snapshot.close()

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class View:
    """A picture of the graph: in a notebook it shows itself as a page, elsewhere `write` puts it into a file."""

    page: Page
    height: int

    @property
    def html(self) -> str:
        """The interactive page, in one piece."""
        from kg.view import render_page

        return render_page(self.page)

    def _repr_html_(self) -> str:
        from kg.view import render_frame

        return render_frame(self.html, height=self.height)

    def __repr__(self) -> str:
        return f"<View of {len(self.page.articles):,} articles>"

    def write(self, path: str | Path) -> None:
        """Write the page to a file, whole or not at all; .svg, .png and .pdf give a still picture for print."""
        from kg.view import PICTURES, write_picture

        if Path(path).suffix.lower() in PICTURES:
            write_picture(self.page, path)
            return
        with whole_file(Path(path)) as file:
            file.write(self.html.encode("utf-8"))
