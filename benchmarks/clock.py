"""Virtual time, for code that reads the clock by itself as some peers do.

Import this before any peer: `from time import monotonic` binds what stands there at that moment.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from whasync.simulator import JumpingLoop

T = TypeVar("T")

# What a reading of the clock takes, in seconds. A limiter that polls, or that computes its wake-up a hair too early,
# never gets on where time stands still between timers.
_READING = 1e-6

# What the wall clock shows when the loop's clock shows zero.
_EPOCH = 1_790_000_000.0


class TickingLoop(JumpingLoop):
    """A jumping loop whose clock also moves a little each time it is read."""

    def time(self) -> float:
        self.clock.now += _READING
        return self.clock.now


_running: TickingLoop | None = None


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in virtual time; meanwhile every clock of the process shows that time, to all its threads."""
    global _running  # noqa: PLW0603 - a process has one wall clock, and this stands in for it
    with asyncio.Runner(loop_factory=TickingLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, TickingLoop)
        _running = loop
        try:
            return runner.run(main)
        finally:
            _running = None


def _virtual(real: Callable[[], float], epoch: float = 0.0) -> Callable[[], float]:
    def read() -> float:
        return real() if _running is None else epoch + _running.time()

    return read


def _virtual_ns(real: Callable[[], int], epoch: float = 0.0) -> Callable[[], int]:
    def read() -> int:
        return real() if _running is None else int((epoch + _running.time()) * 1e9)

    return read


time.time = _virtual(time.time, _EPOCH)
time.time_ns = _virtual_ns(time.time_ns, _EPOCH)
time.monotonic = _virtual(time.monotonic)
time.monotonic_ns = _virtual_ns(time.monotonic_ns)
time.perf_counter = _virtual(time.perf_counter)
time.perf_counter_ns = _virtual_ns(time.perf_counter_ns)
