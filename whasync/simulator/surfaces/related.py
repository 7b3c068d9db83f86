"""TikTok Shop lists that belong to one row: the products of a shop or creator, and who works with whom."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Entity, spread
from whasync.simulator.identity import EVERYWHERE
from whasync.simulator.periods import days_of
from whasync.simulator.world import Row, World, page_of, refuse, succeed

from .details import DEFAULT_MARKET, LARGEST_HISTORY
from .entities import CREATORS, PRODUCTS, PRODUCTS_OF_SHOP, SHOPS, VIDEOS
from .shop_rows import describe, product

PRODUCTS_OF_CREATOR: Final = 23
DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 100
VISITS_A_DAY: Final = 2_000


def shop_products(arguments: Arguments, world: World) -> object:
    """The products of a shop, sorted by revenue, sales or price."""
    found = world.atlas.find(SHOPS, arguments.text("id"), DEFAULT_MARKET)
    if found is None:
        return refuse("Shop not found")
    shops, row = found
    products = world.atlas.catalogue(PRODUCTS, shops.market)
    rows = [
        product(world, products, place, days_of(arguments))
        for place in spread(row * PRODUCTS_OF_SHOP, PRODUCTS_OF_SHOP, products.size)
    ]
    return _listed(arguments, world, rows, ("id", "title", "price", "revenue", "sales"))


def creator_products(arguments: Arguments, world: World) -> object:
    """The products that a creator promotes."""
    found = world.atlas.find(CREATORS, arguments.text("id"), DEFAULT_MARKET)
    if found is None:
        return refuse("Creator not found")
    creators, row = found
    products = world.atlas.catalogue(PRODUCTS, creators.market)
    rows = [
        product(world, products, place, days_of(arguments))
        for place in spread(creators.dice(row, "products"), PRODUCTS_OF_CREATOR, products.size)
    ]
    return _listed(arguments, world, rows, ("id", "title", "revenue", "sales"))


def size_of(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _listed(arguments: Arguments, world: World, rows: list[Row], fields: tuple[str, ...]) -> Row:
    """A page of a short list, with its true total."""
    sort = arguments.text("sort", default="revenue")
    if sort in fields:
        descending = arguments.text("order").lower() != "asc"
        rows.sort(key=lambda row: (size_of(row[sort]), str(row["id"])), reverse=descending)
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    shown = [{name: row[name] for name in fields} for row in rows[page.offset : page.offset + page.limit]]
    return succeed(shown, page=page.number, total=len(rows))


def related(of: Entity, listed: Entity, number: int) -> Callable[[Arguments, World], object]:
    """A handler for rows of one entity that belong to a row of another; which fields they have is undocumented."""

    def handle(arguments: Arguments, world: World) -> object:
        identity = arguments.text("id")
        if not identity:
            return refuse("Missing required parameter: id", 400)
        found = world.atlas.find(of, identity, DEFAULT_MARKET)
        if found is None:
            return refuse(f"{of.name.removesuffix('s').capitalize()} not found")
        catalogue, row = found
        others = world.atlas.catalogue(listed, catalogue.market)
        places = spread(catalogue.dice(row, listed.name), number, others.size)
        page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
        shown = places[page.offset : page.offset + page.limit]
        rows = [describe(world, others, place, days_of(arguments)) for place in shown]
        return succeed(rows, page=page.number, total=len(places))

    return handle


def visits(arguments: Arguments, world: World) -> object:
    """Visits a day; the answer names the window in words."""
    days = days_of(arguments)
    lifetime = arguments.text("period").lower() in {"all", "alltime"}
    products = world.atlas.catalogue(PRODUCTS, arguments.country() or EVERYWHERE)
    seed = sum(arguments.text("id").encode())
    rows: list[Row] = [
        {"date": world.day(ago), "visits": products.dice(seed, world.day(ago)) % VISITS_A_DAY}
        for ago in range(min(days, LARGEST_HISTORY), 0, -1)
    ]
    label = "All time" if lifetime else f"Last {days} days"
    return succeed(rows, period="all" if lifetime else f"{days}d", period_label=label)


shop_videos = related(SHOPS, VIDEOS, 40)
shop_new_products = related(SHOPS, PRODUCTS, 12)
shop_creators = related(SHOPS, CREATORS, 30)
creator_shops = related(CREATORS, SHOPS, 9)
