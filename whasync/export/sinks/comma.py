"""CSV by RFC 4180, UTF-8, with a header. A value that is not there is an empty cell; flags are true and false."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..columns import Column
from ..formats import Compression
from .compressed import create


class CSV:
    """Rows as lines of cells."""

    def __init__(self, path: Path, compression: Compression | None, columns: Sequence[Column]) -> None:
        self._out = create(path, compression)
        self._flags = [place for place, column in enumerate(columns) if column.kind == "bool"]
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer)
        self._writer.writerow([column.name for column in columns])

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        self._writer.writerows(rows if not self._flags else map(self._with_flags, rows))
        self._out.write(self._buffer.getvalue().encode("utf-8", "surrogatepass"))
        self._buffer.seek(0)
        self._buffer.truncate()

    def finish(self) -> None:
        self.write([])
        self._out.close()

    def abandon(self) -> None:
        self._out.close()

    def _with_flags(self, row: Sequence[Any]) -> list[Any]:
        cells = list(row)
        for place in self._flags:
            if cells[place] is not None:
                cells[place] = "true" if cells[place] else "false"
        return cells
