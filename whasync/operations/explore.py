"""What the five explore routes of the TikTok Shop share, and their counts with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Generic

from .._core.operation import Operation, Param, R_co, Route
from .shared import EXPLORE, ONE_WINDOW, Country, Flag, FromOne, Ids, Period

SHOP = "/api/v1/tiktok-shop"

# The 10 routes are official; GET and POST take the same parameters.
_VERBS = ("GET", "POST")

ExplorePage = Annotated[FromOne | None, Param(doc="Page number, from 1. `after` is for deep walks.")]
ExploreLimit = Annotated[
    FromOne | None,
    Param(doc="Rows a page; the largest documented is 100, asked for if left out, since a call costs the same."),
]
After = Annotated[str | None, Param(doc="Cursor of the page before, opaque. Iterating sends it for you.")]
IncludeTotal = Annotated[Flag | None, Param(doc="Passed on upstream; meaning undocumented.")]
CheckpointJump = Annotated[str | None, Param(doc="Passed on upstream; meaning undocumented.")]

_LEVEL = "Category id or ids of level {0}; merged with category_ids."


def explore(entity: str) -> Route:
    """The route of an entity's listing."""
    return Route(path=f"{SHOP}/{entity}/explore", verbs=_VERBS, paging=EXPLORE)


def count(entity: str) -> Route:
    """The route of an entity's count."""
    return Route(path=f"{SHOP}/{entity}/count", verbs=_VERBS)


class Market(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Parameters of a question about one market, in one window of time, within categories."""

    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    country: Country = None
    period: Period = None
    category_ids: Annotated[
        Ids | None, Param(doc="Category ids, a list or text with commas.", aliases=("category_id",))
    ] = None
    category_l1_id: Annotated[Ids | None, Param(doc=_LEVEL.format(1), aliases=("category_l1_ids",))] = None
    category_l2_id: Annotated[Ids | None, Param(doc=_LEVEL.format(2), aliases=("category_l2_ids",))] = None
    category_l3_id: Annotated[Ids | None, Param(doc=_LEVEL.format(3), aliases=("category_l3_ids",))] = None
    exclude_category_ids: Annotated[Ids | None, Param(doc="Category ids to leave out.")] = None
