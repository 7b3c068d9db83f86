"""Whether a call has left the process, for those who wait for it in other tasks than the one that sends it."""

from __future__ import annotations

from contextvars import ContextVar


class Departure:
    """What the transport tells of one call, as soon as it happens.

    Attributes:
        sent: Whether an attempt's bytes were handed to a connection.
    """

    __slots__ = ("sent",)

    def __init__(self) -> None:
        self.sent = False


# Like what is told to observers, it travels beside the request: it goes with the call into a task of its own.
departure: ContextVar[Departure | None] = ContextVar("whasync departure", default=None)


def tell_departure() -> None:
    """Tell whoever waits for the running task's call that its bytes go."""
    leaving = departure.get()
    if leaving is not None:
        leaving.sent = True
