"""A process that goes on without the place: with its share of the limit, until it can tell what it did."""

from __future__ import annotations

from ..._core.shared.message import Rule
from ..._core.slots import DRIFT, Slots
from ..turns import LocalTurns

# All who went on alone have told what they sent so many seconds after the first of them: they try once a second, and
# wait two for an answer.
REJOINED = 3.0


class Alone:
    """The share of one process of several.

    What the others sent before they were cut off too has left the window when this begins to give out slots. Slots
    that it gives out have negative numbers, and so are told from those of the place.

    Args:
        others_end_at: When no process can use a slot any more that the place has given it.
    """

    def __init__(self, rule: Rule, processes: int, others_end_at: float) -> None:
        self._turns = LocalTurns(Slots(max(1, rule.calls // processes), rule.window))
        self._begins_at = others_end_at + rule.window * (1 + DRIFT)
        self._slots: set[int] = set()

    def ready_at(self, now: float, lane: int) -> float | None:
        """When the next turn of the share may be given."""
        ready = self._turns.ready_at(now, lane)
        return None if ready is None else max(ready, self._begins_at)

    def turn_at(self, now: float, lane: int, ahead: int) -> float:
        """When a call would have its turn: an estimate."""
        return self._turns.turn_at(max(now, self._begins_at), lane, ahead)

    def take(self, now: float, slot: int) -> None:
        """Take one, under this number."""
        self._turns.take(now, 0)
        self._slots.add(slot)

    def give_back(self, slot: int) -> None:
        """Return one, if it is of the share."""
        if slot in self._slots:
            self._slots.remove(slot)
            self._turns.give_back(slot)

    def answered(self, slot: int, at: float) -> None:
        """Free one, if it is of the share."""
        if slot in self._slots:
            self._slots.remove(slot)
            self._turns.answered(slot, at)

    def refused(self, now: float, retry_after: float | None) -> None:
        """Heed a 429."""
        self._turns.refused(now, retry_after)
