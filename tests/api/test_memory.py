"""A walk holds its memory flat, however many rows it gives. Client and simulator are processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path

import pytest

SCRIPT = str(Path(__file__).parent / "long_walk.py")
MOST_KILOBYTES = 40 * 1024


@contextmanager
def serving(rows: int) -> Iterator[str]:
    """A simulator in a process; gives its origin."""
    command = [sys.executable, SCRIPT, "serve", str(rows)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def walked(name: str, rows: int) -> tuple[int, int, int]:
    """Rows, calls, and kilobytes above the start."""
    with serving(rows) as origin:
        command = [sys.executable, SCRIPT, "walk", origin, name]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600).stdout
    given, calls, kilobytes = json.loads(told)
    return given, calls, kilobytes


# Kept in memory, the rows of each of these would take at least twice what is allowed here.
@pytest.mark.parametrize(
    ("name", "rows", "size"), [("products", 9_990, 100), ("adlibrary", 4_990, 50), ("landers", 19_990, 250)]
)
def test_a_walk_of_thousands_of_rows_takes_as_few_calls_as_it_can_and_no_memory_of_its_own(
    name: str, rows: int, size: int
) -> None:
    given, calls, kilobytes = walked(name, rows)
    assert (given, calls) == (rows, ceil(rows / size))
    assert kilobytes <= MOST_KILOBYTES / 4


@pytest.mark.slow
def test_a_walk_of_a_million_rows_takes_10_000_calls_and_at_most_40_megabytes() -> None:
    given, calls, kilobytes = walked("products", 1_000_000)
    assert (given, calls) == (1_000_000, 10_000)
    assert kilobytes <= MOST_KILOBYTES
