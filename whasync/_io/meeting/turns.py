"""Turns that all processes give out together: one slot is reserved ahead, and bound when it is due."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from ..._core.lanes import BULK
from ..._core.shared.message import Message, Reply
from ..._core.slots import DRIFT, LONGEST_UPLINK, pause_of
from .alone import REJOINED, Alone
from .courier import PATIENCE, Courier

# A reserved slot that nobody has taken so long after it was due is returned: all who waited have gone away.
_UNUSED = 0.1

# An interactive call gives up a slot that was reserved for bulk, for an earlier one, if it is due later than this.
_WORTH_A_CHANGE = 0.05

# A process that does not tell when its answers came must use a slot at once: its call is taken to be counted within a
# second of when the slot was due.
_PROMPTLY = 0.5

NEVER = float("-inf")


class _Reserved(msgspec.Struct, frozen=True):
    slot: int
    lane: int
    due: float


class SharedTurns:
    """The slots of all processes, as one of them sees them."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._rule = courier.hello.rule
        self._stamps = courier.hello.stamps
        self._wake: Callable[[], None] = lambda: None
        self._fail: Callable[[Exception], None] = lambda _: None
        self._waiting: Sequence[int] = (0, 0, 0)
        self._reserved: _Reserved | None = None
        self._expected: int | None = None  # the lane of a call that will wait once its credits are held
        self._due: dict[int, float] = {}  # of the slots that the place knows this process to have
        self._answered: dict[int, float] = {}
        self._unused: list[int] = []
        self._refused: float | None = None
        self._pause = 0.0
        self._wished = False
        self._asks_at = self._paused_until = self._next_at = NEVER
        self._others = 0
        self._alone: Alone | None = None
        self._given_alone = 0
        courier.listen(self)

    def attach(self, wake: Callable[[], None], fail: Callable[[Exception], None], waiting: Sequence[int]) -> None:
        """Learn whom to wake when the place has answered."""
        self._wake, self._fail, self._waiting = wake, fail, waiting

    def expect(self, lane: int) -> float:
        """Wish for a slot with the hold of a call that would find none; tells how many seconds the hold may ride."""
        if any(self._waiting[: lane + 1]):  # behind those it waits anyhow
            return self._courier.ride
        if self._reserved is None:
            self._expected = lane if self._expected is None else min(lane, self._expected)
        return 0.0

    def ready_at(self, now: float, lane: int) -> float | None:
        """When the reserved slot is due. Without one, a wish for it leaves."""
        if self._alone is not None:
            return self._alone.ready_at(now, lane)
        if self._courier.gone is not None:
            raise self._courier.gone.with_traceback(None)
        reserved = self._usable(now)
        if reserved is None:
            self._wish(now)
            return None
        if reserved.lane == BULK and lane < BULK and reserved.due - now > _WORTH_A_CHANGE and not self._wished:
            self._return(reserved)
            self._wish(now)
            return None
        return max(reserved.due, self._paused_until)

    def turn_at(self, now: float, lane: int, ahead: int) -> float:
        """By the last word of the place, and as many waiting elsewhere as here."""
        if self._alone is not None:
            return self._alone.turn_at(now, lane, ahead)
        first = max(now, self._next_at, self._paused_until) if self._reserved is None else self._reserved.due
        return first + ahead * (1 + self._others) * self._rule.window / self._rule.calls

    def take(self, now: float, lane: int) -> int:  # noqa: ARG002 - whose turn it is now has it
        """Take the reserved slot."""
        if self._alone is not None:
            self._given_alone += 1
            slot = -self._given_alone
            self._alone.take(now, slot)
            self._due[slot] = now
            return slot
        reserved, self._reserved = self._reserved, None
        assert reserved is not None  # noqa: S101 - `ready_at` has just said so
        return reserved.slot

    def give_back(self, slot: int) -> None:
        """Keep it as the reserved one, or return it to the place."""
        due = self._due[slot]
        if self._alone is not None:
            self._alone.give_back(slot)
        if slot > 0 and self._reserved is None and not self._wished and any(self._waiting):
            self._reserve(_Reserved(slot, BULK, due))
        else:
            self._unused.append(slot)
            self._courier.nudge(self._courier.ride)

    def answered(self, slot: int, at: float) -> float:
        """Tell the place when the answer came. When somebody here profits, the place says."""
        if self._alone is not None:
            self._alone.answered(slot, at)
        if self._stamps or slot < 0:
            self._answered[slot] = at
            self._courier.nudge(self._courier.ride)
        else:
            del self._due[slot]
        return float("inf")

    def abandoned(self, slot: int, sent_at: float, now: float) -> float:
        """Tell the place by when the call must have been counted."""
        return self.answered(slot, max(now, sent_at + LONGEST_UPLINK))

    def refused(self, now: float, retry_after: float | None) -> float:
        """Pause here at once, and everywhere with the next message."""
        pause = pause_of(retry_after)
        self._paused_until = max(self._paused_until, now + pause)
        if self._alone is not None:
            self._alone.refused(now, retry_after)
        self._refused = max(self._refused or 0.0, retry_after or 0.0)
        self._courier.nudge()
        return self._paused_until - now

    @property
    def is_busy(self) -> bool:
        """Whether it has slots, or somebody waits for one."""
        return bool(self._due) or any(self._waiting)

    def say(self, message: Message, now: float) -> Message:
        """Ends of slots, and a wish."""
        self._forget_old(now)
        wish = self._wish_lane(now)
        self._wished, expected, self._expected = wish is not None, self._expected, None
        said = replace(
            message,
            answered={str(slot): now - at for slot, at in self._answered.items()},
            unused=[str(slot) for slot in self._unused],
            refused=self._refused,
            wish=wish,
            if_held=expected is not None and not any(self._waiting),
            waiting=sum(self._waiting),
            pause=self._pause,
            slots={str(slot): now - due for slot, due in self._due.items() if slot < 0},
        )
        self._answered, self._unused, self._refused, self._pause = {}, [], None, 0.0
        return said

    def retell(self, message: Message, now: float) -> Message:
        """All slots of calls, with those that the message says have ended. The reserved one others may have by now."""
        if self._reserved is not None:
            del self._due[self._reserved.slot]
            self._reserved = None
        return replace(message, slots={str(slot): now - due for slot, due in self._due.items()})

    def hear(self, message: Message, reply: Reply, now: float) -> None:
        """Learn what the place has given, and wake whoever waits for it."""
        for slot in (*message.answered, *message.unused):
            self._due.pop(int(slot), None)
        alone, self._alone = self._alone, None
        if alone is not None:
            self._pause = REJOINED
        self._others, self._next_at = reply.others, now + reply.pace
        if reply.pause:
            self._paused_until = max(self._paused_until, now + reply.pause)
        if message.wish is not None:
            self._wished = False
            self._asks_at = now + (reply.again or 0.0)
        if reply.due is not None and message.wish is not None:
            self._due[message.number] = now + reply.due
            reserved = _Reserved(message.number, message.wish, now + reply.due)
            if alone is None:
                self._reserve(reserved)
            else:  # it was given before the place heard of what was sent without it
                self._return(reserved)
        self._wake()

    def lose(self, error: Exception) -> None:
        """Fail all who wait, or let them through at the share of this process."""
        if not self._courier.is_alone:
            self._fail(error)
        elif self._alone is None:
            if self._reserved is not None:
                self._return(self._reserved)
            now, lease = asyncio.get_running_loop().time(), self._courier.hello.lease
            self._alone = Alone(self._rule, self._courier.share, now + max(0.0, lease / 2 - PATIENCE))
            self._wake()

    def _forget_old(self, now: float) -> None:
        """Forget slots that were given out without the place and that are free again."""
        for slot, at in list(self._answered.items()):
            if slot < 0 and at + self._rule.window * (1 + DRIFT) < now:
                del self._answered[slot], self._due[slot]

    def _wish(self, now: float) -> None:
        if not self._wished:
            self._courier.nudge(max(0.0, self._asks_at - now))

    def _wish_lane(self, now: float) -> int | None:
        if self._reserved is not None or now < self._asks_at:
            return None
        return next((lane for lane, count in enumerate(self._waiting) if count), self._expected)

    def _usable(self, now: float) -> _Reserved | None:
        """The reserved slot, if it may be used still: where this process has not been heard of for long, it may have
        been taken for dead.
        """
        reserved = self._reserved
        if reserved is None or now > self._courier.heard_at + self._courier.hello.lease / 2:
            return None
        if not self._stamps and now > reserved.due + _PROMPTLY:
            self._return(reserved)
            return None
        return reserved

    def _reserve(self, reserved: _Reserved) -> None:
        self._reserved = reserved
        loop = asyncio.get_running_loop()
        loop.call_at(max(loop.time(), reserved.due) + _UNUSED, self._return_unused, reserved)

    def _return_unused(self, reserved: _Reserved) -> None:
        if self._reserved is reserved and not any(self._waiting):
            self._return(reserved)

    def _return(self, reserved: _Reserved) -> None:
        self._reserved = None
        self._unused.append(reserved.slot)
        self._courier.nudge(self._courier.ride)
