"""A backend as users write one, which uvicorn serves in processes of its own: `uvicorn tests.web.app:app`."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TextIO

from fastapi import FastAPI

from whasync import Session
from whasync.web.fastapi import Wh, answer_errors, lifespan

# Short against what it is to find: a loop that is held up.
_BEAT = 0.005


def session() -> Session:
    """Settings come from the environment; equal questions are not joined, so that each request is a call."""
    return Session(lane="interactive", max_wait=3.0, deadline=20.0, coalesce=False)


@asynccontextmanager
async def life(app: FastAPI) -> AsyncGenerator[dict[str, Any]]:
    """The session's lifespan within one of the application's own, which tells what became of it."""
    heart = Heart()
    async with lifespan(session)(app) as state:
        yield state
    print(f"worker ends: {state['whasync']!r}, gap {await heart.stop():.4f}", file=sys.stderr, flush=True)


class Heart:
    """Beats in the loop, and knows for how long the loop was held up at most.

    What the thread waited for a processor is the machine's doing, and does not count.
    """

    def __init__(self) -> None:
        self._gap = 0.0
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> float:
        """The largest gap between two beats, in seconds."""
        self._beating.cancel()
        await asyncio.wait([self._beating])
        return self._gap

    async def _beat(self) -> None:
        with Path("/proc/thread-self/schedstat").open(encoding="ascii") as schedule:  # noqa: ASYNC230 - it is on no disk
            before = _worked(schedule)
            while True:
                await asyncio.sleep(_BEAT)
                now = _worked(schedule)
                self._gap = max(self._gap, now - before)
                before = now


def _worked(schedule: TextIO) -> float:
    """Seconds of a clock that stands still while this thread waits for a processor."""
    schedule.seek(0)
    return time.perf_counter() - int(schedule.read().split()[1]) / 1e9


app = FastAPI(lifespan=life)
answer_errors(app)


@app.get("/count")
async def count(wh: Wh) -> int:
    """How many products there are."""
    answer = await wh.call("tiktok-shop/products/count", {"country": "US"})
    total: int = answer["data"]["total"]
    return total
