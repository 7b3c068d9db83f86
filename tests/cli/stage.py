"""What the tests of the command line share: names, and how whasync is started as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from whasync.cli import main

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
"""Of the processes: they find this whasync, wherever they are started."""

ROWS = 1_000
CREDITS = 50_000
"""Of the simulator that the commands talk to."""


class Upstream(NamedTuple):
    """Where the simulator listens, and its key."""

    origin: str
    key: str


class Ended(NamedTuple):
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Command = Callable[..., Ended]
Start = Callable[..., "subprocess.Popen[bytes]"]


def python(*arguments: str) -> list[str]:
    """The words that start whasync."""
    return [sys.executable, "-m", "whasync", *arguments]


def in_process(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs commands within this process."""

    def run(*arguments: str) -> Ended:
        capfd.readouterr()
        status = main(arguments)
        return Ended(status, *capfd.readouterr())

    return run
