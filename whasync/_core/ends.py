"""Filters with two ends: which parameters are the lower and the upper end of one filter, and that they are in order."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..errors import UsageError
from .operation import Operation, Parameter, parameters


@cache
def ends(operation: type[Operation[Any]]) -> tuple[tuple[Parameter, Parameter], ...]:
    """The pairs of a lower and an upper end, told by their names: `min_price` and `max_price`, `from` and `to`."""
    known = {parameter.wire: parameter for parameter in parameters(operation)}
    pairs = ((parameter, known.get(_upper_end(parameter.wire))) for parameter in known.values())
    return tuple((low, high) for low, high in pairs if high is not None and high is not low)


def check_ends(operation: Operation[Any]) -> None:
    """Refuse a filter whose lower end is above its upper one: the API answers it with nothing, and charges.

    Raises:
        UsageError: It names both.
    """
    kind = type(operation)
    for low, high in ends(kind):
        least = getattr(operation, low.name)
        if least is not None and (most := getattr(operation, high.name)) is not None and least > most:
            raise UsageError(f"{kind.route.name}: {low.wire}={least} is more than {high.wire}={most}; exchange the two")


def _upper_end(wire: str) -> str:
    return wire.replace("min", "max", 1) if "min" in wire else wire.replace("from", "to", 1)
