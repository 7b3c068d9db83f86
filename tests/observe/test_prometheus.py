"""Metrics through prometheus-client: the text that is scraped equals the ledger."""

from __future__ import annotations

import asyncio

import pytest
from prometheus_client import CollectorRegistry, generate_latest

import whasync.prometheus
from tests.io.stage import COUNT, stage
from tests.observe.test_otel import stormed
from whasync import Backoff, UsageError
from whasync.simulator import Fault, Simulator, run

COUNTED = 'lane="normal",operation="tiktok_shop.products.count"'


def scraped(registry: CollectorRegistry) -> dict[str, float]:
    """The samples that a scrape brings, without those of buckets and those that are nothing."""
    lines = (line.rpartition(" ") for line in generate_latest(registry).decode().splitlines() if line[0] != "#")
    return {
        name: round(float(value), 1)
        for name, _, value in lines
        if float(value) and "_bucket{" not in name and "_created" not in name
    }


def test_a_scrape_tells_attempts_waits_and_credits() -> None:
    async def main() -> CollectorRegistry:
        registry = CollectorRegistry()
        observer = whasync.prometheus.observe(registry)
        simulator = Simulator(rows=10, credits=100)
        async with stage(simulator, observe=observer, coalesce=True, backoff=Backoff(first=0)) as (sim, wh):
            await wh.credits()
            sim.script(Fault("rate_limited", retry_after="9"), Fault("drop"), Fault("slow", seconds=2))
            await asyncio.gather(wh.call(COUNT, {"country": "US"}), wh.call(COUNT, {"country": "US"}))
        return registry

    assert scraped(run(main())) == {
        'whasync_attempts_total{lane="normal",operation="credits",outcome="ok",status="200"}': 1,
        f'whasync_attempts_total{{{COUNTED},outcome="rate_limited",status="429"}}': 1,
        f'whasync_attempts_total{{{COUNTED},outcome="TransportError",status=""}}': 1,
        f'whasync_attempts_total{{{COUNTED},outcome="ok",status="200"}}': 1,
        'whasync_credits_charged_total{lane="normal",operation="credits"}': 1,
        f"whasync_credits_charged_total{{{COUNTED}}}": 1,
        f"whasync_credits_doubted_total{{{COUNTED}}}": 1,
        f"whasync_credits_saved_total{{{COUNTED}}}": 1,
        'whasync_request_seconds_count{operation="credits"}': 1,
        'whasync_request_seconds_count{operation="tiktok_shop.products.count"}': 3,
        'whasync_request_seconds_sum{operation="tiktok_shop.products.count"}': 2,
        'whasync_wait_seconds_count{lane="normal"}': 4,
        'whasync_wait_seconds_sum{lane="normal"}': 9,
        'whasync_operation_seconds_count{lane="normal",operation="credits",outcome="ok"}': 1,
        f'whasync_operation_seconds_count{{{COUNTED},outcome="ok"}}': 2,
        f'whasync_operation_seconds_sum{{{COUNTED},outcome="ok"}}': 22,
        "whasync_ledger_remaining": 97,
        "whasync_ledger_spent": 2,
        "whasync_ledger_in_doubt": 1,
    }


def test_the_scrape_equals_the_ledger() -> None:
    registry = CollectorRegistry()
    ledger, _ = run(stormed(whasync.prometheus.observe(registry)))
    samples = scraped(registry)

    def total(name: str) -> float:
        return sum(value for sample, value in samples.items() if sample.partition("{")[0] == f"whasync_{name}")

    assert (total("credits_charged_total"), total("credits_doubted_total")) == (ledger.settled, ledger.doubted)
    assert [total(f"ledger_{name}") for name in ("remaining", "spent", "in_doubt")] == [
        ledger.remaining,
        ledger.spent,
        ledger.in_doubt,
    ]
    assert (total("active_operations"), total("active_requests")) == (0, 0)


def test_one_observer_serves_several_sessions() -> None:
    async def main() -> dict[str, float]:
        registry = CollectorRegistry()
        observer = whasync.prometheus.observe(registry)
        for _ in range(2):
            async with stage(observe=observer) as (_, wh):
                await wh.call(COUNT, {"country": "US"})
        return scraped(registry)

    assert run(main())[f"whasync_credits_charged_total{{{COUNTED}}}"] == 2


def test_a_registry_takes_one_observer() -> None:
    registry = CollectorRegistry()
    whasync.prometheus.observe(registry)
    with pytest.raises(UsageError, match="give all sessions the same observer"):
        whasync.prometheus.observe(registry)
