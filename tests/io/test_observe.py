"""What is told of each operation, to the log and to an observer."""

from __future__ import annotations

import asyncio
import logging

import pytest

import whasync
from tests.io.stage import COUNT, CREDITS, stage
from whasync import Event
from whasync.simulator import Fault, run

OPERATION = "tiktok_shop.products.count"


async def told(*faults: Fault) -> tuple[list[Event], object]:
    """The events of one call, and its answer or error."""
    events: list[Event] = []
    async with stage(observer=events.append) as (sim, wh):
        sim.script(*faults)
        outcomes = await asyncio.gather(wh.call(COUNT, {"country": "US"}), return_exceptions=True)
    return events, outcomes[0]


def event(**changes: object) -> Event:
    fields: dict[str, object] = {
        "operation": OPERATION,
        "endpoint": f"/api/v1/{COUNT}",
        "method": "GET",
        "outcome": "ok",
        "status": 200,
        "attempts": 1,
        "seconds": 0.0,
    }
    return Event(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_success_is_one_event() -> None:
    events, _ = run(told())
    assert events == [event()]


def test_repeats_and_their_seconds_are_in_the_one_event_of_the_operation() -> None:
    events, _ = run(told(Fault("rate_limited", retry_after="9")))
    assert events == [event(attempts=2, seconds=9.0)]


def test_a_refusal_is_told_by_the_name_of_its_error() -> None:
    events, outcome = run(told(*[Fault("rate_limited", retry_after="9")] * 5))
    assert isinstance(outcome, whasync.RateLimitError)
    assert events == [event(outcome="RateLimitError", status=429, attempts=5, seconds=36.0)]


def test_a_loss_has_no_status() -> None:
    events, outcome = run(told(*[Fault("stall")] * 2))
    assert isinstance(outcome, whasync.TransportTimeoutError)
    assert [(each.outcome, each.status, each.attempts) for each in events] == [("TransportTimeoutError", None, 2)]


def test_a_call_that_never_left_was_sent_no_time() -> None:
    async def main() -> list[tuple[str, int | None, int]]:
        events: list[Event] = []
        async with stage(observer=events.append) as (sim, wh):
            await sim.stop()
            with pytest.raises(whasync.TransportError):
                await wh.call(CREDITS)
        return [(each.outcome, each.status, each.attempts) for each in events]

    assert run(main()) == [("TransportError", None, 0)]


def test_the_wait_for_a_slot_is_in_the_seconds() -> None:
    async def main() -> list[float]:
        events: list[Event] = []
        async with stage(rate="1/10s", observer=events.append) as (_, wh):
            await asyncio.gather(wh.call(CREDITS), wh.call(CREDITS))
        return [round(each.seconds, 1) for each in events]

    assert run(main()) == [0.0, 10.0]


def test_a_cancelled_call_is_an_event_too() -> None:
    async def main() -> list[str]:
        events: list[Event] = []
        async with stage(observer=events.append) as (sim, wh):
            sim.script(Fault("stall"))
            call = asyncio.ensure_future(wh.call(CREDITS))
            await asyncio.sleep(1)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
        return [each.outcome for each in events]

    assert run(main()) == ["CancelledError"]


def test_the_log_has_a_line_at_debug_with_the_event_as_extra(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="whasync")
    run(told())
    lines = [record for record in caplog.records if record.name == "whasync"]
    assert [record.getMessage() for record in lines] == [f"GET /api/v1/{COUNT}: ok (HTTP 200, sent 1x, 0.000 s)"]
    assert lines[0].__dict__["whasync"] == {
        "operation": OPERATION,
        "endpoint": f"/api/v1/{COUNT}",
        "method": "GET",
        "outcome": "ok",
        "status": 200,
        "attempts": 1,
        "seconds": 0.0,
    }


def test_nothing_is_logged_above_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    run(told(Fault("error")))
    assert [record for record in caplog.records if record.name == "whasync"] == []


def test_an_observers_own_error_is_logged_and_does_not_fail_the_call(caplog: pytest.LogCaptureFixture) -> None:
    def broken(event: Event) -> None:
        raise ZeroDivisionError("mine")

    async def main() -> int:
        async with stage(observer=broken) as (sim, wh):
            await wh.call(CREDITS)
            return sim.account.charged

    assert run(main()) == 1
    assert [record.getMessage() for record in caplog.records if record.name == "whasync"] == ["the observer failed"]
