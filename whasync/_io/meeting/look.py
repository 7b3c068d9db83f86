"""What is kept where processes meet, looked at from outside: no step is done, and nothing there is changed."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Protocol

import msgspec

from ..._core.ledger import Ledger
from ...errors import SharedStateError, UsageError
from .address import Address
from .place import UnreachableError, Use
from .redis import RedisPlace
from .sqlite import SQLitePlace, absent_folder


class Kept(msgspec.Struct, frozen=True):
    """What is kept of one account: the ledger as it was at the last step, and what was used."""

    ledger: Ledger
    uses: list[Use]


class _Known(msgspec.Struct):
    """What of a state is looked at."""

    ledger: Ledger = Ledger()


async def look(address: Address, account: str | None, since: str) -> Kept:
    """What is kept of an account, its uses from a day such as "2026-11-20" on.

    Args:
        account: None for the one that is there alone.

    Raises:
        UsageError: The account is not there, or several are and none was named.
        SharedStateError: The place cannot be reached, or is none.
    """
    if address.path is not None and not address.path.exists():
        absent = absent_folder(address.path, address.path.absolute())
        advice = "there is no such file yet; the first session that shares it makes it"
        raise UsageError(f"{address.path}: {absent or advice}")
    try:
        kept = await _look(address, await _only(address) if account is None else account, since)
    except UnreachableError as error:
        raise SharedStateError(f"where the processes meet cannot be reached: {error}") from None
    except msgspec.MsgspecError as error:
        raise SharedStateError(f"{_name(address)} keeps what this version cannot read: {error}") from None
    if kept is not None and not all(map(_is_use, kept.uses)):
        raise SharedStateError(f"{_name(address)} keeps what this version cannot read: uses without day or number")
    if kept is None:
        raise UsageError(
            f"{_name(address)} keeps nothing of this key at this origin: check WH_API_KEY, --key-file and --base-url"
        )
    return kept


def _is_use(use: Use) -> bool:
    """Whether it is what this program writes: a file takes everything."""
    try:
        date.fromisoformat(use.day)
    except ValueError:
        return False
    return type(use.operation) is str and type(use.credits) is int and type(use.calls) is int


class _View(Protocol):
    """A place as it is looked at."""

    async def accounts(self) -> list[str]: ...
    async def ledger(self) -> Ledger | None: ...
    async def usage(self, since: str) -> list[Use]: ...
    async def close(self) -> None: ...


class _FileView(SQLitePlace):
    """The file, of which nothing is asked but to tell."""

    def _open(self) -> None:
        # Not `mode=ro`: that leaves the two files behind that SQLite keeps beside it while it is open.
        uri = f"{self._path.absolute().as_uri()}?mode=rw"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA query_only = ON")
        self._refuse_foreign(self._connection)

    async def accounts(self) -> list[str]:
        """Who is there."""
        return await self._in_thread(
            lambda: [name for (name,) in self._opened().execute("SELECT account FROM state ORDER BY account")]
        )

    async def ledger(self) -> Ledger | None:
        """The ledger, or None where the account is not there."""
        row = await self._in_thread(
            lambda: self._opened().execute("SELECT state FROM state WHERE account = ?", (self._account,)).fetchone()
        )
        return None if row is None else msgspec.json.decode(row[0], type=_Known).ledger


class _ServerView(RedisPlace):
    """The server, of which nothing is asked but to tell."""

    async def accounts(self) -> list[str]:
        """Who is there."""
        names: set[str] = set()
        cursor = None
        while cursor != 0:
            cursor, keys = await self._call("scan", cursor or 0, "whasync:{*}:state", 1_000)
            names |= {key.decode().split("{")[1].split("}")[0] for key in keys}
        return sorted(names)

    async def ledger(self) -> Ledger | None:
        """The ledger, or None where the account is not there."""
        state = await self._call("get", f"{self._key}:state")
        return None if state is None else msgspec.msgpack.decode(state, type=_Known).ledger


def _view(address: Address, account: str) -> _View:
    return _ServerView(address.url, account) if address.path is None else _FileView(address.path, account)


async def _only(address: Address) -> str:
    view = _view(address, "")
    try:
        names = await view.accounts()
    finally:
        await view.close()
    if len(names) != 1:
        kept = f"keeps {len(names)} accounts: say which with WH_API_KEY or --key-file" if names else "keeps nothing yet"
        raise UsageError(f"{_name(address)} {kept}")
    return names[0]


async def _look(address: Address, account: str, since: str) -> Kept | None:
    view = _view(address, account)
    try:
        ledger = await view.ledger()
        return None if ledger is None else Kept(ledger, await view.usage(since))
    finally:
        await view.close()


def _name(address: Address) -> str:
    return str(address.path or "the Redis server of shared=")
