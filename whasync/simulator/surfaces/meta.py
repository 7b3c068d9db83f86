"""The Meta ad library: the widest filter list, plan gates on 200, markets that are refused."""

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Column, Entity
from whasync.simulator.filters import Filters
from whasync.simulator.scrolling import scroll_through
from whasync.simulator.world import Reply, World, refuse

from . import ads
from .meta_rows import card, flat_card

CRAWL_INTERVAL: Final = 3_600
"""Seconds until `nextscrapetime`."""

ADSPEND_CPM: Final = 11

META: Final = Entity(
    "meta",
    (
        Column("relevance", 0, 1, digits=9),
        Column("reach", 0, 9_000_000, steep=7),
        Column("adspend", 0, 120_000, steep=7, digits=2),
        Column("visits", 0, 8_000_000, steep=7),
        Column("revenue", 0, 2_500_000, steep=7, digits=2),
        Column("duplicates", 1, 120, steep=6),
        Column("active_ads", 0, 4_000, steep=7),
        Column("active_ads_growth", -100, 900, steep=6),
        Column("reach_growth", -100, 900, steep=6),
        Column("rank", 1, 4_000),
        Column("age", 0, 900, steep=2),
        Column("saves", 0, 500, steep=8),
    ),
    ads.AD_TESTS
    | {
        "page_type": ads.one_of("page type", ("products", "collections", "funnels")),
        "scaling": ads.one_of("scaling", ("upscaling", "downscaling", "nodownscaling")),
        "store": ads.one_of("store country", (*words.COUNTRIES, "MX", "CO", "CL", "AR", "PE", "JP")),
    },
)

FILTERS: Final = Filters(
    sorts={
        "relevance": "relevance",
        "reach": "reach",
        "lastseen": "age",
        "datefound": "age",
        "mostrecent": "age",
        "adspend": "adspend",
        "trending": "reach_growth",
        "longestrunning": "age",
        "adsetamount": "duplicates",
        "consistency": "active_ads_growth",
        "monthlyvisits": "visits",
        "monthlytraffic": "visits",
        "monthlyrevenue": "revenue",
        "pageactiveads": "active_ads",
        "toprank": "rank",
        "mostsaved": "saves",
    },
    rising=frozenset({"lastseen", "datefound", "mostrecent", "toprank"}),
    default_sort="relevance",
    sort_names=("sorting", "sort_by"),
    direction_names=("sortdirection", "sort_order"),
    ranges={
        "duplicates": ("{}", "{}_duplicates"),
        "adspend": ("{}adspend", "{}_ad_spend"),
        "reach": ("{}reach", "{}_reach"),
        "visits": ("{}traffic", "{}_monthly_visits"),
        "age": ("{}days", "{}_days_running"),
        "active_ads": ("{}activeads", "{}_active_ads"),
        "active_ads_growth": ("{}activeadsgrowth", "{}_active_ads_growth"),
        "reach_growth": ("{}reachgrowth", "{}_reach_growth"),
        "rank": ("{}adrank", "{}_ad_rank"),
    },
    tests={
        "keyword": ("keyword",),
        "countries": ("countries", "country"),
        "outside_countries": ("exclude_countries",),
        "active": ("activestatus",),
        "niche": ("niches", "niche"),
        "language": ("languages",),
        "format": ("mediafilter", "media_type"),
        "score": ("adscorefilter", "ad_score"),
        "technology": ("website", "technology"),
        "page_type": ("pagetypefilter", "page_type"),
        "scaling": ("scaling",),
        "store": ("store_based_in", "storebasedin"),
    },
    day_tests={
        "seen_within": ("fromlastseen", "last_seen_from"),
        "unseen_for": ("tolastseen", "last_seen_to"),
    },
    first_days={"age": ("from", "ad_created_from")},
    last_days={"age": ("to", "ad_created_to")},
)

GATED: Final = (
    tuple(
        name.format(end)
        for column in ("age", "adspend", "reach", "visits")
        for name in FILTERS.ranges[column]
        for end in ("min", "max")
    )
    + FILTERS.tests["score"]
)
"""Filters that Basic accounts get an `upgrade` for: days running, ad spend, reach, traffic, ad score."""


def adlibrary(arguments: Arguments, world: World) -> object:
    """Meta ads, one page by scroll token."""
    if world.account.plan == "basic" and arguments.has(*GATED):
        return {"upgrade": "standard_reach", "message": "Upgrade your plan to use this filter."}
    refused = [country for country in arguments.texts("countries", "country") if not _targetable(country)]
    if refused:
        return refuse(
            f"Country not targetable: {', '.join(refused)}",
            400,
            allowed_values=list(words.COUNTRIES),
            hint="Use store_based_in to search by the store's home country.",
        )
    catalogue = world.atlas.catalogue(META)
    build = card if world.newest else flat_card
    page = scroll_through(
        arguments, world, catalogue, FILTERS.question(arguments, world), lambda row: build(world, catalogue, row)
    )
    if isinstance(page, Reply):
        return page
    crawl = int(world.now.timestamp()) + CRAWL_INTERVAL
    return page | {"nextscrapetime": crawl, "adspend_cpm": ADSPEND_CPM, "message": None}


def _targetable(country: str) -> bool:
    return country.upper() in words.COUNTRIES or country.lower() == "all"
