"""`kill -9` at random moments, a disk that fills, and signals: the same command again goes on, and pays once."""

from __future__ import annotations

import asyncio
import asyncio.subprocess
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import whasync
from tests.export.stage import session, table
from whasync import Backoff
from whasync.export import Report, export
from whasync.export.bookings import Totals
from whasync.export.spool import Spool
from whasync.export.spool_file import kept_questions
from whasync.simulator import Fault, Faults, Network, Simulator

ROOT = Path(__file__).parents[2]
SAME_BYTES = ["ndjson", "csv", "parquet", "sqlite", "ndjson.gz", "csv.zst"]
EXPLORE = ("export", "products/explore", "country=US", "--json", "-o")


async def started(
    simulator: Simulator, *arguments: str, rate: str = "100000/1s", ready: Callable[[], None] | None = None
) -> asyncio.subprocess.Process:
    """The command as a process of its own."""
    settings = {"WH_API_KEY": simulator.key, "WH_BASE_URL": simulator.origin, "WH_RATE": rate, "PYTHONPATH": str(ROOT)}
    streams: dict[str, Any] = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "whasync", *arguments), env={**os.environ, **settings}, preexec_fn=ready, **streams
    )


async def asked(simulator: Simulator, calls: int, process: asyncio.subprocess.Process) -> None:
    """Wait until so many calls have come, or the process has ended."""
    while process.returncode is None and len(simulator.journal) < calls:  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(0.001)


async def ended(process: asyncio.subprocess.Process) -> tuple[int, Any, str]:
    """Its status, the document on stdout, and what it said."""
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode is not None
    return process.returncode, json.loads(out) if out else None, err.decode()


async def killed_until_done(simulator: Simulator, target: Path, kills: int, dice: random.Random) -> Any:
    """Run the export again and again, kill it *kills* times, then let it end; its report."""
    for _ in range(kills):
        before = len(simulator.journal)
        process = await started(simulator, *EXPLORE, str(target))
        # Some are killed before they send anything, most in the middle, some while the output is made.
        await asyncio.sleep(dice.uniform(0.2, 0.45) if dice.random() < 0.2 else 0)
        most = dice.randrange(1, 30)
        await asked(simulator, before + most, process)
        await asyncio.sleep(dice.uniform(0, 0.01))
        with contextlib.suppress(ProcessLookupError):  # it was quicker
            process.kill()
        await process.communicate()
    status, report, said = await ended(await started(simulator, *EXPLORE, str(target)))
    assert (status, said.partition(":")[2].partition(":")[0].strip()) in ((0, ""), (0, "no call was made"))  # was done
    return report


async def reference(simulator: Simulator, folder: Path) -> dict[str, bytes]:
    """What an uninterrupted run makes, in every format whose bytes are defined."""
    async with session(simulator) as wh:
        for ending in [*SAME_BYTES, "duckdb"]:
            await export(wh.tiktok_shop.products.explore(country="US"), folder / f"whole.{ending}")
    return {ending: (folder / f"whole.{ending}").read_bytes() for ending in SAME_BYTES}


async def check(kills: int, folder: Path, seed: int, *, rows: int = 50_000, faults: Faults | None = None) -> None:
    async with Simulator(rows=rows, limit=10**6) as calm:
        whole = await reference(calm, folder)
    async with Simulator(rows=rows, limit=10**6, faults=faults) as simulator:
        target = folder / "killed.ndjson"
        report = await killed_until_done(simulator, target, kills, random.Random(seed))
        twice = simulator.account.charged - rows // 100
        assert (report["rows"], report["pages"]) == (rows, rows // 100)
        if faults is None:
            assert report["lost"] == twice
        calls = len(simulator.journal)
        async with session(simulator) as wh:
            for ending in [*SAME_BYTES, "duckdb"]:
                await export(wh.tiktok_shop.products.explore(country="US"), folder / f"killed.{ending}")
        assert len(simulator.journal) == calls
    for ending, expected in whole.items():
        assert (folder / f"killed.{ending}").read_bytes() == expected, ending
    assert table(folder / "killed.duckdb") == table(folder / "whole.duckdb")


async def test_killed_three_times_the_outputs_are_those_of_an_uninterrupted_run(tmp_path: Path) -> None:
    await check(3, tmp_path, seed=1, rows=3_000)


def totals(path: Path) -> Totals:
    """What all runs of a spool kept and paid together."""
    spool = Spool.open(path, kept_questions(path))
    try:
        return spool.totals()
    finally:
        spool.close()


async def test_failures_losses_and_cut_bodies_change_nothing_of_the_output(tmp_path: Path) -> None:
    lost = Fault("drop", charged=True)
    faults = Faults({"error": 0.05, "drop": 0.03, lost: 0.03, "cut": 0.03}, seed=4)
    target, spool, runs = tmp_path / "x.ndjson", tmp_path / "x.ndjson.spool", 0
    async with Simulator(rows=8_000, limit=10**6) as calm, session(calm) as wh:
        await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "whole.ndjson")
    async with Simulator(rows=8_000, limit=10**6, faults=faults) as simulator:
        while not target.exists():
            runs += 1
            async with session(simulator, backoff=Backoff(attempts=2, first=0.001)) as wh:
                with contextlib.suppress(whasync.ServerError, whasync.TransportError):
                    await export(wh.tiktok_shop.products.explore(country="US"), target)
        kept = totals(spool)
        assert runs > 2
        assert kept.credits == 80 < simulator.account.charged <= 80 + kept.in_doubt
    assert target.read_bytes() == (tmp_path / "whole.ndjson").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
