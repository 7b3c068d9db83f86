"""Eight bytes that tell a row from every other one, in any process and at any time."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from .._core.record import identity
from ..reader import Leaf

# Stands where a row is to be left out, because it breaks a filter that it was asked with.
DROPPED = 0

# Among a million rows two different ones share eight bytes once in 37 million exports.
_BYTES = 8


def keys_of(leaf: Leaf[Any]) -> bytes:
    """The keys of a page's rows, in the API's order: of its ids, or of its bytes where a row has none."""
    rejected = {row.index for row in leaf.page.rejected}
    told = len(leaf.ids) - len(rejected)
    read, unread = iter(leaf.ids[:told]), iter(leaf.ids[told:])
    ids = [next(unread) if index in rejected else next(read) for index in range(len(leaf.ids))]
    hashes = array("q", [_key(name) for name in ids])
    if leaf.page.dropped:
        kept = [identity(row) for row in leaf.page.rows]
        position = 0
        for index, name in enumerate(ids):
            if position < len(kept) and kept[position] == name:
                position += 1
            elif index not in rejected:
                hashes[index] = DROPPED
    return hashes.tobytes()


def numbers(keys: bytes) -> Sequence[int]:
    """The keys as numbers."""
    return array("q", keys)


def _key(name: str) -> int:
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True) or 1  # 0 means something else


class Seen:
    """The keys that came already. It keeps them in a file of SQLite's own, so a long export takes no more memory.

    Attributes:
        count: How many different ones there are.
    """

    def __init__(self) -> None:
        # "" is a database that SQLite keeps on the disk where it grows, and that goes with the connection.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY)")
        self._connection.execute("BEGIN")
        self._cursor = self._connection.cursor()
        self.count = 0

    def is_new(self, keys: Iterable[int]) -> list[bool]:
        """For each key whether it comes for the first time. Rows that are left out never do."""
        put = self._cursor.execute
        fresh = [key != DROPPED and put("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount > 0 for key in keys]
        self.count += sum(fresh)
        return fresh

    def close(self) -> None:
        self._connection.close()


class Finders:
    """Which questions brought each row that more than one of them brought."""

    def __init__(self, pages: Iterable[tuple[int, bytes]]) -> None:
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("CREATE TABLE found (key, question, PRIMARY KEY (key, question)) WITHOUT ROWID")
        self._connection.execute("BEGIN")
        for question, keys in pages:
            rows = ((key, question) for key in numbers(keys) if key != DROPPED)
            self._connection.executemany("INSERT OR IGNORE INTO found VALUES (?, ?)", rows)

    def of(self, key: int) -> list[int]:
        """The questions, in the job's order."""
        found = self._connection.execute("SELECT question FROM found WHERE key = ? ORDER BY question", (key,))
        return [question for (question,) in found]

    def close(self) -> None:
        self._connection.close()
