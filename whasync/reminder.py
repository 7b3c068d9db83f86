"""What a session says once, and then no more."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from ._core.build import is_absent
from ._core.operation import Operation, Parameter, by_name, dotted
from ._io.caller import level_of_caller
from .errors import CountryDefaultWarning


class Reminder:
    """Warns of a market that was left to the default, once for each operation."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def remind(self, operation: Operation[Any]) -> None:
        """Warn if *operation* is about a market and names none."""
        kind = type(operation)
        country = _market(kind)
        if country is None or not is_absent(getattr(operation, country.name)) or kind.route.path in self._said:
            return
        self._said.add(kind.route.path)
        warnings.warn(
            f"{dotted(kind.route.path)}: no country was given, so the answer is about {country.param.default}; "
            f"pass country= to choose",
            CountryDefaultWarning,
            stacklevel=level_of_caller(),
        )


@cache
def _market(kind: type[Operation[Any]]) -> Parameter | None:
    """The parameter that names the market, where one is sent if the caller names none."""
    country = by_name(kind).get("country")
    return country if country is not None and country.param.default is not None else None
