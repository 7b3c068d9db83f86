"""The session: opening, closing, its calls in every form, and what it refuses and warns of."""

from __future__ import annotations

import asyncio
import gc
import os
import time
import warnings
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, Server, session_on, stage, wire
from whasync import (
    Backoff,
    CountryDefaultWarning,
    DecodeError,
    NotFoundError,
    Saved,
    Session,
    UsageError,
    WhasyncWarning,
)
from whasync._core.operation import Listing
from whasync.operations.products import CountProducts, ExploreProducts
from whasync.operations.stores import ExploreStores
from whasync.simulator import DEMO_KEY, Fault, Network, Simulator, run

NOWHERE = "http://127.0.0.1:1"


def test_a_session_tells_where_it_leads_how_fast_and_whether_it_is_open() -> None:
    async def main() -> list[str]:
        session = Session(DEMO_KEY, base_url="http://api.test:8080/")
        told = [repr(session)]
        async with session:
            told.append(repr(session))
        return [*told, repr(session)]

    text = "<whasync.Session http://api.test:8080, 50 calls in 60 s, {}>"
    assert run(main()) == [text.format("not opened"), text.format("open"), text.format("closed")]


def test_a_session_that_is_not_open_sends_nothing_and_says_why() -> None:
    async def main() -> None:
        session = Session(DEMO_KEY, base_url=NOWHERE)
        with pytest.raises(UsageError, match="the session is not opened; open it with `async with`"):
            await session.call(CREDITS)
        async with session:
            pass
        with pytest.raises(UsageError, match="the session is closed"):
            await session.call(CREDITS)
        with pytest.raises(UsageError, match="the session is closed; make a new one"):
            await session.__aenter__()

    run(main())


def test_a_session_is_opened_once() -> None:
    async def main() -> None:
        async with Session(DEMO_KEY, base_url=NOWHERE) as wh:
            with pytest.raises(UsageError, match="the session is open; make a new one"):
                await wh.__aenter__()

    run(main())


def test_a_session_of_another_loop_is_refused() -> None:
    async def opened() -> Session:
        return await Session(DEMO_KEY, base_url=NOWHERE).__aenter__()

    async def used(session: Session) -> None:
        await session.call(CREDITS)

    with asyncio.Runner() as runner:
        session = runner.run(opened())
        with pytest.raises(UsageError, match="opened in another event loop; open one session in each loop"):
            run(used(session))
        runner.run(session.close())


def test_a_session_from_before_a_fork_is_refused_in_the_child() -> None:
    async def used(session: Session) -> str:
        try:
            await session.call(CREDITS)
        except UsageError as error:
            return str(error)
        return "no error"

    async def main() -> bytes:
        async with Session(DEMO_KEY, base_url=NOWHERE) as wh:
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:  # the child tells through the pipe what it met, and ends without any clean-up
                try:
                    os.write(writing, asyncio.run(used(wh)).encode())
                finally:
                    os._exit(0)
            os.close(writing)
            os.waitpid(child, 0)  # noqa: ASYNC222 - nothing else runs meanwhile
            told = os.read(reading, 1_000)
            os.close(reading)
            return told

    assert run(main()) == b"the session was opened before a fork; open it in the process that uses it"


def test_a_session_that_nobody_closed_warns() -> None:
    async def main() -> list[str]:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # aiohttp tells the loop as well
        session: Session | None = await Session(DEMO_KEY, base_url=NOWHERE).__aenter__()
        assert session is not None
        connector = session._line._transport._session.connector  # type: ignore[union-attr]
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            session = None
            gc.collect()
        if connector is not None:
            await connector.close()
        return [str(warning.message) for warning in caught if "whasync" in str(warning.message)]

    assert run(main()) == ["unclosed whasync.Session; use `async with`"]


def test_closing_twice_is_no_error() -> None:
    async def main() -> None:
        async with Session(DEMO_KEY, base_url=NOWHERE) as wh:
            await wh.close()

    run(main())


