"""One of the processes that share a limit: 50 tasks that ask one thing after the other, until stdin ends.

python shared_clients.py CLIENT ORIGIN PLACE

Each client is used as its documentation has it; the peers stand in front of bare aiohttp.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial

# ruff: noqa: PLC0415 - each client's packages are loaded by its own process alone

CALLS = 50
WINDOW = 2  # seconds; whole ones, as `throttled-py` knows no others
TASKS = 50

_KEY = "wh_" + "d0" * 24
_QUESTION: dict[str, str | int] = {"country": "US", "limit": 1}

# `limits` tells when the window has room again, and may tell a moment that has just passed: without a least wait, a
# process would do nothing but ask.
_LEAST_WAIT = 0.05

# What the other contestant that paces is given: whasync's own burst at this rate.
_BURST = 5

Turn = Callable[[], Awaitable[object]]
Client = Callable[[str, str], AbstractAsyncContextManager[Turn]]


@contextlib.asynccontextmanager
async def with_whasync(origin: str, place: str) -> AsyncGenerator[Turn]:
    import whasync

    rate = f"{CALLS}/{WINDOW}s"
    async with whasync.Session(_KEY, base_url=origin, rate=rate, shared=place, coalesce=False) as wh:
        yield lambda: wh.call("tiktok-shop/products/explore", _QUESTION)


@contextlib.asynccontextmanager
async def behind(make: Callable[[str], Awaitable[Turn]], origin: str, place: str) -> AsyncGenerator[Turn]:
    """Bare aiohttp that awaits a peer's turn before each call."""
    import aiohttp

    turn = await make(place)
    async with aiohttp.ClientSession(headers={"X-API-Key": _KEY}, raise_for_status=True) as http:

        async def ask() -> None:
            await turn()
            async with http.get(f"{origin}/api/v1/tiktok-shop/products/explore", params=_QUESTION) as response:
                await response.json()

        yield ask


async def limits(place: str) -> Turn:
    """The moving window. It says no, and then when to come again."""
    from limits import RateLimitItemPerSecond
    from limits.aio.storage import RedisStorage
    from limits.aio.strategies import MovingWindowRateLimiter

    limiter = MovingWindowRateLimiter(RedisStorage(f"async+{place}", implementation="redispy"))
    rate = RateLimitItemPerSecond(CALLS, WINDOW)

    async def turn() -> None:
        while not await limiter.hit(rate, "account"):
            stats = await limiter.get_window_stats(rate, "account")
            await asyncio.sleep(max(stats.reset_time - time.time(), _LEAST_WAIT))

    return turn


async def throttled_py(place: str) -> Turn:
    """Its most exact algorithm, an even pace with a small burst; it waits by itself."""
    from throttled.asyncio import RateLimiterType, RedisStore, Throttled, per_duration

    quota = per_duration(timedelta(seconds=WINDOW), CALLS, _BURST)
    store = RedisStore(server=place)
    return Throttled("account", float("inf"), RateLimiterType.GCRA.value, quota, store).limit


async def pyrate_limiter(place: str) -> Turn:
    """Its bucket in Redis, an exact log of sends; it waits by itself, one task of a process after the other."""
    from pyrate_limiter import Duration, Limiter, Rate, RedisBucket
    from redis.asyncio import Redis

    bucket = await RedisBucket.init([Rate(CALLS, Duration.SECOND * WINDOW)], Redis.from_url(place), "account")
    return Limiter(bucket).try_acquire_async


CLIENTS: dict[str, Client] = {
    "whasync": with_whasync,
    "limits": partial(behind, limits),
    "throttled-py": partial(behind, throttled_py),
    "pyrate-limiter": partial(behind, pyrate_limiter),
}


async def work(client: Client, origin: str, place: str) -> None:
    async with client(origin, place) as ask:
        end = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)

        async def go_on_asking() -> None:
            while not end.done():  # and not for ever: now and then redis-py swallows a cancellation
                await ask()

        print("open", flush=True)
        tasks = [asyncio.create_task(go_on_asking()) for _ in range(TASKS)]
        await end
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):  # a contestant that gave up has no figures
                raise outcome


if __name__ == "__main__":
    asyncio.run(work(CLIENTS[sys.argv[1]], *sys.argv[2:]))
