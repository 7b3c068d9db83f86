"""Where processes that share a key meet: whether its URL is right, and whether it can be reached and written."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .._io.meeting.address import Address
from .._io.meeting.place import UnreachableError
from .._io.meeting.redis import client_of
from .._io.meeting.sqlite import SQLitePlace, absent_folder
from ..errors import SharedStateError, UsageError
from .disk import try_sqlite
from .finding import Finding

_APART = "processes that share a key would not know of each other"
_PATIENCE = 5.0
_KEY = "whasync:doctor"
_LIFE = 10  # seconds until Redis forgets what was written
_TRIAL = "return redis.call('SET', KEYS[1], '', 'EX', ARGV[1])"  # a script that writes, as the limiter's does


async def look_at_meeting(url: str) -> Finding:
    """Look at `shared=`. Leaves nothing there that lasts."""
    if not url:
        return Finding(check="shared", outcome="skipped", seen="no shared= and no WH_SHARED: this process alone")
    try:
        address = Address.parse(url)
        if address.path is None:
            return await _look_at_redis(address.url)
        return await _look_at_file(address.path, address.path.absolute())
    except UsageError as error:
        seen, _, command = str(error).partition(": pip ")
        fix = f"pip {command}" if command else "correct WH_SHARED or --shared; `whasync guide sharing` has the forms"
        return _failed(seen, "a session refuses it", fix)


async def _look_at_file(given: Path, path: Path) -> Finding:
    place = SQLitePlace(given, "doctor")
    try:
        if await asyncio.to_thread(path.exists):
            await place.open()
        else:
            await asyncio.to_thread(try_sqlite, path.parent)
    except UnreachableError as error:
        return _failed(
            str(error), "another process keeps it locked", "end the process that does: `fuser FILE` names it"
        )
    except (SharedStateError, OSError, sqlite3.Error) as error:
        told = absent_folder(given, path) or (error.strerror if isinstance(error, OSError) else "")
        reason = f"{path}: {told}" if told else str(error)
        return _failed(reason, _APART, "check folder, rights and disk, or name another file")
    finally:
        await place.close()
    return Finding(check="shared", outcome="ok", seen=f"{path} can be locked and written")


async def _look_at_redis(url: str) -> Finding:
    client = client_of(url)
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    try:
        async with asyncio.timeout(_PATIENCE):
            await client.eval(_TRIAL, 1, _KEY, _LIFE)
            version = (await client.info("server")).get("redis_version", "of an unknown version")
    except Exception as error:  # noqa: BLE001 - redis-py's own tree, which is not loaded where it is not used
        return _of_trouble(place, error, parts.password)
    finally:
        await client.aclose()
    return Finding(check="shared", outcome="ok", seen=f"{place} can be written, Redis {version}")


def _of_trouble(place: str, error: Exception, password: str | None) -> Finding:
    name, told = type(error).__name__, str(error)
    if password:
        told = told.replace(password, "[password]").replace(unquote(password), "[password]")
    fixes = {
        "AuthenticationError": "check user and password in the URL: redis://USER:PASSWORD@HOST:6379/0",
        "ReadOnlyError": "name the primary: this is a replica",
        "ResponseError": "give this user the right to write keys that begin with whasync:",
        "NoPermissionError": "give this user the right to write keys that begin with whasync:",
    }
    fix = fixes.get(name, "check host, port and firewall, and that the server runs: redis-cli -u URL ping")
    return _failed(f"{place}: {told or name}", _APART, fix)


def _failed(seen: str, means: str, fix: str) -> Finding:
    return Finding(check="shared", outcome="failed", seen=seen, means=means, fix=fix)
