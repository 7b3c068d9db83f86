"""Sessions for backends whose customers bring their own keys."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from hashlib import blake2b
from typing import Any, NamedTuple, Self

from msgspec.structs import replace

from ._core.bounds import seconds, whole
from ._core.slots import LONGEST_UPLINK
from ._core.words import several
from ._io.account import Account
from ._io.authenticate import Secret, bare, check_key
from ._io.clock import ServerClock
from ._io.transport import Connections
from .errors import UsageError
from .means import Means
from .session import Session
from .settings import Settings, settle

# Of the documented form. No session with it is ever opened.
_NO_KEY = "wh_" + 48 * "0"


class _Books(NamedTuple):
    """The credits of one account, and the server's clock, by which their month ends. They outlive its session."""

    clock: ServerClock
    account: Account


class _PooledSession(Session):
    """A session on the connections of a pool, and on what was known of its account before."""

    books: _Books

    def __init__(self, key: Secret, connections: Connections, books: _Books | None, options: Mapping[str, Any]) -> None:
        self._pooled = key, connections, books
        super().__init__(**options)

    def _means(self, settings: Settings) -> Means:
        key, connections, books = self._pooled
        means = Means.of(key, settings, connections)
        if books is not None and means.meeting is None:
            means = replace(means, clock=books.clock, account=books.account)
        self.books = _Books(means.clock, means.account)
        return means

    async def close(self, grace: float = 0.0) -> None:  # noqa: ARG002 - what a session's takes
        """Refuse: others may be using it, and whoever comes next would be given a closed one."""
        raise UsageError("this session is its pool's, which closes it; leave the `async with` of pool.session()")

    async def let_go(self) -> None:
        """Close it."""
        await super().close()


class _Tenant:
    """The session of one key, and how many use it at present."""

    def __init__(self, name: bytes, session: _PooledSession) -> None:
        self.name = name
        self.session = session
        self.users = 0
        self.opening = asyncio.create_task(self._open())
        self.timer: asyncio.TimerHandle | None = None
        self._marked = (0, 0)  # calls that were made, and those under way

    def mark(self) -> None:
        """Note which calls there were until now."""
        ledger = self.session.ledger
        self._marked = ledger.holds, self.session.waiting + ledger.in_flight

    @property
    def is_idle_since_mark(self) -> bool:
        """Whether no call was under way at the mark, or made since: tasks may outlive their block."""
        return self._marked == (self.session.ledger.holds, 0)

    @property
    def has_failed(self) -> bool:
        """Whether the session could not be opened."""
        opening = self.opening
        return opening.done() and (opening.cancelled() or opening.exception() is not None)

    async def _open(self) -> None:
        await self.session.__aenter__()


