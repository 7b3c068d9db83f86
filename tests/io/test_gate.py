"""The gate: who waits for a slot, whose turn it is, and what becomes of those who go away."""

from __future__ import annotations

import asyncio
import gc
import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from whasync._core.lanes import BULK, INTERACTIVE, NORMAL
from whasync._core.slots import Slots, burst_of
from whasync._core.verdict import Kind, Verdict
from whasync._core.wire import Answer, Request, Response
from whasync._io.gate import Gate
from whasync._io.turns import LocalTurns
from whasync.errors import WaitExceededError
from whasync.simulator import JumpingLoop, run

BURST = burst_of(50, 60.0)

# Seconds between two sends at 50 in 60 s.
PACE = 1.2

# By now the burst is through: its last call waits for the microseconds that a rounding may cost.
SOON = 0.001

REQUEST = Request(operation="test", endpoint="/test", url="http://test/test")
REFUSAL = Answer(
    request=REQUEST,
    response=Response(status=429, headers={}, body=b""),
    verdict=Verdict(kind=Kind.OUT_OF_CREDITS),
)


class Stand:
    """A gate in front of a server that answers at once, and the moments at which it let somebody through."""

    def __init__(self, size: int = 50, window: float = 60.0, burst: int = BURST) -> None:
        self.loop = asyncio.get_running_loop()
        self.slots = Slots(size, window)
        self.turns = LocalTurns(self.slots, burst=burst)
        self.gate = Gate(self.turns)
        self.sent: list[tuple[float, str]] = []
        self.began = self.loop.time()

    async def call(self, name: str = "", *, seconds: float = 0.0, **options: Any) -> Answer | None:
        slot = await self.gate.turn(**options)
        if not isinstance(slot, Answer):
            sent_at = self.loop.time()
            self.sent.append((sent_at - self.began, name))
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                self.slots.abandoned(sent_at, self.loop.time())
                self.gate.wake()
                raise
            self.gate.wake(self.slots.answered(self.loop.time()))
            return None
        return slot

    def start(self, count: int, **options: Any) -> list[asyncio.Task[Answer | None]]:
        return [self.loop.create_task(self.call(str(number), **options)) for number in range(count)]

    @property
    def times(self) -> list[float]:
        return [round(at, 1) for at, _ in self.sent]

    @property
    def order(self) -> list[str]:
        return [name for _, name in self.sent]


class Racing(LocalTurns):
    """Turns whose doomed callers are cancelled when they have been let through and have not run yet."""

    tasks: list[asyncio.Task[Answer | None]]
    doomed: set[int]

    _given = 0

    def take(self, now: float, lane: int) -> int:
        if self._given in self.doomed:
            self._loop.call_soon(self.tasks[self._given].cancel)  # stands before the task's own next step
        self._given += 1
        return super().take(now, lane)


def staged(test: Callable[[Stand], Awaitable[None]]) -> Callable[[], None]:
    """Run a test of one stand on a jumping loop."""

    async def main() -> None:
        await test(Stand())

    def wrapper() -> None:
        run(main())

    wrapper.__name__ = test.__name__
    return wrapper


@staged
async def test_the_first_call_of_an_idle_gate_goes_at_once(stand: Stand) -> None:
    await stand.call()
    await asyncio.sleep(3_600)
    await stand.call()
    assert stand.times == [0.0, 3_600.0]


@staged
async def test_a_burst_of_five_goes_at_once_and_the_rest_at_an_even_pace(stand: Stand) -> None:
    await asyncio.gather(*stand.start(9))
    assert stand.times == [0.0, 0.0, 0.0, 0.0, 0.0, 1.2, 2.4, 3.6, 4.8]


@staged
async def test_the_pace_goes_on_over_many_windows(stand: Stand) -> None:
    await asyncio.gather(*stand.start(500))
    elapsed = stand.sent[-1][0]
    assert 495 * PACE <= elapsed <= 1.01 * 500 * PACE


@staged
async def test_who_came_first_goes_first(stand: Stand) -> None:
    await asyncio.gather(*stand.start(300))
    assert stand.order == [str(number) for number in range(300)]


