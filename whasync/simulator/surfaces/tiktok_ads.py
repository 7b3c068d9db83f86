"""TikTok ads: by scroll token, with niche words of their own."""

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, pick
from whasync.simulator.filters import Filters
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.scrolling import scroll_through
from whasync.simulator.world import Reply, Row, World, refuse, succeed

from . import ads

LABEL: Final = "label_"
"""Niches may also be named by a label with eight digits."""

TIKTOK_ADS: Final = Entity(
    "tiktok-ads",
    (
        Column("likes", 0, 4_000_000, steep=8),
        Column("comments", 0, 90_000, steep=8),
        Column("shares", 0, 300_000, steep=8),
        Column("adspend", 0, 90_000, steep=7, digits=2),
        Column("duplicates", 1, 60, steep=6),
        Column("visits", 0, 8_000_000, steep=7),
        Column("age", 0, 700, steep=2),
    ),
    {**ads.AD_TESTS, "niche": ads.one_of("niche", words.TIKTOK_NICHES)},
)

FILTERS: Final = Filters(
    sorts={
        "likes": "likes",
        "shares": "shares",
        "comments": "comments",
        "datefound": "age",
        "lastseen": "age",
        "adspend": "adspend",
        "adsetamount": "duplicates",
        "consistency": "duplicates",
        "daysrunning": "age",
    },
    rising=frozenset({"datefound", "lastseen"}),
    default_sort="likes",
    ranges={
        "likes": ("{}",),
        "comments": ("{}comments",),
        "shares": ("{}shares",),
        "visits": ("{}traffic",),
        "age": ("{}days",),
        "adspend": ("{}adspend",),
    },
    tests={
        "keyword": ("keyword", "q", "search"),
        "countries": ("countries",),
        "niche": ("niches",),
        "language": ("languages",),
        "technology": ("websites",),
    },
    day_tests={
        "seen_within": ("fromlastseen", "last_seen_from"),
        "unseen_for": ("tolastseen", "last_seen_to"),
    },
    first_days={"age": ("from", "date_from")},
    last_days={"age": ("to", "date_to")},
)


def tiktok_ads(arguments: Arguments, world: World) -> object:
    """One page by scroll token; a niche of the Meta library is refused."""
    niches = arguments.texts("niches")
    if any(niche not in words.TIKTOK_NICHES and not niche.startswith(LABEL) for niche in niches):
        return Reply(400, {"error": "invalid_argument", "message": "Unknown TikTok niche", "success": False})
    catalogue = world.atlas.catalogue(TIKTOK_ADS)
    question = FILTERS.question(arguments, world)
    return scroll_through(arguments, world, catalogue, question, lambda row: clip(world, catalogue, row))


def tiktok_ad(arguments: Arguments, world: World) -> object:
    found = world.atlas.find(TIKTOK_ADS, arguments.path_id)
    if found is None:
        return refuse("Ad not found")
    return succeed(clip(world, *found) | {"id": arguments.path_id})


def clip(world: World, catalogue: Catalogue, row: int) -> Row:
    """One ad."""
    domain = ads.domain_of(catalogue, row)
    return {
        "id": NUMBERINGS["tiktok-ads"].identify(EVERYWHERE, row),
        "platform": "tiktok",
        "pageName": ads.page_name_of(catalogue, row),
        "copy": ads.title_of(catalogue, row),
        "video": ads.media_hash(catalogue, row, "video") + ".mp4",
        "poster": ads.media_hash(catalogue, row, "image") + ".jpg",
        "likes": catalogue.value("likes", row),
        "comments": catalogue.value("comments", row),
        "shares": catalogue.value("shares", row),
        "adspend": catalogue.value("adspend", row),
        "countActive": str(int(catalogue.value("duplicates", row))),
        "daysrunning": catalogue.value("age", row),
        "started": world.day(catalogue.value("age", row)),
        "lastSeen": world.day(ads.unseen_days(catalogue, row)),
        "niche": pick(catalogue, row, "niche", words.TIKTOK_NICHES),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
        "countries": ads.countries_of(catalogue, row),
        "urlStore": f"https://{domain}",
        "store_traffic": ads.traffic_of(world, catalogue, row),
    }
