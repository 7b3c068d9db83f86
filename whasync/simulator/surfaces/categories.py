"""TikTok Shop categories: their tree, and what sells in one of them. Only the paths are documented."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Entity, Question
from whasync.simulator.periods import days_of
from whasync.simulator.world import Row, World, page_of, refuse, succeed

from .details import LARGEST_HISTORY
from .entities import CATEGORIES, FIRST_CATEGORY, LEVEL_1, LEVEL_2, LEVEL_3, category_name, level_of
from .related import DEFAULT_LIMIT, LARGEST_LIMIT
from .shop_rows import describe

BRANCHES: Final = 10
"""Children of every category of level 1 and 2."""

CATEGORY_COUNT: Final = LEVEL_1 + LEVEL_2 + LEVEL_3
LONGEST_IDENTITY: Final = 19
IDENTITY_NAMES: Final = ("id", "category_id")


def hierarchy(arguments: Arguments, world: World) -> object:
    """The two upper levels, nested."""
    return succeed(
        [_node(place) | {"children": [_node(child) for child in _children(place)]} for place in range(LEVEL_1)]
    )


def layers(arguments: Arguments, world: World) -> object:
    """How many categories each level has."""
    sizes = {1: LEVEL_1, 2: LEVEL_2, 3: LEVEL_3}
    return succeed([{"level": level, "count": size} for level, size in sizes.items()])


def summary(arguments: Arguments, world: World) -> object:
    """A category's figures; the largest one's, if none is named."""
    catalogue = world.atlas.catalogue(CATEGORIES, arguments.country())
    place = _place(arguments)
    if place is None:
        return refuse("Category not found")
    return succeed(describe(world, catalogue, place, days_of(arguments)))


def history(arguments: Arguments, world: World) -> object:
    """A day's revenue for each day of the period."""
    catalogue = world.atlas.catalogue(CATEGORIES, arguments.country())
    place = _place(arguments)
    if place is None:
        return refuse("Category not found")
    daily = int(catalogue.value("revenue_origin", place, 1 / 30))
    days = range(min(days_of(arguments), LARGEST_HISTORY), 0, -1)
    return succeed(
        [{"date": world.day(ago), "revenue": daily + catalogue.dice(place, world.day(ago)) % 999} for ago in days]
    )


def siblings(arguments: Arguments, world: World) -> object:
    """The categories beside one, with the same parent."""
    place = _place(arguments)
    if place is None:
        return refuse("Category not found")
    beside = range(LEVEL_1) if level_of(place) == 1 else _children(_parent(place))
    return succeed([_node(other) for other in beside if other != place])


def top(entity: Entity) -> Callable[[Arguments, World], object]:
    """The rows of an entity that sell most in a category."""

    def handle(arguments: Arguments, world: World) -> object:
        catalogue = world.atlas.catalogue(entity, arguments.country())
        wanted = arguments.text(*IDENTITY_NAMES, "category_ids")
        tests = (("in_categories", wanted),) if wanted else ()
        matches = world.atlas.matches(catalogue, Question("revenue", tests=tests))
        page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
        rows = matches.rows(page.offset, page.limit)
        return succeed([describe(world, catalogue, row, days_of(arguments)) for row in rows], page=page.number)

    return handle


def _place(arguments: Arguments) -> int | None:
    """The category that the request names, the first one by default; other digits stand for some category."""
    identity = arguments.text(*IDENTITY_NAMES, default=str(FIRST_CATEGORY))
    if not identity.isdecimal() or len(identity) > LONGEST_IDENTITY:
        return None
    return (int(identity) - FIRST_CATEGORY) % CATEGORY_COUNT


def _children(place: int) -> range:
    start = LEVEL_1 + place * BRANCHES if place < LEVEL_1 else LEVEL_1 + LEVEL_2 + (place - LEVEL_1) * BRANCHES
    return range(start, start + BRANCHES) if level_of(place) < 3 else range(0)


def _parent(place: int) -> int:
    if level_of(place) == 2:
        return (place - LEVEL_1) // BRANCHES
    return LEVEL_1 + (place - LEVEL_1 - LEVEL_2) // BRANCHES


def _node(place: int) -> Row:
    return {"id": str(FIRST_CATEGORY + place), "name": category_name(place), "level": level_of(place)}
