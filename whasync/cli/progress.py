"""How far an export has come: on a terminal only, with rich where it is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from .._core.words import several
from ..export import Report
from .screen import duration

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
        with _plain(label, most) as progress:
            yield progress
    else:
        with bar(label, most) as progress:
            yield progress


@contextmanager
def _plain(label: str, most: int | None) -> Generator[Progress, None, None]:
    """One line that is written over."""

    def show(report: Report) -> None:
        sys.stderr.write(f"\r{label}: {several(report.rows, 'row')} · {told(report, most)} ")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def told(report: Report, most: int | None) -> str:
    """Calls, credits, pace and the time left; of several questions how many are done."""
    parts = [several(report.calls, "call"), several(report.credits, "credit")]
    if report.questions > 1:
        parts.insert(0, f"{report.done:,} of {report.questions:,} questions")
    # Before a minute has passed the burst at the start makes it look faster than the limit.
    if report.seconds >= 60:
        parts.append(f"{report.calls * 60 / report.seconds:.0f} calls/min")
        left = seconds_left(report, most)
        parts += [] if left is None else [f"{duration(left)} left"]
    return " · ".join(parts)


def seconds_left(report: Report, most: int | None) -> float | None:
    """How long it will take from here at the pace so far, or None where the end is not known."""
    if not report.calls or not report.rows:
        return None
    if most is not None:
        pages = (most - report.rows) * report.pages / report.rows
    elif report.questions > 1 and report.done:
        pages = (report.questions - report.done) * report.pages / report.done
    else:
        return None
    return max(0.0, pages) * report.seconds / report.calls
