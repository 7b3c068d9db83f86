"""A DuckDB database with one table, `rows`, or Parquet where pyarrow is not installed.

DuckDB takes milliseconds for a row that is inserted, and a microsecond for one that it reads from a file (measured). So
rows go into a file beside the output first, with the columns' types said and not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from ..columns import Column
from ..extras import load
from .compressed import create
from .sqlite import named, quoted

_TYPES = {"bool": "BOOLEAN", "int": "BIGINT", "float": "DOUBLE", "date": "DATE"}

# Else DuckDB would take up to 80 % of the machine's memory; what needs more goes through a file beside the output.
_MEMORY = "256MB"

# Bytes of the longest row that DuckDB makes room for; its own default, and it takes twice that.
_LONGEST = 16 << 20


class Duck:
    """Gathers rows in a file, and has DuckDB read it at the end."""

    def __init__(self, path: Path, columns: Sequence[Column], *, as_parquet: bool) -> None:
        self._duckdb = load("duckdb", "duckdb")
        self._path = path
        self._columns = named(columns)
        self._as_parquet = as_parquet
        self._gathered = path.with_name(f"{path.name}.rows")
        self._out = create(self._gathered, None)
        self._longest = _LONGEST

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        names = [f"c{place}" for place in range(len(self._columns))]
        block = msgspec.json.Encoder().encode_lines([dict(zip(names, row, strict=True)) for row in rows])
        self._longest = max(self._longest, len(block))
        self._out.write(block)

    def finish(self) -> None:
        self._out.close()
        self._path.unlink(missing_ok=True)
        try:
            self._load()
        finally:
            self._gathered.unlink(missing_ok=True)

    def abandon(self) -> None:
        self._out.close()
        self._gathered.unlink(missing_ok=True)

    def _load(self) -> None:
        settings = {"threads": "1", "memory_limit": _MEMORY, "temp_directory": f"{self._path}.tmp"}
        types = ", ".join(
            f"c{place}: '{_TYPES.get(column.kind, 'VARCHAR')}'" for place, (_, column) in enumerate(self._columns)
        )
        names = ", ".join(f"c{place} AS {quoted(name)}" for place, (name, _) in enumerate(self._columns))
        rows = (
            f"SELECT {names} FROM read_json({_text(self._gathered)}, columns = {{{types}}}, "  # noqa: S608 - quoted
            f"format = 'newline_delimited', maximum_object_size = {self._longest})"
        )
        connection = self._duckdb.connect(":memory:" if self._as_parquet else str(self._path), config=settings)
        try:
            if self._as_parquet:
                connection.execute(f"COPY ({rows}) TO {_text(self._path)} (FORMAT parquet, COMPRESSION zstd)")
            else:
                connection.execute(f"CREATE TABLE rows AS {rows}")
        finally:
            connection.close()


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
