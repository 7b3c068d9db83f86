"""What does a whole call of whasync cost in CPU, beside the HTTP clients alone?

The same request, GET of one page of 8 products (4 KB), 16 at a time, to a canned server in a process of its own.
whasync does all that it does for every call: check, plan, ledger, slot, key, verdict, typed rows, paging. Its rate is
set so high that nobody waits, with the limiter in the path. The peers do nothing but ask and decode. Those who ask at
the same time ask for different pages: equal questions would be joined, and most calls would not be sent.

Measured is the process' CPU time, in rounds of all contestants one after the other; told are the median over the rounds
with the least and the most, and the median of the ratios within a round.

    python benchmarks/overhead.py [--json]
    ROWS=100 python benchmarks/overhead.py [--json]     # 54 KB, the page that a listing asks for by default

Needs the extra `bench`. Takes about half a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import httpx
import msgspec
from canned import BODY, ROWS
from report import Figure, Spread, at_most, tell, wants_json

import whasync
from whasync.simulator import DEMO_KEY

CALLS = 1_500  # of each contestant, a round
CALLS_OF_HTTPX = 150  # it takes ten times as long
CONCURRENCY = 16
ROUNDS = 15
RATE = "1000000/1s"

PATH = "/api/v1/tiktok-shop/products/explore"
PARAMS = [{"country": "US", "page": str(page), "limit": str(ROWS)} for page in range(1, CONCURRENCY + 1)]
HEADERS = {"X-API-Key": DEMO_KEY, "Accept": "application/json"}

Call = Callable[[int], Awaitable[int]]
"""One call, for the page of one of those who ask at the same time, from 0; its answer is the number of rows."""


class Row(msgspec.Struct):
    """What a careful user of msgspec would declare: the page's own names and types, and nothing more."""

    product_id: str
    product_title: str
    product_image: str
    unit_price: float
    revenue: float
    revenue_30d: float
    sold_count: int
    revenue_growth_rate: float
    product_rating: float
    product_review_cnt: int
    creator_count: int
    commission_rate: float
    category_l1_id: str
    shop_id: str
    first_seen: str
    country: str
    winninghunter_product_url: str


class Rows(msgspec.Struct):
    success: bool
    data: list[Row]


@contextlib.contextmanager
def served() -> Generator[str]:
    """The canned server's origin."""
    server = [sys.executable, str(Path(__file__).with_name("canned.py"))]
    with subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"


@contextlib.asynccontextmanager
async def with_whasync(origin: str) -> AsyncGenerator[Call]:
    async with whasync.Session(DEMO_KEY, base_url=origin, rate=RATE) as wh:
        asked = 0

        async def call(asker: int) -> int:
            nonlocal asked
            asked += 1
            return len((await wh.tiktok_shop.products.explore(country="US", page=asker + 1, limit=ROWS)).rows)

        yield call
        assert wh.ledger.spent == asked, f"{asked} calls sent {wh.ledger.spent} requests: those spared would flatter"


@contextlib.asynccontextmanager
async def aiohttp_with_json(origin: str) -> AsyncGenerator[Call]:
    async with aiohttp.ClientSession() as http:

        async def call(asker: int) -> int:
            async with http.get(origin + PATH, params=PARAMS[asker], headers=HEADERS) as response:
                return len((await response.json())["data"])

        yield call


@contextlib.asynccontextmanager
async def aiohttp_with_msgspec(origin: str) -> AsyncGenerator[Call]:
    decoder = msgspec.json.Decoder(Rows)
    async with aiohttp.ClientSession() as http:

        async def call(asker: int) -> int:
            async with http.get(origin + PATH, params=PARAMS[asker], headers=HEADERS) as response:
                return len(decoder.decode(await response.read()).data)

        yield call


@contextlib.asynccontextmanager
async def with_httpx(origin: str) -> AsyncGenerator[Call]:
    async with httpx.AsyncClient() as http:

        async def call(asker: int) -> int:
            response = await http.get(origin + PATH, params=PARAMS[asker], headers=HEADERS)
            return len(response.json()["data"])

        yield call


CONTESTANTS = {
    "whasync": with_whasync,
    "aiohttp + .json()": aiohttp_with_json,
    "aiohttp + msgspec": aiohttp_with_msgspec,
    "httpx + .json()": with_httpx,
}


async def microseconds(call: Call, calls: int) -> float:
    """CPU time of this process per call."""

    async def work(asker: int) -> None:
        for _ in range(calls // CONCURRENCY):
            assert await call(asker) == ROWS

    gc.collect()
    began = time.process_time()
    await asyncio.gather(*map(work, range(CONCURRENCY)))
    return (time.process_time() - began) / (calls // CONCURRENCY * CONCURRENCY) * 1e6


async def measured(origin: str) -> dict[str, list[float]]:
    """Every contestant's microseconds, round by round; each round begins with another of them."""
    times: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    async with AsyncExitStack() as stack:
        calls = {name: await stack.enter_async_context(make(origin)) for name, make in CONTESTANTS.items()}
        order = list(calls)
        for name in order:  # connections, caches, and code that is made when first used
            await microseconds(calls[name], CALLS_OF_HTTPX)
        for _ in range(ROUNDS):
            order.append(order.pop(0))
            for name in order:
                number = CALLS_OF_HTTPX if name.startswith("httpx") else CALLS
                times[name].append(await microseconds(calls[name], number))
    return times


def main() -> None:
    as_json = wants_json("CPU of a whole call, beside the HTTP clients alone")
    with served() as origin:
        times = asyncio.run(measured(origin))
    ratios = {
        name: Spread.of([own / theirs for own, theirs in zip(times["whasync"], times[name], strict=True)])
        for name in CONTESTANTS
    }
    rows = [
        {"client": name, "CPU us a call": str(Spread.of(times[name])), "whasync beside it": str(ratios[name])}
        for name in CONTESTANTS
    ]
    figures = [
        Figure("body", len(BODY), "bytes"),
        at_most("whasync beside aiohttp + .json()", ratios["aiohttp + .json()"].median, "x", 1.0),
        at_most("whasync beside aiohttp + msgspec", ratios["aiohttp + msgspec"].median, "x", 1.2),
        Figure("whasync beside httpx + .json()", round(ratios["httpx + .json()"].median, 3), "x"),
    ]
    tell(rows, figures, ["aiohttp", "httpx", "msgspec"], as_json=as_json)


if __name__ == "__main__":
    main()