@staged
async def test_nobody_overtakes_who_waits_even_when_slots_are_free(stand: Stand) -> None:
    tasks = stand.start(8)
    await asyncio.sleep(PACE)
    tasks.append(stand.loop.create_task(stand.call("late")))
    await asyncio.gather(*tasks)
    assert stand.order == [*map(str, range(8)), "late"]


@staged
async def test_who_is_urgent_goes_before_the_others_of_the_lane_and_first_come_first_served(stand: Stand) -> None:
    tasks = stand.start(8)
    await asyncio.sleep(SOON)
    tasks += [stand.loop.create_task(stand.call(name, urgent=True)) for name in ("a", "b")]
    await asyncio.gather(*tasks)
    assert stand.order == ["0", "1", "2", "3", "4", "a", "b", "5", "6", "7"]


def test_a_window_of_one_slot_lets_one_through_a_window_after_each_answer() -> None:
    async def main() -> list[float]:
        stand = Stand(size=1, window=10.0)
        await asyncio.gather(*stand.start(3, seconds=5.0))
        return stand.times

    assert run(main()) == [0.0, 15.0, 30.0]


def test_ten_thousand_waiters_go_in_order_and_leave_nothing_behind() -> None:
    async def main() -> tuple[list[str], int, int]:
        stand = Stand(size=5_000)
        await asyncio.gather(*stand.start(10_000))
        await asyncio.sleep(61)
        assert stand.slots.ready_at(stand.loop.time()) == stand.loop.time()
        return stand.order, stand.gate.waiting, len(asyncio.all_tasks())

    assert run(main()) == ([str(number) for number in range(10_000)], 0, 1)


def test_ten_thousand_waiters_are_not_polled() -> None:
    class Counting(JumpingLoop):
        timers = 0
        soon = 0

        def call_at(self, *args: Any, **options: Any) -> asyncio.TimerHandle:  # type: ignore[override]
            self.timers += 1
            return super().call_at(*args, **options)

        def call_soon(self, *args: Any, **options: Any) -> asyncio.Handle:  # type: ignore[override]
            self.soon += 1
            return super().call_soon(*args, **options)

    async def main() -> tuple[int, int, int]:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Counting)
        stand = Stand()
        tasks = stand.start(10_000)
        await asyncio.sleep(1)
        before = loop.timers, loop.soon
        await asyncio.sleep(600)
        after = loop.timers, loop.soon
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return len(stand.sent), after[0] - before[0], after[1] - before[1]

    with asyncio.Runner(loop_factory=Counting) as runner:
        sent, timers, turns = runner.run(main())
    # A timer for each call sent, one for the test's own sleep; a handful of turns for each, none for those who wait.
    assert sent > 400
    assert timers <= 2 * sent + 2
    assert turns <= 12 * sent


