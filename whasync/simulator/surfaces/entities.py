"""The five kinds of TikTok Shop rows: columns, filters, and how a row looks in both generations."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import product
from typing import Final

from whasync.simulator import words
from whasync.simulator.catalogue import Catalogue, Column, Entity, pick
from whasync.simulator.identity import NUMBERINGS
from whasync.simulator.world import World

DAYS_SEEN: Final = 400
LEVEL_1, LEVEL_2, LEVEL_3 = 20, 200, 2_000
FIRST_CATEGORY: Final = 600_001
PRODUCTS_OF_SHOP: Final = 84


@lru_cache(maxsize=8)
def names(entity: str) -> tuple[str, ...]:
    """Every name that rows of this entity can have."""
    parts: tuple[tuple[str, ...], ...]
    if entity == "products":
        parts = words.ADJECTIVES, words.MATERIALS, words.THINGS
    elif entity == "creators":
        parts = words.NAMES, words.MATERIALS, words.THINGS
    elif entity == "videos":
        parts = ("This", "My", "That one", "A"), words.THINGS, ("changed everything", "is back", "in 10 seconds #fyp")
    else:
        parts = words.MATERIALS, words.THINGS, words.SUFFIXES
    return tuple(map(" ".join, product(*parts)))


@lru_cache(maxsize=256)
def names_with(entity: str, wanted: str) -> frozenset[int]:
    """The places, among all names of an entity, of those that hold the wanted text."""
    return frozenset(place for place, name in enumerate(names(entity)) if wanted.lower() in name.lower())


def name_of(catalogue: Catalogue, row: int) -> str:
    if catalogue.entity == "categories":
        return category_name(row)
    return pick(catalogue, row, "name", names(catalogue.entity))


def has_name(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return catalogue.dice(row, "name") % len(names(catalogue.entity)) in names_with(catalogue.entity, wanted)


def first_seen_slice(catalogue: Catalogue, row: int, wanted: str) -> bool:
    """What is left when start_date or end_date stands beside period: about 5 % of the rows."""
    return catalogue.dice(row, "first crawled") % 20 == 0


def categories_of(catalogue: Catalogue, row: int) -> tuple[str, str, str]:
    """The category of a row on its three levels."""
    leaf = catalogue.dice(row, "category") % LEVEL_3
    third = LEVEL_1 + LEVEL_2 + leaf
    second = LEVEL_1 + leaf // 10
    return str(FIRST_CATEGORY + leaf // 100), str(FIRST_CATEGORY + second), str(FIRST_CATEGORY + third)


def in_categories(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return not set(wanted.split(",")).isdisjoint(categories_of(catalogue, row))


def outside_categories(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return not in_categories(catalogue, row, wanted)


def on_level(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return str(level_of(row)) == wanted


def level_of(category: int) -> int:
    return 1 if category < LEVEL_1 else 2 if category < LEVEL_1 + LEVEL_2 else 3


def has_flag(name: str) -> Callable[[Catalogue, int, str], bool]:
    def test(catalogue: Catalogue, row: int, wanted: str) -> bool:
        return (catalogue.dice(row, name) % 2 == 1) == (wanted not in {"0", "false"})

    return test


def has_category_name(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return wanted.lower() in category_name(row).lower()


def category_name(category: int) -> str:
    return words.CATEGORIES[category % LEVEL_1] + ("" if category < LEVEL_1 else f" {category}")


COMMON: Final = {"name": has_name, "first_seen_slice": first_seen_slice}
CATEGORISED: Final = COMMON | {"in_categories": in_categories, "outside_categories": outside_categories}

PRODUCTS: Final = Entity(
    "products",
    (
        Column("revenue", 60, 4_800_000, steep=8, flows=True),
        Column("sold_count", 2, 190_000, steep=8, flows=True),
        Column("unit_price", 0.99, 480, steep=4, digits=2),
        Column("commission_rate", 0, 40, digits=1),
        Column("creator_count", 0, 5_200, steep=6),
        Column("product_rating", 2.5, 5, steep=0.5, digits=1),
        Column("product_review_cnt", 0, 48_000, steep=6),
        Column("revenue_growth_rate", -0.95, 9, steep=5, digits=4),
        Column("sales_growth_rate", -0.95, 9, steep=5, digits=4),
        Column("product_score", 1, 100),
        Column("creator_conversion_ratio", 0, 0.4, steep=3, digits=4),
        Column("days_seen", 1, DAYS_SEEN),
    ),
    CATEGORISED,
)
SHOPS: Final = Entity(
    "shops",
    (
        Column("revenue", 200, 21_000_000, steep=8, flows=True),
        Column("sold_count", 5, 800_000, steep=8, flows=True),
        Column("rating", 2.5, 5, steep=0.5, digits=1),
        Column("creator_count", 0, 9_000, steep=6),
        Column("video_count", 0, 40_000, steep=6),
        Column("revenue_growth_rate", -0.95, 9, steep=5, digits=4),
    ),
    CATEGORISED,
)
CREATORS: Final = Entity(
    "creators",
    (
        Column("revenue", 20, 3_000_000, steep=8, flows=True),
        Column("follower_count", 100, 30_000_000, steep=9),
        Column("video_count", 1, 2_400, steep=5, flows=True),
        Column("view_count", 200, 90_000_000, steep=9, flows=True),
        Column("product_count", 1, 300, steep=4),
        Column("revenue_growth_rate", -0.95, 9, steep=5, digits=4),
    ),
    CATEGORISED | {"verified": has_flag("verified")},
)
VIDEOS: Final = Entity(
    "videos",
    (
        Column("revenue", 0, 900_000, steep=9, flows=True),
        Column("gpm", 0, 90, steep=3, digits=2),
        Column("view_count", 50, 60_000_000, steep=9, flows=True),
        Column("ad_spend", 0, 50_000, steep=7, digits=2),
        Column("ad2_cost", 0, 50_000, steep=7, digits=2),
        Column("ad2_roas", 0, 12, steep=3, digits=2),
        Column("estimated_roas", 0, 12, steep=3, digits=2),
        Column("days_seen", 1, DAYS_SEEN),
    ),
    COMMON | {"is_ad": has_flag("is_ad"), "is_affiliate": has_flag("is_affiliate")},
)
CATEGORIES: Final = Entity(
    "categories",
    (
        Column("revenue_origin", 9_000, 700_000_000, steep=8, flows=True),
        Column("shop_count", 3, 60_000, steep=6),
        Column("product_count", 10, 900_000, steep=6),
        Column("video_ratio", 0, 1, digits=4),
    ),
    COMMON | {"name": has_category_name, "level": on_level},
    most_rows=LEVEL_1 + LEVEL_2 + LEVEL_3,
)
BY_NAME: Final = {entity.name: entity for entity in (PRODUCTS, SHOPS, CREATORS, VIDEOS, CATEGORIES)}


def identity_of(catalogue: Catalogue, row: int) -> str:
    if catalogue.entity == "categories":
        return str(FIRST_CATEGORY + row)
    return NUMBERINGS[catalogue.entity].identify(catalogue.market, row)


def shop_of(world: World, products: Catalogue, row: int) -> str:
    """The shop that sells a product: shops own neighbouring products."""
    shops = world.atlas.catalogue(SHOPS, products.market)
    return identity_of(shops, row // PRODUCTS_OF_SHOP)
