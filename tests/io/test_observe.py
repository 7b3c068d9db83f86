"""What is told of each operation and each attempt, to the log and to observers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, Server, session_on, stage, wire
from whasync import AttemptEvent, Backoff, Begun, Event, Ledger, OperationEvent, Session
from whasync.simulator import Fault, Network, Simulator, run

ONCE = Backoff(attempts=1, lost_reads=1)
AT_ONCE = Backoff(first=0)


def attempt(**changes: Any) -> AttemptEvent:
    """An attempt that went well at once."""
    event = AttemptEvent(
        operation="tiktok_shop.products.count",
        endpoint=f"/api/v1/{COUNT}",
        method="GET",
        lane="normal",
        outcome="ok",
        status=200,
        seconds=0.0,
        origin="http://here",
        number=1,
        waited=0.0,
        sent=True,
        charge="kept",
        credits=1,
    )
    return replace(event, **changes)


def operation(**changes: Any) -> OperationEvent:
    """An operation that one attempt was enough for."""
    event = OperationEvent(
        operation="tiktok_shop.products.count",
        endpoint=f"/api/v1/{COUNT}",
        method="GET",
        lane="normal",
        outcome="ok",
        status=200,
        seconds=0.0,
        attempts=1,
        waited=0.0,
        charged=1,
        in_doubt=0,
        saved=0,
        ledger=Ledger(),
    )
    return replace(event, **changes)


def plain(event: Event) -> Event:
    """An event without what differs from run to run: the port, rounding, the server's month."""
    times = {name: round(getattr(event, name), 1) for name in ("seconds", "waited")}
    if isinstance(event, AttemptEvent):
        return replace(event, origin="http://here", **times)
    return replace(event, ledger=Ledger(), **times)


@asynccontextmanager
async def observed(*stages: Simulator, **options: Any) -> AsyncGenerator[tuple[Simulator, Session, list[Event]]]:
    events: list[Event] = []
    async with stage(*stages, observe=lambda event: events.append(plain(event)), **options) as (sim, wh):
        yield sim, wh, events


async def told(*faults: Fault, **options: Any) -> list[Event]:
    """The events of one call that meets the faults."""
    async with observed(**options) as (sim, wh, events):
        sim.script(*faults)
        with contextlib.suppress(whasync.WhasyncError):
            await wh.call(COUNT, {"country": "US"})
        return events


def test_a_success_is_an_attempt_and_an_operation() -> None:
    assert run(told()) == [attempt(), operation()]


OUTCOMES: list[tuple[Fault, dict[str, Any], dict[str, Any]]] = [
    (
        Fault("rate_limited"),
        {"outcome": "rate_limited", "status": 429, "charge": "none"},
        {"outcome": "RateLimitError", "status": 429, "charged": 0},
    ),
    (
        Fault("error"),
        {"outcome": "server_error", "status": 500, "charge": "none"},
        {"outcome": "ServerError", "status": 500, "charged": 0},
    ),
    (
        Fault("gateway"),
        {"outcome": "gateway_error", "status": 502, "charge": "unknown"},
        {"outcome": "ServerError", "status": 502, "charged": 0, "in_doubt": 1},
    ),
    (
        Fault("html"),
        {"outcome": "not_json", "charge": "unknown"},
        {"outcome": "NotJSONError", "charged": 0, "in_doubt": 1},
    ),
    (
        Fault("drop"),
        {"outcome": "TransportError", "status": None, "charge": "unknown"},
        {"outcome": "TransportError", "status": None, "charged": 0, "in_doubt": 1},
    ),
    (
        Fault("stall"),
        {"outcome": "TransportTimeoutError", "status": None, "charge": "unknown", "seconds": 30.0},
        {"outcome": "TransportTimeoutError", "status": None, "charged": 0, "in_doubt": 1, "seconds": 30.0},
    ),
    (Fault("slow", seconds=7), {"seconds": 7.0}, {"seconds": 7.0}),
]


@pytest.mark.parametrize(
    ("fault", "of_attempt", "of_operation"), OUTCOMES, ids=lambda value: getattr(value, "kind", "")
)
def test_an_attempt_tells_what_its_answer_meant_and_an_operation_what_the_caller_got(
    fault: Fault, of_attempt: dict[str, Any], of_operation: dict[str, Any]
) -> None:
    assert run(told(fault, backoff=ONCE)) == [attempt(**of_attempt), operation(**of_operation)]


