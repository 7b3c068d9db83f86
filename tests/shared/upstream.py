"""The simulator as a process of its own: prints where it is, and at its end what it has seen.

python -m tests.shared.upstream LIMIT WINDOW
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys

from whasync.simulator import Simulator


async def main(limit: int, window: float) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with Simulator(limit=limit, window=window, rows=10) as sim:
        print(json.dumps({"origin": sim.origin, "key": sim.key}), flush=True)
        await stop.wait()
        arrivals = [entry.at for entry in sim.journal if entry.counted]
        refused = sum(entry.verdict == "rate_limited" for entry in sim.journal)
        print(json.dumps({"arrivals": arrivals, "refused": refused, "charged": sim.account.charged}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
