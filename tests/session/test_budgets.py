"""Budgets: what is spent inside never goes beyond them, whatever happens, and what is left was never taken."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import CREDITS, stage
from whasync import Alert, BudgetExceededError, Request, UsageError
from whasync._core.alarm import Pace
from whasync._core.budget import Cap, Tally
from whasync._core.head import Reading
from whasync._core.verdict import Charge
from whasync._io import alerts
from whasync._io.account import LocalAccount
from whasync.budget import Budget
from whasync.simulator import Fault, Faults, Network, Simulator, run


async def spend(wh: whasync.Session, calls: int) -> Counter[str]:
    outcomes = await asyncio.gather(*(wh.call(CREDITS) for _ in range(calls)), return_exceptions=True)
    return Counter(type(outcome).__name__ for outcome in outcomes)


def test_a_thousand_callers_in_nested_budgets_of_100_and_60_spend_exactly_60_in_the_inner_one() -> None:
    async def main() -> None:
        async with stage(Simulator(limit=6_000, rows=10, network=Network.uniform(0, 0.3))) as (sim, wh):
            async with wh.budget("job", credits=100) as outer:
                async with wh.budget("part", credits=60) as inner:
                    assert await spend(wh, 1_000) == {"dict": 60, "BudgetExceededError": 940}
                    assert (inner.spent, inner.left, outer.spent, outer.left) == (60, 0, 60, 40)
                assert await spend(wh, 1_000) == {"dict": 40, "BudgetExceededError": 960}
            assert (inner.spent, outer.spent, sim.account.charged) == (60, 100, 100)
            await wh.call(CREDITS)

    run(main())


@pytest.mark.parametrize("seed", range(5))
def test_random_cancels_and_faults_leak_nothing_and_never_overshoot(seed: int) -> None:
    async def main() -> None:
        faults = Faults({"error": 0.1, Fault("drop", charged=True): 0.05, "drop": 0.05, "stall": 0.02}, seed=seed)
        sim = Simulator(limit=60_000, rows=10, network=Network.uniform(0, 0.5), faults=faults)
        dice = random.Random(seed)
        async with (
            stage(sim, rate="60000/60s", timeouts=whasync.Timeouts(total=5)) as (sim, wh),
            wh.budget("job", credits=100) as outer,
            wh.budget("part", credits=60) as inner,
        ):
            tasks = [asyncio.create_task(wh.call(CREDITS)) for _ in range(1_000)]
            for task in tasks:
                if dice.random() < 0.3:
                    asyncio.get_running_loop().call_later(dice.uniform(0, 0.4), task.cancel)
            await asyncio.gather(*tasks, return_exceptions=True)
            assert (inner.held, outer.held) == (0, 0)
            assert inner.spent + inner.in_doubt <= 60
            assert sim.account.charged <= inner.spent + inner.in_doubt
            assert (outer.spent, outer.in_doubt) == (inner.spent, inner.in_doubt)

    run(main())


def test_a_credit_that_a_500_gave_back_can_be_spent_again() -> None:
    async def main() -> None:
        async with stage() as (sim, wh), wh.budget("job", credits=1) as budget:
            sim.script(Fault("error"))
            await wh.call(CREDITS)
            assert (budget.spent, len(sim.journal)) == (1, 2)

    run(main())


def test_a_refusal_names_the_budget_and_what_became_of_it_and_sends_nothing() -> None:
    async def main() -> None:
        async with stage() as (sim, wh), wh.budget("nightly", credits=1, per="day"):
            await wh.call(CREDITS)
            with pytest.raises(BudgetExceededError) as refused:
                await wh.call(CREDITS)
            assert str(refused.value) == (
                "tiktok_shop.credits: costs 1 credit, and the budget 'nightly' of 1 a day has 0 left "
                "(1 spent, 0 held by calls under way, 0 in doubt); nothing was sent"
            )
            assert len(sim.journal) == 1

    run(main())


def test_budgets_of_one_name_are_one_while_any_is_entered_and_then_begin_anew() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            async with wh.budget("job", credits=3) as one:
                await wh.call(CREDITS)
                async with wh.budget("job", credits=3) as other:
                    await wh.call(CREDITS)
                    assert (one.spent, other.spent) == (2, 2)
                assert one.left == 1
            async with wh.budget("job", credits=3) as anew:
                assert (anew.spent, anew.left, one.spent) == (0, 3, 2)

    run(main())


@pytest.mark.parametrize(("per", "spent"), [("day", 1), ("month", 2)])
def test_a_budget_a_day_or_a_month_begins_anew_by_the_servers_clock(per: Any, spent: int) -> None:
    async def main() -> None:
        sim = Simulator(rows=10, limit=6_000, today=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
        async with stage(sim) as (sim, wh):
            tenant = wh.budget("tenant 42", credits=2, per=per)
            calls = wh.with_options(budget=tenant)
            await wh.call(CREDITS)  # before its first word the server's day is this machine's
            await calls.call(CREDITS)
            await calls.call(CREDITS)
            with pytest.raises(BudgetExceededError):
                await calls.call(CREDITS)
            await asyncio.sleep(120)
            await calls.call(CREDITS)
            assert (tenant.spent, tenant.left) == (1, 1)
            await asyncio.sleep(86_400)
            await calls.call(CREDITS)
            assert tenant.spent == spent

    run(main())


def test_tasks_started_inside_count_and_those_started_before_do_not() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            go = asyncio.Event()

            async def later() -> None:
                await go.wait()
                await wh.call(CREDITS)

            before = asyncio.create_task(later())
            await asyncio.sleep(0)
            async with wh.budget("job", credits=5) as budget:
                inside = asyncio.create_task(later())
                go.set()
                await asyncio.gather(before, inside)
                assert budget.spent == 1

    run(main())


@pytest.mark.parametrize("charged", [False, True], ids=["not charged", "charged"])
def test_doubts_end_with_a_reading_as_what_they_were(charged: bool) -> None:
    async def main() -> None:
        async with stage(timeouts=whasync.Timeouts(total=5), backoff=whasync.Backoff(attempts=1)) as (sim, wh):
            await wh.credits()
            async with wh.budget("job", credits=5) as budget:
                sim.script(Fault("drop", charged=charged))
                await spend(wh, 1)
                assert (budget.in_doubt, budget.spent) == (1, 0)
                await wh.credits()
                assert (budget.in_doubt, budget.spent) == (0, sim.account.charged - 1)

    run(main())


def test_alerts_are_given_once_at_each_share_for_the_account_and_for_budgets() -> None:
    told: list[Alert] = []

    async def main() -> None:
        async with stage(Simulator(credits=20, limit=6_000, rows=10), on_alert=told.append) as (_, wh):
            await wh.credits()
            async with wh.budget("job", credits=4):
                for _ in range(4):
                    await wh.call(CREDITS)
            for _ in range(12):
                await wh.call(CREDITS)

    run(main())
    assert told == [
        Alert("job", 2, 4, 0.5),
        Alert("job", 0, 4, 0.05),
        Alert(None, 10, 20, 0.5),
        Alert(None, 4, 20, 0.2),
    ]


def test_a_forecast_tells_the_day_the_credits_run_out_at_the_present_pace() -> None:
    async def main() -> None:
        sim = Simulator(credits=1_000, limit=6_000, rows=10, today=datetime(2026, 11, 2, tzinfo=UTC))
        async with stage(sim) as (_, wh):
            assert (wh.forecast().per_day, wh.forecast().runs_dry) == (None, None)
            await wh.credits()
            for _ in range(24):
                await wh.call(CREDITS)
                await asyncio.sleep(3_600)
            forecast = wh.forecast()
            assert forecast.per_day == pytest.approx(24, abs=2)
            assert forecast.month_ends == datetime(2026, 12, 1, tzinfo=UTC)
            assert forecast.runs_dry is None  # 975 are left, and the month ends before
            for _ in range(500):
                await wh.call(CREDITS)
            forecast = wh.forecast()
            assert forecast.runs_dry is not None
            assert forecast.runs_dry.date() == datetime(2026, 11, 3, tzinfo=UTC).date()

    run(main())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("", 5, None), "budget '' needs a name in printable signs, without # and @"),
        (("job", -1, None), "budget 'job': credits=-1 must be a whole number, 0 or more"),
        (("job", 5, "week"), "budget 'job': per='week' is none of 'day', 'month', None"),
    ],
)
def test_a_budget_that_cannot_be_is_refused(arguments: tuple[str, int, Any], words: str) -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            name, credits, per = arguments
            with pytest.raises(UsageError) as refused:
                wh.budget(name, credits=credits, per=per)
            assert str(refused.value) == words

    run(main())


def test_of_two_budgets_of_one_name_the_narrower_holds_and_a_call_counts_once() -> None:
    async def main() -> None:
        async with stage() as (_, wh), wh.budget("job", credits=100) as wide, wh.budget("job", credits=4) as narrow:
            assert await spend(wh, 6) == {"dict": 4, "BudgetExceededError": 2}
            assert (wide.spent, wide.left, narrow.spent, narrow.left) == (4, 96, 4, 0)

    run(main())


def test_a_budget_a_day_and_one_a_month_of_the_same_name_are_two() -> None:
    caps = (Cap("job", 2, "month"), Cap("job", 1, "day"))
    assert run(_held([1, 1, 2, 3], *reversed(caps))) == run(_held([1, 1, 2, 3], *caps)) == [True, False, True, False]


def test_a_clock_that_is_set_back_for_a_moment_opens_no_budget_twice() -> None:
    assert run(_held([2, 3, 2, 3], Cap("job", 1, "day"))) == [True, True, False, False]


async def _held(days: list[int], *caps: Cap) -> list[bool]:
    """Whether a call on each of these days was allowed."""
    account = LocalAccount(lambda: datetime(2026, 11, day, tzinfo=UTC))
    allowed: list[bool] = []
    for day in days:  # noqa: B007 - the account's clock reads it
        try:
            hold = await account.hold(Request(operation="test", endpoint="/test", url="http://test/test", caps=caps))
        except BudgetExceededError:
            allowed.append(False)
        else:
            account.end(hold, Charge.KEPT)
            allowed.append(True)
    return allowed


def test_a_budget_may_be_left_in_another_task_than_it_was_entered_in() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            budget = wh.budget("job", credits=2)
            await asyncio.create_task(budget.__aenter__())
            async with wh.budget("other", credits=2) as other:
                await asyncio.create_task(budget.__aexit__())
                await wh.call(CREDITS)
            async with budget:
                await wh.call(CREDITS)
            assert (other.spent, budget.spent) == (1, 1)

    run(main())


async def test_a_budget_that_is_being_entered_is_not_entered_twice(tmp_path: Path) -> None:
    async with Simulator(rows=10) as sim:
        shared = f"sqlite:///{tmp_path / 'shared'}"
        async with whasync.Session(sim.key, base_url=sim.origin, shared=shared) as wh:
            budget = wh.budget("job", credits=2)
            entered = await asyncio.gather(budget.__aenter__(), budget.__aenter__(), return_exceptions=True)
            assert [type(outcome) for outcome in entered] == [Budget, UsageError]
            await budget.__aexit__()
            async with budget:
                pass


def test_budgets_that_come_and_go_leave_a_bounded_memory_of_their_alerts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "_MOST_BUDGETS", 10)
    told: list[Alert] = []

    async def main() -> int:
        async with stage(on_alert=told.append) as (_, wh):
            for number in range(30):
                async with wh.budget(f"request {number}", credits=2):
                    await wh.call(CREDITS)
            return len(wh._engine._alerts._budgets)

    assert (run(main()), len(told)) == (10, 30)


def test_shares_that_can_be_read_once_hold_for_account_and_budgets() -> None:
    told: list[Alert] = []
    shares: Any = iter([0.5])

    async def main() -> None:
        async with stage(on_alert=told.append, alert_at=shares) as (_, wh), wh.budget("job", credits=2):
            await wh.call(CREDITS)

    run(main())
    assert told == [Alert("job", 1, 2, 0.5)]


def test_a_reading_that_finds_few_credits_gives_the_alert() -> None:
    told: list[Alert] = []

    async def main() -> None:
        async with stage(Simulator(credits=4, limit=6_000, rows=10), on_alert=told.append) as (_, wh):
            for _ in range(3):
                await wh.call(CREDITS)
            await wh.credits()

    run(main())
    assert told == [Alert(None, 0, 4, 0.05)]


@pytest.mark.parametrize(
    ("spent", "pace"),
    [
        ([(0.0, 0), (3_600.0, 100), (3 * 86_400.0, 100)], 0.0),
        ([(0.0, 0), (3_600.0, 100), (3 * 86_400.0, 130)], 30.0),
        ([(0.0, 10), (86_400.0, 8)], 0.0),
        ([(0.0, 10), (43_200.0, 20)], 20.0),
        ([(0.0, 10), (30.0, 20)], None),
    ],
    ids=["idle for days", "idle for days, then busy", "doubts taken back", "half a day", "half a minute"],
)
def test_the_pace_is_that_of_the_last_day(spent: list[tuple[float, int]], pace: float | None) -> None:
    known = Pace()
    for now, credits in spent[:-1]:
        known.note(now, credits)
    assert known.per_day(*spent[-1]) == pace


@pytest.mark.parametrize("shared", [False, True], ids=["alone", "where processes meet"])
def test_a_task_that_outlives_its_budget_is_refused_and_spends_nothing(shared: bool, tmp_path: Path) -> None:
    async def main() -> None:
        place = f"sqlite:///{tmp_path}/meet.sqlite" if shared else None
        async with stage(shared=place) as (sim, wh):
            left = asyncio.Event()

            async def later() -> None:
                await left.wait()
                await wh.call(CREDITS)

            async with wh.budget("job", credits=5):
                task = asyncio.create_task(later())
                await asyncio.sleep(0)
                await wh.call(CREDITS)
            left.set()
            with pytest.raises(BudgetExceededError, match="the block of the budget 'job' was left"):
                await task
            assert sim.account.charged == 1

    run(main())


def test_a_budget_without_a_period_has_to_be_entered_before_a_view_counts_under_it() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            budget = wh.budget("job", credits=5)
            with pytest.raises(UsageError, match="has no period: enter it"):
                wh.with_options(budget=budget)
            async with budget:
                await wh.with_options(budget=budget).call(CREDITS)
                assert budget.spent == 1

    run(main())


@pytest.mark.parametrize("budget", [100, "nightly"])
def test_a_view_takes_no_number_and_no_name_for_a_budget(budget: Any) -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            with pytest.raises(UsageError, match=r"is no budget: budget\(name, credits=...\) makes one"):
                wh.with_options(budget=budget)

    run(main())


def test_a_doubt_that_one_reading_proved_is_not_forgotten_by_the_next_that_proves_another_away() -> None:
    def reading(used: int) -> Reading:
        return Reading(used=used, limit=100, remaining=100 - used)

    async def main() -> Tally:
        account = LocalAccount()
        cap = await account.open(Cap("nightly", 10))
        asking = Request(operation="credits", endpoint="/", url="/", reads_balance=True)
        calling = replace(asking, reads_balance=False, caps=(cap,))
        account.end(await account.hold(asking), Charge.KEPT, reading(1))
        account.end(await account.hold(calling), Charge.UNKNOWN)  # it was charged
        crossed = await account.hold(asking)
        account.end(await account.hold(calling), Charge.UNKNOWN)  # and this one was not
        account.end(crossed, Charge.KEPT, reading(3))
        account.end(await account.hold(asking), Charge.KEPT, reading(4))
        assert (account.ledger.spent, account.ledger.in_doubt) == (4, 0)
        return account.tally(cap)

    assert run(main()) == Tally(spent=2)  # at least what was charged: nobody knows which of the two it was
