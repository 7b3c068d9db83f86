"""Thousands of calls at once through everything that can go wrong: the ledger against the simulator's own books."""

from __future__ import annotations

import asyncio
import random

import pytest

import whasync
from tests.io.stage import stage
from whasync import Backoff, Ledger, Session, Timeouts
from whasync.simulator import Fault, Faults, Network, Simulator, run

RATE = "5000/60s"


def storm(seed: int) -> Faults:
    return Faults(
        {
            "error": 0.05,
            "drop": 0.03,
            Fault("drop", charged=True): 0.03,
            "cut": 0.03,
            "reset": 0.01,
            "truncated": 0.01,
            "html": 0.01,
            Fault("html", charged=True): 0.01,
            "gateway": 0.01,
            Fault("gateway", status=504, charged=True): 0.01,
            "stall": 0.02,
            Fault("slow", seconds=2.0): 0.05,
        },
        seed=seed,
    )


class Watch:
    """Holds the ledger against the books, at every look."""

    def __init__(self, sim: Simulator, wh: Session) -> None:
        self._sim = sim
        self._wh = wh
        self.looks = 0

    def look(self) -> None:
        ledger, account = self._wh.ledger, self._sim.account
        assert ledger.spent + ledger.in_doubt + ledger.in_flight >= account.charged
        assert ledger.remaining is None or ledger.remaining <= account.total_remaining
        assert min(ledger.spent, ledger.in_doubt, ledger.in_flight) >= 0
        self.looks += 1

    async def keep_looking(self) -> None:
        while True:
            self.look()
            await asyncio.sleep(0.5)


async def disturbed(sim: Simulator, wh: Session, calls: int, seed: int) -> None:
    """Every call at once; a tenth of them is cancelled at some moment."""
    dice = random.Random(seed)
    loop = asyncio.get_running_loop()
    watch = Watch(sim, wh)
    looking = asyncio.create_task(watch.keep_looking())
    under_way = [asyncio.ensure_future(wh.tiktok_shop.credits()) for _ in range(calls)]
    for call in under_way:
        call.add_done_callback(lambda _: watch.look())
        if dice.random() < 0.1:
            loop.call_later(dice.uniform(0, 120), call.cancel)
    outcomes = await asyncio.gather(*under_way, return_exceptions=True)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    assert watch.looks > calls
    assert all(
        isinstance(outcome, whasync.WhasyncError | asyncio.CancelledError)
        for outcome in outcomes
        if isinstance(outcome, BaseException)
    )
    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) > calls / 2


async def weather(seed: int, calls: int, *, known: bool) -> tuple[Ledger, Ledger, int, int]:
    """The ledger after the storm and after one quiet reading, what was charged, and what is left."""
    faults = storm(seed)
    sim = Simulator(rows=10, credits=10**6, limit=6_000, faults=faults, network=Network.uniform(0, 0.3, seed=seed))
    async with stage(sim, rate=RATE, timeouts=Timeouts(read=5, total=20), backoff=Backoff(longest=5)) as (sim, wh):
        if known:
            sim.script(Fault("none"))
            await wh.credits()
        await disturbed(sim, wh, calls, seed)
        after = wh.ledger
        await asyncio.sleep(60)  # what was cancelled in flight arrives
        sim.script(Fault("none"))
        await wh.credits()
        assert (wh.waiting, wh.ledger.in_flight) == (0, 0)
        assert sim.worst_window(60.0) <= 5_000
        ours = asyncio.all_tasks() - {asyncio.current_task()} - sim._server._connections
        assert ours == set()
        return after, wh.ledger, sim.account.charged, sim.account.total_remaining


def test_over_ten_thousand_calls_the_ledger_is_never_below_the_books_and_equals_them_after_one_quiet_reading() -> None:
    stormy, quiet, charged, left = run(weather(1, 10_000, known=True))
    assert stormy.doubted > 1_000
    assert stormy.in_flight == 0
    assert stormy.spent + stormy.in_doubt >= charged - 1  # the last reading's own credit
    assert (quiet.spent, quiet.in_doubt, quiet.in_flight, quiet.remaining) == (charged, 0, 0, left)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_no_weather_takes_the_ledger_below_the_books(seed: int) -> None:
    _, quiet, charged, left = run(weather(seed, 10_000, known=True))
    assert (quiet.spent, quiet.in_doubt, quiet.in_flight, quiet.remaining) == (charged, 0, 0, left)


def test_a_balance_that_nobody_asked_for_is_settled_by_the_first_reading_as_well() -> None:
    stormy, quiet, charged, left = run(weather(2, 1_000, known=False))
    assert (stormy.remaining, stormy.in_flight) == (None, 0)
    assert (quiet.in_doubt, quiet.in_flight, quiet.remaining) == (0, 0, left)
    assert quiet.spent == charged