def test_an_idle_gate_sets_no_timer_at_all() -> None:
    async def main() -> float:
        stand = Stand()
        await asyncio.gather(*stand.start(20))
        gc.collect()
        began = stand.loop.time()
        scheduled = [handle for handle in stand.loop._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
        assert scheduled == []
        return stand.loop.time() - began

    assert run(main()) == 0.0


@staged
async def test_a_cancelled_waiter_leaves_the_queue_and_takes_nothing(stand: Stand) -> None:
    tasks = stand.start(10)
    await asyncio.sleep(SOON)
    for task in tasks[5:9]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert stand.order == ["0", "1", "2", "3", "4", "9"]
    assert stand.times[-1] == PACE
    assert stand.gate.waiting == 0


@staged
async def test_who_is_cancelled_after_the_grant_gives_slot_and_pace_to_the_next(stand: Stand) -> None:
    turns = Racing(stand.slots)
    stand.gate = Gate(turns)
    turns.doomed = {5}
    tasks = turns.tasks = stand.start(7)
    await asyncio.gather(*tasks, return_exceptions=True)
    assert tasks[5].cancelled()
    assert [*zip(stand.order, stand.times, strict=True)][5:] == [("6", PACE)]


@staged
async def test_who_is_cancelled_in_flight_keeps_the_slot_for_the_longest_way_and_a_window(stand: Stand) -> None:
    stand = Stand(size=1)
    first = stand.loop.create_task(stand.call("first", seconds=100))
    second = stand.loop.create_task(stand.call("second"))
    await asyncio.sleep(1)
    first.cancel()
    await second
    assert [round(at) for at, _ in stand.sent] == [0, 90]


@staged
async def test_waiters_cancelled_in_the_very_turn_their_slot_comes_due_do_not_hang_the_loop(stand: Stand) -> None:
    stand = Stand(size=1)
    await stand.call("first")
    task = stand.loop.create_task(stand.call("second"))
    await asyncio.sleep(1)  # the gate has set its timer
    due = stand.slots.ready_at(stand.loop.time())
    assert due is not None
    stand.loop.call_at(due, task.cancel)
    await asyncio.sleep(100)
    assert (task.cancelled(), stand.gate.waiting, stand.gate._timer) == (True, 0, None)


@staged
async def test_a_lane_full_of_cancelled_waiters_is_compacted(stand: Stand) -> None:
    tasks = stand.start(2_000)
    await asyncio.sleep(SOON)
    for task in tasks[5:-10]:
        task.cancel()
    await asyncio.sleep(SOON)
    assert len(stand.gate._lanes._queues[NORMAL]) <= 10 + 64
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def test_cancelling_every_second_grant_before_it_runs_costs_less_than_a_hundredth_of_the_sends() -> None:
    async def sends(doomed: range) -> int:
        stand = Stand()
        turns = Racing(stand.slots)
        stand.gate = Gate(turns)
        turns.tasks, turns.doomed = stand.start(1_000), {*doomed}
        await asyncio.sleep(200)
        cancelled = sum(task.cancelled() for task in turns.tasks)
        assert cancelled >= (150 if doomed else 0)
        for task in turns.tasks:
            task.cancel()
        await asyncio.gather(*turns.tasks, return_exceptions=True)
        return len(stand.sent)

    undisturbed = run(sends(range(0)))
    assert run(sends(range(BURST, 1_000, 2))) >= 0.99 * undisturbed


@pytest.mark.parametrize("seed", range(40))
def test_random_cancels_at_random_moments_leak_no_slot_and_break_no_order(seed: int) -> None:
    async def main() -> None:
        dice = random.Random(seed)
        size = dice.choice((1, 3, 10, 50))
        stand = Stand(size=size, window=dice.choice((1.0, 10.0, 60.0)), burst=dice.randint(1, size))
        tasks = stand.start(dice.randint(20, 200), seconds=dice.choice((0.0, 0.1, 3.0)))
        for task in tasks:
            if dice.random() < 0.5:
                # Half of them at a moment at which something else happens as well: when a slot comes due.
                at = dice.uniform(0, 100) if dice.random() < 0.5 else dice.randint(0, 200) * stand.turns._interval
                stand.loop.call_at(stand.began + at, task.cancel)
        await asyncio.gather(*tasks, return_exceptions=True)
        numbers = [int(name) for name in stand.order]
        assert numbers == sorted(numbers)
        assert (stand.gate.waiting, stand.slots._in_flight) == (0, 0)
        await asyncio.sleep(stand.slots.window * 2 + 30)
        assert stand.slots.ready_at(stand.loop.time()) == stand.loop.time()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(main())


@staged
async def test_a_release_gives_everybody_who_waits_the_same_answer_and_takes_no_slot(stand: Stand) -> None:
    tasks = stand.start(12)
    await asyncio.sleep(SOON)
    stand.gate.release(REFUSAL)
    answers = await asyncio.gather(*tasks)
    assert answers == [None] * 5 + [REFUSAL] * 7
    assert len({id(answer) for answer in answers[5:]}) == 1
    assert len(stand.sent) == 5


@staged
async def test_who_comes_after_a_release_waits_for_a_turn_again(stand: Stand) -> None:
    tasks = stand.start(6)
    await asyncio.sleep(SOON)
    stand.gate.release(REFUSAL)
    await asyncio.gather(*tasks)
    assert await stand.call("later") is None
    assert stand.times == [0.0] * 5 + [PACE]


@staged
async def test_closing_fails_everybody_who_waits_and_who_comes_later(stand: Stand) -> None:
    tasks = stand.start(12)
    await asyncio.sleep(SOON)
    tasks[-1].cancel()  # has not counted itself out yet
    stand.gate.close(RuntimeError("closed"))
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes[5:]] == [RuntimeError] * 6 + [asyncio.CancelledError]
    with pytest.raises(RuntimeError, match="closed"):
        await stand.call()
    await asyncio.sleep(SOON)
    assert asyncio.all_tasks() == {asyncio.current_task()}


