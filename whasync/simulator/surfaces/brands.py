"""Tracked brands: the list in both shapes, following and unfollowing, and what is known of one brand."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

import re
from typing import Final, cast

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import stable_hash
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.world import Row, World, page_of, refuse

from .entities import names

SEEDED_BRANDS: Final = 60
"""Brands that an account follows from the start."""

MOST_BRANDS: Final = 100
DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 50
REQUESTS_A_MONTH: Final = 20
SORTS: Final = {
    "date_added": "added_at",
    "name": "name",
    "active_ads": "active_ads_on_page",
    "new_ads": "new_ads_count",
    "growth": "new_ads_change",
    "traffic": "traffic",
    "revenue": "commerce",
}


def brands(arguments: Arguments, world: World) -> object:
    """The brands followed: a bare array in B, an object with paging in C."""
    rows = [row for row in followed(world).values() if _matches(arguments, row) and _on_board(arguments, world, row)]
    column = SORTS.get(arguments.text("sort"), "added_at")
    descending = arguments.text("dir").lower() != "asc"
    rows.sort(key=lambda row: (_size(row.get(column)), str(row.get(column)), str(row["id"])), reverse=descending)
    shown = [world.messy(stable_hash(str(row["id"])), row) for row in rows]
    if not world.newest:
        return shown
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    return {
        "brands": shown[page.offset : page.offset + page.limit],
        "total": len(rows),
        "page": page.number,
        "limit": page.limit,
        "total_pages": -(-len(rows) // page.limit),
        "brand_request_quota": {
            "used": 0,
            "limit": REQUESTS_A_MONTH,
            "remaining": REQUESTS_A_MONTH,
            "month": f"{world.today:%Y-%m}",
        },
    }


def followed(world: World) -> dict[str, Row]:
    """The account's brands by page id; some are there from the start."""
    if world.desk.brands is None:
        identities = [NUMBERINGS["pages"].identify(EVERYWHERE, place) for place in range(SEEDED_BRANDS)]
        world.desk.brands = {
            identity: brand(world, identity, world.day(place + 1)) for place, identity in enumerate(identities)
        }
    return world.desk.brands


def follow(arguments: Arguments, world: World) -> object:
    """Follow the page of a Facebook Ad Library URL."""
    found = re.search(r"view_all_page_id=(\d+)", arguments.text("url"))
    if found is None:
        return refuse("Invalid Facebook Ad Library URL", 400)
    return _follow(world, found.group(1))


def follow_by_domain(arguments: Arguments, world: World) -> object:
    domain = arguments.text("domain")
    if "." not in domain:
        return refuse("Invalid domain", 400)
    return _follow(world, NUMBERINGS["pages"].identify(EVERYWHERE, stable_hash(domain) % 10**6), domain)


def unfollow(arguments: Arguments, world: World) -> object:
    if followed(world).pop(arguments.text("page_id"), None) is None:
        return refuse("Brand not found")
    return {"success": True, "message": "Brand unfollowed"}


def request_brand(arguments: Arguments, world: World) -> object:
    """Ask for a brand that is not known yet."""
    return {"success": True, "message": "Brand requested"}


def _follow(world: World, page_id: str, domain: str | None = None) -> Row:
    details = f"/api/v1/brands/overview-cards?id={page_id}"
    if page_id in followed(world):
        return {
            "success": True,
            "already_tracked": True,
            "has_data": True,
            "details_url": details,
            "message": "Brand is already tracked",
        }
    new = brand(world, page_id, world.today.isoformat())
    followed(world)[page_id] = new | ({"primary_domain": domain} if domain else {})
    return {"success": True, "already_tracked": False, "has_data": False, "details_url": details, "page_id": page_id}


def brand(world: World, identity: str, added: str) -> Row:
    bits = stable_hash(f"{world.atlas.seed}/brand/{identity}")
    name = names("shops")[bits % len(names("shops"))]
    active = bits % 900
    row: Row = {
        "id": identity,
        "name": name,
        "logo_url": f"brand-logos/{identity}.png",
        "page_url": f"https://www.facebook.com/{identity}",
        "status": "active",
        "total_ads": active * 3,
        "active_ads_on_page": active,
        "new_ads_count": active // 9,
        "new_ads_change": round((bits >> 16) % 400 / 100 - 1, 2),
        "added_at": added,
    }
    if world.newest:
        row |= {
            "formats": {"videos": active // 2, "images": active // 4, "dco": active // 8, "carousels": active // 8},
            "traffic": (bits >> 8) % 3_000_000,
            "traffic_change": round((bits >> 24) % 100 / 100 - 0.5, 2),
            "commerce": {"revenue_30d": (bits >> 12) % 900_000},
            "primary_domain": name.lower().replace(" ", "-").rstrip(".") + ".example.com",
            "source_shopid": None,
            "details_url": f"/api/v1/brands/overview-cards?id={identity}",
        }
    return row


def _matches(arguments: Arguments, row: Row) -> bool:
    least = arguments.number("filter_active_ads")
    if least is not None and _size(row["active_ads_on_page"]) < least:
        return False
    return arguments.text("search").lower() in str(row["name"]).lower()


def _on_board(arguments: Arguments, world: World, row: Row) -> bool:
    if not arguments.has("board_id"):
        return True
    board = world.desk.brand_boards.boards.get(arguments.integer("board_id", default=0))
    return board is not None and str(row["id"]) in board.members


def _size(value: object) -> float:
    if isinstance(value, dict):
        return _size(cast("Row", value)["revenue_30d"])
    return float(value) if isinstance(value, int | float) else 0.0
