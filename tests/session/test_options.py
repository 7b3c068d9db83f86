"""How a call is made: its lane, its deadline, how long it may wait, by session, by view and by context."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import whasync
from tests.io.stage import CREDITS, Server, session_on, stage
from whasync import TransportTimeoutError, UsageError, WaitExceededError
from whasync.simulator import DEMO_KEY, Fault, Simulator, run

RATE = "50/60s"
PACE = 1.2


def lanes(made: list[str]) -> Callable[..., Any]:
    """A middleware that notes how each request is to be made."""

    async def middleware(request: whasync.Request, handler: Any) -> whasync.Answer:
        made.append(["interactive", "normal", "bulk"][request.lane])
        answer: whasync.Answer = await handler(request)
        return answer

    return middleware


def test_the_nearest_word_on_the_lane_wins_view_then_context_then_session() -> None:
    made: list[str] = []

    async def main() -> None:
        async with stage(lane="bulk", middlewares=[lanes(made)]) as (_, wh):
            await wh.call(CREDITS)
            with wh.with_options(lane="normal"):
                await wh.call(CREDITS)
                await wh.with_options(lane="interactive").call(CREDITS)
                await asyncio.create_task(wh.call(CREDITS))
                with wh.with_options(deadline=30):
                    await wh.call(CREDITS)
            await wh.with_options(deadline=30).call(CREDITS)

    run(main())
    assert made == ["bulk", "normal", "interactive", "normal", "normal", "bulk"]


def test_a_view_has_all_that_the_session_has_and_shares_it() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            view = wh.with_options(lane="bulk")
            page = await view.tiktok_shop.products.explore(country="US", limit=10)
            rows = [row async for row in view.with_options(deadline=60).tiktok_shop.shops.explore(country="US")]
            assert (len(page.rows), len(rows), view.ledger, view.origin) == (10, 100, wh.ledger, wh.origin)
            assert repr(view).startswith(f"<whasync.View of {wh.origin}: Options(lane='bulk'")

    run(main())


def test_the_context_of_one_session_is_not_that_of_another() -> None:
    made: list[str] = []

    async def main() -> None:
        async with (
            stage() as (sim, one),
            whasync.Session(sim.key, base_url=sim.origin, middlewares=[lanes(made)]) as other,
        ):
            with one.with_options(lane="bulk"):
                await other.call(CREDITS)

    run(main())
    assert made == ["normal"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lane": "bulky"}, "lane='bulky' is none of interactive, normal, bulk; did you mean \"bulk\"?"),
        ({"deadline": 0}, "deadline=0 must be seconds, above 0"),
        ({"deadline": float("nan")}, "deadline=nan must be seconds, above 0"),
        ({"max_wait": -1}, "max_wait=-1 must be seconds, 0 or more"),
        ({"max_wait": True}, "max_wait=True must be seconds, 0 or more"),
    ],
)
def test_an_option_that_cannot_work_is_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError) as refused:
        whasync.Session(DEMO_KEY, **options)
    assert str(refused.value) == words


def credits(wh: whasync.Session) -> tuple[int, int, int]:
    return wh.ledger.spent, wh.ledger.in_flight, wh.ledger.in_doubt


async def _waits(wh: whasync.Session, options: dict[str, Any]) -> WaitExceededError:
    with pytest.raises(WaitExceededError) as refused:
        await wh.with_options(**options).call(CREDITS)
    return refused.value


@pytest.mark.parametrize("options", [{"max_wait": 5}, {"deadline": 5}, {"max_wait": 5, "deadline": 90}], ids=str)
def test_a_call_whose_turn_comes_too_late_is_refused_at_once_and_takes_nothing(options: dict[str, Any]) -> None:
    async def main() -> None:
        async with stage(Simulator(limit=60, rows=10), rate=RATE) as (sim, wh):
            others = [asyncio.create_task(wh.call(CREDITS)) for _ in range(15)]
            await asyncio.sleep(0.001)
            before, began = credits(wh), asyncio.get_running_loop().time()
            took = time.thread_time()
            error = await _waits(wh, options)
            took = time.thread_time() - took
            assert (asyncio.get_running_loop().time(), credits(wh), wh.waiting) == (began, before, 10)
            assert round(error.retry_after, 1) == round(11 * PACE, 1)
            assert took < 0.05  # seconds of its own work; it takes a millisecond
            await asyncio.sleep(error.retry_after)
            await wh.with_options(**options).call(CREDITS)  # what it was told was true
            await asyncio.gather(*others)
            assert len(sim.journal) == 16

    run(main())


def test_against_a_silent_server_a_call_ends_by_its_deadline_and_is_in_doubt() -> None:
    async def main() -> None:
        async with stage() as (sim, wh):
            sim.script(Fault("stall"))
            began = asyncio.get_running_loop().time()
            with pytest.raises(TransportTimeoutError, match="no answer by the deadline; it may have been charged") as e:
                await wh.with_options(deadline=2).call(CREDITS)
            assert asyncio.get_running_loop().time() - began == pytest.approx(2, abs=0.05)
            assert (e.value.sent, wh.ledger.in_flight, wh.ledger.in_doubt) == (True, 0, 1)

    run(main())


def test_the_wait_for_another_attempt_does_not_go_beyond_the_deadline() -> None:
    async def main() -> None:
        async with stage(backoff=whasync.Backoff(first=100.0, longest=100.0)) as (sim, wh):
            sim.script(Fault("error"), Fault("error"), Fault("error"))
            began = asyncio.get_running_loop().time()
            with pytest.raises(whasync.ServerError):
                await wh.with_options(deadline=0.001).call(CREDITS)
            assert asyncio.get_running_loop().time() - began < 0.05

    run(main())


def test_a_page_of_a_walk_has_the_deadline_for_itself() -> None:
    async def main() -> None:
        async with stage(Simulator(limit=60, rows=1_000), rate=RATE) as (_, wh):
            walk = wh.with_options(deadline=3).tiktok_shop.products.explore(country="US")
            assert len([row async for row in walk]) == 1_000
            assert asyncio.get_running_loop().time() > 3

    run(main())


async def test_a_deadline_while_nothing_answers_the_connection_says_that_nothing_was_sent() -> None:
    async with Server(None) as server, session_on(server) as wh:
        began = time.monotonic()
        with pytest.raises(whasync.TransportError):
            await wh.with_options(deadline=0.2).call(CREDITS)
        assert time.monotonic() - began < 1


def test_where_processes_meet_a_turn_that_comes_too_late_is_refused_without_a_trip_to_the_place(tmp_path: Path) -> None:
    async def main() -> None:
        place = f"sqlite:///{tmp_path}/meet.sqlite"
        async with stage(Simulator(limit=60, rows=10), rate=RATE, shared=place) as (_, wh):
            others = [asyncio.create_task(wh.call(CREDITS)) for _ in range(15)]
            await asyncio.sleep(3)
            before, began = credits(wh), asyncio.get_running_loop().time()
            error = await _waits(wh, {"max_wait": 5})
            assert (asyncio.get_running_loop().time(), credits(wh)) == (began, before)
            assert error.retry_after > 5
            for other in others:
                other.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    run(main())


def test_a_view_may_be_entered_again_inside_and_by_many_tasks_at_once() -> None:
    made: list[str] = []

    async def main() -> None:
        async with stage(middlewares=[lanes(made)]) as (_, wh):
            view = wh.with_options(lane="bulk")

            async def inside(seconds: float) -> None:
                with view:
                    await asyncio.sleep(seconds)
                    await wh.call(CREDITS)

            with view:
                with view:
                    await wh.call(CREDITS)
                await wh.call(CREDITS)
            await wh.call(CREDITS)
            await asyncio.gather(inside(1), inside(2), inside(1))
            await wh.call(CREDITS)

    run(main())
    assert made == ["bulk", "bulk", "normal", "bulk", "bulk", "bulk", "normal"]


def test_a_deadline_between_attempts_says_that_the_first_was_sent() -> None:
    attempts: list[whasync.Request] = []

    async def holds_up_the_second(request: whasync.Request, handler: Any) -> whasync.Answer:
        attempts.append(request)
        if len(attempts) > 1:
            await asyncio.sleep(60)
        answer: whasync.Answer = await handler(request)
        return answer

    async def main() -> tuple[bool, int]:
        async with stage(attempt_middlewares=[holds_up_the_second]) as (sim, wh):
            sim.script(Fault("drop", charged=True))
            with pytest.raises(TransportTimeoutError) as late:
                await wh.with_options(deadline=2).call(CREDITS)
            return late.value.sent, wh.ledger.in_doubt

    assert run(main()) == (True, 1)
