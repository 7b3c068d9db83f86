"""The pool: one session for each key, over shared connections; let go when idle, and never forgetful of credits."""

from __future__ import annotations

import asyncio
import gc
import traceback
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, Server, wire
from whasync import Cache, Ledger, Session, SessionPool, UsageError
from whasync.simulator import DEMO_KEY, Fault, Network, Simulator, run
from whasync.simulator.books import Account

OTHER_KEY = "wh_" + "0e" * 24
US = {"country": "US"}


@asynccontextmanager
async def two_accounts(rate: str = QUICK, **options: Any) -> AsyncGenerator[tuple[Simulator, SessionPool]]:
    """A simulator that serves two keys, and an open pool on it."""
    limit = 60 if rate == "50/60s" else 6_000
    sim = Simulator(limit=limit, rows=10, today=datetime(2026, 11, 30, 18, tzinfo=UTC))
    sim.add_account(Account("other", "standard", 20_000), OTHER_KEY)
    async with sim, SessionPool(base_url=sim.origin, rate=rate, **options) as pool:
        yield sim, pool


async def spend(pool: SessionPool, key: str, calls: int = 1) -> Session:
    """Call so often with a key; the session that did it."""
    async with pool.session(key) as wh:
        for _ in range(calls):
            await wh.call(CREDITS)
        return wh


def test_a_key_has_one_session_however_many_use_it_and_another_key_another() -> None:
    async def main() -> tuple[bool, bool, str]:
        async with (
            two_accounts() as (_, pool),
            pool.session(DEMO_KEY) as one,
            pool.session(DEMO_KEY) as same,
            pool.session(OTHER_KEY) as other,
        ):
            return one is same, one is other, repr(pool)

    assert run(main()) == (True, False, "<whasync.SessionPool open, 2 sessions, 2 in use>")


def test_a_thousand_users_of_one_key_at_once_open_one_session() -> None:
    async def main() -> tuple[int, int]:
        async with two_accounts() as (sim, pool):
            sessions = await asyncio.gather(*(spend(pool, DEMO_KEY) for _ in range(1_000)))
            return len({id(session) for session in sessions}), sim.account.charged

    assert run(main()) == (1, 1_000)


def test_a_user_cannot_close_what_others_use() -> None:
    async def main() -> int:
        async with two_accounts("50/60s") as (sim, pool):
            async with pool.session(DEMO_KEY) as wh:
                with pytest.raises(UsageError, match="this session is its pool's"):
                    await wh.close()
            async with pool.session(DEMO_KEY) as wh:
                await wh.call(CREDITS)
            return sim.account.charged

    assert run(main()) == 1


def test_each_key_has_its_own_window_and_ledger() -> None:
    async def main() -> tuple[list[int], int, float]:
        async with two_accounts("50/60s") as (sim, pool):
            began = asyncio.get_running_loop().time()
            used = await asyncio.gather(*(spend(pool, key, 50) for key in (DEMO_KEY, OTHER_KEY)))
            took = asyncio.get_running_loop().time() - began
            return [wh.ledger.spent for wh in used], sim.worst_window(60), took

    spent, worst, took = run(main())
    assert (spent, worst) == ([50, 50], 50)
    assert took < 60


def test_sessions_share_connections() -> None:
    async def main() -> int:
        async with Server(wire()) as server, SessionPool(base_url=server.origin, rate=QUICK) as pool:
            for number in range(10):
                async with pool.session(f"wh_{number:048}") as wh:
                    await wh.call(CREDITS)
            return len(server._connections)

    assert run(main()) == 1


def test_sessions_share_a_cache_but_not_what_is_in_it() -> None:
    async def main() -> tuple[list[int], int]:
        async with two_accounts(cache=Cache()) as (sim, pool):
            for key in (DEMO_KEY, OTHER_KEY) * 2:
                async with pool.session(key) as wh:
                    await wh.call(COUNT, US)
            async with pool.session(DEMO_KEY) as one, pool.session(OTHER_KEY) as other:
                return [one.saved.cached, other.saved.cached], len(sim.journal)

    assert run(main()) == ([1, 1], 2)


