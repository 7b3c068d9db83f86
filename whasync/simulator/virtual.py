"""An event loop whose clock jumps: hours of waiting pass in milliseconds, sockets included.

The clock stands still while anything can run. When nothing can, it jumps to the next timer, so a run depends on
the timers alone and not on the machine. This holds for sockets whose two ends live in this loop: before each jump
the loop makes sure that no byte is under way between them.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import socket
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

START = 10_000.0
"""What the clock shows at first: not zero, so that code which takes a fresh clock for zero is found out."""

ROUND_TRIPS = 2
"""A handshake needs three trips over loopback in a row (SYN, SYN-ACK, ACK); two round trips are four.

So does what one end could not send yet. Both wait to write; where no socket does, one round trip is enough."""


class DeadlockError(RuntimeError):
    """Every task waits, no timer is set, and nobody outside the loop could wake it."""


class JumpingLoop(asyncio.SelectorEventLoop):
    """The selector event loop with a clock that only jumps.

    While work is under way in an executor the loop waits as long as the real clock does, so that no thread is
    jumped over. Processes and sockets with an end elsewhere are not known to it: they need a real loop.
    """

    def __init__(self) -> None:
        self.clock = _Clock()
        super().__init__(self.clock)

    def time(self) -> float:
        return self.clock.now

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        future = super().run_in_executor(executor, func, *args)
        self.clock.threads += 1
        future.add_done_callback(self._thread_done)
        return future

    async def shutdown_default_executor(self, *args: Any, **kwargs: Any) -> None:  # Any: 3.12 added an argument
        self.clock.threads += 1
        try:
            await super().shutdown_default_executor(*args, **kwargs)
        finally:
            self.clock.threads -= 1

    def _thread_done(self, _: asyncio.Future[Any]) -> None:
        self.clock.threads -= 1


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a jumping loop of its own, as `asyncio.run` does on a real one."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main)


class _Clock(selectors.BaseSelector):
    """A selector that spends no time waiting: where the real one would wait, it advances `now`."""

    def __init__(self) -> None:
        self.now = START
        self.threads = 0
        self._real = selectors.DefaultSelector()
        self._writing: set[int] = set()
        self._echo: _Echo | None = None
        self._self_pipe: int | None = None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = self._real.select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        ready = self._real.select(timeout) if self.threads else self._settled()
        if not ready and timeout is None:
            self._refuse_deadlock()
            return self._real.select(None)
        if not ready and timeout is not None:
            self.now += timeout
        return ready

    def _settled(self) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready once everything sent so far has arrived."""
        if len(self._real.get_map()) <= 1:  # only the loop's own self-pipe: no socket to wait for
            return []
        if self._echo is None:
            self._echo = _Echo()
        self._echo.wait(ROUND_TRIPS if self._writing else 1)
        return self._real.select(0)

    def _refuse_deadlock(self) -> None:
        names: set[Any] = set()
        peers: set[Any] = set()
        for key in self._real.get_map().values():
            if key.fd == self._self_pipe:
                continue
            try:
                with socket.socket(fileno=os.dup(key.fd)) as end:
                    if not end.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        names.add(end.getsockname())
                        peers.add(end.getpeername())
            except OSError:  # a pipe, or a socket that is not connected: its other end may be anywhere
                return
        if peers <= names:
            raise DeadlockError("deadlock: every task waits, no timer is set, and no socket leads out of this loop")

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:  # Any: as typeshed
        key = self._real.register(fileobj, events, data)
        if self._self_pipe is None:  # the loop registers its self-pipe before anything else
            self._self_pipe = key.fd
        return self._noted(key)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        key = self._real.unregister(fileobj)
        self._writing.discard(key.fd)
        return key

    def modify(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._noted(self._real.modify(fileobj, events, data))

    def _noted(self, key: selectors.SelectorKey) -> selectors.SelectorKey:
        (self._writing.add if key.events & selectors.EVENT_WRITE else self._writing.discard)(key.fd)
        return key

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._real.get_map()

    def close(self) -> None:
        self._real.close()
        if self._echo is not None:
            self._echo.close()
            self._echo = None


class _Echo:
    """A loopback connection of our own, to learn that earlier bytes on loopback have arrived.

    Loopback delivers through one queue, in order. Mostly it does so within the sending call, but a busy kernel may
    put the delivery off; a byte sent now comes after all that was sent before it.
    """

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            self._near = socket.create_connection(server.getsockname())
            self._far, _ = server.accept()
        for end in (self._near, self._far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def wait(self, round_trips: int) -> None:
        for _ in range(round_trips):
            self._near.send(b".")
            self._far.recv(1)
            self._far.send(b".")
            self._near.recv(1)

    def close(self) -> None:
        self._near.close()
        self._far.close()
