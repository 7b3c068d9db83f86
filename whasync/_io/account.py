"""The credits: one ledger for the account, one tally for each budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn, Protocol

import msgspec
from msgspec.structs import replace

from .._core.budget import Cap, Tally, forget_before, month_begin, month_end, resolve
from .._core.head import Reading
from .._core.ledger import Ledger
from .._core.verdict import Charge
from .._core.wire import Request
from ..errors import BudgetExceededError


class Hold(msgspec.Struct, frozen=True):
    """Credits that are set aside for one attempt.

    Attributes:
        ledger: The account's ledger as it stood when they had been set aside.
        keys: What the budgets around the attempt count them under.
        operation: What is asked for them.
    """

    credits: int
    ledger: Ledger
    keys: tuple[str, ...] = ()
    operation: str = ""


class Account(Protocol):
    """Where credits are held and booked, in this process or where several meet."""

    @property
    def ledger(self) -> Ledger:
        """The account, as far as it is known here."""
        ...

    async def hold(self, request: Request) -> Hold:
        """Set the credits of an attempt aside.

        Raises:
            BudgetExceededError: The account, or a budget around the call, has not so many left.
        """
        ...

    def end(self, hold: Hold, charge: Charge, reading: Reading | None = None) -> None:
        """Book what became of an attempt, and what its answer told of the balance."""
        ...

    def enter(self, month: str) -> None:
        """Begin a month, or stay in it."""
        ...

    def tally(self, cap: Cap) -> Tally:
        """What has become of the credits under a cap."""
        ...

    async def open(self, cap: Cap) -> Cap:
        """Enter a stretch of work: the cap with the episode that it belongs to."""
        ...

    async def close(self, cap: Cap) -> None:
        """Leave a stretch of work; an episode ends when all have left that entered it."""
        ...

    async def may_read(self) -> bool:
        """Whether to send a reading of the balance that nobody asked for: one at a time is enough for all."""
        ...


class LocalAccount:
    """The credits as one process knows them. Between reading and writing there is no suspension: that is the lock.

    Args:
        now: The server's time, or this machine's while that is not known.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.ledger: Ledger = Ledger()
        self._now = now
        self._tallies: dict[str, Tally] = {}
        self._entered: Counter[str] = Counter()  # by name and episode
        self._episodes: dict[str, str] = {}  # under way, by name
        self._ended: set[str] = set()  # episodes that calls are under way in
        self._begun = 0

    async def hold(self, request: Request) -> Hold:
        """Set credits aside, in the ledger and in each budget, or in none of them."""
        credits = request.credits
        if not request.reads_balance and not self.ledger.affords(credits):
            refuse(request, self.ledger)
        keys: tuple[str, ...] = ()
        if request.caps:
            keys = self._fit(request)
            for key in keys:
                if key not in self._tallies:
                    forget_before(self._tallies, key)
                self._tallies[key] = self._tallies.get(key, _NOTHING).hold(credits)
        self.ledger = self.ledger.hold(credits)
        return Hold(credits, self.ledger, keys, request.operation)

    def end(self, hold: Hold, charge: Charge, reading: Reading | None = None) -> None:
        """Book what became of an attempt."""
        credits = hold.credits
        self.ledger = self.ledger.end(credits, charge)
        for key in hold.keys:
            if key in self._tallies:  # else its budget has ended, and this cost nothing
                self._book(key, self._tallies[key].end(credits, charge))
        if reading is not None:
            self._read(reading, hold.ledger, credits if charge is Charge.KEPT else 0)

    def enter(self, month: str) -> None:
        """Begin a month. Doubts of the one before count as spent."""
        before = self.ledger.month
        self.ledger = self.ledger.enter(month)
        if before not in (month, None):
            resolve(self._tallies, charged=True)

    def tally(self, cap: Cap) -> Tally:
        """What has become of the credits under a cap."""
        return self._tallies.get(cap.key(self._now()), _NOTHING)

    async def open(self, cap: Cap) -> Cap:
        """Join the episode of that name, or begin one."""
        if cap.per is not None:
            return cap
        if cap.name not in self._episodes:
            self._begun += 1
            self._episodes[cap.name] = str(self._begun)
        entered = replace(cap, episode=self._episodes[cap.name])
        self._entered[entered.key(self._now())] += 1
        return entered

    async def close(self, cap: Cap) -> None:
        """End an episode that all have left. Its tally stays until the calls under it have ended."""
        if cap.per is not None:
            return
        key = cap.key(self._now())
        self._entered[key] -= 1
        if not self._entered[key]:
            del self._entered[key], self._episodes[cap.name]
            self._ended.add(key)
            self._book(key, self._tallies.get(key, _NOTHING))

    async def may_read(self) -> bool:
        """Nobody else is there to send one."""
        return True

    def _read(self, reading: Reading, sent: Ledger, credits: int) -> None:
        booked, self.ledger = self.ledger, self.ledger.read(reading, sent, credits)
        # Nobody knows whose doubts these are. So where one was charged, those of all budgets count as spent; and where
        # none was, they stay as long as others stand.
        if booked.proved(reading, sent, credits):
            resolve(self._tallies, charged=True)
        elif not self.ledger.in_doubt:
            resolve(self._tallies, charged=False)

    def _fit(self, request: Request) -> tuple[str, ...]:
        now = self._now()
        keys = tuple(cap.key(now) for cap in request.caps)
        for cap, key in zip(request.caps, keys, strict=True):
            if cap.per is None and not self._entered[key]:
                refuse_left(request, cap)
            tally = self._tallies.get(key, _NOTHING)
            if tally.taken + request.credits > cap.credits:
                refuse_within(request, cap, tally, now)
        return keys

    def _book(self, key: str, tally: Tally) -> None:
        self._tallies[key] = tally
        if key in self._ended and not tally.in_flight:
            self._ended.remove(key)
            del self._tallies[key]


_NOTHING = Tally()


def refuse(request: Request, ledger: Ledger) -> NoReturn:
    """Say that the account cannot pay."""
    error = BudgetExceededError(
        f"{request.operation}: costs {request.credits} credit, and {ledger.remaining} are left by the "
        f"last reading ({ledger.in_flight} held by calls under way, {ledger.in_doubt} in doubt); nothing was sent. "
        f"Once more are bought, credits() lets calls go again"
    )
    if ledger.month is not None:
        error.resets_at = month_end(month_begin(ledger.month))
    raise error


def refuse_within(request: Request, cap: Cap, tally: Tally, now: datetime) -> NoReturn:
    """Say that a budget does not allow it."""
    per = "" if cap.per is None else f" a {cap.per}"
    error = BudgetExceededError(
        f"{request.operation}: costs {request.credits} credit, and the budget {cap.name!r} of {cap.credits}{per} has "
        f"{max(0, cap.credits - tally.taken)} left ({tally.spent} spent, {tally.in_flight} held by calls under way, "
        f"{tally.in_doubt} in doubt); nothing was sent"
    )
    error.resets_at, error.budget = cap.resets_at(now), cap.name
    raise error


def refuse_left(request: Request, cap: Cap) -> NoReturn:
    """Say that a budget has ended, for a task that outlives its block: there is nothing to count the call under."""
    error = BudgetExceededError(f"{request.operation}: the block of the budget {cap.name!r} was left; nothing was sent")
    error.budget = cap.name
    raise error
