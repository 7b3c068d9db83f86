"""What the tests of usage share: an account whose days are told, and a place that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from whasync._core.ledger import Ledger
from whasync._core.shared.message import Ask, End, Hello, Message, Rule, Told
from whasync._io.meeting.place import Place, Use

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

LEDGER = Ledger(month="2026-11", limit=20_000, balance=7_000)

OCTOBER = Use("2026-10-31", "adlibrary", 400, 404)
USES = [
    OCTOBER,
    Use("2026-11-02", "brands.ads", 100, 100),
    Use("2026-11-18", "adlibrary", 300, 310),
    Use("2026-11-18", "brands.ads", 300, 300),
    Use("2026-11-20", "adlibrary", 50, 50),
]


async def book(place: Place, uses: Sequence[Use], left: int | None, month: str = "2026-11") -> None:
    """Keep the uses at a place, as a process would that made them, and a balance that it read last."""
    hello = Hello(Rule(50, 60.0, 5, 2), 30.0)
    reads = Ask("1r", 1, 1, reads=True)
    asks = [] if left is None else [reads]
    await place.open()
    await place.step(Message(process="p", number=1, hello=hello, month=month, asks=asks))
    for number, use in enumerate(uses, 2):
        usage = {use.operation: (use.credits, use.calls)}
        await place.step(Message(process="p", number=number, seen=number - 1, day=use.day, usage=usage))
    number = len(uses) + 2
    last = Message(process="p", number=number, seen=number - 1)
    if left is not None:
        told = Told(left, 20_000 - left, 20_000, 0, 1, month, 1, 1, 0, 0)
        last = Message(process="p", number=number, seen=number - 1, ends=[End("1r", 0, 1)], readings=[told])
    await place.step(last)
    await place.close()
