"""The end of the credits: one word of the server ends every call, and nothing leaves the process after it."""

from __future__ import annotations

import asyncio
import pickle
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

import whasync
from tests.io.stage import CREDITS, stage
from whasync import CreditsExhaustedError
from whasync.simulator import Habits, Network, Simulator, run

NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)


def cause(error: BaseException) -> BaseException:
    return error if error.__cause__ is None else cause(error.__cause__)


@pytest.mark.parametrize("told", [True, False], ids=["with the balance in the refusal", "without it"])
@pytest.mark.parametrize("left", [0, 1, 37])
def test_two_hundred_tasks_make_exactly_as_many_charged_calls_as_there_are_credits(left: int, told: bool) -> None:
    async def main() -> None:
        sim = Simulator(
            credits=1_000,
            used=1_000 - left,
            limit=6_000,
            rows=10,
            habits=Habits(credits_object=told),
            network=Network.uniform(0, 0.3),
        )
        async with stage(sim) as (sim, wh):
            calls = (wh.tiktok_shop.credits() for _ in range(200))
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            kinds = Counter(type(outcome).__name__ for outcome in outcomes)
            assert kinds == +Counter({"ShopCredits": left, "CreditsExhaustedError": 200 - left})
            errors = [outcome for outcome in outcomes if isinstance(outcome, CreditsExhaustedError)]
            assert len({id(cause(error)) for error in errors}) == 1
            assert sim.account.charged == left
            assert sum(error.attempts for error in errors) == len(sim.journal) - left  # and none was repeated
            assert (wh.ledger.spent, wh.ledger.in_flight, wh.ledger.in_doubt) == (left, 0, 0)

    run(main())


def test_everybody_who_waits_is_released_at_once_by_one_refusal() -> None:
    async def main() -> tuple[int, float, list[int]]:
        async with stage(Simulator(credits=3, limit=60, rows=10), rate="50/60s") as (sim, wh):
            began = asyncio.get_running_loop().time()
            outcomes = await asyncio.gather(*(wh.tiktok_shop.credits() for _ in range(200)), return_exceptions=True)
            attempts = [outcome.attempts for outcome in outcomes if isinstance(outcome, CreditsExhaustedError)]
            return len(sim.journal), asyncio.get_running_loop().time() - began, sorted(attempts)

    sent, seconds, attempts = run(main())
    assert (sent, attempts) == (4, [0] * 196 + [1])  # the first four of the burst: three paid, one refused
    assert seconds == 0.0


def test_after_the_refusal_nothing_leaves_the_process_but_a_question_for_the_balance() -> None:
    async def main() -> tuple[int, list[str]]:
        async with stage(Simulator(credits=2, limit=6_000, rows=10)) as (sim, wh):
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(10)), return_exceptions=True)
            sent = len(sim.journal)
            for _ in range(50):
                with pytest.raises(CreditsExhaustedError, match="not sent"):
                    await wh.call(CREDITS)
                await asyncio.sleep(10)
            with pytest.raises(CreditsExhaustedError, match="sent once"):
                await wh.credits()
            return sent, [entry.target for entry in sim.journal[sent:]]

    _, later = run(main())
    assert later == ["/api/v1/credits"]


def test_credits_that_were_bought_are_found_by_asking_for_the_balance() -> None:
    async def main() -> tuple[int, int | None]:
        async with stage(Simulator(credits=2, limit=6_000, rows=10)) as (sim, wh):
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(10)), return_exceptions=True)
            sim.account.addon = 500
            assert (await wh.credits()).total_remaining == 499
            await wh.call(CREDITS)
            return sim.account.addon, wh.ledger.remaining

    assert run(main()) == (498, 498)


def test_the_error_says_what_was_used_when_it_resets_and_where_more_is_sold() -> None:
    async def main() -> CreditsExhaustedError:
        async with stage(Simulator(credits=2, used=2, limit=6_000, rows=10, today=NOVEMBER)) as (_, wh):
            with pytest.raises(CreditsExhaustedError) as caught:
                await wh.call(CREDITS)
            return caught.value

    error = run(main())
    assert error.credits == {"used": 2, "limit": 2, "remaining": 0}
    assert error.resets_at == datetime(2026, 12, 1, tzinfo=UTC)
    assert error.purchase_url == "https://app.winninghunter.com/api?buy=credits"
    assert f"; more are sold at {error.purchase_url}. " in str(error)
    assert str(error).endswith("once more are bought, credits() lets calls go again")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(again), again.credits, again.resets_at) == (str(error), error.credits, error.resets_at)


def test_a_new_month_opens_the_way_again() -> None:
    async def main() -> tuple[list[str], int, whasync.Ledger]:
        today = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
        async with stage(Simulator(credits=3, limit=6_000, rows=10, today=today)) as (sim, wh):
            outcomes: list[str] = []
            for _ in range(12):
                try:
                    await wh.call(CREDITS)
                    outcomes.append("ok")
                except CreditsExhaustedError as error:
                    outcomes.append(f"spent until {error.resets_at:%d %b}")
                await asyncio.sleep(10)
            return outcomes, sim.account.charged, wh.ledger

    outcomes, charged, ledger = run(main())
    spent = "spent until 01 Dec"
    assert outcomes == ["ok"] * 3 + [spent] * 3 + ["ok"] * 3 + ["spent until 01 Jan"] * 3
    assert (charged, ledger.spent, ledger.month) == (6, 6, "2026-12")


def test_a_known_balance_of_zero_is_forgotten_in_a_new_month() -> None:
    async def main() -> int:
        today = datetime(2026, 11, 30, 23, 59, 30, tzinfo=UTC)
        async with stage(Simulator(credits=1, limit=6_000, rows=10, today=today)) as (sim, wh):
            await wh.credits()
            with pytest.raises(whasync.BudgetExceededError):
                await wh.call(CREDITS)
            await asyncio.sleep(timedelta(minutes=1).total_seconds())
            await wh.call(CREDITS)
            return sim.account.charged

    assert run(main()) == 2


def test_a_daily_quota_that_is_used_up_stops_no_other_call() -> None:
    async def main() -> tuple[str, int]:
        async with stage(Simulator(plan="basic", credits=100, limit=6_000, rows=10)) as (sim, wh):
            sim.account.daily_searches = 0
            with pytest.raises(whasync.DailyQuotaError) as caught:
                await wh.tiktok_shop.products.explore(country="US")
            await wh.credits()
            return str(caught.value), sim.account.charged

    message, charged = run(main())
    assert "today's TikTok searches are used up" in message
    assert charged == 1
