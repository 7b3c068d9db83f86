"""Every attempt takes a slot, and keeps it until a window after its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from msgspec.structs import replace

from .._core.verdict import PLAIN, Kind
from .._core.wire import Answer, Request
from .chain import Handler
from .gate import Gate
from .turns import Turns


class Throttle:
    """Let a request through when its turn comes, and learn from the answer when the next one may go."""

    def __init__(self, turns: Turns) -> None:
        self.gate = Gate(turns)
        self._turns = turns
        self._loop = asyncio.get_running_loop()

    def foresee(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        """Refuse a turn that comes too late before credits are asked for it: that may take a trip to a shared place."""
        until = self._until(request)
        if until is not None:
            self.gate.refuse_late(request.lane, until, urgent=request.urgent)
        return handler(request)

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        slot = await self.gate.turn(request.lane, urgent=request.urgent, until=self._until(request))
        if isinstance(slot, Answer):
            return replace(slot, request=request, attempts=0)
        try:
            answer = await handler(request)
        except BaseException as error:
            if getattr(error, "sent", False):
                now = self._loop.time()
                self.gate.wake(self._turns.abandoned(slot, getattr(error, "sent_at", now), now))
            else:
                self.gate.give_back(slot)
            raise
        self.gate.wake(self._turns.answered(slot, answer.response.at))
        if answer.verdict is PLAIN:
            return answer
        match answer.verdict.kind:
            case Kind.RATE_LIMITED:
                pause = self._turns.refused(self._loop.time(), answer.verdict.retry_after)
                if answer.verdict.retry_after is None:
                    return replace(answer, verdict=replace(answer.verdict, retry_after=pause))
            case Kind.OUT_OF_CREDITS if not request.reads_balance:
                self.gate.release(answer)
            case _:
                pass
        return answer

    def _until(self, request: Request) -> float | None:
        """The latest moment for the turn."""
        if request.max_wait is None:
            return request.deadline
        turn_by = self._loop.time() + request.max_wait
        return turn_by if request.deadline is None else min(turn_by, request.deadline)
