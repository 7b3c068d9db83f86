"""Documented answers are read whole: every row, every field that has a name, in both generations."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from whasync._core.decode import decode_one, decode_rows
from whasync._core.operation import Listing, answer_type
from whasync._core.record import Record
from whasync.models.brands import Brand, Formats
from whasync.models.categories import Category
from whasync.models.counts import Count
from whasync.models.credits import Balance, ShopCredits
from whasync.models.pinterest_ads import PinterestAd
from whasync.models.products import Product
from whasync.models.stores import BestSeller, CountryShare, Email, Estimates, Range, Store, Trustpilot
from whasync.models.totals import DayFigures, Totals
from whasync.models.trends import SearchHistory, Trend, Volume
from whasync.models.visits import DayVisits, Visits
from whasync.operations import CATALOGUE

DATA = Path(__file__).parent.parent / "data"

# What answers hold that no model names: marks of the envelope, and fields whose meaning nobody has told.
UNNAMED = {
    "brands": {"commerce"},
    "brands.overview_cards": {"top_format"},
    "credits": {"total_remaining"},
    "niche_counts": {"CG", "BY", "SK"},
    "pinterest_ads": {"adspend_history", "dailyadspend", "revenue", "total_adspend"},
    "tiktok_shop.product_detail.total": {"revenue_growth_rate_30d"},
    "tiktok_shop.shop_detail.total": {"revenue_growth_rate_30d"},
}


def _exchanges() -> list[Any]:
    by_path = {kind.route.path: kind for kind in reversed(list(CATALOGUE.values()))}
    found = []
    for file in sorted(DATA.glob("*.json")):
        if file.name.startswith(("alias.", "errors.")):
            continue
        document = json.loads(file.read_text(encoding="utf-8"))
        for number, exchange in enumerate(document["exchanges"]):
            name = f"{file.stem}-{exchange['generation']}-{number}"
            found.append(pytest.param(by_path[document["path"]], exchange["response"]["body"], id=name))
    return found


def read(name: str, body: Any) -> Any:
    """What an operation makes of an answer: its rows, or the one record."""
    kind = CATALOGUE[name]
    raw = json.dumps(body).encode()
    if issubclass(kind, Listing):
        rows, rejected = decode_rows(raw, answer_type(kind))
        assert rejected == ()
        return rows
    return decode_one(raw, answer_type(kind), container=kind.route.container)


def documented(file: str, generation: str, number: int = 0) -> Any:
    """The body of a documented answer."""
    exchanges = json.loads((DATA / f"{file}.json").read_text(encoding="utf-8"))["exchanges"]
    return [one["response"]["body"] for one in exchanges if one["generation"] == generation][number]


@pytest.mark.parametrize(("kind", "body"), _exchanges())
def test_every_field_of_a_documented_answer_has_a_name(kind: Any, body: Any) -> None:
    found = read(kind.route.name, body)
    rows = found if isinstance(found, list) else [found]
    unnamed = {name for row in rows for name in row.extra} - UNNAMED.get(kind.route.name, set())
    assert unnamed <= {"success"}


@pytest.mark.parametrize(("kind", "body"), _exchanges())
def test_no_record_of_a_documented_answer_is_empty(kind: Any, body: Any) -> None:
    found = read(kind.route.name, body)
    for row in found if isinstance(found, list) else [found]:
        assert kind.route.name == "niche_counts" or any(value is not None for value in row.to_dict().values())


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_answer_is_a_record(name: str) -> None:
    assert issubclass(answer_type(CATALOGUE[name]), Record)


def test_a_product_is_the_same_in_both_generations() -> None:
    older = read("tiktok_shop.products.explore", documented("tiktok-shop.products.explore", "B"))
    newest = read("tiktok_shop.products.explore", documented("tiktok-shop.products.explore", "C"))
    same: Any = {
        "id": "1729384756102394",
        "title": "Vitamin C Brightening Serum",
        "price": 24.9,
        "revenue": 312540.0,
        "sales": 12550,
    }
    assert older == [Product(**same, country="US")]
    assert newest == [
        Product(
            **same,
            image="https://cdn.example.com/products/serum.jpg",
            revenue_30_days=312540.0,
            revenue_lifetime=1904220.0,
            revenue_growth_rate=0.18,
            sales_lifetime=76470,
            sales_growth_rate=0.12,
            rating=4.7,
            review_count=1893,
            creator_count=214,
            commission_rate=15.0,
            shop_id="7493920192384910",
            shop_name="Glow Beauty Co.",
            shop_image="https://cdn.example.com/shops/glow.png",
            url="https://app.winninghunter.com/tiktok-shop/products/1729384756102394",
            tiktok_url="https://www.tiktok.com/view/product/1729384756102394",
        )
    ]


def test_a_brand_is_the_same_in_a_bare_array_and_in_an_object() -> None:
    (older,) = read("brands", documented("brands", "B"))
    (newest,) = read("brands", documented("brands", "C"))
    assert (older.id, older.active_ads, older.new_ads_change) == (newest.id, newest.active_ads, newest.new_ads_change)
    assert newest == Brand(
        id="104839201745562",
        name="Northlight Living",
        image="brands/104839201745562.png",
        page_url="https://www.facebook.com/northlightliving/",
        status="active",
        total_ads=214,
        active_ads=57,
        new_ads=8,
        new_ads_change=0.14,
        added=dt.datetime(2026, 3, 2, 9, 14, tzinfo=dt.UTC),
        formats=Formats(videos=31, images=19, dco=4, carousels=3),
        visits=48210.0,
        visits_change=0.08,
        domain="northlight.example.com",
        store_id="northlight",
        url="/brands/104839201745562",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"success": True, "count": 27},
        {"success": True, "total": "27"},
        {"data": {"total": 27}},
        {"data": {"count": "27"}},
        {"data": 27},
        27,
        "27",
    ],
)
def test_a_count_is_read_in_every_likely_shape(body: Any) -> None:
    assert read("tiktok_shop.products.count", body) == Count(value=27)


def test_the_two_pools_of_credits_are_told_apart() -> None:
    pool = read("tiktok_shop.credits", documented("tiktok-shop.credits", "B"))
    quota = read("tiktok_shop.credits", documented("tiktok-shop.credits", "C"))
    assert pool.pool == Balance(used=142, limit=20000, remaining=19858)
    assert quota == ShopCredits(searches_unlimited=True)
    assert quota.pool is None


def test_credits_that_are_null_are_not_the_pool() -> None:
    body = {"success": True, "credits": None, "credits_remaining": 40, "credits_unlimited": False}
    found = read("tiktok_shop.credits", body)
    assert found == ShopCredits(searches_remaining=40, searches_unlimited=False)
    assert found.pool is None


def test_the_balance_adds_what_was_bought() -> None:
    found = read("credits", documented("credits", "C"))
    assert found == Balance(used=142, limit=20000, remaining=19858, addon_remaining=500)
    assert found.total_remaining == 20358


def test_totals_are_read_flat_by_window_and_under_a_name_with_the_window() -> None:
    flat = read("tiktok_shop.shop_detail.total", documented("tiktok-shop.shop-detail.total", "B"))
    by_window = read("tiktok_shop.shop_detail.total", documented("tiktok-shop.shop-detail.total", "C"))
    named = read("tiktok_shop.product_detail.total", documented("tiktok-shop.product-detail.total", "C"))
    assert flat == Totals(revenue=1284500.0, sales=51380.0, avg_price=24.99, conversion_rate=0.037, period=30)
    assert [flat.figure("revenue", 30), flat.figure("revenue", 7)] == [1284500.0, None]
    assert [by_window.figure("revenue", days) for days in (7, "30d", 90)] == [298410.0, 1284500.0, None]
    assert [by_window.figure("sales", 7), by_window.figure("revenue_growth_rate", 30)] == [11940.0, 0.09]
    assert (named.revenue, named.figure("revenue", 30), named.figure("revenue", 7)) == (312540.0, 312540.0, None)


def test_of_several_windows_none_is_taken_for_the_one_that_was_asked_for() -> None:
    found = read("tiktok_shop.shop_detail.total", {"data": {"revenue_7d": 7, "revenue_30d": "30"}})
    assert found == Totals(revenue_7d=7.0, revenue_30d=30.0)


def test_a_history_is_read_day_by_day() -> None:
    body = documented("tiktok-shop.product-detail.history", "C")
    assert read("tiktok_shop.product_detail.history", body) == [
        DayFigures(date=dt.date(2026, 9, 1), revenue=10840.0, sales=435),
        DayFigures(date=dt.date(2026, 9, 2), revenue=11290.0, sales=452),
    ]


def test_visits_come_with_their_window_in_words() -> None:
    found = read("tiktok_shop.detail_visit_events", documented("tiktok-shop.detail-visit-events", "B"))
    days = [DayVisits(date=dt.date(2026, 3, 1), visits=412), DayVisits(date=dt.date(2026, 3, 2), visits=388)]
    assert found == Visits(label="Last 30 days", period="30d", days=days)


def test_a_tree_of_categories_is_read_to_its_leaves() -> None:
    (root,) = read("tiktok_shop.categories.hierarchy", documented("tiktok-shop.categories.hierarchy", "C"))
    leaf = Category(id="601583", name="Serums", level=3, children=[])
    below = Category(id="849032", name="Skincare", level=2, children=[leaf])
    assert root == Category(id="601450", name="Beauty & Personal Care", level=1, children=[below])


def test_a_store_is_read_in_every_disguise_of_its_numbers() -> None:
    rich, poor = read("store_explorer", documented("store-explorer", "C"))
    assert rich == Store(
        id="northlight",
        domain="northlight.example.com",
        name="Northlight",
        image="//cdn.example.com/icons/northlight.png",
        screenshot="screenshots/northlight.jpg",
        country="DE",
        category="Home & Garden",
        category_l1="Home & Garden",
        category_l2="Lighting",
        visits=48210.0,
        visits_by_month={"2026-08": 48210.0, "2026-07": 39544.0},
        visits_growth_1m=21.9,
        visits_growth_3m=-3.2,
        revenue_30d_min=41000.0,
        revenue_30d_max=53000.0,
        revenue_1d_min=1366.0,
        revenue_1d_max=1766.5,
        revenue_estimates=Estimates(daily=Range(min=1366.0, max=1766.5), monthly=Range(min=41000.0, max=53000.0)),
        avg_order_value=64.2,
        product_count=84,
        ad_count=57,
        wlads_ad_count=12,
        first_product=dt.date(2021, 3, 9),
        top_countries=[CountryShare(country="DE", percentage=61.2), CountryShare(country="AT", percentage=9.4)],
        best_sellers=[BestSeller(title="Lamp One", price=64.0, image="https://cdn.example.com/products/lamp.jpg")],
        emails=[Email(email="hello@northlight.example.com")],
        trustpilot=Trustpilot(rating=4.4, review_count=318),
    )
    assert poor == Store(
        id="48291733",
        domain="paws.example.com",
        name="Paws & Co",
        country="US",
        category="Pet Supplies",
        visits=1200.0,
        visits_by_month={},
        revenue_30d_min=0.0,
        revenue_estimates=Estimates(),
        product_count=9,
        ad_count=0,
        top_countries=[],
        best_sellers=[],
        emails=[Email(email="team@paws.example.com")],
        trustpilot=Trustpilot(),
    )


def test_a_topic_is_read_with_its_history() -> None:
    assert read("trends.search", documented("trends.search", "C")) == [
        Trend(
            id="sunset-lamp",
            title="Sunset Lamp",
            description="A lamp that casts the light of a setting sun.",
            volume=40500.0,
            classifications={"3": "regular", "6": "exploding", "12": "exploding", "24": "regular", "60": "exploding"},
            categories=["Home"],
            added=dt.date(2026, 5, 11),
            search_history=SearchHistory(
                last_12_months=[Volume(value=22.0), Volume(value=31.0)],
                last_3_months=[Volume(value=31.0)],
                growth={"3": 12.0, "6": 41.0, "12": 220.0},
            ),
        )
    ]


def test_an_ad_of_pinterest_is_read_in_the_older_generation() -> None:
    assert read("pinterest_ads", documented("pinterest-ads", "B")) == [
        PinterestAd(
            id="845761998770123456",
            text="Softer with every wash",
            link="https://nest.example.com/products/throw",
            likes=12400,
            shares=880,
        )
    ]


def test_niches_are_counted_by_their_code() -> None:
    found = read("niche_counts", documented("niche-counts", "C"))
    assert found.counts == {"CG": 182340, "BY": 97112, "SK": 64055}
