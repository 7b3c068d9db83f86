"""Export spread over the workers of a cluster: one key, one limit, each row once, even when a worker dies."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.documents import beside
from tests.shared.conftest import RedisServer
from whasync.simulator import DEMO_KEY, Network, Simulator

HERE = Path(__file__).parent
RATE, WINDOW = "50/2s", 2.0

pytestmark = pytest.mark.slow


class Crowd:
    """A simulator in a thread, a Redis and Dask in processes."""

    def __init__(self, stack: ExitStack, folder: Path, redis: RedisServer) -> None:
        self._stack, self._folder = stack, folder
        self.api = Simulator(limit=60, window=WINDOW, rows=3_000, network=Network.uniform(0.01, 0.05))
        stack.enter_context(beside(self.api))
        self.environment = os.environ | {
            "WH_BASE_URL": self.api.origin,
            "WH_API_KEY": DEMO_KEY,
            "WH_RATE": RATE,
            "WH_SHARED": f"{redis.url}?lease=2",
        }
        with socket.create_server(("127.0.0.1", 0)) as server:
            self._scheduler = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        self._dask("scheduler", "--host", "127.0.0.1", "--port", self._scheduler.rpartition(":")[2])

    def worker(self) -> subprocess.Popen[bytes]:
        return self._dask("worker", self._scheduler, "--nthreads", "2", "--no-nanny")

    def _dask(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
        process = subprocess.Popen(
            command, cwd=self._folder, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._stack.callback(process.wait)
        self._stack.callback(self.end, process, signal.SIGKILL)
        return process

    def end(self, process: subprocess.Popen[bytes], how: int) -> None:
        if process.poll() is None:
            os.killpg(process.pid, how)

    def crawl(self) -> subprocess.Popen[str]:
        return self._stack.enter_context(
            subprocess.Popen(
                [sys.executable, str(HERE / "crawl.py"), self._scheduler],
                cwd=self._folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    def spools(self) -> list[Path]:
        return list(self._folder.glob("*.spool"))

    def rows(self) -> dict[str, list[str]]:
        files = sorted(self._folder.glob("*.ndjson"))
        return {file.name: file.read_text(encoding="utf-8").splitlines() for file in files}


@pytest.fixture
def crowd(tmp_path: Path, own_redis: RedisServer) -> Iterator[Crowd]:
    with ExitStack() as stack:
        yield Crowd(stack, tmp_path, own_redis)


def test_two_workers_share_a_sweep_and_the_death_of_one_loses_no_row(crowd: Crowd) -> None:
    first, _ = crowd.worker(), crowd.worker()
    crawl = crowd.crawl()
    while not crowd.spools():
        time.sleep(0.05)
    time.sleep(1)
    crowd.end(first, signal.SIGKILL)
    told, _ = crawl.communicate(timeout=60)
    found = crowd.rows()
    assert len(found) == 6
    assert told == f"{sum(map(len, found.values()))} rows in 6 files\n"
    for rows in found.values():
        ids = [json.loads(row)["shop_id"] for row in rows]
        assert len(ids) == len(set(ids)) > 0
    assert crowd.api.worst_window(WINDOW) <= 50
    pages = sum(-(-len(rows) // 100) for rows in found.values())
    assert pages <= crowd.api.account.charged <= pages + len(found) + 2  # an empty last page each; two were under way
