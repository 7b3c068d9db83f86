"""Filters that lie: rows are held against the filters they were asked with, at no cost."""

from __future__ import annotations

import typing
import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from tests.api.documented import Kind
from tests.io.stage import Server, session_on, stage, wire
from whasync._core.decode import Page
from whasync._core.filters import bounds
from whasync._core.operation import Listing, answer_type
from whasync._core.record import fields
from whasync.errors import FilterIgnoredWarning
from whasync.operations import CATALOGUE
from whasync.simulator import Simulator, run

Question = Callable[[Any], Any]  # a session; the walks differ in their rows
Rows = list[dict[str, Any]]

LISTINGS = {name: kind for name, kind in CATALOGUE.items() if issubclass(kind, Listing)}


def asked(question: Question, *pages: Rows, strict: bool = False) -> tuple[list[Page[Any]], list[str]]:
    """The pages of a server that answers these rows whatever the filters, and the warnings they brought."""

    async def main() -> tuple[list[Page[Any]], list[str]]:
        answers = [wire(msgspec.json.encode({"data": rows})) for rows in pages]
        async with Server(*answers) as server, session_on(server, strict_filters=strict) as wh:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                answered = [await question(wh) for _ in pages]
        return answered, [str(one.message) for one in caught if one.category is FilterIgnoredWarning]

    return run(main())


def products(wh: Any) -> Any:
    return wh.tiktok_shop.products.explore(country="US", min_revenue=50_000)


MIXED: Rows = [{"id": "1", "revenue": 70_000}, {"id": "2", "revenue": "49,999.99"}, {"id": "3"}]


def test_a_filter_that_was_ignored_is_warned_of_with_the_counts() -> None:
    _, told = asked(products, MIXED)
    (message,) = told
    assert message == (
        "tiktok_shop.products.explore: the server ignored min_revenue=50000 for 1 of 3 rows, whose revenue is not "
        "at least it; strict_filters=True drops such rows"
    )


def test_it_is_warned_of_once_for_each_filter_and_operation() -> None:
    def both(wh: Any) -> Any:
        return wh.tiktok_shop.products.explore(country="US", min_revenue=50_000, max_price=5)

    _, told = asked(both, MIXED, [*MIXED, {"id": "4", "price": 6}], MIXED)
    assert [message.partition(" for ")[0] for message in told] == [
        "tiktok_shop.products.explore: the server ignored min_revenue=50000",
        "tiktok_shop.products.explore: the server ignored max_price=5",
    ]


def test_another_operation_is_warned_of_by_itself() -> None:
    async def main() -> list[str]:
        answer = wire(msgspec.json.encode({"data": MIXED}))
        async with Server(answer) as server, session_on(server) as wh:
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                await products(wh)
                await wh.tiktok_shop.shops.explore(country="US", min_revenue=50_000)
        return [str(one.message).partition(":")[0] for one in caught]

    assert run(main()) == ["tiktok_shop.products.explore", "tiktok_shop.shops.explore"]


def test_rows_are_kept_unless_asked_otherwise() -> None:
    (page,), _ = asked(products, MIXED)
    assert ([row.id for row in page.rows], page.dropped) == (["1", "2", "3"], 0)


def test_strict_filters_drop_and_count_and_let_rows_pass_that_do_not_tell() -> None:
    (page,), told = asked(products, MIXED, strict=True)
    assert ([row.id for row in page.rows], page.dropped) == (["1", "3"], 1)
    assert told[0].endswith("they were dropped")


def test_a_row_that_breaks_two_filters_is_dropped_and_counted_once() -> None:
    def both(wh: Any) -> Any:
        return wh.tiktok_shop.products.explore(country="US", min_revenue=50_000, max_price=5)

    (page,), told = asked(both, [{"id": "1", "revenue": 1, "price": 6}, {"id": "2", "revenue": 60_000}], strict=True)
    assert ([row.id for row in page.rows], page.dropped, len(told)) == (["2"], 1, 2)


