"""The rate window, as a simulation of events: no loop, no network, just moments in order.

A schedule is one client and one server with their own clocks. Calls come in bursts; each is sent when the slots say so
and then has one of the fates of a real network. What is checked is what the server sees.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush

import pytest

from whasync._core.slots import LONGEST_UPLINK, Slots

DRIFT = 1 / 3000  # of the clocks against each other

# By tables.


def test_all_slots_are_free_at_first_and_then_only_an_answer_can_tell() -> None:
    slots = Slots(3, 60.0)
    for _ in range(3):
        assert slots.ready_at(100.0) == 100.0
        slots.take()
    assert slots.ready_at(100.0) is None


def test_an_answered_call_frees_its_slot_a_window_and_a_little_after_its_headers() -> None:
    slots = Slots(1, 60.0)
    slots.take()
    slots.answered(7.0)
    assert slots.ready_at(10.0) == pytest.approx(67.02)
    assert slots.ready_at(67.03) == 67.03


def test_a_call_that_was_never_sent_frees_its_slot_at_once() -> None:
    slots = Slots(1, 60.0)
    slots.take()
    slots.give_back()
    assert slots.ready_at(5.0) == 5.0


@pytest.mark.parametrize(("given_up_at", "freed"), [(12.0, 10.0 + LONGEST_UPLINK), (100.0, 100.0)])
def test_an_abandoned_call_keeps_its_slot_a_window_from_when_it_must_have_been_counted(
    given_up_at: float, freed: float
) -> None:
    slots = Slots(1, 60.0)
    slots.take()
    slots.abandoned(10.0, given_up_at)
    assert slots.ready_at(given_up_at) == pytest.approx(freed + 60.02)


def test_a_429_pauses_everybody_for_a_second_at_least() -> None:
    slots = Slots(50, 60.0)
    assert slots.refused(10.0, None) == 1.0
    assert slots.ready_at(10.0) == 11.0


@pytest.mark.parametrize(
    ("asked", "pause"), [(None, 1.0), (0.0, 1.0), (0.2, 1.0), (7.5, 7.5), (120.0, 120.0), (1e9, 120.0)]
)
def test_a_pause_is_what_the_server_asks_for_between_one_second_and_two_minutes(
    asked: float | None, pause: float
) -> None:
    assert Slots(50, 60.0).refused(10.0, asked) == pause


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    slots = Slots(50, 60.0)
    slots.refused(10.0, 30.0)
    assert slots.refused(12.0, 1.0) == 28.0
    assert slots.ready_at(12.0) == 40.0


def send_and_answer(slots: Slots, calls: int, at: float) -> None:
    for _ in range(calls):
        slots.take()
        slots.answered(at)


def test_a_429_narrows_the_window_to_the_calls_that_were_in_it_less_one() -> None:
    slots = Slots(50, 60.0)
    send_and_answer(slots, 30, 100.0)
    slots.refused(100.0, None)
    assert slots.limit == 29


def test_a_narrowed_window_keeps_five_slots_or_all_where_there_are_fewer() -> None:
    for size, kept in ((50, 5), (5, 5), (3, 3), (1, 1)):
        slots = Slots(size, 60.0)
        slots.take()
        slots.refused(0.0, None)
        assert slots.limit == kept


def test_the_429s_of_one_moment_narrow_the_window_once() -> None:
    slots = Slots(50, 60.0)
    send_and_answer(slots, 30, 100.0)
    for at in (100.0, 101.0, 109.0):
        slots.refused(at, None)
    assert slots.limit == 29
    slots.refused(110.0, None)
    assert slots.limit == 29  # the window still holds the same thirty: a second word about them says no more
    slots.take()
    slots.refused(121.0, None)
    assert slots.limit == 29


def test_a_narrowed_window_widens_by_a_slot_a_window_and_by_two_when_it_was_quiet_for_five() -> None:
    slots = Slots(50, 60.0)
    send_and_answer(slots, 30, 0.0)
    slots.refused(0.0, None)
    limits = []
    for window in range(8):
        slots.ready_at(window * 60.0)
        limits.append(slots.limit)
    assert limits == [29, 30, 31, 32, 33, 35, 37, 39]


def test_a_narrowed_window_comes_back_whole_and_no_wider() -> None:
    slots = Slots(50, 60.0)
    send_and_answer(slots, 30, 0.0)
    slots.refused(0.0, None)
    slots.ready_at(3600.0)
    assert slots.limit == 50


# By its law, over random schedules.


class SendLog:
    """The plain reading of a limit: at most N sends in any window. It is what the law catches out."""

    def __init__(self, size: int, window: float) -> None:
        self._size, self._window = size, window
        self._sent: deque[float] = deque()
        self._now = 0.0
        self.limit = size

    def ready_at(self, now: float) -> float | None:
        self._now = now
        while self._sent and self._sent[0] <= now - self._window:
            self._sent.popleft()
        return now if len(self._sent) < self._size else self._sent[0] + self._window

    def take(self) -> None:
        self._sent.append(self._now)

    def give_back(self) -> None:
        self._sent.pop()

    def answered(self, at: float) -> None: ...

    def abandoned(self, sent_at: float, now: float) -> None: ...

    def refused(self, now: float, retry_after: float | None) -> float:  # noqa: ARG002 - as the slots have it
        return 0.0


class Schedule:
    """One client and one server, from the first call to the last answer."""

    def __init__(self, seed: int, limiter: Callable[[int, float], Slots | SendLog] = Slots) -> None:
        dice = self.dice = random.Random(seed)
        self.size = dice.choice((1, 1, 2, 3, 4, 5, 5, 7, 10, 10, 16, 25, 50))
        self.window = dice.choice((2.0, 10.0, 60.0, 60.0))
        self.slots = limiter(self.size, self.window)
        self.longest = self.window / 3 * dice.choice((0.001, 0.01, 0.1, 1.0))  # one way: to 20 s at 60
        self.rate_of_faults = dice.choice((0.0, 0.1, 0.4))
        self.drift = dice.uniform(-DRIFT, DRIFT)
        self.now = dice.choice((0.0, 1e6)) + dice.random()
        self.events: list[tuple[float, int, Callable[[float], None]]] = []
        self.order = 0
        self.waiting = self.under_way = 0
        self.wake_at = float("inf")
        self.paused_until = float("-inf")
        self.arrivals: list[float] = []
        self.sent_in_pause = 0
        self._plan_calls(min(200, self.size * dice.randint(2, 7) + dice.randint(10, 30)))

    def _plan_calls(self, calls: int) -> None:
        at = self.now
        while calls > 0:
            burst = min(calls, self.dice.choice((1, 1, 2, self.size, 3 * self.size)))
            self.at(at, lambda now, burst=burst: self.ask(now, burst))  # type: ignore[misc] # a default binds it now
            calls -= burst
            at += self.dice.choice((0.0, self.longest, self.window / 2, 2 * self.window)) * self.dice.random()

    def at(self, moment: float, happen: Callable[[float], None]) -> None:
        self.order += 1
        heappush(self.events, (moment, self.order, happen))

    def run(self) -> Schedule:
        while self.events:
            self.now, _, happen = heappop(self.events)
            happen(self.now)
        return self

    def ask(self, now: float, calls: int = 1) -> None:
        self.waiting += calls
        self.pump(now)

    def pump(self, now: float) -> None:
        while self.waiting:
            ready = self.slots.ready_at(now)
            if ready is None:
                return
            if ready > now:
                if ready < self.wake_at or self.wake_at <= now:
                    self.wake_at = ready
                    self.at(ready, self.wake)
                return
            self.slots.take()
            self.waiting -= 1
            self.under_way += 1
            self.sent_in_pause += now < self.paused_until - 1e-6
            self.send(now)

    def wake(self, now: float) -> None:
        self.wake_at = float("inf")
        self.pump(now)

    def send(self, now: float) -> None:
        dice = self.dice
        up, down = dice.random() * self.longest, dice.random() * self.longest
        if dice.random() >= self.rate_of_faults:
            self.arrive(now + up)
            self.at(now + up + down, self.answer)
            return
        match dice.randrange(6):
            case 0:  # cancelled after its turn came and before it was sent
                self.at(now + dice.choice((0.0, down)), self.not_sent)
            case 1:  # lost on its way; given up at some time
                self.at(now + dice.random() * self.window, lambda then: self.give_up(then, now))
            case 2:  # counted, and its answer lost
                self.arrive(now + up)
                self.at(now + up + dice.random() * self.window, lambda then: self.give_up(then, now))
            case 3:  # cancelled at any moment after it was sent, perhaps before it was counted
                self.arrive(now + up)
                self.at(now + dice.random() * (up + down), lambda then: self.give_up(then, now))
            case 4:  # counted and refused, then sent again
                self.arrive(now + up)
                self.at(now + up + down, self.refuse)
            case _:  # counted and failed, then sent again after a wait
                self.arrive(now + up)
                self.at(now + up + down, self.fail)

    def arrive(self, at: float) -> None:
        self.arrivals.append(at * (1 + self.drift))

    def answer(self, now: float) -> None:
        self.under_way -= 1
        self.slots.answered(now)
        self.pump(now)

    def not_sent(self, now: float) -> None:
        self.under_way -= 1
        self.slots.give_back()
        self.pump(now)

    def give_up(self, now: float, sent_at: float) -> None:
        self.under_way -= 1
        self.slots.abandoned(sent_at, now)
        self.pump(now)

    def refuse(self, now: float) -> None:
        self.under_way -= 1
        self.slots.answered(now)
        pause = self.slots.refused(now, self.dice.choice((None, 0.0, 3.0, 1e9)))
        assert 0 <= pause <= 120.0 + 1e-6
        self.paused_until = max(self.paused_until, now + pause)
        self.ask(now)

    def fail(self, now: float) -> None:
        self.under_way -= 1
        self.slots.answered(now)
        self.at(now + self.dice.random() * 30, self.ask)
        self.pump(now)

    @property
    def worst(self) -> int:
        """The most arrivals in any rolling window (t, t + W] of the server's clock."""
        moments = sorted(self.arrivals)
        worst = first = 0
        for last, moment in enumerate(moments):
            while moment - moments[first] >= self.window:
                first += 1
            worst = max(worst, last - first + 1)
        return worst


