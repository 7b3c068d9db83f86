"""Attributes of spans and metrics, by the stable conventions for HTTP; what is not HTTP's begins with `whasync`.

`url.full` is left out, though the conventions ask for it: it holds the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias
from urllib.parse import urlsplit

from opentelemetry.util.types import AttributeValue

from .._io.events import AttemptEvent, Begun, Event, OperationEvent

Attributes: TypeAlias = Mapping[str, AttributeValue]

_PORTS = {"http": 80, "https": 443}


def named(of: Begun | Event) -> Attributes:
    """Which operation, and in which lane."""
    return {"whasync.operation": of.operation, "whasync.lane": of.lane}


def requested(of: Begun | AttemptEvent) -> Attributes:
    """What was asked of which server."""
    return {"http.request.method": of.method, "url.template": of.endpoint, **_server(of.origin)}


def ended(event: Event) -> Attributes:
    """The status, if there is one, and what went wrong, if anything did: the status, the verdict or the exception."""
    attributes: dict[str, AttributeValue] = {}
    if event.status is not None:
        attributes["http.response.status_code"] = event.status
    if event.outcome != "ok":
        refused = isinstance(event, AttemptEvent) and event.status is not None and event.status >= 400
        attributes["error.type"] = str(event.status) if refused else event.outcome
    return attributes


def spent(event: OperationEvent) -> Attributes:
    """What an operation took."""
    return {
        "whasync.attempts": event.attempts,
        "whasync.waited": event.waited,
        "whasync.credits.charged": event.charged,
        "whasync.credits.in_doubt": event.in_doubt,
        "whasync.credits.saved": event.saved,
    }


@cache
def _server(origin: str) -> Attributes:
    parts = urlsplit(origin)
    port = parts.port or _PORTS[parts.scheme]
    return {"server.address": parts.hostname or "", "server.port": port, "url.scheme": parts.scheme}
