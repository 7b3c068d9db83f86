"""Refusals of arguments that go together, or do not: each says what was wrong and what would be right."""

from __future__ import annotations

import re
from typing import Any, cast

from .._core.build import is_absent
from .._core.operation import Operation, parameters
from ..errors import UsageError
from .tiktok_niches import TIKTOK_NICHES


def both_or_neither(operation: Operation[Any], *pairs: tuple[str, str]) -> None:
    """Refuse one end of a window without the other, by the fields' names: the API then ignores both, and charges."""
    for low, high in pairs:
        given, missing = (low, high) if is_absent(getattr(operation, high)) else (high, low)
        if not is_absent(getattr(operation, given)) and is_absent(getattr(operation, missing)):
            wires = {p.name: p.wire for p in parameters(type(operation))}
            raise UsageError(
                f"{operation.route.name}: {wires[given]} needs {wires[missing]} too; one end alone is an error or "
                f"is ignored, and charged"
            )


def one_of(operation: Operation[Any], *fields: str) -> None:
    """Refuse an operation that has none of these fields."""
    if not operation.extra and all(is_absent(getattr(operation, field)) for field in fields):
        raise UsageError(f"{operation.route.name}: give {' or '.join(fields)}")


def items(value: Any) -> list[str]:
    """The items of a list as it may be written: a list, or text with commas."""
    if value is None:
        return []
    parts = cast("list[object]", value) if isinstance(value, list) else str(value).split(",")
    return [str(part).strip() for part in parts]


def each(operation: Operation[Any], wire: str, value: Any, pattern: str, allowed: str) -> None:
    """Refuse a list with an item that does not match."""
    for item in items(value):
        if not re.fullmatch(pattern, item):
            raise UsageError(f"{operation.route.name}: {wire}: {item!r} is not allowed; allowed: {allowed}")


def countries(operation: Operation[Any], wire: str, value: Any) -> None:
    """Refuse what is no list of country codes."""
    each(operation, wire, value, "[A-Za-z]{2}|(?i:all)", "country codes of two letters, such as DE, or All")


def niche_codes(operation: Operation[Any], value: Any) -> None:
    """Refuse what is no niche of the Meta and Pinterest searches."""
    for item in items(value):
        if item.lower() in TIKTOK_NICHES or item.startswith("label_"):
            raise UsageError(
                f"{operation.route.name}: niches: {item!r} is a niche of tiktok-ads; this search takes codes of two "
                f"letters, which niche_counts lists"
            )
    each(operation, "niches", value, "[A-Za-z]{2}", "codes of two letters, such as BY, which niche_counts lists")
