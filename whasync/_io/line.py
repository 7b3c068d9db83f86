"""A chain with its connections: opened once, in one event loop, and closed once."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Sequence

from .._core.slots import Slots
from .._core.wire import Answer, Request
from ..errors import UsageError
from .authenticate import Authenticate
from .chain import Handler, Middleware, chain
from .exchange import Exchange
from .throttle import Throttle
from .transport import Timeouts, Transport


class Line:
    """Sends requests down the middlewares, through throttle and authentication, to the transport."""

    def __init__(
        self,
        middlewares: Sequence[Middleware],
        authenticate: Authenticate,
        slots: Slots,
        *,
        timeouts: Timeouts,
        proxy: str | None,
        tls: ssl.SSLContext | None,
    ) -> None:
        self._middlewares = middlewares
        self._authenticate = authenticate
        self._slots = slots
        self._timeouts = timeouts
        self._proxy = proxy
        self._tls = tls
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

    def open(self) -> None:
        """Bind the line to the running loop.

        Raises:
            UsageError: It was opened before.
        """
        if self.state != "not opened":
            raise UsageError(f"the session is {self.state}; make a new one")
        self._transport = Transport(
            connections=self._slots.size, timeouts=self._timeouts, proxy=self._proxy, tls=self._tls
        )
        self._throttle = Throttle(self._slots)
        self._handler = chain([*self._middlewares, self._throttle, self._authenticate], Exchange(self._transport))
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

    async def close(self) -> None:
        """Close the connections. Calls that still wait for a slot fail with a UsageError, unsent."""
        self.state = "closed"
        self._handler = None
        if self._throttle is not None:
            self._throttle.gate.close(UsageError("the session was closed while the call waited for a slot"))
        if self._transport is not None:
            transport, self._transport = self._transport, None
            await transport.close()
