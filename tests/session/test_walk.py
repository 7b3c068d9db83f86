"""Listings: awaited they are one page, iterated they are every row, and no page is paid for that is not needed."""

from __future__ import annotations

import asyncio
import copy
import inspect
import re
from typing import Any
from unittest.mock import create_autospec

import msgspec
import pytest

from tests.io.stage import Server, session_on, stage, wire
from whasync import Page, ServerError, Walk
from whasync.models.products import Product
from whasync.simulator import Fault, Simulator, run


def simulator(rows: int, generation: Any = "C", **options: Any) -> Simulator:
    return Simulator(limit=6_000, rows=rows, generation=generation, **options)


def test_awaiting_a_listing_is_one_call_and_one_page() -> None:
    async def main() -> tuple[Page[Product], int]:
        async with stage(simulator(250)) as (sim, wh):
            page = await wh.tiktok_shop.products.explore(country="US", limit=20)
            return page, len(sim.journal)

    page, sent = run(main())
    assert (len(page.rows), sent) == (20, 1)
    assert page.next is not None
    assert page.raw.startswith(b"{")


@pytest.mark.parametrize("generation", ["B", "C"])
@pytest.mark.parametrize(("rows", "calls"), [(1, 1), (99, 1), (101, 2), (250, 3), (399, 4)])
def test_iterating_gives_every_row_once_in_exactly_as_many_calls_as_there_are_pages(
    generation: Any, rows: int, calls: int
) -> None:
    async def main() -> tuple[list[str | None], int, int]:
        async with stage(simulator(rows, generation)) as (sim, wh):
            ids = [product.id async for product in wh.tiktok_shop.products.explore(country="US", limit=100)]
            return ids, len(sim.journal), sim.account.charged

    ids, sent, charged = run(main())
    assert (len(ids), len({*ids}), sent, charged) == (rows, rows, calls, calls)


def test_where_the_last_page_is_full_and_a_cursor_says_so_no_call_is_added() -> None:
    async def main() -> int:
        async with stage(simulator(300)) as (sim, wh):
            _ = [product async for product in wh.tiktok_shop.products.explore(country="US", limit=100)]
            return len(sim.journal)

    assert run(main()) == 3


def test_a_listing_asks_for_the_largest_page_by_itself() -> None:
    async def main() -> str:
        async with stage(simulator(250)) as (sim, wh):
            await wh.tiktok_shop.products.explore(country="US")
            return sim.journal[0].target

    assert run(main()).endswith("?country=US&limit=100")


def test_leaving_a_loop_early_costs_nothing_more() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(1_000)) as (sim, wh):
            taken = 0
            async for _ in wh.tiktok_shop.products.explore(country="US", limit=100):
                taken += 1
                if taken == 150:
                    break
            await asyncio.sleep(60)
            return taken, len(sim.journal)

    assert run(main()) == (150, 2)


def test_no_page_is_asked_for_before_its_first_row_is_wanted() -> None:
    async def main() -> list[int]:
        sent: list[int] = []
        async with stage(simulator(1_000)) as (sim, wh):
            walk = wh.tiktok_shop.products.explore(country="US", limit=100)
            sent.append(len(sim.journal))
            rows = aiter(walk)
            for _ in range(100):
                await anext(rows)
            sent.append(len(sim.journal))
            await anext(rows)
            sent.append(len(sim.journal))
        return sent

    assert run(main()) == [0, 1, 2]


def test_the_pages_can_be_had_one_by_one() -> None:
    async def main() -> list[int]:
        async with stage(simulator(250)) as (_, wh):
            return [len(page.rows) async for page in wh.tiktok_shop.products.explore(country="US", limit=100).pages()]

    assert run(main()) == [100, 100, 50]


def test_a_walk_can_be_taken_again_from_the_start() -> None:
    async def main() -> tuple[list[str | None], list[str | None]]:
        async with stage(simulator(150)) as (_, wh):
            walk = wh.tiktok_shop.products.explore(country="US", limit=100)
            return [row.id async for row in walk], [row.id async for row in walk]

    first, second = run(main())
    assert first == second
    assert len(first) == 150


