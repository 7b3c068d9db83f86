"""Read the balance when the next decision depends on it, and at no other time: a reading costs a credit and a slot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence

from .._core.verdict import Kind
from .._core.wire import Answer, Request
from ..errors import WhasyncError
from .chain import Handler
from .departure import departure
from .spend import Spend

# After a reading that failed none is tried for so long: a broken route must not cost a slot a call.
_REST = 60.0

# For so many seconds the reading of another process is waited for.
_OTHERS = 5.0


class Balance:
    """Sends a reading of its own down the chain before a call whose fate it decides.

    That is when doubts have stood for long, and when the ledger would refuse a call for credits that are only in
    doubt. At most one reading is under way; it never fails the call it was made for.

    Args:
        readings: Requests that tell the balance, the likelier first: the generations of the API differ in the path.
    """

    def __init__(self, spend: Spend, readings: Sequence[Request]) -> None:
        self._spend = spend
        self._readings = list(readings)
        self._under_way: asyncio.Task[None] | None = None
        self._rests_until = float("-inf")

    def __call__(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        if self._spend.account.ledger.is_sure or request.reads_balance or not self._matters(request):
            return handler(request)
        return self._after_reading(request, handler)

    async def _after_reading(self, request: Request, handler: Handler) -> Answer:
        if self._rested():
            if self._under_way is None or self._under_way.done():
                self._under_way = asyncio.create_task(self._read(handler))
            await asyncio.shield(self._under_way)
        return await handler(request)

    def _matters(self, request: Request) -> bool:
        ledger = self._spend.account.ledger
        if self._spend.is_exhausted:  # the server has said so, and is not asked again on its own
            return False
        if ledger.wants_reading:
            return True
        # With others in flight a reading could not tell more than the ledger knows.
        return ledger.in_flight == 0 and not ledger.affords(request.credits)

    def _rested(self) -> bool:
        return asyncio.get_running_loop().time() >= self._rests_until

    async def _read(self, handler: Handler) -> None:
        departure.set(None)  # that a reading goes says nothing of the call that it is made for
        try:
            if not await self._spend.account.may_read():  # somebody else's is under way, and is heard of here too
                self._rests_until = asyncio.get_running_loop().time() + _OTHERS
                return
            for reading in list(self._readings):
                answer = await handler(reading)
                if answer.verdict.kind is Kind.OK and answer.verdict.reading is not None:
                    self._readings = [reading]
                    return
            self._rests_until = asyncio.get_running_loop().time() + _REST
        except WhasyncError:  # the caller's own call will meet the same trouble, and say so
            self._rests_until = asyncio.get_running_loop().time() + _REST
