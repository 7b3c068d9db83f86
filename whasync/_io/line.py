"""A chain with its connections: opened once, in one event loop, and closed once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from .._core.slots import Slots
from .._core.wire import Answer, Request
from ..errors import UsageError
from .authenticate import Authenticate
from .chain import Handler, Middleware, chain
from .exchange import Exchange
from .meeting.meeting import Meeting
from .throttle import Throttle
from .transport import Transport
from .turns import LocalTurns


class Line:
    """Sends requests down the middlewares, through spend, throttle and authentication, to the transport.

    Args:
        spend: Holds the credits of an attempt while it waits and is under way.
        attempt: A middleware that stands inside of the throttle, where an attempt has got its turn.
        limit: Slots of its own, or a meeting of the processes that share them.
        connect: Makes the transport, in the loop that uses it.
    """

    def __init__(
        self,
        middlewares: Sequence[Middleware],
        spend: Middleware,
        attempt: Middleware,
        authenticate: Authenticate,
        *,
        limit: Slots | Meeting,
        connect: Callable[[], Transport],
    ) -> None:
        self._middlewares = middlewares
        self._spend = spend
        self._attempt = attempt
        self._authenticate = authenticate
        self._limit = limit
        self._connect = connect
        self._transport: Transport | None = None
        self._throttle: Throttle | None = None
        self._handler: Handler | None = None
        self.state = "not opened"

    @property
    def is_open(self) -> bool:
        """Whether there are connections to be closed."""
        return self._transport is not None

    @property
    def waiting(self) -> int:
        """Calls that wait for a slot."""
        return 0 if self._throttle is None else self._throttle.gate.waiting

    async def open(self) -> None:
        """Bind the line to the running loop, and meet the other processes.

        Raises:
            UsageError: It was opened before, or is closed meanwhile; or the others keep to another rate.
            SharedStateError: The place to meet cannot be reached.
        """
        if self.state != "not opened":
            raise UsageError(f"the session is {self.state}; make a new one")
        self.state = "opening"
        try:
            if isinstance(self._limit, Meeting):
                await self._limit.open()
        except BaseException:
            self.state = "closed" if self._is_closed else "not opened"
            raise
        if self._is_closed:
            await self._part()
            raise UsageError("the session was closed while it was opened; make a new one")
        self._transport = self._connect()
        self._throttle = Throttle(self._limit.turns if isinstance(self._limit, Meeting) else LocalTurns(self._limit))
        inner = (self._throttle.foresee, self._spend, self._throttle, self._attempt, self._authenticate)
        self._handler = chain([*self._middlewares, *inner], Exchange(self._transport))
        self.state = "open"

    def send(self, request: Request) -> Awaitable[Answer]:
        """Send a request.

        Raises:
            UsageError: The line is not open, or belongs to another loop or process. Nothing was sent.
        """
        if self._handler is None or self._transport is None:
            hint = "; open it with `async with`" if self.state == "not opened" else ""
            raise UsageError(f"the session is {self.state}{hint}")
        self._transport.check_owner()
        return self._handler(request)

    async def close(self, grace: float = 0.0) -> None:
        """Close the connections. Calls that still wait for a slot fail with a UsageError, unsent.

        Args:
            grace: Seconds at most that calls which were sent are given for their answers.
        """
        self.state = "closed"
        self._handler = None
        if self._throttle is not None:
            self._throttle.gate.close(UsageError("the session was closed while the call waited for a slot"))
        if self._transport is not None:
            transport = self._transport
            try:
                await transport.drain(grace)
            finally:
                self._transport = None
                await transport.close()
                await self._part()

    @property
    def _is_closed(self) -> bool:
        return self.state == "closed"

    async def _part(self) -> None:
        """Leave the other processes."""
        if isinstance(self._limit, Meeting):
            await self._limit.close()