def test_repeats_are_numbered_and_the_operation_sums_them_up() -> None:
    faults = Fault("rate_limited", retry_after="9"), Fault("drop"), Fault("drop", charged=True)
    lost = {"outcome": "TransportError", "status": None, "charge": "unknown"}
    assert run(told(*faults, backoff=AT_ONCE)) == [
        attempt(outcome="rate_limited", status=429, charge="none"),
        attempt(number=2, waited=9.0, **lost),
        attempt(number=3, **lost),
        attempt(number=4),
        operation(attempts=4, waited=9.0, seconds=9.0, charged=1, in_doubt=2),
    ]


def test_the_ledger_of_an_operation_is_the_sessions_at_its_end() -> None:
    async def main() -> tuple[Ledger, Ledger]:
        events: list[Event] = []
        async with stage(observe=events.append) as (_, wh):
            await wh.credits()
            assert isinstance(events[-1], OperationEvent)
            return events[-1].ledger, wh.ledger

    seen, ledger = run(main())
    assert seen == ledger
    assert ledger.remaining == 19_999


def test_the_wait_for_a_turn_and_the_time_on_the_network_are_told_apart() -> None:
    async def main() -> list[tuple[float, float]]:
        network = Network(uplink=lambda: 1.0, downlink=lambda: 2.0)
        async with observed(Simulator(network=network, rows=10), rate="1/10s") as (_, wh, events):
            await asyncio.gather(wh.call(CREDITS), wh.call(CREDITS))
            return [(each.waited, each.seconds) for each in events if isinstance(each, AttemptEvent | OperationEvent)]

    assert run(main()) == [(0.0, 3.0), (0.0, 3.0), (13.0, 3.0), (13.0, 16.0)]


def test_what_could_not_be_sent_is_an_attempt_that_cost_nothing() -> None:
    async def main() -> list[Event]:
        async with observed(backoff=ONCE) as (sim, wh, events):
            await sim.stop()
            with pytest.raises(whasync.TransportError):
                await wh.call(COUNT, {"country": "US"})
            return events

    lost = {"outcome": "TransportError", "status": None}
    assert run(main()) == [attempt(sent=False, charge="none", **lost), operation(attempts=0, charged=0, **lost)]


def test_a_call_that_is_refused_before_its_turn_is_no_attempt() -> None:
    async def main() -> list[Event]:
        async with observed(Simulator(credits=1, rows=10)) as (_, wh, events):
            await wh.credits()
            events.clear()
            with pytest.raises(whasync.BudgetExceededError):
                await wh.call(COUNT, {"country": "US"})
            return events

    assert run(main()) == [operation(outcome="BudgetExceededError", status=None, attempts=0, charged=0)]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1, [operation(outcome="CancelledError", status=None, attempts=0, charged=0, seconds=1.0)]),
        (
            11,
            [
                attempt(outcome="CancelledError", status=None, charge="unknown", waited=10.0, seconds=1.0),
                operation(outcome="CancelledError", status=None, waited=10.0, charged=0, in_doubt=1, seconds=11.0),
            ],
        ),
    ],
)
def test_a_cancelled_call_is_told_with_what_it_may_have_cost(seconds: float, told: list[Event]) -> None:
    async def main() -> list[Event]:
        async with observed(rate="1/10s") as (sim, wh, events):
            await wh.call(CREDITS)
            events.clear()
            sim.script(Fault("stall"))
            call = asyncio.ensure_future(wh.call(COUNT, {"country": "US"}))
            await asyncio.sleep(seconds)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            return events

    assert run(main()) == told


def test_an_answer_of_the_users_own_saves_its_credits() -> None:
    async def main() -> list[Event]:
        kept: list[whasync.Answer] = []

        async def cache(request: whasync.Request, handler: Any) -> whasync.Answer:
            if not kept:
                kept.append(await handler(request))
            return kept[0]

        async with observed(middlewares=[cache]) as (_, wh, events):
            await wh.call(COUNT, {"country": "US"})
            await wh.call(COUNT, {"country": "US"})
            return events

    assert run(main()) == [attempt(), operation(), operation(attempts=0, charged=0, saved=1)]


