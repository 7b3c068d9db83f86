"""Landing pages: the cheapest bulk listing, and favourites that toggle. The shape of a row is undocumented."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, Test, pick
from whasync.simulator.filters import Filters
from whasync.simulator.world import Row, World, page_of, refuse, succeed

from . import ads
from .entities import names

DEFAULT_LIMIT: Final = 10
LARGEST_LIMIT: Final = 250
PAGE_TYPES: Final = ("product", "collection", "homepage", "advertorial")


def _has_title(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return wanted.lower() in pick(catalogue, row, "name", names("shops")).lower()


LANDER_TESTS: Final[dict[str, Test]] = {
    "name": _has_title,
    "niche": ads.one_of("niche", words.META_NICHES),
    "type": ads.one_of("type", PAGE_TYPES),
    "country": ads.one_of("country", words.COUNTRIES),
}
LANDERS: Final = Entity(
    "landers",
    (
        Column("ads", 1, 900, steep=6),
        Column("visits", 0, 9_000_000, steep=8),
        Column("revenue", 0, 4_000_000, steep=8),
        Column("age", 0, 700, steep=2),
    ),
    LANDER_TESTS,
)
FILTERS: Final = Filters(
    sorts={"relevant": "ads", "landers_ad_volume": "ads", "monthly_visits": "visits", "store_revenue": "revenue"},
    default_sort="relevant",
    sort_names=("sortingKey",),
    direction_names=("sortingDirection",),
    tests={
        "name": ("search", "landersAdvertiser", "landersUrl"),
        "niche": ("landersNiche",),
        "type": ("landersPageType",),
        "country": ("country",),
    },
)


def explore(arguments: Arguments, world: World) -> object:
    catalogue = world.atlas.catalogue(LANDERS)
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    matches = world.atlas.matches(catalogue, FILTERS.question(arguments, world))
    rows = matches.rows(page.offset, page.limit)
    return succeed(
        [world.messy(catalogue.dice(row, "mess"), lander(world, catalogue, row)) for row in rows], page=page.number
    )


def favourites(arguments: Arguments, world: World) -> object:
    return succeed(list(world.desk.favourite_landers.values()))


def toggle(arguments: Arguments, world: World) -> object:
    """Make a lander a favourite, or no favourite any more: sent twice, it undoes itself."""
    key = arguments.text("lander_key")
    if not key:
        return refuse("Missing required parameter: lander_key", 400)
    favourite = world.desk.favourite_landers.pop(key, None) is None
    if favourite:
        kept = ("lander_url", "advertiser_name")
        world.desk.favourite_landers[key] = {"lander_key": key, **{name: arguments.text(name) for name in kept}}
    return {"success": True, "favorited": favourite}


def lander(world: World, catalogue: Catalogue, row: int) -> Row:
    name = pick(catalogue, row, "name", names("shops"))
    domain = f"{name.lower().replace(' ', '-').rstrip('.')}.example.com"
    return {
        "lander_key": f"{catalogue.dice(row, 'key'):016x}",
        "lander_url": f"https://{domain}/pages/{row}",
        "advertiser_name": name,
        "domain": domain,
        "niche": pick(catalogue, row, "niche", words.META_NICHES),
        "page_type": pick(catalogue, row, "type", PAGE_TYPES),
        "country": pick(catalogue, row, "country", words.COUNTRIES),
        "ad_volume": catalogue.value("ads", row),
        "monthly_visits": catalogue.value("visits", row),
        "store_revenue": catalogue.value("revenue", row),
        "running_days": catalogue.value("age", row),
        "screenshot": f"//cdn.example.com/landers/{row}.jpg",
    }
