"""Every attempt takes a slot, and keeps it until a window after its answer."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from .._core.slots import Slots
from .._core.verdict import PLAIN, Kind
from .._core.wire import Answer, Request
from .chain import Handler
from .gate import Gate


class Throttle:
    """Let a request through when its turn comes, and learn from the answer when the next one may go."""

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.gate = Gate(slots)
        self._loop = asyncio.get_running_loop()

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        spared = await self.gate.turn(Gate.URGENT if request.urgent else Gate.NORMAL)
        if spared is not None:
            return replace(spared, request=request, attempts=0)
        sent_at = self._loop.time()
        try:
            answer = await handler(request)
        except BaseException as error:
            if getattr(error, "sent", False):
                self.gate.wake(self.slots.abandoned(sent_at, self._loop.time()))
            else:
                self.gate.give_back()
            raise
        self.gate.wake(self.slots.answered(answer.response.at))
        if answer.verdict is PLAIN:
            return answer
        match answer.verdict.kind:
            case Kind.RATE_LIMITED:
                pause = self.slots.refused(self._loop.time(), answer.verdict.retry_after)
                if answer.verdict.retry_after is None:
                    return replace(answer, verdict=replace(answer.verdict, retry_after=pause))
            case Kind.OUT_OF_CREDITS if not request.reads_balance:
                self.gate.release(answer)
            case _:
                pass
        return answer
