"""A Redis of our own for the tests: started on a free port of loopback, and stopped."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import program


class RedisServer:
    """A redis-server, or a valkey-server, that a test may stop, kill and start again on the same port."""

    def __init__(self, folder: Path) -> None:
        redis = program("redis-server", "valkey-server", package="redis-server")
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port: int = server.getsockname()[1]
        self._command = [redis, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(folder)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *options: str) -> None:
        options = options or ("--save", "", "--appendonly", "no")
        self._process = subprocess.Popen([*self._command, *options], stdout=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while not self._listens():
            assert time.monotonic() < end, "redis-server did not start"
            time.sleep(0.01)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def pause(self) -> None:
        """Stop answering, without closing anything."""
        assert self._process is not None
        self._process.send_signal(19)

    def go_on(self) -> None:
        assert self._process is not None
        self._process.send_signal(18)


@pytest.fixture(scope="session")
def common_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One server for all tests that do it no harm; each uses an account of its own."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A server that the test may do anything to."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()
