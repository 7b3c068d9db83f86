"""The spool's file: how it is made, known again, locked, and what its errors mean."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from ..errors import UsageError
from .question import Question, difference

# In the file's header, bytes 68 to 71 (SQLite file format): tells our files from all others. "whsp".
_APPLICATION = 0x77687370
_VERSION = 1
_HEADER = 100

# Beside the spool while a run is at work on it: what has gone out, see `Sent`.
SENT = "-sent"


class Schema:
    """The statements that are longer than a line."""

    MARKS = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};"
    TABLES = """
        CREATE TABLE question (number INTEGER PRIMARY KEY, text TEXT, done INTEGER, course INTEGER, next TEXT);
        CREATE TABLE page (
            question INTEGER, number INTEGER, course INTEGER, asked TEXT, codec TEXT, body BLOB, checksum INTEGER,
            keys BLOB, rows INTEGER, rejected INTEGER, credits INTEGER, in_doubt INTEGER, at REAL
        );
        CREATE UNIQUE INDEX page_order ON page (question, number);
        CREATE TABLE output (name TEXT PRIMARY KEY);
        CREATE TABLE extra (ended INTEGER, lost INTEGER, credits INTEGER, in_doubt INTEGER);
        INSERT INTO extra VALUES (0, 0, 0, 0);
    """
    BOOK = """
        INSERT INTO page (question, course, asked, codec, body, checksum, keys, rows, rejected, credits, in_doubt, at,
                          number)
        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1 + coalesce(max(number), 0) FROM page WHERE question = ?
    """
    SUMS = """
        SELECT count(*), coalesce(sum(rows), 0), coalesce(sum(rejected), 0), coalesce(sum(credits), 0),
               coalesce(sum(in_doubt), 0)
        FROM page
    """
    PAGES = """
        SELECT question, number, asked, codec, body, checksum, keys, at FROM page {where} ORDER BY question, number
    """
    END = """
        SELECT NOT EXISTS (SELECT 1 FROM page) AND NOT (lost OR credits OR in_doubt), ended FROM extra
    """


def connect(path: Path, questions: Sequence[Question]) -> sqlite3.Connection:
    """Open a job's spool, or make it where there is none. See `Spool.open`."""
    with translated(path):
        is_new = _is_new(path)
        connection = sqlite3.connect(path, timeout=0, isolation_level="DEFERRED", check_same_thread=False)
        try:
            # The lock lasts as long as the connection, and goes with the process however that ends.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            if is_new:
                path.with_name(path.name + SENT).unlink(missing_ok=True)  # of a spool that was taken away
                _make(connection, questions)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("BEGIN IMMEDIATE").connection.commit()
            if not is_new:
                _check(path, connection, questions)
        except BaseException:
            connection.close()
            raise
        return connection


def kept_questions(path: Path) -> list[Question]:
    """The questions of a spool, which never change; none where it is no spool, or cannot be read."""
    try:
        if _is_new(path):
            return []
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, timeout=0)
        try:
            return _questions(connection)
        finally:
            connection.close()
    except (sqlite3.Error, OSError, UsageError, msgspec.DecodeError):
        return []


def throw_away(path: Path) -> None:
    """Remove a spool, for a job that is to start over.

    Raises:
        UsageError: It is another program's file, or another process is at work on it.
    """
    if not path.exists():
        return
    with translated(path):
        if not _is_new(path):
            connection = sqlite3.connect(path, timeout=0)
            try:
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                connection.rollback()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                    raise
            finally:
                connection.close()
    for ending in ("", "-wal", "-shm", "-journal", SENT):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def translated(path: Path) -> Generator[None, None, None]:
    """Say SQLite's errors, and those of damaged bytes, as what they mean for whoever exports."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise UsageError(f"{path}: another process is at work on it; nothing was sent") from None
        if name.startswith("SQLITE_FULL"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from None
        if name.startswith("SQLITE_IOERR"):
            raise OSError(
                errno.EIO, "cannot be written or read: is the disk full, or a limit reached?", str(path)
            ) from None
        if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
            raise UsageError(f"{path} cannot be written: {error}") from None
        if name == "SQLITE_ERROR":  # a statement that SQLite refuses, as for a table of too many columns
            raise UsageError(f"{path} cannot be written: {error}") from None
        raise _damaged(path, str(error)) from None
    except ValueError as error:
        if isinstance(error, UsageError):
            raise
        raise _damaged(path, str(error)) from None


def _damaged(path: Path, reason: str) -> UsageError:
    return UsageError(
        f"{path} is damaged ({reason}); nothing was sent, and it is left as it is: move it away, or start over with "
        f"restart (--restart)"
    )


def _is_new(path: Path) -> bool:
    """Whether there is nothing yet; a run that was killed may have left an empty file.

    Raises:
        UsageError: It is another program's file.
    """
    try:
        if not path.is_file() and path.exists():  # a pipe would be waited for
            raise UsageError(f"{path} is no regular file")
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    if not header:
        return True
    if int.from_bytes(header[68:72]) != _APPLICATION:
        raise UsageError(f"{path} is no spool of whasync; nothing was sent, and it is left as it is: move it away")
    return False


def _make(connection: sqlite3.Connection, questions: Sequence[Question]) -> None:
    """All of it in one transaction: killed meanwhile, it leaves an empty file or a whole spool."""
    connection.executescript(f"BEGIN EXCLUSIVE; {Schema.MARKS} {Schema.TABLES}")
    connection.executemany(
        "INSERT INTO question VALUES (?, ?, 0, 0, NULL)", [(number, each.text) for number, each in enumerate(questions)]
    )
    connection.commit()


def _check(path: Path, connection: sqlite3.Connection, questions: Sequence[Question]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        raise UsageError(f"{path} is of version {version}, and this whasync reads version {_VERSION}")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ValueError(verdict)
    changed = difference(_questions(connection), questions)
    if changed:
        raise UsageError(
            f"{path} holds the rows of another question; what changed: {changed}. Nothing was sent; choose another "
            f"file, or throw the rows away with restart (--restart)"
        )


def _questions(connection: sqlite3.Connection) -> list[Question]:
    texts = connection.execute("SELECT text FROM question ORDER BY number")
    return [msgspec.json.decode(text, type=Question) for (text,) in texts]
