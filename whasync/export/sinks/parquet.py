"""Parquet through pyarrow, compressed by zstd; JSON is text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..columns import Column
from ..extras import load

# Rows in a row group: enough for its columns to compress, few enough to hold at once.
_GROUP = 20_000


class Parquet:
    """Gathers rows into row groups."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        arrow = self._arrow = load("pyarrow", "parquet")
        kinds = {"bool": arrow.bool_(), "int": arrow.int64(), "float": arrow.float64(), "date": arrow.date32()}
        self._types = [kinds.get(column.kind, arrow.string()) for column in columns]
        self._schema = arrow.schema([(column.name, kind) for column, kind in zip(columns, self._types, strict=True)])
        self._writer = load("pyarrow.parquet", "parquet").ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Sequence[Any]] = []

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows += rows
        while len(self._rows) >= _GROUP:
            self._put(self._rows[:_GROUP])
            del self._rows[:_GROUP]

    def finish(self) -> None:
        if self._rows:
            self._put(self._rows)
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _put(self, rows: Sequence[Sequence[Any]]) -> None:
        cells = zip(zip(*rows, strict=True), self._types, strict=True)
        columns = [self._arrow.array(values, type=kind) for values, kind in cells]
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema), row_group_size=_GROUP)
