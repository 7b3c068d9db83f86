"""What the writes answer."""

from __future__ import annotations

from .._core.record import Record


class Done(Record, frozen=True, kw_only=True):
    """A write that was carried out; one that was refused raises BadRequestError.

    Attributes:
        message: The API's own words.
    """

    success: bool | None = None
    message: str | None = None
