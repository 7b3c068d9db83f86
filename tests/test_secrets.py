"""The key, and the passwords of URLs, are in nothing that is kept, told, logged or raised."""

from __future__ import annotations

import asyncio
import base64
import copy
import json
import pickle
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from msgspec.structs import force_setattr, replace

import whasync
from tests.cage import KEY, PASSWORD, Cage, forms
from tests.io.stage import COUNT, QUICK, Server, wire
from tests.web.stage import behind_aiohttp
from whasync import Cache, Session, SessionPool, Timeouts
from whasync._io.authenticate import Secret
from whasync._io.meeting.address import Address
from whasync._io.meeting.look import look
from whasync._io.meeting.place import account_name
from whasync.checkup import explain
from whasync.cli import main as command
from whasync.export import export
from whasync.simulator import Fault, Simulator, run
from whasync.testing import Cassette
from whasync.usage import page, told, usage_of
from whasync.web.aiohttp import answer_errors, session_context, session_of

REDIS = f"redis://app:{PASSWORD}@127.0.0.1:1/0"
PROXY = f"http://user:{PASSWORD}@127.0.0.1:1"
ECHO = json.dumps({"success": False, "error": f"no {KEY}", "hint": f"X-API-Key: {KEY}"}).encode()


def test_the_cage_knows_a_secret_in_other_forms() -> None:
    for written in (base64.b64encode(f"Bearer {KEY}".encode()), f"{KEY}é".encode(), KEY[:30].encode()):
        assert any(form in written for form in forms(KEY))


def test_no_file_of_a_working_day_holds_the_key(cage: Cage, tmp_path: Path) -> None:
    """The place where processes meet, a cache, a cassette, an export with its spool and its rows, and a page of use."""

    async def main() -> None:
        async with Simulator(key=KEY, rows=500, limit=6_000) as sim:
            tape = Cassette(tmp_path / "tape.json")
            session = Session(
                KEY,
                base_url=sim.origin,
                rate=QUICK,
                shared=f"sqlite:///{tmp_path}/meet.sqlite",
                cache=Cache(path=tmp_path / "answers"),
                attempt_middlewares=[tape],
                observe=cage.keep,
                on_alert=cage.keep,
            )
            async with session as wh:
                products = wh.tiktok_shop.products.explore(country="US", limit=100)
                sim.script(Fault("error"), Fault("rate_limited"), Fault("drop", charged=True), Fault("html"))
                await cage.attempt(lambda: wh.call(COUNT, {"country": "US"}))
                await cage.attempt(lambda: export(products, tmp_path / "rows.ndjson", max_credits=2))
                await cage.attempt(lambda: export(products, tmp_path / "rows.sqlite", spool=tmp_path / "rows.spool"))
                async with wh.budget("a day", credits=1) as budget:
                    await cage.attempt(lambda: wh.call(COUNT, {"country": "DE"}))
                    await cage.attempt(lambda: wh.call(COUNT, {"country": "FR"}))
                    cage.keep(budget, vars(budget))
                cage.keep(wh, wh.with_options(lane="bulk"), wh.ledger, tape, vars(tape))
                cage.keep_files(tmp_path)  # with the logs of databases
            kept = await look(
                Address(path=tmp_path / "meet.sqlite"), account_name(Secret(KEY), sim.origin), "2020-01-01"
            )
            now = datetime.now(UTC)
            usage = usage_of(kept.ledger, kept.uses, now.date(), now)
            (tmp_path / "usage.html").write_text(page(usage))
            cage.keep("\n".join(told(usage, 100, blocks=True)))

    run(main())
    assert {"meet.sqlite", "answers", "tape.json", "rows.spool", "rows.sqlite", "usage.html"} <= {
        *cage.keep_files(tmp_path)
    }
    assert len(cage.errors) >= 2


def _plain(request: Any, handler: Any) -> None: ...


