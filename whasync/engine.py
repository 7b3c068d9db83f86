"""What all views of a session share: its chain, its credits, and what it has learnt of the API."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from contextvars import ContextVar
from typing import Any

from msgspec.structs import replace

from ._core.alarm import Forecast, forecast
from ._core.operation import Operation
from ._core.options import PLAIN, Options
from ._core.plan import plan
from ._core.wire import Answer, Request
from ._io.line import Line
from ._io.spend import Spend
from .errors import NotFoundError
from .reader import Reader
from .reminder import Reminder

# The options around the code that runs, the outermost first, by the mark of the engine they are for.
_CONTEXT: ContextVar[Mapping[object, tuple[Options, ...]]] = ContextVar(
    "whasync options",
    default={},  # noqa: B039 - never changed
)


class Engine:
    """Sends planned operations down the line.

    Attributes:
        options: Those of the session, which its views and the context change.
    """

    def __init__(self, origin: str, line: Line, spend: Spend, options: Options, *, strict_filters: bool) -> None:
        self.origin = origin
        self.line = line
        self.account = spend.account
        self.reader = Reader(strict_filters=strict_filters)
        self.reminder = Reminder()
        self.options = PLAIN if options == PLAIN else options  # each call tests by identity, which costs the least
        self._clock = spend.clock
        self._alerts = spend.alerts
        self._found: dict[str, str] = {}
        self._mark = object()  # contexts outlive engines, and so must not hold them

    def plan(self, operation: Operation[Any], *, checked: bool = False) -> Request:
        """The request of an operation.

        Raises:
            UsageError: An argument is wrong.
        """
        return plan(operation, self.origin, self._path(operation), checked=checked)

    def send(self, operation: Operation[Any], request: Request, options: Options) -> Awaitable[Answer]:
        """Send an operation down the chain, under the options given, those of the context and those of the session."""
        context = _CONTEXT.get()
        if context:
            for around in reversed(context.get(self._mark, ())):
                options = options.within(around)
        if options is not PLAIN or self.options is not PLAIN:
            request = options.within(self.options).on(request, asyncio.get_running_loop().time())
        twin = type(operation).route.twin
        if twin is None or type(operation).route.path in self._found:
            return self.line.send(request)
        return self._of_twins(operation, request, twin)

    def enter(self, options: Options) -> None:
        """Make every call of this task, and of tasks that it starts, under these options too, until `leave`."""
        context = _CONTEXT.get()
        _CONTEXT.set({**context, self._mark: (*context.get(self._mark, ()), options)})

    def leave(self, options: Options) -> None:
        """Take these options away, the innermost of them where they were entered twice.

        Where a block is left in another task than it was entered in, they may not be there.
        """
        context = dict(_CONTEXT.get())
        around = list(context.pop(self._mark, ()))
        for place in reversed(range(len(around))):
            if around[place] is options:
                del around[place]
                break
        _CONTEXT.set({**context, self._mark: tuple(around)} if around else context)

    def forecast(self) -> Forecast:
        """When the credits run out at the present pace."""
        now, ledger = asyncio.get_running_loop().time(), self.account.ledger
        per_day = self._alerts.pace.per_day(now, ledger.spent)
        return forecast(per_day, ledger.remaining, self._clock.moment(), self._clock.next_month(now))

    async def _of_twins(self, operation: Operation[Any], request: Request, twin: str) -> Answer:
        """Where the path is not found, try its twin of the other generation."""
        try:
            return await self.line.send(request)
        except NotFoundError as error:
            if error.routed:
                raise
        other = plan(operation, self.origin, twin)
        answer = await self.line.send(replace(request, endpoint=other.endpoint, url=other.url))
        self._found[type(operation).route.path] = twin
        return answer

    def _path(self, operation: Operation[Any]) -> str:
        """The route's path, or its twin where that is the one that answers."""
        return self._found.get(path := type(operation).route.path, path)
