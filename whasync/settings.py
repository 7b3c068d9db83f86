"""What a session is made with, from arguments and the environment."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ._core.bounds import instances
from ._core.secrets import masked
from ._core.slots import burst_of
from ._io.meeting.address import Address
from .errors import UsageError

ORIGIN = "https://app.winninghunter.com"
DEFAULT_RATE = "50/60s"

# Upstream refuses above 60 requests in a rolling 60 s (API documentation, Troubleshooting).
UPSTREAM_CALLS = 60
_UPSTREAM_WINDOW = 60.0

# For messages, so that whoever takes one of them is not refused by the next: all three are good at any origin.
_GOOD_RATES = f"{DEFAULT_RATE}, 5/6s, 40/m"

_DEFAULTS = {"WH_API_KEY": "", "WH_BASE_URL": ORIGIN, "WH_RATE": DEFAULT_RATE, "WH_SHARED": ""}

_RATE = re.compile(r"(?P<calls>\d{1,9})\s*/\s*(?P<length>\d{0,9}\.?\d{0,9})\s*(?P<unit>ms|s|sec|m|min|h)", re.ASCII)
_PASSWORD = re.compile(r"[^/]*@")
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
            raise UsageError(f"rate={_shown(text)} is not N/PERIOD; good ones are {_GOOD_RATES}")
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


def setting(name: str, given: str | None) -> str:
    """A setting as it is given, else as the environment has it, else its default.

    Args:
        name: The variable of the environment.
        given: The argument. Empty counts as not given, but for a place: there it means this process alone.
    """
    if given or (given is not None and name == "WH_SHARED"):
        return given
    return os.environ.get(name) or _DEFAULTS[name]


def settle(
    api_key: str | None,
    base_url: str | None,
    rate: str | None,
    shared: str | None,
) -> Settings:
    """Read the settings and refuse what could not work.

    Raises:
        UsageError: The origin, the place or the rate cannot be read, or the rate would break the upstream limit.
    """
    instances(str, base_url=base_url, rate=rate, shared=shared)
    origin = check_origin(setting("WH_BASE_URL", base_url))
    parsed = Rate.parse(setting("WH_RATE", rate))
    worst = parsed.worst_minute()
    if origin == ORIGIN and worst > UPSTREAM_CALLS:
        raise UsageError(
            f"rate={parsed.calls}/{parsed.window:g}s lets up to {worst:g} calls into 60 s, and upstream refuses above "
            f"{UPSTREAM_CALLS}; the default is {DEFAULT_RATE}"
        )
    place = setting("WH_SHARED", shared)
    return Settings(
        api_key=setting("WH_API_KEY", api_key),
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
    origin = f"{parts.scheme}://{parts.netloc.lower()}"
    return origin.removesuffix(":443" if parts.scheme == "https" else ":80")


def _shown(text: str) -> str:
    """What was given, for a message: without a password, and without a key that came to the wrong place."""
    return repr(masked(_PASSWORD.sub("[...]@", text)))