def test_closing_fails_the_calls_that_wait_for_a_slot_unsent() -> None:
    async def main() -> tuple[list[str], int, int]:
        async with Simulator(rows=10) as sim:
            async with Session(sim.key, base_url=sim.origin, rate="1/60s") as wh:
                calls = [asyncio.ensure_future(wh.call(CREDITS)) for _ in range(3)]
                await asyncio.sleep(1)
                assert wh.waiting == 2
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            return [str(outcome) for outcome in outcomes[1:]], len(sim.journal), wh.ledger.in_flight

    told, sent, held = run(main())
    assert told == ["the session was closed while the call waited for a slot"] * 2
    assert (sent, held) == (1, 0)


def test_closing_ends_the_calls_in_flight_with_errors_of_ours() -> None:
    async def main() -> tuple[set[bool], whasync.Ledger, int]:
        async with Simulator(rows=10, network=Network(downlink=lambda: 50.0)) as sim:
            async with Session(sim.key, base_url=sim.origin, rate=QUICK) as wh:
                calls = [asyncio.ensure_future(wh.call(CREDITS)) for _ in range(4)]
                await asyncio.sleep(1)
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            kinds = {isinstance(outcome, whasync.WhasyncError) for outcome in outcomes}
            return kinds, wh.ledger, len(asyncio.all_tasks()) - len(sim._server._connections)

    kinds, ledger, tasks = run(main())
    assert (kinds, ledger.in_flight, ledger.in_doubt, tasks) == ({True}, 0, 4, 1)


def test_closing_ends_a_reading_of_the_balance_that_nobody_waits_for_any_more() -> None:
    async def main() -> int:
        async with Simulator(rows=10, credits=3) as sim:
            async with Session(sim.key, base_url=sim.origin, backoff=Backoff(attempts=1)) as wh:
                await wh.credits()
                sim.script(Fault("drop"), Fault("drop"), Fault("stall"))
                await asyncio.gather(wh.call(CREDITS), wh.call(CREDITS), return_exceptions=True)
                call = asyncio.ensure_future(wh.call(CREDITS))  # both credits are in doubt, so that it reads first
                await asyncio.sleep(1)
                call.cancel()
                await asyncio.sleep(0)
            await asyncio.sleep(0.1)
            assert wh.ledger.in_flight == 0
            return len(asyncio.all_tasks() - sim._server._connections)

    assert run(main()) == 1


CALLS: dict[str, tuple[str, dict[str, Any], str]] = {
    "its path": ("tiktok-shop/products/count", {"country": "US"}, "tiktok-shop/products/count?country=US"),
    "with /api/v1/": ("/api/v1/tiktok-shop/products/count", {"country": "US"}, "tiktok-shop/products/count?country=US"),
    "a tail": ("products/count", {"country": "us"}, "tiktok-shop/products/count?country=US"),
    "an id in the path": (
        "tiktok-shop/product-detail/1729384756102394",
        {"period": "7d"},
        "tiktok-shop/product-detail/1729384756102394?period=7d",
    ),
    "an id among the parameters": (
        "tiktok-shop/product-detail/{id}",
        {"id": "1729384756102394", "period": 7},
        "tiktok-shop/product-detail/1729384756102394?period=7d",
    ),
    "another version": (
        "v2/videos/7301234567890123456/metrics",
        {"period": 30},
        "../v2/videos/7301234567890123456/metrics?period=30",
    ),
}


@pytest.mark.parametrize(("endpoint", "params", "target"), CALLS.values(), ids=CALLS)
def test_an_operation_can_be_called_by_its_path(endpoint: str, params: dict[str, Any], target: str) -> None:
    async def main() -> tuple[list[str], Any]:
        async with stage(Simulator(generation="B", limit=6_000, rows=100)) as (sim, wh):
            answer = await wh.call(endpoint, params)
            return [entry.target for entry in sim.journal], answer

    sent, answer = run(main())
    assert sent == [f"/api/v1/{target}".replace("v1/../", "")]
    assert answer["success"] is True