def test_an_idle_session_is_let_go_and_one_in_use_is_not() -> None:
    async def main() -> list[str]:
        async with two_accounts(max_idle=300) as (_, pool), pool.session(OTHER_KEY):
            await spend(pool, DEMO_KEY)
            await asyncio.sleep(299)
            before = repr(pool)
            await asyncio.sleep(2)
            return [before, repr(pool)]

    assert run(main()) == [
        "<whasync.SessionPool open, 2 sessions, 1 in use>",
        "<whasync.SessionPool open, 1 session, 1 in use>",
    ]


def test_each_use_puts_the_end_off() -> None:
    async def main() -> bool:
        async with two_accounts(max_idle=300) as (_, pool):
            sessions = [await spend(pool, DEMO_KEY)]
            for _ in range(3):
                await asyncio.sleep(200)
                sessions.append(await spend(pool, DEMO_KEY))
            return all(session is sessions[0] for session in sessions)

    assert run(main())


@pytest.mark.parametrize("pause", [0, 30, 59, 89, 121])
def test_a_session_let_go_early_breaks_no_window(pause: int) -> None:
    async def main() -> int:
        async with two_accounts("50/60s", max_idle=0) as (sim, pool):
            for _ in range(4):
                async with pool.session(DEMO_KEY) as wh:
                    calls = [asyncio.create_task(wh.call(CREDITS)) for _ in range(50)]
                    await asyncio.sleep(55)
                    await asyncio.gather(*calls)
                await asyncio.sleep(pause)
            return sim.worst_window(60)

    assert run(main()) == 50


def test_a_call_that_waited_long_for_a_connection_and_is_given_up_keeps_its_slot_as_long_as_any() -> None:
    uplinks = iter([0.0, 8.0])

    async def main() -> int:
        network = Network(uplink=lambda: next(uplinks, 0.0))
        async with (
            Simulator(limit=6_000, rows=10, network=network) as sim,
            whasync.SessionPool(base_url=sim.origin, rate="2/10s", connections=1, coalesce=False) as pool,
            pool.session(sim.key) as wh,
        ):
            sim.script(Fault("stall"))
            calls = [asyncio.create_task(wh.call(CREDITS)) for _ in range(2)]
            await asyncio.sleep(30.05)  # the first has missed its read deadline, and the second has just been sent
            calls += [asyncio.create_task(wh.call(CREDITS)) for _ in range(4)]
            calls[1].cancel()
            await asyncio.wait(calls)
            return sim.worst_window(10)

    assert run(main()) == 2


@pytest.mark.parametrize("late", [0, 64, 119])
def test_a_task_that_outlives_its_block_and_calls_late_breaks_no_window(late: int) -> None:
    async def main() -> int:
        async with two_accounts("50/60s", max_idle=0) as (sim, pool):  # let go after 120 s
            async with pool.session(DEMO_KEY) as wh:
                pass
            await asyncio.sleep(late)
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(50)))
            await asyncio.sleep(2.5)
            await spend(pool, DEMO_KEY, 50)
            return sim.worst_window(60)

    assert run(main()) == 50


def test_calls_that_outlive_their_block_keep_their_session() -> None:
    async def main() -> tuple[int, bool]:
        async with two_accounts("50/60s", max_idle=0) as (sim, pool):
            async with pool.session(DEMO_KEY) as wh:
                calls = [asyncio.create_task(wh.call(CREDITS)) for _ in range(400)]
                await asyncio.sleep(0)
            await asyncio.gather(*calls)
            return sim.account.charged, "1 session," in repr(pool)

    assert run(main()) == (400, True)


def test_what_was_known_of_the_credits_outlives_the_session() -> None:
    async def main() -> tuple[bool, Ledger, Ledger]:
        async with two_accounts() as (_, pool):
            async with pool.session(DEMO_KEY) as first:
                await first.credits()
                await first.call(CREDITS)
                before = first.ledger
            await asyncio.sleep(600)
            async with pool.session(DEMO_KEY) as second:
                return first is second, before, second.ledger

    same, before, after = run(main())
    assert not same
    assert after == before
    assert (after.remaining, after.spent) == (19_998, 2)


