"""Answers that are one number."""

from __future__ import annotations

from typing import ClassVar

from .._core.record import Record, spelt


class Count(Record, frozen=True, kw_only=True):
    """How many there are.

    The answer's shape is not documented: `count`, `total`, either of them within `data`, and a bare number are read.

    Attributes:
        value: The number, or None where the answer calls it otherwise: `extra` has it then.
    """

    bare: ClassVar[str | None] = "value"

    value: int | None = spelt("count", "total", "unread_count", "unread")
