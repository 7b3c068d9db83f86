"""A Redis where processes meet keeps no key; its password is in nothing that is told, logged or raised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import redis

import whasync
from tests.cage import KEY, PASSWORD, Cage
from tests.io.stage import COUNT, CREDITS
from tests.shared.conftest import RedisServer
from whasync import Session, SharedStateError
from whasync._io.meeting.address import Address
from whasync._io.meeting.look import look
from whasync.simulator import Fault, Simulator


def with_password(server: RedisServer) -> str:
    """The URL of a user with a password, who is made."""
    set_password(server, PASSWORD)
    return f"redis://app:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}/0"


def set_password(server: RedisServer, password: str) -> None:
    """Change it, and end the user's connections."""
    with redis.Redis.from_url(server.url) as client:
        client.execute_command("ACL", "SETUSER", "app", "reset", "on", f">{password}", "~whasync:*", "+@all")
        client.execute_command("CLIENT", "KILL", "USER", "app")


def all_kept(server: RedisServer) -> list[Any]:
    """Every key with its value as Redis writes it; a copy of all goes into the server's folder, as to a disk."""
    with redis.Redis.from_url(server.url) as client:
        client.save()
        return [(name, client.dump(name)) for name in client.scan_iter()]


async def test_redis_keeps_no_key_and_no_error_shows_its_password(
    cage: Cage, own_redis: RedisServer, tmp_path: Path
) -> None:
    url = with_password(own_redis)
    options: dict[str, Any] = {"rate": "50/0.2s", "observe": cage.keep, "backoff": whasync.Backoff(first=0)}
    async with Simulator(key=KEY, limit=6_000) as sim, Session(KEY, base_url=sim.origin, shared=url, **options) as wh:
        sim.script(Fault("error"), Fault("drop"))
        async with wh.budget("nightly", credits=2) as budget:
            for country in ("US", "DE", "FR"):
                await cage.attempt(lambda: wh.call(COUNT, {"country": country}))  # noqa: B023
            cage.keep(budget)
        await cage.attempt(wh.credits)
        cancelled = asyncio.ensure_future(wh.call(CREDITS))
        await asyncio.sleep(0)
        cancelled.cancel()
        await cage.attempt(lambda: cancelled)
        cage.keep(wh, vars(wh), vars(wh._line), *asyncio.all_tasks())
        kept = all_kept(own_redis)
        set_password(own_redis, "another")
        await cage.attempt(lambda: wh.call(CREDITS))
    cage.keep(*(part for entry in kept for part in entry))
    assert "dump.rdb" in cage.keep_files(tmp_path)
    assert len(kept) == 2
    assert {type(error) for error in cage.errors} >= {whasync.BudgetExceededError, SharedStateError}


async def opened(make: Callable[[], Session], patience: float) -> None:
    """Open a session and close it. The URL is a local of nobody's here."""
    async with asyncio.timeout(patience), make():
        pass


async def test_a_redis_that_is_not_well_gets_no_password_shown(cage: Cage, own_redis: RedisServer) -> None:
    url = with_password(own_redis)
    own_redis.pause()
    await cage.attempt(lambda: opened(lambda: Session(KEY, shared=url), 0.1))
    own_redis.go_on()
    set_password(own_redis, "another")
    await cage.attempt(lambda: opened(lambda: Session(KEY, shared=url), 5))
    await cage.attempt(lambda: look(Address.parse(url), None, "2020-01-01"))
    await cage.attempt(lambda: whasync.doctor(api_key=KEY, shared=url, base_url="http://127.0.0.1:1"))
    own_redis.stop()
    await cage.attempt(lambda: look(Address.parse(url), None, "2020-01-01"))
    assert [type(error) for error in cage.errors] == [TimeoutError, *[SharedStateError] * 3]
