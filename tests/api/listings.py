"""What the tests of walks share: a simulator that refuses nothing, its listings, and ways to take their rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from whasync.simulator import Simulator

Question = Callable[[Any], Any]  # a session, and a walk over whatever rows


async def rows_of(walk: Any) -> list[Any]:
    return [row.id async for row in walk]


async def with_each(walk: Any, act: Callable[[Any], Awaitable[None]]) -> None:
    async for row in walk:
        await act(row)


def simulator(rows: int, generation: Any = "C", **more: Any) -> Simulator:
    return Simulator(generation=generation, rows=rows, limit=6_000, **more)


SIZES: dict[str, tuple[Question, int]] = {
    "explore by cursor": (lambda wh: wh.tiktok_shop.products.explore(country="US"), 100),
    "flat by page from 1": (lambda wh: wh.tiktok_shop.products(country="US"), 100),
    "Meta by scroll": (lambda wh: wh.adlibrary(), 50),
    "TikTok by scroll": (lambda wh: wh.tiktok_ads(), 50),
    "Pinterest by scroll": (lambda wh: wh.pinterest_ads(), 50),
    "magic by scroll in a form": (lambda wh: wh.magic_ai(text="lamp"), 50),
    "Google by page from 1": (lambda wh: wh.google_ads(), 48),
    "landers by pageSize": (lambda wh: wh.landers.explore(), 250),
    "stores by pageSize": (lambda wh: wh.store_explorer(), 50),
}
"""Listings over all the simulator's rows, with the largest page of each."""
