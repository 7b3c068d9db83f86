"""How TikTok Shop rows look: short invented names in generation B, the upstream's own names in generation C."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator.catalogue import Catalogue, pick
from whasync.simulator.world import Row, World

from .entities import CREATORS, PRODUCTS, categories_of, identity_of, level_of, name_of, shop_of

MEDIA: Final = "https://cdn.example.com"
APP: Final = "https://app.winninghunter.com"
LIFETIME: Final = 12
"""Months that lifetime figures stand for."""

Build = Callable[[World, Catalogue, int, int], Row]


def describe(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    """One row of a list, as the generation shows it. `days` is the length of the period."""
    build = (_NEWEST if world.newest else _FLAT)[catalogue.entity]
    return world.messy(catalogue.dice(row, "mess"), build(world, catalogue, row, days))


def product(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "id": identity_of(catalogue, row),
        "title": name_of(catalogue, row),
        "price": catalogue.value("unit_price", row),
        "revenue": catalogue.value("revenue", row, days / 30),
        "sales": catalogue.value("sold_count", row, days / 30),
        "country": catalogue.market,
    }


def shop(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "id": identity_of(catalogue, row),
        "name": name_of(catalogue, row),
        "revenue": catalogue.value("revenue", row, days / 30),
        "sales": catalogue.value("sold_count", row, days / 30),
        "rating": catalogue.value("rating", row),
        "country": catalogue.market,
    }


def creator(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "id": identity_of(catalogue, row),
        "name": name_of(catalogue, row),
        "revenue": catalogue.value("revenue", row, days / 30),
        "followers": catalogue.value("follower_count", row),
        "videos": catalogue.value("video_count", row, days / 30),
        "country": catalogue.market,
    }


def video(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "id": identity_of(catalogue, row),
        "caption": name_of(catalogue, row),
        "revenue": catalogue.value("revenue", row, days / 30),
        "views": catalogue.value("view_count", row, days / 30),
        "creator_id": creator_of(world, catalogue, row),
        "product_id": product_of(world, catalogue, row),
        "posted_at": world.day(catalogue.value("days_seen", row)),
        "country": catalogue.market,
    }


def category(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "id": identity_of(catalogue, row),
        "name": name_of(catalogue, row),
        "level": level_of(row),
        "revenue": catalogue.value("revenue_origin", row, days / 30),
        "country": catalogue.market,
    }


def upstream_product(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    identity = identity_of(catalogue, row)
    first, second, third = categories_of(catalogue, row)
    price, earnings = catalogue.value("unit_price", row), _earnings(catalogue, row, days)
    return {
        "product_id": identity,
        "product_title": name_of(catalogue, row),
        "product_image": f"{MEDIA}/products/{identity}.jpg",
        "unit_price": f"{price:.2f}",
        "avg_unit_price": price,
        **earnings,
        "gmv": earnings["revenue"],
        "item_sold": earnings["sold_count"],
        "sales_growth_rate": catalogue.value("sales_growth_rate", row),
        "product_rating": catalogue.value("product_rating", row),
        "product_review_cnt": catalogue.value("product_review_cnt", row),
        "product_score": catalogue.value("product_score", row),
        "creator_count": catalogue.value("creator_count", row),
        "creator_conversion_ratio": catalogue.value("creator_conversion_ratio", row),
        "commission_rate": catalogue.value("commission_rate", row),
        "category_l1_id": first,
        "category_l2_id": second,
        "category_l3_id": third,
        "shop_id": shop_of(world, catalogue, row),
        "first_seen": world.day(catalogue.value("days_seen", row)),
        "country": catalogue.market,
        "winninghunter_product_url": f"{APP}/tiktok-shop/product/{identity}",
        "tiktok_shop_product_url": f"https://shop.tiktok.com/view/product/{identity}",
    }


def upstream_shop(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    identity = identity_of(catalogue, row)
    return {
        "shop_id": identity,
        "shop_name": name_of(catalogue, row),
        "shop_logo": f"{MEDIA}/shops/{identity}.png",
        **_earnings(catalogue, row, days),
        "rating": catalogue.value("rating", row),
        "creator_count": catalogue.value("creator_count", row),
        "video_count": catalogue.value("video_count", row),
        "seller_type": pick(catalogue, row, "seller", ("local", "cross_border")),
        "country": catalogue.market,
        "winninghunter_shop_url": f"{APP}/tiktok-shop/shop/{identity}",
        "tiktok_shop_url": f"https://shop.tiktok.com/store/{identity}",
    }


def upstream_creator(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    identity = identity_of(catalogue, row)
    return {
        "creator_id": identity,
        "creator_name": name_of(catalogue, row),
        "creator_avatar": f"{MEDIA}/creators/{identity}.jpg",
        "follower_count": catalogue.value("follower_count", row),
        "video_count": catalogue.value("video_count", row, days / 30),
        "view_count": catalogue.value("view_count", row, days / 30),
        "product_count": catalogue.value("product_count", row),
        "verified": catalogue.dice(row, "verified") % 2 == 1,
        "revenue": catalogue.value("revenue", row, days / 30),
        "revenue_30_days": catalogue.value("revenue", row),
        "revenue_growth_rate": catalogue.value("revenue_growth_rate", row),
        "country": catalogue.market,
    }


def upstream_video(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    identity = identity_of(catalogue, row)
    return {
        "video_id": identity,
        "video_title": name_of(catalogue, row),
        "cover": f"{MEDIA}/videos/{identity}.jpg",
        "creator_id": creator_of(world, catalogue, row),
        "product_id": product_of(world, catalogue, row),
        "revenue": catalogue.value("revenue", row, days / 30),
        "view_count": catalogue.value("view_count", row, days / 30),
        "gpm": catalogue.value("gpm", row),
        "ad_spend": catalogue.value("ad_spend", row),
        "ad2_cost": catalogue.value("ad2_cost", row),
        "ad2_roas": catalogue.value("ad2_roas", row),
        "estimated_roas": catalogue.value("estimated_roas", row),
        "is_ad": catalogue.dice(row, "is_ad") % 2,
        "is_affiliate": catalogue.dice(row, "is_affiliate") % 2,
        "publish_date": world.day(catalogue.value("days_seen", row)),
        "country": catalogue.market,
    }


def upstream_category(world: World, catalogue: Catalogue, row: int, days: int) -> Row:
    return {
        "category_id": identity_of(catalogue, row),
        "category_name": name_of(catalogue, row),
        "level": level_of(row),
        "revenue_origin": catalogue.value("revenue_origin", row, days / 30),
        "shop_count": catalogue.value("shop_count", row),
        "product_count": catalogue.value("product_count", row),
        "video_ratio": catalogue.value("video_ratio", row),
        "country": catalogue.market,
    }


def creator_of(world: World, catalogue: Catalogue, row: int) -> str:
    creators = world.atlas.catalogue(CREATORS, catalogue.market)
    return identity_of(creators, catalogue.dice(row, "creator") % max(1, creators.size))


def product_of(world: World, catalogue: Catalogue, row: int) -> str:
    products = world.atlas.catalogue(PRODUCTS, catalogue.market)
    return identity_of(products, catalogue.dice(row, "product") % max(1, products.size))


def _earnings(catalogue: Catalogue, row: int, days: int) -> Row:
    """Revenue and units of the period, of 30 days, and of all time."""
    revenue = catalogue.value("revenue", row, days / 30)
    return {
        "revenue": revenue,
        f"revenue_{days}d": revenue,
        "revenue_30_days": catalogue.value("revenue", row),
        "revenue_lifetime": catalogue.value("revenue", row, LIFETIME),
        "sold_count": catalogue.value("sold_count", row, days / 30),
        "sold_count_lifetime": catalogue.value("sold_count", row, LIFETIME),
        "revenue_growth_rate": catalogue.value("revenue_growth_rate", row),
    }


_FLAT: Final[dict[str, Build]] = {
    "products": product,
    "shops": shop,
    "creators": creator,
    "videos": video,
    "categories": category,
}
_NEWEST: Final[dict[str, Build]] = {
    "products": upstream_product,
    "shops": upstream_shop,
    "creators": upstream_creator,
    "videos": upstream_video,
    "categories": upstream_category,
}
