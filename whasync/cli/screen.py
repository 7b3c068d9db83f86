"""What a person sees: messages and progress on stderr, tables on stdout."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from ..errors import WhasyncWarning
from .wording import without_secrets


def say(text: str) -> None:
    """One line on stderr."""
    print(f"whasync: {without_secrets(text)}", file=sys.stderr, flush=True)


def put(text: str) -> None:
    """Lines on stdout."""
    with writing_stdout():
        print(text, flush=True)


@contextmanager
def writing_stdout() -> Generator[None, None, None]:
    """Around what writes to stdout, so that an error names it, as the system's own words do not."""
    try:
        yield
    except OSError as error:
        error.filename = "stdout"
        # Python flushes stdout once more at its end; into the void, lest it complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


@contextmanager
def warnings_as_messages() -> Generator[None, None, None]:
    """Say whasync's warnings, and what it logs as one, as messages: without the line of code that no one here wrote."""
    with warnings.catch_warnings(), _log_as_messages():
        warnings.simplefilter("default", WhasyncWarning)
        show = warnings.showwarning

        def show_ours(  # noqa: PLR0917 - the signature is Python's
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, WhasyncWarning):
                say(f"warning: {message}")
            else:
                show(message, category, filename, lineno, file, line)

        warnings.showwarning = show_ours
        yield


@contextmanager
def _log_as_messages() -> Generator[None, None, None]:
    log, sayer = logging.getLogger("whasync"), _Sayer(logging.WARNING)
    log.addHandler(sayer)
    try:
        yield
    finally:
        log.removeHandler(sayer)


class _Sayer(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        say(f"warning: {record.getMessage()}")


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> Iterator[str]:
    """Columns side by side, those in *right* flush right; on a terminal no line is longer than it is wide."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    most = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in rows:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield clip("  ".join(cells).rstrip(), most)


def clip(text: str, width: int | None) -> str:
    """The text, its end left off where it is longer than *width* signs."""
    return text if width is None or len(text) <= width else f"{text[: width - 1]}…"


def size(count: int) -> str:
    """Bytes for people, in units of 1,000."""
    scaled = float(count)
    for unit in ("bytes", "kB", "MB"):
        if scaled < 1_000:
            return f"{scaled:,.0f} {unit}" if unit == "bytes" else f"{scaled:,.1f} {unit}"
        scaled /= 1_000
    return f"{scaled:,.1f} GB"


def duration(seconds: float) -> str:
    """Seconds for people."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"
