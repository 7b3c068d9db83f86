"""Visits in the TikTok Shop."""

from __future__ import annotations

import datetime as dt

from .._core.record import Record, spelt


class DayVisits(Record, frozen=True, kw_only=True):
    """Visits of one day (inferred)."""

    date: dt.date | None = None
    visits: int | None = spelt("count")


class Visits(Record, frozen=True, kw_only=True):
    """Visits within a window.

    Attributes:
        label: The window in words, such as `Last 30 days` (API documentation, Time windows).
        period: The window as the API understood it.
        days: Visits by day (inferred).
    """

    label: str | None = spelt(first="period_label")
    period: str | None = None
    days: list[DayVisits] | None = spelt(first="data")
