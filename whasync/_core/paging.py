"""When a listing ends, and what asks for its next page.

A listing ends on an empty page, a short one, a null or repeated cursor, or a page without a new row. It never pays
for a page it need not; and where a page may be short only because the server caps its size, as the envelope's total
may tell, it pays for one more rather than lose rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from .envelope import ABSENT_MARK, Marks
from .head import value
from .operation import Listing, Operation, Paging, by_name
from .shape import is_object

ListingT = TypeVar("ListingT", bound=Listing[Any])

# Page sizes at which this API or code around it is known to stop, whatever was asked for.
CAPS = frozenset({10, 20, 24, 25, 30, 36, 48, 50, 100, 250})


def opening(listing: ListingT) -> ListingT:
    """The first page's question: with the largest page, if the caller chose none. A call costs the same anyway."""
    largest = largest_page(type(listing))
    if largest is None or getattr(listing, largest[0]) is not None:
        return listing
    return replace(listing, **dict((largest,)))


@cache
def largest_page(kind: type[Operation[Any]]) -> tuple[str, int] | None:
    """The field that takes the page's size, and the largest page; None where either is unknown."""
    paging = kind.route.paging
    if paging is None or paging.size is None or paging.most is None:
        return None
    return by_name(kind)[paging.size].name, paging.most


def following(listing: ListingT, follow: str | int) -> ListingT:
    """The next page's question."""
    paging = type(listing).route.paging
    assert paging is not None  # noqa: S101 - only a paged listing has a page to follow
    names = by_name(type(listing))
    by_number = paging.by == "cursor or page" and isinstance(follow, int)
    change: dict[str, Any] = {names["page" if by_number else paging.param].name: follow}
    if paging.by == "cursor or page" and not by_number:
        change[names["page"].name] = None
    if paging.size_once and paging.size is not None:
        change[names[paging.size].name] = None
    return replace(listing, **change)


def after(
    paging: Paging | None, arguments: Mapping[str, Any], rows: int, last: str, found: Marks, *, largest: int = 0
) -> str | int | None:
    """What asks for the page after one, or None where that was the last, as far as it tells by itself.

    Args:
        arguments: What the page was asked with, by wire name.
        rows: How many rows it has.
        last: The id of the last of them.
        found: What its envelope says of paging.
        largest: How many rows the largest page before it had in the same walk; 0 for the first page.
    """
    if paging is None or not rows:
        return None
    follow = _follow(paging, arguments, rows, last, found)
    if follow is None or (isinstance(follow, str) and paging.by.startswith("cursor")):
        return follow
    if pages_left(paging, arguments, found):
        return follow
    is_short = rows < largest if largest else _is_short(paging, arguments, rows, found)
    return None if is_short else follow


def _follow(paging: Paging, arguments: Mapping[str, Any], rows: int, last: str, found: Marks) -> str | int | None:
    match paging.by:
        case "cursor":
            return cursor(found)
        case "before":
            return last
        case "offset":
            return (_number(arguments.get(paging.param)) or 0) + rows
        case "cursor or page":
            token = cursor(found)
            if token is None and arguments.get(paging.param):
                return None  # a walk that has gone by cursor ends with it, and has no page number to go on from
            return token if token is not None else _next_page(paging, arguments, "page", found)
        case "page":
            return _next_page(paging, arguments, paging.param, found)


def _is_short(paging: Paging, arguments: Mapping[str, Any], rows: int, found: Marks) -> bool:
    """Whether a page of which no other is known holds fewer rows than were asked for, and not only because the server
    caps its size: it has as many as a cap that is known, or the total says that there are more. A total that is the
    page's own size says nothing, and does no harm here.
    """
    size, told = _size(paging, arguments, found), total(found) or 0
    if size is None or rows >= size or rows in CAPS:
        return False
    # With full pages before it, it is the last just where the total is met; under a cap these are not so many rows.
    return rows >= told or _before(paging, arguments, size) + rows == told