@staged
async def test_an_error_behind_the_timer_reaches_those_who_wait(stand: Stand) -> None:
    class Broken(Slots):
        def ready_at(self, now: float, spare: int = 0) -> float | None:
            if len(stand.sent) > 5:
                raise ArithmeticError("no such slot")
            return super().ready_at(now, spare)

    stand.slots = Broken(50, 60.0)
    stand.gate = Gate(LocalTurns(stand.slots))
    outcomes = await asyncio.gather(*stand.start(8), return_exceptions=True)
    assert [repr(outcome) for outcome in outcomes] == ["None"] * 6 + ["ArithmeticError('no such slot')"] * 2
    assert stand.gate.waiting == 0


def waits(stand: Stand, name: str, came: float) -> float:
    return next(at for at, sent in stand.sent if sent == name) - came


@staged
async def test_an_interactive_call_goes_within_two_paces_and_bulk_keeps_four_fifths_of_its_rate(stand: Stand) -> None:
    tasks = stand.start(1_500, lane=BULK, seconds=0.3)
    dice = random.Random(5)
    came: list[float] = []
    for number in range(120):
        await asyncio.sleep(dice.uniform(6.0, 16.0))
        came.append(stand.loop.time() - stand.began)
        tasks.append(stand.loop.create_task(stand.call(f"i{number}", lane=INTERACTIVE)))
    await asyncio.sleep(2 * PACE)
    elapsed = stand.loop.time() - stand.began
    bulk = [int(name) for name in stand.order if not name.startswith("i")]
    assert stand.gate.waiting > 300
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    waited = sorted(waits(stand, f"i{number}", at) for number, at in enumerate(came))
    assert waited[int(0.99 * len(waited))] <= 2 * PACE
    assert len(bulk) >= 0.8 * elapsed / PACE
    assert bulk == sorted(bulk)


