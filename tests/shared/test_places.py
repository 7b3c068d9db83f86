"""The two places: what they keep, what they refuse, and what they say when they cannot."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import Any

import msgspec
import pytest
import redis
from msgspec.structs import replace

from tests.shared.conftest import RedisServer
from whasync import SharedStateError, UsageError
from whasync._core.shared.message import Hello, Message, Reply, Rule
from whasync._core.shared.state import State
from whasync._io.authenticate import Secret
from whasync._io.meeting.address import Address
from whasync._io.meeting.meeting import Meeting, place_of
from whasync._io.meeting.place import Place, UnreachableError, Use, account_name
from whasync._io.meeting.redis import RedisPlace
from whasync._io.meeting.sqlite import SQLitePlace

KEY = "wh_" + 16 * "abc"
HELLO = Hello(Rule(50, 2.0, 5, 1), 3.0)


def message(number: int = 1, **fields: object) -> Message:
    return replace(Message(process="p", number=number, hello=HELLO), **fields)


async def close(*places: Place) -> None:
    for place in places:
        await place.close()


async def test_many_who_make_the_file_at_once_all_get_in(tmp_path: Path) -> None:
    for number in range(8):
        places = [SQLitePlace(tmp_path / f"{number}.sqlite", "a") for _ in range(8)]
        await asyncio.gather(*(place.open() for place in places))
        await close(*places)


# What both do.


@pytest.fixture(params=["sqlite", "redis"])
def place(request: pytest.FixtureRequest, common_redis: RedisServer, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return SQLitePlace(tmp_path / "meet.sqlite", "a")
    return RedisPlace(common_redis.url, f"{tmp_path}")


async def test_usage_is_kept_by_day_and_operation_and_counted_once(place: Place) -> None:
    await place.open()
    use = message(day="2026-11-20", usage={"credits": (1, 2), "brands.ads": (5, 5)})
    for said in (use, use, message(2, day="2026-11-20", usage={"credits": (3, 3)})):
        await place.step(said)
    assert await place.usage("2026-11-19") == [
        Use("2026-11-20", "brands.ads", 5, 5),
        Use("2026-11-20", "credits", 4, 5),
    ]
    assert await place.usage("2026-11-21") == []
    await place.close()


async def test_a_message_that_is_said_again_gets_the_same_reply_and_is_done_once(place: Place) -> None:
    await place.open()
    first = await place.step(message(wish=1))
    assert await place.step(message(wish=1)) == first
    assert (await place.step(message(2))).count == 2
    await place.close()


async def test_a_process_that_is_not_known_is_told_so(place: Place) -> None:
    await place.open()
    assert await place.step(message(hello=None)) == Reply(unknown=True)
    await place.close()


# Who meets whom.


def test_an_account_is_called_by_a_keyed_hash_of_key_and_origin() -> None:
    names = {account_name(Secret(key), origin) for key in (KEY, KEY + "0") for origin in ("http://a", "http://b")}
    assert len(names) == 4
    assert not any(KEY in name for name in names)


async def test_neither_place_keeps_the_key(common_redis: RedisServer, tmp_path: Path) -> None:
    path = tmp_path / "meet.sqlite"
    for address in (Address(path=path), Address(url=common_redis.url)):
        meeting = Meeting(address, place_of(address, Secret(KEY), "http://a"), 50, 2.0)
        await meeting.open()
        await meeting.close()
    with redis.Redis.from_url(common_redis.url) as client:
        stored = b"".join(b"%b %b" % (key, client.dump(key)) for key in client.scan_iter())  # type: ignore[operator]
    assert account_name(Secret(KEY), "http://a").encode() in stored
    assert KEY.encode() not in stored + b"".join(file.read_bytes() for file in tmp_path.iterdir())  # noqa: ASYNC240


# The file.


async def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE precious (x)")
    other.close()
    before = path.read_bytes()
    place = SQLitePlace(path, "a")
    with pytest.raises(SharedStateError, match="is a SQLite file of something else; choose another for shared="):
        await place.open()
    await place.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage", [b"not a database, but long enough to be taken for one" * 40, b"SQLite format 3\0" * 90]
)
async def test_a_damaged_file_is_named(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "meet.sqlite"
    path.write_bytes(damage)
    place = SQLitePlace(path, "a")
    with pytest.raises(SharedStateError, match=r"meet\.sqlite, where the processes meet: .*; nothing was sent"):
        await place.open()
    await place.close()


async def test_a_state_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "meet.sqlite"
    place = SQLitePlace(path, "a")
    await place.open()
    await place.step(message())
    with sqlite3.connect(path) as other:
        other.execute("UPDATE state SET state = '{'")
    other.close()
    with pytest.raises(SharedStateError, match="if no process uses it, remove it"):
        await place.step(message(2))
    await place.close()


async def test_a_folder_that_is_not_there_is_named_and_how_an_absolute_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    advice = ", for sqlite:///no/a.db is relative; an absolute path has four slashes: sqlite:////no/a.db"
    for path, more in ((tmp_path / "no/a.db", ""), (Path("no/a.db"), advice)):
        place = SQLitePlace(path, "a")
        with pytest.raises(SharedStateError) as caught:
            await place.open()
        folder = tmp_path / "no"
        assert str(caught.value) == (
            f"{folder}/a.db, where the processes meet: there is no folder {folder}{more}; nothing was sent"
        )
        await place.close()


async def test_a_full_disk_is_named_and_what_was_done_stays(tmp_path: Path) -> None:
    place = SQLitePlace(tmp_path / "meet.sqlite", "a")
    await place.open()
    await place.step(message())
    assert place._connection is not None
    pages = place._connection.execute("PRAGMA page_count").fetchone()[0]
    place._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(SharedStateError, match="database or disk is full"):
        await place.step(message(2, day="2026-11-20", usage={"x" * 5_000: (1, 1)}))
    assert (await place.step(message(2))).count == 2
    await place.close()


@pytest.mark.parametrize("files", ["meet.sqlite", "meet.sqlite*"])
async def test_a_file_that_was_removed_is_made_anew_and_all_meet_there(tmp_path: Path, files: str) -> None:
    one, other = (SQLitePlace(tmp_path / "meet.sqlite", "a") for _ in range(2))
    for number in (1, 2):
        await one.step(message(number))
    for file in list(tmp_path.glob(files)):  # noqa: ASYNC240
        file.unlink()
    await other.step(replace(message(waiting=1), process="q"))
    first = await one.step(message(3, seen=2, waiting=1))
    second = await other.step(replace(message(2, seen=1, waiting=1), process="q"))
    await close(one, other)
    assert (first.others, second.others) == (1, 1)
    assert first.lost == pytest.approx(3.0 + 2.0, abs=0.1)


async def test_a_file_that_became_a_folder_is_named_and_used_again_when_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "meet.sqlite"
    place = SQLitePlace(path, "a")
    await place.step(message())
    path.rename(tmp_path / "away")
    path.mkdir()
    with pytest.raises(SharedStateError, match="unable to open database file; nothing was sent"):
        await place.step(message(2, seen=1))
    path.rmdir()
    (tmp_path / "away").rename(path)
    assert (await place.step(message(2, seen=1))).count == 2
    await place.close()


async def test_a_file_stays_the_same_when_the_process_goes_to_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path)
    place = SQLitePlace(Path("meet.sqlite"), "a")
    await place.step(message())
    monkeypatch.chdir(tmp_path / "other")
    assert (await place.step(message(2, seen=1))).count == 2
    await place.close()
    assert list((tmp_path / "other").iterdir()) == []


async def test_a_locked_file_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whasync._io.meeting.sqlite._LOCKED_FOR", 0.01)
    path = tmp_path / "meet.sqlite"
    place = SQLitePlace(path, "a")
    await place.open()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UnreachableError, match="database is locked"):
        await place.step(message())
    other.close()
    assert (await place.step(message())).count == 1
    await place.close()


async def test_another_start_of_the_machine_keeps_the_ledger_and_waits_for_what_may_be_forgotten(
    tmp_path: Path,
) -> None:
    path = tmp_path / "meet.sqlite"
    before = SQLitePlace(path, "a", clock=lambda: 5_000.0, epoch="before")
    first = await before.step(message(month="2026-11", wish=1))
    after = SQLitePlace(path, "a", clock=lambda: 1.5, epoch="after")
    again = await after.step(replace(message(wish=1), process="q"))
    await close(before, after)
    assert (first.due, first.lost, again.ledger.month) == (0.0, 0.0, "2026-11")
    assert again.due == again.lost == pytest.approx(3.0 + 2.0 * (1 + 1 / 3000) - 1.5)


async def test_a_machine_that_does_not_tell_its_starts_is_taken_for_started_again_when_its_clock_ran_back(
    tmp_path: Path,
) -> None:
    moments = iter((5_000.0, 5_001.0, 1.5, 2.5))
    one, other = (SQLitePlace(tmp_path / "meet.sqlite", "a", clock=lambda: next(moments), epoch="") for _ in range(2))
    told = [
        await place.step(replace(message(), process=name)) for name, place in zip("pqrs", (one, other) * 2, strict=True)
    ]
    await close(one, other)
    assert [reply.lost for reply in told] == [0.0, 0.0, pytest.approx(3.0 + 2.0 * (1 + 1 / 3000) - 1.5), 0.0]


async def test_a_new_file_is_used_at_once(tmp_path: Path) -> None:
    place = SQLitePlace(tmp_path / "meet.sqlite", "a", clock=lambda: 0.1, epoch="boot")
    assert (await place.step(message(wish=1))).due == 0.0
    await place.close()


async def test_steps_at_a_file_do_not_hold_the_loop(tmp_path: Path) -> None:
    path = tmp_path / "meet.sqlite"
    place = SQLitePlace(path, "a")
    await place.open()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    loop = asyncio.get_running_loop()
    began = loop.time()
    step = asyncio.create_task(place.step(message()))
    await asyncio.sleep(0.05)
    held = loop.time() - began
    other.close()
    await step
    await place.close()
    assert held < 0.5


# The server.


async def test_a_server_that_is_not_there_can_be_tried_again(own_redis: RedisServer) -> None:
    place = RedisPlace(own_redis.url, "a")
    assert (await place.step(message())).count == 1
    own_redis.stop()
    with pytest.raises(UnreachableError, match=r"^Redis: \w+$"):
        await place.step(message(2))
    own_redis.start()
    assert (await place.step(message(2, seen=1))).lost == pytest.approx(3.0 + 2.0, abs=2.0)
    await place.close()


async def test_a_server_that_may_not_be_written_to_any_more_is_left_and_looked_for_anew(own_redis: RedisServer) -> None:
    place = RedisPlace(own_redis.url, "a")
    await place.step(message())
    with redis.Redis.from_url(own_redis.url) as client:
        client.replicaof("127.0.0.1", "1")
        with pytest.raises(UnreachableError, match=r"^Redis: ReadOnlyError$"):
            await place.step(message(2, seen=1))
        connected: Any = client.client_list()
        client.replicaof("no", "one")
    assert len(connected) == 1
    assert (await place.step(message(2, seen=1))).count == 2
    await place.close()


async def test_what_a_server_refuses_is_told_by_its_kind(own_redis: RedisServer) -> None:
    place = RedisPlace(own_redis.url, "a")
    with redis.Redis.from_url(own_redis.url) as client:
        client.config_set("maxmemory", 1)
    with pytest.raises(SharedStateError, match=r"where the processes meet: OutOfMemoryError: .*; nothing was sent"):
        await place.step(message())
    await place.close()


async def test_a_server_that_is_no_redis_is_told_and_shows_no_password() -> None:
    async def polite(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            for _ in range(int(head[1:])):
                await reader.readexactly(int((await reader.readline())[1:]) + len(b"\r\n"))
            writer.write(b"+OK\r\n")  # once for each command: a client that finds more takes the connection for broken
        writer.close()

    async with await asyncio.start_server(polite, "127.0.0.1", 0) as server:
        place = RedisPlace(f"redis://:hunter2@127.0.0.1:{server.sockets[0].getsockname()[1]}/0", "a")
        with pytest.raises(SharedStateError, match=r"^Redis, where the processes meet[:,] ") as caught:
            await place.step(message())
        await place.close()
    assert "hunter2" not in repr(traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack)


async def test_a_script_that_was_flushed_is_sent_again(own_redis: RedisServer) -> None:
    place = RedisPlace(own_redis.url, "a")
    await place.step(message())
    with redis.Redis.from_url(own_redis.url) as client:
        client.script_flush()
    assert (await place.step(message(2))).count == 2
    await place.close()


async def test_who_may_not_ask_for_the_uptime_is_served_all_the_same(own_redis: RedisServer) -> None:
    with redis.Redis.from_url(own_redis.url) as client:
        client.execute_command("ACL", "SETUSER", "app", "on", ">secret", "~whasync:*", "+@all", "-info")
    place = RedisPlace(f"redis://app:secret@127.0.0.1:{own_redis.port}/0", "a")
    assert (await place.step(message(wish=1))).due == 0.0
    await place.close()


async def test_a_fresh_server_is_given_the_time_to_forget_what_another_may_have_known(own_redis: RedisServer) -> None:
    place = RedisPlace(own_redis.url, "a")
    reply = await place.step(message(wish=1))
    assert reply.due is not None
    assert 0.5 < reply.due <= 2.001
    await place.close()


async def test_a_password_is_in_no_error_and_no_log(own_redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with redis.Redis.from_url(own_redis.url) as client:
        client.config_set("requirepass", "another")
    address = Address.parse(f"redis://:hunter2@127.0.0.1:{own_redis.port}/0")
    place = place_of(address, Secret(KEY), "http://a")
    with pytest.raises(SharedStateError) as caught:
        await place.step(message())
    await place.close()
    assert "hunter2" not in f"{caught.value!r} {address!r} {place!r} {caplog.text}"


async def test_the_state_of_a_server_is_that_of_a_file(common_redis: RedisServer) -> None:
    place = RedisPlace(common_redis.url, "readable")
    await place.step(message(wish=1))
    with redis.Redis.from_url(common_redis.url) as client:
        kept = msgspec.msgpack.decode(client.get("whasync:{readable}:state"), type=State)  # type: ignore[arg-type]
    assert (kept.count, list(kept.processes["p"].slots), kept.rule) == (1, ["1"], HELLO.rule)
    await place.close()


def test_without_redis_py_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name == "redis" or name.startswith("redis.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(UsageError, match=r"pip install 'whasync\[redis\]'"):
        RedisPlace("redis://127.0.0.1/0", "a")


def test_an_option_that_nobody_knows_is_refused_before_the_first_step() -> None:
    with pytest.raises(UsageError, match=r"none of redis-py's, nor of lease=, stamp=, when_gone=, processes="):
        RedisPlace("redis://127.0.0.1/0?leese=5", "a")
