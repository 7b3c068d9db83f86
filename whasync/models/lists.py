"""Rows of the smaller lists of the TikTok Shop."""

from __future__ import annotations

from .._core.record import Record


class Suggestion(Record, frozen=True, kw_only=True):
    """An id and the name it belongs to (API documentation, Suggestions)."""

    id: str | None = None
    name: str | None = None
