"""One of several processes that use a key: many tasks that ask one thing after the other, for so many seconds.

python -m tests.shared.worker TASKS SECONDS SKEW      WH_API_KEY, WH_BASE_URL, WH_RATE and WH_SHARED say the rest
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable


def skewed(seconds: float, clock: Callable[[], float] = time.time) -> Callable[[], float]:
    """The machine's clock, set wrong."""
    return lambda: clock() + seconds


async def main(tasks: int, seconds: float) -> None:
    import whasync  # noqa: PLC0415 - after the clock was set

    async def ask(wh: whasync.Session) -> None:
        while True:
            try:
                await wh.call("tiktok-shop/credits")
            except whasync.SharedStateError:
                await asyncio.sleep(0.2)

    async with whasync.Session(coalesce=False) as wh:
        print("open", flush=True)
        asking = [asyncio.create_task(ask(wh)) for _ in range(tasks)]
        await asyncio.wait(asking, timeout=seconds)
        for task in asking:
            task.cancel()
        for outcome in await asyncio.gather(*asking, return_exceptions=True):
            if not isinstance(outcome, asyncio.CancelledError):
                raise outcome


if __name__ == "__main__":
    time.time = skewed(float(sys.argv[3]))  # type: ignore[assignment]
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
