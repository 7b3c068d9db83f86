"""Every path the server knows, with its verbs: a table of its own, written from the documentation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from .arguments import Arguments
from .surfaces import balance, brands, details, explore, meta, pinterest
from .world import World

Handler = Callable[[Arguments, World], object]

GET: Final = frozenset({"GET"})
POST: Final = frozenset({"POST"})
EITHER: Final = GET | POST
V1: Final = "/api/v1"
SHOP: Final = f"{V1}/tiktok-shop"
PATH_ID: Final = r"[A-Za-z0-9_-]+"
ENTITIES: Final = ("products", "shops", "creators", "videos", "categories")


@dataclass(frozen=True)
class Route:
    path: str
    verbs: frozenset[str]
    handle: Handler
    metered: bool = True
    """Whether it takes a key, counts and costs."""
    searches: bool = False
    """Whether it spends one of the day's TikTok Shop searches of a Basic account."""
    generations: str = "BC"


SESSION_ONLY: Final = re.compile(
    r"/api(/(regenerate|usage|logs|magic-ai|pinterest-ads|fb-ads|tt-ads|tiktok-shop|brands|storetracker|salestracker"
    r"|shops/explore|landers/filter-bootstrap|lander/overview)(/.*)?)?"
)
"""Paths of the dashboard: with a key instead of cookies they lead to the login page."""

LOGIN: Final = "/login"


ROUTES: Final[tuple[Route, ...]] = (
    Route(f"{V1}/credits", GET, balance.pool, generations="C"),
    Route(f"{SHOP}/credits", GET, balance.shop_credits),
    *(
        Route(f"{SHOP}/{entity}/explore", EITHER, partial(explore.explore, entity), searches=True)
        for entity in ENTITIES
    ),
    *(Route(f"{SHOP}/{entity}/count", EITHER, partial(explore.count, entity)) for entity in ENTITIES),
    Route(f"{SHOP}/products", GET, explore.flat_products),
    Route(f"{SHOP}/search", GET, explore.search, searches=True),
    Route(f"{SHOP}/trending", GET, explore.trending),
    Route(f"{SHOP}/suggestions", GET, explore.suggestions),
    Route(f"{SHOP}/shop-detail", POST, details.shop_detail),
    Route(f"{SHOP}/shop-detail/total", POST, details.shop_total),
    Route(f"{SHOP}/shop-detail/history", POST, details.shop_history),
    Route(f"{SHOP}/shop-detail/product/queryList", POST, details.shop_products),
    Route(f"{SHOP}/product-detail/{{id}}", GET, details.product_detail),
    Route(f"{SHOP}/product-detail/total", POST, details.product_total),
    Route(f"{SHOP}/product-detail/history", POST, details.product_history),
    Route(f"{SHOP}/creator-detail", POST, details.creator_detail),
    Route(f"{SHOP}/creator-detail/total", POST, details.creator_total),
    Route(f"{SHOP}/creator-detail/history", POST, details.creator_history),
    Route(f"{SHOP}/creator-detail/searchProducts", POST, details.creator_products),
    Route(f"{SHOP}/videos/{{id}}", GET, details.video_detail),
    Route(f"{SHOP}/videos/{{id}}/metrics", GET, details.video_metrics),
    Route("/api/v2/videos/{id}", GET, details.video_detail, generations="B"),
    Route("/api/v2/videos/{id}/metrics", GET, details.video_metrics, generations="B"),
    Route(f"{SHOP}/product-other-visits", EITHER, details.visits),
    Route(f"{SHOP}/category-visit-events", EITHER, details.visits),
    Route(f"{SHOP}/detail-visit-events", EITHER, details.visits),
    Route(f"{V1}/adlibrary", GET, meta.adlibrary),
    Route("/api/adlibrary", GET, meta.adlibrary),
    Route(f"{V1}/pinterest-ads", GET, pinterest.pinterest_ads),
    Route(f"{V1}/brands", GET, brands.brands),
)
