"""Where an output's rows are written: one sink a format. All of it blocks, so the worker does it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..columns import Column
from ..extras import installed, load
from ..formats import Format


class Sink(Protocol):
    """A table being written into a new file."""

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows, each with one value for each column."""
        ...

    def finish(self) -> None:
        """Write what is left, and close the file."""
        ...

    def abandon(self) -> None:
        """Close the file as it is; whoever asks removes it."""
        ...


def sink_of(chosen: Format, path: Path, columns: Sequence[Column]) -> Sink:
    """The sink of a format.

    Raises:
        UsageError: It takes a package that is not installed.
    """
    # A format loads what it needs, and no other does.
    match chosen.name:
        case "csv":
            from .comma import CSV  # noqa: PLC0415

            return CSV(path, chosen.compression, columns)
        case "sqlite":
            from .sqlite import SQLite  # noqa: PLC0415

            return SQLite(path, columns)
        case "parquet" if installed("pyarrow") or not installed("duckdb"):
            from .parquet import Parquet  # noqa: PLC0415

            return Parquet(path, columns)
        case _:
            from .duck import Duck  # noqa: PLC0415

            return Duck(path, columns, as_parquet=chosen.name == "parquet")


def require(chosen: Format) -> None:
    """Refuse a format whose package is missing, before anything is spent.

    Raises:
        UsageError: It says what to install.
    """
    if chosen.compression == "zst":
        load("zstandard", "zstd")
    if chosen.name == "duckdb":
        load("duckdb", "duckdb")
    if chosen.name == "parquet" and not installed("duckdb"):
        load("pyarrow", "parquet")
