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

# A loop's clock and the server's may drift apart by some 300 ppm, which is 20 ms in a minute.
DRIFT = 1 / 3000

# The answer of an abandoned call never tells when the server counted it. A request is taken to reach the server
# within this many seconds of its sending, or else never.
LONGEST_UPLINK = 30.0

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


class Slots:
    """N slots in a window of W seconds, narrowed for a while by each 429."""

    def __init__(self, size: int, window: float) -> None:
        self.size = size
        self.window = window
        self._kept = window * (1 + DRIFT)
        self._in_flight = 0
        self._cooling: list[float] = []  # a heap: when each answered call's slot comes back
        self._paused_until = float("-inf")
        self._limit = size
        self._cut_at = self._refused_at = self._widened_at = float("-inf")

    def ready_at(self, now: float, spare: int = 0) -> float | None:
        """When the next call may be sent, or None where only an answer can tell.

        Args:
            spare: Slots that it leaves to others.
        """
        cooling = self._cooling
        while cooling and cooling[0] <= now:
            heappop(cooling)
        limit = self.size if self._limit == self.size else self._limit_at(now)
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
        return max(ready, self._paused_until)

    def turn_at(self, now: float, ahead: int, spare: int = 0) -> float:
        """When a call would be sent that *ahead* others go before: an estimate, for which every call takes no time."""
        limit = max(1, self._limit_at(now) - spare)
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
        pause = min(max(retry_after or 0.0, SHORTEST_PAUSE), LONGEST_PAUSE)
        self._paused_until = max(self._paused_until, now + pause)
        if now - self._cut_at >= self.window * CUT_EVERY:
            own = self._in_flight + len(self._cooling)
            self._limit = max(min(FEWEST, self.size), min(self._limit_at(now), own - 1))
            self._cut_at = self._widened_at = now
        self._refused_at = now
        return self._paused_until - now

    @property
    def limit(self) -> int:
        """Slots in use at present: N, or fewer for a while after a 429."""
        return self._limit

    def _limit_at(self, now: float) -> int:
        """Widen a narrowed window by a fiftieth of its slots a window, by two when it has long been quiet."""
        step = max(1, self.size // WIDEN_SHARE)
        while self._limit < self.size and now - self._widened_at >= self.window:
            self._widened_at += self.window
            quiet = self._widened_at - self._refused_at >= QUIET * self.window
            self._limit = min(self.size, self._limit + (2 * step if quiet else step))
        return self._limit
