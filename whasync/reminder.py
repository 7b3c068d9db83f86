"""What a session says once, and then no more."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from ._core.build import is_absent
from ._core.operation import Operation, Parameter, by_name, dotted
from ._core.paging import largest_page
from ._io.caller import level_of_caller
from .errors import CountryDefaultWarning, WhasyncWarning


class Reminder:
    """Warns of what goes to the server all the same, each thing once for each operation."""

    def __init__(self) -> None:
        self._said: set[tuple[str, type[WhasyncWarning]]] = set()

    def remind(self, operation: Operation[Any]) -> None:
        """Warn of a market that is left to the default, and of pages larger than any that are known to come."""
        self._say(operation, CountryDefaultWarning, _without_market(operation))
        self._say(operation, WhasyncWarning, _beyond_pages(operation))

    def _say(self, operation: Operation[Any], category: type[WhasyncWarning], text: str | None) -> None:
        path = operation.route.path
        if text is not None and (path, category) not in self._said:
            self._said.add((path, category))
            warnings.warn(f"{dotted(path)}: {text}", category, stacklevel=level_of_caller())


def _without_market(operation: Operation[Any]) -> str | None:
    country = _market(type(operation))
    if country is None or not is_absent(getattr(operation, country.name)):
        return None
    return f"no country was given, so the answer is about {country.param.default}; pass country= to choose"


@cache
def _market(kind: type[Operation[Any]]) -> Parameter | None:
    """The parameter that names the market, where one is sent if the caller names none."""
    country = by_name(kind).get("country")
    return country if country is not None and country.param.default is not None else None


def _beyond_pages(operation: Operation[Any]) -> str | None:
    """Where the documentation names the largest page, more is refused; elsewhere it is the largest that was seen."""
    largest = largest_page(type(operation))
    if largest is None:
        return None
    name, most = largest
    asked = getattr(operation, name)
    if not isinstance(asked, int) or asked <= most:
        return None
    return f"{name}={asked} is more than {most}, the largest page known to come; iterating gives every row"
