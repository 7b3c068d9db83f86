"""One limit over several processes: what does an acquire cost at Redis, and what does the server see at its worst?

Four real processes of 50 tasks share "50 calls in 2 s" through a real Redis (or a file), each client in its own plain
way, and ask one simulator that refuses nothing and writes down what arrives. Each way there and back takes 10-50 ms;
Redis is as near as loopback. The worst 2 s are those of the whole run; all else is measured for 10 s, when all has
settled. `limits` sends in bursts, so that a burst more or less falls into those.

A round trip is a read of Redis from a socket, by its own count (`total_reads_processed`): a client sends, and waits
for the answer before that connection says more. Commands would not do, as Redis counts those inside scripts as well.
whasync's round trips also hold and settle the credit of each call, in the ledger of all processes; no peer has one.

With `stamp=no` whasync does not tell when answers came, and keeps each slot a second longer instead. That is little
beside 60 s and half as much again beside 2 s, so that it is held against what the second leaves: 50 calls in 3 s.

    python benchmarks/shared.py [--json]

Needs the extra `bench`, and redis-server or valkey-server. Takes a minute and a half.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import ConnectionError as NotListening
from redis import Redis
from report import Figure, Row, at_least, at_most, tell, wants_json
from shared_clients import CALLS, WINDOW

from whasync.simulator.books import worst_window

PROCESSES = 4
SETTLING = 4.0  # seconds: the first window is as full as the burst allows, the second is what it leaves
SECONDS = 10.0

MOST_ROUND_TRIPS = {"whasync": 2.05, "whasync, stamp=no": 1.05}  # an acquire and, unless left out, its answer
LEAST_USE = 0.97
UNSTAMPED = 1.0  # seconds that a slot is kept longer with `stamp=no`

# Whoever takes part, and where its processes meet.
CONTESTANTS = {
    "whasync": "redis://127.0.0.1:{port}/0",
    "whasync, stamp=no": "redis://127.0.0.1:{port}/0?stamp=no",
    "whasync, sqlite": "sqlite:///{folder}/meeting.sqlite",
    "limits": "redis://127.0.0.1:{port}/0",
    "throttled-py": "redis://127.0.0.1:{port}/0",
    "pyrate-limiter": "redis://127.0.0.1:{port}/0",
}
OURS = [name for name in CONTESTANTS if name.startswith("whasync")]
PEERS = [name for name in CONTESTANTS if name not in OURS]

_FOLDER = Path(__file__).parent
_PATIENCE = 30.0  # seconds for a process to start or to end


@dataclass(frozen=True)
class Reading:
    """What Redis has done so far. *at* is by the clock of the machine, which the simulator's loop has too."""

    at: float
    reads: int
    cpu: float

    @classmethod
    def of(cls, server: Redis) -> Reading:
        told: Any = server.info("everything")  # `Any`: redis-py does not say what an INFO holds
        cpu = told["used_cpu_user"] + told["used_cpu_sys"]
        return cls(time.monotonic(), told["total_reads_processed"], cpu)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def redis_server(port: int, folder: str) -> Generator[Redis]:
    """A Redis for all contestants, each of which has keys of its own there; and a client to read its counts."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise SystemExit("this benchmark needs redis-server or valkey-server")
    options = ["--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"]
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL) as process:
        try:
            with Redis(port=port) as server:
                until_it_listens(server)
                time.sleep(WINDOW + UNSTAMPED)  # whasync sends nothing before a new Redis is a window old
                yield server
        finally:
            process.terminate()


def until_it_listens(server: Redis) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            server.ping()
        except NotListening:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process of this benchmark. All of them end when their stdin does, whatever becomes of this one."""
    command = [sys.executable, str(_FOLDER / script), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    """Its first line."""
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line:
        raise SystemExit(f"{process.args!r} failed")
    return line


def ended(process: subprocess.Popen[str]) -> str:
    """Let it end; returns its last words."""
    try:
        words, _ = process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    if process.returncode:
        raise SystemExit(f"{process.args!r} failed")
    return words


def watched(name: str, origin: str, place: str, server: Redis) -> tuple[Reading, Reading]:
    """Let a contestant's processes work, and read Redis's counts at two moments."""
    client = name.partition(",")[0]
    with contextlib.ExitStack() as all_of_them:
        workers = [
            all_of_them.enter_context(started("shared_clients.py", client, origin, place)) for _ in range(PROCESSES)
        ]
        for worker in workers:
            said(worker)  # it is open
        time.sleep(SETTLING)
        before = Reading.of(server)
        time.sleep(SECONDS)
        after = Reading.of(server)
        for worker in workers:
            ended(worker)
    return before, after


def measured(name: str, place: str, server: Redis) -> Row:
    """Run a contestant against a simulator of its own."""
    with started("shared_server.py") as upstream:
        before, after = watched(name, said(upstream), place, server)
        arrivals = json.loads(ended(upstream))
    calls = sum(before.at <= at < after.at for at in arrivals)
    pace = calls / (after.at - before.at)
    by_redis = place.startswith("redis")
    return {
        "client": name,
        "worst 2 s at the server": worst_window(arrivals, WINDOW),
        "requests a second": round(pace, 2),
        "use of the limit": round(pace * WINDOW / CALLS, 3),
        # The second reading is itself a round trip.
        "round trips an acquire": round((after.reads - before.reads - 1) / calls, 3) if by_redis else "-",
        "Redis CPU us an acquire": round((after.cpu - before.cpu) / calls * 1e6) if by_redis else "-",
    }


def figures(rows: Mapping[str, Row]) -> list[Figure]:
    """What the project promises, and how far the peers are from it."""
    worst = {name: int(row["worst 2 s at the server"]) for name, row in rows.items()}
    use = {name: float(row["use of the limit"]) for name, row in rows.items()}
    trips = {name: float(row["round trips an acquire"]) for name, row in rows.items() if name != "whasync, sqlite"}
    unstamped = use["whasync, stamp=no"] * (WINDOW + UNSTAMPED) / WINDOW
    return [
        *(at_most(f"{name}: worst {WINDOW} s at the server", worst[name], "calls", CALLS) for name in OURS),
        at_least("whasync: use of the limit", use["whasync"], "of 1", LEAST_USE),
        at_least("whasync, stamp=no: use of 50 calls in 3 s", unstamped, "of 1", LEAST_USE),
        at_least("whasync, sqlite: use of the limit", use["whasync, sqlite"], "of 1", LEAST_USE),
        *(at_most(f"{name}: an acquire", trips[name], "round trips", most) for name, most in MOST_ROUND_TRIPS.items()),
        *(
            Figure(f"{name}: its worst {WINDOW} s beside whasync's", round(worst[name] / worst["whasync"], 2), "x")
            for name in PEERS
        ),
        *(
            Figure(f"{name}: its round trips beside whasync's", round(trips[name] / trips["whasync"], 2), "x")
            for name in PEERS
        ),
    ]


def main() -> None:
    as_json = wants_json("Round trips to Redis, and the server's worst window, of a limit that processes share")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, redis_server(port, folder) as server:
        rows = {
            name: measured(name, place.format(port=port, folder=folder), server) for name, place in CONTESTANTS.items()
        }
    tell(list(rows.values()), figures(rows), ["aiohttp", "redis", *PEERS], as_json=as_json)


if __name__ == "__main__":
    main()
