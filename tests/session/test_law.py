"""The law of the limit, end to end: never more than N arrivals in any rolling window at the server."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

import whasync
from tests.io.stage import CREDITS, stage
from tests.simulator.asking import SHOP, ask
from whasync import Session, Timeouts
from whasync.simulator import Fault, Faults, Network, Simulator, run

HOUR = 3_600.0

NETWORKS: dict[str, Callable[[], Network]] = {
    "no latency": Network.none,
    "up to 0.3 s each way": lambda: Network.uniform(0, 0.3, seed=7),
    "a long tail": lambda: Network.tail(seed=7),
}


async def saturate(wh: Session, seconds: float, workers: int = 60) -> None:
    """Keep *workers* calls waiting for so long."""
    end = asyncio.get_running_loop().time() + seconds

    async def work() -> None:
        while asyncio.get_running_loop().time() < end:
            await wh.tiktok_shop.credits()

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} <= {asyncio.CancelledError, type(None)}


def refusals(sim: Simulator) -> int:
    return sum(entry.verdict == "rate_limited" for entry in sim.journal)


async def hours(network: Network, hours: float) -> tuple[int, int, float]:
    """The worst window, the 429s, and the share of 50 calls a minute that was used."""
    sim = Simulator(rows=10, network=network, credits=10**6)
    async with stage(sim, rate="50/60s") as (sim, wh):
        await saturate(wh, hours * HOUR)
        return sim.worst_window(60.0), refusals(sim), len(sim.journal) / (hours * 60 * 50)


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_half_an_hour_at_50_a_minute_keeps_the_window_and_uses_it(network: Callable[[], Network]) -> None:
    worst, refused, use = run(hours(network(), 0.5))
    assert (worst, refused) == (50, 0)
    assert use >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_ten_hours_at_50_a_minute_keep_the_window_and_use_it(network: Callable[[], Network]) -> None:
    worst, refused, use = run(hours(network(), 10))
    assert (worst, refused) == (50, 0)
    assert use >= 0.99


async def disorder(seed: int) -> None:
    """Any latency, losses, refusals and cancels, at any N: the law holds."""
    dice = random.Random(seed)
    size = dice.choice((1, 2, 5, 10, 50))
    longest = dice.choice((0.3, 3.0, 20.0))
    lost = Fault("drop", charged=True)
    faults = Faults(
        {"error": 0.1, "drop": 0.05, lost: 0.05, "cut": 0.05, "stall": 0.03, "rate_limited": 0.02}, seed=seed
    )
    network = Network.uniform(0, longest, seed=seed)
    sim = Simulator(rows=10, credits=10**6, limit=size, network=network, faults=faults)
    async with stage(sim, rate=f"{size}/60s", timeouts=Timeouts(connect=5, read=25, total=60)) as (sim, wh):
        loop = asyncio.get_running_loop()
        calls = [asyncio.ensure_future(wh.tiktok_shop.credits()) for _ in range(4 * size + 20)]
        for call in calls:
            if dice.random() < 0.3:
                loop.call_later(dice.uniform(0, 300), call.cancel)
        await asyncio.gather(*calls, return_exceptions=True)
        assert sim.worst_window(60.0) <= size
        assert (wh.ledger.in_flight, wh.waiting) == (0, 0)
        # Only the faults' own 429s, none of the simulator's judgement.
        assert refusals(sim) == sum(entry.fault == "rate_limited" for entry in sim.journal)


@pytest.mark.parametrize("seed", range(25))
def test_the_law_holds_under_random_latency_losses_refusals_and_cancels(seed: int) -> None:
    run(disorder(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(25, 1_025, 50))
def test_the_law_holds_in_a_thousand_random_runs(first: int) -> None:
    for seed in range(first, first + 50):
        run(disorder(seed))


async def beside_foreign_calls(minutes: float) -> tuple[float, float]:
    """429s a minute, and our calls a minute, while another program makes 20 calls a minute with the same key."""
    async with stage(Simulator(rows=10, credits=10**6, network=Network.uniform(0, 0.3)), rate="50/60s") as (sim, wh):

        async def foreign() -> None:
            while True:
                await ask(sim, f"{SHOP}/credits")
                await asyncio.sleep(3.0)

        other = asyncio.create_task(foreign())
        await asyncio.sleep(60)
        before = len(sim.journal)
        await saturate(wh, minutes * 60)
        other.cancel()
        await asyncio.gather(other, return_exceptions=True)
        ours = [entry for entry in sim.journal[before:] if "accept" in entry.headers]
        answered = sum(entry.verdict == "ok" for entry in ours)
        return sum(entry.verdict == "rate_limited" for entry in ours) / minutes, answered / minutes


def test_beside_20_foreign_calls_a_minute_one_429_a_minute_comes_at_most_and_95_percent_of_the_rest_is_used() -> None:
    refused, answered = run(beside_foreign_calls(30))
    assert refused <= 1.0
    assert answered >= 0.95 * 40


def test_a_process_that_starts_anew_every_minute_or_so_stays_within_60() -> None:
    async def main() -> tuple[int, int]:
        dice = random.Random(1)
        async with Simulator(rows=10, credits=10**6, network=Network.uniform(0, 0.3)) as sim:
            for _ in range(40):
                async with Session(sim.key, base_url=sim.origin, rate="50/60s") as wh:
                    await saturate(wh, dice.uniform(60, 90))
            return sim.worst_window(60.0), refusals(sim)

    worst, refused = run(main())
    assert worst <= 60
    assert refused == 0


def test_one_rate_429_pauses_everybody_and_no_herd_follows() -> None:
    async def main() -> tuple[float, int, float]:
        async with stage(Simulator(rows=10), rate="50/60s") as (sim, wh):
            sim.script(*[Fault("none")] * 2, Fault("rate_limited", retry_after="20"))
            calls = [asyncio.ensure_future(wh.tiktok_shop.credits()) for _ in range(30)]
            await asyncio.gather(*calls)
            at = [entry.at for entry in sim.journal]
            refused = next(entry.at for entry in sim.journal if entry.verdict == "rate_limited")
            after = [moment for moment in at if moment >= refused + 15]
            herd = max(sum(first <= moment < first + 1 for moment in after) for first in after)
            return round(after[0] - refused, 3), herd, max(b - a for a, b in pairwise(after))

    pause, herd, longest_gap = run(main())
    assert pause == 20.0
    assert herd <= 5
    assert longest_gap < 60


def test_the_refused_call_goes_before_those_that_wait() -> None:
    async def main() -> list[int]:
        order: list[int] = []

        async def call(number: int) -> None:
            await wh.tiktok_shop.credits()
            order.append(number)

        async with stage(Simulator(rows=10), rate="50/60s") as (sim, wh):
            sim.script(Fault("rate_limited", retry_after="5"))
            await asyncio.gather(*(call(number) for number in range(20)))
        return order

    order = run(main())
    assert {*order[:5]} == {0, 1, 2, 3, 4}  # the burst, the refused one among it, before the fifteen that wait
    assert order[5:] == list(range(5, 20))


def test_every_caller_of_a_refused_crowd_is_served_in_the_end() -> None:
    async def main() -> Counter[str]:
        sim = Simulator(rows=10, limit=5, network=Network.uniform(0, 0.3))
        async with stage(sim, rate="20/60s", backoff=whasync.Backoff(attempts=20, total=3_600)) as (sim, wh):
            await asyncio.gather(*(wh.tiktok_shop.credits() for _ in range(40)))
            return Counter(entry.verdict for entry in sim.journal)

    verdicts = run(main())
    assert verdicts["ok"] == 40
    assert verdicts["rate_limited"] <= 20


def test_a_wait_for_a_slot_counts_against_no_deadline_of_the_network() -> None:
    async def main() -> float:
        timeouts = Timeouts(connect=1, read=1, total=2)
        async with stage(Simulator(rows=10), rate="1/600s", timeouts=timeouts) as (_, wh):
            began = asyncio.get_running_loop().time()
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(5)))
            return asyncio.get_running_loop().time() - began

    assert run(main()) == pytest.approx(4 * 600, rel=0.001)


def test_the_first_call_of_an_idle_session_goes_at_once() -> None:
    async def main() -> list[float]:
        loop = asyncio.get_running_loop()
        waits: list[float] = []
        async with stage(Simulator(rows=10), rate="50/60s") as (_, wh):
            for pause in (0.0, 10.0, 3_600.0):
                await asyncio.sleep(pause)
                began = loop.time()
                await wh.call(CREDITS)
                waits.append(loop.time() - began)
        return waits

    assert run(main()) == [0.0, 0.0, 0.0]
