"""The simulator's own strict books: who may call, who has called when, and what it cost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import msgspec

Plan = Literal["none", "basic", "standard"]
"""`none` stands for every plan without API access. Basic has 100 credits a month, Standard and above 20,000."""

BASIC_DAILY_SEARCHES = 50
"""TikTok Shop searches a day on Basic. That there is such a pool is documented; its size is not."""


@dataclass
class Account:
    """One billing account: everything that its keys share."""

    label: str
    plan: Plan
    limit: int
    used: int = 0
    addon: int = 0
    charged: int = 0
    """Credits taken and not given back, in all months."""
    month: str = ""
    daily_searches: int | None = None
    """What is left of today's TikTok Shop searches; None is without bound. Basic has a bound."""
    _searched_on: str = field(default="", repr=False)
    _window: deque[float] = field(default_factory=deque[float], repr=False)

    def __post_init__(self) -> None:
        if self.plan == "basic" and self.daily_searches is None:
            self.daily_searches = BASIC_DAILY_SEARCHES

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def total_remaining(self) -> int:
        return self.remaining + self.addon

    def turn_calendar(self, now: datetime) -> None:
        """A new month brings a new allowance, a new day new searches; add-on credits stay."""
        month, day = now.strftime("%Y-%m"), now.strftime("%Y-%m-%d")
        if month != self.month:
            if self.month:
                self.used = 0
            self.month = month
        if day != self._searched_on:
            if self._searched_on and self.daily_searches is not None:
                self.daily_searches = BASIC_DAILY_SEARCHES
            self._searched_on = day

    def arrive(self, at: float, window: float) -> int:
        """Count an arrival in the rolling window; how many it now holds. Calls that will be rejected count as well."""
        while self._window and self._window[0] <= at - window:
            self._window.popleft()
        self._window.append(at)
        return len(self._window)

    def charge(self) -> Receipt:
        """Take one credit, of the month's allowance first."""
        receipt = Receipt(self, from_addon=self.remaining == 0)
        if receipt.from_addon:
            self.addon -= 1
        else:
            self.used += 1
        self.charged += 1
        return receipt


@dataclass(frozen=True)
class Receipt:
    """A credit taken, which can be given back to where it came from."""

    account: Account
    from_addon: bool

    def refund(self) -> None:
        if self.from_addon:
            self.account.addon += 1
        else:
            self.account.used -= 1
        self.account.charged -= 1


class Entry(msgspec.Struct):
    """One request in the journal. It never holds a key."""

    at: float
    """Loop time at which the server had the whole request, after the way there."""
    account: str
    """The account's label; empty where the request was judged before its key was looked at, or had none."""
    method: str
    target: str
    line_bytes: int
    headers: dict[str, str]
    body: bytes
    status: int = 0
    """The status sent; 0 when nothing was."""
    verdict: str = ""
    counted: bool = False
    """Whether it took a place in the rolling window."""
    charged: int = 0
    """What it cost in the end: 1 or 0."""
    refunded: bool = False
    """Whether a credit was taken and given back."""
    fault: str | None = None


def worst_window(arrivals: Iterable[float], seconds: float) -> int:
    """The most arrivals in any stretch shorter than `seconds`; one at exactly `seconds` is a new stretch."""
    worst = 0
    window: deque[float] = deque()
    for at in arrivals:
        window.append(at)
        while window[0] <= at - seconds:
            window.popleft()
        worst = max(worst, len(window))
    return worst
