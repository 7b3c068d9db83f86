"""The credits: when the balance is read, when a call is refused, and what becomes of a doubt."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import whasync
from tests.io.stage import COUNT, CREDITS, Server, session_on, stage, wire
from whasync import BudgetExceededError, CreditsExhaustedError, Ledger
from whasync.simulator import Fault, Faults, Simulator, run

POOL = "/api/v1/credits"
SHOP_POOL = "/api/v1/tiktok-shop/credits"


def readings(sim: Simulator) -> int:
    """How often the balance was asked for."""
    return sum(entry.target == POOL for entry in sim.journal)


def test_a_thousand_calls_without_a_doubt_and_without_a_known_balance_read_nothing() -> None:
    async def main() -> tuple[int, int, Ledger]:
        async with stage() as (sim, wh):
            for _ in range(1_000):
                await wh.call(CREDITS)
            return readings(sim), sim.account.charged, wh.ledger

    read, charged, ledger = run(main())
    assert (read, charged, ledger.spent, ledger.remaining) == (0, 1_000, 1_000, None)


def test_a_thousand_calls_after_an_exact_reading_read_nothing_more() -> None:
    async def main() -> tuple[int, int | None, int]:
        async with stage() as (sim, wh):
            await wh.credits()
            for _ in range(1_000):
                await wh.call(CREDITS)
            return readings(sim), wh.ledger.remaining, sim.account.total_remaining

    assert run(main()) == (1, 18_999, 18_999)


def test_doubts_are_read_at_most_once_in_a_hundred_paid_calls() -> None:
    async def main() -> tuple[int, Ledger, int]:
        sim = Simulator(limit=6_000, rows=10, faults=Faults({Fault("drop", charged=True): 0.05}, seed=3))
        async with stage(sim, backoff=whasync.Backoff(attempts=12)) as (sim, wh):
            await wh.credits()
            for _ in range(1_000):
                await wh.call(CREDITS)
            return readings(sim), wh.ledger, sim.account.total_remaining

    read, ledger, left = run(main())
    assert 5 <= read <= 1 + 10 + 1
    assert ledger.remaining is not None
    assert ledger.remaining <= left


@pytest.mark.parametrize("generation", ["B", "C"])
def test_the_balance_is_read_from_either_generation_and_settles_the_ledger(generation: Any) -> None:
    async def main() -> tuple[list[str], Ledger, int]:
        sim = Simulator(generation=generation, credits=500, used=142, limit=6_000, rows=10)
        async with stage(sim) as (sim, wh):
            sim.script(Fault("drop", charged=True))
            await wh.call(COUNT, {"country": "US"})
            balance = await wh.credits()
            assert balance.remaining == balance.limit - balance.used == sim.account.remaining
            return [entry.target for entry in sim.journal[2:]], wh.ledger, sim.account.total_remaining

    asked, ledger, left = run(main())
    assert asked == ([POOL, SHOP_POOL] if generation == "B" else [POOL])
    assert (ledger.remaining, ledger.limit, ledger.in_doubt, ledger.spent) == (left, 500, 0, 3)


def test_at_a_known_balance_of_zero_a_call_is_refused_and_nothing_is_sent() -> None:
    async def main() -> tuple[str, int, int, Ledger]:
        async with stage(Simulator(credits=3, limit=6_000, rows=10)) as (sim, wh):
            await wh.credits()
            await wh.call(CREDITS)
            await wh.call(CREDITS)
            with pytest.raises(BudgetExceededError) as caught:
                await wh.call(CREDITS)
            return str(caught.value), len(sim.journal), sim.account.charged, wh.ledger

    message, sent, charged, ledger = run(main())
    assert (sent, charged, ledger.remaining, ledger.in_flight) == (3, 3, 0, 0)
    assert message == (
        "tiktok_shop.credits: costs 1 credit, and 0 are left by the last reading (0 held by calls under way, 0 in "
        "doubt); nothing was sent. Once more are bought, credits() lets calls go again"
    )


def test_no_more_calls_are_sent_at_once_than_the_known_balance_pays_for() -> None:
    async def main() -> tuple[int, int, int]:
        async with stage(Simulator(credits=11, limit=6_000, rows=10)) as (sim, wh):
            await wh.credits()
            outcomes = await asyncio.gather(*(wh.call(CREDITS) for _ in range(50)), return_exceptions=True)
            refused = sum(isinstance(outcome, BudgetExceededError) for outcome in outcomes)
            return refused, len(sim.journal), sim.account.charged

    assert run(main()) == (40, 11, 11)


def test_a_balance_that_only_a_doubt_makes_zero_is_read_before_a_call_is_refused() -> None:
    async def main() -> tuple[list[str], Ledger, int]:
        async with stage(Simulator(credits=4, limit=6_000, rows=10), backoff=whasync.Backoff(attempts=1)) as (sim, wh):
            await wh.credits()
            sim.script(Fault("drop"), Fault("drop"), Fault("drop"))
            for _ in range(3):
                with pytest.raises(whasync.TransportError):
                    await wh.call(CREDITS)
            await wh.call(CREDITS)  # 3 of 3 are in doubt; none of them was charged
            return [entry.target for entry in sim.journal[4:]], wh.ledger, sim.account.total_remaining

    asked, ledger, left = run(main())
    assert asked == [POOL, SHOP_POOL]
    assert (ledger.remaining, ledger.in_doubt, left) == (1, 0, 1)


def test_many_calls_at_an_unsure_zero_share_one_reading() -> None:
    async def main() -> tuple[int, int]:
        async with stage(Simulator(credits=20, limit=6_000, rows=10), backoff=whasync.Backoff(attempts=1)) as (sim, wh):
            await wh.credits()
            sim.script(*[Fault("drop")] * 19)
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(19)), return_exceptions=True)
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(10)), return_exceptions=True)
            return readings(sim), sim.account.charged

    read, charged = run(main())
    assert (read, charged) == (2, 12)


def test_a_reading_that_fails_does_not_fail_the_call_it_was_made_for() -> None:
    async def main() -> tuple[list[int], int]:
        async with stage(Simulator(limit=6_000, rows=10), backoff=whasync.Backoff(attempts=1)) as (sim, wh):
            await wh.credits()
            sim.script(Fault("drop"))
            with pytest.raises(whasync.TransportError):
                await wh.call(CREDITS)
            sim.script(*[Fault("drop", path="/v1/credits")] * 9)
            for _ in range(150):
                await wh.call(CREDITS)
            return [entry.status for entry in sim.journal if entry.target == POOL], wh.ledger.in_flight

    assert run(main()) == ([200, 0], 0)


def test_a_reading_out_of_order_does_not_raise_the_balance() -> None:
    async def main() -> tuple[list[int], int | None, int]:
        async with stage(Simulator(credits=100, limit=6_000, rows=10)) as (sim, wh):
            await wh.credits()
            sim.script(Fault("slow", seconds=20, path="/v1/credits"))
            late = asyncio.ensure_future(wh.credits())
            await asyncio.sleep(1)
            for _ in range(30):
                await wh.call(CREDITS)
            early = await wh.credits()
            return [early.remaining, (await late).remaining], wh.ledger.remaining, sim.account.total_remaining

    told, remaining, left = run(main())
    assert told == [67, 98]
    assert remaining is not None
    assert remaining <= left == 67


def test_a_quiet_reading_makes_the_ledger_equal_to_the_books() -> None:
    async def main() -> tuple[Ledger, int, int]:
        faults = Faults({"error": 0.1, "drop": 0.1, Fault("drop", charged=True): 0.1, "cut": 0.1}, seed=9)
        async with stage(Simulator(limit=6_000, rows=10, faults=faults)) as (sim, wh):
            await wh.credits()
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(200)), return_exceptions=True)
            assert wh.ledger.in_doubt > 0
            sim.script(Fault("none"))
            await wh.credits()
            return wh.ledger, sim.account.charged, sim.account.total_remaining

    ledger, charged, left = run(main())
    assert (ledger.spent, ledger.in_doubt, ledger.in_flight, ledger.remaining) == (charged, 0, 0, left)


def test_a_cancel_before_the_slot_comes_holds_and_doubts_nothing() -> None:
    async def main() -> Ledger:
        async with stage(rate="1/60s") as (_, wh):
            await wh.call(CREDITS)
            waiting = asyncio.ensure_future(wh.call(CREDITS))
            await asyncio.sleep(1)
            assert wh.ledger.in_flight == 1
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            return wh.ledger

    ledger = run(main())
    assert (ledger.in_flight, ledger.in_doubt, ledger.spent) == (0, 0, 1)


def test_a_cancel_in_flight_is_a_doubt() -> None:
    async def main() -> Ledger:
        async with stage() as (sim, wh):
            sim.script(Fault("slow", seconds=10))
            call = asyncio.ensure_future(wh.call(CREDITS))
            await asyncio.sleep(1)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            return wh.ledger

    ledger = run(main())
    assert (ledger.in_flight, ledger.in_doubt, ledger.spent) == (0, 1, 0)


def test_credits_without_an_object_are_no_reading() -> None:
    async def main() -> int | None:
        async with Server(wire(b'{"success": true, "credits": null, "data": []}')) as server, session_on(server) as wh:
            await wh.call(CREDITS)
            return wh.ledger.remaining

    assert run(main()) is None


def test_the_balance_that_comes_with_a_refusal_is_a_reading() -> None:
    async def main() -> tuple[Ledger, CreditsExhaustedError]:
        async with stage(Simulator(credits=10, used=10, limit=6_000, rows=10)) as (_, wh):
            with pytest.raises(CreditsExhaustedError) as caught:
                await wh.call(CREDITS)
            return wh.ledger, caught.value

    ledger, error = run(main())
    assert (ledger.remaining, ledger.limit, ledger.spent) == (0, 10, 0)
    assert error.credits == {"used": 10, "limit": 10, "remaining": 0}
    assert error.purchase_url is not None


@pytest.mark.parametrize(
    "date",
    ["Fri, 31 Dec 9999 23:59:59 GMT", f"Thu, 01 Jan {10**20} 00:00:00 GMT", "Tue, 31 Nov 2026 00:00:00 GMT", "?"],
)
async def test_a_date_that_is_none_neither_fails_the_call_nor_leaves_its_credit_held(date: str) -> None:
    async with Server(wire(b'{"success": true, "data": {}}', Date=date)) as server, session_on(server) as wh:
        await wh.call(COUNT, {"country": "US"})
        assert (wh.ledger.spent, wh.ledger.in_flight, wh.ledger.month) == (1, 0, None)
