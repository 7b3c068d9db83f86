"""A call ends by its deadline, whatever it waits for: a turn, an answer, the next attempt."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from .._core.wire import Answer, Request
from ..errors import TransportError, TransportTimeoutError
from .chain import Handler

# The gate refuses a turn that is too late by itself, and knows when it would have come. It speaks first.
_AFTER_THE_GATE = 0.001


class Deadline:
    """Stop waiting for an answer when its deadline has come. What was under way is cancelled, and booked as lost."""

    def __call__(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        if request.deadline is None:
            return handler(request)
        return self._bounded(request, request.deadline, handler)

    async def _bounded(self, request: Request, deadline: float, handler: Handler) -> Answer:
        failure: TransportError
        try:
            async with asyncio.timeout_at(deadline + _AFTER_THE_GATE):
                return await handler(request)
        except TimeoutError as error:
            sent = getattr(error.__cause__, "sent", False)
            charged = "it may have been charged" if sent else "nothing was sent"
            failure = TransportTimeoutError(f"{request.operation}: no answer by the deadline; {charged}", sent=sent)
        # Outside the handler, so that no cause keeps frames of the transport, which hold the key.
        raise failure
