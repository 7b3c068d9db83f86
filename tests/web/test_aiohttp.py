"""aiohttp.web, served by its own runner in virtual time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientPayloadError, web

import whasync
from tests.io.stage import CREDITS
from tests.web.stage import BUSY, Said, behind_aiohttp, problem, session_on
from whasync import UsageError
from whasync.simulator import Fault, Simulator, run
from whasync.web.aiohttp import SESSION, answer_errors, session_context, session_of

RATE = "50/60s"
PACE = 1.2
BURST = 5


async def spent(request: web.Request) -> web.Response:
    """Make a call, and tell how many have been paid for."""
    wh = session_of(request)
    await wh.call(CREDITS)
    return web.json_response(wh.ledger.spent)


def application(
    context: Any, handler: Callable[[web.Request], Awaitable[web.StreamResponse]] = spent, **answers: Any
) -> web.Application:
    """A backend that makes a call for each request."""
    app = web.Application(middlewares=[answer_errors(**answers)])
    app.cleanup_ctx.append(context)
    app.router.add_get("/", handler)
    return app


def test_a_handler_has_the_session_of_its_application() -> None:
    async def main() -> Said:
        async with Simulator() as sim, behind_aiohttp(application(session_context(session_on(sim)))) as get:
            return await get("/")

    assert run(main())[:2] == (200, 1)


def test_an_application_within_another_has_the_session_of_the_one_around_it() -> None:
    async def main() -> Said:
        async with Simulator() as sim:
            app, inner = application(session_context(session_on(sim))), web.Application()
            inner.router.add_get("/spent", spent)
            app.add_subapp("/inner", inner)
            async with behind_aiohttp(app) as get:
                return await get("/inner/spent")

    assert run(main())[:2] == (200, 1)


def test_a_wait_that_is_too_long_is_a_503_and_repeated_when_it_says_is_served() -> None:
    async def main() -> list[Said]:
        async with Simulator() as sim:
            make = session_on(sim, rate=RATE, max_wait=2.5 * PACE, coalesce=False)
            async with behind_aiohttp(application(session_context(make))) as get:
                at_once = await asyncio.gather(*(get("/") for _ in range(BURST + 4)))
                refused = [said for said in at_once if said.status == 503]
                await asyncio.sleep(float(refused[0].retry_after or 0))
                return [*refused, await get("/")]

    *refused, repeated = run(main())
    assert refused == [problem(503, "Service Unavailable", BUSY, "busy", wait) for wait in ("4", "5")]
    assert repeated.status == 200


def test_exhausted_credits_can_be_something_to_be_paid_for() -> None:
    async def main() -> Said:
        async with Simulator(credits=0) as sim:
            app = application(session_context(session_on(sim)), credits=402)
            async with behind_aiohttp(app) as get:
                return await get("/")

    said = run(main())
    assert said._replace(retry_after=None) == problem(402, "Payment Required", "No credits are left.", "out_of_credits")
    assert 0 < int(said.retry_after or 0) <= 31 * 86_400


def test_a_wrong_parameter_is_logged_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(request: web.Request) -> web.Response:
        await session_of(request).call("nowhere")
        return web.Response()

    async def main() -> Said:
        async with Simulator() as sim, behind_aiohttp(application(session_context(session_on(sim)), handler)) as get:
            return await get("/")

    assert run(main()) == problem(500, "Internal Server Error", "This service failed.", "internal")
    [record] = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], UsageError)


def test_what_is_no_error_of_ours_passes() -> None:
    async def handler(_: web.Request) -> web.Response:
        raise web.HTTPGone

    async def main() -> Said:
        async with Simulator() as sim, behind_aiohttp(application(session_context(session_on(sim)), handler)) as get:
            return await get("/")

    assert run(main()).status == 410


def test_a_stream_that_has_begun_is_broken_off_and_not_written_into() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"begun")
        await session_of(request).call(CREDITS)
        return response

    async def main() -> None:
        async with Simulator() as sim:
            sim.script(Fault("html"))
            async with behind_aiohttp(application(session_context(session_on(sim)), handler)) as get:
                await get("/")

    with pytest.raises(ClientPayloadError):
        run(main())


def test_without_the_context_the_log_says_what_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Said:
        app = web.Application(middlewares=[answer_errors()])
        app.router.add_get("/", spent)
        async with behind_aiohttp(app) as get:
            return await get("/")

    assert run(main()).status == 500
    assert "app.cleanup_ctx.append(whasync.web.aiohttp.session_context())" in caplog.text


def test_at_the_end_a_call_under_way_is_answered_and_one_that_waits_is_refused() -> None:
    async def main() -> tuple[list[str], str]:
        async with Simulator() as sim:
            sim.script(Fault("slow", seconds=4.0))
            app = application(session_context(session_on(sim, rate="1/60s", coalesce=False), grace=10.0))
            async with behind_aiohttp(app):
                calls = [asyncio.create_task(app[SESSION].call(CREDITS)) for _ in range(2)]
                await asyncio.sleep(1.0)
            ended = await asyncio.gather(*calls, return_exceptions=True)
            return [type(each).__name__ for each in ended], repr(app[SESSION])

    kinds, session = run(main())
    assert kinds == ["dict", "UsageError"]
    assert session.endswith("closed>")


def test_it_takes_no_session_that_another_application_has_opened() -> None:
    async def main() -> None:
        async with Simulator() as sim, whasync.Session(sim.key, base_url=sim.origin) as wh:
            with pytest.raises(UsageError, match="the session is open; make a new one"):
                async with behind_aiohttp(application(session_context(lambda: wh))):
                    pass

    run(main())
