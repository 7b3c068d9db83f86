"""TikTok Shop lists: explore and count of five entities, the flat products, search, trending, suggestions."""

from __future__ import annotations

import base64
from typing import Final

import msgspec

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Bound, Catalogue, Question
from whasync.simulator.periods import days_of, parse_day
from whasync.simulator.world import Row, World, limit_of, page_of, refuse, succeed

from .entities import BY_NAME, PRODUCTS, identity_of, name_of
from .shop_rows import describe

DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 100
"""The largest page the documentation shows. What lies beyond is unknown; this server clamps."""

SUGGESTED: Final = 10
MOST_SUGGESTED: Final = 20
SUGGESTION_DEPTH: Final = 20_000
"""Only so many of the most popular rows are searched for suggestions."""

COLUMN_ALIASES: Final = {
    "item_sold": "sold_count",
    "sold": "sold_count",
    "units_sold": "sold_count",
    "price": "unit_price",
    "avg_unit_price": "unit_price",
    "revenue_30_days": "revenue",
    "gmv_30d": "revenue",
    "sales": "sold_count",
    "rating": "product_rating",
    "creator_num": "creator_count",
    "first_seen": "days_seen",
}
TESTED: Final = {
    "name": ("name", "keyword", "search", "q"),
    "outside_categories": ("exclude_category_ids",),
    "level": ("level",),
    "verified": ("verified",),
    "is_ad": ("is_ad",),
    "is_affiliate": ("is_affiliate",),
    "first_seen_slice": ("start_date", "end_date"),
}
CATEGORY_NAMES: Final = (
    "category_ids",
    "category_id",
    *(f"category_l{level}_id{plural}" for level in (1, 2, 3) for plural in ("", "s")),
)


def explore(entity: str, arguments: Arguments, world: World) -> object:
    """One page of an entity, by page number or by cursor."""
    catalogue = world.atlas.catalogue(BY_NAME[entity], arguments.country())
    days = days_of(arguments)
    matches = world.atlas.matches(catalogue, ask(catalogue, arguments, days))
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    offset = page.offset
    if arguments.has("after"):
        after = _read_cursor(arguments.text("after"))
        if after is None:
            return refuse("Invalid cursor")
        offset = after
    rows = [describe(world, catalogue, row, days) for row in matches.rows(offset, page.limit)]
    if not world.newest:
        return succeed(rows, page=page.number, total=len(rows))
    following = offset + len(rows)
    more = bool(rows) and matches.has_after(following)
    meta: Row = {"next_cursor": _cursor(following) if more else None, "limit": page.limit}
    if arguments.flag("include_total"):
        meta["total"] = matches.total()
    left = world.account.daily_searches
    return succeed(rows, meta=meta, credits_remaining=left, credits_unlimited=left is None)


def count(entity: str, arguments: Arguments, world: World) -> object:
    """How many rows explore would give. The shape is undocumented: `count` in B, `data.total` in C."""
    catalogue = world.atlas.catalogue(BY_NAME[entity], arguments.country())
    total = world.atlas.matches(catalogue, ask(catalogue, arguments, days_of(arguments))).total()
    return succeed({"total": total}) if world.newest else {"success": True, "count": total}


def flat_products(arguments: Arguments, world: World) -> object:
    """The one TikTok Shop list with `date_from` and `date_to`: revenue and sales are those of these days."""
    catalogue = world.atlas.catalogue(PRODUCTS, arguments.country())
    start, end = parse_day(arguments.text("date_from")), parse_day(arguments.text("date_to"))
    days = max(1, (end - start).days) if start and end else days_of(arguments)
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    matches = world.atlas.matches(catalogue, ask(catalogue, arguments, days))
    rows = [describe(world, catalogue, row, days) for row in matches.rows(page.offset, page.limit)]
    return succeed(rows, page=page.number, total=matches.total())


def search(arguments: Arguments, world: World) -> object:
    """Products by name; `q` is required."""
    if not arguments.has("q"):
        return refuse("Missing required parameter: q", 400)
    return flat_products(arguments, world)


def trending(arguments: Arguments, world: World) -> object:
    """Products by growth."""
    catalogue = world.atlas.catalogue(PRODUCTS, arguments.country())
    limit = limit_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    matches = world.atlas.matches(catalogue, Question("sales_growth_rate"))
    return succeed([describe(world, catalogue, row, days_of(arguments)) for row in matches.rows(0, limit)])


def suggestions(arguments: Arguments, world: World) -> object:
    """Names that hold `q`, the most popular first."""
    entity = BY_NAME.get(arguments.text("type"))
    if entity is None:
        return refuse("Invalid entity type", 400)
    limit = limit_of(arguments, default=SUGGESTED, most=MOST_SUGGESTED)
    wanted = arguments.text("q")
    catalogue = world.atlas.catalogue(entity, arguments.country())
    found: list[Row] = []
    for row in range(min(catalogue.size, SUGGESTION_DEPTH) if wanted else 0):
        if entity.tests["name"](catalogue, row, wanted):
            found.append({"id": identity_of(catalogue, row), "name": name_of(catalogue, row)})
            if len(found) == limit:
                break
    return {"success": True, "suggestions": found}


def ask(catalogue: Catalogue, arguments: Arguments, days: int) -> Question:
    """The question that a request's parameters put to a catalogue; what it does not know it ignores."""
    sort = _column(catalogue, arguments.text("sort"))
    ascending = arguments.text("order").lower() == "asc"
    if sort == "days_seen":  # first_seen: the latest day is the fewest days ago
        ascending = not ascending
    return Question(
        sort=sort or next(catalogue.columns),
        descending=not ascending,
        factor=days / 30,
        bounds=_bounds(catalogue, arguments),
        tests=_tests(catalogue, arguments),
    )


def _column(catalogue: Catalogue, name: str) -> str | None:
    if catalogue.has(name):
        return name
    alias = COLUMN_ALIASES.get(name, "")
    return alias if catalogue.has(alias) else None


def _bounds(catalogue: Catalogue, arguments: Arguments) -> tuple[Bound, ...]:
    bounds: list[Bound] = []
    for name in arguments.values:
        end, _, column_name = name.partition("_")
        column = _column(catalogue, column_name)
        if end == "min" and column:
            bounds.append(Bound(column, low=arguments.number(name)))
        elif end == "max" and column:
            bounds.append(Bound(column, high=arguments.number(name)))
    return tuple(bounds)


def _tests(catalogue: Catalogue, arguments: Arguments) -> tuple[tuple[str, str], ...]:
    tests = [
        (test, arguments.text(*names))
        for test, names in TESTED.items()
        if test in catalogue.tests and arguments.has(*names)
    ]
    chosen = [category for name in CATEGORY_NAMES for category in arguments.texts(name)]
    if chosen and "in_categories" in catalogue.tests:
        tests.append(("in_categories", ",".join(chosen)))
    return tuple(tests)


def _cursor(offset: int) -> str:
    return base64.b64encode(msgspec.json.encode({"after": offset})).decode()


def _read_cursor(text: str) -> int | None:
    try:
        offset = msgspec.json.decode(base64.b64decode(text, validate=True), type=dict[str, int])["after"]
    except (ValueError, KeyError):
        return None
    return max(0, offset)
