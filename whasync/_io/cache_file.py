"""Answers in an SQLite file, which processes share. The oldest go first."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from ..errors import UsageError
from .recall import Kept

T = TypeVar("T")

_log = logging.getLogger("whasync")

# In the file's header, bytes 68 to 71 (SQLite file format): tells our files from all others. "whca".
_APPLICATION = 0x77686361
_VERSION = 1
_BUSY = 2.0  # seconds that another process may take to write; a page takes milliseconds

_MAKE = f"""
    BEGIN EXCLUSIVE;
    PRAGMA application_id = {_APPLICATION};
    PRAGMA user_version = {_VERSION};
    CREATE TABLE IF NOT EXISTS answer (
        number INTEGER PRIMARY KEY, name BLOB UNIQUE, at REAL, checksum INTEGER, body BLOB
    );
    COMMIT;
"""
_PUT = "INSERT OR REPLACE INTO answer (name, at, checksum, body) VALUES (?, ?, ?, ?)"
_USED = """
    SELECT (page_count - freelist_count) * page_size
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size
"""
_DROP_OLDEST = "DELETE FROM answer WHERE number = (SELECT min(number) FROM answer)"


class FileStore:
    """A file of *max_bytes*, read and written in a thread of its own, for all sessions that use it.

    Its clock is that of the machine. What cannot be read is not there, and what cannot be written is not kept: the
    call succeeds all the same, and the log tells it once.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._thread = ThreadPoolExecutor(1, "whasync-cache")
        self._pid: int | None = None
        self._users = 0  # it and the connection are the thread's alone
        self._connection: sqlite3.Connection | None = None
        self._has_complained = False

    async def open(self) -> None:
        """Open the file, or make it.

        Raises:
            UsageError: It is damaged, another program's, or cannot be written; or it was opened before a fork.
        """
        if self._pid not in (None, os.getpid()):  # the thread is not here, and SQLite forbids to use the connection
            raise UsageError(f"the cache {self._path} was opened before a fork; make one in each process")
        self._pid = os.getpid()
        is_open = threading.Event()
        try:
            await self._in_thread(partial(self._open, is_open))
        except asyncio.CancelledError:  # the thread may be at it, and open the file for nobody
            self._thread.submit(self._close_if, is_open)
            raise

    async def close(self) -> None:
        """Close the file when its last user does. Whoever is cancelled meanwhile has left all the same."""
        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._close))

    async def get(self, name: bytes) -> Kept | None:
        """What is kept under a name."""
        return await self._in_thread(lambda: self._spared(lambda file: _get(file, name)))

    async def put(self, name: bytes, body: bytes) -> None:
        """Keep an answer."""
        await self._in_thread(lambda: self._spared(lambda file: _put(file, name, body, self._max_bytes)))

    async def forget(self, beginning: bytes) -> None:
        """Drop all whose names begin so."""
        await self._in_thread(lambda: self._spared(lambda file: _forget(file, beginning)))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _open(self, done: threading.Event) -> None:
        if self._connection is None:
            self._connection = _connect(self._path)
        self._users += 1
        done.set()

    def _close_if(self, is_open: threading.Event) -> None:
        if is_open.is_set():
            self._close()

    def _close(self) -> None:
        self._users -= 1
        if not self._users and self._connection is not None:
            self._connection.close()
            self._connection = None

    def _spared(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Work with the file; its errors are the log's alone."""
        if self._connection is None:  # a call that ends after its session was closed
            return None
        try:
            with self._connection:
                return work(self._connection)
        except (sqlite3.Error, TypeError) as error:  # where bytes are damaged, a value may be of another type
            if not self._has_complained:
                self._has_complained = True
                _log.warning("the cache %s fails, and calls go on without it: %s", self._path, error)
            return None


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path, timeout=_BUSY, isolation_level="IMMEDIATE", check_same_thread=False)
    except sqlite3.Error as error:
        raise UsageError(f"the cache {path} cannot be opened: {error}") from None
    try:
        is_new = _is_new(path, connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a lost answer costs a credit, and a damaged file is worse
        connection.execute("PRAGMA cell_size_check = ON")
        if is_new:
            connection.executescript(_MAKE)
        connection.execute("SELECT name, at, checksum, body FROM answer LIMIT 1").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise UsageError(f"the cache {path} is damaged or cannot be written ({error}); move it away") from None
    except BaseException:
        connection.close()
        raise
    return connection


def _is_new(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in the file yet.

    Raises:
        UsageError: There is something that is not ours.
    """
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION and (tables or application):
        raise UsageError(f"{path} is no cache of whasync, and is left as it is; choose another file")
    if application == _APPLICATION and version != _VERSION:
        raise UsageError(f"the cache {path} is of version {version}, and this whasync reads {_VERSION}; move it away")
    return bool(application == 0)


def _get(file: sqlite3.Connection, name: bytes) -> Kept | None:
    row = file.execute("SELECT at, checksum, body FROM answer WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    at, checksum, body = row
    if crc32(body) != checksum:
        return None
    # What comes from the future was kept before the clock was set back: as old as it is young.
    return Kept(body, abs(time.time() - at))


def _put(file: sqlite3.Connection, name: bytes, body: bytes, max_bytes: int) -> None:
    if len(body) > max_bytes:
        return
    file.execute(_PUT, (name, time.time(), crc32(body), body))
    while file.execute(_USED).fetchone()[0] > max_bytes:
        if not file.execute(_DROP_OLDEST).rowcount:
            break  # the empty file is larger


def _forget(file: sqlite3.Connection, beginning: bytes) -> None:
    after = beginning + b"\xff" * 40  # longer than any name
    file.execute("DELETE FROM answer WHERE name BETWEEN ? AND ?", (beginning, after))
