"""How long one attempt may take."""

from __future__ import annotations

import msgspec

from .bounds import seconds


class Timeouts(msgspec.Struct, frozen=True, kw_only=True):
    """Deadlines of one attempt, in seconds; None for none. A wait for a slot counts against none of them.

    Attributes:
        connect: From the first packet to an open connection, TLS included.
        read: Between two arrivals of bytes.
        total: The whole attempt; also bounds an answer that trickles.

    Raises:
        UsageError: One is not above 0.
    """

    connect: float | None = 10.0
    read: float | None = 30.0
    total: float | None = 120.0

    def __post_init__(self) -> None:
        for name, given in (("connect", self.connect), ("read", self.read), ("total", self.total)):
            if given is not None:
                seconds(name, given, positive=True)
