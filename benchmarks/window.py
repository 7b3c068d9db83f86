"""How many calls does the server see in its worst minute, and how many a minute get through?

Every contestant is told "50 calls in 60 s" in its own plain way and is kept busy by 60 workers for two hours of virtual
time, over three networks, against the simulator, which refuses above 60 arrivals in any rolling 60 s. The figures are
the simulator's: arrivals by the time they arrived. whasync runs whole; the peers stand in front of bare aiohttp.

Without jitter the client's own work still takes microseconds, and an exact log of sends has no margin for them.

    python benchmarks/window.py [--json]

Needs the extra `bench`. The clock is virtual, so the figures do not depend on the machine. Takes half a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import aiohttp
import clock  # before pyrate-limiter, which takes its clock from `time` when it is imported
from aiolimiter import AsyncLimiter
from pyrate_limiter import Duration, Limiter, Rate
from report import Figure, Row, at_least, at_most, tell, wants_json

import whasync
from whasync.simulator import DEMO_KEY, Network, Simulator
from whasync.simulator.books import worst_window

CALLS = 50
WINDOW = 60.0
WORKERS = 60
MINUTES = 120
CREDITS = 1_000_000  # more than any contestant can spend in that time

NETWORKS: dict[str, Callable[[], Network]] = {
    "no jitter": Network.none,
    "0-300 ms each way": partial(Network.uniform, 0.0, 0.3),
    "heavy tail to 3 s": Network.tail,
}

Ask = Callable[[], Awaitable[object]]
Contestant = Callable[[str], AbstractAsyncContextManager[Ask]]


@contextlib.asynccontextmanager
async def with_whasync(origin: str) -> AsyncIterator[Ask]:
    async with whasync.Session(DEMO_KEY, base_url=origin, rate=f"{CALLS}/{WINDOW:g}s") as wh:
        yield lambda: wh.call("tiktok-shop/products/explore", {"country": "US", "limit": 1})


@contextlib.asynccontextmanager
async def behind(make: Callable[[], Callable[[], Awaitable[object]]], origin: str) -> AsyncIterator[Ask]:
    """Bare aiohttp that awaits a peer's turn before each call."""
    turn = make()
    async with aiohttp.ClientSession(headers={"X-API-Key": DEMO_KEY}) as http:

        async def ask() -> None:
            await turn()
            async with http.get(
                f"{origin}/api/v1/tiktok-shop/products/explore", params={"country": "US", "limit": 1}
            ) as response:
                await response.json()

        yield ask


def aiolimiter() -> Callable[[], Awaitable[object]]:
    return AsyncLimiter(CALLS, WINDOW).acquire


def pyrate_limiter() -> Callable[[], Awaitable[object]]:
    return Limiter(Rate(CALLS, Duration.MINUTE)).try_acquire_async


def send_time_log() -> Callable[[], Awaitable[object]]:
    """The textbook's window: remember when the last 50 were sent, and wait until the oldest is a minute old."""
    sent: deque[float] = deque(maxlen=CALLS)
    lock = asyncio.Lock()
    loop = asyncio.get_running_loop()

    async def turn() -> None:
        async with lock:
            if len(sent) == CALLS:
                await asyncio.sleep(sent[0] + WINDOW - loop.time())
            sent.append(loop.time())

    return turn


CONTESTANTS: dict[str, Contestant] = {
    "whasync": with_whasync,
    "aiolimiter": partial(behind, aiolimiter),
    "pyrate-limiter": partial(behind, pyrate_limiter),
    "send-time log": partial(behind, send_time_log),
}


async def judged(name: str, network: str) -> Row:
    """Keep a contestant busy, and read the simulator's journal."""
    simulator = Simulator(credits=CREDITS, network=NETWORKS[network]())
    async with simulator, CONTESTANTS[name](simulator.origin) as ask:

        async def work() -> None:
            while True:
                await ask()

        workers = [asyncio.create_task(work()) for _ in range(WORKERS)]
        began = asyncio.get_running_loop().time()
        await asyncio.wait(workers, timeout=MINUTES * 60, return_when=asyncio.FIRST_EXCEPTION)
        for worker in workers:
            worker.cancel()
        outcomes = await asyncio.gather(*workers, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):  # a contestant that gave up has no figures
            raise outcome
    journal = simulator.journal
    # The first minute is left out: a full bucket at the start flatters.
    served = sum(entry.status == 200 and entry.at >= began + 60 for entry in journal)
    return {
        "client": name,
        "network": network,
        "worst 60 s at the server": worst_window((entry.at for entry in journal), WINDOW),
        "429s": sum(entry.status == 429 for entry in journal),
        "calls a minute": round(served / (MINUTES - 1), 2),
    }


def main() -> None:
    as_json = wants_json("Calls in the server's worst minute, and calls a minute")
    rows = [clock.run(judged(name, network)) for network in NETWORKS for name in CONTESTANTS]
    worst = {
        name: max(int(row["worst 60 s at the server"]) for row in rows if row["client"] == name) for name in CONTESTANTS
    }
    pace = min(float(row["calls a minute"]) for row in rows if row["client"] == "whasync")
    figures = [
        at_most("whasync, worst 60 s at the server on any network", worst["whasync"], "calls", CALLS),
        at_least("whasync, calls a minute on the slowest network", pace, "calls", 0.99 * CALLS),
        *(
            Figure(f"{name}, its worst 60 s beside whasync's", round(worst[name] / worst["whasync"], 2), "x")
            for name in CONTESTANTS
            if name != "whasync"
        ),
    ]
    tell(rows, figures, ["aiohttp", "aiolimiter", "pyrate-limiter"], as_json=as_json)


if __name__ == "__main__":
    main()
