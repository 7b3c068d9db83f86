"""What is sent again, how often, and when; and what the caller is told in the end."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, Server, session_on, stage, wire
from whasync import (
    Answer,
    Backoff,
    BudgetExceededError,
    NotJSONError,
    RateLimitError,
    Request,
    ResponseError,
    ServerError,
    Timeouts,
    TransportError,
    TransportTimeoutError,
    WaitExceededError,
)
from whasync._io.chain import Handler
from whasync.simulator import DEMO_KEY, Fault, Faults, Network, Simulator, run


async def course(*faults: Fault, **options: Any) -> tuple[int, int, whasync.WhasyncError | None, whasync.Ledger]:
    """How often a call was sent that meets these faults, what it was charged, how it ended, and the ledger."""
    async with stage(**options) as (sim, wh):
        sim.script(*faults)
        error: whasync.WhasyncError | None = None
        try:
            await wh.call(CREDITS)
        except whasync.WhasyncError as raised:
            error = raised
        return len(sim.journal), sim.account.charged, error, wh.ledger


RECOVERED: dict[str, tuple[list[Fault], int, int]] = {
    # faults, sendings, credits in doubt
    "a 500": ([Fault("error")], 2, 0),
    "two 500s": ([Fault("error"), Fault("error")], 3, 0),
    "a proxy's 502": ([Fault("gateway", status=502)], 2, 1),
    "a proxy's 503": ([Fault("gateway", status=503)], 2, 1),
    "a proxy's 504, after the charge": ([Fault("gateway", status=504, charged=True)], 2, 1),
    "a drop": ([Fault("drop")], 2, 1),
    "a drop after the charge": ([Fault("drop", charged=True)], 2, 1),
    "a reset": ([Fault("reset")], 2, 1),
    "a cut body": ([Fault("cut")], 2, 1),
    "a silent server": ([Fault("stall")], 2, 1),
    "a rate 429": ([Fault("rate_limited")], 2, 0),
    "four of them": ([Fault("error"), Fault("drop"), Fault("error"), Fault("gateway")], 5, 2),
}


@pytest.mark.parametrize(("faults", "sendings", "in_doubt"), RECOVERED.values(), ids=RECOVERED)
def test_a_read_that_meets_a_passing_fault_is_sent_again(faults: list[Fault], sendings: int, in_doubt: int) -> None:
    sent, charged, error, ledger = run(course(*faults, timeouts=Timeouts(read=5.0)))
    assert (error, sent, ledger.spent, ledger.in_doubt, ledger.in_flight) == (None, sendings, 1, in_doubt, 0)
    assert ledger.spent + ledger.in_doubt >= charged


FINAL: dict[str, tuple[Fault, type[ResponseError], int]] = {
    "a page instead of JSON": (Fault("html"), NotJSONError, 1),
    "JSON that is cut": (Fault("truncated"), NotJSONError, 1),
    "a redirect": (Fault("redirect", location="http://elsewhere.test"), NotJSONError, 1),
}


@pytest.mark.parametrize(("fault", "kind", "in_doubt"), FINAL.values(), ids=FINAL)
def test_what_a_repeat_would_not_mend_is_not_repeated(fault: Fault, kind: type[ResponseError], in_doubt: int) -> None:
    sent, _, error, ledger = run(course(fault))
    assert (sent, type(error), ledger.in_doubt, ledger.in_flight) == (1, kind, in_doubt, 0)


def test_three_equal_500s_end_early_and_offer_the_request_as_curl() -> None:
    async def main() -> tuple[int, ServerError, float, str]:
        async with stage() as (sim, wh):
            sim.script(Fault("poison"))
            began = asyncio.get_running_loop().time()
            with pytest.raises(ServerError) as caught:
                await wh.call(COUNT, {"country": "DE", "name": "it's"})
            return len(sim.journal), caught.value, asyncio.get_running_loop().time() - began, sim.origin

    sent, error, seconds, origin = run(main())
    assert (sent, error.attempts, error.status) == (3, 3, 500)
    assert seconds <= 1 + 2
    assert error.curl() == (
        f"""curl -i -X GET -H "X-API-Key: $WH_API_KEY" '{origin}/api/v1/{COUNT}?country=DE&name=it%27s'"""
    )
    assert str(error) == (
        'tiktok_shop.products.count: internal server error (HTTP 500, sent 3x): "Internal server error". '
        "the credit was given back; if this request always fails so, send curl() to support"
    )


def test_five_different_failures_are_all_that_is_tried() -> None:
    faults = [Fault("error"), Fault("gateway", status=502), Fault("gateway", status=503)] * 2
    sent, _, error, _ = run(course(*faults))
    assert (sent, type(error)) == (5, ServerError)


def test_a_silent_server_is_asked_twice_and_the_error_says_that_it_was_sent() -> None:
    sent, charged, error, ledger = run(course(*[Fault("stall")] * 5, timeouts=Timeouts(read=5.0)))
    assert isinstance(error, TransportTimeoutError)
    assert (sent, error.attempts, charged, ledger.spent, ledger.in_doubt) == (2, 2, 2, 0, 2)
    assert error.sent is True


def test_a_refused_connection_is_tried_five_times_and_was_never_sent() -> None:
    async def main() -> tuple[bool, whasync.Ledger]:
        async with Simulator(rows=10) as sim:
            pass
        async with whasync.Session(sim.key, base_url=sim.origin) as wh:
            with pytest.raises(TransportError) as caught:
                await wh.call(CREDITS)
            return caught.value.sent, wh.ledger

    sent, ledger = run(main())
    assert (sent, ledger.holds, ledger.in_doubt, ledger.in_flight) == (False, 5, 0, 0)


async def unreachable(origin: str, **options: Any) -> None:
    async with whasync.Session(DEMO_KEY, base_url=origin, **options) as wh:
        with pytest.raises(TransportError):
            await wh.call(COUNT, {"country": "DE", "name": "private"})


def test_the_log_is_told_once_that_nobody_listens_though_it_is_tried_five_times(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        async with Simulator(rows=10) as sim:
            pass
        await unreachable(sim.origin)

    run(main())
    told = (
        "tiktok_shop.products.count: no connection: refused or unreachable (ClientConnectorError); nothing was sent; "
        "it is tried again, 5 times in all at most"
    )
    assert caplog.record_tuples == [("whasync", logging.WARNING, told)]


def test_the_log_is_told_once_that_the_port_speaks_no_tls(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with Simulator(rows=10) as sim:
            await unreachable(sim.origin.replace("http:", "https:"))

    run(main())
    [told] = caplog.messages
    assert told.endswith("nothing was sent; it is tried again, 5 times in all at most")


def test_of_an_attempt_that_was_sent_or_is_not_repeated_the_log_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    run(course(Fault("drop")))
    run(unreachable("http://127.0.0.1:9", backoff=Backoff(attempts=1)))
    assert caplog.records == []


def test_an_attempt_that_was_sent_stays_in_the_error_though_the_last_one_was_not() -> None:
    async def main() -> tuple[bool, int]:
        async with stage() as (sim, wh):
            sim.script(Fault("drop"))
            call = asyncio.ensure_future(wh.call(CREDITS))
            while not sim.journal:  # noqa: ASYNC110 - the clock stands still meanwhile
                await asyncio.sleep(0)
            await sim.stop()
            with pytest.raises(TransportError, match="nothing was sent") as caught:
                await call
            return caught.value.sent, caught.value.attempts

    assert run(main()) == (True, 1)


@pytest.mark.parametrize("kind", ["error", "gateway", "drop", "rate_limited", "cut", "reset"])
def test_a_write_is_sent_once_whatever_becomes_of_it(kind: Any) -> None:
    async def writing(request: Request, handler: Handler) -> Answer:
        return await handler(replace(request, writes=True))

    sent, _, error, _ = run(course(Fault(kind), middlewares=[writing]))
    assert (sent, error is not None) == (1, True)


async def waited(*answers: bytes) -> tuple[float, int, whasync.WhasyncError | None]:
    """Seconds until a call has ended that meets these answers, its sendings, and its error."""
    loop = asyncio.get_running_loop()
    async with Server(*answers) as server, session_on(server) as wh:
        began, error = loop.time(), None
        try:
            await wh.call(CREDITS)
        except whasync.WhasyncError as raised:
            error = raised
        return loop.time() - began, len(server.requests), error


BUSY = "503 Service Unavailable"
OK = wire(b'{"success": true, "credits": null}')


def test_retry_after_in_seconds_is_kept_to() -> None:
    seconds, sent, error = run(waited(wire(b"<html>", BUSY, Retry_After="90"), OK))
    assert (seconds, sent, error) == (90.0, 2, None)


def test_retry_after_as_a_date_is_kept_to() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    seconds, sent, error = run(waited(wire(b"<html>", BUSY, Retry_After=date), OK))
    assert (sent, error) == (2, None)
    assert 80 < seconds <= 90


@pytest.mark.parametrize("nonsense", ["soon", "-5", "", "1e9", "Thu, 99 Foo 2026", "\u0663"])
def test_retry_after_that_is_nonsense_is_passed_over(nonsense: str) -> None:
    seconds, sent, error = run(waited(wire(b"<html>", BUSY, Retry_After=nonsense.encode().decode("latin-1")), OK))
    assert (sent, error) == (2, None)
    assert seconds <= 1.0


def test_a_retry_after_of_days_is_raised_to_the_caller_at_once() -> None:
    limited = wire(b'{"success": false, "error": "Rate limit exceeded."}', "429 Too Many", Retry_After="300000")
    seconds, sent, error = run(waited(limited))
    assert isinstance(error, RateLimitError)
    assert (seconds, sent, error.retry_after) == (0.0, 1, 300_000.0)


def test_the_waits_of_one_operation_are_bounded_in_all() -> None:
    seconds, sent, error = run(waited(wire(b"<html>", BUSY, Retry_After="50")))
    assert (seconds, sent, type(error)) == (100.0, 3, ServerError)  # a third wait would go over the 120 s of `total`


def test_a_rate_429_that_does_not_end_is_raised_with_the_wait_it_asks_for() -> None:
    sent, charged, error, ledger = run(course(*[Fault("rate_limited", retry_after="7")] * 9))
    assert isinstance(error, RateLimitError)
    assert (sent, charged, error.attempts, error.retry_after) == (5, 0, 5, 7.0)
    assert (ledger.spent, ledger.in_doubt, ledger.in_flight) == (0, 0, 0)


def test_a_429_without_retry_after_says_how_long_the_session_waits() -> None:
    _, _, error, _ = run(course(*[Fault("rate_limited")] * 9))
    assert isinstance(error, RateLimitError)
    assert error.retry_after == 1.0


def test_a_storm_of_500s_costs_at_most_a_tenth_more_calls() -> None:
    async def main() -> tuple[int, int]:
        sim = Simulator(limit=6_000, rows=10, faults=Faults({"error": 1.0}))
        async with stage(sim) as (sim, wh):
            outcomes = await asyncio.gather(*(wh.call(CREDITS) for _ in range(400)), return_exceptions=True)
            assert {type(outcome) for outcome in outcomes} == {ServerError}
            return len(sim.journal), sim.account.charged

    sent, charged = run(main())
    assert 400 < sent <= 440
    assert charged == 0


def test_faults_that_come_and_go_are_retried_for_ever() -> None:
    async def main() -> tuple[int, int]:
        sim = Simulator(limit=6_000, rows=10, faults=Faults({"gateway": 0.2, "drop": 0.1}, seed=5))
        async with stage(sim, backoff=Backoff(attempts=12)) as (sim, wh):
            outcomes = [await wh.call(CREDITS) for _ in range(300)]
            return len(outcomes), len(sim.journal)

    answered, sent = run(main())
    assert answered == 300
    assert sent > 380


def test_every_sending_takes_its_own_slot() -> None:
    async def main() -> tuple[int, int]:
        sim = Simulator(rows=10, limit=10, faults=Faults({"error": 0.3}, seed=2), network=Network.uniform(0, 2))
        async with stage(sim, rate="10/60s") as (sim, wh):
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(40)), return_exceptions=True)
            return sim.worst_window(), sum(entry.verdict == "rate_limited" for entry in sim.journal)

    assert run(main()) == (10, 0)


def test_a_call_that_sleeps_before_its_repeat_ends_when_the_session_closes() -> None:
    async def main() -> tuple[str, int]:
        async with Simulator(rows=10) as sim:
            async with whasync.Session(sim.key, base_url=sim.origin, rate=QUICK) as wh:
                sim.script(Fault("rate_limited", retry_after="60"))
                call = asyncio.ensure_future(wh.call(CREDITS))
                await asyncio.sleep(1)
            with pytest.raises(whasync.UsageError) as caught:
                await call
            return str(caught.value), len(sim.journal)

    assert run(main()) == ("the session was closed while the call waited for a slot", 1)


def test_a_repeat_that_is_not_allowed_leaves_the_error_of_what_was_sent() -> None:
    async def main() -> tuple[bool, int, type[BaseException | None], int]:
        async with stage() as (sim, wh):
            sim.script(Fault("drop", charged=True))
            async with wh.budget("one", credits=1) as one:
                with pytest.raises(TransportError) as lost:
                    await wh.call(CREDITS)
                return lost.value.sent, lost.value.attempts, type(lost.value.__cause__), one.in_doubt

    assert run(main()) == (True, 1, BudgetExceededError, 1)


def test_a_repeat_whose_turn_comes_too_late_leaves_the_answer_to_what_was_sent() -> None:
    async def main() -> tuple[int, type[BaseException | None]]:
        async with stage(rate="1/60s") as (sim, wh):
            sim.script(Fault("error"))
            with pytest.raises(ServerError) as failed:
                await wh.with_options(max_wait=5).call(CREDITS)
            return failed.value.attempts, type(failed.value.__cause__)

    assert run(main()) == (1, WaitExceededError)
