"""The place where the processes of one machine meet: a SQLite file."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from ..._core.shared.message import Message, Reply
from ..._core.shared.state import Moment, State
from ..._core.shared.step import step
from ...errors import SharedStateError
from .place import KEEP_DAYS, UnreachableError, Use

T = TypeVar("T")

_APPLICATION = 0x77684D31  # "whM1": what makes a file one of ours
_LOCKED_FOR = 2.0  # seconds to wait for a step of others; each takes a fraction of a millisecond
_OPEN_EVERY = 0.02  # seconds between two tries to open: SQLite itself does not wait for one that makes the file

_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
CREATE TABLE IF NOT EXISTS state (account TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage (
    account TEXT, day TEXT, operation TEXT, credits INTEGER NOT NULL, calls INTEGER NOT NULL,
    PRIMARY KEY (account, day, operation)
) WITHOUT ROWID;
"""
_USE = """
INSERT INTO usage VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET credits = credits + excluded.credits, calls = calls + excluded.calls
"""


class SQLitePlace:
    """Each step is one transaction, in a thread of its own.

    Args:
        account: What the account is called here.
        clock: A clock that all processes of the machine have in common.
        epoch: Which start of the machine that clock counts from, or "" where that is not known.
    """

    def __init__(
        self, path: Path, account: str, *, clock: Callable[[], float] = time.monotonic, epoch: str | None = None
    ) -> None:
        self._given = path
        self._path = path.absolute()  # the process may go to another folder
        self._account = account
        self._clock = clock
        self._epoch = _boot() if epoch is None else epoch
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None  # which one is open

    async def open(self) -> None:
        """Open or make the file."""
        until = asyncio.get_running_loop().time() + _LOCKED_FOR
        while True:
            try:
                await self._in_thread(self._opened)
            except UnreachableError:
                if asyncio.get_running_loop().time() > until:
                    raise
            else:
                return
            await asyncio.sleep(_OPEN_EVERY)

    async def step(self, message: Message) -> Reply:
        """Do a step."""
        return await self._in_thread(lambda: self._step(message))

    async def usage(self, since: str) -> list[Use]:
        """What was used on that day and later."""
        return await self._in_thread(lambda: self._usage(since))

    async def close(self) -> None:
        """Close the file."""
        thread, self._thread = self._thread, None
        if thread is not None:  # it may be opening the file still, for somebody who was cancelled
            await asyncio.get_running_loop().run_in_executor(thread, self._close)
            thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="whasync-meeting")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)

    def _do(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (sqlite3.Error, msgspec.MsgspecError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise UnreachableError(f"{self._path}: {error}") from None
            self._close()  # what is known of the file may be wrong; the next step opens it anew
            advice = "" if isinstance(error, sqlite3.OperationalError) else "; if no process uses it, remove it"
            reason = absent_folder(self._given, self._path) or f"{error}{advice}"
            raise SharedStateError(f"{self._path}, where the processes meet: {reason}; nothing was sent") from None

    def _open(self) -> None:
        connection = sqlite3.connect(self._path, timeout=_LOCKED_FOR, isolation_level=None, check_same_thread=False)
        try:
            self._refuse_foreign(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = self._file = None

    def _refuse_foreign(self, connection: sqlite3.Connection) -> None:
        # In this order: another process may make the file at this very moment, and marks it before it has tables.
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != _APPLICATION and (application or tables):
            raise SharedStateError(f"{self._path} is a SQLite file of something else; choose another for shared=")

    def _opened(self) -> sqlite3.Connection:
        # A file that was removed can be written to for as long as it is open; the others are at a new one by then.
        if self._file is None or self._file != self._identify():
            self._close()
            self._open()
            self._file = self._identify()
        assert self._connection is not None  # noqa: S101 - `_open` has set it
        return self._connection

    def _identify(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _step(self, message: Message) -> Reply:
        connection = self._opened()
        connection.execute("BEGIN IMMEDIATE")
        try:
            state = self._load(connection)
            count = state.count
            reply = step(state, message, self._moment(state))
            connection.execute("REPLACE INTO state VALUES (?, ?)", (self._account, msgspec.json.encode(state)))
            if state.count > count:
                self._book(connection, message)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return reply

    def _load(self, connection: sqlite3.Connection) -> State:
        row = connection.execute("SELECT state FROM state WHERE account = ?", (self._account,)).fetchone()
        return State(epoch=self._epoch) if row is None else msgspec.json.decode(row[0], type=State)

    def _moment(self, state: State) -> Moment:
        now, epoch = self._clock(), self._epoch
        if not epoch:  # then a clock that ran back tells of a new start, and one that did not is not too far on
            epoch = state.epoch if now >= state.seen else f"{time.time():.0f}"
        if state.epoch != epoch:
            state.seen = 0.0  # the clock began anew
        return Moment(now, epoch, now)

    def _book(self, connection: sqlite3.Connection, message: Message) -> None:
        for operation, (credits, calls) in message.usage.items():
            connection.execute(_USE, (self._account, message.day, operation, credits, calls))
        if message.usage:
            oldest = date.fromisoformat(message.day) - timedelta(days=KEEP_DAYS)
            connection.execute("DELETE FROM usage WHERE day < ?", (oldest.isoformat(),))

    def _usage(self, since: str) -> list[Use]:
        rows = self._opened().execute(
            "SELECT day, operation, credits, calls FROM usage WHERE account = ? AND day >= ? ORDER BY day, operation",
            (self._account, since),
        )
        return [Use(*row) for row in rows]


def absent_folder(given: Path, path: Path) -> str:
    """What to say where the folder of a file is not there, else "".

    Args:
        given: As it was written. path: The same, absolute.
    """
    if path.parent.is_dir():
        return ""
    absent = f"there is no folder {path.parent}"
    if given.is_absolute():
        return absent
    return f"{absent}, for sqlite:///{given} is relative; an absolute path has four slashes: sqlite:////{given}"


def _boot() -> str:
    """Which start of the machine this is, or "" where it does not tell: one that is no Linux."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