class SessionPool:
    """One session for each key, with a rate, a ledger and budgets of its own; the connections are shared by all.

        async with whasync.SessionPool() as pool:
            async with pool.session(customer_key) as wh:
                ...

    Use it as an asynchronous context manager, one for each event loop. A key that is in use already gives the same
    session. No key is kept but within its session: elsewhere its keyed hash stands for it.

    Args:
        max_idle: Seconds after its last use that a session is let go; never before the server has forgotten its calls,
            for a new one begins with the whole rate. What is known of its credits is kept.
        connections: The most that are open at once.
        options: Those of `Session`, for every one; `api_key` apart.

    Raises:
        UsageError: An option cannot work.
    """

    # Any: they are the session's, which checks them.
    def __init__(self, *, max_idle: float = 300.0, connections: int = 200, **options: Any) -> None:
        self._options = options
        del options  # a report of an error may list the locals of its frames, and URLs among these hold passwords
        self._tenants: dict[bytes, _Tenant] = {}
        self._state = "not opened"
        Session(_NO_KEY, **self._options)  # refuses here what it would refuse for each key
        rate = settle("", *map(self._options.get, ("base_url", "rate", "shared"))).rate
        # Once for a call that was given up and may arrive late; twice, and no pause after a 429 is cut short.
        self._idle = max(seconds("max_idle", max_idle), rate.window + 2 * LONGEST_UPLINK)
        self._limit = whole("connections", connections, positive=True)
        self._salt = secrets.token_bytes()
        self._connections: Connections | None = None
        self._books: dict[bytes, _Books] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._left = asyncio.Event()

    async def __aenter__(self) -> Self:
        if self._state != "not opened":
            raise UsageError(f"the pool is {self._state}; make a new one")
        self._loop = asyncio.get_running_loop()
        self._connections = Connections(self._limit, self._options.get("tls"))
        self._state = "open"
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    def session(self, api_key: str) -> AbstractAsyncContextManager[Session]:
        """The session of a key, for the time of an `async with`. It stays open after that, for the next user.

        Raises:
            UsageError: The key cannot be one, or the pool is not open. Nothing was sent.
        """
        try:
            key = check_key(api_key)
        except UsageError as error:
            raise bare(error) from None
        finally:
            del api_key
        return self._visit(key)

    async def close(self, grace: float = 10.0) -> None:
        """Give out no session any more, wait until those in use are left, and close all.

        Args:
            grace: Seconds to wait at most. After that, calls that wait for a slot fail unsent, and others are lost.
        """
        if self._state != "open":
            return
        self._state = "closed"
        self._tell_if_all_left()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._left.wait(), grace)
        finally:  # who does not wait for the grace wants an end all the more
            await self._close()

    async def _close(self) -> None:
        assert self._connections is not None  # noqa: S101 - the pool was open
        tenants = list(self._tenants.values())
        for tenant in tenants:
            if tenant.timer is not None:
                tenant.timer.cancel()
        await asyncio.gather(*(tenant.opening for tenant in tenants), return_exceptions=True)
        try:
            await asyncio.gather(*(tenant.session.let_go() for tenant in tenants), *self._closing)
        finally:
            await self._connections.close()

    def __repr__(self) -> str:
        in_use = sum(tenant.users > 0 for tenant in self._tenants.values())
        return f"<whasync.SessionPool {self._state}, {several(len(self._tenants), 'session')}, {in_use} in use>"

    @asynccontextmanager
    async def _visit(self, key: Secret) -> AsyncGenerator[Session]:
        tenant = self._enter(key)
        try:
            await asyncio.shield(tenant.opening)
            yield tenant.session
        finally:
            self._leave(tenant)

    def _enter(self, key: Secret) -> _Tenant:
        if self._state != "open" or self._connections is None:
            raise UsageError(f"the pool is {self._state}")
        if asyncio.get_running_loop() is not self._loop:
            raise UsageError("the pool was opened in another event loop; open one pool in each loop")
        name = blake2b(key.reveal().encode(), key=self._salt, digest_size=16).digest()
        tenant = self._tenants.get(name)
        if tenant is None:
            session = _PooledSession(key, self._connections, self._books.get(name), self._options)
            self._books[name] = session.books
            tenant = self._tenants[name] = _Tenant(name, session)
        if tenant.timer is not None:
            tenant.timer.cancel()
            tenant.timer = None
        tenant.users += 1
        return tenant

    def _leave(self, tenant: _Tenant) -> None:
        tenant.users -= 1
        if tenant.users:
            return
        if self._state == "closed":
            self._tell_if_all_left()
        elif tenant.has_failed:
            self._tenants.pop(tenant.name, None)  # the next user tries again
        else:
            self._let_go_later(tenant)

    def _let_go_later(self, tenant: _Tenant) -> None:
        tenant.mark()
        tenant.timer = self._loop.call_later(self._idle, self._let_go, tenant)

    def _let_go(self, tenant: _Tenant) -> None:
        if not tenant.is_idle_since_mark:
            self._let_go_later(tenant)
            return
        del self._tenants[tenant.name]
        ledger = tenant.session.ledger
        if ledger.balance is None and not ledger.spent and not ledger.in_doubt:  # a mistyped key stays for nothing
            self._books.pop(tenant.name, None)
        closing = self._loop.create_task(tenant.session.let_go())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def _tell_if_all_left(self) -> None:
        if not any(tenant.users for tenant in self._tenants.values()):
            self._left.set()
