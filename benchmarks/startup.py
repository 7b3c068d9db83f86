"""How long until whasync is there, beside a bare interpreter and `import aiohttp`?

Fresh interpreters in rounds, all contestants one after the other, with compiled bytecode and warm files. Told are the
wall time and the CPU time (user and system, of the whole process) by their medians with the least and the most. What
`import whasync` adds is told above the bare interpreter of the same round.

    python benchmarks/startup.py [--json]

Takes about 20 seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from report import Figure, Row, Spread, at_most, tell, wants_json

ROUNDS = 15

# What the console script `whasync` holds.
HELP = "import sys; from whasync.cli import main; sys.argv = ['whasync', '--help']; sys.exit(main())"

CONTESTANTS = {
    "bare interpreter": "pass",
    "import whasync": "import whasync",
    "whasync --help": HELP,
    "whasync.Session": "import whasync; whasync.Session",
    "import aiohttp": "import aiohttp",
}


@dataclass(frozen=True)
class Start:
    """One start of an interpreter, in seconds."""

    wall: float
    cpu: float


def start(program: str) -> Start:
    """Run a program in a fresh interpreter to its end.

    Raises:
        RuntimeError: It failed.
    """
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{program!r} ended with {process.returncode}")
    return Start(wall, used.ru_utime + used.ru_stime)


def main() -> None:
    as_json = wants_json("Startup of whasync beside a bare interpreter and aiohttp")
    starts: dict[str, list[Start]] = {name: [] for name in CONTESTANTS}
    for program in CONTESTANTS.values():  # writes bytecode, and brings the files into memory
        start(program)
    for _ in range(ROUNDS):
        for name, program in CONTESTANTS.items():
            starts[name].append(start(program))
    rows: list[Row] = [
        {
            "start": name,
            "wall ms": str(Spread.of([one.wall * 1e3 for one in ones])),
            "CPU ms": str(Spread.of([one.cpu * 1e3 for one in ones])),
        }
        for name, ones in starts.items()
    ]
    own, aiohttp = above(starts, "import whasync"), above(starts, "import aiohttp")
    whole = Spread.of([one.wall for one in starts["whasync --help"]]).median
    figures = [
        at_most("import whasync above a bare interpreter", own, "s", 0.08),
        at_most("whasync --help", whole, "s", 0.15),
        Figure("import aiohttp above a bare interpreter", round(aiohttp, 3), "s"),
        Figure("import whasync beside import aiohttp, both above a bare interpreter", round(own / aiohttp, 3), "x"),
    ]
    tell(rows, figures, ["aiohttp", "msgspec"], as_json=as_json)


def above(starts: dict[str, list[Start]], name: str) -> float:
    """Median seconds that a start takes above the bare one of its round."""
    pairs = zip(starts[name], starts["bare interpreter"], strict=True)
    return Spread.of([one.wall - bare.wall for one, bare in pairs]).median


if __name__ == "__main__":
    main()
