"""Shopify stores: the explorer, which never tells how many there are, and the tracker's counter."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from dataclasses import replace
from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, Test, pick
from whasync.simulator.filters import Filters
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.world import Row, World, page_of, refuse

from . import ads
from .entities import has_name, name_of

DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 50
TRACKED: Final = 37
MOST_TRACKED: Final = 100
CURRENCIES: Final = ("USD", "EUR", "GBP", "CAD", "AUD")

STORE_TESTS: Final[dict[str, Test]] = {
    "name": has_name,
    "country": ads.one_of("owner", words.COUNTRIES),
    "niche": ads.one_of("niche", words.STORE_NICHES),
    "language": ads.one_of("language", words.LANGUAGES),
    "currency": ads.one_of("currency", CURRENCIES),
    "visitors": ads.one_of("visitors", (*words.COUNTRIES, "JP", "MX")),
}
STORES: Final = Entity(
    "stores",
    (
        Column("revenue", 100, 9_000_000, steep=8),
        Column("visits", 10, 12_000_000, steep=8),
        Column("order_value", 4, 900, steep=5, digits=2),
        Column("products", 1, 12_000, steep=6),
        Column("growth_1m", -0.9, 6, steep=6, digits=4),
        Column("growth_3m", -0.9, 9, steep=6, digits=4),
        Column("active_ads", 0, 900, steep=7),
        Column("rating", 1, 5, steep=0.5, digits=1),
        Column("reviews", 0, 90_000, steep=8),
        Column("age", 1, 4_000),
    ),
    STORE_TESTS,
)
FILTERS: Final = Filters(
    sorts={
        "revenue_30d": "revenue",
        "monthly_visits": "visits",
        "30d_rev_estimated_max": "revenue",
        "1d_rev_estimated_max": "revenue",
        "revenue_1y": "revenue",
        "aov": "order_value",
        "visits_growth_pct_m1": "growth_1m",
        "visits_growth_pct_m3": "growth_3m",
        "first_product_date": "age",
    },
    rising=frozenset({"first_product_date"}),
    default_sort="revenue_30d",
    sort_names=("sortingKey",),
    direction_names=("sortingDirection",),
    ranges={
        "revenue": ("{}_revenue",),
        "order_value": ("aov_{}",),
        "visits": ("monthly_visits_{}",),
        "products": ("product_count_{}",),
        "rating": ("trustpilot_rating_{}",),
        "reviews": ("trustpilot_reviews_{}",),
    },
    tests={
        "name": ("search",),
        "country": ("country",),
        "niche": ("category", "niche"),
        "language": ("language",),
        "currency": ("currency",),
        "visitors": ("visitor_country_main",),
    },
)


def store_explorer(arguments: Arguments, world: World) -> object:
    """One numbered page. The dates of creation count only as a pair."""
    pair = arguments.has("store_created_from") and arguments.has("store_created_to")
    filters = BY_CREATION if pair else FILTERS
    return _page(arguments, world, filters)


def visual_search(arguments: Arguments, world: World) -> object:
    """Stores by an image; what the body is called is undocumented, so anything will do."""
    if not arguments.values:
        return refuse("Missing image", 400)
    return _page(arguments, world, FILTERS)


def store_tracker(arguments: Arguments, world: World) -> object:
    counter: Row = {"amount": TRACKED, "max_allowed": MOST_TRACKED}
    return counter if world.newest else {"success": True, **counter}


def store(world: World, catalogue: Catalogue, row: int) -> Row:
    """One store; some names begin with a digit, icons lack their scheme."""
    revenue, visits = int(catalogue.value("revenue", row)), int(catalogue.value("visits", row))
    name = name_of(catalogue, row)
    domain = f"{name.lower().replace(' ', '-').rstrip('.')}-{row}.example.com"
    country = pick(catalogue, row, "owner", words.COUNTRIES)
    identity = NUMBERINGS["stores"].identify(EVERYWHERE, row)
    return {
        "shopid": identity if row % 2 else int(identity),
        "storeid": identity,
        "domain": domain,
        "name": name,
        "icon": f"//cdn.example.com/icons/{identity}.png",
        "screenshot_path": f"screenshots/{identity}.jpg",
        "owner_country": country,
        "category": pick(catalogue, row, "niche", words.STORE_NICHES),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
        "currency": pick(catalogue, row, "currency", CURRENCIES),
        "monthly_visits": visits,
        "monthly_visits_historical": {world.day(30)[:7]: visits, world.day(60)[:7]: visits * 9 // 10},
        "visits_growth_pct_m1": catalogue.value("growth_1m", row),
        "visits_growth_pct_m3": catalogue.value("growth_3m", row),
        "30d_rev_estimated_min": revenue * 8 // 10,
        "30d_rev_estimated_max": revenue,
        "1d_rev_estimated_min": revenue * 8 // 300,
        "1d_rev_estimated_max": revenue // 30,
        "estimated_revenue": {"daily": {"min": revenue * 8 // 300, "max": revenue // 30}},
        "aov": catalogue.value("order_value", row),
        "published_products_count": catalogue.value("products", row),
        "active_ad_count": catalogue.value("active_ads", row),
        "explore_wlads_ad_count": catalogue.value("active_ads", row),
        "first_product_date": world.day(catalogue.value("age", row)),
        "top_countries": [{"countryCode": country, "sharePercentage": 61.5}],
        "bestsellers": [{"title": name, "price": "19.90", "image": f"//cdn.example.com/p/{identity}.jpg"}],
        "website_emails": [f"hello@{domain}"] if row % 2 else [{"email": f"hello@{domain}"}],
        "trustpilot_tp_data": {"rating": catalogue.value("rating", row), "reviews": catalogue.value("reviews", row)},
    }


def _page(arguments: Arguments, world: World, filters: Filters) -> Row:
    catalogue = world.atlas.catalogue(STORES)
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    matches = world.atlas.matches(catalogue, filters.question(arguments, world))
    rows = matches.rows(page.offset, page.limit)
    return {
        "data": [world.messy(catalogue.dice(row, "mess"), store(world, catalogue, row)) for row in rows],
        "count_deferred": True,
        "credits": None,
        "credits_unlimited": True,
    }


BY_CREATION: Final = replace(
    FILTERS, first_days={"age": ("store_created_from",)}, last_days={"age": ("store_created_to",)}
)
