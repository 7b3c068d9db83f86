"""A listing's call: awaited it is one page, iterated it is every row."""

from __future__ import annotations

import asyncio
from array import array
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from msgspec.structs import replace

from ._core.bounds import whole
from ._core.decode import Page
from ._core.ledger import Ledger
from ._core.operation import Listing
from ._core.paging import Progress, after, following, opening, pages_left
from ._core.record import identity
from .errors import CursorExpiredError
from .reader import Leaf

T = TypeVar("T")

# An expired cursor starts a walk over, an export's too; one that keeps expiring is no way to the end.
MOST_RESTARTS = 3

# What is asked of a walk by those who forget to await it.
_OF_A_PAGE = frozenset(name for name in dir(Page) if not name.startswith("_"))


class Spending(Protocol):
    """A budget: what calls made inside `async with` cost, and a cap on it."""

    @property
    def spent(self) -> int:
        """Credits known to have been charged."""
        ...

    @property
    def in_doubt(self) -> int:
        """Credits of calls that may have been charged."""
        ...

    async def __aenter__(self) -> object: ...

    async def __aexit__(self, *exc_info: object) -> None: ...


class LeafSender(Protocol):
    """What a walk needs of a session, and what takes its pages' cost."""

    @property
    def ledger(self) -> Ledger:
        """The credits as far as the session knows them."""
        ...

    @property
    def origin(self) -> str:
        """Scheme and host that the pages come from."""
        ...

    def budget(self, name: str, *, credits: int) -> Spending:
        """A cap on what is spent inside it, by all who use its name."""
        ...

    def is_of_session(self, other: LeafSender) -> bool:
        """Whether both spend by one ledger."""
        ...

    async def leaf(self, listing: Listing[T], sending: Callable[[], None] | None = None) -> Leaf[T]:
        """Ask for one page. *sending* is an export's, and called right before the bytes of each attempt."""
        ...

    async def unread(self, listing: Listing[T], sending: Callable[[], None]) -> Leaf[T]:
        """Ask for one page of an export whose rows need not be read."""
        ...


class Walk(Generic[T]):
    """One listing, not asked yet.

    `await walk` asks for its first page: one call, one credit. `async for row in walk` asks for every page as the rows
    are taken; leaving the loop early costs nothing more. `walk.pages()` gives the pages.
    """

    def __init__(self, sender: LeafSender, listing: Listing[T], *, ahead: int = 0) -> None:
        self._sender = sender
        self._listing = opening(listing)
        self._ahead = ahead

    @property
    def operation(self) -> Listing[T]:
        """The question for the first page."""
        return self._listing

    def prefetch(self, pages: int = 1) -> Self:
        """The same walk, with up to *pages* asked for while the caller works on the one before.

        Only pages that exist are asked for: the next one, or more where pages are numbered and the API tells how many
        there are. Leaving early cancels what was not sent; a page that was is paid for.

        Raises:
            UsageError: It is no number of pages.
        """
        return type(self)(self._sender, self._listing, ahead=whole("pages", pages))

    @property
    def sender(self) -> LeafSender:
        """What sends its pages: the session."""
        return self._sender

    def __await__(self) -> Generator[Any, Any, Page[T]]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.pages()) as pages:
            async for page in pages:
                for row in page.rows:
                    yield row

    async def pages(self, sending: Callable[[], None] | None = None) -> AsyncGenerator[Page[T], None]:
        """Every page, in order. Where a cursor expires the walk starts over and skips the rows that it gave.

        Args:
            sending: An export's; called right before the bytes of each attempt go.
        """
        given = array("q")  # eight bytes a row, since a walk may give a million
        for restart in range(MOST_RESTARTS + 1):
            old = frozenset(given)
            is_under_way = False
            try:
                async with aclosing(self._course(sending)) as course:
                    async for leaf, page in course:
                        is_under_way = True
                        if _has_cursor(self._listing):
                            given.extend(mark for mark in map(hash, leaf.ids) if mark not in old)
                        yield _without(page, leaf, old) if old else page
            except CursorExpiredError:
                if not is_under_way or restart == MOST_RESTARTS:
                    raise
            else:
                return

    if not TYPE_CHECKING:  # or else checkers would take any name

        def __getattr__(self, name: str) -> Any:
            hint = "; await it for a page, which has" if name in _OF_A_PAGE else ""
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}", name=name, obj=self)

    def __repr__(self) -> str:
        return f"<whasync.Walk over {self._listing!r}: await it for a page, or iterate it for every row>"

    async def _first(self) -> Page[T]:
        leaf = await self._sender.leaf(self._listing)
        rows, paging = len(leaf.came) + len(leaf.page.rejected), type(self._listing).route.paging
        last = leaf.ids[-1] if rows and paging is not None and paging.by == "before" else ""
        follow = after(paging, leaf.arguments, rows, last, leaf.marks)
        return leaf.page if follow is None else replace(leaf.page, next=follow)

    async def _course(self, sending: Callable[[], None] | None) -> AsyncGenerator[tuple[Leaf[T], Page[T]], None]:
        """The pages from the first to the last, some of them asked for ahead."""
        ask = partial(self._sender.leaf, sending=sending)
        progress = self._progress()
        coming: deque[asyncio.Task[Leaf[T]]] = deque()
        listing: Listing[T] | None = self._listing
        try:
            while listing is not None:
                leaf = await (coming.popleft() if coming else ask(listing))
                page = _numbered(leaf, progress)
                if progress.is_repeat:
                    return  # its rows were given
                listing = None if page.next is None else following(listing, page.next)
                if listing is not None and self._ahead:
                    self._ask_ahead(listing, leaf, coming, ask)
                yield leaf, page
        finally:
            for task in coming:
                task.cancel()
            await asyncio.gather(*coming, return_exceptions=True)

    def _ask_ahead(
        self,
        listing: Listing[T],
        leaf: Leaf[T],
        coming: deque[asyncio.Task[Leaf[T]]],
        ask: Callable[[Listing[T]], Coroutine[Any, Any, Leaf[T]]],
    ) -> None:
        exist = pages_left(type(listing).route.paging, leaf.arguments, leaf.marks)
        ahead = listing
        for number in range(min(self._ahead, max(1, exist))):
            if number >= len(coming):
                coming.append(asyncio.create_task(ask(ahead)))
            if number + 1 < min(self._ahead, exist):
                ahead = _next_number(ahead)

    def _progress(self) -> Progress:
        return Progress(type(self._listing).route.paging)


def _numbered(leaf: Leaf[T], progress: Progress) -> Page[T]:
    """The page, told what follows it."""
    return replace(leaf.page, next=progress.next(leaf.arguments, leaf.ids, leaf.marks))


def _next_number(listing: Listing[T]) -> Listing[T]:
    paging = type(listing).route.paging
    assert paging is not None  # noqa: S101 - only numbered pages are asked for several ahead
    return following(listing, getattr(listing, paging.param) + 1)


def _has_cursor(listing: Listing[Any]) -> bool:
    paging = type(listing).route.paging
    return paging is not None and paging.by.startswith("cursor")


def _without(page: Page[T], leaf: Leaf[T], old: frozenset[int]) -> Page[T]:
    """The page without rows that were given before its walk started over."""
    rows = [row for row in page.rows if hash(identity(row)) not in old]
    rejected = tuple(row for row in page.rejected if hash(str(row.raw)) not in old)
    fresh = sum(hash(name) not in old for name in leaf.ids)
    return replace(page, rows=rows, rejected=rejected, dropped=fresh - len(rows) - len(rejected))
