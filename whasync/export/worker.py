"""One thread for work that would hold up the event loop: writing, compressing, fsync."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

# How long a run that is stopped waits for what its worker is at, in seconds: a transaction, a page of the output, or a
# write. A pipe that nobody reads never ends one.
PATIENCE = 2.0


class Worker(Executor):
    """Does one thing after the other, in the order asked.

    Its thread is a daemon, unlike that of other executors: a write into a pipe that nobody reads must not keep the
    process alive.
    """

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    async def do(self, work: Callable[[], T]) -> T:
        """Wait until the thread has done *work*. Cancelled, work that has begun goes on to its end all the same."""
        # Through the loop, so that one whose clock jumps knows of the thread.
        return await asyncio.get_running_loop().run_in_executor(self, work)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have the thread do it when its turn comes."""
        future: Future[T] = Future()
        self._queue.put((partial(fn, *args, **kwargs), future))
        return future

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
