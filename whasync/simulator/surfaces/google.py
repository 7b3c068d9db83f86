"""Google ads: numbered pages, worldwide and for one store. The shape of a record is undocumented."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import Catalogue, Column, Entity, Matches, Test, pick
from whasync.simulator.filters import Filters
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.world import Row, World, page_of, refuse, succeed

from . import ads

DEFAULT_LIMIT: Final = 24
LARGEST_LIMIT: Final = 48
FORMATS: Final = ("image", "video", "text")
PLATFORMS: Final = ("search", "youtube", "shopping", "maps", "play")


def _has_domain(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return wanted.lower() in ads.domain_of(catalogue, row)


def _is_advertiser(catalogue: Catalogue, row: int, wanted: str) -> bool:
    return wanted.lower() in ads.page_name_of(catalogue, row).lower()


def _has_status(catalogue: Catalogue, row: int, wanted: str) -> bool:
    """`active`, `inactive`, or the alias's 1 and 0."""
    active = wanted.lower() in {"active", "1"}
    return (ads.unseen_days(catalogue, row) <= ads.ACTIVE_DAYS) == active


GOOGLE_TESTS: Final[dict[str, Test]] = {
    **ads.AD_TESTS,
    "format": ads.one_of("format", FORMATS),
    "platform": ads.one_of("platform", PLATFORMS),
    "domain": _has_domain,
    "advertiser": _is_advertiser,
    "status": _has_status,
}
GOOGLE: Final = Entity(
    "google",
    (
        Column("age", 0, 900, steep=2),
        Column("reach", 0, 9_000_000, steep=7),
        Column("adspend", 0, 90_000, steep=7, digits=2),
        Column("visits", 0, 8_000_000, steep=7),
    ),
    GOOGLE_TESTS,
)
FILTERS: Final = Filters(
    sorts={"lastseen": "age", "firstseen": "age", "reach": "reach", "adspend": "adspend", "days_running": "age"},
    rising=frozenset({"lastseen", "firstseen"}),
    default_sort="lastseen",
    sort_names=("sort",),
    direction_names=("sort_dir",),
    ranges={"age": ("days_{}",), "reach": ("reach_{}",), "adspend": ("adspend_{}",), "visits": ("visits_{}",)},
    tests={
        "keyword": ("search", "keyword"),
        "countries": ("country_inc",),
        "outside_countries": ("country_exc",),
        "format": ("format",),
        "platform": ("platform",),
        "domain": ("domain",),
        "advertiser": ("advertiser_name",),
        "status": ("status", "is_active"),
    },
    day_tests={"seen_within": ("date_from",), "unseen_for": ("date_to",)},
    first_days={"age": ("first_seen_from",)},
    last_days={"age": ("first_seen_to",)},
)


def google_ads(arguments: Arguments, world: World) -> object:
    """One numbered page, from 1."""
    page = page_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
    matches = _matches(arguments, world)
    rows = [_listed(world, row) for row in matches.rows(page.offset, page.limit)]
    return succeed(rows, page=page.number, limit=page.limit, total=matches.total(cap=10_000))


def count(arguments: Arguments, world: World) -> object:
    return {"success": True, "count": _matches(arguments, world).total(cap=10_000)}


def detail(arguments: Arguments, world: World) -> object:
    """One ad by `doc_id`."""
    return _one(arguments.text("doc_id"), world)


def creative(arguments: Arguments, world: World) -> object:
    """One ad by `creative_id`."""
    return _one(arguments.text("creative_id"), world)


def overview(arguments: Arguments, world: World) -> object:
    return succeed({"ads": _matches(arguments, world).total(cap=10_000), "formats": list(FORMATS)})


def advertiser(arguments: Arguments, world: World) -> object:
    """An advertiser by `advertiser_id`."""
    identity = arguments.text("advertiser_id")
    if not identity:
        return refuse("Missing required parameter: advertiser_id", 400)
    return succeed({"advertiser_id": identity, "advertiser_name": "Walnut Lamp Studio", "ads": 12})


def ad(world: World, catalogue: Catalogue, row: int) -> Row:
    identity = NUMBERINGS["google"].identify(EVERYWHERE, row)
    return {
        "doc_id": identity,
        "creative_id": f"CR{identity}",
        "advertiser_id": f"AR{ads.page_id_of(catalogue, row)}",
        "advertiser_name": ads.page_name_of(catalogue, row),
        "domain": ads.domain_of(catalogue, row),
        "format": pick(catalogue, row, "format", FORMATS),
        "platform": pick(catalogue, row, "platform", PLATFORMS),
        "title": ads.title_of(catalogue, row),
        "first_seen": world.day(catalogue.value("age", row)),
        "last_seen": world.day(ads.unseen_days(catalogue, row)),
        "days_running": catalogue.value("age", row),
        "reach": catalogue.value("reach", row),
        "adspend": catalogue.value("adspend", row),
        "monthly_visits": catalogue.value("visits", row),
        "countries": ads.countries_of(catalogue, row),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
    }


def _matches(arguments: Arguments, world: World) -> Matches:
    return world.atlas.matches(world.atlas.catalogue(GOOGLE), FILTERS.question(arguments, world))


def _listed(world: World, row: int) -> Row:
    catalogue = world.atlas.catalogue(GOOGLE)
    return world.messy(catalogue.dice(row, "mess"), ad(world, catalogue, row))


def _one(identity: str, world: World) -> object:
    found = world.atlas.find(GOOGLE, identity.removeprefix("CR"))
    return refuse("Ad not found") if found is None else succeed(ad(world, *found))
