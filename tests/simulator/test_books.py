"""The books: what was taken and given back adds up, months turn, the window rolls."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.simulator.asking import NOON, SHOP, V1, ask
from whasync.simulator import Account, Fault, Faults, Network, Simulator, run
from whasync.simulator.books import worst_window
from whasync.simulator.faults import Kind

CREDITS = f"{SHOP}/credits"


def test_generation_b_tells_the_pool_and_the_probe_has_paid_for_itself() -> None:
    async def main() -> object:
        async with Simulator(generation="B", used=141) as simulator:
            return (await ask(simulator, CREDITS)).json

    assert run(main()) == {"success": True, "credits": {"used": 142, "limit": 20_000, "remaining": 19_858}}


def test_generation_c_tells_the_pool_at_its_own_path_and_the_daily_searches_at_the_old_one() -> None:
    async def main() -> list[object]:
        async with Simulator(used=141, addon=500) as simulator:
            return [(await ask(simulator, f"{V1}/credits")).json, (await ask(simulator, CREDITS)).json]

    pool = {"used": 142, "limit": 20_000, "remaining": 19_858, "addon_remaining": 500, "total_remaining": 20_358}
    assert run(main()) == [
        {"success": True, "credits": pool},
        {"success": True, "credits_remaining": None, "credits_unlimited": True},
    ]


def test_add_on_credits_are_spent_after_the_months_and_a_refund_goes_back_to_where_it_came_from() -> None:
    async def main() -> list[tuple[int, int]]:
        async with Simulator(credits=1, addon=2, rows=100) as simulator:
            balances = []
            for fault in (Fault("none"), Fault("error"), Fault("none"), Fault("error")):
                simulator.script(fault)
                await ask(simulator, CREDITS)
                balances.append((simulator.account.remaining, simulator.account.addon))
            return balances

    assert run(main()) == [(0, 2), (0, 2), (0, 1), (0, 1)]


def test_a_new_month_brings_a_new_allowance_and_keeps_the_add_on() -> None:
    async def main() -> list[tuple[int, int, int]]:
        eve = datetime(2026, 7, 31, 23, 59, 59, tzinfo=UTC)
        async with Simulator(credits=2, used=2, addon=1, today=eve) as simulator:
            account = simulator.account
            await ask(simulator, CREDITS)
            before = (account.used, account.addon, account.charged)
            await asyncio.sleep(1)
            await ask(simulator, CREDITS)
            return [before, (account.used, account.addon, account.charged)]

    assert run(main()) == [(2, 0, 1), (1, 0, 2)]


def test_rejected_calls_keep_the_window_full() -> None:
    async def main() -> list[int]:
        async with Simulator(limit=2) as simulator:
            statuses = []
            for _ in range(6):
                statuses.append((await ask(simulator, CREDITS)).status)
                await asyncio.sleep(25)
            return statuses

    assert run(main()) == [200, 200, 429, 429, 429, 429]


def test_a_place_is_free_again_exactly_when_the_window_has_passed() -> None:
    async def main() -> list[int]:
        async with Simulator(limit=1) as simulator:
            statuses = []
            for pause in (0, 59.999, 60):
                await asyncio.sleep(pause)
                statuses.append((await ask(simulator, CREDITS)).status)
            return statuses

    assert run(main()) == [200, 429, 200]


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 120))
def test_the_worst_window_is_the_most_arrivals_that_lie_within_it(times: list[int], seconds: int) -> None:
    arrivals = sorted(times)
    expected = max((sum(start <= at < start + seconds for at in arrivals) for start in arrivals), default=0)

    assert worst_window(arrivals, seconds) == expected


def test_what_was_charged_is_the_sum_of_the_journal_whatever_goes_wrong() -> None:
    rates: dict[Fault | Kind, float] = {
        Fault("error"): 0.1,
        Fault("poison"): 0.05,
        Fault("drop"): 0.05,
        Fault("drop", charged=True): 0.05,
        Fault("reset"): 0.05,
        Fault("cut"): 0.05,
        Fault("gateway", charged=True): 0.05,
        Fault("rate_limited"): 0.05,
    }

    async def main() -> tuple[Account, int, int, int]:
        network = Network.uniform(0, 2, seed=3)
        async with Simulator(rows=50, faults=Faults(rates, seed=5), network=network, today=NOON) as simulator:

            async def caller(number: int) -> None:
                for turn in range(10):
                    with contextlib.suppress(ConnectionError):
                        await ask(simulator, f"{SHOP}/products/explore", {"page": number * 10 + turn})
                    await asyncio.sleep(5)

            await asyncio.gather(*(caller(number) for number in range(20)))
            counted = sum(entry.counted for entry in simulator.journal)
            charged = sum(entry.charged for entry in simulator.journal)
            over = sum(entry.verdict == "rate_limited" and entry.fault is None for entry in simulator.journal)
            assert simulator.worst_window() > 60
            assert any(entry.refunded for entry in simulator.journal)
            return simulator.account, charged, counted, over

    account, charged, counted, over = run(main())

    assert account.charged == account.used == charged
    assert charged < counted - over < 200


def test_keys_of_one_account_share_its_window_and_accounts_do_not() -> None:
    async def main() -> list[tuple[int, str]]:
        async with Simulator(limit=1) as simulator:
            simulator.add_key("wh_second")
            simulator.add_account(Account("other", "standard", 5), "wh_third")
            return [
                ((await ask(simulator, CREDITS, headers={"X-API-Key": key})).status, simulator.journal[-1].account)
                for key in (simulator.key, "wh_second", "wh_third")
            ]

    assert run(main()) == [(200, "main"), (429, "main"), (200, "other")]


def test_a_request_arrives_after_its_way_there_even_if_the_client_has_gone() -> None:
    async def main() -> tuple[float, int]:
        loop = asyncio.get_running_loop()
        async with Simulator(network=Network(uplink=lambda: 10.0)) as simulator:
            start = loop.time()
            try:
                await asyncio.wait_for(ask(simulator, CREDITS), 1)
            except TimeoutError:
                await asyncio.sleep(20)
            return simulator.journal[0].at - start, simulator.account.charged

    assert run(main()) == (10.0, 1)
