"""A listing's call: awaited it is one page, iterated it is every row."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import Any, Generic, Protocol, TypeVar

from ._core.decode import Page
from ._core.operation import Listing
from ._core.paging import Progress, following, opening

T = TypeVar("T")


class PageSender(Protocol):
    """What a walk needs of a session."""

    async def page(self, listing: Listing[T], progress: Progress) -> Page[T]:
        """Ask for one page."""
        ...


class Walk(Generic[T]):
    """One listing, not asked yet.

    `await walk` asks for its first page: one call, one credit. `async for row in walk` asks for every page as the rows
    are taken; leaving the loop early costs nothing more. `walk.pages()` gives the pages.
    """

    def __init__(self, sender: PageSender, listing: Listing[T]) -> None:
        self._sender = sender
        self._listing = opening(listing)

    def __await__(self) -> Generator[Any, Any, Page[T]]:
        return self._sender.page(self._listing, self._progress()).__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for row in page.rows:
                yield row

    async def pages(self) -> AsyncIterator[Page[T]]:
        """Every page, in order."""
        progress = self._progress()
        listing: Listing[T] | None = self._listing
        while listing is not None:
            page = await self._sender.page(listing, progress)
            yield page
            listing = None if page.next is None else following(listing, page.next)

    def __repr__(self) -> str:
        return f"<Walk over {self._listing!r}: await it for a page, or iterate it for every row>"

    def _progress(self) -> Progress:
        return Progress(type(self._listing).route.paging)
