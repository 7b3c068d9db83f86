"""The server's clock, learnt from the `Date` of its answers: months end by the server's word, not by this machine's."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from .._core.budget import month_end

# Reading a date costs more than the rest of an answer's head, and clocks do not run away within a minute.
_LEARN_EVERY = 60.0


class ServerClock:
    """Knows the server's time once an answer has told it. Loop times come in as seconds of one loop's clock."""

    def __init__(self) -> None:
        self._told: datetime | None = None
        self._told_at = float("-inf")
        self._month: str | None = None
        self._month_ends = float("-inf")

    def learn(self, date: str | None, now: float) -> None:
        """Take the `Date` header of an answer that came at loop time *now*."""
        if date is None or now - self._told_at < _LEARN_EVERY:
            return
        try:
            told = parsedate_to_datetime(date)
            told = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
            month_end(told)
        except (ValueError, OverflowError):  # no date, or none that can be reckoned with
            return
        self._told, self._told_at = told, now
        self._month_ends = now

    def now(self, now: float) -> datetime | None:
        """The server's time at loop time *now*, or None before its first word."""
        return None if self._told is None else self._told + timedelta(seconds=now - self._told_at)

    def moment(self) -> datetime:
        """The server's time at present, or this machine's while that is not known."""
        try:
            told = self.now(asyncio.get_running_loop().time())
        except RuntimeError:  # a budget is looked at when the loop has ended
            told = None
        return told or datetime.now(UTC)

    def month(self, now: float) -> str | None:
        """The server's month such as "2026-11", in UTC; the zone of its own calendar is not documented."""
        if now >= self._month_ends:  # else as at the last call; each call asks
            told, ends = self.now(now), self.next_month(now)
            if told is not None and ends is not None:
                self._month = told.strftime("%Y-%m")
                self._month_ends = now + (ends - told).total_seconds()
        return self._month

    def next_month(self, now: float) -> datetime | None:
        """When the server's month ends."""
        told = self.now(now)
        return None if told is None else month_end(told)
