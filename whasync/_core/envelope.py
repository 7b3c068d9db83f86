"""What stands around the rows of a page, by every name that a surface has for it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_Raw = msgspec.Raw

ABSENT_MARK = _Raw(b"null")
"""Stands where an envelope is silent."""


class Marks(msgspec.Struct):
    """What an envelope says of the next page and the total, still raw: each surface has its own shape for them."""

    total: _Raw = ABSENT_MARK
    scroll: _Raw = ABSENT_MARK
    limit: _Raw = ABSENT_MARK
    meta: _Raw = ABSENT_MARK
    pagination: _Raw = ABSENT_MARK
    next_cursor: _Raw = ABSENT_MARK
    total_pages: _Raw = ABSENT_MARK


class Envelope(Marks, Generic[T]):
    """What stands around the rows, under every name that a surface has for them."""

    data: list[T] | None = None
    brands: list[T] | None = None
    result: list[T] | None = None
    results: list[T] | None = None
    items: list[T] | None = None
    suggestions: list[T] | None = None
    rows: list[T] | None = None
    listed: list[T] | None = msgspec.field(default=None, name="list")  # `list` here would hide the type above


CONTAINERS = tuple(f for f in msgspec.structs.fields(Envelope) if f.name not in Marks.__struct_fields__)
