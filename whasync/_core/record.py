"""The base of every row and detail: names of several generations, and everything the model does not know.

The API spells one field in several ways, by generation and by surface. A model names the field once and lists the
other spellings; each becomes a hidden field that is decoded like any other and then merged:

    class Product(Record, frozen=True, kw_only=True):
        title: str | None = spelt("product_title")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from sys import float_info
from typing import Annotated, Any, ClassVar, Self, TypeAlias, get_args

import msgspec
from msgspec.structs import force_setattr

from .head import value
from .shape import is_array, is_object

_HIDDEN = "also_"


# Without bounds msgspec takes the texts "NaN" and "inf" for numbers, and one of these makes nonsense of every sum and
# order that it comes into. With them such a row is mended; they cost no time (measured).
_Finite: TypeAlias = Annotated[float, msgspec.Meta(ge=-float_info.max, le=float_info.max)] | None
_FinitePerName: TypeAlias = dict[str, _Finite] | None

_FINITE: dict[str, Any] = {"float | None": _Finite, "dict[str, float | None] | None": _FinitePerName}
"""What stands in for a model's own annotations."""


class Spelt(msgspec.Struct, frozen=True):
    """Other spellings of a field; stands where its default stands until the class is made."""

    names: tuple[str, ...]
    first: str | None = None


def spelt(*others: str, first: str | None = None) -> Any:
    """A field that is None by default and has other spellings, the likelier first.

    Args:
        first: The field's own spelling, where Python cannot have it as a name, such as `30d_rev_estimated_min`.
    """
    return Spelt(others, first)


class RecordMeta(msgspec.StructMeta):
    """Gives a model a hidden field for each other spelling of its fields."""

    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> Any:
        annotations = namespace.get("__annotations__", {})
        merged: dict[str, tuple[str, ...]] = {}
        texts: tuple[str, ...] = ()
        for base in bases:
            merged |= getattr(base, "spellings", {})
            texts += getattr(base, "texts", ())
        for field in list(annotations):
            annotations[field] = _FINITE.get(annotations[field], annotations[field])
            spelling = namespace.get(field)
            if isinstance(spelling, Spelt):
                merged[field] = tuple(f"{_HIDDEN}{other}" for other in spelling.names)
                namespace[field] = msgspec.field(default=None, name=spelling.first)
                for other, hidden in zip(spelling.names, merged[field], strict=True):
                    annotations[hidden] = annotations[field]
                    namespace[hidden] = msgspec.field(default=None, name=other)
        namespace["spellings"] = merged
        namespace["texts"] = texts + tuple(field for field, kind in annotations.items() if kind == "str | None")
        return super().__new__(mcls, name, bases, namespace, **config)


# What stands where there is no text (observed).
NO_TEXT = ("", "none")


def settle(record: Record) -> None:
    """Make empty text None, and take the value that came under another spelling where the own one brought none."""
    settle_rows((record,))


def settle_rows(rows: Sequence[Any]) -> None:
    """Settle rows of one model."""
    if rows and isinstance(rows[0], Record):
        _settler(type(rows[0]))(rows)


@cache
def _settler(kind: type[Record]) -> Callable[[Sequence[Any]], None]:
    """`settle` for the rows of one model, written out field by field: every row passes here, and a loop over the names
    of its fields takes three times as long (measured). The names are our own models', nothing that came from outside.
    """
    texts = [name for name in kind.texts if not name.startswith(_HIDDEN)]
    below = [name for name, holds in _below(kind).items() if holds]
    hidden = [other for others in kind.spellings.values() for other in others]
    lines = ["def written_out(rows):", "    for record in rows:", "        pass"]
    lines += [line for name in texts for line in _emptying(name)]
    if hidden:
        lines.append(f"        if {' or '.join(f'record.{name} is not None' for name in hidden)}:")
        lines += [line for field, others in kind.spellings.items() for line in _merging(field, others)]
    lines += [f"        if record.{name} is not None: deeper(record.{name})" for name in below]
    scope: dict[str, Any] = {"no_text": NO_TEXT, "put": force_setattr, "deeper": _deeper}
    exec("\n".join(lines), scope)  # noqa: S102 - as above
    written_out: Callable[[Sequence[Any]], None] = scope["written_out"]
    return written_out