def test_a_walk_goes_on_over_faults_that_pass() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(500)) as (sim, wh):
            sim.script(Fault("none"), Fault("error"), Fault("none"), Fault("drop", charged=True))
            ids = {row.id async for row in wh.tiktok_shop.products.explore(country="US", limit=100)}
            return len(ids), len(sim.journal)

    assert run(main()) == (500, 7)


def test_an_error_that_stays_ends_the_walk_after_the_rows_before_it() -> None:
    async def main() -> int:
        taken = 0
        async with stage(simulator(500)) as (sim, wh):
            sim.script(Fault("none"), Fault("poison"))
            with pytest.raises(ServerError):  # noqa: PT012 - where in the loop it comes is the question
                async for _ in wh.tiktok_shop.products.explore(country="US", limit=100):
                    taken += 1
        return taken

    assert run(main()) == 100


def test_a_deep_walk_goes_by_the_cursor_alone() -> None:
    async def main() -> list[bool]:
        async with stage(simulator(500)) as (sim, wh):
            _ = [row async for row in wh.tiktok_shop.products.explore(country="US", limit=100)]
            return ["after=" in entry.target and "page=" not in entry.target for entry in sim.journal]

    assert run(main()) == [False, True, True, True, True]


@pytest.mark.parametrize("name", ["rows", "next", "raw", "total", "rejected", "dropped", "json"])
def test_what_a_page_has_is_refused_of_a_walk_with_the_word_that_is_missing(name: str) -> None:
    async def main() -> str:
        async with stage(simulator(10)) as (_, wh):
            with pytest.raises(AttributeError) as caught:
                getattr(wh.tiktok_shop.products.explore(country="US"), name)
            return str(caught.value)

    assert run(main()) == f"'Walk' object has no attribute '{name}'; await it for a page, which has"


def test_a_walk_can_be_copied_inspected_and_mocked_like_any_object() -> None:
    async def main() -> None:
        async with stage(simulator(10)) as (_, wh):
            walk = wh.tiktok_shop.products.explore(country="US")
            with pytest.raises(AttributeError, match=r"^'Walk' object has no attribute 'shape'$"):
                walk.shape  # type: ignore[attr-defined]  # noqa: B018 - it is the asking that is tried
            assert not hasattr(walk, "rows")
            assert not hasattr(walk, "__len__")
            assert not inspect.iscoroutine(walk)
            assert inspect.isawaitable(walk)
            assert "rows" not in dict(inspect.getmembers(walk))
            assert copy.copy(walk).operation == walk.operation
            assert vars(copy.deepcopy(Walk.__new__(Walk))) == {}  # as unpickling begins: without its attributes
            assert not hasattr(create_autospec(walk, instance=True), "rows")
            assert len((await copy.copy(walk)).rows) == 10

    run(main())


def test_a_walk_says_what_it_is() -> None:
    async def main() -> str:
        async with stage(simulator(10)) as (_, wh):
            walk: Walk[Product] = wh.tiktok_shop.products.explore(country="US")
            return repr(walk)

    told = run(main())
    assert told.startswith("<whasync.Walk over ExploreProducts(")
    assert told.endswith(": await it for a page, or iterate it for every row>")


def test_a_server_that_caps_its_pages_at_a_size_of_its_own_loses_no_row() -> None:
    def capped(request: bytes) -> bytes:
        page = int((re.search(rb"[?&]page=(\d+)", request) or [b"", b"1"])[1])
        rows = [{"id": str(number)} for number in range(40 * (page - 1), min(40 * page, 130))]
        return wire(msgspec.json.encode({"data": rows, "total": 130}))

    async def main() -> tuple[list[str], int]:
        async with Server(capped) as server, session_on(server) as wh:
            products = wh.tiktok_shop.products.explore(country="US", limit=100)
            return [str(product.id) async for product in products], len(server.requests)

    assert run(main()) == ([str(number) for number in range(130)], 4)
