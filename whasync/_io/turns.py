"""When the next call may go: what the gate asks before it lets somebody through."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from aiolimiter import AsyncLimiter

from .._core.lanes import BULK
from .._core.slots import Slots, burst_of, reserve_of

# After the pace's own reckoning, so that neither that nor rounding ever finds it short.
_LATE = 1e-5


class Turns(Protocol):
    """Gives out slots. A slot is a number that means something to the giver alone."""

    def attach(self, wake: Callable[[], None], fail: Callable[[Exception], None], waiting: Sequence[int]) -> None:
        """Learn whom to wake when a turn comes by a word from outside, how to fail all who wait where none will come,
        and where the lanes' numbers of waiters stand.
        """
        ...

    def ready_at(self, now: float, lane: int) -> float | None:
        """When the next turn for a lane may be given, or None where only an answer or a word from outside can tell."""
        ...

    def turn_at(self, now: float, lane: int, ahead: int) -> float:
        """When a call would have its turn that *ahead* others go before: an estimate."""
        ...

    def take(self, now: float, lane: int) -> int:
        """Take a slot, at a moment when `ready_at` says now."""
        ...

    def give_back(self, slot: int) -> None:
        """Return a slot whose call was never sent, and the pace that it took."""
        ...

    def answered(self, slot: int, at: float) -> float:
        """Free the slot of a call whose headers were in at *at*, a window later; tells when that is."""
        ...

    def abandoned(self, slot: int, sent_at: float, now: float) -> float:
        """Free the slot of a call whose answer will not come, a window after it must have been counted."""
        ...

    def refused(self, now: float, retry_after: float | None) -> float:
        """Heed a 429; tells for how many seconds everybody pauses."""
        ...


class LocalTurns:
    """The slots of this process alone, and the pace in front of them.

    `aiolimiter` smooths: a burst, then an even pace. On its own it would let 99 calls into one minute of 50, and
    newcomers overtake under load. Nobody ever waits inside it: it computes its wake-up from rounded sums, and where
    that falls short it sets the same timer again, for ever on a clock that stands still between timers.
    """

    def __init__(self, slots: Slots, *, burst: int | None = None) -> None:
        burst = min(slots.size, burst or burst_of(slots.size, slots.window))
        self._slots = slots
        self._loop = asyncio.get_running_loop()
        self._pace = AsyncLimiter(burst, burst * slots.window / slots.size)
        self._burst = burst
        self._interval = slots.window / slots.size
        self._ahead = (burst - 1) * self._interval - _LATE  # how far the pace may run ahead of an even one, in seconds
        self._even_at = float("-inf")  # when the pace will have forgotten all that it let through
        self._unused = 0  # turns that the pace let through and nobody took
        self._reserve = reserve_of(slots.size)

    def attach(self, wake: Callable[[], None], fail: Callable[[Exception], None], waiting: Sequence[int]) -> None:
        """Nothing comes from outside."""

    def ready_at(self, now: float, lane: int) -> float | None:
        """When the next turn for a lane may be given, by slots and pace."""
        spare = self._reserve if lane == BULK else 0
        ready = self._slots.ready_at(now, spare)
        if ready is None or (self._unused and not spare):
            return ready
        evenly = self._even_at - self._ahead + spare * self._interval
        if ready < evenly:
            return evenly
        return ready

    def turn_at(self, now: float, lane: int, ahead: int) -> float:
        """By slots and pace, as they stand."""
        spare = self._reserve if lane == BULK else 0
        paced = spare + ahead if spare else ahead - self._unused
        evenly = self._even_at - self._ahead + paced * self._interval
        return max(self._slots.turn_at(now, ahead, spare), evenly)

    def take(self, now: float, lane: int) -> int:  # noqa: ARG002 - a slot is one like the other
        """Take a slot and a turn of the pace."""
        self._slots.take()
        if not (self._unused and self._reuses_turn()):
            self._even_at = max(self._even_at, now) + self._interval
            self._acquire()
        return 0

    def give_back(self, slot: int) -> None:  # noqa: ARG002
        """Return a slot that was never used, and the pace it took."""
        self._slots.give_back()
        self._unused += 1

    def answered(self, slot: int, at: float) -> float:  # noqa: ARG002
        """Free a slot a window after the answer."""
        return self._slots.answered(at)

    def abandoned(self, slot: int, sent_at: float, now: float) -> float:  # noqa: ARG002
        """Free a slot a window after its call must have been counted."""
        return self._slots.abandoned(sent_at, now)

    def refused(self, now: float, retry_after: float | None) -> float:
        """Pause, and narrow the window."""
        return self._slots.refused(now, retry_after)

    def _reuses_turn(self) -> bool:
        """Take a turn that was let through and not used, if it is worth one still."""
        # An unused turn is worth what the pace still holds against it. Where that has leaked away, the turn is void,
        # or bursts would add up.
        while self._unused and self._pace.has_capacity(self._burst - min(self._unused, self._burst) + 1):
            self._unused -= 1
        if self._unused:
            self._unused -= 1
            return True
        return False

    def _acquire(self) -> None:
        """Book a turn with the pace. It has capacity, so its coroutine ends without waiting, and needs no task."""
        acquiring = self._pace.acquire()
        try:
            acquiring.send(None)
        except StopIteration:
            return
        acquiring.close()