def test_calls_that_share_an_answer_are_operations_of_one_attempt() -> None:
    async def main() -> list[Event]:
        async with observed(coalesce=True) as (_, wh, events):
            await asyncio.gather(*(wh.call(COUNT, {"country": "US"}) for _ in range(3)))
            return events

    assert run(main()) == [attempt(), operation(), *[operation(attempts=0, charged=0, saved=1)] * 2]


def test_a_reading_made_for_a_call_is_an_attempt_of_its_own() -> None:
    async def main() -> list[Event]:
        async with observed(Simulator(credits=3, rows=10), backoff=ONCE) as (sim, wh, events):
            await wh.credits()
            sim.script(Fault("drop"), Fault("drop"))
            await asyncio.gather(wh.call(CREDITS), wh.call(CREDITS), return_exceptions=True)
            events.clear()
            await wh.call(COUNT, {"country": "US"})  # two of two are in doubt, so the balance is read first
            return events

    reading = attempt(operation="credits", endpoint="/api/v1/credits")
    assert run(main()) == [reading, attempt(), operation()]


def test_a_414_and_the_post_after_it_are_two_attempts_of_one_operation() -> None:
    async def main() -> list[Event]:
        events: list[Event] = []
        page = wire(b"<html>URI Too Long</html>", "414 URI Too Long", Content_Type="text/html")
        async with (
            Server(page, wire(b'{"data": [], "count": 3}')) as server,
            session_on(server, observe=lambda event: events.append(plain(event))) as wh,
        ):
            await wh.call(COUNT, {"country": "US"})
        return [replace(event, seconds=0.0) for event in events]

    too_long = attempt(outcome="too_long", status=414, charge="none")
    assert run(main()) == [too_long, attempt(method="POST", number=2), operation(method="POST", attempts=2)]


def test_a_call_made_by_a_middleware_has_events_of_its_own() -> None:
    async def main() -> list[tuple[str, int]]:
        events: list[Event] = []

        async def first_the_credits(request: whasync.Request, handler: Any) -> whasync.Answer:
            if request.operation != "tiktok_shop.credits":
                await wh.call(CREDITS)
            return await handler(request)

        async with stage(observe=events.append, middlewares=[first_the_credits]) as (_, wh):
            await wh.call(COUNT, {"country": "US"})
        return [(each.operation, each.attempts) for each in events if isinstance(each, OperationEvent)]

    assert run(main()) == [("tiktok_shop.credits", 1), ("tiktok_shop.products.count", 1)]


def test_events_go_to_json_and_back() -> None:
    events = [attempt(), operation()]
    decoder = msgspec.json.Decoder(list[AttemptEvent | OperationEvent])
    assert decoder.decode(msgspec.json.encode(events)) == events


def test_the_log_has_a_line_for_each_at_debug_with_the_event_as_extra(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="whasync")
    events = run(told())
    lines = [record for record in caplog.records if record.name == "whasync"]
    assert [line.getMessage() for line in lines] == [
        f"GET /api/v1/{COUNT}: attempt 1, ok (HTTP 200, waited 0.000 s, 0.000 s on the network)",
        f"GET /api/v1/{COUNT}: ok (HTTP 200, sent 1x, 0.000 s)",
    ]
    seen = [msgspec.convert(line.__dict__["whasync"], AttemptEvent | OperationEvent) for line in lines]
    assert [plain(event) for event in seen] == events