def _emptying(field: str) -> tuple[str, ...]:
    """What `in no_text` says, in half the time."""
    empty = f"put(record, {field!r}, None)"
    return (
        f"        text = record.{field}",
        "        if not text:",
        f"            if text is not None: {empty}",
        f"        elif text == {NO_TEXT[1]!r}: {empty}",
    )


def _merging(field: str, others: Sequence[str]) -> list[str]:
    return [
        line
        for other in others
        for line in (
            f"            if record.{other} is not None:",
            (
                f"                if record.{field} is None and record.{other} not in no_text: "
                f"put(record, {field!r}, record.{other})"
            ),
            f"                put(record, {other!r}, None)",
        )
    ]


def _deeper(inner: Any) -> None:
    """Settle the records that stand within a record."""
    settle_rows(inner if is_array(inner) else (inner,))


@cache
def _below(kind: type[Record]) -> dict[str, bool]:
    """The fields of a model, and whether records may stand in them."""
    return {field.name: _holds_record(field.type) for field in msgspec.structs.fields(kind)}


def _holds_record(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, Record):
        return True
    return any(_holds_record(part) for part in get_args(kind))


class _Placed:
    """Room for where a record came from: no field, to be compared and encoded, nor a `__dict__` of 340 bytes a row."""

    __slots__ = ("origin",)


class Record(_Placed, msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, metaclass=RecordMeta):
    """A row or a detail as the API gave it. A field is None where it is missing, null or empty.

    `raw` and `extra` cost nothing until they are asked for.

    Attributes:
        spellings: The hidden fields of each field that has other spellings.
        texts: The fields that hold text or None, the hidden ones too.
        bare: The field that a value stands for which came where an object was expected: a count may be `27` or
            `{"count": 27}`.
    """

    spellings: ClassVar[dict[str, tuple[str, ...]]] = {}
    texts: ClassVar[tuple[str, ...]] = ()
    bare: ClassVar[str | None] = None

    @property
    def raw(self) -> bytes:
        """The record's own JSON, to the byte as it came; of a record made by hand, what `msgspec` makes of it."""
        origin = getattr(self, "origin", None)
        return msgspec.json.encode(self) if origin is None else origin[0][origin[1]]

    @property
    def extra(self) -> dict[str, Any]:
        """What came and the model does not know, by wire name."""
        known = _known(type(self))
        came = value(msgspec.Raw(self.raw))
        if came is None:  # bytes that are no UTF-8 in one field must not hide the others
            came = value(msgspec.Raw(self.raw.decode("utf-8", "replace")))
        return {name: value for name, value in came.items() if name not in known} if is_object(came) else {}

    def to_dict(self) -> dict[str, Any]:
        """The fields by name, without the hidden ones."""
        return {name: getattr(self, name) for name in fields(type(self))}

    def __repr__(self) -> str:
        told = ((name, getattr(self, name)) for name in fields(type(self)))
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in told if value is not None)})"

    def __copy__(self) -> Self:
        return self  # it cannot change; msgspec's own copy forgets where the record came from

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), msgspec.structs.astuple(self), self.raw)


@cache
def _known(kind: type[Record]) -> frozenset[str]:
    """The wire names that a model reads. Asking msgspec for them takes longer than decoding the row (measured)."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind))


def _revive(kind: type[Record], values: tuple[Any, ...], raw: bytes) -> Record:
    record = kind(**dict(zip(kind.__struct_fields__, values, strict=True)))
    force_setattr(record, "origin", ([raw], 0))
    return record


def fields(kind: type[Record]) -> tuple[str, ...]:
    """The names of a model's fields, without the hidden ones."""
    return tuple(name for name in kind.__struct_fields__ if not name.startswith(_HIDDEN))


def identity(row: Any) -> str:
    """What tells a row from the next: its id, or its bytes where it has none."""
    told = getattr(row, "id", None)
    if told is not None:
        return str(told)
    return str(row.raw) if isinstance(row, Record) else repr(row)
