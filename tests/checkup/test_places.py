"""Where processes meet, and where spools are kept."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkup.stage import free_port
from tests.programs import program
from whasync._io.meeting import sqlite
from whasync.checkup.disk import look_at_folder
from whasync.checkup.meeting import look_at_meeting

PASSWORD = "s3cr/t pass"
QUOTED = "s3cr%2Ft%20pass"


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real Redis that wants a password."""
    server = program("redis-server", package="redis-server")
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    settings = folder / "redis.conf"
    settings.write_text(f'bind 127.0.0.1\nport {port}\nsave ""\ndir {folder}\nrequirepass "{PASSWORD}"\n')
    with subprocess.Popen([server, str(settings)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("Ready to accept connections" in line for line in process.stdout)
        yield port
        process.terminate()
        process.stdout.read()


async def test_redis_that_can_be_written_is_ok_and_options_of_ours_are_no_hindrance(redis: int) -> None:
    found = await look_at_meeting(f"redis://:{QUOTED}@127.0.0.1:{redis}/0?lease=30&when_gone=fail")
    assert found.outcome == "ok", found
    assert found.seen.startswith(f"redis://127.0.0.1:{redis}/0 can be written, Redis ")


@pytest.mark.parametrize("login", ["", ":wr%2Fong@", "nobody:x@"])
async def test_redis_with_a_wrong_password_is_told_without_showing_it(redis: int, login: str) -> None:
    found = await look_at_meeting(f"redis://{login}127.0.0.1:{redis}/0")
    assert found.outcome == "failed"
    assert "check user and password in the URL" in found.fix
    assert "wr%2Fong" not in f"{found}"
    assert "wr/ong" not in f"{found}"


@pytest.fixture
def replica(redis: int) -> Iterator[int]:
    command = ["redis-cli", "-p", str(redis), "-a", PASSWORD, "--no-auth-warning", "replicaof"]
    subprocess.run([*command, "127.0.0.1", "1"], check=True, capture_output=True)
    yield redis
    subprocess.run([*command, "no", "one"], check=True, capture_output=True)


async def test_redis_that_is_a_replica_is_told(replica: int) -> None:
    found = await look_at_meeting(f"redis://:{QUOTED}@127.0.0.1:{replica}/0")
    assert (found.outcome, found.fix) == ("failed", "name the primary: this is a replica")


@pytest.mark.parametrize(
    ("url", "seen", "fix"),
    [
        ("redis://:hidden@127.0.0.1:1/0", "redis://127.0.0.1:1/0: Error 111", "check host, port and firewall"),
        ("redis://127.0.0.1:x/0", "shared= is no URL", "correct WH_SHARED or --shared"),
        ("redis://127.0.0.1:1/0?colour=1", "shared=redis://...?... has an option", "correct WH_SHARED or --shared"),
        ("redis://127.0.0.1:1/0?lease=0", "shared=...?lease=0 must be seconds", "correct WH_SHARED or --shared"),
        ("memcached://127.0.0.1", "shared= begins with memcached", "correct WH_SHARED or --shared"),
        ("meet.sqlite", "shared= begins with no scheme", "correct WH_SHARED or --shared"),
        ("sqlite://meet.sqlite", "shared=sqlite:... is written", "correct WH_SHARED or --shared"),
        ("sqlite:///meet.sqlite?stamp=perhaps", "shared=...?stamp=perhaps must be", "correct WH_SHARED or --shared"),
        (
            "sqlite:////nowhere/meet.sqlite",
            "/nowhere/meet.sqlite: there is no folder /nowhere",
            "check folder, rights and disk",
        ),
    ],
)
async def test_a_place_where_nobody_can_meet_is_told(url: str, seen: str, fix: str) -> None:
    found = await look_at_meeting(url)
    assert found.outcome == "failed"
    assert found.seen.startswith(seen)
    assert found.fix.startswith(fix)
    assert "hidden" not in f"{found}"


async def test_of_a_relative_path_without_its_folder_it_says_how_an_absolute_one_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (await look_at_meeting("sqlite:///run/meet.sqlite")).seen == (
        f"{tmp_path}/run/meet.sqlite: there is no folder {tmp_path}/run, for sqlite:///run/meet.sqlite is relative; "
        "an absolute path has four slashes: sqlite:////run/meet.sqlite"
    )


async def test_without_redis_py_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis.asyncio.retry", None)
    found = await look_at_meeting("redis://127.0.0.1:1/0")
    assert (found.outcome, found.fix) == ("failed", "pip install 'whasync[redis]'")


async def test_a_sqlite_place_is_ok_and_left_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/meet.sqlite"
    assert ((await look_at_meeting(url)).outcome, os.listdir(tmp_path)) == ("ok", [])
    somebody = sqlite.SQLitePlace(tmp_path / "meet.sqlite", "somebody")
    await somebody.open()
    assert (await look_at_meeting(url)).outcome == "ok"
    await somebody.close()
    assert os.listdir(tmp_path) == ["meet.sqlite"]


async def test_a_file_of_another_program_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing to do with it " * 100)
    with contextlib.closing(sqlite3.connect(tmp_path / "other.sqlite")) as other, other:
        other.execute("CREATE TABLE other (it INTEGER)")
    for name, told in (("notes.txt", "file is not a database"), ("other.sqlite", "a SQLite file of something else")):
        found = await look_at_meeting(f"sqlite:///{tmp_path}/{name}")
        assert found.outcome == "failed"
        assert told in found.seen
        assert "name another file" in found.fix


async def test_a_place_that_somebody_keeps_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_LOCKED_FOR", 0.01)
    with contextlib.closing(sqlite3.connect(tmp_path / "meet.sqlite")) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        found = await look_at_meeting(f"sqlite:///{tmp_path}/meet.sqlite")
    assert found.outcome == "failed"
    assert found.means == "another process keeps it locked"


def test_a_folder_that_can_hold_a_spool_is_left_empty(tmp_path: Path) -> None:
    assert (look_at_folder(tmp_path).outcome, list(tmp_path.iterdir())) == ("ok", [])


@pytest.mark.parametrize("folder", ["nowhere", "file"])
def test_a_folder_that_is_none_is_told(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    found = look_at_folder(tmp_path / folder)
    assert (found.check, found.outcome) == ("spool", "failed")
    assert found.seen.startswith(f"{tmp_path / folder}: No")
    assert "--spool" in found.fix
