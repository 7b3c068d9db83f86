"""`whasync simulate`: the stand-in of the API as a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal

import orjson

from .._core.words import several
from ..errors import UsageError
from ..settings import Rate
from ..simulator import Fault, Faults, Network, Simulator
from .exits import DONE
from .screen import put, say

_UPSTREAM_RATE = "60/60s"
_LARGEST_PORT = 65_535


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM, which is how it is meant to end."""
    for option in ("base_url", "shared", "key_file"):
        if getattr(arguments, option) is not None:
            say(f"--{option.replace('_', '-')} has no use in simulate")
    asyncio.run(_serve(simulator(arguments), as_json=arguments.json))
    return DONE


def simulator(arguments: argparse.Namespace) -> Simulator:
    """The simulator that the arguments describe.

    Raises:
        UsageError: One of them is out of range.
    """
    rate = Rate.parse(arguments.rate or _UPSTREAM_RATE)
    if not 0 <= arguments.port <= _LARGEST_PORT:
        raise UsageError(f"--port {arguments.port} must be from 0 to {_LARGEST_PORT}")
    if not 0 <= arguments.faults <= 1:
        raise UsageError(f"--faults {arguments.faults:g} must be a share, from 0 to 1")
    if arguments.credits < 0 or arguments.rows < 0:
        raise UsageError("--credits and --rows must be 0 or more")
    return Simulator(
        credits=arguments.credits,
        generation=arguments.generation,
        limit=rate.calls,
        window=rate.window,
        seed=arguments.seed,
        rows=arguments.rows,
        network=_network(arguments.latency, arguments.seed),
        faults=_faults(arguments.faults, arguments.seed),
        port=arguments.port,
    )


def _faults(share: float, seed: int) -> Faults | None:
    """Half of them 500s, which are refunded; a quarter a proxy's 502; a quarter lost after they were charged."""
    if share == 0:
        return None
    shares = {Fault("error"): 0.5, Fault("gateway"): 0.25, Fault("drop", charged=True): 0.25}
    return Faults({fault: part * share for fault, part in shares.items()}, seed=seed)


def _network(latency: str, seed: int) -> Network:
    low, _, high = latency.partition("-")
    try:
        least, most = float(low), float(high or low)
    except ValueError:
        least, most = -1.0, -1.0
    if not 0 <= least <= most:
        raise UsageError(f"--latency {latency!r} must be seconds, as 0.2 or 0.05-0.5")
    # Half of it on each way.
    return Network.uniform(least / 2, most / 2, seed=seed)


async def _serve(served: Simulator, *, as_json: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    try:
        await served.start()
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()  # asyncio's own words say the address once more
        raise UsageError(f"{served.origin} cannot be listened on: {reason}") from None
    try:
        put(announcement(served, as_json=as_json))
        if not as_json:
            say("serving; stop it with Ctrl-C")
        await stop.wait()
    finally:
        await served.stop()
    say(f"{several(len(served.journal), 'call')}, {several(served.account.charged, 'credit')} charged")


def announcement(served: Simulator, *, as_json: bool) -> str:
    """Origin and key: a line to paste into another terminal, or a JSON document."""
    if as_json:
        return orjson.dumps({"origin": served.origin, "key": served.key}).decode()
    return f"export WH_BASE_URL={served.origin} WH_API_KEY={served.key}"
