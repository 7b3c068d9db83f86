"""The simulator in a process of its own, refusing nothing. Ends with stdin.

Prints its origin, and at the end when calls have arrived.
"""

from __future__ import annotations

import asyncio
import json
import sys

from whasync.simulator import Network, Simulator

NO_LIMIT = 1_000_000  # calls and credits: more than any contestant can use up

# Seconds of each way. Calls that were sent apart arrive together where the first took long and the second did not.
SHORTEST_WAY, LONGEST_WAY = 0.01, 0.05


async def serve() -> None:
    network = Network.uniform(SHORTEST_WAY, LONGEST_WAY)
    async with Simulator(limit=NO_LIMIT, credits=NO_LIMIT, network=network) as simulator:
        print(simulator.origin, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(json.dumps([entry.at for entry in simulator.journal]))


if __name__ == "__main__":
    asyncio.run(serve())
