"""What the tests of the export share: a session without a limit worth speaking of, and how outputs are read back."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import zstandard

import whasync
from whasync._core.decode import raw_rows
from whasync.simulator import Simulator

QUICK = "60000/60s"

FORMATS = ["ndjson", "csv", "parquet", "sqlite", "duckdb", "ndjson.gz", "ndjson.zst", "csv.gz", "csv.zst"]


def session(simulator: Simulator, **options: Any) -> whasync.Session:
    return whasync.Session(simulator.key, base_url=simulator.origin, rate=QUICK, **options)


def unpacked(path: Path) -> bytes:
    """The bytes of a file, whatever is compressed over them."""
    packed = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(packed)
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read()
    return packed


def table(path: Path) -> list[dict[str, Any]]:
    """The rows of an output, as its own reader gives them; of CSV all cells are text."""
    if ".ndjson" in path.name:
        return [json.loads(line) for line in unpacked(path).splitlines()]
    if ".csv" in path.name:
        return list(csv.DictReader(io.StringIO(unpacked(path).decode(), newline="")))
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
        return rows
    if path.suffix == ".sqlite":
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute("SELECT * FROM rows ORDER BY rowid")]
        connection.close()
        return found
    with duckdb.connect(str(path), read_only=True) as database:
        cursor = database.execute("SELECT * FROM rows")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


async def rows_of(walk: whasync.Walk[Any]) -> list[dict[str, Any]]:
    """The rows of a listing as its pages' bodies have them."""
    return [json.loads(bytes(raw)) async for page in walk.pages() for raw in raw_rows(page.raw)]


def told(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without what is null: a table has no way to tell it from what is missing."""
    return [{name: value for name, value in row.items() if value is not None} for row in rows]
