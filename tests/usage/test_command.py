"""`whasync usage`: from the place where processes meet, for nothing."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.stage import Command
from tests.shared.conftest import RedisServer
from tests.usage.stage import book
from whasync import Session
from whasync._io.authenticate import Secret
from whasync._io.meeting.place import Place, Use, account_name
from whasync._io.meeting.redis import RedisPlace
from whasync._io.meeting.sqlite import SQLitePlace
from whasync.settings import ORIGIN
from whasync.simulator import DEMO_KEY, Simulator

TODAY = datetime.now(UTC).date()
USES = [Use(f"{TODAY}", "adlibrary", 70, 71), Use(f"{TODAY}", "brands.ads", 30, 30)]
ANOTHER_KEY = f"wh_{'5' * 48}"


def account(key: str = DEMO_KEY) -> str:
    return account_name(Secret(key), ORIGIN)


def keep(place: Place, uses: Sequence[Use] = USES, left: int | None = 5_000) -> None:
    asyncio.run(book(place, uses, left, f"{TODAY:%Y-%m}"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of one account that has used something."""
    path = tmp_path / "meet.sqlite"
    keep(SQLitePlace(path, account()))
    return path


def test_what_a_session_spends_is_what_usage_tells(tmp_path: Path, whasync: Command) -> None:
    async def spend() -> int:
        async with Simulator(credits=1_000) as api:
            async with Session(api.key, base_url=api.origin, shared=f"sqlite:///{tmp_path}/meet.sqlite") as wh:
                await wh.credits()
                await wh.tiktok_shop.products.count(country="US")
                await wh.tiktok_shop.products.explore(country="US")
            return api.account.charged

    charged = asyncio.run(spend())
    told = whasync("usage", "--json", "--shared", f"sqlite:///{tmp_path}/meet.sqlite").document
    assert (told["credits"], told["calls"], told["used"]) == (charged, 3, charged)
    assert {use["operation"]: use["credits"] for use in told["by_operation"]} == {
        "credits": 1,
        "tiktok_shop.products.count": 1,
        "tiktok_shop.products.explore": 1,
    }
    assert told["remaining"] == 1_000 - charged


def test_the_only_account_of_a_file_is_told_without_a_key(file: Path, whasync: Command) -> None:
    ended = whasync("usage", "--shared", f"sqlite:///{file}", "--since", f"{TODAY}")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines()[:4] == [
        "credits a day",
        f"  {TODAY}  100  {'█' * 61}",
        "",
        f"100 credits for 101 calls since {TODAY}",
    ]
    assert "left      5,000 of 20,000 a month" in ended.out


def test_the_place_may_come_from_the_environment(file: Path, whasync: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WH_SHARED", f"sqlite:///{file}")
    assert whasync("usage", "--json").document["credits"] == 100


def test_the_key_says_whose_use_it_is(
    file: Path, whasync: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(SQLitePlace(file, account(ANOTHER_KEY)), [Use(f"{TODAY}", "adlibrary", 7, 7)])
    shared = ("--shared", f"sqlite:///{file}")
    ended = whasync("usage", *shared)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"whasync: {file} keeps 2 accounts: say which with WH_API_KEY or --key-file\n"
    monkeypatch.setenv("WH_API_KEY", ANOTHER_KEY)
    assert whasync("usage", "--json", *shared).document["credits"] == 7
    (tmp_path / "key").write_text(DEMO_KEY)
    assert whasync("usage", "--json", *shared, "--key-file", str(tmp_path / "key")).document["credits"] == 100


def test_a_key_that_is_not_there_is_not_shown_what_others_used(
    file: Path, whasync: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WH_API_KEY", ANOTHER_KEY)
    ended = whasync("usage", "--shared", f"sqlite:///{file}")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        f"whasync: {file} keeps nothing of this key at this origin: check WH_API_KEY, --key-file and --base-url\n"
    )


def test_without_a_place_it_says_what_to_do(whasync: Command) -> None:
    ended = whasync("usage")
    assert (ended.status, ended.out) == (2, "")
    assert "set WH_SHARED=sqlite:///PATH for all that use the key" in ended.err


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, whasync: Command) -> None:
    ended = whasync("usage", "--shared", f"sqlite:///{tmp_path}/none.sqlite")
    assert ended.status == 2
    assert ended.err.endswith("there is no such file yet; the first session that shares it makes it\n")
    assert os.listdir(tmp_path) == []


def test_a_file_is_left_as_it_was(file: Path, whasync: Command) -> None:
    before = file.read_bytes()
    file.chmod(0o444)
    assert whasync("usage", "--shared", f"sqlite:///{file}").status == 0
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == [file.name]


def test_a_file_can_be_looked_at_while_somebody_writes(file: Path, whasync: Command) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE usage SET credits = 0")
        assert whasync("usage", "--json", "--shared", f"sqlite:///{file}").document["credits"] == 100
        writer.execute("ROLLBACK")


@pytest.mark.parametrize("kind", ["of another program", "no SQLite file", "empty", "of nobody", "not of this version"])
def test_a_file_that_keeps_no_account_is_told(kind: str, tmp_path: Path, whasync: Command, file: Path) -> None:
    path = tmp_path / "other.sqlite"
    if kind == "of another program":
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("CREATE TABLE state (account TEXT)")
    elif kind == "of nobody":
        asyncio.run(open_and_close(SQLitePlace(path, account())))
    elif kind == "not of this version":
        path = file
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("UPDATE state SET state = '{\"ledger\": 1}'")
    else:
        path.write_text("" if kind == "empty" else "no database, nothing like it " * 100)
    ended = whasync("usage", "--shared", f"sqlite:///{path}")
    assert ended.status == (2 if kind == "of nobody" else 5)
    assert ended.err.startswith(f"whasync: {path}")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "row",
    [
        ("monday", "adlibrary", 1, 1),
        ("2026-13-40", "adlibrary", 1, 1),
        (f"{TODAY}", "adlibrary", "many", 1),
        (f"{TODAY}", b"\xff", 1, 1),
        (f"{TODAY}", "adlibrary", 1.5, 1),
    ],
)
def test_uses_that_cannot_be_read_are_told(row: tuple[object, ...], whasync: Command, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("REPLACE INTO usage VALUES (?, ?, ?, ?, ?)", (account(), *row))
    ended = whasync("usage", "--shared", f"sqlite:///{file}")
    assert (ended.status, ended.err.count("\n")) == (5, 1)
    assert ended.err.startswith(f"whasync: {file} keeps what this version cannot read")


def test_a_name_steers_no_terminal(whasync: Command, file: Path) -> None:
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("INSERT INTO usage VALUES (?, ?, ?, 1, 1)", (account(), f"{TODAY}", "a\x1b[31m\u202eb\nc"))
    assert "  a?[31m?b?c  " in whasync("usage", "--shared", f"sqlite:///{file}").out


async def open_and_close(place: Place) -> None:
    await place.open()
    await place.close()


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("monday", "--since 'monday' is no day; write one as "),
        (f"{TODAY + timedelta(days=2)}", " to today, "),
        (f"{TODAY - timedelta(days=500)}", f"must be from {TODAY - timedelta(days=400)} to today"),
    ],
)
def test_a_day_that_cannot_be_told_of_is_refused(since: str, words: str, file: Path, whasync: Command) -> None:
    ended = whasync("usage", "--shared", f"sqlite:///{file}", "--since", since)
    assert ended.status == 2
    assert words in ended.err


