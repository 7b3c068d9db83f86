"""What the tests of the command line stand on: a simulator in a process of its own, and whasync in others."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.stage import CREDITS, ENVIRONMENT, ROWS, Command, Start, Upstream, in_process, python


@pytest.fixture(scope="session")
def upstream() -> Iterator[Upstream]:
    """`whasync simulate --json` as a real process."""
    options = ["--rows", str(ROWS), "--credits", str(CREDITS), "--rate", "100000/1s"]
    command = python("simulate", "--json", *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield Upstream(told["origin"], told["key"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.fixture
def environment(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The settings by which a command finds the simulator, and is not slowed down."""
    settings = {"WH_BASE_URL": upstream.origin, "WH_API_KEY": upstream.key, "WH_RATE": "5000/1s"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return {**ENVIRONMENT, **settings}


@pytest.fixture
def whasync(environment: dict[str, str], capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command within this process."""

    return in_process(capfd)


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Start a command as a process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str, settings: dict[str, str] | None = None, **options: Any) -> subprocess.Popen[bytes]:
        streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        process = subprocess.Popen(python(*arguments), env=environment | (settings or {}), **streams)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()
