"""Processes that answer: limits that hold, and whole generations while a build writes."""

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.calls.errors import CallError
from kg.calls.limits import Limits
from kg.calls.messages import GraphRequest, QueryRequest
from kg.calls.pool import Pool
from kg.errors import StoreError
from tests.articles import ARTICLES
from tests.conftest import store_documents

BOMB = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"
HOARD = "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " } ORDER BY ?a0 ?b1 ?c2"

pytestmark = pytest.mark.slow


def with_pool(store: Path, work: Callable[[Pool], Awaitable[None]], **limits: float) -> None:
    async def run() -> None:
        async with Pool(store, replace(Limits(), **limits)) as pool:
            await work(pool)

    asyncio.run(run())


async def refused(pool: Pool, text: str) -> CallError:
    with pytest.raises(CallError) as problem:
        await pool.ask(QueryRequest(text))
    return problem.value


def children() -> set[int]:
    """Return the processes that this one has started and that are not over."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.add(int(path.parent.name))
    return found


def test_pool_a_query_beyond_its_time_loses_its_process(store: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.ask(QueryRequest("ASK {}"))
        before = children()
        start = time.monotonic()
        problem = await refused(pool, BOMB)
        assert problem.reason == "overtime"
        assert time.monotonic() - start < 20
        await asyncio.sleep(0.1)
        assert before - children(), "the process that ran the query is still there"
        assert json.loads((await pool.ask(QueryRequest("ASK {}"))).body)["boolean"] is True

    with_pool(store, work, seconds=3)


def test_pool_calls_are_answered_beside_endless_queries(store: Path) -> None:
    async def work(pool: Pool) -> None:
        bombs = [asyncio.ensure_future(refused(pool, BOMB)) for _ in range(5)]
        await asyncio.sleep(0.3)
        for name in ("stats", "documents", "timeline"):
            assert (await asyncio.wait_for(pool.call(name, {}), 5)).body
        for problem in await asyncio.gather(*bombs):
            assert problem.reason in ("overtime", "busy")

    with_pool(store, work, seconds=6, workers=2)


def test_pool_a_query_that_takes_all_memory_ends_no_other(store: Path) -> None:
    async def work(pool: Pool) -> None:
        problem = await refused(pool, HOARD)
        assert problem.reason in ("broken", "too large", "overtime")
        assert (await pool.ask(QueryRequest("ASK {}"))).body

    with_pool(store, work, seconds=20, megabytes=1500, workers=2)


def test_pool_turns_away_what_cannot_wait(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.ensure_future(refused(pool, BOMB)) for _ in range(6)]
        problems = await asyncio.gather(*asked)
        assert any("too many requests are waiting" in str(problem) for problem in problems)

    with_pool(store, work, seconds=3, workers=1, waiting=2)


@pytest.mark.parametrize(
    "accept",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_pool_counts_rows_in_every_format(store: Path, accept: str) -> None:
    query = "SELECT ?s ?label { ?s rdfs:label ?label } LIMIT %d"

    async def work(pool: Pool) -> None:
        assert (await pool.ask(QueryRequest(query % 5, accept))).media_type == accept
        with pytest.raises(CallError, match="more than 5 rows") as problem:
            await pool.ask(QueryRequest(query % 6, accept))
        assert problem.value.reason == "too large"

    with_pool(store, work, rows=5, workers=1)


def test_pool_bounds_the_bytes_of_an_answer(store: Path) -> None:
    async def work(pool: Pool) -> None:
        assert (await refused(pool, "SELECT * { ?s ?p ?o }")).reason == "too large"
        with pytest.raises(CallError, match="more than"):
            await pool.ask(GraphRequest(None))

    with_pool(store, work, bytes=2000, workers=1)


def test_pool_knows_an_answer_of_the_same_generation(store: Path) -> None:
    async def work(pool: Pool) -> None:
        assert pool.known("stats", {}) is None
        first = await pool.call("stats", {})
        assert await pool.call("stats", {}) is first

    with_pool(store, work, workers=1)


def test_pool_without_a_store(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        raise AssertionError

    with pytest.raises(StoreError, match="there is no store here"):
        with_pool(tmp_path / "none", work)


def test_pool_readers_see_whole_generations_while_a_build_writes(tmp_path: Path) -> None:
    """Each answer is of one commit: documents in catalogue and index agree, and the number of documents never falls."""
    store = tmp_path / "kg-store"
    store_documents(store, ARTICLES)
    first = ARTICLES[0]
    renamed = [
        replace(first, document=replace(first.document, id=f"n{n}", url=None, title=f"Number {n}")) for n in range(6)
    ]
    count = "SELECT (COUNT(DISTINCT ?d) AS ?n) { GRAPH ?d { ?d a kg:Document } }"
    seen: list[tuple[str, int]] = []

    async def work(pool: Pool) -> None:
        done = False

        async def read() -> None:
            while not done:
                reply = await pool.ask(QueryRequest(count))
                number = int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])
                seen.append((reply.generation, number))
                told = await pool.call("stats", {})
                assert json.loads(told.body)["stats"]["documents"] >= number

        await pool.ask(QueryRequest("ASK {}"))
        readers = [asyncio.ensure_future(read()) for _ in range(4)]
        for annotated in renamed:
            await asyncio.to_thread(store_documents, store, [annotated])
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.5)
        done = True
        await asyncio.gather(*readers)
        pool.refresh()
        await asyncio.sleep(0.5)

    with_pool(store, work)
    by_generation: dict[str, set[int]] = {}
    for generation, number in seen:
        by_generation.setdefault(generation, set()).add(number)
    assert all(len(numbers) == 1 for numbers in by_generation.values())
    assert max(number for _, number in seen) == len(ARTICLES) + len(renamed)
    assert len(by_generation) > 1
    store_documents(store, ARTICLES[:1])
    assert len([path for path in (store / "generations").iterdir() if path.suffix != ".old"]) == 1