def free_slots(slots: Slots, now: float) -> int:
    free = 0
    while (ready := slots.ready_at(now)) is not None and ready <= now:
        slots.take()
        free += 1
    return free


def check_schedules(seeds: range) -> None:
    for seed in seeds:
        schedule = Schedule(seed).run()
        assert schedule.worst <= schedule.size, seed
        assert (schedule.waiting, schedule.under_way, schedule.sent_in_pause) == (0, 0, 0), seed
        assert isinstance(schedule.slots, Slots)
        later = schedule.now + LONGEST_UPLINK + schedule.window * (schedule.size + 2) + 120
        assert free_slots(schedule.slots, later) == schedule.size, seed


def test_no_rolling_window_at_the_server_ever_holds_more_than_n_arrivals() -> None:
    check_schedules(range(3_000))


@pytest.mark.slow
def test_a_hundred_thousand_schedules_keep_the_law() -> None:
    check_schedules(range(3_000, 103_000))


def test_an_exact_log_of_sends_breaks_the_same_law() -> None:
    schedules = [Schedule(seed, SendLog).run() for seed in range(300)]
    broken = [schedule for schedule in schedules if schedule.worst > schedule.size]
    assert len(broken) > 30
    assert max(schedule.worst / schedule.size for schedule in broken) > 1.3


def test_the_schedules_use_the_window_to_the_full() -> None:
    schedules = [Schedule(seed).run() for seed in range(300)]
    assert sum(schedule.worst == schedule.size for schedule in schedules) > 150