def test_a_walk_does_not_end_because_a_page_was_dropped_whole() -> None:
    async def main() -> list[str]:
        pages = [
            {"data": [{"id": str(first + number), "revenue": revenue} for number in range(20)], "meta": meta}
            for first, revenue, meta in [(0, 1, {"next_cursor": "a"}), (20, 60_000, {"next_cursor": None})]
        ]
        answers = [wire(msgspec.json.encode(page)) for page in pages]
        async with Server(*answers) as server, session_on(server, strict_filters=True) as wh:
            with pytest.warns(FilterIgnoredWarning):
                return [row.id or "" async for row in products(wh)]

    assert run(main()) == [str(number) for number in range(20, 40)]


KINDS: list[tuple[str, Question, Mapping[str, Any], Mapping[str, Any]]] = [
    (
        "a floor by its name",
        lambda wh: wh.tiktok_shop.products(country="US", min_sales=10),
        {"sales": 10},
        {"sold_count": "9"},
    ),
    (
        "a ceiling by its name",
        lambda wh: wh.tiktok_shop.products.explore(country="US", max_item_sold=1_200),
        {"sold_count": "1.2k"},
        {"item_sold": "1.3k"},
    ),
    (
        "a floor by another spelling",
        lambda wh: wh.adlibrary(min_price=10),
        {"shopify_productprice": "10.00"},
        {"shopify_productprice": "9.99"},
    ),
    ("a market", lambda wh: wh.tiktok_shop.shops.explore(country="us"), {"country": "US"}, {"country": "GB"}),
    (
        "one of some markets",
        lambda wh: wh.adlibrary(countries=["de", "FR"]),
        {"countries": ["FR", "BE"]},
        {"countries": ["US"]},
    ),
    (
        "markets as a tuple",
        lambda wh: wh.pinterest_ads(countries=("DE", "FR")),
        {"countries": ["FR"]},
        {"countries": ["US"]},
    ),
    (
        "markets as text",
        lambda wh: wh.tiktok_ads(countries="DE, FR"),
        {"countries": ["FR"]},
        {"countries": ["US"]},
    ),
    ("every market", lambda wh: wh.adlibrary(countries="DE"), {"countries": ["ALL"]}, {"countries": ["US"]}),
    ("a region", lambda wh: wh.adlibrary(countries="DE"), {"countries": ["EU"]}, {"countries": ["GB"]}),
    ("no market at all", lambda wh: wh.adlibrary(countries="DE"), {"countries": []}, {"countries": ["GB"]}),
    ("a score", lambda wh: wh.adlibrary(adscorefilter="winning"), {"adscore": "Winning"}, {"adscore": "Testing"}),
    (
        "a first day",
        lambda wh: wh.adlibrary(from_=date(2026, 1, 1), to=date(2026, 1, 31)),
        {"started": "2026-01-01"},
        {"started": "2025-12-31"},
    ),
    (
        "a last day as text",
        lambda wh: wh.adlibrary(from_="2026-01-01", to="2026-01-31"),
        {"started": "2026-01-31"},
        {"started": "2026-02-01"},
    ),
    (
        "a day given as a moment",
        lambda wh: wh.tiktok_ads(from_=datetime(2026, 1, 1, 12), to="2026-01-31"),  # noqa: DTZ001 - its day counts
        {"started": "2026-01-01"},
        {"started": "2025-12-31"},
    ),
    (
        "the day of a moment",
        lambda wh: wh.adlibrary(fromlastseen="2026-01-01", tolastseen="2026-01-31"),
        {"updated_at": "2026-01-31T23:59:59Z"},
        {"updated_at": "2026-02-01T00:00:00Z"},
    ),
    (
        "a number among some",
        lambda wh: wh.tiktok_shop.categories.explore(country="US", level=2),
        {"level": "2"},
        {"level": 1},
    ),
    ("a form", lambda wh: wh.google_ads(format="video"), {"format": "video"}, {"format": "image"}),
    (
        "a bound that ends in min",
        lambda wh: wh.store_explorer(monthly_visits_min=1_000),
        {"monthly_visits": "1,000"},
        {"monthly_visits": 999},
    ),
]


