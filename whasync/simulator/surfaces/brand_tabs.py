"""What is known of one brand: its ads, and the tabs that count what they say."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, spread, stable_hash
from whasync.simulator.periods import parse_day
from whasync.simulator.world import Row, World, refuse, succeed

from . import ads
from .brands import MOST_BRANDS, brand, followed
from .meta import META
from .meta_rows import card

ADS_OF_BRAND: Final = 66
ADS_A_PAGE: Final = 20
LIVE_DAYS: Final = 3
"""`live` is "last seen in the last 3 days"; another page says 4."""

RANGE_DAYS: Final = {"7d": 7, "30d": 30, "3m": 90, "6m": 180}
ROWS_OF_TAB: Final = 12
LATEST: Final = 14
"""Days that the time series show."""

Handler = Callable[[Arguments, World], object]

TABS: Final = {
    "ad-copies": "copy",
    "ad-headlines": "headline",
    "ad-hooks": "hook",
    "personas": "persona",
    "themes": "theme",
    "angles": "angle",
    "desires": "desire",
    "emotions": "emotion",
    "awareness-stages": "stage",
    "funnel-stages": "stage",
    "usps": "usp",
    "associated-domains": "domain",
    "landing-pages": "url",
    "partner-pages": "name",
    "ad-rank-leaderboard": "title",
}
"""Tabs that are lists of a text with its count -> the field that the text stands in."""


def brand_ads(arguments: Arguments, world: World) -> object:
    """The brand's ads: a bare array, pages from 0, empty after the last."""
    page = max(0, arguments.integer("page", default=0))
    return _cards(arguments, world)[page * ADS_A_PAGE : (page + 1) * ADS_A_PAGE]


def some_ads(arguments: Arguments, world: World) -> object:
    """The brand's strongest ads, or those with other pages."""
    return succeed(_cards(arguments, world)[:ADS_A_PAGE])


def ads_by_ids(arguments: Arguments, world: World) -> object:
    catalogue = world.atlas.catalogue(META)
    found = [world.atlas.find(META, identity) for identity in arguments.texts("ids", "ad_ids")]
    return succeed([card(world, catalogue, place[1]) for place in found if place is not None])


def tab(name: str) -> Handler:
    """A list of texts with how many ads have them."""

    def handle(arguments: Arguments, world: World) -> object:
        if not arguments.has("id"):
            return refuse("Missing required parameter: id", 400)
        total = len(_rows(arguments, world))
        rows: list[Row] = []
        for place in range(min(ROWS_OF_TAB, total)):
            bits = stable_hash(f"{world.atlas.seed}/{name}/{arguments.text('id')}/{place}")
            count = max(1, total // (place + 2))
            text = f"{words.ADJECTIVES[bits % len(words.ADJECTIVES)]} {words.THINGS[bits % len(words.THINGS)]}"
            rows.append(
                {
                    TABS[name]: text,
                    "count": count,
                    "percentage": round(100 * count / total, 1),
                    "max_days_running": bits % 400,
                }
            )
        return succeed(rows)

    return handle


def overview_cards(arguments: Arguments, world: World) -> object:
    """An object of single values."""
    known = _brand(arguments, world)
    rows = _rows(arguments, world)
    return {
        "total_ads": known["total_ads"],
        "active_ads": known["active_ads_on_page"],
        "new_ads": known["new_ads_count"],
        "ads_in_range": len(rows),
        "longest_running_days": max((world.atlas.catalogue(META).value("age", row) for row in rows), default=0),
    }


def amount_tracked(arguments: Arguments, world: World) -> object:
    return {"amount": len(followed(world)), "max_allowed": MOST_BRANDS}


def platform_counts(arguments: Arguments, world: World) -> object:
    return succeed({"facebook": len(_rows(arguments, world)), "pinterest": 0, "tiktok": 0, "google": 0})


def series(arguments: Arguments, world: World) -> object:
    """How many, day by day."""
    identity = arguments.text("id")
    return succeed(
        [
            {"date": world.day(ago), "count": stable_hash(f"{identity}/{world.day(ago)}") % 30}
            for ago in range(LATEST, 0, -1)
        ]
    )


def first_ad_date(arguments: Arguments, world: World) -> object:
    oldest = max((world.atlas.catalogue(META).value("age", row) for row in _rows(arguments, world)), default=0)
    return {"success": True, "first_ad_date": world.day(oldest)}


def commerce(arguments: Arguments, world: World) -> object:
    bits = stable_hash(arguments.text("id"))
    return succeed({"revenue_1d": bits % 30_000, "revenue_30d": bits % 900_000, "currency": "USD"})


def fetch_status(arguments: Arguments, world: World) -> object:
    """Whether a brand's first crawl has come in; named by `page_id`, not by `id`."""
    if not arguments.has("page_id"):
        return refuse("Missing required parameter: page_id", 400)
    known = followed(world).get(arguments.text("page_id"))
    summary = {"total_ads": known["total_ads"]} if known else {}
    return {"success": True, "has_data": known is not None, "summary": summary}


def digest(arguments: Arguments, world: World) -> object:
    """The digest's preferences; what a POST carries is kept."""
    world.desk.digest.update({name: arguments.values[name] for name in arguments.values.keys() & world.desk.digest})
    return {"success": True, "prefs": dict(world.desk.digest)}


def _brand(arguments: Arguments, world: World) -> Row:
    identity = arguments.text("id")
    return followed(world).get(identity) or brand(world, identity, world.today.isoformat())


def _rows(arguments: Arguments, world: World) -> list[int]:
    catalogue = world.atlas.catalogue(META)
    rows = spread(stable_hash(arguments.text("id")), ADS_OF_BRAND, catalogue.size)
    return [row for row in rows if _in_range(arguments, world, catalogue, row)]


def _cards(arguments: Arguments, world: World) -> list[Row]:
    catalogue, known = world.atlas.catalogue(META), _brand(arguments, world)
    return [
        card(world, catalogue, row) | {"page_id": known["id"], "pageName": known["name"]}
        for row in _rows(arguments, world)
    ]


def _in_range(arguments: Arguments, world: World, catalogue: Catalogue, row: int) -> bool:
    """`live` goes by the day last seen, everything else by the first day; `custom` with one date is no filter."""
    wanted = arguments.text("date_range")
    age = catalogue.value("age", row)
    if wanted == "live":
        return ads.unseen_days(catalogue, row) <= LIVE_DAYS
    if wanted == "custom":
        start, end = parse_day(arguments.text("date_from")), parse_day(arguments.text("date_to"))
        if start is None or end is None:
            return True
        return (world.today - end).days <= age <= (world.today - start).days
    return age <= RANGE_DAYS.get(wanted, age)
