"""Budgets: a cap on credits for a stretch of work, and what has become of the credits under it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from .verdict import Charge

Period = Literal["day", "month"]
PERIODS: tuple[Period, ...] = get_args(Period)


class Cap(msgspec.Struct, frozen=True):
    """At most so many credits under one name.

    Attributes:
        name: What it is called; calls under the same name and period share it.
        credits: The most that they may cost together.
        per: Whether it begins anew each day or month, by the server's clock in UTC.
        episode: Tells apart one stretch of work from the next of the same name, where no period does.
    """

    name: str
    credits: int
    per: Period | None = None
    episode: str = ""

    def key(self, moment: datetime) -> str:
        """What the credits at *moment* are counted under."""
        if self.per is None:
            return f"{self.name}#{self.episode}"
        return f"{self.name}@{moment.astimezone(UTC).strftime('%Y-%m-%d' if self.per == 'day' else '%Y-%m')}"

    def resets_at(self, moment: datetime) -> datetime | None:
        """When the cap that holds at *moment* begins anew."""
        match self.per:
            case "day":
                return _midnight(moment) + timedelta(days=1)
            case "month":
                return month_end(moment)
            case None:
                return None


class Tally(msgspec.Struct, frozen=True):
    """What has become of the credits under a cap.

    Attributes:
        spent: Known to have been charged.
        in_flight: Held by calls under way.
        in_doubt: Of calls that may have been charged, and that no reading of the balance has settled yet.
    """

    spent: int = 0
    in_flight: int = 0
    in_doubt: int = 0

    @property
    def taken(self) -> int:
        """Credits that nobody else may have."""
        return self.spent + self.in_flight + self.in_doubt

    def hold(self, credits: int) -> Tally:
        """Set credits aside for an attempt."""
        return replace(self, in_flight=self.in_flight + credits)

    def end(self, credits: int, charge: Charge) -> Tally:
        """End a hold by what became of its attempt."""
        held = self.in_flight - credits
        match charge:
            case Charge.KEPT:
                return replace(self, in_flight=held, spent=self.spent + credits)
            case Charge.NONE:
                return replace(self, in_flight=held)
            case Charge.UNKNOWN:
                return replace(self, in_flight=held, in_doubt=self.in_doubt + credits)

    def resolve(self, *, charged: bool) -> Tally:
        """End all doubts: as spent, unless it is proved that none of the account's was charged."""
        return replace(self, in_doubt=0, spent=self.spent + self.in_doubt if charged else self.spent)


def resolve(tallies: dict[str, Tally], *, charged: bool) -> None:
    """End the doubts of all, see `Tally.resolve`."""
    for key, tally in tallies.items():
        if tally.in_doubt:
            tallies[key] = tally.resolve(charged=charged)


def forget_before(tallies: dict[str, Tally], key: str) -> None:
    """Drop a budget's earlier days or months as another begins, but for the last: a clock that is behind may count
    under it. A month is not earlier than a day: they are of two budgets. Nor is a budget without a period, whatever
    signs there are in its name.
    """
    name, at, period = key.rpartition("@")
    if not at or "#" in period:
        return
    same = (other for other in tallies if other.startswith(f"{name}@") and "#" not in other[len(name) :])
    before = (other for other in same if len(other) == len(key) and other < key)
    for other in sorted(before)[:-1]:
        if not tallies[other].in_flight:
            del tallies[other]


def month_begin(month: str) -> datetime:
    """When a month such as "2026-11" begins. UTC; the zone of the server's own calendar is not documented."""
    return datetime.fromisoformat(f"{month}-01T00:00Z")


def month_end(moment: datetime) -> datetime:
    """When the month of *moment* ends, in UTC."""
    return (_midnight(moment).replace(day=1) + timedelta(days=32)).replace(day=1)


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
