"""The canary: a session that meets everything that can go wrong lets its key out nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

import whasync
from tests.cage import KEY as CANARY
from tests.cage import Cage
from tests.io.stage import COUNT, CREDITS, QUICK, Server, wire
from whasync import Session, Timeouts
from whasync.simulator import Fault, Simulator, run

FAULTS = [
    *[Fault("error")] * 3,
    Fault("rate_limited", retry_after="200"),
    *[Fault("drop")] * 5,
    *[Fault("reset")] * 5,
    *[Fault("cut")] * 5,
    *[Fault("gateway", status=502)] * 5,
    *[Fault("stall")] * 2,
    Fault("html"),
    Fault("truncated"),
    Fault("redirect", location="http://127.0.0.1:1"),
    Fault("warning"),
    Fault("close"),
]


@asynccontextmanager
async def caged(cage: Cage, origin: str, **options: Any) -> AsyncGenerator[Session]:
    timeouts = Timeouts(read=1, total=2)
    session = Session(CANARY, base_url=origin, rate=QUICK, observe=cage.keep, timeouts=timeouts, **options)
    async with session as wh:
        yield wh
        line = wh._line
        inside = (line, line._transport, line._authenticate, line._throttle)
        cage.keep(wh, vars(wh), *map(vars, inside), *asyncio.all_tasks())
    cage.keep(wh, vars(wh))


@pytest.mark.parametrize("bearer", [False, True])
def test_no_fault_of_the_network_or_the_server_lets_the_key_out(cage: Cage, bearer: bool) -> None:
    async def main() -> int:
        async with Simulator(key=CANARY, rows=100, limit=6_000) as sim, caged(cage, sim.origin, bearer=bearer) as wh:
            sim.script(*FAULTS)
            for number in range(40):
                await cage.attempt(lambda: wh.call(COUNT, {"country": "US", "name": str(number)}))  # noqa: B023
            await cage.attempt(lambda: wh.tiktok_shop.products.explore(country="US"))
            sim.account.used = sim.account.limit
            await cage.attempt(lambda: wh.call(CREDITS))
            await cage.attempt(lambda: wh.call(CREDITS))
            await cage.attempt(wh.credits)
            sim.regenerate("another")
            await cage.attempt(wh.credits)
            cage.keep(*sim.journal)
            return len(sim.journal)

    assert run(main()) > 40
    assert len(cage.errors) >= 12
    assert b"internal server error" in cage.everything


def test_an_answer_that_repeats_the_key_everywhere_does_not_let_it_out(cage: Cage) -> None:
    async def main() -> None:
        key = CANARY.encode()
        echoes = [
            wire(b"<html>X-API-Key: %s</html>" % key, "502 Bad Gateway", Content_Type="text/html"),
            wire(b'{"success": false, "error": "no %s", "hint": "%s"}' % (key, key), "400 Bad Request"),
            wire(b'{"success": false, "error": "x", "allowed_values": ["%s"]}' % key, "400 Bad Request"),
            wire(b'{"success": false, "error": "%s", "credits": {"remaining": 0}}' % key, "429 Too Many Requests"),
            wire(b'{"error": "Unknown %s"}' % key, "404 Not Found"),
            wire(b"", "302 Found", Location=f"http://elsewhere.test/{CANARY}?key={CANARY}"),
            wire(b'{"data": [{"id": "%s"}]}' % key, Set_Cookie=f"key={CANARY}"),
            wire(b'{"data": "%s' % key),
            wire(key, Content_Length="200"),
            b"HTTP/1.1 " + key + b"\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + key + b"\r\n\r\n",
        ]
        for echo in echoes:
            async with Server(echo, keep_alive=False) as server, caged(cage, server.origin) as wh:
                await cage.attempt(lambda: wh.call(COUNT, {"country": "US"}))
                await cage.attempt(lambda: wh.tiktok_shop.products.explore(country="US"))

    run(main())
    assert b"[key]" in cage.everything
    assert len(cage.errors) >= 18


@pytest.mark.parametrize("seconds", [0.0, 0.5])
def test_a_cancelled_call_does_not_let_the_key_out(cage: Cage, seconds: float) -> None:
    async def main() -> None:
        async with Simulator(key=CANARY, rows=10) as sim, caged(cage, sim.origin) as wh:
            sim.script(Fault("stall"))
            call = asyncio.ensure_future(wh.call(CREDITS))
            await asyncio.sleep(seconds)
            cage.keep(call)
            call.cancel()
            await cage.attempt(lambda: call)

    run(main())
    assert len(cage.errors) == 1


def test_a_connection_that_fails_does_not_let_the_key_out(cage: Cage) -> None:
    async def main() -> None:
        for origin in ("http://127.0.0.1:1", "http://name.invalid", "https://127.0.0.1:1"):
            async with caged(cage, origin, backoff=whasync.Backoff(attempts=1)) as wh:
                await cage.attempt(lambda: wh.call(CREDITS))
        async with Server() as server, caged(cage, server.origin.replace("http:", "https:")) as wh:
            await cage.attempt(lambda: wh.call(CREDITS))

    run(main())
    assert len(cage.errors) == 4


def _plain(request: Any, handler: Any) -> None: ...


REFUSED: dict[str, Callable[[], Session]] = {
    "white space": lambda: Session(CANARY + " "),
    "quotes": lambda: Session(f"'{CANARY}'"),
    "an accent": lambda: Session(CANARY + "é"),
    "a rate": lambda: Session(CANARY, rate="fast"),
    "an origin": lambda: Session(CANARY, base_url="nowhere"),
    "a meeting place": lambda: Session(CANARY, shared="mysql://x"),
    "a middleware": lambda: Session(CANARY, middlewares=[_plain]),  # type: ignore[list-item]
    "the environment's rate": lambda: Session(rate="fast"),
    "the environment's key": lambda: Session(middlewares=[_plain]),  # type: ignore[list-item]
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_session_that_cannot_be_made_does_not_let_the_key_out(
    cage: Cage, make: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WH_API_KEY", CANARY)
    with pytest.raises(whasync.UsageError) as caught:
        make()
    cage.catch(caught.value)


def test_a_key_of_an_odd_form_is_warned_of_without_being_shown(cage: Cage) -> None:
    cage.keep(Session(CANARY + "0"))
    assert len(cage.errors) == 0


def test_a_middleware_that_fails_sees_and_shows_no_key(cage: Cage) -> None:
    async def fails(request: whasync.Request, handler: Any) -> whasync.Answer:
        answer = await handler(request)
        cage.keep(request, answer)
        raise whasync.WhasyncError("mine")

    async def main() -> None:
        async with (
            Simulator(key=CANARY, rows=10) as sim,
            caged(cage, sim.origin, middlewares=[fails], attempt_middlewares=[fails]) as wh,
        ):
            await cage.attempt(lambda: wh.call(CREDITS))

    run(main())
    assert len(cage.errors) == 1
