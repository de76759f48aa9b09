"""A commit's change of the claims, step by step: in go documents that come and go, out come the claims that are others now.

A block of tellings that share a key, the pairs in it that are of one deed, and the denials among them are kept
(`kg.graph.claim_table`), so that what is new is compared with what it may be like, and only what hangs together with that is
grouped again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kg.claims.answers import Answers
from kg.claims.conflicts import may_dispute
from kg.claims.draft import ClaimDraft, are_several, claim_id, draft_claim
from kg.claims.grouping import MOST, group_leaders
from kg.claims.said import Said, said_of
from kg.claims.telling import Order, Telling, contradiction, likeness, tellings
from kg.schema.relations import Relations
from kg.statements.stated import Stated

_MANY = 500
"""So many values stand in one question to SQLite."""


class ClaimCommit:
    """What a commit changes, step by step, in one transaction."""

    def __init__(self, database: sqlite3.Connection, telling: Callable[[int], Telling]) -> None:
        self._database = database
        self._telling = telling
        self._states: set[bytes] = set()
        self._fresh: set[int] = set()
        """Leaders whose likes are to be found."""
        self._loose: set[int] = set()
        """Leaders that may be grouped otherwise now."""
        self._claims: set[str] = set()
        """Claims whose content may be another one now."""

    def take_out(self, documents: Iterable[str]) -> None:
        """Take out what documents tell."""
        for document in documents:
            rows = self._all("SELECT n, state, leader, claim FROM telling WHERE document = ?", document)
            for n, state, leader, claim in rows:
                if state is not None:
                    self._states.add(state)
                if leader == n:
                    self._unlink(n)
                self._claims.update([claim] if claim else [])
                telling = self._telling(n)
                for (yes,) in self._all("SELECT yes FROM denial WHERE no = ?", n):
                    self._touch(yes)
                self._database.execute("DELETE FROM denial WHERE no = ? OR yes = ?", (n, n))
                self._database.executemany(
                    "DELETE FROM stance WHERE key = ? AND denies = ? AND n = ?",
                    [(key, telling.polarity == "negated", n) for key in _hashes(telling.wide_keys)],
                )
                self._fresh.discard(n)
            self._database.execute("DELETE FROM telling WHERE document = ?", (document,))
            self._database.execute("DELETE FROM answer WHERE document = ?", (document,))
            self._database.execute("DELETE FROM document WHERE id = ?", (document,))

    def take_in(self, document: str, key: str, statements: Sequence[Stated], relations: Relations) -> None:
        """Take in what a document tells."""
        self._database.execute("INSERT INTO document VALUES (?, ?, NULL)", (document, key))
        answers, by_id = Answers(), {stated.id: stated for stated in statements}
        for stated in statements:
            answers.learn(stated)
        for telling in tellings(statements, relations):
            self._insert(telling, said_of(by_id[telling.id]))
        for answered, of_one in answers.every():
            for answer in of_one:
                said = _ENCODER.encode(said_of(answer.stated, answer.by))
                self._database.execute("INSERT INTO answer VALUES (?, ?, ?)", (answered, document, said))

    def _insert(self, telling: Telling, said: Said) -> None:
        state = (
            None if telling.state is None else hashlib.blake2b(repr(telling.state).encode(), digest_size=16).digest()
        )
        packed = (_ENCODER.encode(telling), _ENCODER.encode(said))
        begins = None if said.when is None else said.when.begins
        (n,) = self._database.execute(
            "INSERT INTO telling (id, document, state, rank, begins, telling, said) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING n",
            (telling.id, telling.document, state, rank_of(telling.order), begins, *packed),
        ).fetchone()
        if state is None:
            self._link(n)
        else:
            self._states.add(state)
        if telling.said and telling.polarity in ("affirmed", "negated"):
            self._deny(n, telling)

    def _deny(self, n: int, telling: Telling) -> None:
        """Find what a telling denies, or what denies it."""
        denies, keys = telling.polarity == "negated", _hashes(telling.wide_keys)
        mates = {
            mate
            for key in keys
            for (mate,) in self._all("SELECT n FROM stance WHERE key = ? AND denies = ?", key, not denies)
        }
        for mate in sorted(mates):
            no, yes = (n, mate) if denies else (mate, n)
            one, other = self._telling(no), self._telling(yes)
            if contradiction(one, other) is not None and may_dispute(one, other):
                self._database.execute("INSERT INTO denial VALUES (?, ?)", (yes, no))
                self._touch(yes)
        self._database.executemany("INSERT INTO stance VALUES (?, ?, ?)", [(key, denies, n) for key in keys])

    def _touch(self, n: int) -> None:
        found = self._database.execute("SELECT claim FROM telling WHERE n = ?", (n,)).fetchone()
        self._claims.update([found[0]] if found is not None and found[0] else [])

    def settle_leaders(self) -> None:
        """Let the first telling of each state that was touched stand for all that tell it."""
        for state in sorted(self._states):
            rows = self._all("SELECT n, leader FROM telling WHERE state = ? ORDER BY rank", state)
            if not rows:
                continue
            first = rows[0][0]
            for n, leader in rows[1:]:
                if leader == n:
                    self._unlink(n)
                    self._fresh.discard(n)
            self._database.execute("UPDATE telling SET leader = ? WHERE state = ?", (first, state))
            if rows[0][1] != first:
                self._link(first)
            self._loose.add(first)

    def _link(self, n: int) -> None:
        """Make a telling one that is compared with others."""
        self._database.execute("UPDATE telling SET leader = ? WHERE n = ?", (n, n))
        keys = _hashes(self._telling(n).keys)
        self._database.executemany("INSERT INTO block VALUES (?, ?)", [(key, n) for key in keys])
        self._fresh.add(n)
        for key in keys:
            self._compare_anew(key, MOST + 1)

    def _unlink(self, n: int) -> None:
        """Make a telling one that is not compared with others."""
        self._separate(n)
        keys = _hashes(self._telling(n).keys)
        self._database.executemany("DELETE FROM block WHERE key = ? AND n = ?", [(key, n) for key in keys])
        for key in keys:
            self._compare_anew(key, MOST)

    def _separate(self, n: int) -> None:
        """Forget what a telling is like."""
        near = self._all("SELECT one FROM alike WHERE other = ? UNION SELECT other FROM alike WHERE one = ?", n, n)
        self._loose.update(mate for (mate,) in near)
        self._database.execute("DELETE FROM alike WHERE one = ? OR other = ?", (n, n))

    def _compare_anew(self, key: int, size: int) -> None:
        """Compare the members of a block anew if it has this size, at which it begins or ends to be passed over."""
        if self._size(key, size + 1) == size:
            for (mate,) in self._all("SELECT n FROM block WHERE key = ?", key):
                self._separate(mate)
                self._fresh.add(mate)

    def _size(self, key: int, most: int) -> int:
        return len(self._all("SELECT 1 FROM block WHERE key = ? LIMIT ?", key, most))

    def settle_origins(self, origin_of: Mapping[str, str]) -> None:
        """Touch the claims of documents that are copies now and were not, or the other way round."""
        for document, before in self._all("SELECT id, origin FROM document"):
            now = origin_of.get(document)
            if now != before:
                self._database.execute("UPDATE document SET origin = ? WHERE id = ?", (now, document))
                rows = self._all("SELECT DISTINCT claim FROM telling WHERE document = ?", document)
                self._claims.update(claim for (claim,) in rows if claim)

    def redraft(
        self, said: Callable[[str], Said], origin_of: Mapping[str, str]
    ) -> tuple[dict[str, ClaimDraft], dict[str, ClaimDraft]]:
        """Group anew what is loose, draft the claims that are touched, and return these as they were and as they are."""
        self._find_likes()
        groups: dict[str, tuple[int, ...]] = {}
        for component in self._components():
            for group in self._group(component):
                groups[claim_id([self._telling(group[0])])] = group
                self._claims.update(
                    claim
                    for (_, claim) in rows_in(self._database, "SELECT n, claim FROM telling WHERE n IN", group)
                    if claim
                )
        for id, group in groups.items():
            self._database.executemany("UPDATE telling SET claim = ? WHERE n = ?", [(id, n) for n in group])
        touched = sorted(self._claims | groups.keys())
        former = {
            id: _DRAFT.decode(draft)
            for id, draft in rows_in(self._database, "SELECT id, draft FROM claim WHERE id IN", touched)
        }
        now: dict[str, ClaimDraft] = {}
        for id in touched:
            members = [n for (n,) in self._all("SELECT n FROM telling WHERE claim = ? ORDER BY rank", id)]
            draft = self._draft(members, said, origin_of) if members else None
            if draft is not None:
                now[id] = draft
            if draft == former.get(id):
                former.pop(id, None)
                now.pop(id, None)
                continue
            self._database.execute("DELETE FROM claim WHERE id = ?", (id,))
            if draft is not None:
                self._database.execute("INSERT INTO claim VALUES (?, ?)", (id, _ENCODER.encode(draft)))
        return former, now

    def _find_likes(self) -> None:
        for n in sorted(self._fresh):
            self._loose.add(n)
            one = self._telling(n)
            keys = [key for key in _hashes(one.keys) if self._size(key, MOST + 1) <= MOST]
            mates = {mate for key in keys for (mate,) in self._all("SELECT n FROM block WHERE key = ?", key)} - {n}
            for mate in sorted(mates):
                if mate in self._fresh and mate < n:
                    continue  # the pair was looked at from there
                pair = sorted((one, self._telling(mate)), key=lambda telling: telling.order)
                weight = likeness(*pair)
                if weight is not None:
                    ends = (min(n, mate), max(n, mate), weight)
                    self._database.execute("INSERT OR REPLACE INTO alike VALUES (?, ?, ?)", ends)

    def _components(self) -> Iterator[set[int]]:
        """Yield the leaders that hang together with each that is loose."""
        alive = {
            n
            for (n, leader) in rows_in(self._database, "SELECT n, leader FROM telling WHERE n IN", sorted(self._loose))
            if n == leader
        }
        seen: set[int] = set()
        for start in sorted(alive):
            if start in seen:
                continue
            component, waiting = {start}, [start]
            while waiting:
                here = waiting.pop()
                near = self._all(
                    "SELECT one FROM alike WHERE other = ? UNION SELECT other FROM alike WHERE one = ?", here, here
                )
                new = {mate for (mate,) in near} - component
                component |= new
                waiting.extend(new)
            seen |= component
            yield component

    def _group(self, component: Collection[int]) -> Iterator[tuple[int, ...]]:
        """Yield the groups of leaders that hang together, with those that follow them, by their numbers, in their order."""
        numbers = {self._telling(n).id: n for n in component}
        leading = sorted((self._telling(n) for n in component), key=lambda telling: telling.order)
        place = {telling.id: at for at, telling in enumerate(leading)}
        likes: dict[tuple[str, str], int] = {}
        if len(leading) > 1:
            for one, other, weight in rows_in(
                self._database, "SELECT one, other, weight FROM alike WHERE one IN", sorted(component)
            ):
                ids = sorted((self._telling(one).id, self._telling(other).id), key=place.__getitem__)
                likes[ids[0], ids[1]] = weight
        for group in group_leaders(leading, likes, {}):
            leaders = [numbers[telling.id] for telling in group]
            rows = rows_in(self._database, "SELECT n, rank FROM telling WHERE leader IN", leaders)
            yield tuple(n for n, _ in sorted(rows, key=lambda row: row[1]))

    def _draft(
        self, members: Sequence[int], said: Callable[[str], Said], origin_of: Mapping[str, str]
    ) -> ClaimDraft | None:
        group = [self._telling(n) for n in members]
        denials = [
            self._telling(no).id
            for _, no in rows_in(self._database, "SELECT yes, no FROM denial WHERE yes IN", members)
        ]
        answers = [
            _SAID.decode(data)
            for _, data in rows_in(
                self._database, "SELECT answered, said FROM answer WHERE answered IN", [telling.id for telling in group]
            )
        ]
        if not are_several(group) and not denials and not answers:
            return None
        return draft_claim(group, denials, answers, said, origin_of)

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()


def rows_in(database: sqlite3.Connection, query: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query that ends with IN, for these values."""
    for start in range(0, len(values), _MANY):
        some = values[start : start + _MANY]
        yield from database.execute(f"{query} ({','.join('?' * len(some))})", some).fetchall()


def _hashes(keys: Iterable[tuple[str, ...]]) -> list[int]:
    return sorted({_hash("\x1f".join(key)) for key in keys})


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def rank_of(order: Order) -> str:
    """Return what sorts as the order of tellings does."""
    day, document, sentence, start, id = order
    return f"{day}\x1f{document}\x1f{sentence:09d}{start:09d}{id}"


_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
_SAID = msgspec.msgpack.Decoder(Said)
_DRAFT = msgspec.msgpack.Decoder(ClaimDraft)
