"""How long requests and answers are under way between client and simulator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Delay = Callable[[], float]

TAIL_SCALE = 0.04
TAIL_SHAPE = 1.3
TAIL_CAP = 3.0


def _at_once() -> float:
    return 0.0


@dataclass(frozen=True)
class Network:
    """Two sources of seconds: one for the way there, one for the way back.

    The way there passes before the arrival is counted, so that bursts at the server differ from bursts at the client.
    """

    uplink: Delay = _at_once
    downlink: Delay = _at_once

    @classmethod
    def none(cls) -> Network:
        return cls()

    @classmethod
    def uniform(cls, least: float, most: float, *, seed: int = 1) -> Network:
        """Each way takes from `least` to `most` seconds, all equally likely."""
        dice = random.Random(seed)

        def draw() -> float:
            return dice.uniform(least, most)

        return cls(draw, draw)

    @classmethod
    def tail(cls, *, seed: int = 1) -> Network:
        """Mostly about 40 ms each way, now and then seconds: a Pareto tail, cut at 3 s."""
        dice = random.Random(seed)

        def draw() -> float:
            return min(TAIL_CAP, TAIL_SCALE * dice.paretovariate(TAIL_SHAPE))

        return cls(draw, draw)
