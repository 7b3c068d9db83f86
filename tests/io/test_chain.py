"""Users' middlewares: where they stand, what they may do, and what they can leave behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, stage
from whasync import Answer, Ledger, Request, UsageError
from whasync._core.verdict import Kind, Verdict
from whasync._core.wire import Response
from whasync._io.chain import Handler, Middleware
from whasync.simulator import Fault, run


def named(name: str, log: list[str]) -> Middleware:
    async def middleware(request: Request, handler: Handler) -> Answer:
        log.append(f"{name} in")
        try:
            return await handler(request)
        finally:
            log.append(f"{name} out")

    return middleware


def test_the_outer_ring_runs_once_an_operation_and_the_inner_once_an_attempt_the_first_outermost() -> None:
    async def main() -> list[str]:
        log: list[str] = []
        outer, inner = [named("a", log), named("b", log)], [named("c", log), named("d", log)]
        async with stage(middlewares=outer, attempt_middlewares=inner) as (sim, wh):
            sim.script(Fault("error"))
            await wh.call(CREDITS)
        return log

    attempt = ["c in", "d in", "d out", "c out"]
    assert run(main()) == ["a in", "b in", *attempt, *attempt, "b out", "a out"]


@pytest.mark.parametrize("ring", ["middlewares", "attempt_middlewares"])
def test_a_middleware_that_answers_by_itself_costs_no_slot_and_no_credit(ring: str) -> None:
    async def canned(request: Request, handler: Handler) -> Answer:
        response = Response(status=200, headers={}, body=b'{"count": 42}')
        return Answer(request=request, response=response, verdict=Verdict(kind=Kind.OK), attempts=0)

    async def main() -> tuple[int | None, int, int, float]:
        began = asyncio.get_running_loop().time()
        options: dict[str, Any] = {ring: [canned]}
        async with stage(rate="1/60s", **options) as (sim, wh):
            for _ in range(10):
                count = await wh.tiktok_shop.products.count(country="US")
            return count.value, len(sim.journal), wh.ledger.holds, asyncio.get_running_loop().time() - began

    assert run(main()) == (42, 0, 0, 0.0)


@pytest.mark.parametrize("ring", ["middlewares", "attempt_middlewares"])
def test_middlewares_that_can_be_read_once_run_all_the_same(ring: str) -> None:
    log: list[str] = []
    once: dict[str, Any] = {ring: iter([named("mine", log)])}

    async def main() -> None:
        async with stage(**once) as (_, wh):
            await wh.call(COUNT, {"country": "US"})

    run(main())
    assert log == ["mine in", "mine out"]


def test_a_middleware_may_change_the_question() -> None:
    async def german(request: Request, handler: Handler) -> Answer:
        return await handler(replace(request, arguments={**request.arguments, "country": "DE"}))

    async def main() -> str:
        async with stage(middlewares=[german]) as (sim, wh):
            await wh.call(COUNT, {"country": "US"})
            return sim.journal[0].target

    assert run(main()) == f"/api/v1/{COUNT}?country=DE"


@pytest.mark.parametrize("ring", ["middlewares", "attempt_middlewares"])
@pytest.mark.parametrize("after", [False, True], ids=["before the answer", "after it"])
def test_an_error_of_a_middleware_reaches_the_caller_and_leaves_nothing_held(ring: str, after: bool) -> None:
    async def raises(request: Request, handler: Handler) -> Answer:
        if after:
            await handler(request)
        raise ArithmeticError("mine")

    async def main() -> tuple[Ledger, int]:
        options: dict[str, Any] = {ring: [raises]}
        async with stage(**options) as (_, wh):
            with pytest.raises(ArithmeticError, match="mine"):
                await wh.call(CREDITS)
            return wh.ledger, wh.waiting

    ledger, waiting = run(main())
    assert (ledger.in_flight, ledger.in_doubt, ledger.spent, waiting) == (0, 0, int(after), 0)


def test_a_middleware_that_calls_its_handler_twice_pays_twice() -> None:
    async def twice(request: Request, handler: Handler) -> Answer:
        await handler(request)
        return await handler(request)

    async def main() -> tuple[int, int]:
        async with stage(attempt_middlewares=[twice]) as (sim, wh):
            await wh.call(CREDITS)
            return sim.account.charged, wh.ledger.spent

    assert run(main()) == (2, 2)


def test_a_callable_object_and_a_method_are_middlewares_too() -> None:
    class Counting:
        seen = 0

        async def __call__(self, request: Request, handler: Handler) -> Answer:
            self.seen += 1
            return await handler(request)

        async def method(self, request: Request, handler: Handler) -> Answer:
            return await self(request, handler)

    async def main() -> int:
        counting = Counting()
        async with stage(middlewares=[counting, counting.method]) as (_, wh):
            await wh.call(CREDITS)
        return counting.seen

    assert run(main()) == 2


def _sync(request: Request, handler: Handler) -> Any:
    return handler(request)


async def _narrow(request: Request) -> None: ...


REFUSED: dict[str, tuple[Callable[..., Any], str]] = {
    "a plain function": (_sync, "_sync must be `async def middleware"),
    "one argument": (_narrow, r"_narrow must take two arguments, \(request, handler\)"),
    "no function": (dict, "dict must be `async def middleware"),
}


@pytest.mark.parametrize("ring", ["middlewares", "attempt_middlewares"])
@pytest.mark.parametrize(("middleware", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_a_middleware_is_refused_when_the_session_is_made(
    ring: str, middleware: Any, message: str
) -> None:
    options: dict[str, Any] = {ring: [middleware]}
    with pytest.raises(UsageError, match=message):
        whasync.Session("wh_" + "0" * 48, **options)
