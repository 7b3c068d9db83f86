"""An export counts what it spends itself, whatever else its session and its key do, and keeps to its own limit."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import pytest

import whasync
from tests.export.stage import session, table
from tests.io.stage import CREDITS
from whasync import Backoff
from whasync.export import Report, export, plan_export, sweep
from whasync.simulator import Fault, Faults, Simulator

Target = Callable[[Path], Path | BinaryIO]
FOUR = ["US", "DE", "FR", "GB"]


def a_file(folder: Path) -> Path:
    return folder / "x.ndjson"


def a_stream(_: Path) -> BinaryIO:
    return io.BytesIO()


into = pytest.mark.parametrize("target", [a_file, a_stream])


@asynccontextmanager
async def busy(wh: whasync.Session) -> AsyncGenerator[None]:
    """A session that is asked all the time."""

    async def ask() -> None:
        while True:
            await wh.call(CREDITS)

    asking = asyncio.create_task(ask())
    try:
        yield
    finally:
        asking.cancel()
        with suppress(asyncio.CancelledError):
            await asking


def took(report: Report) -> tuple[int, int, int, int, int, float]:
    each = report.credits_per_thousand_rows
    return report.pages, report.calls, report.credits, report.in_doubt, report.paid, each


async def test_two_exports_at_once_in_one_session_each_report_their_own(tmp_path: Path) -> None:
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh, busy(wh):
        few, many = await asyncio.gather(
            export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "few.ndjson"),
            export(sweep(wh.tiktok_shop.products.explore, each={"country": ["DE", "FR"]}), tmp_path / "many.ndjson"),
        )
    assert took(few) == (5, 5, 5, 0, 5, 10.0)
    assert took(many) == (10, 10, 10, 0, 10, 10.0)


async def test_a_stream_in_a_busy_session_reports_its_own() -> None:
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh, busy(wh):
        simulator.script(Fault("error", path="explore"))
        report = await export(wh.tiktok_shop.products.explore(country="US").prefetch(2), io.BytesIO())
    assert took(report) == (5, 6, 5, 0, 5, 0.0)


async def test_a_plan_in_a_busy_session_counts_its_own() -> None:
    async with Simulator(limit=10**6) as simulator, session(simulator) as wh, busy(wh):
        plan = await plan_export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), count=True)
    assert plan.counted == 4


async def test_a_plan_counts_through_a_view_as_through_its_session() -> None:
    async with Simulator(rows=640, limit=10**6) as simulator, session(simulator) as wh:
        plans = [
            await plan_export(of.tiktok_shop.products.explore(country="US"), count=True)
            for of in (wh, wh.with_options(lane="bulk"))
        ]
    assert [(plan.counted, plan.rows) for plan in plans] == [(1, (640, 640))] * 2


@into
async def test_where_others_share_the_ledger_it_stops_at_its_own_limit_and_reports_its_own(
    tmp_path: Path, target: Target
) -> None:
    told: list[Report] = []
    shared = f"sqlite:///{tmp_path / 'common.sqlite'}"
    async with (
        Simulator(rows=1_500, limit=10**6) as simulator,
        session(simulator, shared=shared) as other,
        session(simulator, shared=shared) as wh,
        busy(other),
    ):
        with pytest.raises(whasync.BudgetExceededError, match="max_credits=12 is reached"):
            await export(
                wh.tiktok_shop.products.explore(country="US"), target(tmp_path), max_credits=12, progress=told.append
            )
        assert sum("explore" in entry.target for entry in simulator.journal) == 12
        assert simulator.account.charged > 14
    pages = [*range(1, 13), 12]  # once more at the end
    assert [(report.calls, report.credits) for report in told] == [(calls, calls) for calls in pages]


@into
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_lost_a_run_is_never_charged_beyond_its_limit_and_goes_on(
    tmp_path: Path, seed: int, target: Target
) -> None:
    faults = Faults({"error": 0.1, "drop": 0.1, Fault("drop", charged=True): 0.1, "cut": 0.05}, seed=seed)
    charged, rows = 0, 0
    async with Simulator(rows=300, limit=10**6, faults=faults) as simulator:
        for _ in range(12):
            async with session(simulator, backoff=Backoff(first=0.001)) as wh:
                walks = sweep(wh.tiktok_shop.products.explore, each={"country": FOUR})
                told = [Report()]
                with suppress(whasync.BudgetExceededError, whasync.TransportError, whasync.ServerError):
                    rows = (await export(walks, target(tmp_path), max_credits=5, progress=told.append)).rows
            spent, charged = simulator.account.charged - charged, simulator.account.charged
            assert told[-1].credits <= spent <= 5
    assert rows == (1_200 if target is a_file else 0)


@into
async def test_the_repeat_of_a_lost_call_is_not_sent_beyond_the_limit(tmp_path: Path, target: Target) -> None:
    async with Simulator(limit=10**6) as simulator, session(simulator, backoff=Backoff(first=0.001)) as wh:
        simulator.script(Fault("drop", charged=True))
        with pytest.raises(whasync.BudgetExceededError, match="max_credits=1 is reached"):
            await export(wh.tiktok_shop.products.explore(country="US"), target(tmp_path), max_credits=1)
        assert (len(simulator.journal), simulator.account.charged) == (1, 1)


async def test_a_credit_that_a_500_gave_back_is_spent_on_a_question_that_was_refused(tmp_path: Path) -> None:
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator, backoff=Backoff(attempts=1)) as wh:
        simulator.script(Fault("error"))
        with pytest.raises(whasync.ServerError):
            await export(
                sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), a_file(tmp_path), max_credits=3
            )
        assert (len(simulator.journal), simulator.account.charged) == (4, 3)


async def test_a_limit_of_just_what_it_costs_is_no_trouble(tmp_path: Path) -> None:
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        walks = sweep(wh.tiktok_shop.products.explore, each={"country": FOUR})
        report = await export(walks, a_file(tmp_path), max_credits=4)
    assert (report.done, report.credits, len(table(a_file(tmp_path)))) == (4, 4, 360)


@into
async def test_what_a_budget_around_it_forbids_is_said_as_that_budget_says_it(tmp_path: Path, target: Target) -> None:
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh:
        async with wh.budget("nightly", credits=2):
            with pytest.raises(whasync.BudgetExceededError, match="the budget 'nightly' of 2 has 0 left") as caught:
                await export(wh.tiktok_shop.products.explore(country="US"), target(tmp_path), max_credits=3)
        assert (caught.value.budget, simulator.account.charged) == ("nightly", 2)


async def test_its_own_limit_is_no_warning_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "whasync")
    async with Simulator(rows=200, limit=10**6) as simulator, session(simulator) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), a_file(tmp_path), max_credits=4)
    (record,) = caplog.records
    assert (record.levelname, record.getMessage().endswith(" has 2 of 4 left")) == ("INFO", True)


@into
@pytest.mark.parametrize(("asked", "lane"), [(None, "bulk"), ("interactive", "interactive")])
async def test_it_goes_last_unless_an_option_names_a_lane(
    tmp_path: Path, target: Target, asked: whasync.Lane | None, lane: str
) -> None:
    lanes: list[str] = []
    async with (
        Simulator(rows=200, limit=10**6) as simulator,
        session(simulator, lane=asked, observe=lambda event: lanes.append(event.lane)) as wh,
    ):
        await export(wh.tiktok_shop.products.explore(country="US"), target(tmp_path))
    assert set(lanes) == {lane}
