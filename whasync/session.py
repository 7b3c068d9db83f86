"""The session: opens, closes, and wires the chain."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from typing import Any, Self, TypeVar

import orjson

from ._core.backoff import Backoff, RetryBudget
from ._core.build import build, check
from ._core.drift import FieldDrift
from ._core.ledger import Ledger
from ._core.operation import Listing, Operation
from ._core.plan import LONGEST_LINE, plan
from ._core.slots import Slots
from ._core.wire import Answer, Request
from ._io.authenticate import Authenticate, check_key
from ._io.balance import Balance
from ._io.chain import Middleware, checked
from ._io.clock import ServerClock
from ._io.fit import Fit
from ._io.line import Line
from ._io.observe import Observe, Observer
from ._io.retry import Retry
from ._io.spend import Spend
from ._io.transport import Timeouts
from .errors import DecodeError, NotFoundError, UsageError
from .operations import resolve
from .operations.credits import ReadCredits
from .reader import Leaf, Reader
from .reminder import Reminder
from .sections import Root
from .settings import settle
from .verify import FilterReport, verify_filter
from .walk import Walk

T = TypeVar("T")
R = TypeVar("R")


class Session(Root):
    """One account's way to the API: one limiter, one ledger, one pool of connections.

    Use it as an asynchronous context manager, one for each event loop.

    Args:
        api_key: Else `WH_API_KEY`. Sent to the one origin only, never in a URL.
        base_url: The origin. Else `WH_BASE_URL`, else `https://app.winninghunter.com`.
        rate: `N/PERIOD`. Else `WH_RATE`, else `50/60s`: never more than N calls reach the server in any rolling PERIOD.
        shared: Where processes that share a key meet. Else `WH_SHARED`.
        bearer: Send `Authorization: Bearer` and not `X-API-Key`, which proxies mangle less.
        timeouts: Deadlines of one attempt, in seconds. A wait for a slot counts against none of them.
        backoff: How patiently to send again.
        longest_line: Bytes of a request line above which a GET becomes a POST.
        middlewares: Users' `async def middleware(request, handler)`, once per operation; the first is the outermost.
        attempt_middlewares: The same, once per attempt; one that answers by itself spends no slot and no credit.
        strict_filters: Drop rows that break a filter they were asked with; `Page.dropped` counts them.
        observer: Called with an `Event` after each operation.
        proxy: URL of an HTTP proxy.
        tls: A context of your own for TLS.

    Raises:
        UsageError: An argument cannot work. Nothing was sent.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        rate: str | None = None,
        shared: str | None = None,
        bearer: bool = False,
        timeouts: Timeouts | None = None,
        backoff: Backoff | None = None,
        longest_line: int = LONGEST_LINE,
        middlewares: Sequence[Middleware] = (),
        attempt_middlewares: Sequence[Middleware] = (),
        strict_filters: bool = False,
        observer: Observer | None = None,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(self)
        try:
            settings = settle(api_key, base_url, rate, shared)
            key = check_key(settings.api_key)
        except UsageError as error:
            # A report of the error may list the locals of its frames, and those hold the key or the environment.
            raise error.with_traceback(None) from None
        finally:
            del api_key
        self._origin = settings.origin
        clock = ServerClock()
        self._spend = Spend(clock)
        self._rate = settings.rate
        self._line = Line(
            [
                Observe(observer),
                *checked(middlewares),
                Retry(backoff or Backoff(), RetryBudget(), clock),
                *checked(attempt_middlewares),
                Balance(self._spend, self._readings()),
                Fit(longest_line),
                self._spend,
            ],
            Authenticate(key, settings.origin, bearer=bearer),
            Slots(settings.rate.calls, settings.rate.window),
            timeouts=timeouts or Timeouts(),
            proxy=proxy,
            tls=tls,
        )
        self._found: dict[str, str] = {}
        self._reader = Reader(strict_filters=strict_filters)
        self._reminder = Reminder()

    async def __aenter__(self) -> Self:
        self._line.open()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections. Calls that still wait for a slot fail with a UsageError, unsent."""
        await self._line.close()

    def __del__(self) -> None:
        line = getattr(self, "_line", None)
        if line is not None and line.is_open:
            warnings.warn("unclosed whasync.Session; use `async with`", ResourceWarning, source=self, stacklevel=2)

    def __repr__(self) -> str:
        if not hasattr(self, "_reminder"):  # refused half made, and now a local in somebody's traceback
            return "<whasync.Session, refused>"
        rate = f"{self._rate.calls} calls in {self._rate.window:g} s"
        return f"<whasync.Session {self._origin}, {rate}, {self._line.state}>"

    @property
    def origin(self) -> str:
        """Scheme and host, without a slash at the end."""
        return self._origin

    @property
    def ledger(self) -> Ledger:
        """The credits as far as this session knows them, at no cost: `remaining`, `spent`, `in_flight`, `in_doubt`."""
        return self._spend.ledger

    @property
    def drift(self) -> tuple[FieldDrift, ...]:
        """Which fields came that the models do not know, and which never came, by operation; costs no call."""
        return self._reader.drift

    @property
    def waiting(self) -> int:
        """Calls that wait for a slot."""
        return self._line.waiting

    def ask(self, operation: Operation[R]) -> Coroutine[Any, Any, R]:
        """Send an operation given as a value; the sections' methods do this.

        Raises:
            UsageError: An argument is wrong; raised here already, before anything is awaited.
        """
        self._reminder.remind(operation)
        return self._ask(operation, plan(operation, self._origin, self._path(operation)))

    def listing(self, operation: Listing[T]) -> Walk[T]:
        """A listing given as a value, to be awaited for a page or iterated for every row.

        Raises:
            UsageError: An argument is wrong.
        """
        self._reminder.remind(operation)
        check(operation)
        return Walk(self, operation)

    async def call(
        self, endpoint: str, params: Mapping[str, Any] | None = None, *, extra: Mapping[str, Any] | None = None
    ) -> Any:
        """Any operation by its path, as the documentation writes it; answers the decoded JSON.

        Args:
            endpoint: With or without `/api/v1/`; an unambiguous tail such as `products/explore` will do.
            params: The documented parameters by their names.
            extra: Parameters that the catalogue does not know.

        Costs what the operation costs, mostly 1 credit.

        Raises:
            UsageError: The endpoint or a parameter is not known. Nothing was sent.
            ResponseError: The API refused; the subclass says how and what was charged.
            TransportError: No whole answer came; `sent` tells whether it may have been charged.
            DecodeError: The answer is not JSON that can be decoded. The credit is spent.
        """
        kind, in_path = resolve(endpoint)
        operation = build(kind, {**in_path, **(params or {})}, extra=extra)
        self._reminder.remind(operation)
        answer = await self._answer(operation, plan(operation, self._origin, self._path(operation)))
        try:
            return orjson.loads(answer.response.body)
        except orjson.JSONDecodeError as error:
            name = answer.request.operation
            raise DecodeError(f"{name}: {error}", operation=name, body=answer.response.body) from None

    async def verify_filter(self, question: Walk[T] | Listing[T], name: str) -> FilterReport:
        """Whether a filter does anything: `await wh.verify_filter(wh.pinterest_ads(niches="BY"), "niches")`.

        Costs 2 credits, and says so in the log first.

        Raises:
            UsageError: The listing has no such filter, or no value for it.
        """
        return await verify_filter(self, question.operation if isinstance(question, Walk) else question, name)

    async def leaf(self, listing: Listing[T]) -> Leaf[T]:
        """Ask for one page of a listing; `Walk` does this."""
        request = plan(listing, self._origin, self._path(listing), checked=True)
        return self._reader.leaf(listing, await self._answer(listing, request))

    async def _ask(self, operation: Operation[R], request: Request) -> R:
        return self._reader.one(operation, await self._answer(operation, request))

    def _answer(self, operation: Operation[Any], request: Request) -> Awaitable[Answer]:
        """Send an operation down the chain; where its path is not found, try its twin of the other generation."""
        twin = type(operation).route.twin
        if twin is None or type(operation).route.path in self._found:
            return self._line.send(request)
        return self._of_twins(operation, request, twin)

    async def _of_twins(self, operation: Operation[Any], request: Request, twin: str) -> Answer:
        try:
            return await self._line.send(request)
        except NotFoundError as error:
            if error.routed:
                raise
        answer = await self._line.send(plan(operation, self._origin, twin))
        self._found[type(operation).route.path] = twin
        return answer

    def _path(self, operation: Operation[Any]) -> str:
        """The route's path, or its twin where that is the one that answers."""
        return self._found.get(path := type(operation).route.path, path)

    def _readings(self) -> list[Request]:
        routes = (ReadCredits.route.path, ReadCredits.route.twin)
        return [plan(ReadCredits(), self._origin, path) for path in routes if path is not None]
