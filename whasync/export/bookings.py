"""What goes into a spool and comes out of it, as values."""

from __future__ import annotations

import msgspec


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How far one question has come.

    Attributes:
        is_done: Whether its last page is kept.
        course: How many times it was started over, because a cursor expired.
        next: What its next page is asked with; None for the first page.
    """

    is_done: bool
    course: int
    next: str | int | None


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it is kept.

    Attributes:
        course: See `State`.
        asked: The cursor or number that it was asked with.
        next: What the page after it is asked with, or None after the last one.
        keys: Eight bytes a row, in the page's order, see `keys_of`.
        rejected: Rows that no model could read.
        credits, in_doubt: Of the run's credits, those that were settled since the booking before, and those that came
            to be in doubt.
        ended: Calls that have come to their end since then, whatever it was.
        at: When it came, in seconds since 1970.
    """

    question: int
    course: int
    asked: str | int | None
    next: str | int | None
    body: bytes
    keys: bytes
    rejected: int
    credits: int
    in_doubt: int
    ended: int
    at: float


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One page read back; `number` counts within its question, from 1."""

    question: int
    number: int
    asked: str | int | None
    body: bytes
    keys: bytes
    at: float


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Sums over everything kept, whichever run paid for it.

    Attributes:
        lost: Calls that had gone out when a run was cut short, and whose answer was not kept.
    """

    pages: int = 0
    rows: int = 0
    rejected: int = 0
    credits: int = 0
    in_doubt: int = 0
    lost: int = 0
