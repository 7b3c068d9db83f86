"""A budget: a cap on what is spent inside a stretch of work."""

from __future__ import annotations

from typing import Any, Self

from ._core.bounds import whole
from ._core.budget import PERIODS, Cap, Period, Tally
from ._core.options import Options
from .engine import Engine
from .errors import UsageError


class Budget:
    """At most so many credits under one name, for all that is called inside.

    `async with wh.budget("nightly", credits=500) as budget:` counts every call of the block, and of tasks that it
    starts; each must fit all budgets around it before it is sent. What is not spent was never taken from the outer
    one. A task that outlives the block is refused. Without a period a budget begins when the first block of its name is
    entered, and ends when the last is left; with one it begins anew each day or month of the server, in UTC. Where
    processes share a place they share budgets. Budgets of one name and period are one; a call counts once, and must fit
    the narrower.

    Attributes:
        name: Calls under the same name and period share it.
        credits: The most that they may cost together.
        per: "day", "month" or None.
    """

    # Any: what a caller may give.
    def __init__(self, engine: Engine, name: Any, credits: Any, per: Period | None = None) -> None:
        if not isinstance(name, str) or not name or not name.isprintable() or any(sign in name for sign in "#@"):
            raise UsageError(f"budget {name!r} needs a name in printable signs, without # and @")
        if per not in (*PERIODS, None):
            raise UsageError(f"budget {name!r}: per={per!r} is none of {', '.join(map(repr, PERIODS))}, None")
        self.name, self.per = name, per
        self.credits = whole(f"budget {name!r}: credits", credits)
        self._engine = engine
        self._cap = Cap(name, credits, per)
        self._inside: Options | None = None  # what holds in the block that it is entered for
        self._left_with: Tally | None = None

    @property
    def cap(self) -> Cap:
        """What requests carry of it."""
        return self._cap

    @property
    def is_entered(self) -> bool:
        """Whether its block is under way."""
        return self._inside is not None

    @property
    def spent(self) -> int:
        """Credits known to have been charged."""
        return self._tally.spent

    @property
    def held(self) -> int:
        """Credits of calls under way."""
        return self._tally.in_flight

    @property
    def in_doubt(self) -> int:
        """Credits of calls that may have been charged."""
        return self._tally.in_doubt

    @property
    def left(self) -> int:
        """Credits that a call may still cost."""
        return max(0, self.credits - self._tally.taken)

    async def __aenter__(self) -> Self:
        if self._inside is not None:
            raise UsageError(f"budget {self.name!r} is entered already; make another one of that name")
        self._inside = Options()  # taken, though others may have to be asked first
        try:
            self._cap = await self._engine.account.open(self._cap)
        except BaseException:
            self._inside = None
            raise
        self._left_with = None
        self._inside = Options(caps=(self._cap,))
        self._engine.enter(self._inside)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        if self._inside is None:
            return
        self._engine.leave(self._inside)
        self._inside, self._left_with = None, self._tally
        await self._engine.account.close(self._cap)

    def __repr__(self) -> str:
        per = "" if self.per is None else f" a {self.per}"
        tally = self._tally
        return (
            f"<whasync.Budget {self.name!r}: {tally.spent} of {self.credits}{per} spent, {tally.in_flight} held, "
            f"{tally.in_doubt} in doubt>"
        )

    @property
    def _tally(self) -> Tally:
        return self._engine.account.tally(self._cap) if self._left_with is None else self._left_with