def test_redis_tells_the_same_as_a_file(
    file: Path, own_redis: RedisServer, whasync: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(RedisPlace(own_redis.url, account()))
    by_file = whasync("usage", "--json", "--shared", f"sqlite:///{file}").document
    by_redis = whasync("usage", "--json", "--shared", own_redis.url).document
    moving = {"at", "per_day", "runs_dry"}  # with the time that passed between the two
    assert [by_redis[name] for name in by_redis if name not in moving] == [
        by_file[name] for name in by_file if name not in moving
    ]
    assert (by_redis["credits"], by_redis["remaining"]) == (100, 5_000)
    keep(RedisPlace(own_redis.url, account(ANOTHER_KEY)), USES[:1])
    assert "keeps 2 accounts" in whasync("usage", "--shared", own_redis.url).err
    monkeypatch.setenv("WH_API_KEY", ANOTHER_KEY)
    assert whasync("usage", "--json", "--shared", own_redis.url).document["credits"] == 70


def test_redis_that_is_not_there_is_told_without_its_password(whasync: Command) -> None:
    ended = whasync("usage", "--shared", "redis://:hidden@127.0.0.1:1/0")
    assert (ended.status, ended.out) == (5, "")
    assert ended.err.startswith("whasync: where the processes meet cannot be reached: Redis: ConnectionError")
    assert "hidden" not in ended.err


def test_the_plot_can_go_down_a_pipe_that_takes_no_blocks(
    file: Path, whasync: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", pipe)
    whasync("usage", "--shared", f"sqlite:///{file}", "--since", f"{TODAY}")
    pipe.flush()
    assert f"  {TODAY}  100  {'#' * 61}\n".encode() in pipe.buffer.getvalue()  # type: ignore[attr-defined]


def test_a_page_is_written_beside_whatever_else_is_told(file: Path, whasync: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("an older one")
    ended = whasync("usage", "--json", "--shared", f"sqlite:///{file}", "--html", str(page))
    assert json.loads(ended.out)["credits"] == 100
    assert ended.err == f"whasync: {page} is written\n"
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert account() not in text
    assert sorted(os.listdir(tmp_path)) == ["meet.sqlite", "page.html"]


def test_a_page_that_cannot_be_written_leaves_what_was_there(file: Path, whasync: Command, tmp_path: Path) -> None:
    ended = whasync("usage", "--shared", f"sqlite:///{file}", "--html", f"{tmp_path}/nowhere/page.html")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"whasync: {tmp_path}/nowhere/page.html cannot be written: ")


def test_days_before_the_first_use_are_left_out_but_for_the_last_week(tmp_path: Path, whasync: Command) -> None:
    path = tmp_path / "meet.sqlite"
    shared = f"sqlite:///{path}"
    keep(SQLitePlace(path, account()))
    assert whasync("usage", "--json", "--shared", shared).document["since"] == f"{TODAY - timedelta(days=6)}"
    keep(SQLitePlace(path, account()), [Use(f"{TODAY - timedelta(days=20)}", "adlibrary", 1, 1)])
    assert whasync("usage", "--json", "--shared", shared).document["since"] == f"{TODAY - timedelta(days=20)}"
    day = f"{TODAY - timedelta(days=25)}"
    assert whasync("usage", "--json", "--since", day, "--shared", shared).document["since"] == day
