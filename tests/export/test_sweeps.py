"""Sweeps, their limits and their plans; age windows and shards."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
from pathlib import Path
from typing import Any

import pytest

import whasync
from tests.export.stage import rows_of, session, table
from whasync.export import cut, export, plan_export, started_about, sweep
from whasync.simulator import Simulator

MARKETS = ["DE", "AT", "US", "GB", "FR", "NL"]
FOUR = ["US", "DE", "FR", "GB"]


async def test_a_sweep_writes_every_row_once_with_all_questions_that_brought_it(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=400, limit=10**6) as simulator, session(simulator) as wh:
        brought: dict[str, list[dict[str, Any]]] = {}
        first: dict[str, dict[str, Any]] = {}
        calls = 0
        for market in MARKETS:
            for most in (100, 400, 900):
                before = len(simulator.journal)
                for row in await rows_of(wh.pinterest_ads(countries=market, maxdays=most)):
                    first.setdefault(row["id"], row)
                    brought.setdefault(row["id"], []).append({"countries": market, "maxdays": most})
                calls += len(simulator.journal) - before
        walks = sweep(wh.pinterest_ads, each={"countries": MARKETS, "maxdays": [100, 400, 900]})
        report = await export(walks, target)
    found = table(target)
    assert (report.questions, report.done, report.calls, report.credits) == (18, 18, calls, calls)
    assert [row["id"] for row in found] == list(first)
    assert {row["id"]: [row["_question"], *row["_also"]] for row in found} == brought
    assert [{k: v for k, v in row.items() if not k.startswith("_")} for row in found] == list(first.values())
    assert report.duplicates == sum(map(len, brought.values())) - len(brought) > 0


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
async def test_a_sweep_of_14_by_22_interrupted_anywhere_asks_every_question_once(tmp_path: Path, seed: int) -> None:
    target, dice = tmp_path / "x.ndjson", random.Random(seed)
    async with Simulator(rows=20, limit=10**6) as simulator, session(simulator) as wh:
        each = {"mindays": list(range(14)), "maxdays": list(range(500, 522))}
        for _ in range(6):
            running = asyncio.create_task(export(sweep(wh.pinterest_ads, each=each), target))
            at = len(simulator.journal) + dice.randrange(1, 70)
            while len(simulator.journal) < at and not running.done():  # noqa: ASYNC110 - the journal tells nobody
                await asyncio.sleep(0.001)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        report = await export(sweep(wh.pinterest_ads, each=each), target)
        assert (report.questions, report.done, report.pages, report.lost) == (308, 308, 308, 0)
        assert simulator.account.charged == 308
    ids = [row["id"] for row in table(target)]
    assert len(ids) == len(set(ids)) == report.rows


async def test_ten_credits_are_ten_calls_shared_evenly_and_ten_more_go_on(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=600, limit=10**6) as simulator, session(simulator) as wh:
        for turn in (1, 2):
            with pytest.raises(whasync.BudgetExceededError, match="max_credits=10 is reached"):
                await export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), target, max_credits=10)
            assert simulator.account.charged == 10 * turn
        asked = [sum(f"country={market}" in entry.target for entry in simulator.journal) for market in FOUR]
        assert sorted(asked) == [5, 5, 5, 5]
        report = await export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), target, max_credits=10)
        assert (report.rows, report.credits, report.paid) == (2_400, 4, 24)


async def test_the_first_rows_of_a_sweep_cost_only_their_pages(tmp_path: Path) -> None:
    async with Simulator(rows=250, limit=10**6) as simulator, session(simulator) as wh:
        walks = sweep(wh.tiktok_shop.products.explore, each={"country": FOUR})
        report = await export(walks, tmp_path / "x.ndjson", max_rows=320)
    assert (report.rows, report.calls) == (320, 4)


async def test_one_question_that_is_refused_does_not_hold_up_the_others(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        simulator.script(whasync.simulator.Fault("html", charged=True))
        with pytest.raises(whasync.NotJSONError):
            await export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), target)
        report = await export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}), target)
    assert (report.rows, report.done) == (360, 4)


def test_a_value_without_a_question_is_refused() -> None:
    with pytest.raises(whasync.UsageError, match="each: country has no values"):
        sweep(lambda **_: None, each={"country": []})  # type: ignore[arg-type,return-value] - never called


@pytest.mark.parametrize("rows", [1_037, 640, 55])
async def test_a_plan_by_the_counts_is_what_the_export_then_costs(tmp_path: Path, rows: int) -> None:
    async with Simulator(rows=rows, limit=10**6) as simulator, session(simulator) as wh:
        walks = sweep(wh.tiktok_shop.products.explore, each={"country": FOUR})
        planned = await plan_export(walks, count=True)
        report = await export(walks, tmp_path / "x.ndjson")
    assert planned.counted == 4
    assert planned.rows == (report.rows, report.rows)
    assert planned.calls == planned.credits == (report.calls, report.credits)


async def test_a_plan_costs_nothing_and_says_what_it_does_not_know(tmp_path: Path) -> None:
    async with Simulator(rows=1_000, limit=10**6) as simulator, session(simulator) as wh:
        planned = await plan_export(sweep(wh.tiktok_shop.products.explore, each={"country": FOUR}))
        assert simulator.journal == []
        bounded = await plan_export(wh.tiktok_shop.products.explore(country="US"), max_rows=950)
    assert (planned.calls, planned.balance, planned.covered) == ((4, None), None, None)
    assert (bounded.calls, bounded.rows) == ((1, 10), (0, 950))


async def test_a_plan_knows_the_balance_that_was_read_and_what_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=1_037, limit=10**6, credits=12) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        await wh.credits()
        short = await plan_export(listing, target, count=True)
        with pytest.raises(whasync.BudgetExceededError):
            await export(listing, target, max_credits=4)
        rest = await plan_export(listing, target, count=True)
    assert (short.calls, short.balance, short.covered) == ((11, 11), 10, False)
    assert (rest.calls, rest.balance, rest.covered) == ((7, 7), 5, False)


async def test_minutes_are_those_of_the_pace_after_the_burst() -> None:
    async with Simulator() as simulator, session(simulator) as wh:
        planned = await plan_export(
            sweep(wh.tiktok_shop.products.explore, each={"min_revenue": range(105)}, country="US"), rate="50/60s"
        )
    assert planned.minutes == (2.0, None)


@pytest.mark.parametrize(
    ("when", "days", "ages"),
    [
        ("2025-12-05", 30, {"mindays": 335, "maxdays": 365}),
        ("2025-12", 30, {"mindays": 325, "maxdays": 355}),
        (dt.date(2026, 11, 15), 30, {"mindays": 0, "maxdays": 20}),
        ("2025-12-05", 7, {"mindays": 347, "maxdays": 354}),
    ],
)
def test_ads_that_started_about_a_day_are_those_of_an_age(when: str | dt.date, days: int, ages: dict[str, int]) -> None:
    assert started_about(when, days=days, today=dt.date(2026, 11, 20)) == ages


def test_a_moment_means_its_day_in_utc() -> None:
    late = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-8)))
    assert started_about(late, days=2, today=dt.date(2026, 3, 12)) == {"mindays": 9, "maxdays": 11}


@pytest.mark.parametrize("when", ["2027-12", "December", "2025-13", "2025-12-32", 7, None])
def test_what_is_no_day_or_has_not_come_is_refused(when: Any) -> None:
    with pytest.raises(whasync.UsageError):
        started_about(when, today=dt.date(2026, 11, 20))


async def test_a_listing_above_the_cap_is_cut_until_each_part_is_under_it_and_no_row_is_lost(tmp_path: Path) -> None:
    async with Simulator(rows=3_000, limit=10**6) as simulator, session(simulator) as wh:
        whole = {row["id"] for row in await rows_of(wh.pinterest_ads(countries="US", mindays=0, maxdays=900))}
        parts = await cut(wh.pinterest_ads(countries="US"), "mindays", "maxdays", within=(0, 900), cap=300)
        totals = [(await part).total or 0 for part in parts.walks]
        report = await export(parts.walks, tmp_path / "x.ndjson", provenance=False)
    assert parts.capped == ()
    assert max(totals) < 300
    assert {row["id"] for row in table(tmp_path / "x.ndjson")} == whole
    assert report.rows == len(whole) == parts.rows - report.duplicates


async def test_what_cannot_be_cut_further_is_told(tmp_path: Path) -> None:
    async with Simulator(rows=3_000, limit=10**6) as simulator, session(simulator) as wh:
        parts = await cut(wh.pinterest_ads(countries="US"), "mindays", "maxdays", within=(0, 4), cap=1)
        assert parts.calls == len(simulator.journal) == 7
    ages = [(part.operation.mindays, part.operation.maxdays) for part in parts.capped]
    assert ages == [(0, 1), (1, 2), (2, 3), (3, 4)]


async def test_what_is_no_question_is_refused_for_what_it_is(tmp_path: Path) -> None:
    async with Simulator() as simulator, session(simulator) as wh:
        for wrong in (wh.credits(), None, [wh.brands(), 7]):
            with pytest.raises(whasync.UsageError, match="is no listing's call"):
                await export(wrong, tmp_path / "x.ndjson")  # type: ignore[arg-type]
        with pytest.raises(whasync.UsageError, match="there is no question to ask"):
            await plan_export([])
        for word in ("lamp", 7):
            with pytest.raises(whasync.UsageError, match=r"each: keyword=.* must be several values"):
                sweep(wh.pinterest_ads, each={"keyword": word})  # type: ignore[dict-item]
    assert (simulator.journal, os.listdir(tmp_path)) == ([], [])


async def test_a_swept_value_may_be_a_list_itself() -> None:
    async with Simulator() as simulator, session(simulator) as wh:
        walks = sweep(wh.tiktok_shop.products.explore, country="US", each={"category_ids": [["1"], ["2", "3"], ["1"]]})
    assert [walk.operation.category_ids for walk in walks] == [["1"], ["2", "3"]]


async def test_questions_of_two_sessions_are_refused_since_no_cap_would_hold_for_both(tmp_path: Path) -> None:
    async with Simulator() as simulator, session(simulator) as wh, session(simulator) as other:
        walks = [view.tiktok_shop.products.explore(country="US") for view in (wh, wh.with_options(lane="bulk"), other)]
        with pytest.raises(whasync.UsageError, match="several sessions"):
            await export(walks, tmp_path / "x.ndjson", max_credits=1)
        assert (simulator.journal, (await plan_export(walks[:2])).questions) == ([], 2)


async def test_of_many_questions_only_what_changed_is_told(tmp_path: Path) -> None:
    async with Simulator(rows=20) as simulator, session(simulator) as wh:
        words = [f"w{number}" for number in range(9)]
        await export(sweep(wh.pinterest_ads, each={"keyword": words}), tmp_path / "x.ndjson")
        changed = r'what changed: keyword \("w8" there, "lamp" now\)\.'
        with pytest.raises(whasync.UsageError, match=changed):
            await export(sweep(wh.pinterest_ads, each={"keyword": [*words[:-1], "lamp"]}), tmp_path / "x.ndjson")


@pytest.mark.parametrize("ending", ["parquet", "sqlite", "duckdb"])
async def test_typed_rows_of_several_models_share_the_columns_of_one_name(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"x.{ending}"
    async with Simulator(rows=20) as simulator, session(simulator) as wh:
        walks = [wh.adlibrary(countries="US"), wh.google_ads(keyword="lamp")]
        report = await export(walks, target, typed=True)
    names = [name for row in table(target) for name in row]
    assert report.rows == len(table(target)) == 6
    assert ("last_seen" in names, [name for name in names if name.endswith("_")]) == (True, [])
