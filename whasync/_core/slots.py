"""The rate window: which call may go when. Time comes in as a number; nothing here waits.

The invariant. There are N slots. A call takes one when it is sent (s) and frees it W seconds after its answer's
headers were in (c). The server counts the call at some moment a between the two, s <= a <= c, whatever the network
does. If more than N calls were counted within W seconds, the last of them was sent while the slots of all the
others were still taken: it had none. Counting at the send is not enough: 68 arrivals within 60 s were measured
behind an exact log of 50 sends in 60 s, under half a second of jitter.

A refused call counts upstream like any other, so a 429 keeps its slot.
"""

from __future__ import annotations

from heapq import heappop, heappush, nsmallest
from typing import Protocol

# A loop's clock and the server's may drift apart by some 300 ppm, which is 20 ms in a minute.
DRIFT = 1 / 3000

# The answer of an abandoned call never tells when the server counted it. A request is taken to reach the server
# within this many seconds of its sending, or else never.
LONGEST_UPLINK = 30.0

# Seconds that everybody pauses after a 429. Where it names no time, or none worth the name, a second lets a burst of
# others pass; and no header stops all calls for longer than two of the server's windows.
SHORTEST_PAUSE = 1.0
LONGEST_PAUSE = 120.0
FEWEST = 5  # slots that a narrowed window keeps, and calls in a burst
CUT_EVERY = 1 / 6  # of a window: the 429s of one moment are one word of the server, not many
_RESERVE_FROM = 10  # slots in all
_TIMER_RESOLUTION = 0.001  # seconds; no finer than this does an event loop sleep
WIDEN_SHARE = 50  # of the slots, which a narrowed window gets back in each window without a 429
QUIET = 5  # windows without a 429, after which the window widens twice as fast


def burst_of(size: int, window: float) -> int:
    """How many calls of a rate may go at once, before an even pace.

    50 slots and twice a burst of 5 are the 60 calls that upstream allows: after a restart that forgets the window, a
    process sends at most 50 + 5 in the first minute beside the 5 of its forerunner's last burst. More at once only
    where the even pace is finer than the timers that would keep it.
    """
    return max(FEWEST, int(size / window * _TIMER_RESOLUTION))


def reserve_of(size: int) -> int:
    """Slots, and turns of the pace, that bulk leaves to the other lanes: an interactive call then goes at once although
    bulk has filled the window. It costs bulk 2 % of its rate. A window of few slots has none to spare.
    """
    return 1 if size >= _RESERVE_FROM else 0


def pause_of(retry_after: float | None) -> float:
    """Seconds that everybody pauses after a 429."""
    return min(max(retry_after or 0.0, SHORTEST_PAUSE), LONGEST_PAUSE)


class Narrowed(Protocol):
    """A window that 429s narrow for a while.

    Attributes:
        limit: Slots in use: all of them, or fewer.
        cut_at, refused_at, widened_at: When it was narrowed, met a 429 and was widened last.
    """

    limit: int
    cut_at: float
    refused_at: float
    widened_at: float


def narrow(window: Narrowed, now: float, size: int, seconds: float, own: int) -> None:
    """Narrow a window to what the server had room for, after a 429.

    Args:
        size: Its slots in all. seconds: Its length.
        own: Calls of our own in it, the refused one included.
    """
    if now - window.cut_at >= seconds * CUT_EVERY:
        window.limit = max(min(FEWEST, size), min(widen(window, now, size, seconds), own - 1))
        window.cut_at = window.widened_at = now
    window.refused_at = now


def widen(window: Narrowed, now: float, size: int, seconds: float) -> int:
    """Give a narrowed window back a fiftieth of its slots a window, two if it has long been quiet; tells its limit."""
    step = max(1, size // WIDEN_SHARE)
    while window.limit < size and now - window.widened_at >= seconds:
        window.widened_at += seconds
        quiet = window.widened_at - window.refused_at >= QUIET * seconds
        window.limit = min(size, window.limit + (2 * step if quiet else step))
    return window.limit


class Slots:
    """N slots in a window of W seconds, narrowed for a while by each 429.

    Attributes:
        limit: Slots in use at present: N, or fewer for a while after a 429.
    """

    def __init__(self, size: int, window: float) -> None:
        self.size = size
        self.window = window
        self._kept = window * (1 + DRIFT)
        self._in_flight = 0
        self._cooling: list[float] = []  # a heap: when each answered call's slot comes back
        self._paused_until = float("-inf")
        self.limit = size
        self.cut_at = self.refused_at = self.widened_at = float("-inf")

    def ready_at(self, now: float, spare: int = 0) -> float | None:
        """When the next call may be sent, or None where only an answer can tell.

        Args:
            spare: Slots that it leaves to others.
        """
        cooling = self._cooling
        while cooling and cooling[0] <= now:
            heappop(cooling)
        limit = self.size if self.limit == self.size else widen(self, now, self.size, self.window)
        if spare:
            limit = max(1, limit - spare)
        missing = self._in_flight + len(cooling) - limit + 1
        if missing <= 0:
            ready = now
        elif missing == 1 and cooling:
            ready = cooling[0]
        elif missing <= len(cooling):
            ready = nsmallest(missing, cooling)[-1]
        else:
            return None
        if ready < self._paused_until:  # not `max`, which is 1 % of what a waiting call takes (measured)
            return self._paused_until
        return ready

    def turn_at(self, now: float, ahead: int, spare: int = 0) -> float:
        """When a call would be sent that *ahead* others go before: an estimate, for which every call takes no time."""
        limit = max(1, widen(self, now, self.size, self.window) - spare)
        back = sorted([*self._cooling, *[now + self._kept] * self._in_flight])
        back = [now] * (limit - len(back)) + back[max(0, len(back) - limit) :]
        rounds, place = divmod(ahead, limit)
        return max(back[place] + rounds * self._kept, self._paused_until)

    def take(self) -> None:
        """Take a slot, at a moment when `ready_at` says now."""
        self._in_flight += 1

    def give_back(self) -> None:
        """Give a slot back whose call was never sent."""
        self._in_flight -= 1

    def answered(self, at: float) -> float:
        """Free the slot of a call whose headers were in at *at*, a window later; tells when that is."""
        self._in_flight -= 1
        free_at = at + self._kept
        heappush(self._cooling, free_at)
        return free_at

    def abandoned(self, sent_at: float, now: float) -> float:
        """Free the slot of a call whose answer will not come, a window after it must have been counted."""
        return self.answered(max(now, sent_at + LONGEST_UPLINK))

    def refused(self, now: float, retry_after: float | None) -> float:
        """Heed a 429: pause everybody, and narrow the window to what the server had room for.

        Somebody else calls with the same key. What it leaves is estimated by our own calls in the window, less one.

        Returns:
            Seconds until the pause ends.
        """
        pause = pause_of(retry_after)
        self._paused_until = max(self._paused_until, now + pause)
        narrow(self, now, self.size, self.window, self._in_flight + len(self._cooling))
        return self._paused_until - now
