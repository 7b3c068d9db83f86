"""Rows as columns: which there are, of what kind, and each row's values for them.

A column of raw rows has the API's own name and takes every value as it came: where values of several kinds came under
one name, or objects and lists, the column holds each value's JSON, so that nothing is lost or made equal.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from .._core.record import Record, fields

Kind = Literal["none", "bool", "int", "float", "text", "date", "json", "unread"]

# A row that is no object, or cannot be decoded, stands here as text: in the column of the kind `unread`.
UNREAD = "_raw"

# Whole numbers beyond have no column of their own in any of the formats.
_LARGEST = 2**63

# Whole numbers up to here are exact as floats.
_EXACT = 2**53


# A number of so many digits may be beyond that. Within a text the same may stand, which does no harm here.
_WIDE = re.compile(rb"[:,\[]\s*-?\d{16}")


# Values under the other kinds stay as they came.
_CHANGED: tuple[Kind, ...] = ("float", "json", "unread")


class Column(msgspec.Struct, frozen=True):
    """One column; the kind `none` is one that never has a value."""

    name: str
    kind: Kind


def decoded(raw: bytes) -> dict[str, Any] | None:
    """A row as the API gave it, or None where it is no object or is broken."""
    try:
        return _rows.decode(raw)
    except (ValueError, RecursionError):
        return None


_rows = msgspec.json.Decoder(dict[str, Any])


class Survey:
    """Looks at every row before the first is written, and knows the columns then."""

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        self._chosen = tuple(chosen)
        self._kinds: dict[str, Kind] = {}
        self._is_wide: set[str] = set()
        self._has_unread = False
        self._shapes: set[tuple[Any, ...]] = set()

    def look(self, raws: Iterable[bytes]) -> None:
        """Learn names and kinds from rows as they came."""
        for raw in raws:
            row = decoded(raw)
            if row is None:
                self._has_unread = True
                continue
            # Rows of one listing are mostly alike, and one that is like another has nothing new to tell.
            shape = (*row, *map(type, row.values()))
            if shape not in self._shapes or _WIDE.search(raw):
                self._shapes.add(shape)
                self._learn(row)

    def _learn(self, row: dict[str, Any]) -> None:
        kinds = self._kinds
        for name, value in row.items():
            known = kinds.get(name, "none")
            kinds[name] = known if known == "json" else self._merged(name, known, value)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that came, in the order of coming."""
        return tuple(self._kinds)

    def columns(self) -> list[Column]:
        """The columns; all that came if none were chosen."""
        columns = [Column(name, self._kinds.get(name, "none")) for name in self._chosen or self._kinds]
        # A table has at least one column, also where no row came.
        return [*columns, Column(UNREAD, "unread")] if self._has_unread or not columns else columns

    def _merged(self, name: str, known: Kind, value: Any) -> Kind:
        kind = _kind(value)
        if kind == "int" and abs(value) > _EXACT:
            self._is_wide.add(name)
        if kind in (known, "none"):
            return known
        if known == "none":
            return kind
        if {known, kind} == {"int", "float"} and name not in self._is_wide:
            return "float"
        return "json"


def _kind(value: Any) -> Kind:
    match value:
        case None:
            return "none"
        case bool():
            return "bool"
        case int():
            return "int" if -_LARGEST <= value < _LARGEST else "json"
        case float():
            return "float"
        case str():
            return "text"
        case _:
            return "json"


class Cells:
    """Turns raw rows into values, one for each column."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._names = [column.name for column in columns]
        self._is_unread = [column.kind == "unread" for column in columns]
        self._changed = [(place, column) for place, column in enumerate(columns) if column.kind in _CHANGED]

    def of(self, raw: bytes) -> list[Any]:
        """A row's values."""
        row = decoded(raw)
        if row is None:
            return [raw.decode("utf-8", "replace") if is_unread else None for is_unread in self._is_unread]
        cells = list(map(row.get, self._names))
        for place, column in self._changed:
            cells[place] = _cell(column.kind, cells[place])
        return cells


def apart(theirs: Sequence[Column], ours: Sequence[Column]) -> list[Column]:
    """All columns, each under a name of its own: where the API has a name of ours, its column's gets a `_`."""
    mine = [*(column for column in theirs if column.kind == "unread"), *ours]
    taken = {column.name for column in mine}
    told: list[Column] = []
    for column in theirs:
        if column.kind != "unread":
            told.append(replace(column, name=free_name(column.name, taken)))
            taken.add(told[-1].name)
    return [*told, *mine]


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or with as many `_` after it as it takes to be none of those."""
    while name in taken:
        name += "_"
    return name


def typed_columns(model: Any, chosen: Sequence[str] = ()) -> list[Column]:
    """The columns of a model; where a row is no model but a plain value, its one column is `value`."""
    if not (isinstance(model, type) and issubclass(model, Record)):
        return [Column("value", _kind_of_type(model))]
    hints = typing.get_type_hints(model)
    return [Column(name, _kind_of_type(hints.get(name, Any))) for name in chosen or fields(model)]


def merged(columns: Iterable[Column]) -> dict[str, Kind]:
    """Each name's kind; one that is of several kinds, as in rows of several models, holds each value's JSON."""
    kinds: dict[str, Kind] = {}
    for column in columns:
        kinds[column.name] = _either(kinds.get(column.name, column.kind), column.kind)
    return kinds


def typed_row(row: Any) -> Mapping[str, Any]:
    """A typed row by its columns' names."""
    return row.to_dict() if isinstance(row, Record) else {"value": row}


def typed_values(columns: Sequence[Column], row: Any) -> list[Any]:
    """A typed row's value for each column."""
    told = typed_row(row)
    return [_cell(column.kind, told.get(column.name)) for column in columns]


def _cell(kind: Kind, value: Any) -> Any:
    if value is None or kind == "unread":
        return None
    if kind == "json":
        return msgspec.json.encode(value).decode()
    if kind == "float":
        return float(value)
    if kind == "text" and not isinstance(value, str):
        return str(value)
    return value


def _either(one: Kind, other: Kind) -> Kind:
    return one if one == other else "float" if {one, other} == {"int", "float"} else "json"


def _kind_of_type(hint: Any) -> Kind:
    """The kind of a field by its annotation; what holds several kinds is JSON."""
    if typing.get_origin(hint) is typing.Annotated:
        return _kind_of_type(typing.get_args(hint)[0])
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return reduce(_either, (_kind_of_type(part) for part in typing.get_args(hint) if part is not type(None)))
    simple: dict[Any, Kind] = {bool: "bool", int: "int", float: "float", str: "text", dt.date: "date"}
    return simple.get(hint, "json")
