"""A sweep spread over Dask's workers: each takes questions, all share one key.

dask scheduler --port 8786
dask worker tcp://SCHEDULER:8786 --nthreads 4 --no-nanny      on every machine
python crawl.py tcp://SCHEDULER:8786                          once, anywhere
"""

import sys

import distributed

import whasync
from whasync.export import export

QUESTIONS = [(country, revenue) for country in ("US", "DE", "FR") for revenue in (1_000, 50_000)]


class OneSession(distributed.WorkerPlugin):
    """One session a worker, in the worker's own loop. WH_API_KEY and WH_SHARED=redis://... are the same for all."""

    async def setup(self, worker: distributed.Worker) -> None:
        worker.wh = whasync.Session(lane="bulk")
        await worker.wh.__aenter__()

    async def teardown(self, worker: distributed.Worker) -> None:
        await worker.wh.close()


async def shops(country: str, revenue: int) -> int:
    wh = distributed.get_worker().wh
    question = wh.tiktok_shop.shops.explore(country=country, min_revenue=revenue)
    report = await export(question, f"shops-{country}-{revenue}.ndjson")
    return report.rows


def main() -> None:
    with distributed.Client(sys.argv[1]) as client:
        client.register_plugin(OneSession())
        rows = client.gather(client.map(shops, *zip(*QUESTIONS, strict=True)))
        print(f"{sum(rows)} rows in {len(rows)} files")


if __name__ == "__main__":
    main()
