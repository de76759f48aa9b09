"""The claims of a generation as one SQLite file: what each statement tells, what is like what, and the claims drafted from it.

In go the documents that came, went, or have other entities now; the claims that they touch are made anew, and no others. What
comes out is what `kg.claims.finding` gives for all documents at once, whatever the way there: a property test holds that.

A block of tellings that share a key, the pairs in it that are of one deed, and the denials among them are kept, so that a commit
compares what is new with what it may be like, and groups again only what hangs together with that.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from kg.claims.draft import ClaimDraft, draft_claim
from kg.claims.said import Said
from kg.claims.telling import Telling
from kg.errors import StoreError
from kg.graph.claim_commit import ClaimCommit, rank_of, rows_in
from kg.graph.versions import hash_of_rooms
from kg.schema.relations import Relations
from kg.statements.stated import Stated

_TABLES = """
CREATE TABLE document (id TEXT PRIMARY KEY, key TEXT, origin TEXT) WITHOUT ROWID;
CREATE TABLE telling (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, document TEXT, state BLOB, rank TEXT, begins TEXT,
                      leader INTEGER, claim TEXT, telling BLOB, said BLOB);
CREATE INDEX of_statement ON telling (id);
CREATE INDEX of_document ON telling (document);
CREATE INDEX of_state ON telling (state, rank) WHERE state IS NOT NULL;
CREATE INDEX by_time ON telling (begins, rank) WHERE begins IS NOT NULL;
CREATE INDEX of_claim ON telling (claim);
CREATE INDEX of_leader ON telling (leader);
CREATE TABLE block (key INTEGER, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE stance (key INTEGER, denies INTEGER, n INTEGER, PRIMARY KEY (key, denies, n)) WITHOUT ROWID;
CREATE TABLE alike (one INTEGER, other INTEGER, weight INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX alike_back ON alike (other, one);
CREATE TABLE denial (yes INTEGER, no INTEGER, PRIMARY KEY (yes, no)) WITHOUT ROWID;
CREATE INDEX denial_back ON denial (no, yes);
CREATE TABLE answer (answered TEXT, document TEXT, said BLOB);
CREATE INDEX answer_of ON answer (answered);
CREATE INDEX answer_in ON answer (document);
CREATE TABLE claim (id TEXT PRIMARY KEY, draft BLOB) WITHOUT ROWID;
"""


class ClaimTable:
    """The claims of one generation, in a file that one process writes, or any number read."""

    def __init__(self, path: Path, database: sqlite3.Connection, *, follows: bool = False) -> None:
        self._path = path
        self.follows = follows
        """Whether it began as that of another generation."""
        self._database = database
        self._telling = lru_cache(maxsize=50_000)(self._read_telling)

    @classmethod
    def create(cls, path: Path, origin: Path | None = None) -> ClaimTable:
        """Open a table for writing at a path where nothing is; `origin` is another one to start from.

        One that is damaged, or of another form, is no origin: what it had is made anew.
        """
        if origin is not None and origin.exists():
            shutil.copyfile(origin, path)
            database = sqlite3.connect(path)
            try:
                database.execute("SELECT count(*) FROM claim, document LIMIT 1").fetchone()
                if database.execute("PRAGMA user_version").fetchone() == (_form(),):
                    return cls(path, _quick(database), follows=True)
            except sqlite3.DatabaseError:
                pass
            database.close()
            path.unlink()
        database = sqlite3.connect(path)
        database.executescript(_TABLES)
        database.execute(f"PRAGMA user_version = {_form()}")
        return cls(path, _quick(database))

    @classmethod
    def read(cls, path: Path) -> ClaimTable:
        """Open a table for reading; one that is damaged raises StoreError."""
        try:
            database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            database.execute("SELECT id FROM claim LIMIT 1").fetchone()
        except sqlite3.DatabaseError as problem:
            raise StoreError(f"{path}: the claims cannot be read: {problem}; `kg rebuild` makes them anew") from problem
        return cls(path, database)

    def close(self) -> None:
        """Close the file; what was changed is in it then."""
        self._database.commit()
        self._database.close()

    def keys(self) -> dict[str, str]:
        """Return for the id of each document the key of what its tellings were made from."""
        return dict(self._database.execute("SELECT id, key FROM document"))

    def drafts(self, ids: Collection[str] | None = None) -> Iterator[ClaimDraft]:
        """Yield the claims that several sentences tell, or that somebody denies; of these ids, or all, by their ids."""
        if ids is None:
            rows = self._database.execute("SELECT draft FROM claim ORDER BY id")
            yield from (_DRAFT.decode(draft) for (draft,) in rows)
            return
        for _, draft in rows_in(self._database, "SELECT id, draft FROM claim WHERE id IN", sorted(ids)):
            yield _DRAFT.decode(draft)

    def single(self) -> Iterator[ClaimDraft]:
        """Yield the claims that one sentence alone tells, and nobody denies."""
        query = "SELECT claim, telling FROM telling WHERE claim NOT IN (SELECT id FROM claim) ORDER BY claim, rank"
        for _, rows in groupby(self._database.execute(query), key=itemgetter(0)):
            group = [_TELLING.decode(data) for _, data in rows]
            draft = draft_claim(group, (), (), self._said, {})
            if draft is not None:
                yield draft

    def draft(self, id: str) -> ClaimDraft | None:
        """Return the claim of an id, of one sentence or several, None where there is none."""
        for draft in self.drafts([id]):
            return draft
        rows = self._database.execute("SELECT telling FROM telling WHERE claim = ? ORDER BY rank", (id,)).fetchall()
        return draft_claim([_TELLING.decode(data) for (data,) in rows], (), (), self._said, {}) if rows else None

    def dated(self) -> Iterator[ClaimDraft]:
        """Yield the claims that have a time, in the order of their times, without holding them all."""
        several = [draft for draft in self.drafts() if draft.when is not None]
        several.sort(key=chronological)
        query = (
            "SELECT telling FROM telling WHERE begins IS NOT NULL AND claim NOT IN (SELECT id FROM claim)"
            " ORDER BY begins, rank"
        )
        rows = (
            draft_claim([_TELLING.decode(data)], (), (), self._said, {}) for (data,) in self._database.execute(query)
        )
        single = (draft for draft in rows if draft is not None and draft.when is not None)
        yield from merge(several, single, key=chronological)

    def claim_of(self, statement: str) -> str | None:
        """Return the id of the claim that a statement tells, None where it tells none."""
        found = self._database.execute("SELECT claim FROM telling WHERE id = ? ORDER BY rank", (statement,)).fetchone()
        return None if found is None else found[0]

    def change(
        self,
        gone: Collection[str],
        come: Iterable[tuple[str, str, Sequence[Stated]]],
        relations: Relations,
        origin_of: Mapping[str, str],
    ) -> tuple[dict[str, ClaimDraft], dict[str, ClaimDraft]]:
        """Take documents out and others in; return the claims that changed as they were, and as they are.

        Of those that come, the id, a key of all that their statements follow from, and the statements; one that is there
        already is replaced. `origin_of` leads from a copied document to its origin.
        """
        change = ClaimCommit(self._database, self._telling)
        change.take_out(gone)
        for document, key, statements in come:
            change.take_out([document])
            change.take_in(document, key, statements, relations)
        change.settle_leaders()
        change.settle_origins(origin_of)
        return change.redraft(self._said, origin_of)

    def _said(self, id: str) -> Said:
        (data,) = self._database.execute("SELECT said FROM telling WHERE id = ? ORDER BY rank", (id,)).fetchone()
        return _SAID.decode(data)

    def _read_telling(self, n: int) -> Telling:
        (data,) = self._database.execute("SELECT telling FROM telling WHERE n = ?", (n,)).fetchone()
        return _TELLING.decode(data)


def chronological(draft: ClaimDraft) -> tuple[str, str]:
    """Return what claims are sorted by in the order of their times."""
    return ("" if draft.when is None else draft.when.begins, rank_of(draft.order))


def _quick(database: sqlite3.Connection) -> sqlite3.Connection:
    """Return a database that writes without a journal: a generation in the making is thrown away where it fails."""
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    return database


_ROOMS = (
    *("claims", "statements", "schema", "lexicon", "wording", "model.py"),
    *("graph/claim_table.py", "graph/claim_commit.py"),
)
"""The rooms of the package that the table follows from."""


@lru_cache(maxsize=1)
def _form() -> int:
    """Return a number that is another one when other code makes the table."""
    return int(hash_of_rooms(_ROOMS)[:7], 16)


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_TELLING = msgspec.msgpack.Decoder(Telling)
_SAID = msgspec.msgpack.Decoder(Said)
_DRAFT = msgspec.msgpack.Decoder(ClaimDraft)
