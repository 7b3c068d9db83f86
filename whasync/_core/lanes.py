"""Who goes first: interactive before normal before bulk, first come first served within a lane, and nobody starves."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, Literal, TypeVar, get_args

W = TypeVar("W")

Lane = Literal["interactive", "normal", "bulk"]
LANES: tuple[Lane, ...] = get_args(Lane)
INTERACTIVE, NORMAL, BULK = range(3)
_RANKS = (INTERACTIVE, NORMAL, BULK)

# A lane that waits gets every tenth turn however many come before it.
_SHARE = 10

_COMPACT_ABOVE = 64  # waiters that are gone which a lane may keep before it is rebuilt


class Lanes(Generic[W]):
    """Those who wait.

    A waiter that has gone away stays in its lane until it would be its turn, or until most of the lane has gone; it is
    counted out by `forget`.

    Args:
        is_gone: Whether a waiter does not want its turn any more.
    """

    def __init__(self, is_gone: Callable[[W], bool]) -> None:
        self.waiting = [0] * len(LANES)
        self.count = 0
        self.due: int | None = None  # a lane that was passed over so often that the next turn is its own
        self._is_gone = is_gone
        self._queues: tuple[deque[W], ...] = tuple(deque() for _ in LANES)
        self._urgent: tuple[deque[W], ...] = tuple(deque() for _ in LANES)
        self._passed = [0] * len(LANES)  # turns that others had while the lane waited

    def add(self, waiter: W, lane: int, *, urgent: bool = False) -> None:
        """Queue up. Who is urgent goes before the others of the lane: it has waited its turn before."""
        (self._urgent if urgent else self._queues)[lane].append(waiter)
        self.waiting[lane] += 1
        self.count += 1

    def ahead(self, lane: int, *, urgent: bool = False) -> int:
        """How many go before a newcomer, if nobody else comes."""
        own = len(self._urgent[lane]) if urgent else self.waiting[lane]
        before, behind = sum(self.waiting[:lane]), sum(self.waiting[lane + 1 :])
        if before:
            return min(before + own, max(0, (own + 1) * _SHARE - 1 - self._passed[lane]))
        return own + min(behind, own // (_SHARE - 1))

    def first(self) -> int | None:
        """The foremost lane in which somebody waits."""
        for lane in _RANKS:
            if self.waiting[lane]:
                return lane
        return None

    def pop(self, lane: int) -> W | None:
        """Take out whose turn it is in a lane, or None where all have gone away."""
        waiter = self._live(self._urgent[lane]) if self._urgent[lane] else None
        if waiter is None:
            waiter = self._live(self._queues[lane])
        if waiter is None:
            return None
        self._count_out(lane)
        if self._passed[lane]:
            self._reset(lane)
        if self.count > self.waiting[lane]:
            self._pass_over(lane)
        return waiter

    def forget(self, lane: int) -> None:
        """Count out one that has gone away."""
        self._count_out(lane)
        queue = self._queues[lane]
        if len(queue) > _COMPACT_ABOVE and len(queue) > 2 * self.waiting[lane]:
            live = [waiter for waiter in queue if not self._is_gone(waiter)]
            queue.clear()
            queue.extend(live)

    def drain(self) -> list[W]:
        """Take everybody out."""
        drained: list[W] = []
        for lane in _RANKS:
            live = [waiter for waiter in (*self._urgent[lane], *self._queues[lane]) if not self._is_gone(waiter)]
            self._urgent[lane].clear()
            self._queues[lane].clear()
            drained += live
            for _ in live:  # those that are gone count themselves out
                self._count_out(lane)
        return drained

    def _live(self, queue: deque[W]) -> W | None:
        while queue:
            waiter = queue.popleft()
            if not self._is_gone(waiter):
                return waiter
        return None

    def _count_out(self, lane: int) -> None:
        self.waiting[lane] -= 1
        self.count -= 1
        if not self.waiting[lane]:
            self._reset(lane)

    def _reset(self, lane: int) -> None:
        self._passed[lane] = 0
        if self.due == lane:
            self.due = None

    def _pass_over(self, served: int) -> None:
        """Note a turn that went past those who wait behind the lane it went to."""
        for lane in _RANKS[served + 1 :]:
            if self.waiting[lane]:
                self._passed[lane] += 1
                if self._passed[lane] >= _SHARE - 1:
                    self.due = lane
