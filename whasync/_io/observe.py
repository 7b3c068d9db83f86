"""One event per operation, whatever happens below."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import msgspec

from .._core.wire import Answer, Request
from ..errors import ResponseError, TransportError
from .chain import Handler

_log = logging.getLogger("whasync")


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one operation. It holds neither query, nor body, nor key.

    Attributes:
        outcome: "ok", or the name of the exception that the caller got.
        status: HTTP status of the last answer, or None where none came.
        attempts: How many times the request was sent, as far as known; 0 where it was not.
        seconds: From the call to its end, the wait for a slot included.
    """

    operation: str
    endpoint: str
    method: str
    outcome: str
    status: int | None
    attempts: int
    seconds: float


Observer = Callable[[Event], None]


class Observe:
    """Tell the log, at DEBUG, and the observer, if there is one. An observer's own error never fails the call."""

    def __init__(self, observer: Observer | None = None) -> None:
        self._observer = observer

    def __call__(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        if self._observer is None and not _log.isEnabledFor(logging.DEBUG):
            return handler(request)
        return self._observed(request, handler)

    async def _observed(self, request: Request, handler: Handler) -> Answer:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            answer = await handler(request)
        except BaseException as error:
            refused = error if isinstance(error, ResponseError) else None
            ended = error if isinstance(error, ResponseError | TransportError) else None
            self._tell(
                request,
                outcome=type(error).__name__,
                method=refused.method if refused else request.method,
                status=refused.status if refused else None,
                attempts=ended.attempts if ended else 0,
                seconds=loop.time() - began,
            )
            raise
        self._tell(
            request,
            outcome="ok",
            method=answer.request.method,
            status=answer.response.status,
            attempts=answer.attempts,
            seconds=loop.time() - began,
        )
        return answer

    def _tell(
        self, request: Request, *, outcome: str, method: str, status: int | None, attempts: int, seconds: float
    ) -> None:
        event = Event(
            operation=request.operation,
            endpoint=request.endpoint,
            method=method,
            outcome=outcome,
            status=status,
            attempts=attempts,
            seconds=seconds,
        )
        _log.debug(
            "%s %s: %s (HTTP %s, sent %dx, %.3f s)",
            method,
            request.endpoint,
            outcome,
            status,
            attempts,
            seconds,
            extra={"whasync": msgspec.structs.asdict(event)},
        )
        if self._observer is not None:
            try:
                self._observer(event)
            except Exception:  # noqa: BLE001 - it is the user's code, and the call may have been paid for
                _log.exception("the observer failed")
