"""`whasync demo`: the main job on a simulator in the same process, under the real limits and in real time."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from .._core.plan import line_length, plan, write
from .._core.words import several
from ..export import Report, export
from ..operations.products import ExploreProducts
from ..session import Session
from ..settings import DEFAULT_RATE
from ..simulator import Entry, Fault, Simulator
from .demo_report import Books, Demo, Posted, told
from .exits import DONE, FAILED
from .progress import showing
from .running import run as run_async
from .screen import put, say

# 24 calls in all: a burst of 5, then one every 1.2 s, ends in under half a minute.
_ROWS = 2_000
_FAILING_PAGE = 8

# Enough ids for a line that no proxy takes: nginx refuses above 8,190 bytes.
_CATEGORIES = [str(600_000 + number) for number in range(1_500)]
_ENDLESS = sys.maxsize


def run(arguments: argparse.Namespace) -> int:
    """Show it. Leaves one file of rows in the current directory."""
    for option in ("base_url", "shared", "key_file"):
        if getattr(arguments, option) is not None:
            say(f"--{option.replace('_', '-')} has no use in demo, which brings its own simulator")
    demo = run_async(_demo(arguments.rate or DEFAULT_RATE, free_path(Path.cwd())))
    put(msgspec.json.encode(demo).decode() if arguments.json else "\n".join(told(demo)))
    return DONE if demo.is_as_promised else FAILED


def free_path(folder: Path) -> Path:
    """A name that no file has yet."""
    number = 1
    while True:
        path = folder / ("whasync-demo.ndjson" if number == 1 else f"whasync-demo-{number}.ndjson")
        if not any(path.with_name(f"{path.name}{ending}").exists() for ending in ("", ".part", ".spool")):
            return path
        number += 1


async def _demo(rate: str, path: Path) -> Demo:
    async with (
        Simulator() as simulator,
        Session(simulator.key, base_url=simulator.origin, rate=rate, shared="") as wh,
    ):
        say(f"a simulator of the API listens on {simulator.origin}, with the real limit of 60 calls a minute")
        before = await wh.credits()
        say(f"balance before: {before.total_remaining:,} credits")
        say(f"exporting {_ROWS:,} rows at {rate}: 5 calls at once, then evenly; call {_FAILING_PAGE} meets a 500")
        report = await _export(wh, simulator, path)
        say(f"{several(report.rows, 'row')} in {path.name}")
        posted = await _long_filter(wh, simulator)
        say(f"a filter of {len(_CATEGORIES):,} ids went as {posted.method}")
        after = await wh.credits()
        say(f"balance after: {after.total_remaining:,} credits")
        return Demo(
            path=str(path),
            rate=rate,
            balance_before=before.total_remaining,
            balance_after=after.total_remaining,
            export=report,
            posted=posted,
            ledger=Books.of_ledger(wh.ledger),
            simulator=Books.of_simulator(simulator),
            busiest_minute=simulator.worst_window(60),
        )


async def _export(wh: Session, simulator: Simulator, path: Path) -> Report:
    explore = "products/explore"
    simulator.script(*[Fault("none", path=explore)] * (_FAILING_PAGE - 1), Fault("error", path=explore))
    with showing("exporting", _ROWS) as progress:
        listing = wh.tiktok_shop.products.explore(country="US", period="30d", sort="revenue")
        report = await export(listing, path, max_rows=_ROWS, progress=progress)
    path.with_name(f"{path.name}.spool").unlink()  # nothing goes on from a demo
    return report


async def _long_filter(wh: Session, simulator: Simulator) -> Posted:
    question = ExploreProducts(country="US", category_ids=list(_CATEGORIES), limit=100)
    page = await wh.listing(question)
    as_get = write(plan(question, simulator.origin), longest_line=_ENDLESS)
    entry: Entry = simulator.journal[-1]
    return Posted(
        ids=len(_CATEGORIES),
        method=entry.method,
        get_line_bytes=line_length("GET", as_get.url),
        line_bytes=entry.line_bytes,
        body_bytes=len(entry.body),
        rows=len(page.rows),
    )