def test_the_log_needs_no_observer(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            await wh.call(CREDITS)

    caplog.set_level(logging.DEBUG, logger="whasync")
    run(main())
    assert len([record for record in caplog.records if record.name == "whasync"]) == 2


def test_nothing_is_logged_above_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    run(told(Fault("error")))
    assert [record for record in caplog.records if record.name == "whasync"] == []


CURRENT: ContextVar[str] = ContextVar("current", default="nothing")


class Trace:
    """A follower that takes down what begins and ends, and sets a variable of the context meanwhile."""

    def __init__(self, name: str, taken: list[str]) -> None:
        self._name = name
        self._taken = taken

    def begin_operation(self, begun: Begun, /) -> Callable[[Event], None]:
        return self._begin(f"{self._name}: {begun.operation}")

    def begin_attempt(self, begun: Begun, /) -> Callable[[Event], None]:
        return self._begin(f"{self._name}: {begun.method}, {begun.resends} resends")

    def _begin(self, what: str) -> Callable[[Event], None]:
        before = CURRENT.get()
        CURRENT.set(what)
        self._taken.append(f"{what} begins")

        def end(event: Event) -> None:
            CURRENT.set(before)
            self._taken.append(f"{what} ends, {event.outcome}")

        return end


def test_followers_are_told_of_beginnings_too_and_close_in_reverse() -> None:
    taken: list[str] = []

    async def main() -> str:
        async with stage(observe=[Trace("a", taken), Trace("b", taken)]) as (sim, wh):
            sim.script(Fault("error"))
            await wh.call(CREDITS)
        return CURRENT.get()

    assert run(main()) == "nothing"
    assert taken == [
        "a: tiktok_shop.credits begins",
        "b: tiktok_shop.credits begins",
        "a: GET, 0 resends begins",
        "b: GET, 0 resends begins",
        "b: GET, 0 resends ends, server_error",
        "a: GET, 0 resends ends, server_error",
        "a: GET, 1 resends begins",
        "b: GET, 1 resends begins",
        "b: GET, 1 resends ends, ok",
        "a: GET, 1 resends ends, ok",
        "b: tiktok_shop.credits ends, ok",
        "a: tiktok_shop.credits ends, ok",
    ]


def test_what_a_follower_sets_in_the_context_holds_while_the_operation_runs() -> None:
    seen: list[str] = []

    async def look(request: whasync.Request, handler: Any) -> whasync.Answer:
        seen.append(CURRENT.get())
        return await handler(request)

    async def main() -> None:
        async with stage(observe=Trace("a", []), middlewares=[look], attempt_middlewares=[look]) as (_, wh):
            await wh.call(CREDITS)

    run(main())
    assert seen == ["a: tiktok_shop.credits"] * 2


class Broken:
    """A follower that fails at each beginning."""

    def begin_operation(self, _: Begun, /) -> Callable[[Event], None]:
        raise ZeroDivisionError("mine")

    def begin_attempt(self, _: Begun, /) -> Callable[[Event], None]:
        raise ZeroDivisionError("mine")


def broken(event: Event) -> None:
    raise ZeroDivisionError("mine")


@pytest.mark.parametrize("observer", [broken, Broken()], ids=["at the end", "at the beginning"])
def test_an_observers_own_error_is_logged_and_hurts_neither_the_call_nor_other_observers(
    observer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[Event] = []

    async def main() -> int:
        async with stage(observe=[observer, lambda event: events.append(plain(event))]) as (sim, wh):
            await wh.call(COUNT, {"country": "US"})
            return sim.account.charged

    assert run(main()) == 1
    assert events == [attempt(), operation()]
    assert [line.getMessage() for line in caplog.records if line.name == "whasync"] == ["an observer failed"] * 2


@pytest.mark.parametrize("faults", [(), (Fault("drop", charged=True),) * 2], ids=["answered", "lost"])
def test_an_observer_that_ends_a_test_leaves_slot_and_credit_taken(faults: tuple[Fault, ...]) -> None:
    def strict(event: Event) -> None:
        if isinstance(event, AttemptEvent):
            pytest.fail("one call too many")

    async def main() -> tuple[int, int, int]:
        async with stage(rate="1/60s", observe=strict) as (sim, wh):
            sim.script(*faults)
            began = asyncio.get_running_loop().time()
            for _ in range(2):
                with pytest.raises(pytest.fail.Exception):
                    await wh.call(COUNT, {"country": "US"})
            waited = round(asyncio.get_running_loop().time() - began)
            return sim.account.charged, wh.ledger.spent + wh.ledger.in_doubt, waited

    assert run(main()) == (2, 2, 90)  # a window, after the longest way of a request whose answer is not heard of


async def waits(event: Event) -> None: ...


@pytest.mark.parametrize("observer", [waits, 3, [waits], ["text"]])
def test_what_cannot_observe_is_refused_before_anything_is_opened(observer: Any) -> None:
    with pytest.raises(whasync.UsageError, match="plain function of one event, or a Follower"):
        Session("wh_" + "0" * 48, observe=observer)
