"""A long walk in a process of its own, and the simulator that it walks over in another.

python long_walk.py serve ROWS          prints its origin, and serves until it is killed
python long_walk.py walk ORIGIN NAME    prints rows, calls, and kilobytes above the start
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# As a script it finds the package itself.
sys.path.insert(0, str(Path(__file__).parents[2]))

import whasync
from whasync.simulator import DEMO_KEY, Simulator

FAST = "1000000/60s"
"""A rate that holds nobody up: what is measured is memory."""

WALKS: dict[str, Callable[[whasync.Session], Any]] = {
    "landers": lambda wh: wh.landers.explore(),
    "products": lambda wh: wh.tiktok_shop.products.explore(country="US"),
    "adlibrary": lambda wh: wh.adlibrary(),
}


def kilobytes() -> int:
    """The most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


async def give(rows: int) -> None:
    async with Simulator(rows=rows, limit=1_000_000, credits=1_000_000) as simulator:
        print(simulator.origin, flush=True)
        await asyncio.Event().wait()


async def walk(origin: str, name: str) -> None:
    calls = 0

    def count(event: whasync.Event) -> None:
        nonlocal calls
        calls += isinstance(event, whasync.OperationEvent)

    async with whasync.Session(DEMO_KEY, base_url=origin, rate=FAST, observe=count) as wh:
        await WALKS[name](wh)
        start, calls = kilobytes(), 0
        rows = 0
        async for _ in WALKS[name](wh):
            rows += 1
        print(json.dumps([rows, calls, kilobytes() - start]))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", rows]:
            asyncio.run(give(int(rows)))
        case ["walk", origin, name]:
            asyncio.run(walk(origin, name))
        case _:
            sys.exit(__doc__)
