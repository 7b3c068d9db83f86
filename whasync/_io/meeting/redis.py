"""The place where the processes of many hosts meet: a Redis or Valkey server."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha1
from importlib.resources import files
from typing import Any

import msgspec

from ..._core import slots
from ..._core.lanes import BULK
from ..._core.shared import books, state, step
from ..._core.shared.message import CHARGES, Message, Reply
from ...errors import SharedStateError, UsageError
from .address import OURS
from .place import KEEP_DAYS, UnreachableError, Use

_DAY = 86_400
_TIMEOUT = 2.0  # seconds for one answer of the server

# The numbers of the script have their home in the core.
_NUMBERS = {
    **{name: repr(getattr(slots, name)) for name in ("DRIFT", "SHORTEST_PAUSE", "LONGEST_PAUSE", "FEWEST")},
    **{name: repr(getattr(slots, name)) for name in ("CUT_EVERY", "WIDEN_SHARE", "QUIET")},
    **{charge.name: str(place) for place, charge in enumerate(CHARGES)},
    "NEVER": repr(state.NEVER),
    "SHORTEST_WAIT": repr(step.SHORTEST_WAIT),
    "LONGEST_WAIT": repr(step.LONGEST_WAIT),
    "BULK": str(BULK),
    "BALANCE": "-1",
    "MOST_ABSENT": str(books.MOST_ABSENT),
    "KEEP": str(KEEP_DAYS * _DAY),
}


@cache
def script() -> str:
    """The step as the server does it."""
    numbers = "".join(f"local {name} = {number}\n" for name, number in _NUMBERS.items())
    parts = sorted((files("whasync._io.meeting") / "lua").iterdir(), key=lambda part: part.name)
    return numbers + "\n".join(part.read_text(encoding="utf-8") for part in parts)


class RedisPlace:
    """Each step is one script on the server's clock. All of an account lies in one hash slot.

    Args:
        url: As redis-py takes it: redis://, rediss:// or unix://. Its password is in no message of ours.
        account: What the account is called here.
    """

    def __init__(self, url: str, account: str) -> None:
        # `Any`: redis-py leaves open whether a command's answer is to be awaited.
        self._client: Any = client_of(url)
        self._errors: Any = importlib.import_module("redis.exceptions")
        self._key = f"whasync:{{{account}}}"
        self._digest = sha1(script().encode()).hexdigest()  # noqa: S324 - it is what the server calls the script

    async def open(self) -> None:
        """Nothing: the first step reaches the server."""

    async def step(self, message: Message) -> Reply:
        """Do a step."""
        keys = (f"{self._key}:state", self._usage_key(message.day))
        said = msgspec.msgpack.encode(message)
        try:
            reply = await self._call("evalsha", self._digest, 2, *keys, said)
        except self._errors.NoScriptError:
            reply = await self._call("eval", script(), 2, *keys, said)
        try:
            return msgspec.msgpack.decode(reply, type=Reply)
        except msgspec.MsgspecError as error:
            raise SharedStateError(f"Redis, where the processes meet, answers what is no reply: {error}") from None

    async def usage(self, since: str) -> list[Use]:
        """What was used on that day and later."""
        uses: list[Use] = []
        day, last = date.fromisoformat(since), datetime.now(UTC).date() + timedelta(days=1)
        while day <= last:
            counts: dict[bytes, bytes] = await self._call("hgetall", self._usage_key(day.isoformat()))
            uses += _uses(day.isoformat(), {name.decode(): int(count) for name, count in counts.items()})
            day += timedelta(days=1)
        return uses

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    def _usage_key(self, day: str) -> str:
        return f"{self._key}:usage:{day}"

    async def _call(self, command: str, *arguments: Any) -> Any:
        failure: UnreachableError | SharedStateError
        is_replica = False
        try:
            return await getattr(self._client, command)(*arguments)
        except (asyncio.CancelledError, self._errors.NoScriptError) as error:
            error.__traceback__ = None  # redis-py's frames hold the password
            raise
        except self._errors.AuthenticationError as error:
            failure = _refused(error)
        except (self._errors.ConnectionError, self._errors.TimeoutError, OSError) as error:
            failure = UnreachableError(f"Redis: {type(error).__name__}")
        except self._errors.ReadOnlyError as error:
            failure = UnreachableError(f"Redis: {type(error).__name__}")
            is_replica = True
        except Exception as error:  # noqa: BLE001 - also what redis-py stumbles over where the server is no Redis
            failure = _refused(error)
        # Outside the handler, so that no context keeps those frames.
        if is_replica:  # another server may have the name by now, and this connection would go to the old one for ever
            await self._client.connection_pool.disconnect()
        raise failure


def _refused(error: Exception) -> SharedStateError:
    # Of a MOVED no more than an address is in the text.
    return SharedStateError(f"Redis, where the processes meet: {type(error).__name__}: {error}; nothing was sent")


def client_of(url: str) -> Any:
    """A client of one connection. It repeats nothing by itself: steps are repeated, and not commands.

    Raises:
        UsageError: redis-py is not installed, or cannot read the URL, which is in no message.
    """
    try:
        never = importlib.import_module("redis.asyncio.retry").Retry(
            importlib.import_module("redis.backoff").NoBackoff(), 0
        )
        client = importlib.import_module("redis.asyncio").from_url(
            url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT, retry=never, single_connection_client=True
        )
        pool = client.connection_pool
        pool.connection_class(**pool.connection_kwargs)  # else an option that it does not know shows at the first step
    except ImportError:
        raise UsageError("shared=redis://... takes redis: pip install 'whasync[redis]'") from None
    except ValueError:
        raise UsageError("shared= is no URL that redis-py can read, such as redis://host:6379/0") from None
    except TypeError:
        raise UsageError(f"shared=redis://...?... has an option that is none of redis-py's, nor of {OURS}") from None
    return client


def _uses(day: str, counts: Mapping[str, int]) -> list[Use]:
    operations = sorted(name.removeprefix("calls ") for name in counts if name.startswith("calls "))
    return [Use(day, name, counts.get(f"credits {name}", 0), counts[f"calls {name}"]) for name in operations]
