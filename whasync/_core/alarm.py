"""When to say that credits run low, and when they will have run out."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

# Shares of the whole that are left when an alert is given.
ALERT_AT = (0.5, 0.2, 0.05)

_DAY = 86_400.0
_SAMPLE_EVERY = 60.0  # seconds; a day of samples is then 1,440
_SHORTEST = 60.0  # seconds of spending below which no pace is told


class Alert(msgspec.Struct, frozen=True):
    """Credits run low.

    Attributes:
        budget: The budget's name, or None for the account itself.
        left: Credits left. of: Credits in all.
        share: The threshold that was passed, such as 0.2 for a fifth.
    """

    budget: str | None
    left: int
    of: int
    share: float


class Alarm:
    """Remembers which thresholds were passed, so that each is told once, and again when there was more in between."""

    def __init__(self, shares: Sequence[float] = ALERT_AT) -> None:
        self._shares = sorted(shares)
        self._told = float("inf")

    def passed(self, left: int, of: int) -> float | None:
        """The lowest threshold that *left* is not above and that was not told yet."""
        share = next((share for share in self._shares if left <= share * of), float("inf"))
        told, self._told = self._told, share
        return share if share < told else None


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """How long the credits will last.

    Attributes:
        per_day: Credits a day at the present pace: that of the last 24 hours, or of as much of them as is known.
        runs_dry: When the pot is empty at that pace, or None where the month ends before, or nothing is known.
        month_ends: When the month's credits begin anew, by the server's word, or None before its first.
    """

    per_day: float | None
    runs_dry: datetime | None
    month_ends: datetime | None


class Pace:
    """How fast credits go."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def note(self, now: float, spent: int) -> None:
        """Take down how many were spent in all by *now*, in seconds."""
        samples = self._samples
        if samples and now - samples[-1][0] < _SAMPLE_EVERY:
            return
        samples.append((now, spent))
        self._forget(now)

    def per_day(self, now: float, spent: int) -> float | None:
        """Credits a day, or None where too little is known."""
        self._forget(now)
        if not self._samples or now - self._samples[0][0] < _SHORTEST:
            return None
        began, before = self._samples[0]
        return max(0, spent - before) / min(now - began, _DAY) * _DAY  # a reading may have taken doubts back

    def _forget(self, now: float) -> None:
        """Drop what is older than a day, but for what was spent by the day's beginning."""
        samples = self._samples
        while len(samples) > 1 and now - samples[1][0] >= _DAY:
            samples.popleft()


def forecast(per_day: float | None, left: int | None, now: datetime, month_ends: datetime | None) -> Forecast:
    """When *left* credits run out at a pace."""
    runs_dry = None
    if per_day and left is not None and left / per_day < timedelta.max.days:
        runs_dry = now + timedelta(days=left / per_day)
        if month_ends is not None and runs_dry >= month_ends:
            runs_dry = None
    return Forecast(per_day=per_day, runs_dry=runs_dry, month_ends=month_ends)
