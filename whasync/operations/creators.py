"""Creators of the TikTok Shop: explore and count."""

from __future__ import annotations

from typing import Annotated, ClassVar, Generic

from .._core.operation import Listing, Param, R_co, Route
from ..models.counts import Count
from ..models.creators import Creator
from .explore import After, CheckpointJump, ExploreLimit, ExplorePage, IncludeTotal, Market, count, explore
from .shared import Amount, Order


class Creators(Market[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Filters of creators. More exist whose names are not known; `extra` sends one."""

    min_revenue: Annotated[Amount | None, Param(doc="Least revenue within the period.", aliases=("min_gmv_30d",))] = (
        None
    )


class ExploreCreators(Creators[Creator], Listing[Creator], frozen=True, kw_only=True):
    """Creators of a market, by revenue, followers and videos.

    The figures cover `period`, and the sort follows it.

    Source: API documentation, TikTok Shop filters and Troubleshooting; sorts observed.
    """

    route: ClassVar[Route] = explore("creators")

    page: ExplorePage = None
    limit: ExploreLimit = None
    after: After = None
    include_total: IncludeTotal = None
    checkpoint_jump: CheckpointJump = None
    sort: Annotated[str | None, Param(doc="What to sort by. Seen in use: revenue, follower_count, video_count.")] = None
    order: Order = None


class CountCreators(Creators[Count], frozen=True, kw_only=True):
    """How many creators match the filters of `explore`.

    The answer's shape is not documented; every likely one is read.

    Source: API documentation, TikTok Shop filters.
    """

    route: ClassVar[Route] = count("creators")


EXPLORE_AND_COUNT = (ExploreCreators, CountCreators)
