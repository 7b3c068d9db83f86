"""The session: opens, closes, and wires the chain."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable, Sequence
from typing import Self

from ._core.alarm import ALERT_AT, Alert
from ._core.backoff import Backoff, RetryBudget
from ._core.bounds import instances
from ._core.drift import FieldDrift
from ._core.lanes import Lane
from ._core.options import options_of
from ._core.plan import LONGEST_LINE
from ._core.saved import Saved
from ._core.slots import Slots
from ._core.timeouts import Timeouts
from ._io.alerts import Alerts
from ._io.authenticate import Authenticate, bare, check_key
from ._io.balance import Balance
from ._io.chain import Middleware, checked
from ._io.deadline import Deadline
from ._io.fit import Fit
from ._io.followers import Observer
from ._io.line import Line
from ._io.observe import Observe
from ._io.retry import Retry
from ._io.spend import Spend
from ._io.transport import Connections, Transport
from .cache import Cache
from .calls import Calls
from .engine import Engine
from .errors import UsageError
from .means import Means
from .operations.credits import readings
from .saving import Saving
from .settings import Settings, settle


class Session(Calls):
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
        lane: Who goes first where calls wait: "interactive", "normal" or "bulk".
        deadline: Seconds for a whole call: the wait for its turn, its attempts, and the waits between them.
        max_wait: Seconds that an attempt may wait for its turn; a call whose turn comes later is refused at once.
        coalesce: Ask a question that is under way already only once, for all who ask it.
        cache: Keep answers for a time, and give them again for nothing.
        strict_filters: Drop rows that break a filter they were asked with; `Page.dropped` counts them.
        observe: A function, or several, called with an `AttemptEvent` after each attempt and an `OperationEvent` after
            each operation; or a `Follower`, which is told of their beginnings too.
        on_alert: Called with an `Alert` when no more than a share of the credits is left, of the account or a budget.
        alert_at: Those shares, from 0 to 1.
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
        lane: Lane | None = None,
        deadline: float | None = None,
        max_wait: float | None = None,
        coalesce: bool = True,
        cache: Cache | None = None,
        strict_filters: bool = False,
        observe: Observer | Sequence[Observer] | None = None,
        on_alert: Callable[[Alert], None] | None = None,
        alert_at: Sequence[float] = ALERT_AT,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        try:
            settings = settle(api_key, base_url, rate, shared)
            means = self._means(settings)
            connect = _connecting(means.connections or settings.rate.calls, timeouts, proxy, tls)
        except UsageError as error:
            raise bare(error) from None
        finally:
            del api_key, base_url, rate, shared, proxy  # a report may list the locals of this frame, too
        spend = Spend(means.account, means.clock, Alerts(means.account, on_alert, alert_at))
        told = Observe(observe, means.account, settings.origin)
        balance = Balance(spend, readings(settings.origin))
        self._rate = settings.rate
        self._saving = Saving(cache, means.key, coalesce=coalesce)
        operation: list[Middleware] = [told.operation, *checked(middlewares), Deadline(), *self._saving.middlewares]
        attempt: list[Middleware] = [*checked(attempt_middlewares), balance, Fit(longest_line), told.asked]
        self._line = Line(
            [*operation, Retry(backoff or Backoff(), RetryBudget(), means.clock), *attempt],
            spend,
            told.attempt,
            Authenticate(means.key, settings.origin, bearer=bearer),
            limit=means.meeting or Slots(settings.rate.calls, settings.rate.window),
            connect=connect,
        )
        options = options_of(lane, deadline, max_wait)
        super().__init__(Engine(settings.origin, self._line, spend, options, strict_filters=strict_filters))

    async def __aenter__(self) -> Self:
        await self._saving.open()
        try:
            await self._line.open()
        except BaseException:
            await self._saving.close()
            raise
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    async def close(self, grace: float = 0.0) -> None:
        """Close the connections. Calls that still wait for a slot fail with a UsageError, unsent.

        Args:
            grace: Seconds at most that calls which were sent are given for their answers. After that they are lost.
        """
        try:
            await self._line.close(grace)
        finally:
            await self._saving.close()

    def __del__(self) -> None:
        line = getattr(self, "_line", None)
        if line is not None and line.is_open:
            warnings.warn("unclosed whasync.Session; use `async with`", ResourceWarning, source=self, stacklevel=2)

    def __repr__(self) -> str:
        if not hasattr(self, "_engine"):  # refused half made, and now a local in somebody's traceback
            return "<whasync.Session, refused>"
        rate = f"{self._rate.calls} calls in {self._rate.window:g} s"
        return f"<whasync.Session {self.origin}, {rate}, {self._line.state}>"

    def _means(self, settings: Settings) -> Means:
        """What the session stands on. A pool gives it to its sessions."""
        return Means.of(check_key(settings.api_key), settings)

    @property
    def drift(self) -> tuple[FieldDrift, ...]:
        """Which fields came that the models do not know, and which never came, by operation; costs no call."""
        return self._engine.reader.drift

    @property
    def saved(self) -> Saved:
        """Credits that were not spent: the same question was under way, or its answer was kept."""
        return self._saving.saved

    @property
    def waiting(self) -> int:
        """Calls that wait for a slot."""
        return self._line.waiting

    @property
    def pace(self) -> float:
        """Seconds from one call to the next where many wait."""
        return self._rate.window / self._rate.calls


def _connecting(
    connections: int | Connections, timeouts: Timeouts | None, proxy: str | None, tls: ssl.SSLContext | None
) -> Callable[[], Transport]:
    """What makes the transport. No partial, whose repr would show the password of a proxy."""
    instances(Timeouts, timeouts=timeouts)
    instances(str, proxy=proxy)
    instances(ssl.SSLContext, tls=tls)
    return lambda: Transport(connections, timeouts or Timeouts(), proxy=proxy, tls=tls)
