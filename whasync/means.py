"""What a session stands on, of its own or in common with others."""

from __future__ import annotations

import msgspec

from ._io.account import Account, LocalAccount
from ._io.authenticate import Secret
from ._io.clock import ServerClock
from ._io.meeting.meeting import Meeting, meet
from ._io.transport import Connections
from .settings import Settings


class Means(msgspec.Struct, frozen=True):
    """Key, credits and connections of a session.

    Attributes:
        meeting: Where processes meet, if they share the limit and the credits.
        connections: Those of the pool that the session is of; None for its own.
    """

    key: Secret
    clock: ServerClock
    account: Account
    meeting: Meeting | None = None
    connections: Connections | None = None

    @classmethod
    def of(cls, key: Secret, settings: Settings, connections: Connections | None = None) -> Means:
        """Credits of this process alone, or those of all that meet at an address.

        Raises:
            UsageError: What the address needs is not installed.
        """
        clock = ServerClock()
        if settings.shared is None:
            return cls(key, clock, LocalAccount(clock.moment), connections=connections)
        rate = settings.rate
        meeting = meet(settings.shared, key, settings.origin, rate.calls, rate.window, clock.moment)
        return cls(key, clock, meeting.account, meeting, connections)
