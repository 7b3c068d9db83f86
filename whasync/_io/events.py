"""What is told of operations and attempts. None of it holds a query, a body, an id or the key."""

from __future__ import annotations

from typing import Literal

import msgspec

from .._core.lanes import Lane
from .._core.ledger import Ledger


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """An operation or an attempt that begins.

    Attributes:
        endpoint: The path with `{id}` in place of an id.
        origin: Scheme, host and port.
        resends: How often the operation was tried before; 0 for an operation.
    """

    operation: str
    endpoint: str
    method: str
    lane: Lane
    origin: str
    resends: int = 0


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """What became of an operation or of an attempt.

    Attributes:
        endpoint: The path with `{id}` in place of an id.
        status: HTTP status of the last answer, or None where none came.
    """

    operation: str
    endpoint: str
    method: str
    lane: Lane
    outcome: str
    status: int | None
    seconds: float


class AttemptEvent(Event, frozen=True, kw_only=True, tag="attempt"):
    """What became of one sending of a request.

    Attributes:
        outcome: What the answer meant, such as "ok", "rate_limited" or "server_error"; the name of the exception where
            no whole answer came.
        seconds: On the network: from the turn until the whole answer was in.
        origin: Scheme, host and port.
        number: 1 for the operation's first attempt.
        waited: Seconds that it waited for its turn.
        sent: Whether it left the process, as far as known.
        charge: What became of its credits; "unknown" where they are in doubt.
        credits: What a success costs.
    """

    origin: str
    number: int
    waited: float
    sent: bool
    charge: Literal["kept", "none", "unknown"]
    credits: int

    def __str__(self) -> str:
        times = f"waited {self.waited:.3f} s, {self.seconds:.3f} s on the network"
        return f"{self.method} {self.endpoint}: attempt {self.number}, {self.outcome} (HTTP {self.status}, {times})"


class OperationEvent(Event, frozen=True, kw_only=True, tag="operation"):
    """What became of one operation, all its attempts together.

    Attributes:
        outcome: "ok", or the name of the exception that the caller got.
        seconds: From the call to its end, waits included.
        attempts: How many times the request was sent; 0 where another call or a cache answered, or nothing was sent.
        waited: Seconds that its attempts waited for their turns.
        charged: Credits that it surely cost.
        in_doubt: Credits that it may have cost.
        saved: Credits that it did not cost, since it was answered and nothing was sent for it.
        ledger: The session's ledger as it stood at the end.
    """

    attempts: int
    waited: float
    charged: int
    in_doubt: int
    saved: int
    ledger: Ledger

    def __str__(self) -> str:
        sent = f"sent {self.attempts}x, {self.seconds:.3f} s"
        return f"{self.method} {self.endpoint}: {self.outcome} (HTTP {self.status}, {sent})"
