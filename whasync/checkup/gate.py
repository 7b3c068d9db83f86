"""Where a connection goes first: to the origin's host, or to a proxy."""

from __future__ import annotations

import ssl
from typing import NamedTuple
from urllib.parse import SplitResult

PATIENCE = 10.0
"""Seconds that a connection may take, as for a session."""

_PORTS = {"http": 80, "https": 443}


class Gate(NamedTuple):
    """The host to connect to.

    Attributes:
        tls: A context of the caller's own, or None.
    """

    parts: SplitResult
    is_proxy: bool
    tls: ssl.SSLContext | None

    @property
    def host(self) -> str:
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        return self.parts.port or _PORTS.get(self.parts.scheme, 80)

    @property
    def name(self) -> str:
        """For people."""
        return f"the proxy {self.host}" if self.is_proxy else self.host

    @property
    def place(self) -> str:
        """For people, with the port."""
        return f"{self.name}:{self.port}"
