"""Whether what a caller gives can work: a number in its range, a value of its type. Any: what a caller may give."""

from __future__ import annotations

import math
from typing import Any

from ..errors import UsageError


def whole(name: str, value: Any, *, positive: bool = False) -> int:
    """A whole number, 0 or more; or above 0.

    Raises:
        UsageError: It is no whole number, or too small. The message calls it by its name.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < positive:
        raise UsageError(f"{name}={value!r} must be a whole number{' above 0' if positive else ', 0 or more'}")
    return value


def seconds(name: str, value: Any, *, positive: bool = False, endless: bool = False) -> float:
    """Seconds, 0 or more; or above 0.

    Args:
        endless: Whether infinity will do.

    Raises:
        UsageError: It is not a number of seconds in that range. The message calls it by its name.
    """
    if not is_seconds(value, positive=positive, endless=endless):
        raise UsageError(f"{name}={value!r} must be seconds, {'above 0' if positive else '0 or more'}")
    checked: float = value
    return checked


def is_seconds(value: Any, *, positive: bool = False, endless: bool = False) -> bool:
    """Whether it is a number, not below 0 and not beyond what a wait can take."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= math.inf:
        return False
    return (value > 0 or not positive) and (value < math.inf or endless)


def instances(kind: type, **given: Any) -> None:
    """See that each is None or of a type.

    Raises:
        UsageError: One is not. The message has its name and its type, and not the value, which may be a secret.
    """
    for name, value in given.items():
        if value is not None and not isinstance(value, kind):
            raise UsageError(f"{name}= is of the type {type(value).__name__}, and must be a {kind.__name__}")
