"""A place to meet: something that takes one message at a time, and answers it."""

from __future__ import annotations

import hmac
from typing import Protocol

import msgspec

from ..._core.shared.message import Message, Reply
from ..authenticate import Secret

# For so many days the credits of each operation are kept.
KEEP_DAYS = 400


class UnreachableError(Exception):
    """No answer came, and whether the message did is not known. To be said again."""


class Use(msgspec.Struct, frozen=True):
    """What one operation cost in one day, in all processes.

    Attributes:
        day: By the server's clock, such as "2026-11-20".
    """

    day: str
    operation: str
    credits: int
    calls: int


class Place(Protocol):
    """What a courier carries its messages to."""

    async def open(self) -> None:
        """Reach the place.

        Raises:
            UnreachableError: Somebody keeps it locked.
            SharedStateError: It is there, and of no use.
            UsageError: It cannot be one.
        """
        ...

    async def step(self, message: Message) -> Reply:
        """Say a message.

        Raises:
            UnreachableError: No reply came; the message may be said again.
            SharedStateError: The place is of no use.
        """
        ...

    async def usage(self, since: str) -> list[Use]:
        """What was used on that day and later."""
        ...

    async def close(self) -> None:
        """Let go of the place."""
        ...


def account_name(key: Secret, origin: str) -> str:
    """What an account is called where processes meet. The key cannot be had from it."""
    return hmac.new(key.reveal().encode(), origin.encode(), "sha256").hexdigest()[:32]
