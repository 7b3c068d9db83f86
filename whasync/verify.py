"""Whether a filter does anything: the same question with and without it, compared by the rows' ids."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ._core.build import check, is_absent
from ._core.ends import ends
from ._core.operation import Listing, Parameter, by_name
from ._core.suggest import hint
from .errors import UsageError
from .walk import LeafSender

T = TypeVar("T")

_log = logging.getLogger("whasync")


class FilterReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one filter did to the first page.

    Attributes:
        works: Whether the two pages differ in any row or in the order. Equal pages prove nothing but that the filter
            changed nothing here: it may be ignored, or all rows may fit it.
        baseline: The ids without the filter, in order. filtered: With it.
        credits: What the comparison cost.
    """

    operation: str
    parameter: str
    value: Any
    works: bool
    baseline: tuple[str, ...]
    filtered: tuple[str, ...]
    credits: int = 2


async def verify_filter(sender: LeafSender, listing: Listing[T], name: str) -> FilterReport:
    """Ask twice, without and with the filter *name*, and compare. Says the price in the log first.

    Costs 2 credits.

    Raises:
        UsageError: The listing has no such filter, or no value for it. Nothing was sent.
    """
    kind = type(listing)
    parameter = by_name(kind).get(name)
    if parameter is None:
        raise UsageError(f'{kind.route.name}: no filter "{name}"{hint(name, by_name(kind))}')
    value = getattr(listing, parameter.name)
    if is_absent(value) or parameter.required:
        raise UsageError(f"{kind.route.name}: give {parameter.wire} a value to compare with leaving it out")
    bare = _without(listing, parameter)
    check(listing)
    _log.warning("%s: comparing %s=%r with leaving it out costs 2 credits", kind.route.name, parameter.wire, value)
    baseline = await sender.leaf(bare)
    filtered = await sender.leaf(listing)
    return FilterReport(
        operation=kind.route.name,
        parameter=parameter.wire,
        value=value,
        works=baseline.ids != filtered.ids,
        baseline=tuple(baseline.ids),
        filtered=tuple(filtered.ids),
    )


def _without(listing: Listing[T], parameter: Parameter) -> Listing[T]:
    """The question without a filter; where one end of it may not stand alone, without the other end too."""
    bare = replace(listing, **{parameter.name: None})
    try:
        check(bare)
    except UsageError:
        pairs = [pair for pair in ends(type(listing)) if parameter in pair]
        if not pairs:
            raise
        bare = replace(bare, **{end.name: None for pair in pairs for end in pair})
        check(bare)
    return bare