def _before(paging: Paging, arguments: Mapping[str, Any], size: int) -> int:
    """How many rows stand on the pages before one, if these are full."""
    if paging.by == "offset":
        return _number(arguments.get(paging.param)) or 0
    return size * (_page(paging, arguments, paging.param if paging.by == "page" else "page") - paging.first)


class Progress:
    """How far a walk over one listing has come. It remembers a number a page, not a row.

    Attributes:
        is_repeat: Whether the latest page brought nothing new, as where the server ignores what asks for the next one.
    """

    def __init__(self, paging: Paging | None) -> None:
        self.is_repeat = False
        self._paging = paging
        self._seen: set[int] = set()
        self._last: frozenset[str] = frozenset()
        self._largest = 0

    def next(self, arguments: Mapping[str, Any], ids: Sequence[str], found: Marks) -> str | int | None:
        """What asks for the page after this one, or None where this was the last.

        Args:
            arguments: What this page was asked with, by wire name.
            ids: What tells this page's rows apart: their ids, or their bytes where they have none.
            found: What the envelope says of paging.
        """
        self.is_repeat = bool(ids) and self._repeats(ids)
        if not ids or self.is_repeat:
            return None
        follow = after(self._paging, arguments, len(ids), ids[-1], found, largest=self._largest)
        self._largest = max(self._largest, len(ids))
        return None if follow is None or self._is_seen(follow) else follow

    def _repeats(self, ids: Sequence[str]) -> bool:
        """Whether the page brings no row that the one before did not, or is a page that was given already."""
        page = frozenset(ids)
        mark = hash(page)
        if page <= self._last or mark in self._seen:
            return True
        self._seen.add(mark)
        self._last = page
        return False

    def _is_seen(self, follow: str | int) -> bool:
        mark = hash(("next", follow))
        if mark in self._seen:
            return True
        self._seen.add(mark)
        return False


def _next_page(paging: Paging, arguments: Mapping[str, Any], param: str, found: Marks) -> int | None:
    page = _page(paging, arguments, param)
    pages = _said(found.total_pages)
    return None if pages is not None and page + 1 - paging.first >= pages else page + 1


def _page(paging: Paging, arguments: Mapping[str, Any], param: str) -> int:
    asked = _number(arguments.get(param))
    return paging.first if asked is None else asked


def _size(paging: Paging, arguments: Mapping[str, Any], found: Marks) -> int | None:
    said = _said(found.limit)
    asked = _number(arguments.get(paging.size or ""))
    return min((size for size in (said, asked) if size), default=paging.rows)


def pages_left(paging: Paging | None, arguments: Mapping[str, Any], found: Marks) -> int:
    """How many pages are known to follow a numbered one; 0 where the answer does not tell."""
    pages = _said(found.total_pages)
    if paging is None or paging.by != "page" or pages is None:
        return 0
    return max(0, pages - 1 - (_page(paging, arguments, paging.param) - paging.first))


def cursor(found: Marks) -> str | None:
    """The next page's cursor, wherever this surface puts it. Opaque, so numbers are taken as text."""
    if found.scroll is found.next_cursor is found.meta is found.pagination is ABSENT_MARK:
        return None
    tokens = [value(found.scroll), value(found.next_cursor)]
    for inner in (value(found.meta), value(found.pagination)):
        if is_object(inner):
            tokens += [inner.get("next_cursor"), inner.get("after")]
    for token in tokens:
        if isinstance(token, str | int) and not isinstance(token, bool) and token not in ("", 0):
            return str(token)
    return None


def total(found: Marks) -> int | None:
    """What the envelope calls the total."""
    return _said(found.total)


def _said(mark: msgspec.Raw) -> int | None:
    return None if mark is ABSENT_MARK else _number(value(mark))


def _number(told: Any) -> int | None:
    if told is None:  # mostly; an exception costs ten times as much
        return None
    try:
        return int(told)
    except (TypeError, ValueError, OverflowError):
        return None
