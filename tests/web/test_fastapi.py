"""FastAPI and Starlette behind a real uvicorn, in virtual time."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

import whasync
from tests.io.stage import COUNT, CREDITS
from tests.web.stage import BUSY, KEY, Said, behind_uvicorn, problem, session_on
from whasync import Session, UsageError
from whasync._core.options import Options
from whasync.simulator import Fault, Simulator, run
from whasync.web import fastapi, starlette
from whasync.web.fastapi import Wh, answer_errors, backend_session, lifespan

RATE = "50/60s"
PACE = 1.2
BURST = 5


def application(life: Any, **answers: Any) -> FastAPI:
    """A backend with one page of products."""
    app = FastAPI(lifespan=life)
    answer_errors(app, **answers)

    @app.get("/products")
    async def products(wh: Wh, country: str = "US", limit: int = 2) -> list[str | None]:
        page = await wh.tiktok_shop.products.explore(country=country, limit=limit)
        return [row.id for row in page.rows]

    @app.get("/both")
    async def both(wh: Wh) -> list[Any]:
        async with asyncio.TaskGroup() as group:
            calls = [group.create_task(wh.call(COUNT, {"country": country})) for country in ("US", "DE")]
        return [call.result() for call in calls]

    return app


def test_an_endpoint_is_given_the_session_of_its_worker() -> None:
    async def main() -> tuple[Said, int]:
        async with Simulator() as sim, behind_uvicorn(application(lifespan(session_on(sim)))) as get:
            return await get("/products?limit=2"), sim.account.charged

    said, charged = run(main())
    assert (said.status, len(said.document), charged) == (200, 2, 1)


def test_without_a_word_a_session_is_for_people_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WH_API_KEY", KEY)
    assert backend_session()._engine.options == Options(lane="interactive", max_wait=5.0, deadline=30.0)


def test_a_wait_that_is_too_long_is_a_503_and_repeated_when_it_says_is_served() -> None:
    async def main() -> list[Said]:
        async with (
            Simulator() as sim,
            behind_uvicorn(
                application(lifespan(session_on(sim, rate=RATE, max_wait=2.5 * PACE, coalesce=False)))
            ) as get,
        ):
            at_once = await asyncio.gather(*(get("/products") for _ in range(BURST + 4)))
            refused = [said for said in at_once if said.status == 503]
            await asyncio.sleep(float(refused[0].retry_after or 0))
            return [*refused, await get("/products")]

    *refused, repeated = run(main())
    assert refused == [problem(503, "Service Unavailable", BUSY, "busy", wait) for wait in ("4", "5")]
    assert repeated.status == 200


def test_of_a_crowd_everybody_who_comes_back_when_told_is_served() -> None:
    async def main() -> tuple[Counter[int], int]:
        async with Simulator() as sim:
            make = session_on(sim, rate=RATE, max_wait=4 * PACE, coalesce=False)
            async with behind_uvicorn(application(lifespan(make))) as get:

                async def come() -> int:
                    said = await get("/products")
                    if said.status == 503:
                        await asyncio.sleep(float(said.retry_after or 0))
                        said = await get("/products")
                    return said.status

                return Counter(await asyncio.gather(*(come() for _ in range(200)))), sim.worst_window()

    assert run(main()) == ({200: 200}, 50)


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Fault("error"), problem(502, "Bad Gateway", "A service behind this one failed.", "upstream")),
        (Fault("html"), problem(502, "Bad Gateway", "A service behind this one failed.", "upstream")),
        (Fault("drop"), problem(502, "Bad Gateway", "A service behind this one failed.", "upstream")),
        (
            Fault("stall"),
            problem(504, "Gateway Timeout", "A service behind this one did not answer in time.", "upstream_timeout"),
        ),
        (
            Fault("rate_limited", retry_after="17"),
            problem(503, "Service Unavailable", BUSY, "busy", "17"),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_what_fails_upstream_is_answered_by_the_table(fault: Fault, answer: Said) -> None:
    async def main() -> Said:
        async with Simulator() as sim:
            sim.script(fault)
            make = session_on(sim, deadline=20, backoff=whasync.Backoff(attempts=1))
            async with behind_uvicorn(application(lifespan(make))) as get:
                return await get("/products")

    assert run(main()) == answer


def test_a_group_of_errors_is_answered_as_its_first() -> None:
    async def main() -> Said:
        async with Simulator() as sim:
            sim.regenerate("wh_" + 24 * "0f")
            app = application(lifespan(lambda: Session("wh_" + 24 * "d0", base_url=sim.origin)))
            async with behind_uvicorn(app) as get:
                return await get("/both")

    assert run(main()) == problem(502, "Bad Gateway", "A service behind this one failed.", "upstream")


def test_a_wrong_parameter_is_the_backends_fault_and_logged_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Said:
        async with Simulator() as sim, behind_uvicorn(application(lifespan(session_on(sim)))) as get:
            return await get("/products?limit=0")

    assert run(main()) == problem(500, "Internal Server Error", "This service failed.", "internal")
    [record] = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert (record.name, record.levelname) == ("whasync", "ERROR")
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], UsageError)


def test_a_wrong_parameter_can_be_the_callers() -> None:
    async def main() -> Said:
        async with Simulator() as sim, behind_uvicorn(application(lifespan(session_on(sim)), usage=422)) as get:
            return await get("/products?limit=0")

    said = run(main())
    assert (said.status, said.document["code"], "limit=0" in said.document["detail"]) == (422, "refused", True)


def test_an_error_that_is_not_ours_is_left_to_the_application(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> list[int]:
        async with Simulator() as sim:
            app = application(lifespan(session_on(sim)))

            @app.get("/group")
            async def group() -> None:
                raise ExceptionGroup("two", [UsageError("ours"), KeyError("not ours")])

            async with behind_uvicorn(app) as get:
                return [(await get("/group")).status]

    assert run(main()) == [500]
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == ["uvicorn.error"]


def test_a_lifespan_of_ones_own_goes_around_it() -> None:
    async def main() -> Said:
        async with Simulator() as sim:

            @asynccontextmanager
            async def life(app: Any) -> AsyncGenerator[dict[str, Any]]:
                async with lifespan(session_on(sim))(app) as state:
                    answer = await state["whasync"].call(COUNT, {"country": "US"})
                    yield {**state, "count": answer["data"]["total"]}

            app = application(life)

            @app.get("/state")
            async def state(request: Request, wh: Wh) -> list[Any]:
                return [request.state.count > 0, wh.ledger.spent]

            async with behind_uvicorn(app) as get:
                return await get("/state")

    assert run(main()).document == [True, 1]


def test_a_mounted_application_has_the_session_too() -> None:
    async def spent(request: Request) -> JSONResponse:
        return JSONResponse(starlette.session_of(request).ledger.spent)

    async def main() -> Said:
        async with Simulator() as sim:
            inner = Starlette(routes=[Route("/spent", spent)])
            app = Starlette(routes=[Mount("/inner", inner)], lifespan=starlette.lifespan(session_on(sim)))
            async with behind_uvicorn(app) as get:
                return await get("/inner/spent")

    assert run(main())[:2] == (200, 0)


def test_without_the_lifespan_the_log_says_what_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Said:
        async with behind_uvicorn(application(None)) as get:
            return await get("/products")

    assert run(main()).status == 500
    assert "no session is open here: give the application lifespan=whasync.web.starlette.lifespan()" in caplog.text


def test_a_test_puts_its_own_session_in_place() -> None:
    async def main() -> Said:
        async with Simulator() as sim, session_on(sim)() as wh:
            app = application(None)
            app.dependency_overrides[fastapi.session] = lambda: wh
            async with behind_uvicorn(app) as get:
                return await get("/products")

    assert run(main()).status == 200


def test_one_session_for_two_lifespans_is_refused_when_the_second_starts() -> None:
    async def main() -> None:
        async with Simulator() as sim:
            session = session_on(sim)()
            app = application(lifespan(lambda: session))
            async with app.router.lifespan_context(app):
                with pytest.raises(UsageError, match="the session is open; make a new one"):
                    async with app.router.lifespan_context(app):
                        pass

    run(main())


def test_at_the_end_calls_under_way_are_answered_and_those_that_wait_are_refused() -> None:
    async def main() -> tuple[list[str], float, str]:
        async with Simulator() as sim:
            sim.script(*(BURST * [Fault("slow", seconds=4.0)]))
            app = application(lifespan(session_on(sim, rate=RATE, coalesce=False), grace=10.0))
            async with app.router.lifespan_context(app) as state:
                assert state is not None
                wh = state["whasync"]
                calls = [asyncio.create_task(wh.call(CREDITS)) for _ in range(BURST + 2)]
                await asyncio.sleep(1.0)
                ends_at = asyncio.get_running_loop().time()
            ended = await asyncio.gather(*calls, return_exceptions=True)
            return [type(each).__name__ for each in ended], asyncio.get_running_loop().time() - ends_at, repr(wh)

    kinds, seconds, session = run(main())
    assert kinds == BURST * ["dict"] + 2 * ["UsageError"]
    assert 3.0 <= seconds < 3.1
    assert session.endswith("closed>")


def test_at_the_end_nobody_waits_longer_than_the_grace() -> None:
    async def main() -> tuple[str, float]:
        async with Simulator() as sim:
            sim.script(Fault("stall"))
            app = application(lifespan(session_on(sim), grace=3.0))
            async with app.router.lifespan_context(app) as state:
                assert state is not None
                call = asyncio.create_task(state["whasync"].call(CREDITS))
                await asyncio.sleep(1.0)
                ends_at = asyncio.get_running_loop().time()
            left = asyncio.get_running_loop().time() - ends_at
            call.cancel()
            ended = await asyncio.gather(call, return_exceptions=True)
            return type(ended[0]).__name__, left

    kind, seconds = run(main())
    assert kind in {"TransportError", "CancelledError"}
    assert 3.0 <= seconds < 3.1


def test_a_worker_ends_quietly(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def main() -> None:
        async with Simulator() as sim, behind_uvicorn(application(lifespan(session_on(sim)))) as get:
            assert (await get("/products")).status == 200

    run(main())
    assert [record.levelname for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert caplog.records[-1].message.startswith("Finished server process")


def test_a_websocket_is_told_to_try_again_later() -> None:
    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        with starlette.session_of(socket).with_options(max_wait=0):
            for _ in range(BURST + 1):
                await starlette.session_of(socket).call(CREDITS)

    async def main() -> list[dict[str, Any]]:
        async with Simulator() as sim:
            app = Starlette(
                routes=[WebSocketRoute("/", endpoint)],
                lifespan=starlette.lifespan(session_on(sim, rate=RATE, coalesce=False)),
            )
            starlette.answer_errors(app)
            async with app.router.lifespan_context(app) as state:
                return await _spoken_to(app, dict(state))  # type: ignore[arg-type]

    assert run(main()) == [
        {"type": "websocket.accept", "subprotocol": None, "headers": []},
        {"type": "websocket.close", "code": 1013, "reason": BUSY},
    ]


def test_a_websocket_is_told_no_more_of_a_wrong_parameter_than_a_close_frame_holds() -> None:
    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        await starlette.session_of(socket).call(COUNT, {"größe" * 20: 1})

    async def main() -> dict[str, Any]:
        async with Simulator() as sim:
            app = Starlette(routes=[WebSocketRoute("/", endpoint)], lifespan=starlette.lifespan(session_on(sim)))
            starlette.answer_errors(app, usage=422)
            async with app.router.lifespan_context(app) as state:
                return (await _spoken_to(app, dict(state)))[-1]  # type: ignore[arg-type]

    closed = run(main())
    assert closed["code"] == 1008
    assert 'unknown parameter "größe' in closed["reason"]
    assert 121 <= len(closed["reason"].encode()) <= 123


@pytest.mark.parametrize("leaves", ["the server", "the client", "the wire"])
def test_a_websocket_that_is_closed_is_told_nothing_and_makes_no_trouble(leaves: str) -> None:
    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        if leaves == "the server":
            await socket.close()
        if leaves == "the client":
            await socket.receive()
        raise whasync.UsageError("too late")

    said: list[str] = []
    came = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1006}]

    async def receive() -> dict[str, Any]:
        return came.pop(0)

    async def send(message: Any) -> None:
        if leaves == "the wire" and message["type"] == "websocket.close":
            raise OSError("the client has gone")
        said.append(message["type"])

    async def main() -> None:
        app = Starlette(routes=[WebSocketRoute("/", endpoint)])
        starlette.answer_errors(app)
        scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b"", "state": {}}
        await app(scope, receive, send)

    run(main())
    assert said == ["websocket.accept", "websocket.close"][: 2 if leaves == "the server" else 1]


async def _spoken_to(app: Starlette, state: dict[str, Any]) -> list[dict[str, Any]]:
    """What an application says to a WebSocket that has connected and is silent."""
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b"", "state": state}
    await app(scope, receive, send)
    return said
