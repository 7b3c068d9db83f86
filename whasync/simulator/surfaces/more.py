"""The small surfaces: Magic AI, notifications, trends, transcripts, the counts of niches."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from dataclasses import replace
from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import stable_hash
from whasync.simulator.scrolling import scroll_through
from whasync.simulator.world import Reply, Row, World, limit_of, refuse, succeed

from .meta import FILTERS, META
from .meta_rows import card, flat_card

MAGIC_LIFE: Final = 3_600.0
"""Seconds that a scroll token of Magic AI lives."""

NOTIFICATIONS: Final = 75
LARGEST_NOTICE_PAGE: Final = 30
TREND_PAGE: Final = 20
TRENDS: Final = tuple(f"{material} {thing}".lower() for material in words.MATERIALS for thing in words.THINGS)


def magic_ai(arguments: Arguments, world: World) -> object:
    """Ads that are like a text or an image; the token lives an hour."""
    if not arguments.has("text", "image", "image_url"):
        return refuse("Provide text, image or image_url", 400)
    hourly = replace(world, habits=replace(world.habits, scroll_life=world.habits.scroll_life or MAGIC_LIFE))
    catalogue = world.atlas.catalogue(META)
    build = card if world.newest else flat_card
    question = FILTERS.question(arguments, world)
    page = scroll_through(arguments, hourly, catalogue, question, lambda row: build(world, catalogue, row))
    return page if isinstance(page, Reply) else {"data": page["data"], "scroll": page["scroll"]}


def notifications(arguments: Arguments, world: World) -> object:
    """The newest first; `before_id` goes on from the last one seen."""
    limit = limit_of(arguments, default=LARGEST_NOTICE_PAGE, most=LARGEST_NOTICE_PAGE)
    newest = min(NOTIFICATIONS, arguments.integer("before_id", default=NOTIFICATIONS + 1) - 1)
    return succeed([_notice(world, number) for number in range(newest, max(0, newest - limit), -1)])


def unread_count(arguments: Arguments, world: World) -> object:
    return {"success": True, "unread_count": NOTIFICATIONS - len(world.desk.read_notifications)}


def mark_read(arguments: Arguments, world: World) -> object:
    asked = arguments.texts("ids")
    known = {number for number in range(1, NOTIFICATIONS + 1) if str(number) in asked}
    world.desk.read_notifications |= known
    return {"success": True, "marked": len(known)}


def mark_all_read(arguments: Arguments, world: World) -> object:
    world.desk.read_notifications |= set(range(1, NOTIFICATIONS + 1))
    return {"success": True}


def search_trends(arguments: Arguments, world: World) -> object:
    """Topics by offset. A query matches whole topics only; without one it is all of them."""
    wanted = arguments.text("query", "keyword").lower()
    topics = [topic for topic in TRENDS if not wanted or topic == wanted]
    offset = max(0, arguments.integer("offset", default=0))
    shown = [_trend(world, topic) for topic in topics[offset : offset + TREND_PAGE]]
    return {"total": len(topics), "result": shown}


def trend_detail(arguments: Arguments, world: World) -> object:
    topic = arguments.text("topic", "slug").lower().replace("-", " ")
    return {"success": True, "result": _trend(world, topic)} if topic in TRENDS else refuse("Topic not found")


def complete_trend(arguments: Arguments, world: World) -> object:
    wanted = arguments.text("keyword", "query").lower()
    found = [topic for topic in TRENDS if wanted and wanted in topic]
    return {"result": [{"keyword": topic} for topic in found[:TREND_PAGE]]}


def transcript(arguments: Arguments, world: World) -> object:
    """What is said in an ad, if it was ever written down."""
    return _script(arguments, "transcript")


def generate_transcript(arguments: Arguments, world: World) -> object:
    return _script(arguments, "transcript")


def similar_script(arguments: Arguments, world: World) -> object:
    return _script(arguments, "script")


def niche_counts(arguments: Arguments, world: World) -> object:
    """How many ads each niche has; the one path that costs nothing."""
    return succeed({niche: stable_hash(f"{world.atlas.seed}/{niche}") % 90_000 for niche in words.META_NICHES})


def _notice(world: World, number: int) -> Row:
    return {
        "id": number,
        "type": "brand_new_ads",
        "title": f"Brand {number % 7} launched new ads",
        "created_at": f"{world.day((NOTIFICATIONS - number) / 3)} 09:00:00",
        "read": number in world.desk.read_notifications,
    }


def _trend(world: World, topic: str) -> Row:
    bits = stable_hash(f"{world.atlas.seed}/{topic}")
    return {
        "keyword": topic,
        "path": topic.replace(" ", "-"),
        "description": f"People look for a {topic}.",
        "absolute_volume": bits % 900_000,
        "classifications": {str(months): ("regular", "exploding")[bits >> months & 1] for months in (3, 6, 12, 24, 60)},
        "categories": [words.CATEGORIES[bits % len(words.CATEGORIES)]],
        "date_added": world.day(bits % 900),
        "search_history": {
            "last_12_months": [{"value": (bits >> month) % 100} for month in range(12)],
            "last_3_months": [{"value": (bits >> month) % 100} for month in range(3)],
            "growth": {"3": bits % 90 / 10, "6": bits % 70 / 10, "12": bits % 50 / 10},
        },
    }


def _script(arguments: Arguments, name: str) -> object:
    identity = arguments.text("ad_id", "id")
    if not identity:
        return refuse("Missing required parameter: ad_id", 400)
    return {"success": True, "ad_id": identity, name: "This changed how I start my day. Link below."}