def test_credits_that_ran_out_are_no_reason_to_refuse_in_another_month() -> None:
    async def main() -> tuple[str, Any]:
        async with two_accounts() as (sim, pool):
            sim.account.used = sim.account.limit - 1
            async with pool.session(DEMO_KEY) as wh:
                await wh.credits()
            await asyncio.sleep(600)
            async with pool.session(DEMO_KEY) as wh:
                with pytest.raises(whasync.BudgetExceededError) as caught:
                    await wh.call(CREDITS)
            await asyncio.sleep(6 * 3_600)
            async with pool.session(DEMO_KEY) as wh:
                return type(caught.value).__name__, (await wh.call(CREDITS))["success"]

    assert run(main()) == ("BudgetExceededError", True)


BAD_KEYS = {"none": "", "white space": "wh_ secret", "a newline": "wh_secret\n", "no ASCII": "wh_sécret"}


@pytest.mark.parametrize("key", BAD_KEYS.values(), ids=BAD_KEYS)
def test_a_bad_key_is_refused_before_anything_and_shown_nowhere(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WH_API_KEY", DEMO_KEY)  # the operator's own is no customer's

    async def main() -> tuple[str, int, str]:
        async with two_accounts() as (sim, pool):
            with pytest.raises(UsageError) as caught:
                pool.session(key)
            report = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
            frames = [frame for frame in report.stack if frame.filename.endswith("whasync/pool.py")]
            return f"{caught.value} {[frame.locals for frame in frames]}", len(sim.journal), repr(pool)

    shown, sent, pool = run(main())
    assert not key or key.strip() not in shown
    assert (sent, pool) == (0, "<whasync.SessionPool open, 0 sessions, 0 in use>")


def test_no_key_is_in_what_the_pool_holds() -> None:
    async def main() -> str:
        async with two_accounts() as (_, pool):
            visit = pool.session(DEMO_KEY)
            async with visit as wh:
                await wh.call(CREDITS)
                (tenant,) = pool._tenants.values()
                return " ".join(map(repr, (pool, vars(pool), visit, vars(visit), wh, tenant, vars(tenant))))

    assert DEMO_KEY not in run(main())


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"max_idle": -1}, UsageError, "max_idle=-1 must be seconds, 0 or more"),
        ({"connections": 0}, UsageError, "connections=0 must be a whole number above 0"),
        ({"rate": "100/60s"}, UsageError, "upstream refuses above 60"),
        ({"lane": "fast"}, UsageError, "lane='fast' is none of"),
        ({"colour": "red"}, TypeError, "colour"),
        ({"api_key": DEMO_KEY}, TypeError, "api_key"),
    ],
)
def test_an_option_that_cannot_work_is_refused_when_the_pool_is_made(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        SessionPool(**options)


def test_a_pool_that_is_not_open_gives_out_nothing() -> None:
    async def main() -> list[str]:
        told: list[str] = []
        pool = SessionPool()
        for _ in range(2):
            with pytest.raises(UsageError) as caught:
                await pool.session(DEMO_KEY).__aenter__()
            told.append(str(caught.value))
            if not told[1:]:
                await pool.__aenter__()
                await pool.close()
        with pytest.raises(UsageError) as caught:
            await pool.__aenter__()
        return [*told, str(caught.value)]

    assert run(main()) == ["the pool is not opened", "the pool is closed", "the pool is closed; make a new one"]


def test_a_pool_belongs_to_its_loop() -> None:
    async def opened() -> SessionPool:
        return await SessionPool().__aenter__()

    async def elsewhere(pool: SessionPool) -> None:
        with pytest.raises(UsageError, match="opened in another event loop"):
            await pool.session(DEMO_KEY).__aenter__()

    async def close(pool: SessionPool) -> None:
        await pool.close()

    with asyncio.Runner() as runner:
        pool = runner.run(opened())
        with asyncio.Runner() as other:
            other.run(elsewhere(pool))
        runner.run(close(pool))


def test_closing_waits_for_those_who_use_a_session_and_lets_nobody_else_in() -> None:
    async def main() -> tuple[int, str]:
        sim = Simulator(limit=6_000, rows=10, network=Network.uniform(0.2, 0.2))
        async with sim:
            async with SessionPool(base_url=sim.origin, rate=QUICK) as pool:
                user = asyncio.create_task(spend(pool, DEMO_KEY, 10))
                await asyncio.sleep(0.3)
                closing = asyncio.create_task(pool.close())
                await asyncio.sleep(0.1)
                with pytest.raises(UsageError, match="the pool is closed"):
                    await pool.session(OTHER_KEY).__aenter__()
                await asyncio.gather(user, closing)
            return sim.account.charged, repr(pool)

    assert run(main()) == (10, "<whasync.SessionPool closed, 1 session, 0 in use>")


def test_who_does_not_leave_in_time_gets_an_error_and_nothing_stays_held() -> None:
    async def main() -> tuple[float, list[str], tuple[int, int]]:
        sim = Simulator(limit=6_000, rows=10, network=Network.uniform(9, 9))
        async with sim:
            pool = await SessionPool(base_url=sim.origin, rate="1/60s").__aenter__()
            users = [asyncio.create_task(spend(pool, DEMO_KEY)) for _ in range(2)]
            await asyncio.sleep(1)
            (tenant,) = pool._tenants.values()
            began = asyncio.get_running_loop().time()
            await pool.close(grace=5)
            took = asyncio.get_running_loop().time() - began
            errors = await asyncio.gather(*users, return_exceptions=True)
            ledger = tenant.session.ledger
            return took, [type(error).__name__ for error in errors], (ledger.in_flight, ledger.in_doubt)

    took, errors, open_credits = run(main())
    assert took == pytest.approx(5, abs=0.1)
    assert errors == ["UsageError"] * 2
    assert open_credits == (0, 1)


def test_users_who_are_cancelled_at_any_moment_leave_nothing_behind(recwarn: pytest.WarningsRecorder) -> None:
    async def main() -> str:
        async with two_accounts(max_idle=0) as (_, pool):
            for moments in range(6):
                tasks = [asyncio.create_task(spend(pool, key, 3)) for key in (DEMO_KEY, OTHER_KEY) * 5]
                for _ in range(moments):
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
                await asyncio.wait(tasks)
            await asyncio.sleep(600)
            return repr(pool)

    assert run(main()) == "<whasync.SessionPool open, 0 sessions, 0 in use>"
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == []


@pytest.mark.parametrize("turns", range(4))
def test_one_who_is_cancelled_while_the_session_opens_takes_it_from_nobody(tmp_path: Path, turns: int) -> None:
    async def main() -> tuple[int, int]:
        async with two_accounts(cache=Cache(path=tmp_path / "cache.sqlite")) as (sim, pool):
            first, second = (asyncio.create_task(spend(pool, DEMO_KEY)) for _ in range(2))
            for _ in range(turns):
                await asyncio.sleep(0)
            first.cancel()
            await asyncio.wait([first])
            return (await second).ledger.spent, sim.account.charged

    assert run(main()) == (1, 1)


def test_a_session_that_cannot_be_opened_is_an_error_for_its_users_and_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_text("my diary\n" * 100)

    async def main() -> tuple[list[str], str]:
        async with two_accounts(cache=Cache(path=path)) as (_, pool):
            errors = await asyncio.gather(*(spend(pool, DEMO_KEY) for _ in range(3)), return_exceptions=True)
            path.unlink()
            await spend(pool, DEMO_KEY)
            return [type(error).__name__ for error in errors], repr(pool)

    assert run(main()) == (["UsageError"] * 3, "<whasync.SessionPool open, 1 session, 0 in use>")


def test_a_key_that_was_never_charged_leaves_nothing_behind_in_the_pool() -> None:
    async def main() -> tuple[int, int]:
        async with two_accounts(max_idle=300) as (_, pool):
            with pytest.raises(whasync.AuthenticationError):
                await spend(pool, "wh_" + "0f" * 24)
            await spend(pool, DEMO_KEY)
            before = len(pool._books)
            await asyncio.sleep(400)
            return before, len(pool._books)

    assert run(main()) == (2, 1)


def test_a_close_that_is_given_up_closes_all_the_same(recwarn: pytest.WarningsRecorder) -> None:
    async def main() -> str:
        async with two_accounts() as (_, pool), pool.session(DEMO_KEY) as wh:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(pool.close(grace=60), 1)
            return repr(wh)

    assert run(main()).endswith("closed>")
    gc.collect()
    assert not recwarn.list
