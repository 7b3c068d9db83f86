"""One thread for work that would hold up the event loop: writing, compressing, fsync."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

# How long a run that is stopped waits for what its worker is at, in seconds: a transaction, a page of the output, or a
# write. A pipe that nobody reads never ends one.
PATIENCE = 2.0


class Worker:
    """Does one thing after the other, in the order asked.

    Its thread is a daemon, unlike an executor's: a write into a pipe that nobody reads must not keep the process alive.
    """

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    async def do(self, work: Callable[[], T]) -> T:
        """Wait until the thread has done *work*. Cancelled, work that has begun goes on to its end all the same."""
        future: Future[T] = Future()
        self._queue.put((work, future))
        return await asyncio.wrap_future(future)

    def begin(self, work: Callable[[], object]) -> None:
        """Have the thread do *work* when its turn comes. Nobody hears what it raises."""
        self._queue.put((work, Future()))

    def end(self) -> None:
        """Let the thread end after what is queued."""
        self._queue.put(None)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            work, future = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - whoever waits for it gets it
                future.set_exception(error)
