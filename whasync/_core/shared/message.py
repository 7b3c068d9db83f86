"""What a process says where processes meet, and what it is told: one message and one reply a step.

Moments are told as ages, in seconds before the message, and never as readings of a clock: the clocks of two processes
need not agree. A message that took long makes an age too small, and what happened seem later than it did: that is the
safe side.
"""

from __future__ import annotations

import msgspec

from ..budget import Tally
from ..ledger import Ledger
from ..verdict import Charge

# How a charge is told.
CHARGES = (Charge.KEPT, Charge.NONE, Charge.UNKNOWN)


class Rule(msgspec.Struct, frozen=True):
    """What all agree on.

    Attributes:
        calls: So many in a window of `window` seconds.
        burst: Calls that may go at once, before an even pace.
        spare: Slots and turns that bulk leaves to the other lanes.
    """

    calls: int
    window: float
    burst: int
    spare: int


class Hello(msgspec.Struct, frozen=True):
    """Who somebody is that the others may not know, or not any more.

    Attributes:
        lease: For so many seconds a process may be silent before it is taken for dead.
        stamps: Whether it tells when its answers came.
    """

    rule: Rule
    lease: float
    stamps: bool = True


class Ask(msgspec.Struct, frozen=True):
    """Holds of one kind.

    Attributes:
        kind: Tells holds apart that differ in what they cost or what they are counted under.
        keys: What the budgets around the call count it under, the outermost first.
        limits: What those budgets allow.
        reads: Whether they are for readings of the balance, which the balance itself does not forbid.
    """

    kind: str
    credits: int
    count: int
    keys: tuple[str, ...] = ()
    limits: tuple[int, ...] = ()
    reads: bool = False


class End(msgspec.Struct, frozen=True):
    """Holds of one kind that have ended. `charge` is a place in `CHARGES`."""

    kind: str
    charge: int
    count: int


class Told(msgspec.Struct, frozen=True):
    """A reading of the balance: what it said, what it was charged, and how the ledger stood when it was held."""

    remaining: int
    used: int
    limit: int
    addon: int
    charged: int
    month: str | None
    in_flight: int
    holds: int
    settled: int
    doubted: int


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a process has to say. Everything in it is done, or nothing.

    Attributes:
        process: A name of its own, drawn by lot.
        number: Counts its messages. One that is said again is not done again: it gets the reply that it got.
        seen: The highest count of steps that it was told of. Where fewer are known, steps have been forgotten.
        held: Holds that it has and that are not known; they are counted whatever the budgets say.
        slots: Slots that it has and that are not known, and how long ago each was due.
        rejoins: Budgets without a period that it is in although that is not known: each with its key, how often it has
            entered it, and how many credits it was told last to be spent or in doubt under it.
        answered: Slots whose call was counted so long ago at the latest. May be in the future.
        unused: Slots whose call was never sent.
        refused: Seconds that a 429 asked to wait, 0 where it did not say.
        pause: Seconds that nobody shall send, since others may have sent what is not known here yet.
        asks: Holds that it wants.
        wish: The lane of the call that it wants a slot for.
        if_held: Whether the slot is of use only with a hold asked for in this message.
        waiting: Calls that wait for a slot.
        enters: Budgets without a period that it enters, by name.
        leaves: Those that it leaves, by key.
        keys: Budgets that it wants to know of, beside those that it has holds under or is in.
        may_read: Whether it wants to read the balance, if nobody else does.
        day: The server's day. usage: Credits and calls by operation that ended in it and have not been told before.
        bye: Whether it is its last message.
    """

    process: str
    number: int
    seen: int = 0
    hello: Hello | None = None
    held: list[Ask] = []
    slots: dict[str, float] = {}
    rejoins: list[tuple[str, int, int]] = []
    month: str | None = None
    ends: list[End] = []
    readings: list[Told] = []
    answered: dict[str, float] = {}
    unused: list[str] = []
    refused: float | None = None
    pause: float = 0.0
    enters: list[str] = []
    leaves: list[str] = []
    asks: list[Ask] = []
    wish: int | None = None
    if_held: bool = False
    waiting: int = 0
    keys: list[str] = []
    may_read: bool = False
    day: str = ""
    usage: dict[str, tuple[int, int]] = {}
    bye: bool = False


class Reply(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What came of a message.

    Attributes:
        count: Steps done so far.
        unknown: The process is not known; nothing was done. It says its message again, with a `hello` and all it has.
        disagrees: The rate that the others keep to, where it is another; nothing was done.
        granted: How many holds were granted, for each ask.
        short: What forbade the rest: the place of a budget, or -1 for the balance.
        ledger: The account after this step.
        tallies: The budgets that the message named, and those of holds.
        episodes: For each budget entered the key that it counts under, by name.
        due: Seconds until the slot may be used. None where there is none.
        again: Seconds after which to ask once more: only an answer can tell when a slot is free.
        pace: Seconds until the next turn by the pace and the window, for an estimate.
        others: Other processes in which calls wait.
        pause: Seconds that everybody pauses.
        lost: Seconds of that pause that are for steps which were forgotten here.
    """

    count: int = 0
    unknown: bool = False
    disagrees: str | None = None
    granted: list[int] = []
    short: list[int] = []
    ledger: Ledger = Ledger()
    tallies: dict[str, Tally] = {}
    episodes: dict[str, str] = {}
    due: float | None = None
    again: float | None = None
    pace: float = 0.0
    others: int = 0
    pause: float = 0.0
    lost: float = 0.0
    may_read: bool = False