async def test_killed_two_hundred_times_the_outputs_are_those_of_an_uninterrupted_run(
    tmp_path: Path, seed: int
) -> None:
    await check(20, tmp_path, seed)


@pytest.mark.slow
async def test_killed_while_answers_are_lost_and_servers_fail_the_outputs_are_the_same(tmp_path: Path) -> None:
    lost = Fault("drop", charged=True)
    faults = Faults({"error": 0.02, "drop": 0.01, lost: 0.01, "cut": 0.01}, seed=7)
    await check(20, tmp_path, seed=3, faults=faults)


def small(most: int) -> Callable[[], None]:
    """No file of the process may grow beyond *most* bytes, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


# The first is reached by the spool, the second by the output.
@pytest.mark.parametrize("most", [200_000, 2_000_000])
async def test_on_a_disk_that_is_full_it_stops_with_5_and_goes_on_when_there_is_room(tmp_path: Path, most: int) -> None:
    target = tmp_path / "rows.ndjson"
    async with Simulator(rows=5_000, limit=10**6) as simulator:
        status, report, said = await ended(await started(simulator, *EXPLORE, str(target), ready=small(most)))
        assert (status, report["resumable"], target.exists()) == (5, True, False)
        assert "rows (" in said
        assert f"kept in {target}.spool; the same export again goes on from there" in said
        report = await resumed(simulator, target)
        assert (report.rows, table(target)) == (5_000, await everything(simulator))
        assert simulator.account.charged - 50 - 50 == report.lost <= 1  # 50 for `everything`


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("mounting a file system is not permitted here")
    yield tmp_path
    subprocess.run(["umount", tmp_path], check=True)


def grow(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)


async def test_on_a_small_file_system_it_stops_with_5_and_goes_on_when_it_has_grown(disk: Path) -> None:
    target = disk / "rows.ndjson"
    async with Simulator(rows=5_000, limit=10**6) as simulator:
        status, _, said = await ended(await started(simulator, *EXPLORE, str(target)))
        assert (status, target.exists()) == (5, False)
        assert "No space left on device" in said
        grow(disk)
        report = await resumed(simulator, target)
        assert (report.rows, simulator.account.charged) == (5_000, 50 + report.lost)
        assert report.lost <= 1


async def resumed(simulator: Simulator, target: Path) -> Report:
    """The same export, to its end."""
    async with session(simulator) as wh:
        return await export(wh.tiktok_shop.products.explore(country="US"), target)


async def everything(simulator: Simulator) -> list[dict[str, Any]]:
    """The rows that the simulator has."""
    async with session(simulator) as wh:
        return [json.loads(row.raw) async for row in wh.tiktok_shop.products.explore(country="US")]


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_within_a_second_with_130_and_nothing_is_paid_twice(
    tmp_path: Path, name: signal.Signals
) -> None:
    target = tmp_path / "rows.ndjson"
    async with Simulator(rows=700, limit=10**6, network=Network.uniform(0.02, 0.05)) as simulator:
        process = await started(simulator, *EXPLORE, str(target))
        await asked(simulator, 3, process)
        process.send_signal(name)
        began = asyncio.get_running_loop().time()
        status, report, said = await ended(process)
        assert asyncio.get_running_loop().time() - began < 1
        assert (status, report["resumable"], report["lost"]) == (130, True, 0)
        assert said.startswith("whasync: interrupted; ")
        report = await resumed(simulator, target)
        assert (report.rows, report.lost, simulator.account.charged) == (700, 0, 7)


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_a_second_signal_ends_it_at_once_and_the_page_that_was_under_way_is_counted(
    tmp_path: Path, name: signal.Signals
) -> None:
    target = tmp_path / "rows.ndjson"
    async with Simulator(rows=700, limit=10**6) as simulator:
        simulator.script(Fault("none"), Fault("none"), Fault("stall"))
        process = await started(simulator, *EXPLORE, str(target))
        await asked(simulator, 3, process)
        process.send_signal(name)
        await asyncio.sleep(0.1)
        process.send_signal(name)
        began = asyncio.get_running_loop().time()
        status, _, _ = await ended(process)
        assert asyncio.get_running_loop().time() - began < 0.4
        assert status == 130
        report = await resumed(simulator, target)
        assert (report.rows, report.lost, simulator.account.charged) == (700, 1, 8)