@staged
async def test_bulk_leaves_one_slot_to_the_others_and_keeps_the_rest(stand: Stand) -> None:
    tasks = stand.start(200, lane=BULK)
    await asyncio.sleep(120)
    first_minute = len([at for at in stand.times if at < 60])
    await stand.call("now", lane=INTERACTIVE)
    assert (first_minute, waits(stand, "now", 120.0)) == (49, 0.0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@staged
async def test_a_lane_that_waits_gets_every_tenth_turn_under_a_flood_of_others(stand: Stand) -> None:
    tasks = stand.start(300, lane=INTERACTIVE)
    tasks += [stand.loop.create_task(stand.call(f"b{number}", lane=BULK)) for number in range(20)]
    tasks += [stand.loop.create_task(stand.call(f"n{number}", lane=NORMAL)) for number in range(20)]
    await asyncio.sleep(100 * PACE)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    served = stand.order[5:95]
    # Both lanes wait for their tenth turn from the same moment, so one of them has it a turn later.
    assert [sum(name.startswith(sign) for name in served) for sign in "bn"] == [9, 8]
    assert [name for name in served if name.startswith("b")] == [f"b{number}" for number in range(9)]


@staged
async def test_a_turn_that_comes_too_late_is_refused_at_once_and_takes_nothing(stand: Stand) -> None:
    tasks = stand.start(15)
    await asyncio.sleep(SOON)
    began = stand.loop.time()
    with pytest.raises(WaitExceededError, match=r"comes in 13\.2 s, later than the 5\.0 s") as refused:
        await stand.call("late", until=began + 5.0)
    assert (stand.loop.time(), stand.gate.waiting) == (began, 10)
    assert round(refused.value.retry_after, 1) == 13.2
    await asyncio.gather(*tasks)
    assert stand.times[-1] == 10 * PACE


@staged
async def test_a_turn_that_others_made_too_late_is_refused_at_its_time(stand: Stand) -> None:
    tasks = stand.start(7, lane=BULK)
    await asyncio.sleep(SOON)
    late = stand.loop.create_task(stand.call("late", lane=BULK, until=stand.began + 5.0))
    await asyncio.sleep(SOON)
    tasks += [stand.loop.create_task(stand.call(f"i{number}", lane=INTERACTIVE)) for number in range(20)]
    with pytest.raises(WaitExceededError):
        await late
    assert stand.loop.time() == stand.began + 5.0
    await asyncio.gather(*tasks)
    assert stand.gate.waiting == 0


@pytest.mark.parametrize("ahead", [0, 1, 30, 80, 200])
def test_the_foreseen_wait_is_the_wait(ahead: int) -> None:
    async def main() -> tuple[float, float]:
        stand = Stand()
        tasks = stand.start(ahead + 5, seconds=0.0)
        await asyncio.sleep(SOON)
        foreseen = stand.turns.turn_at(stand.loop.time(), NORMAL, ahead) - stand.began
        await stand.call("it")
        await asyncio.gather(*tasks)
        return foreseen, stand.sent[-1][0]

    foreseen, came = run(main())
    assert foreseen == pytest.approx(came, rel=0.02, abs=0.01)


@staged
async def test_after_a_release_the_turn_that_a_lane_was_owed_holds_up_nobody(stand: Stand) -> None:
    tasks = stand.start(40) + stand.start(1, lane=BULK)
    while stand.gate._lanes.due is None:  # noqa: ASYNC110 - nine go before it
        await asyncio.sleep(PACE / 10)
    stand.gate.release(REFUSAL)
    await asyncio.gather(*tasks)
    await asyncio.wait_for(stand.call("later"), 2 * PACE)
    assert stand.order[-1] == "later"


@pytest.mark.parametrize(("lane", "others"), [(BULK, NORMAL), (NORMAL, BULK), (BULK, INTERACTIVE)])
def test_the_foreseen_wait_is_the_wait_beside_other_lanes(lane: int, others: int) -> None:
    async def main() -> tuple[float, float]:
        stand = Stand()
        tasks = stand.start(5) + stand.start(20, lane=lane) + stand.start(60, lane=others)
        await asyncio.sleep(SOON)
        with pytest.raises(WaitExceededError) as refused:
            await stand.call(lane=lane, until=stand.began)
        await stand.call("it", lane=lane)
        came = stand.sent[-1][0]
        await asyncio.gather(*tasks)
        return refused.value.retry_after, came

    foreseen, came = run(main())
    assert foreseen == pytest.approx(came, abs=2 * PACE)


@staged
async def test_one_whom_others_made_too_late_is_told_a_wait_that_holds(stand: Stand) -> None:
    tasks = stand.start(7, lane=BULK)
    await asyncio.sleep(SOON)
    late = stand.loop.create_task(stand.call(lane=BULK, until=stand.began + 5.0))
    await asyncio.sleep(SOON)
    tasks += stand.start(20, lane=INTERACTIVE)
    with pytest.raises(WaitExceededError) as refused:
        await late
    await asyncio.sleep(refused.value.retry_after)
    await stand.call("again", lane=BULK, until=stand.loop.time() + 2 * PACE)
    await asyncio.gather(*tasks)


@staged
async def test_a_turn_that_was_given_back_is_there_for_one_who_may_not_wait(stand: Stand) -> None:
    for _ in range(BURST):
        slot = await stand.gate.turn()
    stand.gate.give_back(slot if isinstance(slot, int) else -1)
    stand.gate.refuse_late(NORMAL, stand.loop.time())
    await stand.call("it", until=stand.loop.time())
    assert stand.order == ["it"]
