"""Age windows where dates cannot be filtered, and a listing cut into parts where its total is capped."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import deque
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from .._core.bounds import whole
from .._core.build import is_absent
from .._core.operation import Listing, by_name
from ..errors import UsageError
from ..walk import Walk

T = TypeVar("T")
BoundT = TypeVar("BoundT", int, dt.date)

# Searches for advertisements stop here, whatever there is (observed).
CAP = 10_000


def started_about(when: str | dt.date, *, days: int = 30, today: dt.date | None = None) -> dict[str, int]:
    """Ads that started around a day, as the ages that the ad searches filter by: `mindays` and `maxdays`.

        wh.pinterest_ads(keyword="lamp", **started_about("2025-12"))

    Args:
        when: A day, `2025-12-24`, or a month, `2025-12`, which means its middle; of a moment its day in UTC.
        days: Length of the window, half before and half after.
        today: The day that ages count to; else today in UTC.

    Raises:
        UsageError: The text is no day and no month, or the whole window lies in the future.
    """
    middle = _day(when)
    age = ((today or dt.datetime.now(dt.UTC).date()) - middle).days
    whole("days", days, positive=True)
    youngest, oldest = age - days // 2, age + days - days // 2
    if oldest < 0:
        raise UsageError(f"{when} is in the future, and no ad has started then")
    return {"mindays": max(0, youngest), "maxdays": oldest}


class Cut(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A listing in parts.

    Attributes:
        walks: The parts, to be exported as one job. Neighbours share a bound, so that no row falls between two; a row
            that is in both is written once.
        rows: All totals together, 0 for a part whose answer has none. calls: What finding out has cost, in credits.
        capped: Parts that could not be cut further and still have the cap or more.
    """

    walks: tuple[Walk[T], ...]
    rows: int
    calls: int
    capped: tuple[Walk[T], ...]


async def cut(
    walk: Walk[T],
    low: str,
    high: str,
    *,
    within: tuple[BoundT, BoundT],
    cap: int = CAP,
    max_calls: int = 100,
) -> Cut[T]:
    """Cut a listing by one filter until each part's total is below the cap.

        parts = await cut(wh.adlibrary(countries="US"), "mindays", "maxdays", within=(0, 900))
        await export(parts.walks, "ads.parquet")

    Args:
        low, high: The filter's lower and upper end: whole numbers or days.
        within: The span to cut. Rows outside, and rows without the field, are in no part.
        max_calls: Stop asking after so many; what is not cut by then is in `capped`.

    Costs 1 credit for each part that is looked at: about twice as many as there are parts in the end.

    Raises:
        UsageError: The listing has no such parameter, or the span is empty.
    """
    listing = walk.operation
    names = [_name(listing, name) for name in (low, high)]
    if within[0] >= within[1]:
        raise UsageError(f"within={within!r} must be a lower and an upper end")
    parts: list[tuple[BoundT, Walk[T]]] = []
    capped: list[Walk[T]] = []
    rows = calls = 0
    open_spans = deque([within])
    while open_spans:
        start, end = open_spans.popleft()
        part = Walk(walk.sender, replace(listing, **dict(zip(names, (start, end), strict=True))))
        total = None
        if calls < max_calls:
            total = (await part).total
            calls += 1
        is_whole = total is not None and total < cap
        middle = _middle(start, end)
        if is_whole or middle is None or calls >= max_calls:
            parts.append((start, part))
            rows += total or 0
            if not is_whole:
                capped.append(part)
        else:
            open_spans += ((start, middle), (middle, end))
    parts.sort(key=_by_start)
    return Cut(walks=tuple(part for _, part in parts), rows=rows, calls=calls, capped=tuple(capped))


def _by_start(part: tuple[Any, object]) -> Any:
    return part[0]


def _middle(start: Any, end: Any) -> Any:
    """Half way, or None where there is nothing between."""
    span = end - start
    half = dt.timedelta(days=span.days // 2) if isinstance(span, dt.timedelta) else span // 2
    return start + half if half else None


def _name(listing: Listing[Any], name: str) -> str:
    parameter = by_name(type(listing)).get(name)
    if parameter is None:
        raise UsageError(f"{type(listing).route.name} has no parameter {name!r} to cut by")
    if not is_absent(getattr(listing, parameter.name)):
        raise UsageError(f"{parameter.wire} is given already; say it as within= instead")
    return parameter.name


def _day(when: Any) -> dt.date:  # Any: what a caller may give
    if isinstance(when, dt.datetime):
        return when.astimezone(dt.UTC).date()
    if isinstance(when, dt.date):
        return when
    try:
        if len(when) > len("2025-12"):
            return dt.date.fromisoformat(when)
        year, month = map(int, when.split("-"))
        return dt.date(year, month, calendar.monthrange(year, month)[1] // 2)
    except (ValueError, TypeError):
        raise UsageError(f"{when!r} is no day, as 2025-12-24, and no month, as 2025-12") from None