REFUSED: dict[str, Callable[[], object]] = {
    "a place that is none": lambda: Session(KEY, shared=f"mysql://app:{PASSWORD}@host"),
    "a place with a wrong option": lambda: Session(KEY, shared=f"{REDIS}?lease=0"),
    "a place that redis-py cannot read": lambda: Session(KEY, shared=f"redis://host:{PASSWORD}"),
    "something beside the place": lambda: Session(KEY, shared=REDIS, proxy=PROXY, lane="slow"),  # type: ignore[arg-type]
    "a middleware": lambda: Session(KEY, shared=REDIS, middlewares=[_plain]),  # type: ignore[list-item]
    "a key that is no text": lambda: Session(KEY.encode()),  # type: ignore[arg-type]
    "a key in the place of the origin": lambda: Session(base_url=KEY),
    "a key in the place of the rate": lambda: Session(rate=KEY),
    "a password in the origin": lambda: Session(KEY, base_url=f"https://user:{PASSWORD}@host:port"),
    "a pool": lambda: SessionPool(shared=REDIS, proxy=PROXY, lane="slow"),
    "a pool of no connections": lambda: SessionPool(shared=REDIS, connections=0),
    "a pool's session": lambda: SessionPool().session(f" {KEY}"),
    "a doctor": lambda: asyncio.run(whasync.doctor(api_key=KEY, shared=REDIS, send=True)),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_shows_neither_key_nor_password(
    cage: Cage, make: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WH_API_KEY", KEY)
    with pytest.raises(whasync.UsageError) as caught:
        make()
    cage.catch(caught.value)


def test_the_settings_show_nothing_from_within(cage: Cage) -> None:
    session = Session(KEY, shared=REDIS, proxy=PROXY)
    cage.keep(session, vars(session), vars(session._line))
    for thing in (session, session._line._authenticate):
        with pytest.raises((TypeError, pickle.PicklingError)) as caught:  # by the first that cannot be
            pickle.dumps(thing)
        cage.catch(caught.value)
        with pytest.raises(TypeError):
            copy.deepcopy(thing)


@pytest.mark.parametrize("extra", [{"api_key": KEY}, {"note": f"<{KEY}>"}])
@pytest.mark.parametrize("longest", [8_000, 10])
def test_a_key_among_the_arguments_is_not_sent(extra: dict[str, str], longest: int) -> None:
    async def main() -> None:
        async with Server() as server, Session(KEY, base_url=server.origin, longest_line=longest) as wh:
            with pytest.raises(whasync.UsageError, match="the API key is among the arguments"):
                await wh.call(COUNT, {"country": "US"}, extra=extra)
            assert (server.requests, wh.ledger.spent, wh.ledger.in_doubt) == ([], 0, 0)

    run(main())


def test_an_error_that_nobody_expects_brings_no_frame_with_the_key(cage: Cage) -> None:
    def fail() -> None:
        raise RuntimeError("mine")

    async def failing(request: whasync.Request, handler: Any) -> whasync.Answer:
        return await handler(replace(request, sending=fail))

    async def main() -> None:
        nonsense = Timeouts()
        force_setattr(nonsense, "connect", "soon")  # Timeouts itself would refuse it
        async with Simulator(key=KEY) as sim:
            async with Session(KEY, base_url=sim.origin, attempt_middlewares=[failing]) as wh:
                cage.keep(await wh.call(COUNT, {"country": "US"}))
            async with Session(KEY, base_url=sim.origin, timeouts=nonsense) as wh:
                with pytest.raises(TypeError) as caught:
                    await wh.call(COUNT, {"country": "US"})
                cage.catch(caught.value)

    run(main())
    assert b"RuntimeError: mine" in cage.everything


def test_equal_calls_with_deadlines_and_cancels_do_not_let_the_key_out(cage: Cage) -> None:
    async def main() -> None:
        async with Simulator(key=KEY, limit=6_000) as sim, Session(KEY, base_url=sim.origin, rate="2/60s") as wh:
            sim.script(Fault("stall"), Fault("error"), Fault("error"))
            asked: list[Awaitable[object]] = [
                wh.with_options(deadline=0.5).call(COUNT, {"country": "US"}),
                *(wh.with_options(deadline=90).call(COUNT, {"country": "DE"}) for _ in range(3)),
                *(wh.with_options(max_wait=1).call(COUNT, {"country": country}) for country in ("FR", "GB", "IT")),
            ]
            calls = [asyncio.ensure_future(ask) for ask in asked]
            await asyncio.sleep(1)
            calls[1].cancel()
            for ended in await asyncio.gather(*calls, return_exceptions=True):
                cage.catch(ended) if isinstance(ended, BaseException) else cage.keep(ended)

    run(main())
    kinds = {type(error) for error in cage.errors}
    assert kinds >= {whasync.TransportTimeoutError, whasync.WaitExceededError, asyncio.CancelledError}


def test_a_pool_shows_no_key_whatever_becomes_of_its_sessions(cage: Cage) -> None:
    async def main() -> None:
        async with (
            Server(wire(ECHO, "401 Unauthorized"), None, wire(ECHO, "400 Bad Request")) as server,
            SessionPool(base_url=server.origin, rate=QUICK, observe=cage.keep, proxy=None) as pool,
        ):
            for country in ("US", "DE", "FR"):
                async with pool.session(KEY) as wh:
                    await cage.attempt(lambda: wh.call(COUNT, {"country": country}))  # noqa: B023
            cage.keep(pool, vars(pool), *map(vars, pool._tenants.values()), *asyncio.all_tasks())

    run(main())
    assert len(cage.errors) == 3


def test_a_backend_tells_and_logs_no_key(cage: Cage) -> None:
    async def handle(request: web.Request) -> web.Response:
        wh = session_of(request)
        await wh.call(COUNT, {"country": request.query["country"]})
        return web.Response()

    async def main() -> None:
        async with Server(wire(ECHO, "401 Unauthorized"), wire(ECHO, "400 Bad Request"), wire(b"<p>" + ECHO)) as server:
            app = web.Application(middlewares=[answer_errors(usage=422)])
            app.cleanup_ctx.append(session_context(lambda: Session(KEY, base_url=server.origin, rate=QUICK)))
            app.router.add_get("/", handle)
            async with behind_aiohttp(app) as get:
                said = [await get(f"/?country={country}") for country in ("US", "DE", "FR", "nowhere")]
                cage.keep(*said)
                assert [one.status for one in said] == [502, 422, 502, 422]

    asyncio.run(main())


def test_the_doctor_tells_neither_key_nor_password(cage: Cage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def main() -> None:
        async with Server(
            wire(b'{"error": "Unauthorized"}', "401 Unauthorized"), wire(ECHO, "400 Bad Request")
        ) as server:
            examined = {"api_key": KEY, "base_url": server.origin, "shared": REDIS, "spool": tmp_path}
            diagnosis = await whasync.doctor(COUNT, {"country": "US"}, send=True, **examined)
            cage.keep(diagnosis)
            assert {"shared", "filters"} == {finding.check for finding in diagnosis.failed}

    asyncio.run(main())
    monkeypatch.setenv("WH_API_KEY", KEY + "\udce9")  # of an environment that is no UTF-8
    diagnosis = asyncio.run(whasync.doctor(base_url="http://127.0.0.1:1", shared="", spool=tmp_path))
    cage.keep(diagnosis)
    assert "auth" in {finding.check for finding in diagnosis.failed}


SAVED = {
    "curl": b"HTTP/1.1 400 Bad Request\r\nserver: %b\r\n\r\n%b" % (KEY.encode(), ECHO),
    "a page": b"HTTP/1.1 502 Bad Gateway\r\nserver: %b\r\n\r\n<title>%b</title>" % (KEY.encode(), KEY.encode()),
    "a redirect": b"HTTP/1.1 302 Found\r\nlocation: https://a.test/%b?key=%b\r\n\r\n" % (KEY.encode(), KEY.encode()),
    "JSON": json.dumps({"status": 404, "url": f"/api/v1/{KEY}", "method": KEY, "body": ECHO.decode()}).encode(),
    "an error": pickle.dumps(whasync.BadRequestError("no", status=400, body=ECHO, url=f"https://a.test/{KEY}")),
    "a long text": b'HTTP/1.1 400 Bad\r\n\r\n{"success": false, "error": "%b%b"}' % (b"x" * 280, KEY.encode()),
}


@pytest.mark.parametrize("file", SAVED.values(), ids=SAVED)
def test_a_saved_answer_that_holds_the_key_is_explained_without_it(
    cage: Cage, file: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WH_API_KEY", KEY)
    saved = tmp_path / "saved"
    saved.write_bytes(file)
    cage.keep(explain(file))
    for arguments in ([], ["--json"]):
        assert command(["doctor", "--explain", str(saved), *arguments]) in (3, 5)
    cage.keep(*capfd.readouterr())


def test_a_loop_that_logs_all_it_does_logs_no_key(cage: Cage) -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = 0.0  # now every step is told
        async with (
            Server(wire(ECHO, "400 Bad Request"), wire()) as server,
            Session(KEY, base_url=server.origin, rate=QUICK) as wh,
        ):
            for country in ("US", "DE"):
                await cage.attempt(lambda: wh.call(COUNT, {"country": country}))  # noqa: B023

    asyncio.run(main())
    assert b"Executing" in cage.everything
