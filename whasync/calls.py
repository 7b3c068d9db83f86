"""What can be asked through a session, or through a view of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Self, TypeVar

import orjson
from msgspec.structs import replace

from ._core.alarm import Forecast
from ._core.budget import Period
from ._core.build import build, check
from ._core.decode import decode_any
from ._core.lanes import BULK, Lane
from ._core.ledger import Ledger
from ._core.operation import Listing, Operation
from ._core.options import PLAIN, Options, options_of
from ._core.wire import Request
from .budget import Budget
from .engine import Engine
from .errors import DecodeError, UsageError
from .operations import resolve
from .reader import Leaf
from .sections import Root
from .verify import FilterReport, verify_filter
from .walk import Walk

T = TypeVar("T")
R = TypeVar("R")


class Calls(Root):
    """The operations of the API, and the credits that they cost."""

    def __init__(self, engine: Engine, options: Options = PLAIN) -> None:
        super().__init__(self)
        self._engine = engine
        self._options = options

    @property
    def origin(self) -> str:
        """Scheme and host, without a slash at the end."""
        return self._engine.origin

    @property
    def ledger(self) -> Ledger:
        """The credits as far as this session knows them, at no cost: `remaining`, `spent`, `in_flight`, `in_doubt`."""
        return self._engine.account.ledger

    def with_options(
        self,
        *,
        lane: Lane | None = None,
        deadline: float | None = None,
        max_wait: float | None = None,
        budget: Budget | None = None,
        fresh: bool | None = None,
    ) -> View:
        """A light view of the same session, for one call or many; as `with wh.with_options(...):` for all calls inside.

        Args:
            lane: Who goes first: "interactive", "normal" or "bulk".
            deadline: Seconds for a whole call: the wait for its turn, its attempts, and the waits between them.
            max_wait: Seconds that an attempt may wait for its turn. A call whose turn comes later is refused at once.
            budget: Counts what is called, beside the budgets around it. Without a period it has to be entered before.
            fresh: Ask anew, whatever the cache has; the answer is kept.

        Raises:
            UsageError: There is no such lane, a number of seconds is out of range, or the budget has not begun.
        """
        caps = () if budget is None else (_begun(budget).cap,)
        options = options_of(lane, deadline, max_wait, fresh=fresh, caps=caps)
        return View(self._engine, options.within(self._options))

    def budget(self, name: str, *, credits: int, per: Period | None = None) -> Budget:
        """A cap on what is spent inside `async with`; budgets nest, and a call must fit all of them.

        Args:
            name: Budgets of one name and period are one, across tasks, and across the processes of a shared place.
            credits: The most that calls may cost together.
            per: "day" or "month" to begin anew by the server's clock in UTC.

        Raises:
            UsageError: The name has signs that it cannot have or none, or the credits are no whole number.
        """
        return Budget(self._engine, name, credits, per)

    def is_of_session(self, other: object) -> bool:
        """Whether both are views of one session, and spend by one ledger."""
        return isinstance(other, Calls) and other._engine is self._engine

    def forecast(self) -> Forecast:
        """When the credits run out at the present pace, at no cost. Call it while the session is open."""
        return self._engine.forecast()

    def ask(self, operation: Operation[R]) -> Coroutine[Any, Any, R]:
        """Send an operation given as a value; the sections' methods do this.

        Raises:
            UsageError: An argument is wrong; raised here already, before anything is awaited.
        """
        request = self._engine.plan(operation)
        self._engine.reminder.remind(operation)
        return self._ask(operation, request)

    def listing(self, operation: Listing[T]) -> Walk[T]:
        """A listing given as a value, to be awaited for a page or iterated for every row.

        Raises:
            UsageError: An argument is wrong.
        """
        check(operation)
        self._engine.reminder.remind(operation)
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
            BudgetExceededError: The account or a budget has not so many credits left. Nothing was sent.
            WaitExceededError: Its turn would come after `max_wait` or `deadline`. Nothing was sent.
            ResponseError: The API refused; the subclass says how and what was charged.
            TransportError: No whole answer came; `sent` tells whether it may have been charged.
            DecodeError: The answer is not JSON that can be decoded. The credit is spent.
        """
        kind, in_path = resolve(endpoint)
        operation = build(kind, {**in_path, **(params or {})}, extra=extra)
        request = self._engine.plan(operation)
        self._engine.reminder.remind(operation)
        answer = await self._engine.send(operation, request, self._options)
        try:
            return _loaded(answer.response.body)
        except (ValueError, RecursionError) as error:
            name = answer.request.operation
            raise DecodeError(f"{name}: {error}", operation=name, body=answer.response.body) from None

    async def verify_filter(self, question: Walk[T] | Listing[T], name: str) -> FilterReport:
        """Whether a filter does anything: `await wh.verify_filter(wh.pinterest_ads(niches="BY"), "niches")`.

        Costs 2 credits, and says so in the log first.

        Raises:
            UsageError: The listing has no such filter, or no value for it.
        """
        return await verify_filter(self, question.operation if isinstance(question, Walk) else question, name)

    async def leaf(self, listing: Listing[T], sending: Callable[[], None] | None = None) -> Leaf[T]:
        """Ask for one page of a listing; `Walk` does this, with *sending* for an export, see `unread`."""
        engine = self._engine
        request = engine.plan(listing, checked=True) if sending is None else self._exported(listing, sending)
        return engine.reader.leaf(listing, await engine.send(listing, request, self._options))

    async def unread(self, listing: Listing[T], sending: Callable[[], None]) -> Leaf[T]:
        """Ask for one page of a listing whose rows need not be read; an export does this, in the bulk lane unless an
        option names one.

        Args:
            sending: Called right before the bytes of each attempt go.
        """
        engine, request = self._engine, self._exported(listing, sending)
        return engine.reader.unread(listing, await engine.send(listing, request, self._options))

    def _exported(self, listing: Listing[Any], sending: Callable[[], None]) -> Request:
        return replace(self._engine.plan(listing, checked=True), sending=sending, lane=BULK)

    async def _ask(self, operation: Operation[R], request: Request) -> R:
        engine = self._engine
        return engine.reader.one(operation, await engine.send(operation, request, self._options))


def _loaded(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:  # it is strict: a text that was cut within a sign must not cost the answer
        return decode_any(body)


def _begun(budget: Any) -> Budget:  # Any: what a caller may give
    if not isinstance(budget, Budget):
        raise UsageError(f"budget={budget!r} is no budget: budget(name, credits=...) makes one")
    if budget.per is None and not budget.is_entered:
        raise UsageError(f"budget {budget.name!r} has no period: enter it with `async with` before")
    return budget


class View(Calls):
    """A session under other options. It shares everything with the session that it is of, and is not closed.

    As a context manager, `with wh.with_options(lane="interactive"):`, its options hold for every call of the session
    inside the block, in tasks that the block starts as well.
    """

    def __enter__(self) -> Self:
        self._engine.enter(self._options)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._engine.leave(self._options)

    def __repr__(self) -> str:
        return f"<whasync.View of {self._engine.origin}: {self._options}>"
