"""What a session says once, and then no more."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

from ._core.operation import Operation, by_name, dotted
from .errors import CountryDefaultWarning


class Reminder:
    """Warns of a market that was left to the default, once for each operation."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def remind(self, operation: Operation[Any]) -> None:
        """Warn if *operation* is about a market and names none."""
        kind = type(operation)
        if kind.route.path in self._said:
            return
        country = by_name(kind).get("country")
        if country is None or country.param.default is None or getattr(operation, country.name) is not None:
            return
        self._said.add(kind.route.path)
        warnings.warn(
            f"{dotted(kind.route.path)}: no country was given, so the answer is about {country.param.default}; "
            f"pass country= to choose",
            CountryDefaultWarning,
            stacklevel=_level_of_caller(),
        )


def _level_of_caller() -> int:
    """How many frames up from `Reminder.remind` the user's own line is: `ask`, `call` and the methods differ."""
    package = __name__.partition(".")[0]
    level, frame = 0, inspect.currentframe()
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == package:
        level, frame = level + 1, frame.f_back
    return level
