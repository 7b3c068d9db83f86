"""What was used, in figures. Days are the server's, in UTC."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from .._core.alarm import forecast
from .._core.budget import month_begin, month_end
from .._core.ledger import Ledger
from .._io.meeting.place import KEEP_DAYS, Use

USUAL = 30
"""Days that are looked back upon if nobody says since when."""

LONGEST = KEEP_DAYS

_PACE_OF = 7  # days, so that a weekend is in it
_SHORTEST = timedelta(hours=1)  # of spending, below which no pace is told
_MOST_BARS = 62  # days of two months; more are told by the week
_DAY = timedelta(days=1)


class ByDay(msgspec.Struct, frozen=True):
    """What one day cost, or several from that day on."""

    day: date
    credits: int
    calls: int


class ByOperation(msgspec.Struct, frozen=True):
    """What one operation cost."""

    operation: str
    credits: int
    calls: int


class Left(msgspec.Struct, frozen=True):
    """Credits left when a day began, as far as the calls that were counted here tell."""

    day: date
    credits: int


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What all processes used, and how the account stands.

    Attributes:
        at: When it was looked at.
        since: The first of the days.
        credits: Of all the days. calls: Those that were charged, and those that may have been.
        by_day: Every day, also those on which nothing was used.
        by_operation: The most credits first.
        month: The month that stands below, such as "2026-11".
        used: Credits that were counted in it.
        limit: Credits a month by the last reading of the balance, or None.
        remaining: Credits that are surely left, or None where the balance of this month was never read.
        in_doubt: Credits of calls that may have been charged, and that `remaining` leaves out.
        per_day: Credits a day by the last seven days, or None where too little is known.
        runs_dry: When the pot is empty at that pace, or None where the month ends before, or nothing is known.
        month_ends: When the month's credits begin anew.
        burn_down: Each day of the month so far on which calls were counted, and those between; empty where
            `remaining` is None.
    """

    at: datetime
    since: date
    credits: int
    calls: int
    by_day: list[ByDay]
    by_operation: list[ByOperation]
    month: str
    used: int
    limit: int | None
    remaining: int | None
    in_doubt: int
    per_day: float | None
    runs_dry: datetime | None
    month_ends: datetime
    burn_down: list[Left]

    @property
    def step(self) -> Literal["day", "week"]:
        """What a bar of a plot stands for."""
        return "day" if len(self.by_day) <= _MOST_BARS else "week"

    @property
    def bars(self) -> list[ByDay]:
        """What a plot shows, one for each step; the last week ends with the last day."""
        if self.step == "day":
            return self.by_day
        weeks = [self.by_day[max(0, end - 7) : end] for end in range(len(self.by_day), 0, -7)]
        return [
            ByDay(week[0].day, sum(day.credits for day in week), sum(day.calls for day in week))
            for week in reversed(weeks)
        ]


def first_needed(since: date, now: datetime) -> date:
    """The first day whose uses are needed for the figures since a day."""
    today = now.astimezone(UTC).date()
    return min(since, today.replace(day=1), today - (_PACE_OF - 1) * _DAY)


def usage_of(ledger: Ledger, uses: Sequence[Use], since: date, now: datetime) -> Usage:
    """The figures.

    Args:
        uses: From `first_needed` on.
        now: With its zone.
    """
    now = now.astimezone(UTC)
    ahead_at_most = now + _DAY  # the server's clock; what is later was written by one that was wrong
    uses = [use for use in uses if use.day <= f"{ahead_at_most:%Y-%m-%d}"]
    credits_on, calls_on = _sums((use.day, use) for use in uses)
    shown = [use for use in uses if use.day >= since.isoformat()]
    credits_of, calls_of = _sums((use.operation, use) for use in shown)
    last = max([now.date(), *(date.fromisoformat(day) for day in credits_on)])  # the server's day may be ahead
    # A ledger of an earlier month tells nothing of the balance of this one.
    month = max(f"{now:%Y-%m}", min(ledger.month or "", f"{ahead_at_most:%Y-%m}"))
    remaining = ledger.remaining if ledger.month == month else None
    begins = month_begin(month)
    per_day = _pace(credits_on, now)
    ahead = forecast(per_day, remaining, now, month_end(begins))
    return Usage(
        at=now,
        since=since,
        credits=sum(credits_of.values()),
        calls=sum(calls_of.values()),
        by_day=[ByDay(day, credits_on[f"{day}"], calls_on[f"{day}"]) for day in _days(since, last)],
        by_operation=[
            ByOperation(operation, credits, calls_of[operation])
            for operation, credits in sorted(credits_of.items(), key=lambda use: (-use[1], use[0]))
        ],
        month=month,
        used=sum(credits for day, credits in credits_on.items() if day.startswith(month)),
        limit=ledger.limit,
        remaining=remaining,
        in_doubt=ledger.in_doubt if remaining is not None else 0,
        per_day=per_day,
        runs_dry=now if remaining == 0 else ahead.runs_dry,
        month_ends=month_end(begins),
        burn_down=[] if remaining is None else _burn_down(credits_on, remaining, begins.date(), last),
    )


def _sums(uses: Iterable[tuple[str, Use]]) -> tuple[Counter[str], Counter[str]]:
    """Credits and calls by a name."""
    credits: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    for name, use in uses:
        credits[name] += use.credits
        calls[name] += use.calls
    return credits, calls


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _days(first: date, last: date) -> list[date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]


def _pace(credits_on: Counter[str], now: datetime) -> float | None:
    """Credits a day, by the last seven days or as many of them as there are, today as far as it is over."""
    if not credits_on:
        return None
    first = max(date.fromisoformat(min(credits_on)), now.date() - (_PACE_OF - 1) * _DAY)
    passed = now - _midnight(first)
    if passed < _SHORTEST:
        return None
    return sum(credits for day, credits in credits_on.items() if day >= first.isoformat()) / (passed / _DAY)


def _burn_down(credits_on: Counter[str], remaining: int, begins: date, last: date) -> list[Left]:
    if not credits_on:
        return []
    first = max(begins, date.fromisoformat(min(credits_on)))  # before, nobody counted
    left: list[Left] = []
    for day in reversed(_days(first, last)):
        remaining += credits_on[day.isoformat()]
        left.append(Left(day, remaining))
    return left[::-1]
