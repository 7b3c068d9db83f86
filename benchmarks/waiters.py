"""What does a waiting call cost, in CPU and in bytes, when 100 to 100,000 calls wait for a limiter of 50 a minute?

All calls are made at once, and the run ends when the last is through: after 33 hours for 100,000. The hours are
virtual, the CPU is real. whasync's contestant is `Throttle`, the layer of the chain that takes slots; the floor is
bare futures in a deque, let go one by one by one timer. Behind each of them stands the same handler, which answers at
once. What a limiter lets through without a wait, 50 of aiolimiter's and 5 of whasync's, is used up before, uncounted:
every call of the crowd waits.

CPU is the process' own, from making the first task to the end of the last, in rounds of all contestants one after
the other; told is the median with the least and the most. Bytes are what Python allocated for all the waiting tasks,
by tracemalloc, in a run of its own.

    python benchmarks/waiters.py [--json]

Takes about a minute and a half.
"""

from __future__ import annotations

import asyncio
import gc
import time
import tracemalloc
from collections import deque
from collections.abc import Awaitable, Callable

import clock
from aiolimiter import AsyncLimiter
from report import Figure, Row, Spread, at_least, at_most, tell, wants_json

from whasync._core.slots import Slots
from whasync._core.verdict import Kind, Verdict
from whasync._core.wire import Answer, Request, Response
from whasync._io.throttle import Throttle
from whasync._io.turns import LocalTurns

CALLS = 50
WINDOW = 60.0
WAITING = (100, 1_000, 10_000, 100_000)
CALLS_A_ROUND = 10_000  # small crowds wait several times in a round, or the clock could not tell
ROUNDS = {100: 7, 1_000: 7, 10_000: 7, 100_000: 3}

REQUEST = Request(operation="credits", endpoint="/api/v1/credits", url="http://127.0.0.1/api/v1/credits")
OK = Verdict(kind=Kind.OK)

Call = Callable[[], Awaitable[object]]


async def answer_at_once(request: Request) -> Answer:
    at = asyncio.get_running_loop().time()
    return Answer(request=request, response=Response(status=200, headers={}, body=b"", at=at), verdict=OK)


def throttled() -> Call:
    throttle = Throttle(LocalTurns(Slots(CALLS, WINDOW)))
    return lambda: throttle(REQUEST, answer_at_once)


def limited() -> Call:
    limiter = AsyncLimiter(CALLS, WINDOW)

    async def call() -> Answer:
        async with limiter:
            return await answer_at_once(REQUEST)

    return call


def bare() -> Call:
    """The least that any queue must do."""
    loop = asyncio.get_running_loop()
    waiting: deque[asyncio.Future[None]] = deque()

    def let_one_go() -> None:
        waiting.popleft().set_result(None)
        if waiting:
            loop.call_later(WINDOW / CALLS, let_one_go)

    async def call() -> Answer:
        if not waiting:
            loop.call_later(WINDOW / CALLS, let_one_go)
        future = loop.create_future()
        waiting.append(future)
        await future
        return await answer_at_once(REQUEST)

    return call


CONTESTANTS: dict[str, Callable[[], Call]] = {"whasync": throttled, "aiolimiter": limited, "bare futures": bare}


async def _used_up(make: Callable[[], Call]) -> Call:
    """A limiter that lets nobody through at once."""
    call = make()
    for _ in range(CALLS):
        await call()
    return call


async def crowd(make: Callable[[], Call], number: int) -> float:
    """Seconds of CPU."""
    call = await _used_up(make)
    began = time.process_time()
    for task in [asyncio.ensure_future(call()) for _ in range(number)]:
        await task
    return time.process_time() - began


def microseconds(name: str, number: int) -> float:
    """CPU time per call."""
    times = max(1, CALLS_A_ROUND // number)
    gc.collect()
    return sum(clock.run(crowd(CONTESTANTS[name], number)) for _ in range(times)) / (times * number) * 1e6


async def _weighed(make: Callable[[], Call], number: int) -> float:
    call = await _used_up(make)
    gc.collect()
    tracemalloc.start()
    try:
        tasks = [asyncio.ensure_future(call()) for _ in range(number)]
        await asyncio.sleep(0)  # every task runs until it waits
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return held / number


def main() -> None:
    as_json = wants_json("CPU and memory of waiting calls")
    rows: list[Row] = []
    figures: list[Figure] = []
    costs: dict[int, float] = {}
    for number in WAITING:
        times: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
        for name in CONTESTANTS:  # what is made at first use
            microseconds(name, WAITING[0])
        for _ in range(ROUNDS[number]):
            for name, its_times in times.items():
                its_times.append(microseconds(name, number))
        weights = {name: clock.run(_weighed(make, number)) for name, make in CONTESTANTS.items()}
        rows += [
            {
                "limiter": name,
                "waiting": number,
                "CPU us a call": str(Spread.of(times[name])),
                "bytes a call": round(weights[name]),
            }
            for name in CONTESTANTS
        ]
        own = times["whasync"]
        to_floor = Spread.of([a / b for a, b in zip(own, times["bare futures"], strict=True)]).median
        to_peer = Spread.of([b / a for a, b in zip(own, times["aiolimiter"], strict=True)]).median
        costs[number] = Spread.of(own).median
        figures += [
            at_most(f"{number:,} waiting: whasync's CPU beside bare futures", to_floor, "x", 1.5),
            at_least(f"{number:,} waiting: aiolimiter's CPU beside whasync's", to_peer, "x", 1.5),
        ]
    growth = costs[100_000] / costs[1_000]
    figures.append(at_most("whasync's CPU a call, 100,000 waiting beside 1,000", growth, "x", 2.5))
    tell(rows, figures, ["aiolimiter"], as_json=as_json)


if __name__ == "__main__":
    main()
