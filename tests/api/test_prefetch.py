"""Pages asked for ahead: in order, bounded, and given up where the loop is left."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import aclosing
from math import ceil
from typing import Any

import pytest

import whasync
from tests.api.listings import SIZES, Question, rows_of, simulator, with_each
from tests.io.stage import stage
from whasync.simulator import Fault, Network, run


@pytest.mark.parametrize("ahead", [1, 3, 50])
@pytest.mark.parametrize(("question", "size"), SIZES.values(), ids=SIZES.keys())
def test_prefetching_changes_neither_the_order_nor_the_calls(question: Question, size: int, ahead: int) -> None:
    async def main() -> tuple[list[Any], list[Any], int]:
        async with stage(simulator(530, network=Network.uniform(0.05, 2.0))) as (sim, wh):
            plain = await rows_of(question(wh))
            before = len(sim.journal)
            return plain, await rows_of(question(wh).prefetch(ahead)), len(sim.journal) - before

    plain, ahead_of, calls = run(main())
    assert (len(plain), ahead_of, calls) == (530, plain, ceil(530 / size))


@pytest.mark.parametrize(("ahead", "asked"), [(0, 1), (1, 2), (3, 4), (50, 6)])
def test_as_many_pages_are_asked_for_ahead_as_was_said_and_exist(ahead: int, asked: int) -> None:
    async def main() -> int:
        async with stage(simulator(100)) as (sim, wh), aclosing(wh.brands(limit=10).prefetch(ahead).pages()) as pages:
            await anext(pages)
            await asyncio.sleep(600)
            return len(sim.journal)

    assert run(main()) == asked


def test_pages_asked_for_ahead_are_asked_side_by_side() -> None:
    async def main() -> tuple[float, int]:
        async with stage(simulator(100, network=Network.uniform(1.0, 1.0))) as (_, wh):
            await wh.brands()
            began = asyncio.get_running_loop().time()
            given = await rows_of(wh.brands(limit=10).prefetch(5))
            return round(asyncio.get_running_loop().time() - began), len(given)

    seconds, given = run(main())
    assert given == 60
    assert seconds < 6 * 2


def test_leaving_early_costs_nothing_more() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(10_000)) as (sim, wh):
            async for _ in wh.adlibrary():
                break
            await asyncio.sleep(600)
            return len(sim.journal), wh.ledger.in_flight

    assert run(main()) == (1, 0)


def test_leaving_early_cancels_what_was_asked_for_ahead_and_not_yet_sent() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(100), rate="2/60s") as (sim, wh):
            async with aclosing(aiter(wh.brands(limit=10).prefetch(5))) as rows:
                await anext(rows)
                await asyncio.sleep(1)  # one more has its slot; four wait for theirs
                assert wh.waiting == 4
            await asyncio.sleep(600)
            return len(sim.journal), wh.ledger.in_flight

    assert run(main()) == (2, 0)


def test_leaving_at_once_sends_nothing_more() -> None:
    async def main() -> int:
        async with stage(simulator(100)) as (sim, wh):
            async with aclosing(aiter(wh.brands(limit=10).prefetch(5))) as rows:
                await anext(rows)
            await asyncio.sleep(600)
            return len(sim.journal)

    assert run(main()) == 1


@pytest.mark.parametrize("ahead", [0, 1, 5])
def test_leaving_by_an_error_of_ones_own_leaves_no_task_behind(ahead: int) -> None:
    async def main() -> set[str]:
        async with stage(simulator(10_000, network=Network.uniform(1.0, 1.0))) as (_, wh):

            async def fail(_: Any) -> None:
                await asyncio.sleep(3)
                raise ZeroDivisionError

            with pytest.raises(ZeroDivisionError):
                await with_each(wh.brands(limit=10).prefetch(ahead), fail)
            assert wh.ledger.in_flight == 0
        return {task.get_name() for task in asyncio.all_tasks() - {asyncio.current_task()}}

    assert run(main()) == set()


def test_a_page_that_fails_ahead_fails_in_its_turn() -> None:
    async def main() -> int:
        async with stage(simulator(530)) as (sim, wh):
            given: list[Any] = []

            async def take(row: Any) -> None:
                given.append(row.id)

            sim.script(Fault("none"), Fault("redirect", location="/login"))
            with pytest.raises(whasync.NotJSONError):
                await with_each(wh.google_ads().prefetch(2), take)
            return len(given)

    assert run(main()) == 48


def test_closing_the_session_ends_a_walk_with_a_clear_error() -> None:
    async def main() -> str:
        async with stage(simulator(530)) as (_, wh):

            async def close(_: Any) -> None:
                await wh.close()

            with pytest.raises(whasync.UsageError) as caught:
                await with_each(wh.google_ads(), close)
            return str(caught.value)

    assert run(main()) == "the session is closed"


def test_nothing_of_a_walk_is_warned_of_as_never_awaited_or_never_closed() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")

        async def main() -> None:
            async with stage(simulator(530)) as (_, wh):
                wh.google_ads()
                async for _ in wh.google_ads().prefetch(2):
                    break

        run(main())
    assert [str(one.message) for one in caught] == []
