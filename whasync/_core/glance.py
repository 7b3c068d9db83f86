"""What a page tells without its rows being read: their ids, and whether they keep to the filters.

An export keeps rows to the byte as they came, and reading each of them in full would take most of its time (measured).
So it reads, of every row, the few fields that it needs, under all their spellings and by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec

from .decode import decode_page
from .envelope import Marks
from .filters import asked, is_broken
from .operation import Listing, answer_type
from .record import NO_TEXT, Record

_ID = "id"


class Glance(msgspec.Struct, frozen=True):
    """The ids of a page's rows, in the API's order, and what stands around them."""

    ids: list[str]
    marks: Marks


def glance(listing: Listing[Any], body: bytes, *, operation: str = "") -> Glance | None:
    """Look at a page; None where it takes reading: a row is odd, has no id, or breaks a filter, or spellings differ.

    Raises:
        DecodeError: The body holds no list of rows.
    """
    model = answer_type(type(listing))
    if not (isinstance(model, type) and issubclass(model, Record) and _ID in model.__struct_fields__):
        return None
    filters = asked(listing)
    rows, rejected, marks = decode_page(
        body, _few(model, (_ID, *(bound.field for bound, _ in filters))), operation=operation
    )
    ids = _column(rows, model, _ID)
    if rejected or ids is None or (rows and ids[0] is None):
        return None
    for bound, value in filters:
        told = _column(rows, model, bound.field)
        if told is None:
            return None
        if told.count(value) != len(told) and any(is_broken(bound, own, value) for own in told):
            return None
    return Glance(ids, marks)


def _column(rows: Sequence[Any], model: type[Record], field: str) -> list[Any] | None:
    """A field of all rows, where they have it under one spelling, or where none has it; else None."""
    values: list[Any] = []
    for name in (field, *model.spellings.get(field, ())):
        values = [*map(attrgetter(name), rows)]
        missing = values.count(None)
        if missing != len(values):
            return None if missing or any(nothing in values for nothing in NO_TEXT) else values
    return values


@cache
def _few(model: type[Record], names: tuple[str, ...]) -> type[msgspec.Struct]:
    """A model of some fields of another, each under all its spellings."""
    own = {field.name: field for field in msgspec.structs.fields(model)}
    spelt = dict.fromkeys(each for name in names for each in (name, *model.spellings.get(name, ())))
    return msgspec.defstruct(
        f"Few{model.__name__}",
        [(name, own[name].type, msgspec.field(default=None, name=own[name].encode_name)) for name in spelt],
        gc=False,  # rows of texts and numbers, a thousand at once: nothing of them could ever be a cycle
    )
