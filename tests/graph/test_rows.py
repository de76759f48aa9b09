"""Rows whose terms are made when they are looked at read as the dictionaries and rows of rdflib do."""

from __future__ import annotations

import copy
import pickle

import pytest
from rdflib import Literal, URIRef
from rdflib.query import ResultRow
from rdflib.term import Identifier, Variable

from kg.graph.rows import Row, Rows

S, N = Variable("s"), Variable("n")


@pytest.fixture
def made() -> list[str]:
    """Return what was turned into a term so far."""
    return []


@pytest.fixture
def rows(made: list[str]) -> Rows:
    """Return three rows, of which the second lacks a value and the third all of them."""

    def convert(value: str) -> Identifier:
        made.append(value)
        return URIRef(value) if value.startswith("urn:") else Literal(value)

    return Rows([S, N], [("urn:a", "one"), ("urn:a", None), (None, None)], convert)


def test_rows_read_as_dictionaries(rows: Rows) -> None:
    expected = [{S: URIRef("urn:a"), N: Literal("one")}, {S: URIRef("urn:a")}, {}]
    assert [dict(row) for row in rows] == expected
    assert rows == expected
    assert rows != expected[:2]
    assert rows[0][N] == Literal("one")
    assert rows[-3:-1] == expected[:2]
    assert rows[1].get(N) is None
    assert [len(row) for row in rows] == [2, 1, 0]
    with pytest.raises(KeyError):
        rows[1][N]
    with pytest.raises(KeyError):
        rows[0]["s"]  # type: ignore[index]
    assert repr(rows[1]) == repr(expected[1])


def test_rows_make_a_term_when_it_is_read_and_once(rows: Rows, made: list[str]) -> None:
    assert len(list(rows)) == 3
    assert made == []
    assert rows[0][S] is rows[1][S]
    assert made == ["urn:a"]


def test_rows_as_rdflib_iterates_leave_out_what_is_empty(rows: Rows) -> None:
    first, second = rows.result_rows()
    assert isinstance(first, ResultRow)
    assert first == ResultRow(dict(rows[0]), [S, N])
    assert (first.s, first["n"], first[N], first[0]) == (URIRef("urn:a"), Literal("one"), Literal("one"), first.s)
    assert second.asdict() == {"s": URIRef("urn:a")}
    assert second.n is None
    assert rows.tuples()[2] == (None, None)


def test_rows_can_be_kept_and_copied(rows: Rows) -> None:
    assert pickle.loads(pickle.dumps(rows)) == rows  # noqa: S301 - our own bytes
    assert copy.deepcopy(rows[0]) == rows[0]
    (first, _) = rows.result_rows()
    again = pickle.loads(pickle.dumps(first))  # noqa: S301 - our own bytes
    assert isinstance(again, Row)
    assert again.asdict() == first.asdict()
