"""The example under a real uvicorn, in processes of its own, while a crowd asks."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest

from whasync.simulator import Simulator

ROOT = Path(__file__).parents[2]

LIMIT, WINDOW = 50, 2.0
CROWD = 200
PATIENCE = 30.0
"""Seconds for what takes three."""

GAP = 0.05
"""Seconds for which the loop of a worker is held up at most."""


class Told(NamedTuple):
    """What the backend answered."""

    status: int
    retry_after: int


Ask = Callable[[], Coroutine[Any, Any, Told]]


class Backend:
    """A running uvicorn, and what it has logged so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.log = ""
        self.origin = ""

    async def start(self, workers: int) -> None:
        """Wait until all workers are ready."""
        while self.log.count("Application startup complete") < workers or not self.origin:
            assert await self._read_line(), self.log
            if found := re.search(r"running on (http://\S+)", self.log):
                self.origin = found[1]

    async def stop(self) -> None:
        """End it as an init system does, and read its log to the end."""
        self._process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            while await self._read_line():
                pass
            await self._process.wait()

    async def _read_line(self) -> bool:
        assert self._process.stderr is not None
        line = await self._process.stderr.readline()
        self.log += line.decode()
        return bool(line)


@asynccontextmanager
async def backend(sim: Simulator, workers: int, shared: str) -> AsyncGenerator[Backend]:
    """The example, told by the environment where it finds the simulator and its other workers."""
    words = ["-m", "uvicorn", "tests.web.app:app", "--port", "0", "--workers", str(workers), "--no-access-log"]
    settings = {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "always::ResourceWarning",
        "WH_API_KEY": sim.key,
        "WH_BASE_URL": sim.origin,
        "WH_RATE": f"{LIMIT}/{WINDOW:g}s",
        "WH_SHARED": shared,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE
    )
    try:
        started = Backend(process)
        await asyncio.wait_for(started.start(workers), PATIENCE)
        yield started
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def client(origin: str) -> AsyncGenerator[Ask]:
    """Asks the backend, on a connection of its own for each request."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(origin, connector=connector) as http:

        async def ask() -> Told:
            async with http.get("/count") as response:
                await response.read()
                return Told(response.status, int(response.headers.get("Retry-After", "0")))

        yield ask


async def come(ask: Ask, times: int) -> list[Told]:
    """Ask, and where refused come back when told to, so many times at most."""
    answers = [await ask()]
    while answers[-1].status == 503 and len(answers) < times:
        await asyncio.sleep(answers[-1].retry_after)
        answers.append(await ask())
    return answers


async def serve_a_crowd(workers: int, shared: str, times: int) -> float:
    """Let a crowd come, then end the backend while some are being served; gives the largest gap."""
    async with (
        Simulator(limit=LIMIT, window=WINDOW) as sim,
        backend(sim, workers, shared) as served,
        client(served.origin) as ask,
    ):
        crowd = await asyncio.gather(*(come(ask, times) for _ in range(CROWD)))
        late = [asyncio.create_task(ask()) for _ in range(20)]
        await asyncio.sleep(0.2)
        await served.stop()

        assert Counter(answers[-1].status for answers in crowd) == {200: CROWD}
        assert sum(len(answers) > 1 for answers in crowd) > CROWD / 4
        assert {told.status for told in await asyncio.gather(*late)} <= {200, 503}
        assert sim.worst_window() <= LIMIT
        assert {entry.status for entry in sim.journal} == {200}
        # Of those that are named unclosed: uvicorn's parent leaves its own socket to the end.
        assert not re.search("ERROR|WARNING|Traceback|[Uu]nclosed (?!<socket)", served.log), served.log
        ends = re.findall(r"^worker ends: <whasync.Session .*, closed>, gap ([\d.]+)$", served.log, re.MULTILINE)
        assert len(ends) == workers
        return max(map(float, ends))


@pytest.mark.slow
async def test_a_crowd_is_served_by_one_worker_within_the_limit_at_its_first_return() -> None:
    await serve_a_crowd(workers=1, shared="", times=2)


@pytest.mark.slow
async def test_a_crowd_is_served_by_two_workers_within_the_one_limit_and_none_is_held_up(tmp_path: Path) -> None:
    gap = await serve_a_crowd(workers=2, shared=f"sqlite:///{tmp_path}/limit.db", times=3)
    assert gap < GAP
