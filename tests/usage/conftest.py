"""What the tests of usage stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.stage import Command, Ended
from tests.shared.conftest import RedisServer
from whasync.cli import main


@pytest.fixture
def whasync(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command within this process, in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Ended:
        capfd.readouterr()
        status = main(arguments)
        return Ended(status, *capfd.readouterr())

    return run


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A server of the test's own."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()
