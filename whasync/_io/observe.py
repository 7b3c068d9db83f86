"""One event per operation and one per attempt, whatever becomes of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from functools import partial

import msgspec

from .._core.lanes import LANES
from .._core.verdict import Charge
from .._core.wire import Answer, Request
from ..errors import ResponseError
from .account import Account
from .chain import Handler
from .events import AttemptEvent, Begun, OperationEvent
from .followers import Followers, Observer


class _Bill(msgspec.Struct, eq=False):
    """What one operation has come to so far.

    Attributes:
        now: The loop's clock.
        asked_at: Since when its next attempt waits for a turn.
        tries: Attempts that got a turn, whether they could be sent or not.
        sent: Attempts that left the process.
    """

    of: Observe
    operation: str
    method: str
    now: Callable[[], float]
    asked_at: float = 0.0
    tries: int = 0
    sent: int = 0
    waited: float = 0.0
    charged: int = 0
    in_doubt: int = 0

    def book(self, attempt: AttemptEvent) -> AttemptEvent:
        """Add an attempt."""
        self.method = attempt.method
        self.sent += attempt.sent
        self.waited += attempt.waited
        self.charged += attempt.credits if attempt.charge == "kept" else 0
        self.in_doubt += attempt.credits if attempt.charge == "unknown" else 0
        return attempt


# What is told of a call must not change the call, so it travels beside requests and answers, as spans do. It also
# goes with a call into a task of its own.
_bill: ContextVar[_Bill | None] = ContextVar("whasync bill", default=None)


class Observe:
    """Tells the log, at DEBUG, and the observers. An observer's own error never fails the call.

    It stands in the chain at three places: around the operation, before the wait for a turn, and after it.
    """

    def __init__(self, observe: Observer | Sequence[Observer] | None, account: Account, origin: str) -> None:
        self._followers = Followers(observe)
        self._account = account
        self._origin = origin

    def operation(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        """Outermost: once per operation."""
        return self._operation(request, handler) if self._followers.listen() else handler(request)

    def asked(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        """Outside of the wait for a turn: notes when that began."""
        bill = _bill.get()
        if bill is not None and bill.of is self:
            bill.asked_at = bill.now()
        return handler(request)

    def attempt(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        """Inside of the wait for a turn: once per attempt."""
        bill = _bill.get()
        if bill is None or bill.of is not self:
            return handler(request)
        if bill.operation != request.operation:  # a reading of the balance: for this operation, and not part of it
            bill = _Bill(self, request.operation, request.method, bill.now, bill.asked_at)
        return self._attempt(request, handler, bill)

    async def _operation(self, request: Request, handler: Handler) -> Answer:
        outer, bill = _bill.get(), _Bill(self, request.operation, request.method, asyncio.get_running_loop().time)
        began = bill.now()
        _bill.set(bill)
        end = self._followers.begin_operation(self._begun(request))
        try:
            answer = await handler(request)
        except BaseException as error:
            status = error.status if isinstance(error, ResponseError) else None
            end(self._operation_event(request, bill, began, type(error).__name__, status))
            raise
        finally:
            _bill.set(outer)  # not reset(), which refuses a coroutine that is collected in another context
        end(self._operation_event(request, bill, began, "ok", answer.response.status))
        return answer

    async def _attempt(self, request: Request, handler: Handler, bill: _Bill) -> Answer:
        end = self._followers.begin_attempt(self._begun(request, resends=bill.tries))
        bill.tries += 1
        sent_at = bill.now()
        event = partial(
            AttemptEvent,
            operation=request.operation,
            endpoint=request.endpoint,
            method=request.method,
            lane=LANES[request.lane],
            origin=self._origin,
            number=bill.tries,
            waited=sent_at - bill.asked_at,
            credits=request.credits,
        )
        try:
            answer = await handler(request)
        except BaseException as error:
            sent = getattr(error, "sent", False)  # as the account is booked: what has left may have been charged
            charge, outcome = Charge.UNKNOWN if sent else Charge.NONE, type(error).__name__
            seconds = bill.now() - sent_at
            ended = bill.book(event(outcome=outcome, status=None, seconds=seconds, sent=sent, charge=charge.value))
            _tell(end, ended, getattr(error, "sent_at", None))
            raise
        charge, outcome = answer.verdict.charge, answer.verdict.kind.name.lower()
        status, seconds = answer.response.status, bill.now() - sent_at
        ended = bill.book(event(outcome=outcome, status=status, seconds=seconds, sent=True, charge=charge.value))
        _tell(end, ended, None)
        return answer

    def _operation_event(
        self, request: Request, bill: _Bill, began: float, outcome: str, status: int | None
    ) -> OperationEvent:
        return OperationEvent(
            operation=request.operation,
            endpoint=request.endpoint,
            method=bill.method,
            lane=LANES[request.lane],
            outcome=outcome,
            status=status,
            seconds=bill.now() - began,
            attempts=bill.sent,
            waited=bill.waited,
            charged=bill.charged,
            in_doubt=bill.in_doubt,
            saved=request.credits if outcome == "ok" and not bill.tries else 0,
            ledger=self._account.ledger,
        )

    def _begun(self, request: Request, resends: int = 0) -> Begun:
        return Begun(
            operation=request.operation,
            endpoint=request.endpoint,
            method=request.method,
            lane=LANES[request.lane],
            origin=self._origin,
            resends=resends,
        )


def _tell(end: Callable[[AttemptEvent], None], ended: AttemptEvent, sent_at: float | None) -> None:
    """Tell of the end of an attempt. What an observer ends a test with, such as `pytest.fail()`, is marked like what
    the transport raises: the call takes its slot and may be paid for all the same.

    Args:
        sent_at: When it was sent, where no answer tells that it has been counted.
    """
    try:
        end(ended)
    except BaseException as error:
        error.sent = ended.sent  # type: ignore[attr-defined]
        if sent_at is not None:
            error.sent_at = sent_at  # type: ignore[attr-defined]
        raise
