"""A SQLite database with one table, `rows`. Flags are 0 and 1, dates and JSON are text."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..columns import Column
from ..spool_file import translated

_TYPES = {
    "none": "TEXT",
    "bool": "INTEGER",
    "int": "INTEGER",
    "float": "REAL",
    "text": "TEXT",
    "date": "TEXT",
    "json": "TEXT",
    "unread": "TEXT",
}


class SQLite:
    """The table is written without a journal: a run that is killed makes the file again from the spool."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path = path
        self._dates = [place for place, column in enumerate(columns) if column.kind == "date"]
        path.unlink(missing_ok=True)
        with translated(path):
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("PRAGMA synchronous = OFF")
            names = ", ".join(f"{quoted(name)} {_TYPES[column.kind]}" for name, column in named(columns))
            self._connection.execute(f"CREATE TABLE rows ({names})")
            self._connection.execute("BEGIN")
        self._insert = f"INSERT INTO rows VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - marks only

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        with translated(self._path):
            self._connection.executemany(self._insert, rows if not self._dates else map(self._with_dates, rows))

    def finish(self) -> None:
        with translated(self._path):
            self._connection.execute("COMMIT")
            self._connection.close()

    def abandon(self) -> None:
        self._connection.close()

    def _with_dates(self, row: Sequence[Any]) -> list[Any]:
        return [cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row]


def named(columns: Sequence[Column]) -> list[tuple[str, Column]]:
    """Each column under a name of its own: to a database `Price` and `price` are one."""
    taken: set[str] = set()
    told: list[tuple[str, Column]] = []
    for column in columns:
        name = column.name or "_"
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        told.append((name, column))
    return told


def quoted(name: str) -> str:
    """A name as SQL has it, whatever signs are in it."""
    return '"' + name.replace('"', '""').replace("\0", "") + '"'
