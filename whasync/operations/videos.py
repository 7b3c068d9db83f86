"""Videos of the TikTok Shop: explore, count, and one video at either of its two addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Generic

from .._core.operation import Listing, Operation, Param, R_co, Route, Source
from ..models.counts import Count
from ..models.videos import Video, VideoMetrics
from .explore import SHOP, After, CheckpointJump, ExploreLimit, ExplorePage, IncludeTotal, Market, count, explore
from .shared import ONE_WINDOW, Amount, Flag, Order, PathId, VideoDays

_V1 = f"{SHOP}/videos/{{id}}"
_V2 = "/api/v2/videos/{id}"


def _bound(end: str, metric: str) -> Param:
    return Param(doc=f"{end} {metric}. The metric is documented, the name with its prefix is inferred.")


class Videos(Market[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Filters of videos. More exist whose names are not known; `extra` sends one."""

    is_ad: Annotated[Flag | None, Param(doc="Whether it is an advertisement; sent as 1 or 0.")] = None
    is_affiliate: Annotated[Flag | None, Param(doc="Whether it is an affiliate's; sent as 1 or 0.")] = None
    min_gpm: Annotated[Amount | None, _bound("Least", "revenue per 1,000 views")] = None
    max_gpm: Annotated[Amount | None, _bound("Most", "revenue per 1,000 views")] = None
    min_ad_spend: Annotated[Amount | None, _bound("Least", "spend on ads")] = None
    max_ad_spend: Annotated[Amount | None, _bound("Most", "spend on ads")] = None
    min_ad2_cost: Annotated[Amount | None, _bound("Least", "ad2_cost")] = None
    max_ad2_cost: Annotated[Amount | None, _bound("Most", "ad2_cost")] = None
    min_ad2_roas: Annotated[Amount | None, _bound("Least", "ad2_roas")] = None
    max_ad2_roas: Annotated[Amount | None, _bound("Most", "ad2_roas")] = None
    min_estimated_roas: Annotated[Amount | None, _bound("Least", "estimated return on ad spend")] = None
    max_estimated_roas: Annotated[Amount | None, _bound("Most", "estimated return on ad spend")] = None


class ExploreVideos(Videos[Video], Listing[Video], frozen=True, kw_only=True):
    """Videos of a market, by revenue, views and revenue per 1,000 views.

    The figures cover `period`, and the sort follows it.

    Source: API documentation, TikTok Shop filters and Troubleshooting; filters from the digest, sorts observed.
    """

    route: ClassVar[Route] = explore("videos")

    page: ExplorePage = None
    limit: ExploreLimit = None
    after: After = None
    include_total: IncludeTotal = None
    checkpoint_jump: CheckpointJump = None
    sort: Annotated[str | None, Param(doc="What to sort by. Seen in use: revenue, gpm, view_count.")] = None
    order: Order = None


class CountVideos(Videos[Count], frozen=True, kw_only=True):
    """How many videos match the filters of `explore`.

    The answer's shape is not documented; every likely one is read.

    Source: API documentation, TikTok Shop filters.
    """

    route: ClassVar[Route] = count("videos")


class ReadShopVideo(Operation[Video], frozen=True, kw_only=True):
    """One video: caption, creator, product, day of posting.

    Where this path is not found, the older /api/v2/videos/{id} is asked.

    Source: API documentation, Troubleshooting; digest of the documentation.
    """

    route: ClassVar[Route] = Route(path=_V1, twin=_V2, source=Source.DIGEST)

    id: PathId


class ReadShopVideoMetrics(Operation[VideoMetrics], frozen=True, kw_only=True):
    """Views, likes, comments and shares of one video.

    Where this path is not found, the older /api/v2/videos/{id}/metrics is asked.

    Source: digest of the documentation; the values of `period` are those of the older path.
    """

    route: ClassVar[Route] = Route(
        path=f"{_V1}/metrics",
        twin=f"{_V2}/metrics",
        source=Source.DIGEST,
        parameters_source=Source.DIGEST,
        generation="C",
    )
    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    id: PathId
    period: VideoDays = None


class ReadVideo(ReadShopVideo, frozen=True, kw_only=True):
    """One video: caption, creator, product, day of posting.

    Where this path is not found, the newer tiktok-shop/videos/{id} is asked.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = Route(path=_V2, twin=_V1, generation="B")


class ReadVideoMetrics(ReadShopVideoMetrics, frozen=True, kw_only=True):
    """Views, likes, comments and shares of one video.

    Where this path is not found, the newer tiktok-shop/videos/{id}/metrics is asked.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = Route(path=f"{_V2}/metrics", twin=f"{_V1}/metrics", generation="B")


EXPLORE_AND_COUNT = (ExploreVideos, CountVideos)
ONE_VIDEO = (ReadShopVideo, ReadShopVideoMetrics, ReadVideo, ReadVideoMetrics)
