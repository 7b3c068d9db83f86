"""Equal questions under way: one request and one credit, and nobody hurt by another's limits or another's leaving."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, stage
from whasync import BudgetExceededError, Saved, Session, WaitExceededError
from whasync.simulator import Fault, Network, Simulator, run

US = {"country": "US"}
LATENCY = 0.2  # seconds each way, so that calls are under way for a while


def slow(**options: Any) -> Simulator:
    return Simulator(limit=6_000, rows=100, network=Network.uniform(LATENCY, LATENCY), **options)


def start(wh: Any, times: int, params: dict[str, str] | None = None) -> list[asyncio.Task[Any]]:
    return [asyncio.create_task(wh.call(COUNT, params or US)) for _ in range(times)]


def outcomes(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
    """Requests, credits by the book, credits by the ledger, credits saved."""
    return len(sim.journal), sim.account.charged, wh.ledger.spent, wh.saved.coalesced


async def scene(act: Callable[[Simulator, Session], Awaitable[Any]], **options: Any) -> Any:
    async with stage(slow(), coalesce=True, **options) as (sim, wh):
        result = await act(sim, wh)
        assert (wh.ledger.in_flight, wh.waiting) == (0, 0)
        return result


def test_a_hundred_equal_calls_at_once_cost_one_credit_and_get_one_answer() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        answers = await asyncio.gather(*start(wh, 100))
        return [answer == answers[0] for answer in answers].count(True), outcomes(sim, wh), wh.saved

    assert run(scene(act)) == (100, (1, 1, 1, 99), Saved(coalesced=99))


def test_a_call_after_the_answer_asks_anew() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        for _ in range(3):
            await asyncio.gather(*start(wh, 2))
        return outcomes(sim, wh)

    assert run(scene(act)) == (3, 3, 3, 3)


def test_one_who_comes_while_the_answer_is_on_its_way_joins() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        first = start(wh, 1)
        await asyncio.sleep(1.9 * LATENCY)
        await asyncio.gather(*first, *start(wh, 1))
        return outcomes(sim, wh)

    assert run(scene(act)) == (1, 1, 1, 1)


def test_the_order_of_arguments_makes_no_other_question_but_a_value_does() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        same = [
            {"country": "US", "min_revenue": 5},
            {"min_revenue": 5, "country": "US"},
            {"min_revenue": 5, "country": "us"},
        ]
        others = [{"country": "DE", "min_revenue": 5}, {"country": "US", "min_revenue": 6}, {"country": "US"}]
        await asyncio.gather(*(wh.call(COUNT, params) for params in same + others))
        return outcomes(sim, wh)

    assert run(scene(act)) == (4, 4, 4, 2)


@pytest.mark.parametrize("endpoint", ["credits", CREDITS])
def test_readings_of_the_balance_are_each_their_own(endpoint: str) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int]:
        await asyncio.gather(*(wh.call(endpoint) for _ in range(3)))
        return len(sim.journal), wh.saved.total

    assert run(scene(act)) == (3, 0)


def test_two_equal_writes_are_two_and_a_read_after_a_write_joins_none_from_before() -> None:
    async def act(sim: Simulator, wh: Session) -> list[str]:
        sim.script(Fault("slow", seconds=5.0))
        before = asyncio.create_task(wh.call("landers/favorites"))
        await asyncio.sleep(0.1)
        await asyncio.gather(*(wh.call("landers/favorites/toggle", {"lander_key": "1"}) for _ in range(2)))
        after = asyncio.create_task(wh.call("landers/favorites"))
        await asyncio.gather(before, after, return_exceptions=True)
        return sorted(entry.target.rpartition("/")[2] for entry in sim.journal)

    assert run(scene(act)) == ["favorites", "favorites", "toggle", "toggle"]


def test_lanes_do_not_share() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        lanes = [wh.with_options(lane=lane) for lane in ("interactive", "normal", "bulk")]
        await asyncio.gather(*(call for view in lanes for call in start(view, 5)))
        return outcomes(sim, wh)

    assert run(scene(act)) == (3, 3, 3, 12)


def test_sessions_do_not_share() -> None:
    async def main() -> list[int]:
        async with slow() as sim:
            sessions = [Session(sim.key, base_url=sim.origin, rate=QUICK) for _ in range(2)]
            async with sessions[0] as one, sessions[1] as other:
                await asyncio.gather(*start(one, 3), *start(other, 3))
                return [len(sim.journal), one.saved.coalesced, other.saved.coalesced]

    assert run(main()) == [2, 2, 2]


def test_without_coalescing_each_call_is_its_own() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        await asyncio.gather(*start(wh, 5))
        return outcomes(sim, wh)

    async def main() -> tuple[int, int, int, int]:
        async with stage(slow(), coalesce=False) as (sim, wh):
            return await act(sim, wh)

    assert run(main()) == (5, 5, 5, 0)


@pytest.mark.parametrize("moment", [0.0, 0.5 * LATENCY, 1.5 * LATENCY], ids=["at once", "on its way", "answered"])
def test_where_99_of_100_are_cancelled_the_last_is_answered_for_one_credit(moment: float) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        calls = start(wh, 100)
        await asyncio.sleep(moment)
        for call in calls[:-1]:
            call.cancel()
        results = await asyncio.gather(*calls, return_exceptions=True)
        cancelled = sum(isinstance(result, asyncio.CancelledError) for result in results)
        return cancelled, results[-1]["success"], outcomes(sim, wh)[:3]

    assert run(scene(act)) == (99, True, (1, 1, 1))


def test_the_first_may_leave_and_come_back_without_another_credit() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        first, second = start(wh, 2)
        await asyncio.sleep(LATENCY / 2)
        first.cancel()
        await asyncio.sleep(LATENCY / 2)
        await asyncio.gather(second, *start(wh, 1))
        return outcomes(sim, wh)

    assert run(scene(act)) == (1, 1, 1, 1)


def test_where_all_leave_the_call_is_cancelled_and_its_credit_is_in_doubt_when_the_last_has_left() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        calls = start(wh, 10)
        await asyncio.sleep(LATENCY / 2)
        for call in calls:
            call.cancel()
        await asyncio.wait(calls)
        return wh.ledger.in_flight, wh.ledger.in_doubt, wh.ledger.spent, len(asyncio.all_tasks()) - len(sim_tasks)

    async def main() -> Any:
        nonlocal sim_tasks
        async with stage(slow(), coalesce=True) as (sim, wh):
            await wh.call(CREDITS)
            sim_tasks = asyncio.all_tasks()
            return await act(sim, wh)

    sim_tasks: set[asyncio.Task[Any]] = set()
    assert run(main()) == (0, 1, 1, 0)


def test_where_all_leave_before_their_turn_nothing_is_sent() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int]:
        await wh.call(COUNT, {"country": "DE"})
        calls = start(wh, 10)
        await asyncio.sleep(1)
        assert wh.waiting == 1
        for call in calls:
            call.cancel()
        await asyncio.wait(calls)
        return len(sim.journal), wh.ledger.in_doubt

    assert run(scene(act, rate="1/60s")) == (1, 0)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_one_who_comes_as_the_last_leaves_is_answered(turns: int) -> None:
    async def act(sim: Simulator, wh: Session) -> bool:
        (gone,) = start(wh, 1)
        await asyncio.sleep(LATENCY / 2)
        gone.cancel()
        for _ in range(turns):
            await asyncio.sleep(0)
        (newcomer,) = start(wh, 1)
        return bool((await newcomer)["success"])

    assert run(scene(act)) is True


def test_a_refusal_is_everybodys_each_with_an_error_of_its_own_and_one_with_the_attempts() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        sim.script(Fault("html"))
        errors = await asyncio.gather(*start(wh, 4), return_exceptions=True)
        assert all(isinstance(error, whasync.NotJSONError) for error in errors)
        assert len({str(error) for error in errors}) == 1
        return len({id(error) for error in errors}), [error.attempts for error in errors], outcomes(sim, wh)

    assert run(scene(act)) == (4, [1, 0, 0, 0], (1, 0, 0, 0))


def test_an_error_of_a_middleware_is_everybodys_too() -> None:
    async def raises(request: whasync.Request, handler: Any) -> whasync.Answer:
        raise ArithmeticError("mine")

    async def act(sim: Simulator, wh: Session) -> list[str]:
        return [str(error) for error in await asyncio.gather(*start(wh, 3), return_exceptions=True)]

    assert run(scene(act, attempt_middlewares=[raises])) == ["mine", "mine", "mine"]


def test_where_the_firsts_budget_forbids_it_the_others_ask_again_and_pay_once() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        async with wh.budget("poor", credits=0) as poor:
            calls = start(wh.with_options(budget=poor), 3)
        results = await asyncio.gather(*calls, *start(wh, 4), return_exceptions=True)
        return [isinstance(result, BudgetExceededError) for result in results], outcomes(sim, wh)

    assert run(scene(act)) == ([True] * 3 + [False] * 4, (1, 1, 1, 3))


def test_a_thousand_callers_of_an_empty_budget_are_refused_by_one_look_at_it() -> None:
    looks = 0

    async def count(request: whasync.Request, handler: Any) -> whasync.Answer:
        nonlocal looks
        looks += 1
        return await handler(request)

    async def act(sim: Simulator, wh: Session) -> int:
        async with wh.budget("poor", credits=0):
            results = await asyncio.gather(*start(wh, 1_000), return_exceptions=True)
        return sum(isinstance(result, BudgetExceededError) for result in results)

    assert run(scene(act, attempt_middlewares=[count])) == 1_000
    assert looks == 1


def test_who_may_not_wait_is_refused_and_who_may_is_answered() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        await wh.call(COUNT, {"country": "DE"})
        hasty = start(wh.with_options(max_wait=1), 100) + start(wh.with_options(deadline=2), 100)
        patient = start(wh, 5)
        results = await asyncio.gather(*hasty, *patient, return_exceptions=True)
        refused = sum(isinstance(result, WaitExceededError) for result in results[:200])
        return refused, sum(isinstance(result, dict) for result in results[200:]), outcomes(sim, wh)

    assert run(scene(act, rate="1/60s")) == (200, 5, (2, 2, 2, 4))


def test_equal_calls_with_a_deadline_share_and_one_who_has_longer_does_not_join() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        await asyncio.gather(
            *start(wh.with_options(deadline=5), 5), *start(wh.with_options(deadline=60), 5), *start(wh, 5)
        )
        return outcomes(sim, wh)

    assert run(scene(act)) == (3, 3, 3, 12)


def test_one_who_did_not_join_is_joined_after_the_first_has_its_answer() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        calls = start(wh.with_options(deadline=5), 1)
        await asyncio.sleep(LATENCY)
        calls += start(wh.with_options(deadline=60), 1)
        await asyncio.sleep(1.5 * LATENCY)
        assert [call.done() for call in calls] == [True, False]
        await asyncio.gather(*calls, *start(wh.with_options(deadline=60), 1))
        return outcomes(sim, wh)

    assert run(scene(act)) == (2, 2, 2, 1)


def test_a_deadline_tells_whether_the_call_was_sent() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[bool, int]:
        sim.script(Fault("stall"))
        with pytest.raises(whasync.TransportTimeoutError) as caught:
            await wh.with_options(deadline=2).call(COUNT, US)
        return caught.value.sent, wh.ledger.in_doubt

    assert run(scene(act)) == (True, 1)


def test_what_ends_a_test_ends_all_who_wait() -> None:
    async def strict(request: whasync.Request, handler: Any) -> whasync.Answer:
        pytest.fail("no call is expected here")

    async def act(sim: Simulator, wh: Session) -> list[type[BaseException]]:
        return [type(end) for end in await asyncio.gather(*start(wh, 3), return_exceptions=True)]

    assert run(scene(act, attempt_middlewares=[strict])) == [pytest.fail.Exception] * 3


def test_a_deadline_ends_the_wait_of_its_own_caller_alone() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        sim.script(Fault("slow", seconds=10.0))
        patient = start(wh, 2)
        (hasty,) = start(wh.with_options(deadline=2), 1)
        began = asyncio.get_running_loop().time()
        with pytest.raises(whasync.TransportTimeoutError):
            await hasty
        waited = asyncio.get_running_loop().time() - began
        answers = await asyncio.gather(*patient)
        return round(waited, 2), len(answers), len(sim.journal)

    assert run(scene(act)) == (2.0, 2, 1)


@pytest.mark.parametrize(("rate", "sent"), [(QUICK, True), ("1/60s", False)])
def test_who_leaves_while_others_wait_is_told_whether_the_call_was_sent_by_then(rate: str, sent: bool) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[bool, int]:
        await wh.call(COUNT, {"country": "DE"})  # with a slot for one the next has to wait for its turn
        sim.script(Fault("slow", seconds=10.0))
        patient = start(wh, 2)
        await asyncio.sleep(0)
        (hasty,) = start(wh, 1)
        await asyncio.sleep(2)
        hasty.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await hasty
        await asyncio.gather(*patient)
        return getattr(caught.value, "sent", False), wh.ledger.in_doubt

    assert run(scene(act, rate=rate)) == (sent, 0)


def test_that_a_reading_of_the_balance_went_is_not_taken_for_the_call_that_it_was_made_for() -> None:
    async def main() -> tuple[bool, list[str]]:
        async with stage(slow(credits=2), coalesce=True, backoff=whasync.Backoff(attempts=1)) as (sim, wh):
            await wh.credits()
            sim.script(Fault("drop", charged=True), Fault("stall", path="credits"))
            with pytest.raises(whasync.TransportError):
                await wh.call(COUNT, US)  # the last credit is in doubt now, and the next call needs a reading
            calls = start(wh, 2)
            await asyncio.sleep(1)
            calls[0].cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await calls[0]
            await asyncio.wait(calls)
            paths = [entry.target.partition("?")[0] for entry in sim.journal]
            return getattr(caught.value, "sent", False), paths

    assert run(main()) == (False, ["/api/v1/credits", f"/api/v1/{COUNT}", "/api/v1/credits"])


def test_random_arrivals_and_cancels_leave_the_books_equal() -> None:
    async def one(seed: int) -> None:
        dice = random.Random(seed)
        async with stage(slow(), coalesce=True) as (sim, wh):
            loop, calls = asyncio.get_running_loop(), list[asyncio.Task[Any]]()
            for _ in range(100):
                calls += start(wh, 1, {"country": dice.choice(("US", "DE", "GB"))})
                if dice.random() < 0.5:
                    loop.call_later(dice.uniform(0, 0.6), calls[-1].cancel)
                await asyncio.sleep(dice.choice((0.0, 0.05)))
            await asyncio.wait(calls)
            ledger = wh.ledger
            assert (ledger.in_flight, wh.waiting) == (0, 0)
            assert ledger.spent <= sim.account.charged <= ledger.spent + ledger.in_doubt
            assert len(sim.journal) < len(calls)

    for seed in range(10):
        run(one(seed))


def test_one_who_leaves_as_the_answer_comes_is_told_that_the_call_was_sent() -> None:
    callers: list[asyncio.Task[Any]] = []

    async def answered(request: whasync.Request, handler: Any) -> whasync.Answer:
        answer: whasync.Answer = await handler(request)
        asyncio.get_running_loop().call_soon(callers[0].cancel)  # stands before the caller's own next step
        return answer

    async def act(sim: Simulator, wh: Session) -> tuple[bool, int, int]:
        callers.extend(start(wh, 1))
        try:
            await callers[0]
        except asyncio.CancelledError as error:
            return getattr(error, "sent", False), wh.ledger.spent, wh.ledger.in_doubt
        raise AssertionError

    assert run(scene(act, attempt_middlewares=[answered])) == (True, 1, 0)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="tasks begin eagerly from Python 3.12 on")
def test_a_task_that_begins_and_ends_at_once_leaves_nobody_waiting() -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[object, ...]:
        asyncio.get_running_loop().set_task_factory(getattr(asyncio, "eager_task_factory"))  # noqa: B009
        async with wh.budget("none", credits=0):
            refused = await asyncio.gather(*start(wh, 2), return_exceptions=True)
        answers = await asyncio.gather(*start(wh, 2))
        return [type(end) for end in refused], len(answers), outcomes(sim, wh)

    assert run(scene(act)) == ([BudgetExceededError] * 2, 2, (1, 1, 1, 1))


def test_a_middleware_that_hands_one_request_on_twice_gets_one_answer_for_both() -> None:
    async def twice(request: whasync.Request, handler: Any) -> whasync.Answer:
        first, second = await asyncio.gather(handler(request), handler(request))
        assert first.response == second.response
        answer: whasync.Answer = first
        return answer

    async def act(sim: Simulator, wh: Session) -> tuple[int, int, int, int]:
        await wh.call(COUNT, US)
        return outcomes(sim, wh)

    assert run(scene(act, middlewares=[twice])) == (1, 1, 1, 1)
