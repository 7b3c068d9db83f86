"""Eight bytes that tell a row from every other one, in any process and at any time."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Any

import msgspec

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
    if not leaf.page.rejected and not leaf.page.dropped:
        return _keys(leaf.ids).tobytes()
    rejected = {row.index for row in leaf.page.rejected}
    told = len(leaf.ids) - len(rejected)
    read, unread = iter(leaf.ids[:told]), iter(leaf.ids[told:])
    ids = [next(unread) if index in rejected else next(read) for index in range(len(leaf.ids))]
    hashes = _keys(ids)
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


def _keys(names: Sequence[str]) -> array[int]:
    """Ids are mostly numbers, which tell themselves apart; the digest of one takes ten times as long (measured)."""
    digits = "".join(names)
    if digits.isdecimal() and digits.isascii():
        with suppress(ValueError):  # an empty one, or one that begins with 0
            told = msgspec.convert(names, list[int], strict=False)
            if min(told) > 0 and max(told) < 10**_DIGITS:
                return array("q", told)
    return array("q", map(_key, names))


def _key(name: str) -> int:
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
        places[DROPPED & _MASK] = 2  # it is none, however often it comes

    def doubtful(self, keys: Iterable[int]) -> list[int]:
        """The places of the keys that another one may be equal to."""
        places = self._places
        return [place for place, key in enumerate(keys) if places[key & _MASK] != 1]


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

    def fresh(self, keys: Sequence[int]) -> Sequence[int]:
        """The places of keys that come for the first time. Rows that are left out never do."""
        doubtful = range(len(keys)) if self._sieve is None else self._sieve.doubtful(keys)
        stale = {place for place in doubtful if keys[place] == DROPPED or not self._put(keys[place])}
        self.count += len(keys) - len(stale)
        return [place for place in range(len(keys)) if place not in stale] if stale else range(len(keys))

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
