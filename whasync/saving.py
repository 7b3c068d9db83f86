"""What a session need not ask: answers that are kept, and questions that are under way already."""

from __future__ import annotations

from ._core.bounds import instances
from ._core.saved import Saved
from ._io.authenticate import Secret
from ._io.chain import Middleware
from ._io.coalesce import Coalesce
from .cache import Cache


class Saving:
    """The joining of equal questions, unless it is off, and the cache of a session, if it has one.

    Raises:
        UsageError: An argument is of another type.
    """

    def __init__(self, cache: Cache | None, key: Secret, *, coalesce: bool) -> None:
        instances(Cache, cache=cache)
        instances(bool, coalesce=coalesce)
        self.cache = cache
        self._recall = None if cache is None else cache.recall(key)
        self._coalesce = Coalesce() if coalesce else None
        self._is_open = False

    @property
    def middlewares(self) -> list[Middleware]:
        """Those in use, the outermost first."""
        middlewares: list[Middleware] = [] if self._coalesce is None else [self._coalesce]
        if self.cache is None or self._recall is None:
            return middlewares
        return [*([self._recall.fall_back] if self.cache.gives_stale else []), *middlewares, self._recall.look_up]

    @property
    def saved(self) -> Saved:
        """Credits that were not spent."""
        cached, stale = (0, 0) if self._recall is None else (self._recall.cached, self._recall.stale)
        return Saved(coalesced=self._coalesce.saved if self._coalesce else 0, cached=cached, stale=stale)

    async def open(self) -> None:
        """Open the cache's file.

        Raises:
            UsageError: It is damaged, another program's, or cannot be read and written.
        """
        if self.cache is not None:
            await self.cache.open()
            self._is_open = True

    async def close(self) -> None:
        """Close the cache's file, unless that is done."""
        if self.cache is not None and self._is_open:
            self._is_open = False
            await self.cache.close()
