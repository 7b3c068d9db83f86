"""The deadlines of all attempts under way, kept by one timer.

aiohttp would set and cancel three timers for each attempt, a seventh of its CPU (measured): the event loop keeps
cancelled timers for a while, and sorts new ones in among them by a method written in Python.
"""

from __future__ import annotations

import asyncio
from math import inf
from typing import Literal, TypeVar

E = TypeVar("E", bound=BaseException)


class Watched:
    """The running task's attempt, which begins now. Its task is cancelled when `Watch` finds it late.

    Attributes:
        began: When it began, by the event loop's clock.
        sent_at: When its bytes were handed to the connection; None before.
        heard: When it was sent to its end, and from then on when the latest bytes of its answer came; None before.
        missed: The deadline that it has missed; None while it is in time.
    """

    __slots__ = ("_cancelling", "_task", "began", "heard", "missed", "sent_at")

    def __init__(self, now: float) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine is calling
        self._task = task
        self._cancelling = task.cancelling()
        self.began = now
        self.sent_at: float | None = None
        self.heard: float | None = None
        self.missed: Literal["read", "total"] | None = None

    @property
    def sent(self) -> bool:
        """Whether its bytes were handed to the connection."""
        return self.sent_at is not None

    def mark(self, error: E) -> E:
        """Say on what ends it whether it was sent, and when: the turn may have come long before a connection."""
        error.sent = self.sent  # type: ignore[attr-defined]
        if self.sent_at is not None:
            error.sent_at = self.sent_at  # type: ignore[attr-defined]
        return error

    def miss(self, deadline: Literal["read", "total"]) -> None:
        """End the attempt for having missed a deadline."""
        self.missed = deadline
        self._task.cancel()

    def takes_cancellation(self) -> bool:
        """Whether a cancellation that arrived is the missed deadline's alone; then the task is no longer cancelled."""
        return self.missed is not None and self._task.uncancel() <= self._cancelling


class Watch:
    """Looks after attempts from `begin` to `end`.

    Args:
        read: Seconds between two arrivals of bytes, the first counted from the sending; None for no bound.
        total: Seconds of a whole attempt; None for no bound.
    """

    def __init__(self, *, read: float | None, total: float | None) -> None:
        self._loop = asyncio.get_running_loop()
        self._read = inf if read is None else read
        self._total = inf if total is None else total
        self._under_way: set[Watched] = set()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> Watched:
        """Look after the running task's attempt."""
        attempt = Watched(self._loop.time())
        self._under_way.add(attempt)
        if self._timer is None:  # else it goes off before this one can be late
            self._look_at(self._due(attempt, attempt.began))
        return attempt

    def end(self, attempt: Watched) -> None:
        """Let an attempt go."""
        self._under_way.discard(attempt)

    def close(self) -> None:
        """Look no more."""
        if self._timer is not None:
            self._timer.cancel()

    def _due(self, attempt: Watched, now: float) -> float:
        """The earliest moment at which an attempt can be late, as far as is known *now*."""
        heard = now if attempt.heard is None else attempt.heard
        return min(heard + self._read, attempt.began + self._total)

    def _look_at(self, when: float) -> None:
        self._timer = None if when == inf else self._loop.call_at(when, self._look)

    def _look(self) -> None:
        now = self._loop.time()
        for attempt in [attempt for attempt in self._under_way if self._due(attempt, now) <= now]:
            attempt.miss("read" if now < attempt.began + self._total else "total")
            self._under_way.discard(attempt)
        self._look_at(min((self._due(attempt, now) for attempt in self._under_way), default=inf))
