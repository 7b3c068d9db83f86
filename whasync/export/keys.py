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

# Every number of so many digits fits into eight bytes.
_DIGITS = 18

# Places in the sieve, a byte each: of a million rows three in a hundred share a place by chance.
_PLACES = 1 << 24
_MASK = _PLACES - 1


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
    # Ids are mostly numbers, which tell themselves apart; the digest of one takes ten times as long (measured).
    if len(name) <= _DIGITS and name.isdecimal() and name.isascii() and name[0] != "0":
        return int(name)
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True) or 1  # 0 means something else


class Sieve:
    """Which keys may come more than once: it looks at all of them before, and takes the same memory for any number."""

    def __init__(self, pages: Iterable[bytes]) -> None:
        self._places = places = bytearray(_PLACES)
        for keys in pages:
            for key in numbers(keys):
                place = key & _MASK
                places[place] = 2 if places[place] else 1

    def is_unique(self, keys: Iterable[int]) -> list[bool]:
        """For each key whether no other one can be the same."""
        places = self._places
        return [places[key & _MASK] == 1 for key in keys]


class Seen:
    """The keys that came already. It keeps them in a file of SQLite's own, so a long export takes no more memory.

    Args:
        sieve: Of all the keys that will come; a key that it knows to be unique is not looked up.

    Attributes:
        count: How many different ones there are.
    """

    def __init__(self, sieve: Sieve | None = None) -> None:
        self._sieve = sieve
        # "" is a database that SQLite keeps on the disk where it grows, and that goes with the connection.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY)")
        self._connection.execute("BEGIN")
        self._cursor = self._connection.cursor()
        self.count = 0

    def is_new(self, keys: Sequence[int]) -> list[bool]:
        """For each key whether it comes for the first time. Rows that are left out never do."""
        unique = [False] * len(keys) if self._sieve is None else self._sieve.is_unique(keys)
        fresh = [key != DROPPED and (alone or self._put(key)) for key, alone in zip(keys, unique, strict=True)]
        self.count += sum(fresh)
        return fresh

    def _put(self, key: int) -> bool:
        return self._cursor.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,)).rowcount > 0

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
