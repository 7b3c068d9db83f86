"""Who waits, and whose turn it is: one timer, decided when a slot is due and not before."""

from __future__ import annotations

import asyncio
from typing import TypeAlias

from .._core.lanes import NORMAL, Lanes
from .._core.wire import Answer
from ..errors import WaitExceededError
from .turns import Turns

# A timer may fire early by the clock's resolution. The slots' own margin for drift is thousands of times longer.
_EARLY = 1e-6

# What a waiter is given: a slot, or an answer that makes its wait pointless.
_Turn: TypeAlias = "int | Answer"


class Gate:
    """Hands out the slots of a `Turns`: the lanes in their order, first come first served within a lane."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._loop = asyncio.get_running_loop()
        self._lanes: Lanes[asyncio.Future[_Turn]] = Lanes(asyncio.Future[_Turn].done)
        self._timer: asyncio.TimerHandle | None = None
        self._closed: Exception | None = None
        turns.attach(self.wake, self.fail, self._lanes.waiting)

    @property
    def waiting(self) -> int:
        """Calls that wait for their turn."""
        return self._lanes.count

    async def turn(self, lane: int = NORMAL, *, urgent: bool = False, until: float | None = None) -> int | Answer:
        """Wait for a slot and take it.

        Args:
            until: The latest moment for the turn, by the loop's clock.

        Returns:
            The slot, or the answer that made the wait pointless; then no slot was taken.

        Raises:
            WaitExceededError: The turn comes later than *until*. Told at once where that can be foreseen.
            Exception: The one the gate was closed with.
        """
        if self._closed is not None:
            raise self._closed.with_traceback(None)
        if not self._lanes.count:
            now = self._loop.time()
            ready = self._turns.ready_at(now, lane)
            if ready is not None and ready <= now + _EARLY:
                return self._turns.take(now, lane)
        if until is not None:
            self.refuse_late(lane, until, urgent=urgent)
        waiter: asyncio.Future[_Turn] = self._loop.create_future()
        self._lanes.add(waiter, lane, urgent=urgent)
        if self._timer is None or self._lanes.waiting[lane] == 1:  # else the timer is for those before it
            self._let_through()
        limit = None if until is None else self._loop.call_at(until, self._expire, waiter, lane)
        try:
            return await waiter
        except asyncio.CancelledError:
            self._leave(waiter, lane)
            raise
        finally:
            if limit is not None:
                limit.cancel()

    def refuse_late(self, lane: int, until: float, *, urgent: bool = False) -> None:
        """Refuse who would have to wait for too long, as far as that can be foreseen.

        Raises:
            WaitExceededError: The turn comes later than *until*.
        """
        now = self._loop.time()
        wait = self._wait(now, lane, self._lanes.ahead(lane, urgent=urgent))
        if wait > max(0.0, until - now):
            raise _late(wait, until - now)

    def give_back(self, slot: int) -> None:
        """Return a slot that was granted and never used."""
        self._turns.give_back(slot)
        self.wake()

    def wake(self, free_at: float = float("-inf")) -> None:
        """Look again whose turn it is: an answer came, or a slot was given back.

        Args:
            free_at: When the slot that this is about comes back. Where the timer is due before that, nothing changes.
        """
        if self._lanes.count and (self._timer is None or free_at < self._timer.when()):
            self._let_through()

    def release(self, answer: Answer) -> None:
        """Give everybody who waits the same answer, unsent."""
        for waiter in self._lanes.drain():
            waiter.set_result(answer)

    def close(self, error: Exception) -> None:
        """Fail everybody who waits, and who comes later."""
        self._closed = error
        self.fail(error)

    def fail(self, error: Exception) -> None:
        """Fail everybody who waits."""
        self._set_timer(None)
        for waiter in self._lanes.drain():
            waiter.set_exception(error)

    def _let_through(self) -> None:
        """Give turns as long as any is due, then set the timer to the next."""
        try:
            self._give_turns(self._loop.time())
        except Exception as error:  # noqa: BLE001 - a timer has no caller who could be told
            self.fail(error)

    def _give_turns(self, now: float) -> None:
        while (lane := self._lanes.first()) is not None:
            ready = self._turns.ready_at(now, lane)
            if ready is None or ready > now + _EARLY:
                self._set_timer(ready)
                return
            if self._lanes.due is not None:
                lane = self._lanes.due
            waiter = self._lanes.pop(lane)
            if waiter is None:  # all of the lane were cancelled just now; they count themselves out, and look again
                break
            waiter.set_result(self._turns.take(now, lane))
        self._set_timer(None)

    def _set_timer(self, when: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if when is None else self._loop.call_at(when, self._on_time)

    def _on_time(self) -> None:
        self._timer = None
        self._let_through()

    def _wait(self, now: float, lane: int, ahead: int) -> float:
        """Seconds that a call would wait which *ahead* others go before, as far as that can be foreseen."""
        return max(0.0, self._turns.turn_at(now, lane, ahead) - now)

    def _expire(self, waiter: asyncio.Future[_Turn], lane: int) -> None:
        """Fail one whose turn did not come in time: others went before it, or an answer took long."""
        if not waiter.done():
            # What a newcomer would wait: who comes again queues up behind those who wait still.
            others = max(0, self._lanes.ahead(lane) - 1)
            waiter.set_exception(_late(self._wait(self._loop.time(), lane, others), 0.0))
            self._forget(lane)

    def _leave(self, waiter: asyncio.Future[_Turn], lane: int) -> None:
        """Take out one that was cancelled, and what it may have been given in the same moment."""
        if not waiter.done() or waiter.cancelled():
            waiter.cancel()
            self._forget(lane)
        elif waiter.exception() is None and isinstance(slot := waiter.result(), int):
            self.give_back(slot)

    def _forget(self, lane: int) -> None:
        self._lanes.forget(lane)
        if self._timer is None and self._lanes.count:
            self._let_through()


def _late(wait: float, allowed: float) -> WaitExceededError:
    return WaitExceededError(
        f"the turn comes in {wait:.1f} s, later than the {max(0.0, allowed):.1f} s that the call may still wait; "
        f"nothing was sent",
        retry_after=wait,
    )
