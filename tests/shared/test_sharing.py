"""Several processes and one limit, in virtual time: the law, what it costs, and what becomes of those that die."""

from __future__ import annotations

import asyncio
import random

import pytest
from msgspec.structs import replace

from tests.shared.stage import REQUEST, Common, Shelf, Upstream, process
from whasync import BudgetExceededError, SharedStateError, UsageError
from whasync._core.budget import Cap
from whasync._core.lanes import BULK, INTERACTIVE
from whasync._core.shared.message import Message, Reply
from whasync._core.shared.state import State
from whasync._io.meeting.address import Address
from whasync.simulator import run

BRIEF = Address(lease=3.0)


def until(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds


async def four(common: Common, upstream: Upstream, seconds: float, tasks: int = 50) -> list[int]:
    """Four processes with many callers each; tells what each sent."""
    async with (
        process(common, upstream) as a,
        process(common, upstream) as b,
        process(common, upstream) as c,
        process(common, upstream) as d,
    ):
        end = until(seconds)
        await asyncio.gather(*(each.crowd(tasks, end) for each in (a, b, c, d)))
        return [each.account.ledger.settled for each in (a, b, c, d)]


def test_four_processes_use_the_whole_limit_and_never_more_with_one_step_a_call() -> None:
    dice = random.Random(3)
    common = Common(latency=lambda: dice.uniform(0.0, 0.002))
    upstream = Upstream(lambda: dice.uniform(0.0, 0.02))
    run(four(common, upstream, 60))
    assert upstream.worst(2.0) == 50
    assert len(upstream.arrivals) >= 0.97 * 60 * 25
    assert common.steps <= 1.05 * len(upstream.arrivals)


def test_a_lone_call_takes_two_steps_and_calls_in_a_row_one_each() -> None:
    async def main() -> tuple[int, int]:
        common, upstream = Common(), Upstream(lambda: 0.01)
        async with process(common, upstream) as one:
            before = common.steps
            await one.call()
            await asyncio.sleep(2)
            lone, before = common.steps - before, common.steps
            for _ in range(20):
                await one.call()
            return lone, common.steps - before

    assert run(main()) == (2, 20)


def test_who_has_nothing_to_say_says_nothing() -> None:
    async def main() -> int:
        common, upstream = Common(), Upstream()
        async with process(common, upstream) as one:
            await one.call()
            await asyncio.sleep(2)
            before = common.steps
            await asyncio.sleep(86_400)
            return common.steps - before

    assert run(main()) == 0


@pytest.mark.parametrize("seed", range(3))
def test_a_newcomer_at_an_emptied_place_keeps_within_the_sixty_that_upstream_allows(seed: int) -> None:
    async def main() -> int:
        dice, loop = random.Random(seed), asyncio.get_running_loop()
        common, upstream = Common(latency=lambda: dice.uniform(0, 0.003)), Upstream(lambda: dice.uniform(0, 0.05))
        async with process(common, upstream, window=60.0) as a, process(common, upstream, window=60.0) as b:
            emptied_at, end = until(dice.uniform(60, 120)), until(240)
            # The first falls silent; the second goes on, and tells what was forgotten with its next step.
            crowds = [asyncio.create_task(a.crowd(20, emptied_at)), asyncio.create_task(b.crowd(20, end))]
            await asyncio.sleep(emptied_at - loop.time())
            common.state = State(seen=loop.time(), epoch=common.epoch)
            async with process(common, upstream, window=60.0) as newcomer:
                await asyncio.gather(newcomer.crowd(20, end), *crowds)
        return upstream.worst(60.0)

    assert run(main()) <= 60


async def storm(seed: int) -> tuple[int, int]:
    """Processes that come, are killed, and lose the place and its replies; upstream is as slow as the law allows."""
    dice = random.Random(seed)
    latency = dice.choice((0.001, 0.2))
    way = dice.choice((0.001, 0.3, 0.7))
    common, upstream = Common(latency=lambda: dice.uniform(0, latency)), Upstream(lambda: dice.uniform(0, way))
    common.loses_replies = dice.choice((0.0, 0.05))
    calls, end, loop = dice.choice((5, 20)), until(40), asyncio.get_running_loop()

    async def live(began: float, ends: float) -> None:
        await asyncio.sleep(began)
        async with process(common, upstream, calls=calls, address=BRIEF) as one:
            ends_at = min(end, until(ends))
            impatient = [asyncio.create_task(one.call()) for _ in range(dice.choice((0, 20)))]
            for task in impatient:
                loop.call_at(dice.uniform(loop.time(), ends_at), task.cancel)
            if dice.random() < 0.3:
                loop.call_later(dice.uniform(0, 10), one.meeting.turns.refused, loop.time(), dice.uniform(0, 5))
            await one.crowd(dice.choice((1, 30)), ends_at)
            if dice.random() < 0.7:
                await one.kill()

    async def disturb() -> None:
        while until(0) < end - 10:
            await asyncio.sleep(dice.uniform(1, 10))
            match dice.randrange(3):
                case 0:
                    common.away = True
                    await asyncio.sleep(dice.uniform(0, 8))
                    common.away = False
                case 1:
                    snapshot = common.snapshot()
                    await asyncio.sleep(dice.uniform(0, 2))
                    common.restart(snapshot)
                case _:
                    pass

    lives = [asyncio.create_task(live(dice.choice((0, dice.uniform(0, 10))), dice.uniform(3, 30))) for _ in range(5)]
    await asyncio.gather(disturb(), *lives, return_exceptions=True)
    await asyncio.sleep(5)
    return upstream.worst(2.0), calls


@pytest.mark.parametrize("seed", range(20))
def test_the_law_holds_through_deaths_losses_and_absence(seed: int) -> None:
    worst, calls = run(storm(seed))
    assert worst <= calls


@pytest.mark.slow
def test_the_law_holds_through_a_thousand_storms() -> None:
    for seed in range(1_000, 2_000):
        worst, calls = run(storm(seed))
        assert worst <= calls, seed


def capped(credits: int, name: str = "job", episode: str = "") -> Cap:
    return Cap(name, credits, None, episode)


def test_a_thousand_callers_in_four_processes_never_overshoot_nested_budgets() -> None:
    async def main() -> tuple[int, int, set[type]]:
        common, upstream = Common(latency=lambda: 0.001), Upstream()
        async with (
            process(common, upstream, calls=5_000) as a,
            process(common, upstream, calls=5_000) as b,
            process(common, upstream, calls=5_000) as c,
            process(common, upstream, calls=5_000) as d,
        ):
            every = [a, b, c, d]
            caps = [
                (await each.account.open(capped(100, "outer")), await each.account.open(capped(60))) for each in every
            ]
            outcomes = await asyncio.gather(
                *(
                    each.call(replace(REQUEST, caps=both))
                    for each, both in zip(every, caps, strict=True)
                    for _ in range(250)
                ),
                return_exceptions=True,
            )
            await asyncio.sleep(1)
            taken = common.state.tallies[caps[0][1].key(a.account._now())]
            return len(upstream.arrivals), taken.spent, {type(outcome) for outcome in outcomes}

    sent, spent, outcomes = run(main())
    assert (sent, spent) == (60, 60)
    assert outcomes == {BudgetExceededError, type(run(answer()))}


async def answer() -> object:
    return await Upstream().answer(REQUEST)


def test_a_budget_without_a_period_ends_when_the_last_process_has_left_it() -> None:
    async def main() -> list[int]:
        common, upstream = Common(), Upstream()
        async with process(common, upstream) as a, process(common, upstream) as b:
            left = []
            in_a, in_b = await a.account.open(capped(9)), await b.account.open(capped(9))
            await a.call(replace(REQUEST, caps=(in_a,)))
            await asyncio.sleep(1)
            await b.call(replace(REQUEST, caps=(in_b,)))
            left.append(b.account.tally(in_b).spent)
            await a.account.close(in_a)
            await asyncio.sleep(1)
            again = await a.account.open(capped(9))
            await a.call(replace(REQUEST, caps=(again,)))
            left.append(a.account.tally(again).spent)
            await a.account.close(again)
            await b.account.close(in_b)
            await asyncio.sleep(1)
            left.append(a.account.tally(await a.account.open(capped(9))).spent)
            return left

    assert run(main()) == [2, 3, 0]


def test_a_dead_process_leaves_its_budgets_and_its_sent_call_in_doubt_after_its_lease() -> None:
    async def main() -> tuple[int, int, int, bool]:
        common, upstream = Common(), Upstream(lambda: 100.0)
        async with process(common, upstream, address=BRIEF) as a, process(common, upstream, address=BRIEF) as b:
            cap = await a.account.open(capped(9))
            calls = [asyncio.create_task(a.call(replace(REQUEST, caps=(cap,)))) for _ in range(2)]
            await asyncio.sleep(0.1)
            await a.kill()
            await asyncio.sleep(3.1)
            upstream.way = lambda: 0.0
            await b.call()
            for call in calls:
                call.cancel()
            ledger = common.state.ledger
            return ledger.in_doubt, ledger.in_flight, len(common.state.processes), "job" in common.state.episodes

    assert run(main()) == (2, 1, 1, False)


def test_a_process_that_was_taken_for_dead_goes_on_and_the_books_are_never_below_the_truth() -> None:
    async def main() -> tuple[int, int, int]:
        common, upstream = Common(), Upstream(lambda: 5.0)
        async with process(common, upstream, address=BRIEF) as a, process(common, upstream, address=BRIEF) as b:
            under_way = asyncio.create_task(a.call())
            await asyncio.sleep(0.1)
            a.meeting._courier._leaves_at = float("inf")  # it is suspended
            a.meeting._courier.nudge(8.0)
            await asyncio.sleep(5)
            other = asyncio.create_task(b.call())
            await under_way
            await other
            await asyncio.sleep(1)
            ledger = common.state.ledger
            return ledger.spent, ledger.in_doubt, ledger.in_flight

    assert run(main()) == (2, 1, 0)


def test_an_error_that_nobody_foresaw_fails_calls_and_hangs_none() -> None:
    class Broken(Shelf):
        async def step(self, message: Message) -> Reply:
            if message.asks:
                raise ArithmeticError("no such number")
            return await super().step(message)

    async def main() -> list[str]:
        async with process(Broken(Common()), Upstream()) as one:
            return [
                repr(outcome) for outcome in await asyncio.gather(one.call(), one.call(), return_exceptions=True)
            ] + [repr(outcome) for outcome in await asyncio.gather(one.call(), return_exceptions=True)]

    assert run(main()) == 3 * ["ArithmeticError('no such number')"]


def test_a_process_that_closes_while_it_speaks_says_goodbye_all_the_same() -> None:
    async def main() -> int:
        common, upstream = Common(latency=lambda: 0.1), Upstream()
        async with process(common, upstream) as one:
            await one.call()
            one.meeting._courier.nudge()
            await asyncio.sleep(0.05)
        return len(common.state.processes)

    assert run(main()) == 0


def test_another_rate_is_refused_while_a_process_lives_and_taken_when_it_has_gone() -> None:
    async def main() -> str:
        common, upstream = Common(), Upstream()
        async with process(common, upstream, calls=50):
            with pytest.raises(UsageError) as caught:
                async with process(common, upstream, calls=20):
                    pass
        async with process(common, upstream, calls=20) as other:
            await other.call()
        return str(caught.value)

    assert run(main()) == "rate=20/2s: the processes that share this key keep to 50/2s"


def test_when_the_place_is_away_for_long_calls_fail_unsent_until_it_is_back() -> None:
    async def main() -> tuple[str, float, int, int]:
        loop = asyncio.get_running_loop()
        common, upstream = Common(), Upstream()
        async with process(common, upstream) as one:
            common.away, began = True, loop.time()
            with pytest.raises(SharedStateError) as caught:
                await one.call()
            failed_after = loop.time() - began
            for _ in range(100):
                with pytest.raises(SharedStateError):
                    await one.call()
            sent = len(upstream.arrivals)
            common.away = False
            await asyncio.sleep(1)
            await one.call()
            return str(caught.value), failed_after, sent, len(upstream.arrivals)

    message, failed_after, *sent = run(main())
    assert message == "where the processes meet cannot be reached (test); nothing was sent"
    assert 4.0 < failed_after <= 5.0
    assert sent == [0, 1]


def test_waiting_calls_fail_too_when_the_place_goes_away() -> None:
    async def main() -> tuple[int, int]:
        common, upstream = Common(), Upstream()
        async with process(common, upstream) as one:
            calls = [asyncio.create_task(one.call()) for _ in range(100)]
            await asyncio.sleep(0.1)
            common.away = True
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            common.away = False
            await asyncio.sleep(31)
            await one.call()
            await asyncio.sleep(1)
            assert (common.state.ledger.in_flight, common.state.ledger.settled) == (0, len(upstream.arrivals))
            return sum(isinstance(outcome, SharedStateError) for outcome in outcomes), len(upstream.arrivals) - 1

    failed, sent = run(main())
    assert failed + sent == 100
    assert failed > 50


def test_with_a_local_share_calls_go_on_at_a_part_of_the_limit_and_the_place_is_told_later() -> None:
    async def main() -> tuple[int, int, int, int]:
        common, upstream = Common(), Upstream(lambda: 0.01)
        address = Address(lease=3.0, processes=2)
        async with process(common, upstream, calls=20, address=address) as a:
            async with process(common, upstream, calls=20, address=address) as b:
                end = until(60)
                crowds = [asyncio.create_task(each.crowd(20, end)) for each in (a, b)]
                await asyncio.sleep(20)
                common.away, before = True, len(upstream.arrivals)
                await asyncio.sleep(20)
                common.away, alone = False, len(upstream.arrivals) - before
                await asyncio.gather(*crowds)
            await asyncio.sleep(1)
            ledger = a.account.ledger
        return (
            upstream.worst(2.0),
            alone,
            common.state.ledger.settled + common.state.ledger.in_doubt - len(upstream.arrivals),
            ledger.in_flight,
        )

    worst, alone, beyond, in_flight = run(main())
    assert worst <= 20
    assert 10 * 10 <= alone <= 20 * 10
    assert 0 <= beyond <= 40
    assert in_flight == 0


def test_an_interactive_call_of_another_process_is_sent_within_a_few_paces_of_waiting_bulk() -> None:
    async def main() -> float:
        loop = asyncio.get_running_loop()
        common, upstream = Common(), Upstream(lambda: 0.01)
        waits = []
        async with process(common, upstream) as a, process(common, upstream) as b:
            bulk = [asyncio.create_task(a.call(replace(REQUEST, lane=BULK))) for _ in range(5_000)]
            await asyncio.sleep(5)
            for _ in range(100):
                began = loop.time()
                await b.call(replace(REQUEST, lane=INTERACTIVE))
                waits.append(loop.time() - began)
                await asyncio.sleep(1.3)
            for task in bulk:
                task.cancel()
            await asyncio.gather(*bulk, return_exceptions=True)
        return sorted(waits)[98]

    assert run(main()) <= 0.02 + 2 * 0.04


def test_a_429_pauses_the_other_processes_too_and_narrows_the_window_of_all() -> None:
    async def main() -> tuple[float, int]:
        loop = asyncio.get_running_loop()
        common, upstream = Common(), Upstream()
        async with process(common, upstream) as a, process(common, upstream) as b:
            await asyncio.gather(*(a.call() for _ in range(30)))
            a.meeting.turns.refused(loop.time(), 7.0)
            await asyncio.sleep(0.1)
            began = loop.time()
            await b.call()
            return loop.time() - began, common.state.limit

    waited, limit = run(main())
    assert waited == pytest.approx(6.9)
    assert limit < 50


@pytest.mark.parametrize("seed", range(10))
def test_random_cancels_leak_no_slot_and_no_hold(seed: int) -> None:
    async def main() -> tuple[int, int, int]:
        dice = random.Random(seed)
        common = Common(latency=lambda: dice.uniform(0, 0.05))
        upstream = Upstream(lambda: dice.uniform(0, 0.2))
        loop = asyncio.get_running_loop()
        async with process(common, upstream, calls=20) as a, process(common, upstream, calls=20) as b:
            calls = [asyncio.create_task(dice.choice((a, b)).call()) for _ in range(200)]
            for call in calls:
                if dice.random() < 0.5:
                    loop.call_later(dice.uniform(0, 10), call.cancel)
            await asyncio.gather(*calls, return_exceptions=True)
            await asyncio.sleep(40)
            slots = sum(len(each.slots) for each in common.state.processes.values())
            known = len(a.meeting.turns._due) + len(b.meeting.turns._due)
            ledger = common.state.ledger
            assert ledger.spent + ledger.in_doubt >= len(upstream.arrivals)
            return slots, ledger.in_flight, known

    assert run(main()) == (0, 0, 0)


async def outages(seed: int) -> tuple[int, int, int]:
    """Processes that go on with their share whenever the place is away; tells the worst window and what is held."""
    dice = random.Random(seed)
    count, calls, way = dice.choice((2, 4)), dice.choice((8, 20)), dice.choice((0.001, 0.3))
    address = Address(lease=dice.choice((3.0, 30.0)), processes=count)
    common, upstream = Common(latency=lambda: dice.uniform(0, 0.05)), Upstream(lambda: dice.uniform(0, way))
    common.loses_replies = dice.choice((0.0, 0.02))
    end = until(90)

    async def live() -> None:
        await asyncio.sleep(dice.uniform(0, 2))
        async with process(common, upstream, calls=calls, address=address) as one:
            await one.crowd(dice.choice((1, 20)), end)

    async def disturb() -> None:
        while until(0) < end - 30:
            await asyncio.sleep(dice.uniform(3, 20))
            common.away = True
            await asyncio.sleep(dice.uniform(0, 25))
            common.away = False

    await asyncio.gather(disturb(), *(live() for _ in range(count)))
    common.loses_replies = 0.0
    await asyncio.sleep(address.lease + 1)
    async with process(common, upstream, calls=calls, address=address) as last:
        await last.call()
    return upstream.worst(2.0), calls, common.state.ledger.in_flight


@pytest.mark.parametrize("seed", range(6))
def test_with_a_local_share_outages_break_no_law_and_leave_nothing_held(seed: int) -> None:
    worst, calls, held = run(outages(seed))
    assert worst <= calls
    assert held == 0


def test_a_call_that_comes_when_the_process_has_left_is_refused_and_does_not_hang() -> None:
    async def main() -> tuple[str, str]:
        common = Common(latency=lambda: 0.5)
        async with process(common, Upstream()) as one:
            closing = asyncio.create_task(one.meeting.close())
            await asyncio.sleep(0.1)  # the goodbye is on its way
            (late,) = await asyncio.gather(one.call(), return_exceptions=True)
            await closing
            (later,) = await asyncio.gather(one.call(), return_exceptions=True)
            return repr(late), repr(later)

    assert run(main()) == ("UsageError('the session was closed; nothing was sent')",) * 2


def test_budgets_that_come_and_go_leave_nothing_behind() -> None:
    async def main() -> tuple[int, int, int, bool]:
        common = Common()
        async with process(common, Upstream()) as one:
            for _ in range(300):
                cap = await one.account.open(Cap("request", 5))
                await one.call(replace(REQUEST, caps=(cap,)))
                await one.account.close(cap)
            await asyncio.sleep(1)
            account = one.account
            kept = len(common.state.tallies), len(common.state.ended), len(account._mirror.tallies)
            return *kept, len(account._books.kinds) < 150

    assert run(main()) == (0, 0, 0, True)


def test_an_opening_that_is_given_up_lets_go_of_the_place() -> None:
    class Watched(Shelf):
        closed = 0

        async def close(self) -> None:
            self.closed += 1

    async def main() -> int:
        place = Watched(Common(latency=lambda: 60.0))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1), process(place, Upstream()):
                pass
        return place.closed

    assert run(main()) == 1