def test_a_call_a_method_and_a_value_ask_the_same_question() -> None:
    async def main() -> tuple[list[str], list[Any]]:
        async with stage() as (sim, wh):
            answers = [
                (await wh.call(COUNT, {"country": "US"}))["data"]["total"],
                (await wh.tiktok_shop.products.count(country="US")).value,
                (await wh.ask(CountProducts(country="US"))).value,
            ]
            return [entry.target for entry in sim.journal], answers

    targets, answers = run(main())
    assert targets == [f"/api/v1/{COUNT}?country=US"] * 3
    assert answers == [100] * 3


def test_parameters_that_the_catalogue_does_not_know_are_sent_when_forced() -> None:
    async def main() -> list[str]:
        async with stage() as (sim, wh):
            await wh.call(COUNT, {"country": "US"}, extra={"new": 1})
            await wh.tiktok_shop.products.count(country="US", extra={"new": 1})
            return [entry.target for entry in sim.journal]

    assert run(main()) == [f"/api/v1/{COUNT}?country=US&new=1"] * 2


def test_an_unknown_parameter_is_refused_with_the_nearest_name_and_nothing_is_sent() -> None:
    async def main() -> tuple[list[str], int]:
        told: list[str] = []
        async with stage() as (sim, wh):
            asked: list[Callable[[], Any]] = [
                lambda: wh.call(COUNT, {"min_revnue": 5}),
                lambda: wh.tiktok_shop.products.count(min_revnue=5),  # type: ignore[call-arg]
                lambda: wh.tiktok_shop.products.explore(min_revnue=5),  # type: ignore[call-arg]
            ]
            for ask in asked:
                with pytest.raises(UsageError) as caught:
                    await ask()
                told.append(str(caught.value))
            return told, len(sim.journal)

    told, sent = run(main())
    assert sent == 0
    assert all("min_revnue" in text and "min_revenue" in text for text in told)


def test_a_wrong_argument_of_a_method_is_refused_before_anything_is_awaited() -> None:
    async def main() -> None:
        async with stage() as (_, wh):
            with pytest.raises(UsageError, match="limit"):
                wh.tiktok_shop.products.explore(country="US", limit=0)
            with pytest.raises(UsageError, match="period"):
                await wh.videos.metrics(id="7301234567890123456", period=5)  # type: ignore[arg-type]

    run(main())


def test_json_that_cannot_be_decoded_is_a_decode_error_with_the_body() -> None:
    async def main() -> DecodeError:
        async with Server(wire(b'{"count": [1, 2}')) as server, session_on(server) as wh:
            with pytest.raises(whasync.NotJSONError):
                await wh.call(CREDITS)
        async with Server(wire(b'{"data": "\xff"}')) as server, session_on(server) as wh:
            assert await wh.call(CREDITS) == {"data": "\ufffd"}  # a text that was cut within a sign
        async with Server(wire(b'{"data": 1e999}')) as server, session_on(server) as wh:
            with pytest.raises(DecodeError) as caught:
                await wh.call(CREDITS)
            return caught.value

    error = run(main())
    assert (error.operation, error.body) == ("tiktok_shop.credits", b'{"data": 1e999}')


def test_the_older_path_of_a_video_costs_one_uncharged_404_and_only_once() -> None:
    video = "7301234567890123456"

    async def main() -> tuple[list[tuple[str, int]], int, whasync.Ledger]:
        async with stage(Simulator(generation="C", limit=6_000, rows=100)) as (sim, wh):
            for _ in range(3):
                await wh.videos.get(id=video)
            asked = [(entry.target.removesuffix(video), entry.charged) for entry in sim.journal]
            return asked, sim.account.charged, wh.ledger

    asked, charged, ledger = run(main())
    assert asked == [("/api/v2/videos/", 0), *[("/api/v1/tiktok-shop/videos/", 1)] * 3]
    assert (charged, ledger.spent, ledger.in_doubt) == (3, 3, 0)


