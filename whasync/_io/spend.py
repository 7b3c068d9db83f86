"""Hold the credit of an attempt while it is under way, then book what became of it."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from .._core.verdict import PLAIN, Charge, Kind
from .._core.wire import Answer, Request
from .account import Account
from .alerts import Alerts
from .chain import Handler
from .clock import ServerClock


class Spend:
    """One hold per attempt, taken before the wait for a slot, so that callers fail fast when credits run out.

    An attempt that was lost after it was sent and its successful repeat are two credits, one of them in doubt.
    """

    def __init__(self, account: Account, clock: ServerClock, alerts: Alerts) -> None:
        self.account = account
        self.alerts = alerts
        self.clock = clock
        self._exhausted: Answer | None = None

    @property
    def is_exhausted(self) -> bool:
        """Whether the server refused a call for want of credits, and no reading and no month has changed that."""
        return self._exhausted is not None

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        loop, account = asyncio.get_running_loop(), self.account
        self._enter_month(loop.time())
        if self._exhausted is not None and not request.reads_balance:
            return replace(self._exhausted, request=request, attempts=0)
        hold = await account.hold(request)
        try:
            answer = await handler(request)
        except BaseException as error:
            # The transport marks what left the process; a cancelled call may have been charged as well as a lost one.
            account.end(hold, Charge.UNKNOWN if getattr(error, "sent", False) else Charge.NONE)
            raise
        self.clock.learn(answer.response.headers.get("date"), answer.response.at)
        self._enter_month(loop.time())  # before the booking: a reading of the new month proves no doubt of the old one
        verdict = answer.verdict
        if verdict is PLAIN:
            account.end(hold, Charge.KEPT)
            self.alerts.look(answer.response.at, account.ledger, request.caps)
            return answer
        reading = verdict.reading if answer.attempts > 0 else None
        account.end(hold, verdict.charge, reading)
        if verdict.charge is Charge.KEPT:
            self.alerts.look(answer.response.at, account.ledger, request.caps)
        if reading is not None and reading.total_remaining > 0:
            self._exhausted = None
        if verdict.kind is Kind.OUT_OF_CREDITS and not request.reads_balance:
            return self._exhaust(answer)
        return answer

    def _exhaust(self, answer: Answer) -> Answer:
        """Remember the first refusal: every later call of the month gets the same one, and none is sent."""
        if self._exhausted is None:
            self._exhausted = answer
        return replace(self._exhausted, request=answer.request, attempts=answer.attempts)

    def _enter_month(self, now: float) -> None:
        month = self.clock.month(now)
        if month is not None and month != self.account.ledger.month:
            if self.account.ledger.month is not None:
                self._exhausted = None
            self.account.enter(month)
