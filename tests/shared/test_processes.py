"""Real processes, a real Redis, real files, and a server that counts: the law, the use of the limit, and the books."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import redis

import whasync
from tests.shared.conftest import RedisServer
from tests.shared.proxy import Proxy

CALLS, WINDOW = 50, 2.0
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


class Arena:
    """A server that counts, and processes that ask it."""

    def __init__(self, shared: str) -> None:
        self.shared = shared
        self.arrivals: list[float] = []
        self.refused = self.charged = 0
        self.settings: dict[str, str] = {}
        self._upstream: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._upstream = await self._run("tests.shared.upstream", str(CALLS), str(WINDOW))
        told = json.loads(await self._line(self._upstream))
        self.settings = {
            "WH_API_KEY": told["key"],
            "WH_BASE_URL": told["origin"],
            "WH_RATE": f"{CALLS}/{WINDOW}s",
            "WH_SHARED": self.shared,
        }

    async def stop(self) -> None:
        assert self._upstream is not None
        self._upstream.send_signal(signal.SIGTERM)
        told = json.loads(await self._line(self._upstream))
        self.arrivals, self.refused, self.charged = told["arrivals"], told["refused"], told["charged"]
        await self._upstream.wait()

    async def worker(self, seconds: float, *, tasks: int = 50, skew: float = 0.0) -> asyncio.subprocess.Process:
        process = await self._run("tests.shared.worker", str(tasks), str(seconds), str(skew))
        assert await self._line(process) == b"open\n"
        return process

    async def workers(self, count: int, seconds: float, **options: Any) -> None:
        """Let so many run to their end."""
        processes = await asyncio.gather(*(self.worker(seconds, **options) for _ in range(count)))
        assert [await process.wait() for process in processes] == [0] * count

    async def books(self) -> whasync.Ledger:
        """What the place has booked, after a reading."""
        options = {"api_key": self.settings["WH_API_KEY"], "base_url": self.settings["WH_BASE_URL"]}
        async with whasync.Session(**options, rate=self.settings["WH_RATE"], shared=self.shared) as wh:
            await wh.credits()
            await asyncio.sleep(0.3)
            return wh.ledger

    @property
    def worst(self) -> int:
        """The most arrivals in any rolling window."""
        worst = first = 0
        for last, moment in enumerate(self.arrivals):
            while moment - self.arrivals[first] >= WINDOW:
                first += 1
            worst = max(worst, last - first + 1)
        return worst

    @property
    def use(self) -> float:
        """The share of the limit that was used, from the first window's end to a window before the last arrival."""
        began, ended = self.arrivals[0] + WINDOW, self.arrivals[-1] - WINDOW
        sent = sum(began <= moment < ended for moment in self.arrivals)
        return sent / ((ended - began) * CALLS / WINDOW)

    async def _run(self, module: str, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments, cwd=ROOT, env={**os.environ, **self.settings},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def _line(self, process: asyncio.subprocess.Process) -> bytes:
        assert process.stdout is not None
        return await asyncio.wait_for(process.stdout.readuntil(b"\n"), 30)


@asynccontextmanager
async def arena(shared: str) -> AsyncGenerator[Arena]:
    stage = Arena(shared)
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()


def steps_of(server: RedisServer) -> int:
    """How many steps a server was asked for."""
    with redis.Redis.from_url(server.url) as client:
        stats: Any = client.info("commandstats")
        return sum(stats.get(f"cmdstat_{name}", {"calls": 0})["calls"] for name in ("eval", "evalsha"))


@pytest.fixture(params=["sqlite", "redis"])
def shared(request: pytest.FixtureRequest, own_redis: RedisServer, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/meet.sqlite" if request.param == "sqlite" else own_redis.url


async def test_four_processes_keep_the_limit_use_it_and_agree_with_the_servers_books(shared: str) -> None:
    async with arena(shared) as stage:
        await stage.workers(4, 12)
        ledger = await stage.books()
    assert (stage.worst, stage.refused) == (CALLS, 0)
    assert stage.use >= 0.97
    assert (ledger.spent, ledger.in_doubt, ledger.in_flight) == (stage.charged, 0, 0)


async def test_processes_that_are_killed_break_no_law_and_lose_no_slot_for_longer_than_their_lease(shared: str) -> None:
    dice = random.Random(5)
    async with arena(f"{shared}?lease=3") as stage:
        processes = [await stage.worker(60) for _ in range(4)]
        for _ in range(8):
            await asyncio.sleep(dice.uniform(0.5, 2.5))
            killed = processes.pop(dice.randrange(4))
            killed.kill()
            await killed.wait()
            processes.append(await stage.worker(60))
        for process in processes[:3]:
            process.kill()
        await asyncio.sleep(3 + WINDOW + 3 * WINDOW)  # then the dead hold no slot, and the last one has all of them
        processes[3].kill()
        for process in processes:
            await process.wait()
        await asyncio.sleep(3.5)
        ledger = await stage.books()
    assert (stage.worst <= CALLS, stage.refused) == (True, 0)
    *moments, _ = stage.arrivals  # the last is the reading's
    assert len([moment for moment in moments if moment >= moments[-1] - 2 * WINDOW]) >= 0.97 * 2 * CALLS
    assert ledger.spent + ledger.in_doubt >= stage.charged


@pytest.mark.parametrize(("stamp", "most"), [("yes", 2.05), ("no", 1.05)])
async def test_redis_is_asked_about_once_a_call_whether_answers_are_stamped_or_not(
    own_redis: RedisServer, stamp: str, most: float
) -> None:
    async with arena(f"{own_redis.url}?stamp={stamp}") as stage:
        workers = await asyncio.gather(*(stage.worker(15) for _ in range(4)))
        await asyncio.sleep(3)
        began, before = time.monotonic(), steps_of(own_redis)
        await asyncio.sleep(10)
        ended, asked = time.monotonic(), steps_of(own_redis) - before
        assert [await worker.wait() for worker in workers] == [0] * 4
    assert stage.worst <= CALLS
    assert asked <= most * sum(began <= moment < ended for moment in stage.arrivals)


async def test_clocks_that_are_five_seconds_apart_change_nothing(shared: str) -> None:
    async with arena(shared) as stage:
        skews = (0.0, 5.0, -5.0, 0.0)
        processes = await asyncio.gather(*(stage.worker(8, skew=skew) for skew in skews))
        assert [await process.wait() for process in processes] == [0] * 4
    assert (stage.worst, stage.refused) == (CALLS, 0)
    assert stage.use >= 0.97


@pytest.mark.parametrize("kept", [(), ("--appendonly", "yes", "--appendfsync", "always")], ids=["nothing", "all"])
async def test_a_redis_that_is_started_again_breaks_no_law(own_redis: RedisServer, kept: tuple[str, ...]) -> None:
    own_redis.stop()
    own_redis.start(*kept)
    async with arena(f"{own_redis.url}?lease=3") as stage:
        processes = await asyncio.gather(*(stage.worker(18) for _ in range(4)))
        await asyncio.sleep(4)
        own_redis.stop()
        await asyncio.sleep(0.5)
        own_redis.start(*kept)
        assert [await process.wait() for process in processes] == [0] * 4
        ledger = await stage.books()
    assert (stage.worst, stage.refused) == (CALLS, 0)
    gaps = [after - before for before, after in zip(stage.arrivals, stage.arrivals[1:], strict=False)]
    assert max(gaps) <= 3 + WINDOW + 2.0
    if kept:
        assert ledger.spent == stage.charged


async def test_a_script_flush_is_not_noticed(own_redis: RedisServer) -> None:
    async with arena(own_redis.url) as stage:
        processes = await asyncio.gather(*(stage.worker(8) for _ in range(4)))
        with redis.Redis.from_url(own_redis.url) as client:
            for _ in range(6):
                await asyncio.sleep(1)
                client.script_flush()
        assert [await process.wait() for process in processes] == [0] * 4
    assert (stage.worst, stage.refused) == (CALLS, 0)
    assert stage.use >= 0.97


async def test_a_slow_redis_slows_calls_and_breaks_no_law(own_redis: RedisServer) -> None:
    async with Proxy(own_redis.port, wait=0.1) as proxy, arena(f"redis://127.0.0.1:{proxy.port}/0") as stage:
        await stage.workers(4, 12)
    assert stage.worst <= CALLS
    assert len(stage.arrivals) >= 150
