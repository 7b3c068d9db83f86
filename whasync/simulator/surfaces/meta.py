"""The Meta ad library: the widest filter list, plan gates on 200, markets that are refused."""

# handlers, builders and tests share one signature each, whatever they use of it

# handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, pick, sample
from whasync.simulator.filters import Filters
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.scrolling import scroll_through
from whasync.simulator.world import Reply, Row, World, refuse

from . import ads

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


def flat_card(world: World, catalogue: Catalogue, row: int) -> Row:
    """An ad under the names of the older official sample."""
    return {
        "id": NUMBERINGS["meta"].identify(EVERYWHERE, row),
        "page_id": ads.page_id_of(catalogue, row),
        "page_name": ads.page_name_of(catalogue, row),
        "ad_creative_body": f"{ads.title_of(catalogue, row)} &amp; more<br/>Order today",
        "ad_snapshot_url": f"https://www.facebook.com/ads/library/?id={NUMBERINGS['meta'].identify(EVERYWHERE, row)}",
        "image_url": f"{ads.MEDIA}/metalibrary/image/{ads.media_hash(catalogue, row, 'image')}.jpg",
        "countries": ads.countries_of(catalogue, row),
        "started": world.day(catalogue.value("age", row)),
        "lastSeen": world.day(ads.unseen_days(catalogue, row)),
        "daysrunning": catalogue.value("age", row),
        "total_adspend": catalogue.value("adspend", row),
    }


def card(world: World, catalogue: Catalogue, row: int) -> Row:
    """An ad as it is seen in answers: snake and camel case, numbers as text, bare media hashes."""
    domain = ads.domain_of(catalogue, row)
    media = pick(catalogue, row, "format", ads.FORMATS)
    active = int(catalogue.value("active_ads", row))
    started, seen = world.day(catalogue.value("age", row)), world.day(ads.unseen_days(catalogue, row))
    return {
        "productid": NUMBERINGS["meta"].identify(EVERYWHERE, row),
        "page_id": ads.page_id_of(catalogue, row),
        "pageName": ads.page_name_of(catalogue, row),
        "page_profile_uri": f"https://www.facebook.com/{domain.partition('.')[0]}",
        "countries": ads.countries_of(catalogue, row),
        "country_code": ads.countries_of(catalogue, row)[0],
        "started": started,
        "lastSeen": seen,
        "updated_at": f"{seen}T06:00:00.000000Z",
        "created_at": f"{started}T06:00:00.000000Z",
        "daysrunning": catalogue.value("age", row),
        "urlStore": f"https://{domain}",
        "link": f"https://{domain}/products/{row}?utm_source=fb&amp;q=%C3%A9",
        "caption": domain,
        "copy": f"{ads.title_of(catalogue, row)} &amp; more<br/>Order today",
        "description": "none" if row % 7 == 0 else ads.title_of(catalogue, row),
        "display_format": media,
        "image": ads.media_hash(catalogue, row, "image") + ".jpg",
        "video": ads.media_hash(catalogue, row, "video") + ".mp4" if media == "video" else "",
        "poster": "",
        "videos": None,
        "cards": [],
        "facebook_image_url": None,
        "total_adspend": catalogue.value("adspend", row),
        "total_views": catalogue.value("reach", row),
        "revenue": f"{catalogue.value('revenue', row):.2f}",
        "countActive": str(int(catalogue.value("duplicates", row))),
        "activeSeen": catalogue.value("duplicates", row),
        "total_active_ads_on_page": str(active),
        "total_active_ads_on_page_growth_1w": active * 9 // 10,
        "total_active_ads_on_page_growth_1m": active * 7 // 10,
        "total_active_ads_on_page_history": {world.day(7): active * 9 // 10, f"{world.day(0)} 00:00:00": active},
        "ad_rank": catalogue.value("rank", row),
        "rank_history": {world.day(1): catalogue.value("rank", row)} if row % 3 else [],
        "adscore": pick(catalogue, row, "score", ads.SCORES),
        "adscore_reasons": ["long running"],
        "niche": pick(catalogue, row, "niche", words.META_NICHES),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
        "shopify_productid": "",
        "shopify_productprice": f"{5 + catalogue.dice(row, 'price') % 9000 / 100:.2f}" if row % 5 else "False",
        "shopify_shopifydomain": f"{domain.partition('.')[0]}.myshopify.com",
        "shopify_currency": {"rate": "1.0", "active": "USD"} if row % 4 else [],
        "technologies": sample(catalogue, row, "technologies", words.TECHNOLOGIES, 3),
        "store_traffic": ads.traffic_of(world, catalogue, row),
        "page_like_count": catalogue.dice(row, "likes") % 100_000,
        "page_categories": ["Shopping & retail"],
        "ctaText": "Shop now",
        "reach_by_age": {"18-24": catalogue.dice(row, "young") % 1000} if row % 4 else [],
        "reach_by_gender": {"female": catalogue.dice(row, "women") % 1000} if row % 4 else [],
        "saved": False,
        "hidden": False,
    }


def _targetable(country: str) -> bool:
    return country.upper() in words.COUNTRIES or country.lower() == "all"
