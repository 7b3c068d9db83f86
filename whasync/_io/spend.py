"""Hold the credit of an attempt while it is under way, then book what became of it."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from .._core.ledger import Ledger
from .._core.verdict import PLAIN, Charge, Kind
from .._core.wire import Answer, Request
from ..errors import BudgetExceededError
from .chain import Handler
from .clock import ServerClock


class Spend:
    """One hold per attempt, taken before the wait for a slot, so that callers fail fast when credits run out.

    An attempt that was lost after it was sent and its successful repeat are two credits, one of them in doubt.
    Between reading and writing the ledger there is no `await`: on one event loop that is the lock.
    """

    def __init__(self, clock: ServerClock) -> None:
        self.ledger = Ledger()
        self._clock = clock
        self._exhausted: Answer | None = None

    @property
    def is_exhausted(self) -> bool:
        """Whether the server refused a call for want of credits, and no reading and no month has changed that."""
        return self._exhausted is not None

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        loop = asyncio.get_running_loop()
        self._enter_month(loop.time())
        if not request.reads_balance:
            if self._exhausted is not None:
                return replace(self._exhausted, request=request, attempts=0)
            self._refuse_beyond_balance(request)
        cost = request.credits
        held = self.ledger = self.ledger.hold(cost)
        try:
            answer = await handler(request)
        except BaseException as error:
            # The transport marks what left the process; a cancelled call may have been charged as well as a lost one.
            sent = getattr(error, "sent", False)
            self.ledger = self.ledger.doubt(cost) if sent else self.ledger.release(cost)
            raise
        self._clock.learn(answer.response.headers.get("date"), answer.response.at)
        self._enter_month(loop.time())  # before the booking: a reading of the new month proves no doubt of the old one
        if answer.verdict is PLAIN:
            self.ledger = self.ledger.settle(cost)
            return answer
        self._book(answer, cost, held)
        if answer.verdict.kind is Kind.OUT_OF_CREDITS and not request.reads_balance:
            return self._exhaust(answer)
        return answer

    def _book(self, answer: Answer, cost: int, held: Ledger) -> None:
        match answer.verdict.charge:
            case Charge.KEPT:
                ledger, charged = self.ledger.settle(cost), cost
            case Charge.NONE:
                ledger, charged = self.ledger.release(cost), 0
            case Charge.UNKNOWN:
                ledger, charged = self.ledger.doubt(cost), 0
        reading = answer.verdict.reading
        if reading is not None and answer.attempts > 0:
            ledger = ledger.read(reading, held, charged)
            if reading.total_remaining > 0:
                self._exhausted = None
        self.ledger = ledger

    def _exhaust(self, answer: Answer) -> Answer:
        """Remember the first refusal: every later call of the month gets the same one, and none is sent."""
        if self._exhausted is None:
            self._exhausted = answer
        return replace(self._exhausted, request=answer.request, attempts=answer.attempts)

    def _enter_month(self, now: float) -> None:
        month = self._clock.month(now)
        if month is not None and month != self.ledger.month:
            if self.ledger.month is not None:
                self._exhausted = None
            self.ledger = self.ledger.enter(month)

    def _refuse_beyond_balance(self, request: Request) -> None:
        if not self.ledger.affords(request.credits):
            raise BudgetExceededError(
                f"{request.operation}: costs {request.credits} credit, and {self.ledger.remaining} are left by the "
                f"last reading ({self.ledger.in_flight} held by calls under way, {self.ledger.in_doubt} in doubt); "
                f"nothing was sent"
            )
