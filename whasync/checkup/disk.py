"""Whether a folder can hold a spool. All of it blocks, so a thread does it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from .finding import Finding

# A page of 100 rows takes some 10 kB once squeezed, so this is 10,000 pages.
_LITTLE = 100_000_000


def look_at_folder(folder: Path) -> Finding:
    """Make a spool's kind of file in the folder, and take it away again."""
    try:
        try_sqlite(folder)
        free = shutil.disk_usage(folder).free
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Finding(
            check="spool",
            outcome="failed",
            seen=f"{folder.absolute()}: {reason}",
            means="an export keeps what it paid for beside its file, in FILE.spool, and could not here",
            fix="export into another folder (-o), or keep the spool elsewhere (--spool); network disks may lack locks",
        )
    seen = f"{folder.absolute()} can be written, {free / 1e9:,.1f} GB free"
    if free >= _LITTLE:
        return Finding(check="spool", outcome="ok", seen=seen)
    means, fix = "an export of 10,000 pages would fill it", "make room, or use another disk"
    return Finding(check="spool", outcome="warning", seen=seen, means=means, fix=fix)


def try_sqlite(folder: Path) -> None:
    """Make an SQLite file with a write-ahead log in a folder within *folder*, and take both away.

    Raises:
        OSError, sqlite3.Error: It cannot be.
    """
    with (
        tempfile.TemporaryDirectory(prefix=".whasync-doctor-", dir=folder) as place,
        contextlib.closing(sqlite3.connect(Path(place) / "try")) as connection,
    ):
        connection.execute("PRAGMA journal_mode = WAL")
        with connection:
            connection.execute("CREATE TABLE page (body BLOB)")
