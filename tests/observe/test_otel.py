"""Spans and metrics of OpenTelemetry: one span an operation, one an attempt, and counts that add up to the ledger."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

import whasync
from tests.io.stage import COUNT, CREDITS, stage
from tests.observe.recorder import Recorder
from whasync import Backoff, Ledger
from whasync.simulator import Fault, Faults, Simulator, run

AT_ONCE = Backoff(first=0)
OPERATION = {"whasync.operation": "tiktok_shop.products.count", "whasync.lane": "normal"}
TEMPLATE = {"url.template": f"/api/v1/{COUNT}"}


async def recorded(*faults: Fault) -> tuple[Recorder, dict[str, Any]]:
    """What is recorded of one call that meets the faults, and the attributes of the server."""
    recorder = Recorder()
    async with stage(observe=recorder.observer, backoff=AT_ONCE) as (sim, wh):
        sim.script(*faults)
        await asyncio.gather(wh.call(COUNT, {"country": "US"}), return_exceptions=True)
        port = int(sim.origin.rpartition(":")[2])
        return recorder, {"server.address": "127.0.0.1", "server.port": port, "url.scheme": "http"}


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def test_an_operation_is_a_span_and_each_of_its_attempts_a_span_under_it() -> None:
    recorder, _ = run(recorded(Fault("error"), Fault("gateway")))
    *attempts, operation = recorder.spans()
    assert (operation.name, operation.kind, operation.parent) == (
        OPERATION["whasync.operation"],
        SpanKind.INTERNAL,
        None,
    )
    assert operation.context is not None
    assert [(span.name, span.kind) for span in attempts] == [(f"GET /api/v1/{COUNT}", SpanKind.CLIENT)] * 3
    assert [span.parent and span.parent.span_id for span in attempts] == [operation.context.span_id] * 3


def test_the_spans_of_attempts_keep_to_the_conventions_for_http() -> None:
    recorder, server = run(recorded(Fault("error"), Fault("drop")))
    asked = {**OPERATION, **TEMPLATE, **server, "http.request.method": "GET"}
    assert [attributes(span) for span in recorder.spans()[:3]] == [
        asked
        | {"http.response.status_code": 500, "error.type": "500"}
        | {"whasync.outcome": "server_error", "whasync.charge": "none"},
        asked
        | {"http.request.resend_count": 1, "error.type": "TransportError"}
        | {"whasync.outcome": "TransportError", "whasync.charge": "unknown"},
        asked
        | {"http.request.resend_count": 2, "http.response.status_code": 200}
        | {"whasync.outcome": "ok", "whasync.charge": "kept"},
    ]
    codes = [span.status.status_code for span in recorder.spans()[:3]]
    assert codes == [StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET]


def test_the_span_of_an_operation_tells_what_it_cost() -> None:
    recorder, _ = run(recorded(Fault("rate_limited", retry_after="9"), Fault("drop")))
    operation = recorder.spans()[-1]
    assert attributes(operation) == {
        **OPERATION,
        **TEMPLATE,
        "http.response.status_code": 200,
        "whasync.attempts": 3,
        "whasync.waited": 9.0,
        "whasync.credits.charged": 1,
        "whasync.credits.in_doubt": 1,
        "whasync.credits.saved": 0,
    }
    assert operation.status.status_code is StatusCode.UNSET


def test_an_operation_that_fails_is_named_by_its_error() -> None:
    recorder, _ = run(recorded(Fault("html")))
    operation = recorder.spans()[-1]
    assert (operation.status.status_code, attributes(operation)["error.type"]) == (StatusCode.ERROR, "NotJSONError")
    assert attributes(recorder.spans()[0])["error.type"] == "not_json"


def test_the_users_own_spans_nest_under_the_operation_and_none_is_left_open() -> None:
    recorder = Recorder()
    tracer = recorder.tracers.get_tracer("mine")

    async def mine(request: whasync.Request, handler: Any) -> whasync.Answer:
        with tracer.start_as_current_span("mine"):
            return await handler(request)

    async def main() -> trace.Span:
        async with stage(observe=recorder.observer, middlewares=[mine]) as (_, wh):
            with tracer.start_as_current_span("outside"):
                await asyncio.gather(wh.call(CREDITS), wh.call(CREDITS))
        return trace.get_current_span()

    assert run(main()) is trace.INVALID_SPAN
    names = {span.context.span_id: span.name for span in recorder.spans() if span.context}
    parents = [(span.name, names[span.parent.span_id]) for span in recorder.spans() if span.parent]
    assert sorted(parents) == [
        *[("GET /api/v1/tiktok-shop/credits", "mine")] * 2,
        *[("mine", "tiktok_shop.credits")] * 2,
        *[("tiktok_shop.credits", "outside")] * 2,
    ]


def test_no_trace_context_is_sent_upstream() -> None:
    async def main() -> list[str]:
        async with stage(observe=Recorder().observer) as (sim, wh):
            await wh.call(CREDITS)
            return sorted(sim.journal[0].headers)

    assert not {"traceparent", "tracestate", "baggage"} & set(run(main()))


def test_the_durations_of_requests_are_on_the_network_alone() -> None:
    recorder, server = run(recorded(Fault("rate_limited", retry_after="9"), Fault("slow", seconds=2)))
    asked = {**TEMPLATE, **server, "http.request.method": "GET"}
    assert recorder.points("http.client.request.duration") == [
        (asked | {"http.response.status_code": 429, "error.type": "429"}, (1, 0.0)),
        (asked | {"http.response.status_code": 200}, (1, 2.0)),
    ]
    assert recorder.points("whasync.wait.duration") == [({"whasync.lane": "normal"}, (2, 9.0))]
    assert recorder.points("whasync.operation.duration") == [({**OPERATION, "whasync.outcome": "ok"}, (1, 11.0))]


def test_the_two_kinds_of_429_are_counted_apart() -> None:
    async def main() -> Recorder:
        recorder = Recorder()
        async with stage(Simulator(credits=1, rows=10), observe=recorder.observer) as (sim, wh):
            sim.script(Fault("rate_limited", retry_after="9"))
            for _ in range(2):
                await asyncio.gather(wh.call(COUNT, {"country": "US"}), return_exceptions=True)
        return recorder

    outcomes = [(each["whasync.outcome"], count) for each, count in run(main()).points("whasync.attempts")]
    assert outcomes == [("rate_limited", 1), ("ok", 1), ("out_of_credits", 1)]


def test_what_is_under_way_is_counted_while_it_is() -> None:
    async def main() -> list[tuple[float, float]]:
        recorder = Recorder()
        async with stage(rate="2/60s", observe=recorder.observer) as (sim, wh):
            sim.script(*[Fault("slow", seconds=10)] * 2)
            calls = [asyncio.ensure_future(wh.call(CREDITS)) for _ in range(5)]
            levels: list[tuple[float, float]] = []
            for seconds in (1, 500):
                await asyncio.sleep(seconds)
                names = ("whasync.active_operations", "http.client.active_requests")
                levels.append((recorder.total(names[0]), recorder.total(names[1])))
            await asyncio.gather(*calls)
        return levels

    assert run(main()) == [(5, 2), (0, 0)]


@pytest.mark.parametrize("moment", ["on_start", "on_end"])
def test_a_span_processor_that_fails_leaves_nothing_counted_as_under_way(moment: str) -> None:
    class Broken(SpanProcessor):
        pass

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no exporter")

    setattr(Broken, moment, fail)

    async def main() -> list[float]:
        recorder = Recorder()
        async with stage(observe=recorder.observer) as (_, wh):
            await wh.call(CREDITS)
            recorder.tracers.add_span_processor(Broken())
            await wh.call(CREDITS)
        return [recorder.total(name) for name in ("whasync.active_operations", "http.client.active_requests")]

    assert run(main()) == [0, 0]


async def stormed(observe: Any) -> tuple[Ledger, int]:
    """A ledger, and the credits that were charged, after 300 calls among faults and cancels."""
    faults = Faults({"error": 0.1, "drop": 0.1, Fault("drop", charged=True): 0.1, "cut": 0.1, "html": 0.05}, seed=4)
    async with stage(Simulator(limit=6_000, rows=10, faults=faults), observe=observe) as (sim, wh):
        sim.script(Fault("none"))
        await wh.credits()
        calls = [asyncio.ensure_future(wh.call(CREDITS)) for _ in range(300)]
        await asyncio.sleep(0.05)
        for call in calls[::7]:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        return wh.ledger, sim.account.charged


def test_the_metrics_equal_the_ledger() -> None:
    recorder = Recorder()
    ledger, charged = run(stormed(recorder.observer))
    assert ledger.doubted > 10
    counted = [recorder.total(f"whasync.credits.{name}") for name in ("charged", "doubted")]
    assert counted == [ledger.settled, ledger.doubted]
    told = [recorder.points(f"whasync.ledger.{name}") for name in ("remaining", "spent", "in_doubt")]
    assert told == [[({}, ledger.remaining)], [({}, ledger.spent)], [({}, ledger.in_doubt)]]
    assert ledger.settled <= charged <= ledger.spent + ledger.in_doubt


def test_what_a_shared_answer_did_not_cost_is_counted_as_saved() -> None:
    async def main() -> Recorder:
        recorder = Recorder()
        async with stage(observe=recorder.observer, coalesce=True) as (_, wh):
            await asyncio.gather(*(wh.call(COUNT, {"country": "US"}) for _ in range(10)))
        return recorder

    recorder = run(main())
    assert (recorder.total("whasync.credits.charged"), recorder.total("whasync.credits.saved")) == (1, 9)


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [("otel", "opentelemetry", "otel"), ("prometheus", "prometheus_client", "prometheus")],
)
def test_a_missing_package_is_named_with_its_extra(module: str, package: str, extra: str) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; import whasync.{module}"
    failed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert failed.stderr.splitlines()[-1] == (
        f"whasync.errors.UsageError: this takes {package.replace('_', '-')}{'-api' * (module == 'otel')}, "
        f"which is not installed: pip install 'whasync[{extra}]'"
    )
