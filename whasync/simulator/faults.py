"""What can go wrong between a client and the API, as small declared things."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import msgspec

Kind = Literal[
    "none",  # nothing goes wrong: keeps a place in a script
    "error",  # 500 by the application, and the credit given back
    "poison",  # 500 for this request and for every later one that asks the same
    "gateway",  # the proxy's HTML page with `status` (502, 503, 504)
    "drop",  # the connection closes without an answer
    "reset",  # the same, by RST
    "cut",  # the body ends before its Content-Length, and the connection closes
    "truncated",  # the JSON ends early, the Content-Length is right
    "stall",  # the answer never comes
    "slow",  # the answer comes after `seconds`
    "html",  # 200 with a page instead of JSON
    "warning",  # a PHP warning stands before the JSON
    "rate_limited",  # 429 although the window has room, with `retry_after` if given
    "redirect",  # 302 to the same path at the origin `location`
    "close",  # a good answer on a connection that closes after it, though keep-alive was announced
]

BEFORE: frozenset[Kind] = frozenset({"drop", "gateway", "html", "redirect"})
"""Kinds that happen on the way to the application, unless `charged` puts them on the way back."""

ANSWERED: frozenset[Kind] = frozenset({"error", "poison", "rate_limited", "slow", "close"})
"""Kinds after which the client has a whole answer of the application, so that the verdict is the application's."""


class Fault(msgspec.Struct, frozen=True):
    """One thing that goes wrong for one request.

    `charged` tells, for drop, gateway, html and redirect, that the application did its work (and counted and charged
    the call) before the answer was lost; for the other kinds the answer is always made. With `path`, a scripted fault
    waits for the first request whose path ends so. A kind that there is not raises ValueError.
    """

    kind: Kind
    charged: bool = False
    status: int = 502
    seconds: float = 1.0
    retry_after: str | None = None
    location: str = ""
    path: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"there is no fault {self.kind!r}; there are {', '.join(get_args(Kind))}")

    @property
    def name(self) -> str:
        return f"{self.kind}+charged" if self.kind in BEFORE and self.charged else self.kind

    @property
    def reaches_application(self) -> bool:
        return self.charged or self.kind not in BEFORE


class Faults:
    """Random faults from a seed: for each, the share of requests that meet it (the shares add up to at most 1)."""

    def __init__(self, rates: Mapping[Fault | Kind, float], *, seed: int = 1) -> None:
        self._rates = [(fault if isinstance(fault, Fault) else Fault(fault), rate) for fault, rate in rates.items()]
        if not 0 <= sum(rate for _, rate in self._rates) <= 1:
            raise ValueError("the rates of the faults must add up to a number from 0 to 1")
        self._dice = random.Random(seed)

    def draw(self) -> Fault | None:
        left = self._dice.random()
        for fault, rate in self._rates:
            if (left := left - rate) < 0:
                return fault
        return None


class FaultSource:
    """Whose turn it is: the script first, then what was poisoned, then the dice."""

    def __init__(self, random_faults: Faults | None) -> None:
        self._random = random_faults
        self._script: deque[Fault] = deque()
        self._poisoned: set[tuple[str, str, bytes]] = set()

    def script(self, faults: Iterable[Fault]) -> None:
        self._script.extend(faults)

    def next(self, method: str, target: str, body: bytes) -> Fault | None:
        """The fault that this request meets, or None."""
        question = (method, target, body)
        fault = self._scripted(target.partition("?")[0])
        if fault is None and question in self._poisoned:
            return Fault("poison")
        if fault is None and self._random is not None:
            fault = self._random.draw()
        if fault is None or fault.kind == "none":
            return None
        if fault.kind == "poison":
            self._poisoned.add(question)
        return fault

    def _scripted(self, path: str) -> Fault | None:
        for fault in self._script:
            if path.endswith(fault.path):
                self._script.remove(fault)
                return fault
        return None
