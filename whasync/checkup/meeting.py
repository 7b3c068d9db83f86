"""Where processes that share a key meet: whether its URL is right, and whether it can be reached and written."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from .._io.meeting.place import UnreachableError
from .._io.meeting.sqlite import SQLitePlace
from ..errors import SharedStateError, UsageError
from ..export.extras import load
from .disk import try_sqlite
from .finding import Finding

_REDIS = ("redis", "rediss", "unix")
_FORMS = "sqlite:///PATH, redis://HOST:6379/0, rediss://HOST:6379/0 or unix:///SOCKET"

# Of ours in the URL; the rest of a query is for redis-py.
_OWN = frozenset({"lease", "stamp", "when_gone", "processes"})
_PATIENCE = 5.0
_KEY = "whasync:doctor"
_LIFE = 10  # seconds until Redis forgets what was written
_TRIAL = "return redis.call('SET', KEYS[1], '', 'EX', ARGV[1])"  # a script that writes, as the limiter's does


async def look_at_meeting(url: str) -> Finding:
    """Look at `shared=`. Leaves nothing there that lasts."""
    if not url:
        return Finding(check="shared", outcome="skipped", seen="no shared= and no WH_SHARED: this process alone")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return _failed("shared= is no URL", "", f"write {_FORMS}")
    if parts.scheme == "sqlite":
        return await _look_at_file(parts)
    if parts.scheme in _REDIS:
        return await _look_at_redis(parts)
    return _failed(
        f"shared= begins with {parts.scheme or 'no scheme'}", "processes cannot meet there", f"write {_FORMS}"
    )


async def _look_at_file(parts: SplitResult) -> Finding:
    path = _path_in(parts)
    if path is None:
        means = "after sqlite: stand three slashes, and four before a path from the root"
        return _failed(f"shared={parts.scheme}://{parts.netloc}{parts.path}", means, "write sqlite:///PATH")
    place = SQLitePlace(path, "doctor")
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
        reason = f"{path}: {error.strerror}" if isinstance(error, OSError) else str(error)
        return _failed(reason, _APART, "check folder, rights and disk, or name another file")
    finally:
        await place.close()
    return Finding(check="shared", outcome="ok", seen=f"{path} can be locked and written")


def _path_in(parts: SplitResult) -> Path | None:
    path = Path(unquote(parts.path).removeprefix("/"))
    return None if parts.netloc or path == Path() else path.absolute()


_APART = "processes that share a key would not know of each other"


async def _look_at_redis(parts: SplitResult) -> Finding:
    place = f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    try:
        client = _client(parts)
    except (UsageError, ValueError, TypeError) as error:
        fix = str(error).partition(": ")[2] if isinstance(error, UsageError) else f"write {_FORMS}"
        return _failed(f"shared={place} cannot be used", "the URL is wrong, or the redis package is missing", fix)
    try:
        async with asyncio.timeout(_PATIENCE):
            await client.eval(_TRIAL, 1, _KEY, _LIFE)
            version = (await client.info("server")).get("redis_version", "of an unknown version")
    except Exception as error:  # noqa: BLE001 - redis-py's own tree, which is not loaded where it is not used
        return _of_trouble(place, error, parts.password)
    finally:
        await client.aclose()
    return Finding(check="shared", outcome="ok", seen=f"{place} can be written, Redis {version}")


def _client(parts: SplitResult) -> Any:
    query = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in _OWN])
    asked = {"socket_connect_timeout": _PATIENCE, "socket_timeout": _PATIENCE}
    return load("redis.asyncio", "redis").from_url(parts._replace(query=query).geturl(), **asked)


def _of_trouble(place: str, error: Exception, password: str | None) -> Finding:
    name, told = type(error).__name__, str(error)
    if password:
        told = told.replace(password, "[password]").replace(unquote(password), "[password]")
    fixes = {
        "AuthenticationError": "check user and password in the URL: redis://USER:PASSWORD@HOST:6379/0",
        "TypeError": "take the options out of the URL that redis-py does not know",
        "ReadOnlyError": "name the primary: this is a replica",
        "ResponseError": "give this user the right to write keys that begin with whasync:",
        "NoPermissionError": "give this user the right to write keys that begin with whasync:",
    }
    fix = fixes.get(name, "check host, port and firewall, and that the server runs: redis-cli -u URL ping")
    return _failed(f"{place}: {told or name}", _APART, fix)


def _failed(seen: str, means: str, fix: str) -> Finding:
    return Finding(check="shared", outcome="failed", seen=seen, means=means, fix=fix)
