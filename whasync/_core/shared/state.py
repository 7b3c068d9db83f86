"""What is kept where processes meet, for one account. Times are seconds of its own clock, which never runs back."""

from __future__ import annotations

from bisect import bisect_right, insort

import msgspec

from ..budget import Tally
from ..ledger import Ledger
from ..slots import DRIFT
from .message import Reply, Rule

NEVER = -1e9


class Held(msgspec.Struct):
    """Holds of one kind that a process has."""

    credits: int
    keys: tuple[str, ...]
    count: int


class Process(msgspec.Struct):
    """One of those who meet.

    Attributes:
        heard: When it said something last.
        number: Of its last message. reply: What it was told then.
        slots: When each slot is due that it has been given and that its answer has not freed.
        entered: How often it has entered each budget that has no period, by key.
    """

    heard: float
    lease: float
    stamps: bool
    number: int
    waiting: int = 0
    reply: Reply | None = None
    slots: dict[str, float] = {}
    holds: dict[str, Held] = {}
    entered: dict[str, int] = {}


class Absent(msgspec.Struct, frozen=True):
    """A process that was taken for dead while it was in a budget without a period. It may come back.

    Attributes:
        doubted: Credits under the budget that its calls under way have put in doubt, and that are so still.
    """

    process: str
    key: str
    doubted: int


class State(msgspec.Struct):
    """All that is known in common.

    Attributes:
        count: Steps done.
        clock: The time. seen: What the place's own clock showed at the last step. epoch: Which start of it that was.
        lost_at: Until when steps may have been forgotten, if they may.
        cooling: When each answered call's slot comes back, in order.
        even_at: When the pace will have forgotten all that it let through.
        episodes: The key of each budget without a period that somebody is in, by name.
        ended: Keys of those that all have left while calls were under way.
        absent: Who was in one when it was taken for dead, the latest last.
        reads_until: Until when somebody may be reading the balance.
    """

    count: int = 0
    clock: float = 0.0
    seen: float = 0.0
    epoch: str = ""
    lost_at: float | None = None
    rule: Rule | None = None
    cooling: list[float] = []
    even_at: float = NEVER
    paused_until: float = NEVER
    limit: int = 0
    cut_at: float = NEVER
    refused_at: float = NEVER
    widened_at: float = NEVER
    ledger: Ledger = Ledger()
    tallies: dict[str, Tally] = {}
    episodes: dict[str, str] = {}
    ended: list[str] = []
    absent: list[Absent] = []
    reads_until: float = NEVER
    processes: dict[str, Process] = {}

    @property
    def agreed(self) -> Rule:
        """The rule; somebody has brought one before anything else is done."""
        assert self.rule is not None  # noqa: S101 - `welcome` comes first
        return self.rule

    @property
    def kept(self) -> float:
        """Seconds that a slot is kept after its answer."""
        return self.agreed.window * (1 + DRIFT)

    def cool(self, counted_at: float) -> None:
        """Free a slot a window after its call was counted at the latest."""
        insort(self.cooling, counted_at + self.kept)

    def cool_down(self) -> None:
        """Take out the slots that are free again."""
        del self.cooling[: bisect_right(self.cooling, self.clock)]

    def pause(self, until: float) -> None:
        """Let nobody send before then."""
        self.paused_until = max(self.paused_until, until)


class Moment(msgspec.Struct, frozen=True):
    """The time by the place's own clock.

    Attributes:
        now: Seconds since whenever it began.
        epoch: Which start of the machine or server this is. What was done before it may be lost.
        uptime: Seconds since that start.
    """

    now: float
    epoch: str = ""
    uptime: float = 0.0
