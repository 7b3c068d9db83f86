"""How far an export has come: on a terminal only, with rich where it is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from .._core.words import several
from ..export import Report

Progress = Callable[[Report], None]


@contextmanager
def showing(label: str, most: int | None) -> Generator[Progress | None, None, None]:
    """What to call after each page, or None where nobody watches.

    Args:
        most: The rows it will be at most, if known.
    """
    if not sys.stderr.isatty():
        yield None
        return
    try:
        from .bar import bar  # noqa: PLC0415 - rich is an extra, and slow to load
    except ImportError:
        with _plain(label) as progress:
            yield progress
    else:
        with bar(label, most) as progress:
            yield progress


@contextmanager
def _plain(label: str) -> Generator[Progress, None, None]:
    """One line that is written over."""

    def show(report: Report) -> None:
        sys.stderr.write(f"\r{label}: {several(report.rows, 'row')} · {told(report)} ")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def told(report: Report) -> str:
    """Calls, credits and pace."""
    # Before a minute has passed the burst at the start makes it look faster than the limit.
    pace = report.calls * 60 / report.seconds if report.seconds >= 60 else 0.0
    parts = [several(report.calls, "call"), several(report.credits, "credit")]
    return " · ".join([*parts, f"{pace:.0f} calls/min"] if pace else parts)
