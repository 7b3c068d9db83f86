"""Topics that grow."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .._core.record import Record, spelt


class Volume(Record, frozen=True, kw_only=True):
    """How much a topic was searched in one step of time."""

    bare: ClassVar[str | None] = "value"

    value: float | None = None


class SearchHistory(Record, frozen=True, kw_only=True):
    """How a topic was searched.

    Attributes:
        growth: Percent, by months back: `3`, `6`, `12`.
    """

    last_12_months: list[Volume] | None = None
    last_3_months: list[Volume] | None = None
    growth: dict[str, float | None] | None = None


class Trend(Record, frozen=True, kw_only=True):
    """A topic (digest of the documentation).

    Attributes:
        id: Its slug, which the API calls path.
        volume: Searches a month.
        classifications: `regular` or `exploding`, by months back: `3` to `60`.
    """

    id: str | None = spelt("path", "slug")
    title: str | None = spelt("keyword", "topic")
    description: str | None = None
    volume: float | None = spelt("absolute_volume")
    classifications: dict[str, str] | None = None
    categories: list[str] | None = None
    added: dt.date | None = spelt("date_added")
    search_history: SearchHistory | None = None
