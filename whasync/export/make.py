"""Make an output from a spool: for no credit, in any format, and the same each time. The worker does it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from .batches import Batch, Rows, Shape
from .columns import Cells, Column, Kind, Survey, apart, merged, typed_columns, typed_row, typed_values
from .formats import Format
from .rows import ORIGIN, Lines, with_origin
from .sinks import sink_of
from .sinks.compressed import create
from .spool import Spool

_KINDS: tuple[Kind, ...] = ("text", "int", "text", "text")
_PROVENANCE = tuple(map(Column, ORIGIN, _KINDS))


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it; see `Report` for the words."""

    rows: int
    duplicates: int
    dropped: int
    rejected: int
    absent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


class Maker:
    """Makes one output.

    Args:
        models: Each question's row type.
        stop: Set from outside to end it early, by a StoppedError.
    """

    def __init__(self, spool: Spool, models: Sequence[Any], shape: Shape, stop: threading.Event) -> None:
        self._spool, self._models, self._shape, self._stop = spool, models, shape, stop

    def make(self, path: Path, chosen: Format) -> Made:
        """Write all of it to *path*; a file there is replaced."""
        return self._table(path, chosen) if chosen.is_table else self._lines(path, chosen)

    def _rows(self) -> Rows:
        return Rows(self._spool, self._models, self._shape, self._stop)

    def _lines(self, path: Path, chosen: Format) -> Made:
        rows = self._rows()
        lines = Lines(self._shape.fields)
        out = create(path, chosen.compression)
        try:
            for batch in rows:
                out.write(self._block(lines, batch))
        finally:
            out.close()
        return _made(rows, lines.absent, lines.known)

    def _block(self, lines: Lines, batch: Batch) -> bytes:
        raws = [typed_line(record) for record in batch.records] if self._shape.typed else batch.raws
        if not self._shape.provenance:
            return lines.block(raws)
        told = zip(_origins(batch), lines.of(map(bytes, raws)), strict=True)
        return b"\n".join((*(with_origin(origin, line) for origin, line in told), b""))

    def _table(self, path: Path, chosen: Format) -> Made:
        columns, absent, known = self._columns()
        provenance = _PROVENANCE if self._shape.provenance else ()
        cells = None if self._shape.typed else Cells(columns)
        rows = self._rows()
        sink = sink_of(chosen, path, apart(columns, provenance))
        try:
            for batch in rows:
                sink.write(self._cells(columns, cells, batch))
        except BaseException:
            sink.abandon()
            raise
        sink.finish()
        return _made(rows, absent, known)

    def _cells(self, columns: Sequence[Column], cells: Cells | None, batch: Batch) -> list[list[Any]]:
        if cells is None:
            told = [typed_values(columns, record) for record in batch.records]
        else:
            told = [cells.of(bytes(raw)) for raw in batch.raws]
        if self._shape.provenance:
            for place, row in enumerate(told):
                row.extend((batch.label, batch.page, batch.at, _also(batch, place).decode()))
        return told

    def _columns(self) -> tuple[list[Column], tuple[str, ...], tuple[str, ...]]:
        """The columns, and of the fields asked for those that there are not, with all that there are."""
        if self._shape.typed:
            known = merged(column for model in dict.fromkeys(self._models) for column in typed_columns(model))
            chosen = [Column(name, known.get(name, "none")) for name in self._shape.fields]
            absent = tuple(name for name in self._shape.fields if name not in known)
            return chosen or [Column(name, kind) for name, kind in known.items()], absent, tuple(known)
        survey = Survey(self._shape.fields)
        for batch in self._rows():
            survey.look(map(bytes, batch.raws))
        absent = tuple(name for name in self._shape.fields if name not in survey.names)
        return survey.columns(), absent, survey.names


def _made(rows: Rows, absent: tuple[str, ...], known: tuple[str, ...]) -> Made:
    is_told = bool(absent and rows.rows)
    return Made(
        rows=rows.rows,
        duplicates=rows.duplicates,
        dropped=rows.dropped,
        rejected=rows.rejected,
        absent=absent if is_told else (),
        known=known if is_told else (),
    )


def typed_line(record: Any) -> bytes:
    """A typed row as JSON, by its model's names."""
    return msgspec.json.encode(typed_row(record))


def _origins(batch: Batch) -> list[bytes]:
    """Each row's provenance as members of a JSON object."""
    page = f'"_question":{batch.label},"_page":{batch.page},"_at":"{batch.at}","_also":'.encode()
    return [page + _also(batch, place) for place in range(len(batch.raws))]


def _also(batch: Batch, place: int) -> bytes:
    """The labels of the other questions that brought a row, as a JSON array of what they are."""
    return b"[" + ",".join(batch.also[place]).encode() + b"]" if batch.also else b"[]"
