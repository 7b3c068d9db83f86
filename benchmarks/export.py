"""Bulk export: microseconds a row and peak memory for 1,000,000 rows of about 500 bytes, beside dlt and a loop by hand.

Every client runs in a process of its own against the same local server, which has no limit. dlt gets fewer rows, as it
takes long; its figures are a row's. whasync does more than the others: each page is kept before the next is asked for,
and synced; each row is written once, and a killed run goes on. dlt has no SQLite of its own.

Clients take turns, and the better of their rounds counts: disk and processors may be shared with others.

    python benchmarks/export.py [--json] [--rows N] [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from report import Figure, Row, at_least, at_most, tell

ROWS = 1_000_000
FEWER = 200_000
ROUNDS = 2
FORMATS = ("ndjson", "csv", "parquet", "sqlite")
_FOLDER = Path(__file__).parent


def measured(client: str, kind: str, rows: int) -> Row:
    """One export by one client."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        server = subprocess.Popen(
            [sys.executable, str(_FOLDER / "bulk_server.py"), str(rows)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert server.stdin is not None
        assert server.stdout is not None
        origin = f"http://127.0.0.1:{int(server.stdout.readline())}"
        command = [sys.executable, str(_FOLDER / "bulk_clients.py"), client, kind, origin, folder]
        ended = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        server.stdin.close()
        server.wait()
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["rows"] == rows, told
    return {
        "client": client,
        "format": kind,
        "rows": rows,
        "us a row": round(told["seconds"] / rows * 1e6, 2),
        "MB above start": round(told["peak"] - told["start"], 1),
    }


def best(turns: Sequence[Row]) -> Row:
    """The least time, and the most memory."""
    time, memory = "us a row", "MB above start"
    return {**min(turns, key=lambda row: float(row[time])), memory: max(float(row[memory]) for row in turns)}


def main() -> None:
    parser = argparse.ArgumentParser(description="What an export of a million rows takes.")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows for whasync (default 1000000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="turns of each client (default 2)")
    chosen = parser.parse_args()
    tasks = [("whasync", kind, chosen.rows) for kind in FORMATS]
    tasks += [("httpx", kind, chosen.rows) for kind in ("ndjson", "csv")]
    tasks += [("dlt", kind, min(FEWER, chosen.rows)) for kind in ("ndjson", "csv", "parquet")]
    rounds = [[measured(*task) for task in tasks] for _ in range(chosen.rounds)]
    rows = [best(turns) for turns in zip(*rounds, strict=True)]
    tell(rows, figures(rows), ["dlt", "httpx", "msgspec", "pyarrow"], as_json=chosen.json)


def figures(rows: list[Row]) -> list[Figure]:
    """What the project promises."""
    cost = {(row["client"], row["format"]): float(row["us a row"]) for row in rows}
    memory = {row["format"]: float(row["MB above start"]) for row in rows if row["client"] == "whasync"}
    promised = [
        at_least("NDJSON rows a second, times dlt's", cost["dlt", "ndjson"] / cost["whasync", "ndjson"], "x", 10),
        *(at_most(f"memory above the start, {kind}", memory[kind], "MB", 60) for kind in FORMATS if kind != "parquet"),
    ]
    promised += [
        Figure(f"{kind} rows a second, times dlt's", round(cost["dlt", kind] / cost["whasync", kind], 1), "x")
        for kind in ("csv", "parquet")
    ]
    return promised


if __name__ == "__main__":
    main()
