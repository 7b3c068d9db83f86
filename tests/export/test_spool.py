"""The spool: whose it is, what is refused, and what is left alone."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from pathlib import Path

import pytest

import whasync
from tests.export.stage import rows_of, session, table
from whasync.export import Report, export, sweep
from whasync.export.bookings import Booking
from whasync.export.question import Question
from whasync.export.spool import Spool
from whasync.export.spool_file import throw_away
from whasync.simulator import DEMO_KEY, Fault, Habits, Simulator


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_the_same_export_again_spends_nothing_and_makes_the_same_bytes(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=450, limit=10**6) as simulator, session(simulator) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), target)
        before = target.read_bytes()
        target.unlink()
        report = await export(wh.tiktok_shop.products.explore(country="US"), target)
    assert (report.calls, report.credits, report.paid, target.read_bytes()) == (0, 0, 5, before)


async def test_more_rows_of_the_same_question_cost_only_what_is_not_kept(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=1_000, limit=10**6) as simulator, session(simulator) as wh:
        few = await export(wh.tiktok_shop.products.explore(country="US"), target, max_rows=150)
        more = await export(wh.tiktok_shop.products.explore(country="US"), target, max_rows=450)
        few_again = await export(wh.tiktok_shop.products.explore(country="US"), target, max_rows=20)
    assert [(r.rows, r.credits) for r in (few, more, few_again)] == [(150, 2), (450, 3), (20, 0)]
    assert len(table(target)) == 20


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"country": "DE"}, r'country \("US" there, "DE" now\)'),
        ({"country": "US", "period": "7d"}, r'period \(nothing there, "7d" now\)'),
    ],
)
async def test_a_changed_question_is_refused_by_the_name_of_what_changed(
    tmp_path: Path, arguments: dict[str, str], told: str
) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), target)
        before = bytes_in(tmp_path)
        with pytest.raises(whasync.UsageError, match=told):
            await export(wh.tiktok_shop.products.explore(**arguments), target)
        assert len(simulator.journal) == 1
    assert bytes_in(tmp_path) == before


async def test_a_spool_of_the_simulator_is_not_continued_against_another_origin(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), target)
    told = r"the origin \(this machine there, https://app.winninghunter.com now\)"
    async with whasync.Session(DEMO_KEY) as wh:
        with pytest.raises(whasync.UsageError, match=told):
            await export(wh.tiktok_shop.products.explore(country="US"), target)


async def test_a_sweep_that_has_one_more_value_is_another_question(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=100, limit=10**6) as simulator, session(simulator) as wh:
        explore = wh.tiktok_shop.products.explore
        await export(sweep(explore, each={"country": ["US", "DE"]}), target)
        with pytest.raises(whasync.UsageError, match=r'country \("US", "DE" there, "US", "DE", "FR" now\)'):
            await export(sweep(explore, each={"country": ["US", "DE", "FR"]}), target)


@pytest.mark.parametrize("kept", [b"a file of somebody else", b"SQLite format 3\0" + bytes(200)])
@pytest.mark.parametrize("restart", [False, True])
async def test_a_foreign_file_in_the_spools_place_is_left_as_it_is(tmp_path: Path, kept: bytes, restart: bool) -> None:
    spool = tmp_path / "x.ndjson.spool"
    spool.write_bytes(kept)
    async with Simulator(rows=100) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match="is no spool of whasync"):
            await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson", restart=restart)
        assert simulator.journal == []
    assert (os.listdir(tmp_path), spool.read_bytes()) == ([spool.name], kept)


async def test_a_pipe_in_the_spools_place_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.ndjson.spool")
    async with Simulator(rows=100) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match="is no regular file"):
            await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson")
        assert simulator.journal == []


@pytest.mark.parametrize("place", [30_000, 45_000])
async def test_a_damaged_spool_is_refused_and_left_as_it_is_until_a_restart(tmp_path: Path, place: int) -> None:
    target, spool = tmp_path / "x.ndjson", tmp_path / "x.ndjson.spool"
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), target)
        whole = bytearray(spool.read_bytes())
        whole[place : place + 600] = bytes(byte ^ 0x5A for byte in whole[place : place + 600])
        spool.write_bytes(whole)
        with pytest.raises(whasync.UsageError, match="is damaged"):
            await export(wh.tiktok_shop.products.explore(country="US"), target)
        assert (len(simulator.journal), spool.read_bytes()) == (5, whole)
        report = await export(wh.tiktok_shop.products.explore(country="US"), target, restart=True)
    assert (report.rows, report.credits) == (500, 5)


async def test_a_second_run_at_the_same_time_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh:
        simulator.script(Fault("none"), Fault("slow", seconds=0.3))
        reached = asyncio.Event()
        listing = wh.tiktok_shop.products.explore(country="US")
        first = asyncio.create_task(export(listing, target, progress=lambda _: reached.set()))
        await reached.wait()
        for restart in (False, True):
            with pytest.raises(whasync.UsageError, match="another process is at work on it"):
                await export(listing, target, restart=restart)
        assert ((await first).rows, simulator.account.charged) == (500, 5)


async def test_of_two_exports_into_one_file_the_first_has_it_and_the_other_keeps_its_rows(
    tmp_path: Path,
) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=300, limit=10**6) as simulator, session(simulator) as wh:
        listings = [wh.tiktok_shop.products.explore(country=country) for country in ("US", "GB")]
        spools = [tmp_path / "a", tmp_path / "b"]
        both = [export(listing, target, spool=spool) for listing, spool in zip(listings, spools, strict=True)]
        ends = await asyncio.gather(*both, return_exceptions=True)
        first, lost = sorted(ends, key=lambda end: isinstance(end, BaseException))
        assert isinstance(first, Report)
        assert isinstance(lost, whasync.UsageError)
        assert "this export did not make it" in str(lost)
        assert "300 rows (3 credits) kept in" in lost.__notes__[0]
        assert len(table(target)) == 300
        other = ends.index(lost)
        report = await export(listings[other], tmp_path / "y.ndjson", spool=spools[other])
    assert (report.rows, report.calls, simulator.account.charged) == (300, 0, 6)


async def test_a_file_whose_own_spool_is_another_jobs_is_refused_for_no_credit(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=500, limit=10**6) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.BudgetExceededError):
            await export(wh.tiktok_shop.products.explore(country="US"), target, max_credits=1)
        with pytest.raises(whasync.UsageError, match=r"x\.ndjson\.spool keeps rows of another export into"):
            await export(wh.tiktok_shop.products.explore(country="GB"), target, spool=tmp_path / "b")
        assert (simulator.account.charged, sorted(os.listdir(tmp_path))) == (1, ["x.ndjson.spool"])


async def test_an_output_that_is_taken_away_while_it_is_made_is_told_with_what_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"

    def take_away(_: object) -> bool:
        Path(f"{target}.part").unlink(missing_ok=True)
        return True

    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match="another export has written") as caught:
            await export(wh.tiktok_shop.products.explore(country="US"), target, where=take_away)
    assert caught.value.__notes__[0].startswith("90 rows (1 credit) kept in ")


@pytest.mark.parametrize("name", ["x.ndjson", "x.ndjson.part"])
async def test_a_file_that_the_export_did_not_make_is_left_as_it_is_until_a_restart(tmp_path: Path, name: str) -> None:
    target = tmp_path / "x.ndjson"
    (tmp_path / name).write_text("somebody's\n")
    async with Simulator(rows=100, limit=10**6) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match="this export did not make it"):
            await export(wh.tiktok_shop.products.explore(country="US"), target)
        assert (simulator.journal, os.listdir(tmp_path)) == ([], [name])
        await export(wh.tiktok_shop.products.explore(country="US"), target, restart=True)
    assert (len(table(target)), sorted(os.listdir(tmp_path))) == (100, ["x.ndjson", "x.ndjson.spool"])


async def test_an_empty_file_that_a_killed_run_left_is_a_new_spool(tmp_path: Path) -> None:
    (tmp_path / "x.ndjson.spool").touch()
    async with Simulator(rows=100) as simulator, session(simulator) as wh:
        assert (await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson")).rows == 100


async def test_another_format_beside_it_takes_the_kept_rows_and_a_spool_elsewhere_must_be_named(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with Simulator(rows=90, limit=10**6) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        await export(listing, tmp_path / "x.ndjson.gz")
        beside = await export(listing, tmp_path / "x.csv")
        named = await export(listing, elsewhere / "y.parquet", spool=tmp_path / "x.ndjson.gz.spool")
        assert (beside.credits, named.credits, simulator.account.charged) == (0, 0, 1)
        assert sorted(row["product_id"] for row in table(tmp_path / "x.csv")) == sorted(
            row["product_id"] for row in await rows_of(listing)
        )


async def test_an_expired_cursor_starts_over_and_every_row_is_there_once(tmp_path: Path) -> None:
    habits = Habits(scroll_life=0.3)
    async with Simulator(rows=220, limit=10**6, habits=habits) as simulator, session(simulator) as wh:
        whole = await rows_of(wh.pinterest_ads())
        asked = len(simulator.journal)

        def wait_after_two(report: Report) -> None:
            if report.pages == 2:
                time.sleep(0.4)  # in the simulator's loop too, so that its clock goes on and nothing else does

        report = await export(wh.pinterest_ads(), tmp_path / "x.ndjson", progress=wait_after_two)
        assert table(tmp_path / "x.ndjson") == whole
        assert (len(whole), report.rows, report.duplicates) == (220, 220, 100)
        assert len(simulator.journal) == asked + report.calls == asked + 5 + 2 + 1


QUESTIONS = [Question(operation="tiktok_shop.products.explore", arguments={"country": "US"})]
BOOKING = Booking(
    question=0, course=0, asked=None, next=2, body=b"[]", keys=b"", rejected=0, credits=1, in_doubt=0, ended=1, at=0.0
)


def begun(path: Path) -> Spool:
    spool = Spool.open(path, QUESTIONS)
    spool.begin()
    return spool


def test_calls_that_came_to_no_end_are_lost_when_the_next_run_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.spool"
    spool = begun(path)
    for _ in range(3):
        spool.sent.add()
    spool.book(BOOKING)
    spool.close()  # without being settled, as by a kill
    assert sorted(os.listdir(tmp_path)) == ["x.spool", "x.spool-sent"]
    spool = begun(path)
    assert spool.totals().lost == 2
    spool.close()
    assert os.listdir(tmp_path) == ["x.spool"]


def test_calls_that_ended_are_not_lost_though_their_pages_never_came(tmp_path: Path) -> None:
    spool = begun(tmp_path / "x.spool")
    for _ in range(3):
        spool.sent.add()
    spool.settle(ended=2)
    assert spool.totals().lost == 1
    spool.close()


@pytest.mark.parametrize("count", [b"", b"\7\0", b"\7\0\0\0\0\0\0\0"], ids=["empty", "cut", "of a spool taken away"])
def test_what_was_left_beside_no_spool_counts_for_nothing(tmp_path: Path, count: bytes) -> None:
    (tmp_path / "x.spool-sent").write_bytes(count)
    spool = begun(tmp_path / "x.spool")
    assert spool.totals().lost == 0
    spool.close()
    assert os.listdir(tmp_path) == []


def test_throwing_away_takes_what_sqlite_keeps_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "x.spool"
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA application_id = 0x77687370; PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    connection.close()
    (tmp_path / "x.spool-wal").touch()
    (tmp_path / "x.spool-sent").touch()
    throw_away(path)
    assert os.listdir(tmp_path) == []
