"""Pinterest ads: few filters that work, and records with many empty fields."""

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, pick
from whasync.simulator.filters import Filters
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.scrolling import scroll_through
from whasync.simulator.world import Reply, Row, World

from . import ads

CRAWL_INTERVAL: Final = 3_600

PINTEREST: Final = Entity(
    "pinterest",
    (
        Column("age", 0, 900, steep=2),
        Column("likes", 0, 90_000, steep=7),
        Column("shares", 0, 9_000, steep=7),
        Column("comments", 0, 2_000, steep=8),
        Column("visits", 0, 8_000_000, steep=7),
    ),
    {**ads.AD_TESTS, "price": ads.none_at_all},
)

FILTERS: Final = Filters(
    sorts={
        "datefound": "age",
        "lastseen": "age",
        "comments": "comments",
        "likes": "likes",
        "shares": "shares",
        "reactions": "likes",
        "daysrunning": "age",
    },
    rising=frozenset({"datefound", "lastseen"}),
    default_sort="datefound",
    ranges={"age": ("{}days",)},
    tests={
        "keyword": ("keyword",),
        "countries": ("countries",),
        "language": ("languages",),
        "niche": ("niches",),
        "score": ("adscorefilter",),
        "price": ("minprice", "maxprice"),
    },
)
"""Price filters are honoured and leave nothing, as the price is null on nearly every record (observed)."""


def pinterest_ads(arguments: Arguments, world: World) -> object:
    """Pins that are ads, one page by scroll token."""
    catalogue = world.atlas.catalogue(PINTEREST)
    build = pin if world.newest else flat_pin
    question = FILTERS.question(arguments, world)
    page = scroll_through(arguments, world, catalogue, question, lambda row: build(world, catalogue, row))
    if isinstance(page, Reply):
        return page
    return page | {"nextscrapetime": int(world.now.timestamp()) + CRAWL_INTERVAL}


def flat_pin(world: World, catalogue: Catalogue, row: int) -> Row:
    """A pin under the names of the older official sample: likes are saves, shares are repins."""
    return {
        "id": NUMBERINGS["pinterest"].identify(EVERYWHERE, row),
        "page_name": ads.page_name_of(catalogue, row),
        "ad_text": ads.title_of(catalogue, row),
        "landing_url": f"https://{ads.domain_of(catalogue, row)}/",
        "likes": catalogue.value("likes", row),
        "shares": catalogue.value("shares", row),
        "started": world.day(catalogue.value("age", row)),
        "countries": ads.countries_of(catalogue, row),
    }


def pin(world: World, catalogue: Catalogue, row: int) -> Row:
    """A pin as observed: `save_count` always 0, `daysrunning` at odds with `started`, spend and revenue empty."""
    identity = NUMBERINGS["pinterest"].identify(EVERYWHERE, row)
    return {
        "id": identity,
        "ad_id": identity,
        "productid": identity,
        "platform": "pinterest",
        "page_id": ads.page_id_of(catalogue, row),
        "page_name": ads.page_name_of(catalogue, row),
        "title": ads.title_of(catalogue, row),
        "text": ads.title_of(catalogue, row),
        "media_type": "video" if row % 4 == 0 else "image",
        "media_url": f"https://i.pinimg.com/{ads.media_hash(catalogue, row, 'image')}.jpg",
        "pin_url": f"https://www.pinterest.com/pin/{identity}/",
        "link": f"https://{ads.domain_of(catalogue, row)}/?p=%C3%A9",
        "domain": ads.domain_of(catalogue, row),
        "save_count": 0,
        "repin_count": catalogue.value("shares", row),
        "likes": catalogue.value("likes", row),
        "shares": catalogue.value("shares", row),
        "comments": catalogue.value("comments", row),
        "adscore": pick(catalogue, row, "score", ads.SCORES),
        "adscore_reasons": [],
        "daysrunning": int(catalogue.value("age", row)) + catalogue.dice(row, "drift") % 20,
        "started": world.day(catalogue.value("age", row)),
        "niche_v2": pick(catalogue, row, "niche", words.META_NICHES),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
        "countries": ads.countries_of(catalogue, row),
        "store_traffic": ads.traffic_of(world, catalogue, row),
        "total_adspend": None,
        "revenue": "",
        "shopify_productprice": None,
    }
