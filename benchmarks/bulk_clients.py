"""One export by one client, in a process of its own: prints seconds, rows, and the peak of its memory in MB.

python bulk_clients.py CLIENT FORMAT ORIGIN FOLDER
"""

from __future__ import annotations

import asyncio
import csv
import json
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

# ruff: noqa: PLC0415 - each client's packages are loaded by its own process alone

KEY = "wh_" + "d0" * 24
PATH = "/api/v1/tiktok-shop/products/explore"


def by_whasync(kind: str, origin: str, folder: Path) -> int:
    """whasync, its limit out of the way."""
    import whasync
    from whasync.export import export

    warnings.filterwarnings("ignore", ".* the largest page known", whasync.WhasyncWarning)  # this server's are larger

    async def run() -> int:
        async with whasync.Session(KEY, base_url=origin, rate="1000000/1s") as wh:
            report = await export(wh.tiktok_shop.products.explore(country="US", limit=1000), folder / f"rows.{kind}")
            return report.rows

    return asyncio.run(run())


def by_httpx(kind: str, origin: str, folder: Path) -> int:
    """What one writes by hand: a loop, json, csv; everything again from the start if it fails."""
    import httpx

    count = 0
    with (
        httpx.Client(base_url=origin, headers={"X-API-Key": KEY}) as client,
        (folder / f"rows.{kind}").open("w") as out,
    ):
        table = csv.writer(out)
        after: str | None = "0"
        while after is not None:
            answer = client.get(PATH, params={"country": "US", "limit": 1000, "after": after}).json()
            for row in answer["data"]:
                if kind == "csv":
                    if not count:
                        table.writerow(row)
                    table.writerow(row.values())
                else:
                    out.write(json.dumps(row) + "\n")
                count += 1
            after = answer["meta"]["next_cursor"]
    return count


def by_dlt(kind: str, origin: str, folder: Path) -> int:
    """dlt's rest_api source, to files of a format, or to DuckDB; SQLite through sqlalchemy is left out."""
    import dlt
    from dlt.sources.rest_api import rest_api_source

    os.environ["DLT_DATA_DIR"] = str(folder / "dlt")
    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    os.environ["NORMALIZE__DATA_WRITER__DISABLE_COMPRESSION"] = "true"
    source = rest_api_source(
        {
            "client": {
                "base_url": origin,
                "headers": {"X-API-Key": KEY},
                "paginator": {"type": "cursor", "cursor_path": "meta.next_cursor", "cursor_param": "after"},
            },
            "resources": [
                {"name": "rows", "endpoint": {"path": PATH, "params": {"limit": 1000}, "data_selector": "data"}}
            ],
        }
    )
    target = dlt.destinations.filesystem((folder / "out").as_uri())
    pipeline = dlt.pipeline("bulk", destination=target, dataset_name="d", pipelines_dir=str(folder / "pipelines"))
    pipeline.run(source, loader_file_format={"ndjson": "jsonl", "csv": "csv", "parquet": "parquet"}[kind])
    return sum(_rows_in(path) for path in (folder / "out" / "d" / "rows").iterdir())


def _rows_in(path: Path) -> int:
    if path.suffix == ".parquet":
        from pyarrow.parquet import read_metadata

        return int(read_metadata(path).num_rows)
    with path.open("rb") as file:
        return sum(1 for _ in file) - (path.suffix == ".csv")


CLIENTS: dict[str, Callable[[str, str, Path], int]] = {"whasync": by_whasync, "httpx": by_httpx, "dlt": by_dlt}
MODULES = {
    "whasync": ["whasync", "aiohttp", "whasync.export", "whasync.session"],
    "httpx": ["httpx"],
    "dlt": ["dlt", "dlt.sources.rest_api"],
}


def resident() -> float:
    """Memory in use now, in MB (Linux, proc(5))."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    client, kind, origin, folder = sys.argv[1:]
    for module in MODULES[client]:
        __import__(module)
    before = resident()
    began = time.perf_counter()
    rows = CLIENTS[client](kind, origin, Path(folder))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps({"seconds": seconds, "rows": rows, "start": before, "peak": peak}))


if __name__ == "__main__":
    main()
