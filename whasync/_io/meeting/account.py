"""The credits of all processes, as one of them sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from ..._core.budget import Cap, Tally
from ..._core.head import Reading
from ..._core.ledger import Ledger
from ..._core.shared.message import Ask, Message, Reply, Told
from ..._core.verdict import Charge
from ..._core.wire import Request
from ..account import Hold, refuse, refuse_left, refuse_within
from .books import Books
from .courier import Courier
from .episodes import Episodes, fail
from .mirror import Mirror
from .turns import SharedTurns


class SharedHold(Hold, frozen=True):
    """A hold at the place.

    Attributes:
        kind: What the place calls it. count: How many steps were known when it was granted.
    """

    kind: str = ""
    count: int = 0


class _Answer(msgspec.Struct, frozen=True):
    """What the place said of one hold. *short* names the budget that forbids it, -1 the balance; None if granted."""

    reply: Reply
    short: int | None


_Wanted: TypeAlias = "tuple[Ask, asyncio.Future[_Answer]]"


class SharedAccount:
    """Asks the place for holds, and tells it their ends.

    Args:
        now: The server's time, or this machine's while that is not known.
    """

    def __init__(
        self, courier: Courier, turns: SharedTurns, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._mirror = Mirror()
        self._courier = courier
        self._turns = turns
        self._now = now
        self._books = Books()
        self._episodes = Episodes(courier)
        self._wanted: list[_Wanted] = []
        self._asked: list[list[_Wanted]] = []
        self._month: str | None = None
        self._asks_to_read: list[asyncio.Future[bool]] = []
        courier.listen(self)

    @property
    def ledger(self) -> Ledger:
        """The account, as far as it is known here."""
        return self._mirror.ledger

    async def hold(self, request: Request) -> SharedHold:
        """Set credits aside at the place, in the ledger and in each budget, or in none of them."""
        now = self._now()
        keys = tuple(cap.key(now) for cap in request.caps)
        for cap, key in zip(request.caps, keys, strict=True):
            if cap.per is None and not self._episodes.has(key):
                refuse_left(request, cap)
        ask = ask_of(request, keys)
        answer = self._decide(ask) if self._courier.is_alone else await self._ask(ask, request.lane)
        reply, short = answer.reply, answer.short
        if short is not None and short < 0:
            refuse(request, reply.ledger)
        if short is not None:
            refuse_within(request, request.caps[short], reply.tallies.get(keys[short], Tally()), now)
        return SharedHold(request.credits, reply.ledger, keys, request.operation, ask.kind, reply.count)

    def end(self, hold: Hold, charge: Charge, reading: Reading | None = None) -> None:
        """Book what became of an attempt: here at once, at the place with a message that leaves soon."""
        assert isinstance(hold, SharedHold)  # noqa: S101 - they come from `hold`
        charged = hold.credits if charge is Charge.KEPT else 0
        self._books.end(hold.kind, charge)
        self._mirror.end(self._books.kinds[hold.kind], charge)
        if charge is not Charge.NONE:
            self._books.use(self._now().date().isoformat(), hold.operation, charged)
        if reading is not None:
            self._mirror.ledger = self.ledger.read(reading, hold.ledger, charged)
            self._books.read(hold.count, told_of(reading, hold.ledger, charged))
        self._courier.nudge(self._courier.ride if reading is None else 0.0)

    def enter(self, month: str) -> None:
        """Begin a month, if the others have not."""
        if self.ledger.month is None or month > self.ledger.month:
            self._month = month
            self._mirror.enter(month)
            self._courier.nudge(self._courier.ride)

    def tally(self, cap: Cap) -> Tally:
        """What is known here of the credits under a cap."""
        return self._mirror.tally(cap.key(self._now()))

    async def open(self, cap: Cap) -> Cap:
        """Join the episode that others are in, or begin one."""
        return cap if cap.per is not None else await self._episodes.enter(cap)

    async def close(self, cap: Cap) -> None:
        """Leave it."""
        if cap.per is None:
            self._episodes.leave(cap.key(self._now()))

    async def may_read(self) -> bool:
        """Ask whether another process is reading the balance."""
        self._courier.check()
        answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._asks_to_read.append(answered)
        self._courier.nudge()
        return await answered

    @property
    def is_busy(self) -> bool:
        """Whether it has holds, or is in a budget that ends when all have left."""
        return self._books.has_holds or self._episodes.is_in_any

    def say(self, message: Message, now: float) -> Message:  # noqa: ARG002 - nothing here is told as an age
        """Ends, and what is asked for: many holds of a kind as one number."""
        kinds: dict[str, list[_Wanted]] = {}
        for ask, answered in self._wanted:
            if not answered.done():
                kinds.setdefault(ask.kind, []).append((ask, answered))
        self._wanted, self._asked = [], list(kinds.values())
        asks = [replace(group[0][0], count=len(group)) for group in self._asked]
        message = self._episodes.say(self._books.say(replace(message, asks=asks, month=self._month)))
        self._month = None
        return self._mirror.say(replace(message, may_read=bool(self._asks_to_read)))

    def retell(self, message: Message, now: float) -> Message:  # noqa: ARG002
        """All holds and budgets, with those that the message says have ended."""
        return self._episodes.retell(self._books.retell(message))

    def hear(self, message: Message, reply: Reply, now: float) -> None:  # noqa: ARG002
        """Learn what was granted, and how the account stands."""
        self._mirror.hear(message, reply)
        self._books.hear(message, reply)
        self._episodes.hear(message, reply)
        for ask in self._books.unheard:
            self._mirror.hold(ask)
        for kind, charge in self._books.unsaid:
            self._mirror.end(self._books.kinds[kind], charge)
        if self._month is not None:
            self._mirror.enter(self._month)
        for group, granted, short in zip(self._asked, reply.granted, reply.short, strict=True):
            for place, (ask, answered) in enumerate(group):
                answer = _Answer(reply, None if place < granted else short)
                if answered.done():  # who asked has gone away
                    self._give_up(ask, answer)
                else:
                    answered.set_result(answer)
        self._asked = []
        if message.may_read:
            for asking in self._asks_to_read:
                if not asking.done():
                    asking.set_result(reply.may_read)
            self._asks_to_read = []

    def lose(self, error: Exception) -> None:
        """Fail all who wait for the place, or decide without it."""
        waiting = [wanted for group in (self._wanted, *self._asked) for wanted in group]
        if self._courier.is_alone:
            for ask, answered in waiting:
                if not answered.done():
                    answered.set_result(self._decide(ask))
        fail([answered for _, answered in waiting], error)
        fail(self._asks_to_read, error)
        self._wanted, self._asks_to_read = [], []
        self._episodes.lose(error)

    async def _ask(self, ask: Ask, lane: int) -> _Answer:
        self._courier.check()
        answered: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._wanted.append((ask, answered))
        self._courier.nudge(self._turns.expect(lane))
        try:
            return await answered
        except asyncio.CancelledError:
            if answered.done() and not answered.cancelled() and answered.exception() is None:
                self._give_up(ask, answered.result())
            raise

    def _decide(self, ask: Ask) -> _Answer:
        """Grant or refuse a hold without the place, by what is known here."""
        short = self._mirror.short(ask)
        if short is None:
            self._books.hold(ask)
            self._mirror.hold(ask)
        return _Answer(Reply(count=-1, ledger=self.ledger, tallies=self._mirror.tallies), short)

    def _give_up(self, ask: Ask, answer: _Answer) -> None:
        if answer.short is None:
            self._books.end(ask.kind, Charge.NONE)
            self._mirror.end(ask, Charge.NONE)
            self._courier.nudge(self._courier.ride)


def ask_of(request: Request, keys: tuple[str, ...]) -> Ask:
    """The hold that a request wants. Those are of one kind that cost the same and fit under the same budgets."""
    limits = tuple(cap.credits for cap in request.caps)
    counted = " ".join(f"{key}<{limit}" for key, limit in zip(keys, limits, strict=True))
    kind = f"{request.credits}{'r' if request.reads_balance else ''} {counted}".rstrip()
    return Ask(kind, request.credits, 1, keys, limits, request.reads_balance)


def told_of(reading: Reading, held: Ledger, charged: int) -> Told:
    """A reading as it is told, with what the merging asks of the ledger it was held in."""
    return Told(
        remaining=reading.remaining,
        used=reading.used,
        limit=reading.limit,
        addon=reading.addon_remaining,
        charged=charged,
        month=held.month,
        in_flight=held.in_flight,
        holds=held.holds,
        settled=held.settled,
        doubted=held.doubted,
    )
