"""How a call is to be made, beside what it asks."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from .bounds import instances, seconds
from .budget import Cap
from .lanes import LANES, Lane
from .suggest import hint
from .wire import Request


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What `with_options` takes. None leaves it as it is around.

    Attributes:
        deadline: Seconds for the whole call: the wait for its turn, all attempts, and the waits between them.
        max_wait: Seconds that an attempt may wait for its turn.
        fresh: Ask anew, whatever the cache has.
        caps: Budgets, the outermost first.
    """

    lane: Lane | None = None
    deadline: float | None = None
    max_wait: float | None = None
    fresh: bool | None = None
    caps: tuple[Cap, ...] = ()

    def within(self, outer: Options) -> Options:
        """These options where they say something, else the outer ones; the budgets of both."""
        return Options(
            lane=self.lane or outer.lane,
            deadline=outer.deadline if self.deadline is None else self.deadline,
            max_wait=outer.max_wait if self.max_wait is None else self.max_wait,
            fresh=outer.fresh if self.fresh is None else self.fresh,
            caps=_narrowest(outer.caps + self.caps) if self.caps else outer.caps,
        )

    def on(self, request: Request, now: float) -> Request:
        """The request, to be made so."""
        if self is PLAIN:
            return request
        return replace(
            request,
            lane=request.lane if self.lane is None else LANES.index(self.lane),
            deadline=None if self.deadline is None else now + self.deadline,
            max_wait=self.max_wait,
            fresh=bool(self.fresh),
            caps=self.caps,
        )


PLAIN = Options()


def _narrowest(caps: tuple[Cap, ...]) -> tuple[Cap, ...]:
    """Of the caps that count the same credits the narrowest, or a call would count twice."""
    if len(caps) == 1:
        return caps
    narrowest: dict[tuple[object, ...], Cap] = {}
    for cap in caps:
        name = cap.name, cap.per, cap.episode
        narrowest[name] = min(narrowest.get(name, cap), cap, key=lambda each: each.credits)
    return tuple(narrowest.values())


def options_of(
    lane: Any = None, deadline: Any = None, max_wait: Any = None, *, fresh: Any = None, caps: tuple[Cap, ...] = ()
) -> Options:
    """Options, if they can work. Any: what a caller may give.

    Raises:
        UsageError: There is no such lane, or a number of seconds is out of range.
    """
    if lane is not None and lane not in LANES:
        raise UsageError(f"lane={lane!r} is none of {', '.join(LANES)}{hint(str(lane), LANES)}")
    if deadline is not None:
        seconds("deadline", deadline, positive=True, endless=True)
    if max_wait is not None:
        seconds("max_wait", max_wait, endless=True)
    instances(bool, fresh=fresh)
    return Options(lane=lane, deadline=deadline, max_wait=max_wait, fresh=fresh, caps=caps)
