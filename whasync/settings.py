"""What a session is made with, from arguments and the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ._core.slots import burst_of
from ._io.meeting.address import Address
from .errors import UsageError

ORIGIN = "https://app.winninghunter.com"
DEFAULT_RATE = "50/60s"

# Upstream refuses above 60 requests in a rolling 60 s (API documentation, Troubleshooting).
_UPSTREAM_CALLS = 60
_UPSTREAM_WINDOW = 60.0

_RATE = re.compile(r"(?P<calls>\d+)\s*/\s*(?P<length>\d*\.?\d*)\s*(?P<unit>ms|s|sec|m|min|h)", re.ASCII)
_KEY, _PASSWORD = re.compile(r"wh_\w+"), re.compile(r"[^/]*@")
_UNITS = {"ms": 0.001, "s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


class Rate(msgspec.Struct, frozen=True):
    """So many calls in any window of so many seconds."""

    calls: int
    window: float

    @classmethod
    def parse(cls, text: str) -> Rate:
        """Read `N/PERIOD`, such as `50/60s`, `50/2s` or `3000/m`.

        Raises:
            UsageError: It is of no such form, or allows no call at all.
        """
        match = _RATE.fullmatch(text.strip())
        calls = int(match["calls"]) if match else 0
        window = float(match["length"] or 1) * _UNITS[match["unit"]] if match and match["length"] != "." else 0.0
        if calls < 1 or window <= 0:
            raise UsageError(f"rate={_shown(text)} is not N/PERIOD; good ones are 50/60s, 50/2s, 3000/m")
        return cls(calls, window)

    def worst_minute(self) -> float:
        """The most calls that 60 s can see at this rate."""
        if self.window <= _UPSTREAM_WINDOW:
            return self.calls * -(-_UPSTREAM_WINDOW // self.window)
        return burst_of(self.calls, self.window) + self.calls * _UPSTREAM_WINDOW / self.window


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Key, origin, rate and meeting place, each from the argument, else the environment, else the default."""

    api_key: str
    origin: str
    rate: Rate
    shared: Address | None = None

    def __repr__(self) -> str:
        return f"Settings(origin={self.origin!r}, rate={self.rate!r}, shared={self.shared!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:  # else rich shows every field
        return [("origin", self.origin), ("rate", self.rate), ("shared", self.shared)]


def settle(
    api_key: str | None,
    base_url: str | None,
    rate: str | None,
    shared: str | None,
    *,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Read the settings and refuse what could not work.

    Raises:
        UsageError: The origin or the place is none, the rate cannot be read, or it would break the upstream limit.
    """
    origin = check_origin(base_url or environment.get("WH_BASE_URL") or ORIGIN)
    parsed = Rate.parse(rate or environment.get("WH_RATE") or DEFAULT_RATE)
    worst = parsed.worst_minute()
    if origin == ORIGIN and worst > _UPSTREAM_CALLS:
        raise UsageError(
            f"rate={parsed.calls}/{parsed.window:g}s lets up to {worst:g} calls into 60 s, and upstream refuses above "
            f"{_UPSTREAM_CALLS}; the default is {DEFAULT_RATE}"
        )
    place = environment.get("WH_SHARED") if shared is None else shared
    return Settings(
        api_key=api_key or environment.get("WH_API_KEY") or "",
        origin=origin,
        rate=parsed,
        shared=Address.parse(place) if place else None,
    )


def check_origin(text: str) -> str:
    """Scheme and host, without a slash at the end.

    Raises:
        UsageError: There is no scheme or host, or there is more than those.
    """
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError:
        raise UsageError(f"base_url={_shown(text)} is not a URL") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"base_url={_shown(text)} needs a scheme and a host, such as {ORIGIN}")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise UsageError(f"base_url={parts.scheme}://{parts.hostname}/... must be an origin alone, such as {ORIGIN}")
    return f"{parts.scheme}://{parts.netloc}"


def _shown(text: str) -> str:
    """What was given, for a message: without a password, and without a key that came to the wrong place."""
    return repr(_KEY.sub("[key]", _PASSWORD.sub("[...]@", text)))