def test_where_the_older_path_answers_the_newer_one_is_never_asked() -> None:
    async def main() -> list[str]:
        async with stage(Simulator(generation="B", limit=6_000, rows=100)) as (sim, wh):
            for _ in range(2):
                await wh.videos.get(id="7301234567890123456")
            return [entry.target for entry in sim.journal]

    assert run(main()) == ["/api/v2/videos/7301234567890123456"] * 2


def test_where_neither_path_is_found_the_error_is_the_last_ones() -> None:
    async def main() -> tuple[list[str], str]:
        page = wire(b"<html>404</html>", "404 Not Found", Content_Type="text/html")
        async with Server(page) as server, session_on(server) as wh:
            with pytest.raises(NotFoundError) as caught:
                await wh.videos.get(id="7301234567890123456")
            return [line.split(" ")[1] for line in server.lines], caught.value.url.removeprefix(server.origin)

    older, newer = "/api/v2/videos/7301234567890123456", "/api/v1/tiktok-shop/videos/7301234567890123456"
    assert run(main()) == ([older, newer], newer)


def test_a_record_that_does_not_exist_is_not_looked_for_under_the_other_path() -> None:
    async def main() -> int:
        missing = wire(b'{"success": false, "error": "Video not found"}', "404 Not Found")
        async with Server(missing) as server, session_on(server) as wh:
            with pytest.raises(NotFoundError, match="nothing has that id"):
                await wh.videos.get(id="7301234567890123456")
            return len(server.requests)

    assert run(main()) == 1


async def _by_method(wh: Session) -> None:
    await wh.tiktok_shop.products.count()


async def _by_listing(wh: Session) -> None:
    await wh.tiktok_shop.products.explore()


async def _by_path(wh: Session) -> None:
    await wh.call("products/count")


async def _by_value(wh: Session) -> None:
    await wh.ask(CountProducts())


@pytest.mark.parametrize("way", [_by_method, _by_listing, _by_path, _by_value])
def test_a_market_left_out_is_warned_of_once_at_the_callers_own_line(
    way: Callable[[Session], Coroutine[Any, Any, None]],
) -> None:
    async def main() -> list[tuple[str, int, str]]:
        async with stage() as (_, wh):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                await way(wh)
                await way(wh)
        return [
            (warning.filename, warning.lineno, str(warning.message))
            for warning in caught
            if warning.category is CountryDefaultWarning
        ]

    ((file, line, message),) = run(main())
    assert (file, line) == (__file__, way.__code__.co_firstlineno + 1)
    assert message.endswith(": no country was given, so the answer is about US; pass country= to choose")


def test_each_operation_is_warned_of_apart_and_a_given_market_is_not() -> None:
    async def main() -> int:
        async with stage() as (_, wh):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                await wh.tiktok_shop.products.count(country="DE")
                await wh.tiktok_shop.products.count()
                await wh.tiktok_shop.shops.count()
                await wh.tiktok_shop.shops.count()
        return sum(warning.category is CountryDefaultWarning for warning in caught)

    assert run(main()) == 2


@pytest.mark.parametrize(
    ("listing", "told"),
    [
        (ExploreProducts(country="US", limit=500), "tiktok_shop.products.explore: limit=500 is more than 100"),
        (ExploreStores(country="US", pageSize=51), "store_explorer: pageSize=51 is more than 50"),
        (ExploreProducts(country="US", limit=100), None),
        (ExploreProducts(country="US"), None),
    ],
)
def test_pages_larger_than_any_that_is_known_are_warned_of_once(listing: Listing[Any], told: str | None) -> None:
    async def main() -> list[str]:
        async with stage() as (_, wh):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                await wh.listing(listing)
                await wh.listing(listing)
        return [str(warning.message) for warning in caught if warning.category is WhasyncWarning]

    rest = ", the largest page known to come; iterating gives every row"
    assert run(main()) == ([] if told is None else [f"{told}{rest}"])


