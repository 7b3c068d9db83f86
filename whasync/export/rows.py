"""From a page to lines: each row as the API wrote it, or some of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from .._core.decode import Page, raw_rows
from .._core.record import Record

# Within JSON text a bare line break is white space between tokens, never part of a string.
_ONE_LINE = bytes.maketrans(b"\r\n", b"  ")


class Lines:
    """Turns pages into lines of NDJSON.

    Attributes:
        fields: The fields to keep, in this order, by the API's own names; all of the row if empty.
        known: The names that the rows of the first page have, in their order.
        absent: Of `fields`, those that no row has had so far.
    """

    def __init__(self, fields: Sequence[str] = ()) -> None:
        self.fields = tuple(dict.fromkeys(fields))
        self.known: tuple[str, ...] = ()
        self.absent = self.fields
        self._names = {field: msgspec.json.encode(field) for field in self.fields}

    def of(self, page: Page[Any]) -> list[bytes]:
        """The lines of a page, without their line ends. A row that no model could read is among them."""
        rows = _raw(page)
        if self.fields:
            return [self._chosen(row) for row in rows]
        return [row.translate(_ONE_LINE) if b"\n" in row or b"\r" in row else row for row in rows]

    def _chosen(self, row: bytes) -> bytes:
        """The chosen fields with their values to the byte as they came; null where the row has none."""
        try:
            came = msgspec.json.decode(row, type=dict[str, msgspec.Raw])
        except (ValueError, RecursionError):  # a row that is no object has no fields
            came = {}
        if self.absent:
            self.known = tuple(dict.fromkeys((*self.known, *came)))
            self.absent = tuple(field for field in self.absent if field not in came)
        values = (name + b":" + bytes(came.get(field, b"null")) for field, name in self._names.items())
        return (b"{" + b",".join(values) + b"}").translate(_ONE_LINE)


def _raw(page: Page[Any]) -> list[bytes]:
    """The bytes of a page's rows, in the API's order."""
    whole = [bytes(row) for row in raw_rows(page.raw)]
    if len(whole) == len(page.rows) + len(page.rejected):
        return whole
    # Rows were left out: given before the walk started over, or dropped because they break a filter.
    kept = [row.raw if isinstance(row, Record) else msgspec.json.encode(row) for row in page.rows]
    return kept + [row.raw for row in page.rejected]
