"""The account of all processes as one of them sees it: what it was told last, and what has happened here since."""

from __future__ import annotations

from msgspec.structs import replace

from ..._core.budget import Tally, forget_before, resolve
from ..._core.ledger import Ledger
from ..._core.shared.message import Ask, Message, Reply
from ..._core.verdict import Charge

_NOTHING = Tally()


class Mirror:
    """A ledger and the tallies of budgets, by what they are counted under."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.tallies: dict[str, Tally] = {}

    def tally(self, key: str) -> Tally:
        """What has become of the credits under a budget."""
        return self.tallies.get(key, _NOTHING)

    def short(self, ask: Ask) -> int | None:
        """What forbids one hold: the place of a budget, or -1 for the balance."""
        for place, (key, limit) in enumerate(zip(ask.keys, ask.limits, strict=True)):
            if self.tally(key).taken + ask.credits > limit:
                return place
        return None if ask.reads or self.ledger.affords(ask.credits) else -1

    def hold(self, ask: Ask) -> None:
        """Count one hold."""
        self.ledger = self.ledger.hold(ask.credits)
        for key in ask.keys:
            self.tallies[key] = self.tally(key).hold(ask.credits)

    def end(self, ask: Ask, charge: Charge) -> None:
        """Book the end of one."""
        self.ledger = self.ledger.end(ask.credits, charge)
        for key in ask.keys:
            if key in self.tallies:  # else its budget has ended
                self.tallies[key] = self.tallies[key].end(ask.credits, charge)

    def enter(self, month: str) -> None:
        """Begin a month."""
        before = self.ledger.month
        self.ledger = self.ledger.enter(month)
        if before not in (month, None):
            resolve(self.tallies, charged=True)

    def say(self, message: Message) -> Message:
        """Ask for the budgets with doubts: readings of others settle them too."""
        return replace(message, keys=[key for key, tally in self.tallies.items() if tally.in_doubt])

    def hear(self, message: Message, reply: Reply) -> None:
        """Take in how the account stands. A budget that was asked for and is not told of is over."""
        self.ledger = reply.ledger
        for key in (*message.keys, *message.leaves):
            self.tallies.pop(key, None)
        for key, tally in reply.tallies.items():
            if key not in self.tallies:
                forget_before(self.tallies, key)
            self.tallies[key] = tally