def test_the_default_market_is_sent() -> None:
    async def main() -> str:
        async with stage() as (sim, wh):
            with pytest.warns(CountryDefaultWarning):
                await wh.tiktok_shop.products.count()
            return sim.journal[0].target

    assert run(main()) == f"/api/v1/{COUNT}?country=US"


SETTINGS: dict[str, tuple[dict[str, Any], str]] = {
    "an origin without a scheme": ({"base_url": "app.test"}, "needs a scheme and a host"),
    "an origin with a path": ({"base_url": "http://app.test/api"}, "must be an origin alone"),
    "a rate that is none": ({"rate": "fast"}, "is not N/PERIOD"),
    "a rate beyond all reason": ({"rate": "1/" + "9" * 400 + "s"}, "is not N/PERIOD"),
    "a rate with too many digits": ({"rate": "9" * 5_000 + "/s"}, "is not N/PERIOD"),
    "alerts at no share": ({"alert_at": ["half"]}, "must be several shares from 0 to 1"),
    "an alert at per cent": ({"alert_at": (50, 20)}, "must be several shares from 0 to 1"),
    "a single alert": ({"alert_at": 0.5}, "must be several shares from 0 to 1"),
    "a rate above upstream's": ({"rate": "61/60s"}, "lets up to 61 calls into 60 s"),
    "a meeting place": ({"shared": "mysql://x"}, "shared= begins with mysql and must be one of sqlite:///PATH"),
}


@pytest.mark.parametrize(("options", "message"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_work_are_refused_when_the_session_is_made(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Session(DEMO_KEY, **options)


async def test_two_thousand_calls_at_once_hold_the_loop_for_less_than_50_ms() -> None:
    held: list[float] = []  # seconds of this thread's own work between two beats; the machine has other guests
    late: list[float] = []

    async def heart() -> None:
        while True:
            began, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - began)
            held.append(time.thread_time() - worked)

    async with stage(Simulator(limit=100_000, rows=100), rate="250/100ms") as (sim, wh):
        beating = asyncio.create_task(heart())
        calls: list[asyncio.Task[Any]] = []
        for _ in range(20):  # to make 2,000 tasks in one turn would itself hold the loop
            calls += [asyncio.create_task(wh.tiktok_shop.credits()) for _ in range(100)]
            await asyncio.sleep(0)
        await asyncio.gather(*calls)
        beating.cancel()
        assert sim.account.charged == 2_000
    assert len(held) > 10
    assert max(held) < 0.05
    assert sorted(late)[len(late) // 2] < 0.05


def test_closing_at_once_from_two_sides_closes_a_cache_once_for_those_who_share_it(tmp_path: Path) -> None:
    async def main() -> Saved:
        cache = whasync.Cache(ttl=60, path=tmp_path / "cache")
        async with (
            Simulator(rows=10, limit=6_000) as sim,
            Session(sim.key, base_url=sim.origin, cache=cache) as wh,
            Session(sim.key, base_url=sim.origin, cache=cache) as other,
        ):
            call = asyncio.create_task(other.call(CREDITS))
            await asyncio.sleep(0)
            await asyncio.gather(other.close(grace=5), other.close(grace=5))
            await asyncio.gather(call, return_exceptions=True)
            for _ in range(2):
                await wh.call(COUNT, {"country": "US"})
            return wh.saved

    assert run(main()) == Saved(cached=1)


async def test_a_session_that_is_closed_while_it_opens_stays_closed(tmp_path: Path) -> None:
    wh = Session(DEMO_KEY, base_url=NOWHERE, shared=f"sqlite:///{tmp_path / 'shared'}")
    opening = asyncio.create_task(wh.__aenter__())
    await asyncio.sleep(0)
    await wh.close()
    with pytest.raises(UsageError, match="was closed while it was opened"):
        await opening
    assert repr(wh).endswith("closed>")
