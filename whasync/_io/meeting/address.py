"""Where processes meet, as `shared=` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import msgspec
from msgspec.structs import replace

from ..._core.slots import LONGEST_UPLINK
from ..._core.suggest import hint
from ...errors import UsageError

_OPTIONS = ("lease", "stamp", "when_gone", "processes")
OURS = ", ".join(f"{name}=" for name in _OPTIONS)
"""The options of whasync, for messages."""

_LONGEST_LEASE = 3_600.0
_SERVERS = ("redis", "rediss", "unix")
_GOOD = "sqlite:///PATH, redis://HOST:6379/0, rediss://..., unix://..."


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A place and how to use it.

    Attributes:
        path: The file, or None where it is a server.
        url: The server as redis-py takes it. It may hold a password.
        lease: Seconds after which a silent process counts as dead. A request is taken to reach the API within half of
            that from its sending, or else never.
        stamps: Whether the moment of each answer is told, so that the limit holds whatever the network does. Without,
            calls are taken to be counted within a second of their sending.
        processes: While the server cannot be reached, each of so many processes goes on with its share of the limit.
            Where it is 0, calls fail.
    """

    path: Path | None = None
    url: str = ""
    lease: float = LONGEST_UPLINK
    stamps: bool = True
    processes: int = 0

    def __repr__(self) -> str:
        return f"Address({self._place})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:  # else rich shows every field
        return [("place", self._place)]

    @property
    def _place(self) -> str:
        return str(self.path or urlsplit(self.url).scheme + "://...")

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `sqlite:///PATH` or `redis://...`, with `?lease=`, `?stamp=no`, `?when_gone=` and `?processes=`.

        Raises:
            UsageError: It is of no such form. The message holds no password.
        """
        try:
            parts = urlsplit(text.strip())
            options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        except ValueError:
            raise UsageError(f"shared= is no URL; good ones are {_GOOD}") from None
        if parts.scheme not in ("sqlite", *_SERVERS):
            raise UsageError(f"shared= begins with {parts.scheme or 'no scheme'} and must be one of {_GOOD}")
        manner = _manner({name: options.pop(name) for name in _OPTIONS if name in options})
        if parts.scheme != "sqlite":
            query = f"?{urlencode(options)}" if options else ""
            return replace(manner, url=text.strip().partition("?")[0] + query)
        if options:
            name = next(iter(options))
            raise UsageError(f"shared=sqlite:...?{name}= is none of {OURS}{hint(name, _OPTIONS)}")
        if parts.netloc or parts.path.strip("/") in ("", ":memory:"):  # in memory nobody meets anybody
            raise UsageError("shared=sqlite:... is written sqlite:///relative/path or sqlite:////absolute/path")
        return replace(manner, path=Path(unquote(parts.path[1:])))


def _manner(options: Mapping[str, str]) -> Address:
    """An address without its place."""
    lease, processes = options.get("lease", f"{LONGEST_UPLINK:g}"), options.get("processes", "0")
    stamp, when_gone = options.get("stamp", "yes"), options.get("when_gone", "fail")
    if not 1 <= _number(lease) <= _LONGEST_LEASE:
        raise UsageError(f"shared=...?lease={lease} must be seconds, from 1 to {_LONGEST_LEASE:g}")
    if stamp not in ("yes", "no"):
        raise UsageError(f"shared=...?stamp={stamp} must be yes or no")
    if when_gone not in ("fail", "local-share"):
        raise UsageError(f"shared=...?when_gone={when_gone} must be fail or local-share")
    if not processes.isdecimal() or (when_gone == "local-share") != (int(processes) > 0):
        raise UsageError("shared=...?when_gone=local-share&processes=4 says how many share the limit, 1 or more")
    return Address(lease=float(lease), stamps=stamp == "yes", processes=int(processes))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
