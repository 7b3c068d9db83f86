"""Answers in the memory of one process: the least recently used go first."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from .recall import Kept

# What an answer takes beside its bytes: name, moment, and its place in the table (measured with tracemalloc).
_OVERHEAD = 350


class MemoryStore:
    """Keeps bodies of *max_bytes* together. Its clock is that of the event loop."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()

    async def open(self) -> None:
        """There is nothing to open."""

    async def close(self) -> None:
        """What was kept stays, for the next session."""

    async def get(self, name: bytes) -> Kept | None:
        """What is kept under a name."""
        entry = self._kept.get(name)
        if entry is None:
            return None
        self._kept.move_to_end(name)
        at, body = entry
        return Kept(body, asyncio.get_running_loop().time() - at)

    async def put(self, name: bytes, body: bytes) -> None:
        """Keep an answer, and drop others until all have room."""
        self._drop(name)
        if len(body) + _OVERHEAD > self._max_bytes:
            return
        self._kept[name] = (asyncio.get_running_loop().time(), body)
        self._bytes += len(body) + _OVERHEAD
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._kept)))

    async def forget(self, beginning: bytes) -> None:
        """Drop all whose names begin so."""
        for name in [name for name in self._kept if name.startswith(beginning)]:
            self._drop(name)

    def _drop(self, name: bytes) -> None:
        entry = self._kept.pop(name, None)
        if entry is not None:
            self._bytes -= len(entry[1]) + _OVERHEAD
