"""Who waits, and whose turn it is: one pump, one timer, decided when a slot is due and not before."""

from __future__ import annotations

import asyncio
from collections import deque

from aiolimiter import AsyncLimiter

from .._core.slots import Slots, burst_of
from .._core.wire import Answer

# A timer may fire early by the clock's resolution. The slots' own margin for drift is thousands of times longer.
_EARLY = 1e-6
_LATE = 1e-5  # after the pace's own reckoning, so that neither that nor rounding ever finds it short

_COMPACT_ABOVE = 64  # cancelled waiters that a lane may keep before it is rebuilt


class Gate:
    """Hands out slots, first come first served within a lane, the lanes in their order.

    `aiolimiter` smooths in front of the slots: a burst, then an even pace. On its own it would let 99 calls
    into one minute of 50, and newcomers overtake under load; so only the pump is ever inside it, or a caller who
    found nobody waiting. And nobody sleeps there: it computes its wake-up from rounded sums, and where that falls
    short it sets the same timer again, for ever on a clock that stands still between timers.
    """

    URGENT, NORMAL = range(2)

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
        self._lanes: tuple[deque[asyncio.Future[Answer | None]], ...] = (deque(), deque())
        self._waiting = 0
        self._pump: asyncio.Task[None] | None = None
        self._sleeper: asyncio.Future[None] | None = None
        self._due: float | None = None  # when the pump wakes by itself
        self._closed: Exception | None = None

    @property
    def waiting(self) -> int:
        """Calls that wait for their turn."""
        return self._waiting

    async def turn(self, lane: int = NORMAL) -> Answer | None:
        """Wait for a slot and take it.

        Returns:
            None, or the answer that made the wait pointless; then no slot was taken.

        Raises:
            Exception: The one the gate was closed with.
        """
        if self._closed is not None:
            raise self._closed.with_traceback(None)
        if self._pump is None and self._is_ready():
            self._slots.take()
            if not self._reuses_turn():
                await self._pace.acquire()
            return None
        return await self._wait(lane)

    async def _wait(self, lane: int) -> Answer | None:
        waiter: asyncio.Future[Answer | None] = self._loop.create_future()
        self._lanes[lane].append(waiter)
        self._waiting += 1
        if self._pump is None:
            self._pump = self._loop.create_task(self._run())
            self._pump.add_done_callback(self._pump_ended)
        try:
            return await waiter
        except asyncio.CancelledError:
            if not waiter.done() or waiter.cancelled():
                self._forget(waiter, lane)
            elif waiter.exception() is None and waiter.result() is None:
                self.give_back()
            raise

    def give_back(self) -> None:
        """Return a slot that was granted and never used, and the pace it took."""
        self._slots.give_back()
        self._unused += 1
        self.wake()

    def wake(self, free_at: float = float("-inf")) -> None:
        """Let the pump look again: an answer came, or a slot was given back.

        Args:
            free_at: When the slot that this is about comes back. Where the pump wakes earlier than that, it sleeps on.
        """
        if self._due is None or free_at < self._due:
            self._rouse()

    def release(self, answer: Answer) -> None:
        """Give everybody who waits the same answer, unsent."""
        for waiter in self._drain():
            waiter.set_result(answer)

    def close(self, error: Exception) -> None:
        """Fail everybody who waits, and who comes later."""
        self._closed = error
        if self._pump is not None:
            self._pump.cancel()
        for waiter in self._drain():
            waiter.set_exception(error)

    def _rouse(self) -> None:
        if self._sleeper is not None and not self._sleeper.done():
            self._sleeper.set_result(None)

    def _ready_at(self, now: float) -> float | None:
        """When the next turn may be given, by slots and pace, or None where only an answer can tell."""
        ready = self._slots.ready_at(now)
        if ready is None or self._unused:
            return ready
        return max(ready, self._even_at - self._ahead)

    def _is_ready(self) -> bool:
        now = self._loop.time()
        ready = self._ready_at(now)
        return ready is not None and ready <= now + _EARLY

    async def _run(self) -> None:
        while self._waiting:
            await self._until_ready()
            waiter = self._next()
            if waiter is None:  # all were cancelled just now; they count themselves out in the loop's next turn
                await asyncio.sleep(0)
                continue
            self._slots.take()
            waiter.set_result(None)
            if not self._reuses_turn():
                await self._pace.acquire()

    async def _until_ready(self) -> None:
        while self._waiting:
            now = self._loop.time()
            self._due = self._ready_at(now)
            if self._due is not None and self._due <= now + _EARLY:
                return
            self._sleeper = self._loop.create_future()
            timer = None if self._due is None else self._loop.call_at(self._due, self._rouse)
            try:
                await self._sleeper
            finally:
                self._sleeper = None
                if timer is not None:
                    timer.cancel()

    def _reuses_turn(self) -> bool:
        """Take an unused turn of the pace, or book one that is to be acquired; there is capacity, so that that does not
        suspend.
        """
        # An unused turn is worth what the pace still holds against it. Where that has leaked away, the turn is void,
        # or bursts would add up.
        while self._unused and self._pace.has_capacity(self._burst - min(self._unused, self._burst) + 1):
            self._unused -= 1
        if self._unused:
            self._unused -= 1
            return True
        self._even_at = max(self._even_at, self._loop.time()) + self._interval
        return False

    def _next(self) -> asyncio.Future[Answer | None] | None:
        """The waiter whose turn it is. A cancelled one counts itself out, when its task next runs."""
        for lane in self._lanes:
            while lane:
                waiter = lane.popleft()
                if not waiter.done():
                    self._waiting -= 1
                    return waiter
        return None

    def _drain(self) -> list[asyncio.Future[Answer | None]]:
        waiters = [waiter for lane in self._lanes for waiter in lane if not waiter.done()]
        for lane in self._lanes:
            lane.clear()
        self._waiting -= len(waiters)
        return waiters

    def _forget(self, waiter: asyncio.Future[Answer | None], lane: int) -> None:
        waiter.cancel()
        self._waiting -= 1
        queue = self._lanes[lane]
        if len(queue) > _COMPACT_ABOVE and len(queue) > 2 * self._waiting:
            live = [other for other in queue if not other.done()]
            queue.clear()
            queue.extend(live)

    def _pump_ended(self, pump: asyncio.Task[None]) -> None:
        self._pump = None
        if self._closed is not None:
            return
        if not pump.cancelled() and (error := pump.exception()) is not None:
            for waiter in self._drain():
                waiter.set_exception(error)
        elif self._waiting:  # somebody came between the pump's last look and its end
            self._pump = self._loop.create_task(self._run())
            self._pump.add_done_callback(self._pump_ended)
