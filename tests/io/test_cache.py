"""The cache: what is kept for how long and for whom, and that it never costs a call its answer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, Server, stage, wire
from whasync import BudgetExceededError, Cache, CreditsExhaustedError, Saved, Session, UsageError
from whasync._core.verdict import PLAIN
from whasync._core.wire import Response
from whasync.simulator import DEMO_KEY, Fault, Simulator, run
from whasync.simulator.books import Account

US = {"country": "US"}
OTHER_KEY = "wh_" + "0e" * 24

Make = Callable[..., Cache]


@pytest.fixture(params=["memory", "file"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Makes caches of either kind; files are one and the same."""
    path = tmp_path / "cache.sqlite" if request.param == "file" else None
    return lambda *args, **options: Cache(*args, path=path, **options)


async def scene(cache: Cache, act: Callable[[Simulator, Session], Awaitable[Any]], **options: Any) -> Any:
    async with stage(cache=cache, coalesce=True, **options) as (sim, wh):
        return await act(sim, wh)


async def ask_twice(sim: Simulator, wh: Session) -> tuple[int, int, Saved]:
    """Requests, credits by the book, and what was saved, of two equal calls one after the other."""
    first = await wh.call(COUNT, US)
    assert await wh.call(COUNT, US) == first
    return len(sim.journal), sim.account.charged, wh.saved


def test_the_second_call_costs_nothing(make: Make) -> None:
    assert run(scene(make(), ask_twice)) == (1, 1, Saved(cached=1))


def test_calls_and_credits_saved_add_up_with_the_simulators_book(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, Saved]:
        calls = [wh.call(COUNT, {"country": country}) for country in ("US", "DE", "GB") * 10]
        await asyncio.gather(*calls)
        for country in ("US", "DE", "GB"):
            await wh.call(COUNT, {"country": country})
        return sim.account.charged, wh.saved

    for _ in range(3):
        assert run(scene(make(), act)) == (3, Saved(coalesced=27, cached=3))


