"""The catalogue: every operation that a key can reach, by its dotted name, in the order of the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from .._core.operation import Operation
from . import (
    adlibrary,
    brand_analytics,
    brand_boards,
    brand_messages,
    brands,
    categories,
    creator_detail,
    creators,
    credits,
    google_ads,
    landers,
    lists,
    magic_ai,
    niches,
    notifications,
    pinterest_ads,
    product_detail,
    products,
    saved_ads,
    shop_detail,
    shops,
    stores,
    tiktok_ads,
    transcripts,
    trends,
    videos,
    visits,
)
from .lookup import resolve_in

_ORDER: tuple[type[Operation[Any]], ...] = (
    *credits.OPERATIONS,
    *products.EXPLORE_AND_COUNT,
    *shops.EXPLORE_AND_COUNT,
    *creators.EXPLORE_AND_COUNT,
    *videos.EXPLORE_AND_COUNT,
    *categories.EXPLORE_AND_COUNT,
    *products.FLAT,
    *lists.OPERATIONS,
    *shops.DETAILS,
    *categories.TREE,
    *shops.UNDOCUMENTED,
    *visits.OPERATIONS,
    *shop_detail.OPERATIONS,
    *product_detail.OPERATIONS,
    *creator_detail.OPERATIONS,
    *videos.ONE_VIDEO,
    *adlibrary.OPERATIONS,
    *tiktok_ads.OPERATIONS,
    *pinterest_ads.OPERATIONS,
    *google_ads.OPERATIONS,
    *magic_ai.OPERATIONS,
    *landers.OPERATIONS,
    *saved_ads.OPERATIONS,
    *brands.LISTED,
    *brand_analytics.ADS,
    *brand_messages.OPERATIONS,
    *brand_analytics.PLACES,
    *brands.WRITES,
    *brand_boards.OPERATIONS,
    *notifications.OPERATIONS,
    *stores.OPERATIONS,
    *trends.OPERATIONS,
    *transcripts.OPERATIONS,
    *niches.OPERATIONS,
)

CATALOGUE: Mapping[str, type[Operation[Any]]] = MappingProxyType({kind.route.name: kind for kind in _ORDER})


def resolve(endpoint: str) -> tuple[type[Operation[Any]], dict[str, str]]:
    """The operation at an endpoint, and the path parameters that stand in it.

    Args:
        endpoint: The path as the documentation writes it, with or without `/api/v1/`; an unambiguous tail will do.
            Other versions keep theirs: `videos/{id}` is the path of v1, which falls back on its twin `v2/videos/{id}`.
            A path parameter is written out or stands in braces: `tiktok-shop/product-detail/1729` or
            `tiktok-shop/product-detail/{id}`. A dotted name of the catalogue will do too.

    Raises:
        UsageError: The path is unknown, ambiguous, or the dashboard's; it names the nearest good ones.
    """
    kind, in_path = _resolved(endpoint)
    return kind, dict(in_path)


# A path is looked for among all the others, and the same few are asked for again and again.
@lru_cache(maxsize=256)
def _resolved(endpoint: str) -> tuple[type[Operation[Any]], dict[str, str]]:
    return resolve_in(CATALOGUE, endpoint)


__all__ = ["CATALOGUE", "resolve"]
