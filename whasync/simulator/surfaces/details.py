"""TikTok Shop details: one shop, product, creator or video by its id."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Entity
from whasync.simulator.periods import days_of
from whasync.simulator.world import Row, World, refuse, succeed

from .entities import CREATORS, PRODUCTS, PRODUCTS_OF_SHOP, SHOPS, VIDEOS, name_of, shop_of
from .shop_rows import MEDIA, creator_of, product_of

DEFAULT_MARKET: Final = "US"
LARGEST_HISTORY: Final = 360

Found = tuple[Catalogue, int]
Build = Callable[[World, Catalogue, int, str, int], object]
"""What to say of a row: world, catalogue, row, the id asked for, days of the period."""


def of_entity(entity: Entity, build: Build) -> Callable[[Arguments, World], object]:
    """A handler for one row by id, from the path or the body."""

    def handle(arguments: Arguments, world: World) -> object:
        identity = arguments.path_id or arguments.text("id")
        if not identity:
            return refuse("Missing required parameter: id", 400)
        found = world.atlas.find(entity, identity, DEFAULT_MARKET)
        if found is None:
            return refuse(f"{entity.name.removesuffix('s').capitalize()} not found")
        return succeed(build(world, *found, identity, days_of(arguments)))

    return handle


def _shop(world: World, shops: Catalogue, row: int, identity: str, days: int) -> Row:
    return {
        "id": identity,
        "name": name_of(shops, row),
        "country": shops.market,
        "logo": f"{MEDIA}/shops/{identity}.png",
        "products_count": PRODUCTS_OF_SHOP,
        "creators_count": shops.value("creator_count", row),
        "rating": shops.value("rating", row),
    }


def _product(world: World, products: Catalogue, row: int, identity: str, days: int) -> Row:
    return {
        "id": identity,
        "title": name_of(products, row),
        "shop_id": shop_of(world, products, row),
        "price": products.value("unit_price", row),
        "revenue": products.value("revenue", row, days / 30),
        "sales": products.value("sold_count", row, days / 30),
        "rating": products.value("product_rating", row),
        "image": f"{MEDIA}/products/{identity}.jpg",
    }


def _creator(world: World, creators: Catalogue, row: int, identity: str, days: int) -> Row:
    return {
        "id": identity,
        "name": name_of(creators, row),
        "country": creators.market,
        "avatar": f"{MEDIA}/creators/{identity}.jpg",
        "followers": creators.value("follower_count", row),
        "verified": creators.dice(row, "verified") % 2 == 1,
    }


def _video(world: World, videos: Catalogue, row: int, identity: str, days: int) -> Row:
    return {
        "id": identity,
        "caption": name_of(videos, row),
        "creator_id": creator_of(world, videos, row),
        "product_id": product_of(world, videos, row),
        "posted_at": world.day(videos.value("days_seen", row)),
    }


def _shop_total(world: World, shops: Catalogue, row: int, identity: str, days: int) -> Row:
    return {
        **_sums(shops, row, days),
        "conversion_rate": shops.dice(row, "conversion") % 900 / 10_000,
        "period": days,
    }


def _product_total(world: World, products: Catalogue, row: int, identity: str, days: int) -> Row:
    return {**_sums(products, row, days), "period": days}


def _creator_total(world: World, creators: Catalogue, row: int, identity: str, days: int) -> Row:
    revenue = int(creators.value("revenue", row, days / 30))
    return {
        "revenue": revenue,
        "sales": revenue // 25,
        "videos": creators.value("video_count", row, days / 30),
        "followers": creators.value("follower_count", row),
        "period": days,
    }


def _video_metrics(world: World, videos: Catalogue, row: int, identity: str, days: int) -> Row:
    views = int(videos.value("view_count", row, days / 30))
    return {
        "views": views,
        "likes": views // 20,
        "comments": views // 590,
        "shares": views // 209,
        "period": days,
    }


def _history(world: World, catalogue: Catalogue, row: int, identity: str, days: int) -> list[Row]:
    """A day's revenue and sales for each day of the period, the oldest first."""
    revenue = catalogue.value("revenue", row, 1 / 30)
    history: list[Row] = []
    for ago in range(min(days, LARGEST_HISTORY), 0, -1):
        share = 0.5 + catalogue.dice(row, f"day {world.day(ago)}") % 1000 / 1000
        history.append({"date": world.day(ago), "revenue": int(revenue * share), "sales": int(revenue * share / 25)})
    return history


def _sums(catalogue: Catalogue, row: int, days: int) -> Row:
    revenue = catalogue.value("revenue", row, days / 30)
    sales = catalogue.value("sold_count", row, days / 30)
    return {"revenue": revenue, "sales": sales, "avg_price": round(revenue / sales, 2) if sales else 0}


def _extra_total(world: World, shops: Catalogue, row: int, identity: str, days: int) -> Row:
    """Figures as they are shown to people: with a suffix for thousands, which is a guess."""
    revenue = int(shops.value("revenue", row, days / 30))
    return {"revenue": f"{revenue / 1000:.2f}k", "creators": shops.value("creator_count", row), "period": days}


def _strategy(world: World, shops: Catalogue, row: int, identity: str, days: int) -> Row:
    share = shops.dice(row, "strategy") % 1000 / 1000
    return {"revenue": int(shops.value("revenue", row, days / 30) * share), "share": share, "period": days}


shop_detail = of_entity(SHOPS, _shop)
shop_extra_total = of_entity(SHOPS, _extra_total)
shop_strategy = of_entity(SHOPS, _strategy)
shop_total = of_entity(SHOPS, _shop_total)
shop_history = of_entity(SHOPS, _history)
product_detail = of_entity(PRODUCTS, _product)
product_total = of_entity(PRODUCTS, _product_total)
product_history = of_entity(PRODUCTS, _history)
creator_detail = of_entity(CREATORS, _creator)
creator_total = of_entity(CREATORS, _creator_total)
creator_history = of_entity(CREATORS, _history)
video_detail = of_entity(VIDEOS, _video)
video_metrics = of_entity(VIDEOS, _video_metrics)
