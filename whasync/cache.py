"""A cache of answers: what was paid for once is not paid for again while it is young enough."""

from __future__ import annotations

import os
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ._core.bounds import instances, is_seconds, whole
from ._core.operation import written
from ._core.suggest import hint
from ._io.authenticate import Secret
from ._io.cache import MemoryStore
from ._io.cache_file import FileStore
from ._io.recall import Recall, Store
from .errors import UsageError
from .operations import CATALOGUE, resolve

_HOUR = 3_600.0
_MAX_BYTES = 64 * 1024 * 1024  # some 1,200 full pages


class Cache:
    """Answers of reads, kept for a time: `Session(cache=whasync.Cache(ttl=600))`.

    Several sessions may use one; no account sees the answers of another. Neither writes nor readings of the balance are
    kept, and a write drops what was kept of its section.

    Args:
        ttl: Seconds that an answer is good for; or seconds by endpoint, as the documentation writes it without
            `/api/v1/` or by an unambiguous tail, `*` for any signs: `{"products/explore": 600, "*": 86_400}`. An exact
            name goes before patterns, and of these the first that fits. 0 keeps none.
        path: A file that processes share, else the memory of this one. A file tells seconds by the machine's clock.
        max_bytes: What they may take together. In memory the least recently used go first, in a file the oldest.
        stale_if_out_of_credits: Give an answer beyond its time where CreditsExhaustedError or BudgetExceededError would
            be raised. The log tells it, `wh.saved.stale` counts it, and the response's header `age` has the seconds.

    Raises:
        UsageError: The seconds or the bytes are out of range, or there is no such endpoint.
    """

    def __init__(
        self,
        ttl: float | Mapping[str, float] = _HOUR,
        *,
        path: str | os.PathLike[str] | None = None,
        max_bytes: int = _MAX_BYTES,
        stale_if_out_of_credits: bool = True,
    ) -> None:
        whole("cache: max_bytes", max_bytes, positive=True)
        instances(bool, stale_if_out_of_credits=stale_if_out_of_credits)
        self._ttls = _by_endpoint(ttl if isinstance(ttl, Mapping) else {"*": ttl})
        self._path = None if path is None else Path(path).absolute()
        self.gives_stale = stale_if_out_of_credits
        self._store: Store = MemoryStore(max_bytes) if self._path is None else FileStore(self._path, max_bytes)

    def recall(self, key: Secret) -> Recall:
        """The middlewares of one session."""
        owner = blake2b(key.reveal().encode(), key=b"whasync cache", digest_size=8).digest()
        return Recall(self._store, self._ttls, owner)

    async def clear(self) -> None:
        """Drop all answers, of every account. The file has to be open: call it inside of a session."""
        await self._store.forget(b"")

    async def open(self) -> None:
        """Open it; a session does this.

        Raises:
            UsageError: The file is damaged, another program's, or cannot be written.
        """
        await self._store.open()

    async def close(self) -> None:
        """Close it, once for each time it was opened; a session does this."""
        await self._store.close()

    def __repr__(self) -> str:
        return f"<whasync.Cache in {'memory' if self._path is None else self._path}>"


def _by_endpoint(ttls: Mapping[str, float]) -> dict[str, float]:
    """Seconds by the path of an endpoint, for those whose answers are kept."""
    found: dict[str, float] = {}
    for pattern in sorted(ttls, key=lambda name: "*" in name):  # stable: patterns stay in their order
        for path in _matching(pattern):
            found.setdefault(path, _seconds(pattern, ttls[pattern]))
    return {path: seconds for path, seconds in found.items() if seconds > 0}


def _matching(pattern: str) -> list[str]:
    """The paths that a name or a pattern means, twins included."""
    if "*" in pattern:
        fitting = [path for path, name in _names().items() if _fits(name, pattern)]
        if not fitting:
            raise UsageError(f"cache: no endpoint fits {pattern!r}{hint(pattern, _names().values())}")
        return fitting
    route = resolve(pattern)[0].route
    return [route.path] if route.twin is None else [route.path, route.twin]


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name, f"*/{pattern}")


@cache
def _names() -> dict[str, str]:
    """Every path of the catalogue, and how the documentation writes it."""
    routes = [kind.route for kind in CATALOGUE.values()]
    paths = [path for route in routes for path in (route.path, route.twin) if path is not None]
    return {path: written(path) for path in paths}


def _seconds(pattern: str, seconds: Any) -> float:  # Any: what a caller may give
    if not is_seconds(seconds):
        raise UsageError(f"cache: ttl of {pattern!r} is {seconds!r}; it must be seconds, 0 or more")
    return float(seconds)