@pytest.mark.parametrize(("question", "fits", "breaks"), [case[1:] for case in KINDS], ids=[case[0] for case in KINDS])
def test_a_row_that_fits_passes_and_one_that_does_not_is_dropped(
    question: Question, fits: dict[str, Any], breaks: dict[str, Any]
) -> None:
    (page,), told = asked(question, [fits | {"id": "fits"}, breaks | {"id": "breaks"}], strict=True)
    assert ([row.id for row in page.rows], page.dropped, len(told)) == (["fits"], 1, 1)


SILENT: list[tuple[str, Question, dict[str, Any]]] = [
    (
        "the last sight, which is not what is filtered",
        lambda wh: wh.adlibrary(fromlastseen="2026-01-01", tolastseen="2026-01-31"),
        {"lastSeen": "2026-06-01"},
    ),
    ("days running, which disagree with the start", lambda wh: wh.adlibrary(mindays=30), {"daysrunning": 3}),
    ("a niche, whose label is often wrong", lambda wh: wh.pinterest_ads(niches="BY"), {"niche_v2": "Pets"}),
    ("the words, which are fuzzy", lambda wh: wh.adlibrary(keyword="lamp"), {"copy": "a chair"}),
    ("the default market", lambda wh: wh.tiktok_shop.products.explore(), {"country": "GB"}),
    ("no filter", lambda wh: wh.adlibrary(), {"countries": ["US"], "started": "2020-01-01"}),
]


@pytest.mark.parametrize(("question", "row"), [case[1:] for case in SILENT], ids=[case[0] for case in SILENT])
def test_what_a_row_cannot_prove_is_not_claimed(question: Question, row: dict[str, Any]) -> None:
    (page,), told = asked(question, [row | {"id": "1"}], strict=True)
    assert (len(page.rows), page.dropped, told) == (1, 0, [])


@pytest.mark.parametrize("kind", LISTINGS.values(), ids=LISTINGS.keys())
def test_a_filter_bounds_a_field_that_the_rows_have_with_values_that_compare(kind: type[Listing[Any]]) -> None:
    row = answer_type(kind)
    hints = typing.get_type_hints(row)
    for bound in bounds(kind):
        assert bound.field in fields(row)
        word = str(hints[bound.field])
        if bound.relation != "among":
            assert "date" in word if "date" in str(bound.parameter.kind) else "float" in word or "int" in word


def test_no_filter_of_a_last_sight_or_an_age_is_held_against_a_row_of_meta_tiktok_or_pinterest() -> None:
    unproven = {"mindays", "maxdays", "niches", "keyword"}
    claimed = {
        (name, bound.parameter.wire)
        for name in ("adlibrary", "tiktok_ads", "pinterest_ads", "magic_ai")
        for bound in bounds(_listing(CATALOGUE[name]))
        if bound.parameter.wire in unproven or bound.field == "last_seen"
    }
    assert claimed == set()


def _listing(kind: Kind) -> type[Listing[Any]]:
    assert issubclass(kind, Listing)
    return kind


def test_the_simulators_own_rows_break_no_filter() -> None:
    async def main() -> tuple[int, int]:
        async with stage(Simulator(limit=6_000, rows=2_000, mess=0.3), strict_filters=True) as (_, wh):
            with warnings.catch_warnings():
                warnings.simplefilter("error", FilterIgnoredWarning)
                pages: list[Page[Any]] = [
                    await wh.tiktok_shop.products.explore(country="GB", min_revenue=1_000, max_price=80),
                    await wh.adlibrary(countries="DE,FR", minactiveads=3, from_="2020-01-01", to="2030-01-01"),
                    await wh.pinterest_ads(countries="DE", languages="en"),
                    await wh.store_explorer(country="US", monthly_visits_min=100),
                ]
        return min(len(page.rows) for page in pages), sum(page.dropped for page in pages)

    rows, dropped = run(main())
    assert rows > 0
    assert dropped == 0