def test_a_walk_over_kept_pages_costs_nothing_and_gives_the_same_rows(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[bool, int]:
        walks = [[row.id async for row in wh.tiktok_shop.products.explore(country="US", limit=20)] for _ in range(2)]
        return walks[0] == walks[1] and len(walks[0]) == 100, len(sim.journal)

    same, sent = run(scene(make(), act))
    assert same
    assert sent in (5, 6)


def test_an_answer_in_memory_is_good_for_its_time() -> None:
    async def act(sim: Simulator, wh: Session) -> list[int]:
        sent: list[int] = []
        for wait in (0, 59.9, 0.1, 59.9):
            await asyncio.sleep(wait)
            await wh.call(COUNT, US)
            sent.append(len(sim.journal))
        return sent

    assert run(scene(Cache(60), act)) == [1, 1, 2, 2]


@pytest.mark.parametrize(("shift", "sent"), [(-50, 1), (-70, 2), (+50, 1), (+70, 2)])
def test_an_answer_in_a_file_is_good_for_its_time_by_a_clock_that_may_be_set_back(
    tmp_path: Path, shift: int, sent: int
) -> None:
    path = tmp_path / "cache.sqlite"

    async def act(sim: Simulator, wh: Session) -> int:
        await wh.call(COUNT, US)
        with sqlite3.connect(path) as file:
            file.execute("UPDATE answer SET at = at + ?", (shift,))
        file.close()
        await wh.call(COUNT, US)
        return len(sim.journal)

    assert run(scene(Cache(60, path=path), act)) == sent


TTLS = {"products/explore": 600, "tiktok-shop/*/count": 60, "credits": 5, "landers/*": 0, "*": 86_400}


@pytest.mark.parametrize(
    ("endpoint", "seconds"),
    [
        ("/api/v1/tiktok-shop/products/explore", 600.0),
        ("/api/v1/tiktok-shop/shops/count", 60.0),
        ("/api/v1/landers/explore", None),
        ("/api/v2/videos/{id}", 86_400.0),
        ("/api/v1/adlibrary", 86_400.0),
    ],
)
def test_an_exact_name_goes_before_patterns_and_of_these_the_first_that_fits(
    endpoint: str, seconds: float | None
) -> None:
    assert Cache(TTLS)._ttls.get(endpoint) == seconds


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"ttl": {"products/explor": 60}},
            "products/explor: no such endpoint; did you mean tiktok-shop/products/explore?",
        ),
        ({"ttl": {"adlibary*": 60}}, "cache: no endpoint fits 'adlibary*'; did you mean \"adlibrary\"?"),
        ({"ttl": -1}, "cache: ttl of '*' is -1; it must be seconds, 0 or more"),
        ({"ttl": True}, "cache: ttl of '*' is True; it must be seconds, 0 or more"),
        ({"ttl": {"adlibrary": float("nan")}}, "cache: ttl of 'adlibrary' is nan; it must be seconds, 0 or more"),
        ({"max_bytes": 0}, "cache: max_bytes=0 must be a whole number above 0"),
    ],
)
def test_what_cannot_be_a_cache_is_refused_when_it_is_made(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Cache(**options)
    assert str(caught.value) == message


@pytest.mark.parametrize("endpoint", [CREDITS, "credits"])
def test_a_balance_is_never_kept(make: Make, endpoint: str) -> None:
    async def act(sim: Simulator, wh: Session) -> int:
        for _ in range(3):
            await wh.call(endpoint)
        return len(sim.journal)

    assert run(scene(make(), act)) == 3


def test_a_refusal_is_not_kept(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, int, Saved]:
        sim.script(Fault("html"))
        with pytest.raises(whasync.NotJSONError):
            await wh.call(COUNT, US)
        sim.journal.clear()
        return await ask_twice(sim, wh)

    assert run(scene(make(), act)) == (1, 1, Saved(cached=1))


def test_two_accounts_never_see_each_others_answers_and_no_key_is_in_the_file(make: Make, tmp_path: Path) -> None:
    async def main() -> list[tuple[int, int]]:
        cache = make()
        async with Simulator(limit=6_000, rows=10) as sim:
            other = sim.add_account(Account("other", "standard", 100), OTHER_KEY)
            for key in (sim.key, OTHER_KEY, sim.key, OTHER_KEY):
                async with Session(key, base_url=sim.origin, rate=QUICK, cache=cache) as wh:
                    await wh.call(COUNT, US)
            return [(account.charged, len(sim.journal)) for account in (sim.account, other)]

    assert run(main()) == [(1, 2), (1, 2)]
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(key.encode() in files for key in (DEMO_KEY, OTHER_KEY))


def test_sessions_after_one_another_and_at_once_share_a_cache(make: Make) -> None:
    async def main() -> int:
        cache = make()
        async with Simulator(limit=6_000, rows=10) as sim:
            for _ in range(2):
                sessions = [Session(sim.key, base_url=sim.origin, rate=QUICK, cache=cache) for _ in range(2)]
                async with sessions[0] as one, sessions[1] as another:
                    await one.call(COUNT, US)
                    await another.call(COUNT, US)
            return len(sim.journal)

    assert run(main()) == 1


def test_a_cache_stays_open_until_its_last_session_has_left(make: Make) -> None:
    async def main() -> Saved:
        cache = make()
        async with Simulator(limit=6_000, rows=10) as sim:
            sessions = [Session(sim.key, base_url=sim.origin, rate=QUICK, cache=cache) for _ in range(2)]
            async with sessions[0] as one:
                async with sessions[1] as another:
                    await another.call(COUNT, US)
                await one.call(COUNT, US)
                return one.saved

    assert run(main()) == Saved(cached=1)


@pytest.mark.parametrize("cancelled", ["open", "close"])
async def test_a_cancelled_opening_or_closing_leaves_no_file_open(tmp_path: Path, cancelled: str) -> None:
    cache = Cache(path=tmp_path / "cache.sqlite")
    if cancelled == "close":
        await cache.open()
    with contextlib.closing(sqlite3.connect(tmp_path / "cache.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")  # what the thread is at takes until this ends
        busy = asyncio.create_task(cache.clear() if cancelled == "close" else cache.open())
        await asyncio.sleep(0.02)
        task = asyncio.create_task(cache.close()) if cancelled == "close" else busy
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        other.rollback()
    await asyncio.gather(busy, return_exceptions=True)
    await cache.open()
    await cache.close()
    assert os.listdir(tmp_path) == ["cache.sqlite"]  # its log goes with the last user


def test_what_a_middleware_answers_by_itself_is_not_kept(make: Make) -> None:
    asked: list[str] = []

    async def canned(request: whasync.Request, handler: Any) -> whasync.Answer:
        asked.append(request.operation)
        response = Response(status=200, headers={}, body=b'{"count": 42}')
        return whasync.Answer(request=request, response=response, verdict=PLAIN, attempts=0)

    run(scene(make(), ask_twice, attempt_middlewares=[canned]))
    assert asked == ["tiktok_shop.products.count"] * 2


def test_two_caches_of_one_file_share_answers(tmp_path: Path) -> None:
    async def main() -> int:
        caches = [Cache(path=tmp_path / "cache.sqlite") for _ in range(2)]
        async with Simulator(limit=6_000, rows=10) as sim:
            sessions = [Session(sim.key, base_url=sim.origin, rate=QUICK, cache=cache) for cache in caches]
            async with sessions[0] as one, sessions[1] as another:
                await one.call(COUNT, US)
                await another.call(COUNT, US)
            return len(sim.journal)

    assert run(main()) == 1


def test_a_write_drops_what_was_kept_of_its_section_alone(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> list[str]:
        for _ in range(2):
            await wh.call("landers/favorites")
            await wh.call(COUNT, US)
            await wh.call("landers/favorites/toggle", {"lander_key": "1"})
        return [entry.target.split("?")[0].rpartition("/")[2] for entry in sim.journal]

    assert run(scene(make(), act)) == ["favorites", "count", "toggle", "favorites", "toggle"]


def test_a_read_that_a_write_has_crossed_is_not_kept(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> list[str]:
        sim.script(Fault("slow", seconds=5.0))
        read = asyncio.create_task(wh.call("landers/favorites"))
        await asyncio.sleep(0.1)
        await wh.call("landers/favorites/toggle", {"lander_key": "1"})
        await read
        await wh.call("landers/favorites")
        return [entry.target.rpartition("/")[2] for entry in sim.journal]

    assert run(scene(make(), act)) == ["favorites", "toggle", "favorites"]


def test_without_coalescing_the_cache_works_all_the_same(make: Make) -> None:
    async def main() -> tuple[int, int, Saved]:
        async with stage(cache=make(), coalesce=False) as (sim, wh):
            return await ask_twice(sim, wh)

    assert run(main()) == (1, 1, Saved(cached=1))


def test_an_expired_cursor_drops_the_pages_that_lead_to_it(make: Make) -> None:
    first, end = b'{"success":true,"data":[{"id":1}],"scroll":"t1"}', b'{"success":true,"data":[{"id":2}]}'
    expired = wire(b'{"success":false,"error":"expired scroll token"}', "400 Bad Request")

    async def main() -> tuple[list[list[str]], int]:
        async with (
            Server(wire(first), expired, wire(first), wire(end)) as server,
            Session(DEMO_KEY, base_url=server.origin, rate=QUICK, cache=make()) as wh,
        ):
            await wh.adlibrary(keyword="shoes")
            rows = [[str(row.id) async for row in wh.adlibrary(keyword="shoes")] for _ in range(2)]
            return rows, len(server.requests)

    rows, sent = run(main())
    assert rows == [["1", "2"], ["1", "2"]]
    assert sent == 4


@pytest.mark.parametrize("known", [False, True], ids=["the server says so", "the ledger says so"])
def test_an_old_answer_is_given_where_the_credits_are_gone(
    make: Make, known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    error = BudgetExceededError if known else CreditsExhaustedError

    async def act(sim: Simulator, wh: Session) -> Saved:
        answer = await wh.call(COUNT, US)
        sim.account.used = sim.account.limit - known
        await asyncio.sleep(1)
        if known:
            await wh.credits()
        with pytest.raises(error):
            await wh.call(COUNT, {"country": "DE"})
        assert await wh.call(COUNT, US) == answer
        return wh.saved

    assert run(scene(make(1e-9), act)) == Saved(stale=1)
    (record,) = [record for record in caplog.records if "old" in record.message]
    assert record.getMessage().startswith("tiktok_shop.products.count: the answer is ")


def test_no_old_answer_is_given_to_who_does_not_want_one(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> None:
        await wh.call(COUNT, US)
        await asyncio.sleep(1)
        async with wh.budget("none", credits=0):
            with pytest.raises(BudgetExceededError):
                await wh.call(COUNT, US)

    run(scene(make(1e-9, stale_if_out_of_credits=False), act))


def test_one_whose_budget_is_used_up_gets_an_old_answer_and_who_joined_it_a_new_one(make: Make) -> None:
    async def act(sim: Simulator, wh: Session) -> tuple[int, Saved]:
        await wh.call(COUNT, US)
        await asyncio.sleep(1)
        async with wh.budget("none", credits=0):
            poor = asyncio.create_task(wh.call(COUNT, US))
        await asyncio.gather(poor, wh.call(COUNT, US))
        return len(sim.journal), wh.saved

    assert run(scene(make(1e-9), act)) == (2, Saved(stale=1))


def test_a_kept_answer_tells_its_age_to_middlewares() -> None:
    ages: list[str | None] = []

    async def age(request: whasync.Request, handler: Any) -> whasync.Answer:
        answer = await handler(request)
        ages.append(answer.response.headers.get("age"))
        return answer

    async def act(sim: Simulator, wh: Session) -> None:
        await wh.call(COUNT, US)
        await asyncio.sleep(42)
        await wh.call(COUNT, US)

    run(scene(Cache(), act, middlewares=[age]))
    assert ages == [None, "42"]


def test_a_request_for_a_fresh_answer_gets_one_and_it_is_kept(make: Make) -> None:
    fresh = [False, True, False]

    async def ask(request: whasync.Request, handler: Any) -> whasync.Answer:
        return await handler(replace(request, fresh=fresh.pop(0)))

    async def act(sim: Simulator, wh: Session) -> tuple[int, Saved]:
        for _ in range(3):
            await wh.call(COUNT, US)
        return len(sim.journal), wh.saved

    assert run(scene(make(), act, middlewares=[ask])) == (2, Saved(cached=1))


PAGE = wire(b'{"success":true,"data":[],"filler":"%b"}' % (b"x" * 20_000))


async def countries_asked_again(cache: Cache, countries: str) -> list[str]:
    """Which of the countries cost a request in a second round, the first of which asked them in order."""
    async with (
        Server(PAGE) as server,
        Session(DEMO_KEY, base_url=server.origin, rate=QUICK, cache=cache) as wh,
    ):
        for country in ["US", "DE", "GB", "US", "FR"]:
            await wh.call(COUNT, {"country": country})
        before, again = len(server.requests), list[str]()
        for country in countries.split():
            await wh.call(COUNT, {"country": country})
            if len(server.requests) > before:
                again.append(country)
            before = len(server.requests)
        return again


def test_in_memory_the_least_recently_used_go_first() -> None:
    assert run(countries_asked_again(Cache(max_bytes=62_000), "US FR GB DE")) == ["DE"]


def test_a_file_keeps_within_its_bytes_and_the_newest_stay(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    assert run(countries_asked_again(Cache(path=path, max_bytes=90_000), "FR")) == []
    assert path.stat().st_size <= 150_000


def test_an_answer_larger_than_the_cache_is_not_kept_and_drops_no_other(make: Make) -> None:
    async def main() -> int:
        async with (
            Server(wire(b'{"success":true,"data":[]}'), PAGE) as server,
            Session(DEMO_KEY, base_url=server.origin, rate=QUICK, cache=make(max_bytes=18_000)) as wh,
        ):
            for country in ("US", "DE", "DE", "US"):
                await wh.call(COUNT, {"country": country})
            return len(server.requests)

    assert run(main()) == 3


def test_clear_drops_everything(make: Make) -> None:
    cache = make()

    async def act(sim: Simulator, wh: Session) -> int:
        await wh.call(COUNT, US)
        await cache.clear()
        await wh.call(COUNT, US)
        return len(sim.journal)

    assert run(scene(cache, act)) == 2


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE mine (text)")
    file.close()


def _other_version(path: Path) -> None:
    run(scene(Cache(path=path), ask_twice))
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 2")
    file.close()


def _damaged(path: Path) -> None:
    run(scene(Cache(path=path), ask_twice))
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xaa" * (len(content) - 100))


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (lambda path: path.write_text("my diary\n" * 100), "is damaged or cannot be written"),
    "another database": (_other_database, "is no cache of whasync, and is left as it is"),
    "another version": (_other_version, "is of version 2, and this whasync reads 1"),
    "a damaged one": (_damaged, "is damaged or cannot be written"),
    "a folder": (Path.mkdir, "cannot be opened"),
}


@pytest.mark.parametrize(("spoil", "message"), BAD.values(), ids=BAD)
def test_a_file_that_is_none_is_refused_when_the_session_opens_and_left_as_it_is(
    tmp_path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "cache.sqlite"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None

    async def main() -> None:
        session = Session(DEMO_KEY, cache=Cache(path=path))
        with pytest.raises(UsageError, match=message):
            await session.__aenter__()

    run(main())
    assert (path.read_bytes() if path.is_file() else None) == before


@contextlib.contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """As on a full disk: what is written there fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_calls_succeed_and_the_log_tells_it_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "cache.sqlite"

    async def main() -> int:
        async with (
            Server(PAGE) as server,
            Session(DEMO_KEY, base_url=server.origin, rate=QUICK, cache=Cache(path=path)) as wh,
        ):
            with no_file_grows_beyond(64_000):
                for country in ("US", "DE", "GB", "FR") * 2:
                    await wh.call(COUNT, {"country": country})
            return len(server.requests)

    assert 4 < run(main()) <= 8
    assert [record.getMessage().split(" fails")[0] for record in caplog.records] == [f"the cache {path}"]


def test_an_answer_whose_bytes_were_changed_is_asked_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"

    async def act(sim: Simulator, wh: Session) -> int:
        await wh.call(COUNT, US)
        with sqlite3.connect(path) as file:
            file.execute("UPDATE answer SET body = CAST(x'00' || body AS BLOB)")
        file.close()
        await wh.call(COUNT, US)
        return len(sim.journal)

    assert run(scene(Cache(path=path), act)) == 2


def test_many_may_make_the_file_at_once(tmp_path: Path) -> None:
    def one(number: int) -> Saved:
        async def main() -> Saved:
            async with (
                Server(PAGE) as server,
                Session(
                    DEMO_KEY, base_url=server.origin, rate=QUICK, cache=Cache(path=tmp_path / "cache.sqlite")
                ) as wh,
            ):
                await wh.call(COUNT, US)
                await wh.call(COUNT, US)
                return wh.saved

        return asyncio.run(main())

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(one, range(8))) == [Saved(cached=1)] * 8
