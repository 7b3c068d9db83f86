"""Wrong guesses are refused before they cost, with the right way in the message."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from whasync._core.build import build, check
from whasync._core.ends import ends
from whasync._core.multipart import encode
from whasync._core.operation import parameters
from whasync._core.plan import plan, write
from whasync.errors import UsageError
from whasync.operations import CATALOGUE

PRODUCTS = "tiktok_shop.products.explore"


def refusal(name: str, **arguments: Any) -> str:
    """What a question is refused with, without the name before it."""
    with pytest.raises(UsageError) as caught:
        check(build(CATALOGUE[name], arguments))
    return str(caught.value)


def sent(name: str, **arguments: Any) -> dict[str, Any]:
    """The arguments of a question as they go onto the wire."""
    return dict(plan(build(CATALOGUE[name], arguments), "https://api.test").arguments)


# Time


def test_start_date_beside_period_is_refused_with_the_route_that_has_dates() -> None:
    assert refusal(PRODUCTS, country="US", period="30d", start_date="2026-01-01") == (
        "tiktok_shop.products.explore: \"start_date\" means 'first seen between' here and leaves about 5 % of the "
        "catalogue; use period alone, or the flat listing tiktok-shop/products, which has date_from and date_to "
        "(API documentation, Time windows)"
    )


def test_date_from_on_explore_is_refused_with_the_route_that_has_it() -> None:
    assert "tiktok-shop/products" in refusal(PRODUCTS, date_from="2026-01-01")


def test_the_flat_listing_takes_either_date_alone() -> None:
    assert sent("tiktok_shop.products", date_from="2026-03-01") == {"country": "US", "date_from": "2026-03-01"}


@pytest.mark.parametrize(("given", "on_explore"), [(7, "7d"), ("7", "7d"), ("7d", "7d"), ("all", "all")])
def test_explore_writes_the_period_as_text(given: str | int, on_explore: str) -> None:
    assert sent(PRODUCTS, period=given)["period"] == on_explore


@pytest.mark.parametrize("given", [7, "7d"])
def test_the_details_write_the_period_as_a_number(given: str | int) -> None:
    assert sent("tiktok_shop.shop_detail.total", id="7", period=given)["period"] == 7


def test_a_period_that_no_aggregate_has_is_refused_with_those_it_has() -> None:
    assert refusal("tiktok_shop.product_detail.total", id="7", period=60) == (
        "tiktok_shop.product_detail.total: period=60 is not allowed; allowed are 1, 7, 30, 90, 1d, 7d, 30d, 90d"
    )


def test_a_period_in_words_is_refused_with_the_forms_it_has() -> None:
    assert refusal(PRODUCTS, period="last month") == (
        "tiktok_shop.products.explore: period='last month' is not allowed; allowed: "
        "7d, 30d, 90d, or days as a number; some answers know all"
    )


@pytest.mark.parametrize(
    ("name", "one_end", "other"),
    [
        ("adlibrary", {"from": "2026-01-01"}, "to"),
        ("adlibrary", {"to": "2026-01-01"}, "from"),
        ("adlibrary", {"ad_created_from": "2026-01-01"}, "to"),
        ("adlibrary", {"fromlastseen": "2026-01-01"}, "tolastseen"),
        ("adlibrary", {"product_from": "2026-01-01"}, "product_to"),
        ("adlibrary", {"pageto": "2026-01-01"}, "pagefrom"),
        ("tiktok_ads", {"date_from": "2026-01-01"}, "to"),
        ("pinterest_ads", {"from": "2026-01-01"}, "to"),
        ("pinterest_ads", {"tolastseen": "2026-01-01"}, "fromlastseen"),
        ("magic_ai", {"text": "lamp", "tolastseen": "2026-01-01"}, "fromlastseen"),
        ("store_explorer", {"store_created_from": "2026-01-01"}, "store_created_to"),
        ("saved_ads.folders_with_boards", {"ad_id": "1"}, "platform"),
    ],
)
def test_one_end_of_a_window_needs_the_other(name: str, one_end: dict[str, str], other: str) -> None:
    assert f"needs {other} too" in refusal(name, **one_end)


@pytest.mark.parametrize(
    "window",
    [
        {"date_range": "custom"},
        {"date_range": "custom", "date_from": "2026-01-01"},
        {"date_from": "2026-01-01", "date_to": "2026-03-31"},
        {"date_range": "30d", "date_to": "2026-03-31"},
    ],
)
def test_a_window_of_ones_own_on_a_brand_needs_custom_and_both_days(window: dict[str, str]) -> None:
    assert "date_range=custom, date_from and date_to go together" in refusal("brands.ad_hooks", id="1", **window)


def test_a_day_may_be_text_a_date_or_a_moment() -> None:
    days = ("2026-03-01", date(2026, 3, 1), datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert [sent("tiktok_shop.products", date_from=day)["date_from"] for day in days] == ["2026-03-01"] * 3


def test_a_day_that_is_none_is_refused() -> None:
    assert "date_from='31.03.2026' is not allowed" in refusal("tiktok_shop.products", date_from="31.03.2026")


# Ranges


def test_every_filter_with_two_ends_is_known_as_one() -> None:
    unpaired = {
        wire
        for kind in CATALOGUE.values()
        for wire in {parameter.wire for parameter in parameters(kind)} - _paired(kind)
        if re.search(r"(^|_)(min|max)|(min|max)$|(^|_)(from|to)(_|$)|^(from|to)lastseen$", wire)
    }
    # Bounds of which the documentation names one end alone.
    assert unpaired == {"min_sales", "min_rating"} | {"min_revenue"}


def _paired(kind: Any) -> set[str]:
    return {parameter.wire for pair in ends(kind) for parameter in pair}


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        (PRODUCTS, {"min_revenue": 100}, {"max_revenue": 99}),
        ("adlibrary", {"min": 5}, {"max": 4}),
        ("adlibrary", {"from": "2026-03-01"}, {"to": "2026-02-28"}),
        ("google_ads", {"days_min": 10}, {"days_max": 9}),
        ("store_explorer", {"aov_min": 10}, {"aov_max": 9.5}),
        ("pinterest_ads", {"mindays": 383}, {"maxdays": 353}),
    ],
)
def test_a_lower_end_above_the_upper_one_is_refused(name: str, least: dict[str, Any], most: dict[str, Any]) -> None:
    assert "is more than" in refusal(name, **least, **most)


def test_both_ends_of_a_range_may_be_equal() -> None:
    assert sent(PRODUCTS, min_price=10, max_price=10) == {"country": "US", "min_price": 10, "max_price": 10}


def test_a_share_of_changes_below_zero_is_refused() -> None:
    assert "revenue_change_pct_min" in refusal("store_explorer", revenue_change_pct_min=-1)


# Names


@pytest.mark.parametrize("code", ["MX", "CO", "CL", "AR", "PE", "mx"])
def test_a_market_that_nobody_can_target_is_refused_with_the_home_of_the_store(code: str) -> None:
    assert f'store_based_in="{code.upper()}"' in refusal("adlibrary", keyword="lamp", countries=f"DE,{code}")


@pytest.mark.parametrize(
    ("name", "given", "meant"),
    [
        ("adlibrary", "adstatus", "activestatus"),
        ("adlibrary", "active", "activestatus"),
        ("adlibrary", "country", "store_based_in"),
        ("pinterest_ads", "startdate", "mindays"),
        ("pinterest_ads", "media_type", "media_type"),
        ("pinterest_ads", "minadspend", "no row has a spend"),
        ("trends.search", "deduct", "browser"),
        ("brands", "date_range", "brands/ads"),
    ],
)
def test_a_name_that_the_api_ignores_is_refused_with_what_works(name: str, given: str, meant: str) -> None:
    assert meant in refusal(name, **{given: "1"})


def test_all_eighteen_dead_names_of_pinterest_are_refused() -> None:
    assert len(CATALOGUE["pinterest_ads"].refused) == 18


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    assert refusal(PRODUCTS, min_revenu=5) == (
        'tiktok_shop.products.explore: unknown parameter "min_revenu"; did you mean "min_revenue"? '
        "The server ignores unknown parameters and charges for the call; extra= sends one all the same"
    )


def test_a_misspelt_choice_is_refused_with_the_nearest() -> None:
    assert 'did you mean "revenue"?; allowed are revenue, revenue_30_days' in refusal(PRODUCTS, sort="revenu")


@pytest.mark.parametrize(
    ("name", "given", "chosen"),
    [
        ("trends.search", {"timeframe": 3}, {"timeframe": "3"}),
        ("adlibrary", {"ad_spend_timeframe": 30}, {"ad_spend_timeframe": "30"}),
        ("tiktok_shop.shop_detail.total", {"period": "30"}, {"period": 30}),
        ("tiktok_shop.shop_detail.total", {"period": "30D"}, {"period": 30}),
        ("tiktok_shop.shop_detail.total", {"period": 30.0}, {"period": 30}),
        ("tiktok_shop.videos.count", {"is_ad": "1"}, {"is_ad": 1}),
        ("tiktok_shop.categories.count", {"level": "2"}, {"level": 2}),
        (
            "adlibrary",
            {"sorting": "LastSeen", "sortdirection": "DESC"},
            {"sorting": "lastseen", "sortdirection": "desc"},
        ),
        ("tiktok_ads", {"scaling": "ALL"}, {"scaling": "All"}),
    ],
)
@pytest.mark.parametrize("from_text", [False, True])
def test_a_choice_is_taken_as_text_or_as_a_number_and_in_any_case(
    name: str, given: dict[str, Any], chosen: dict[str, Any], from_text: bool
) -> None:
    kind = CATALOGUE[name]
    needed = {p.wire: "7" for p in parameters(kind) if p.required}
    request = plan(build(kind, needed | given, from_text=from_text), "https://api.test")
    assert {wire: request.arguments[wire] for wire in given} == chosen


@pytest.mark.parametrize("given", [7, "7", True])
def test_what_is_no_choice_in_either_way_is_refused_with_the_choices(given: Any) -> None:
    assert refusal("trends.search", timeframe=given).endswith("allowed are default, 3, 6, 12, 24")


def test_true_is_no_choice_of_one_day() -> None:
    assert "period=True is not allowed" in refusal("tiktok_shop.shop_detail.total", id="7", period=True)


@pytest.mark.parametrize(("given", "status"), [(1, "active"), (0, "inactive"), ("1", "active"), (True, "active")])
def test_a_flag_for_the_status_of_an_ad_of_google_is_sent_as_the_status(given: Any, status: str) -> None:
    assert sent("google_ads", is_active=given) == sent("store.google_ads", is_active=given) == {"status": status}


def test_pins_may_be_asked_for_by_the_days_that_the_digest_names() -> None:
    days = {"from": "2026-01-01", "to": "2026-01-31", "fromlastseen": "2026-02-01", "tolastseen": "2026-02-28"}
    assert sent("pinterest_ads", **days) == days


def test_an_alias_is_sent_under_the_canonical_name() -> None:
    assert sent("adlibrary", min_ad_spend=100, media_type="videos") == {"minadspend": 100, "mediafilter": "videos"}


def test_a_parameter_under_two_of_its_names_is_refused() -> None:
    assert "given twice" in refusal("tiktok_shop.shops.explore", min_revenue=1, min_gmv_30d=2)


def test_a_word_that_python_has_is_taken_with_and_without_its_underscore() -> None:
    assert sent("adlibrary", from_="2026-01-01", to="2026-01-31") == sent(
        "adlibrary", **{"from": "2026-01-01", "to": "2026-01-31"}
    )


# Codes, ids, inputs


@pytest.mark.parametrize(
    ("name", "niche", "told"),
    [
        ("tiktok_ads", "BY", "codes of two letters are the other networks'"),
        ("adlibrary", "beauty", "niche of tiktok-ads"),
        ("pinterest_ads", "beauty", "niche of tiktok-ads"),
        ("adlibrary", "beauties", "codes of two letters"),
    ],
)
def test_a_niche_of_another_network_is_refused(name: str, niche: str, told: str) -> None:
    assert told in refusal(name, niches=niche)


def test_niches_of_tiktok_may_be_labels() -> None:
    assert sent("tiktok_ads", niches=["beauty", "label_00000042"]) == {"niches": ["beauty", "label_00000042"]}


def test_country_codes_are_sent_in_upper_case_and_words_as_they_are() -> None:
    assert sent("adlibrary", countries="de,fr")["countries"] == "DE,FR"
    assert sent("adlibrary", countries=["de", "FR"])["countries"] == ["DE", "FR"]


@pytest.mark.parametrize("all_", ["All", "ALL", "all"])
def test_all_countries_may_be_asked_for_in_any_case(all_: str) -> None:
    for name in ("adlibrary", "pinterest_ads", "tiktok_ads"):
        assert sent(name, countries=all_)["countries"] == "All"
    assert sent("pinterest_ads", countries=["de", all_])["countries"] == ["DE", "All"]
    assert sent("landers.explore", country=all_)["country"] == sent("store_explorer", country=all_)["country"] == "All"


def test_a_country_in_words_is_refused_with_the_form_of_a_code() -> None:
    assert "allowed: a country code of two letters" in refusal(PRODUCTS, country="Germany")
    assert "country codes of two letters" in refusal("adlibrary", countries="Germany")


@pytest.mark.parametrize(
    "name", ["tiktok_shop.shop_detail", "tiktok_shop.creator_detail.total", "tiktok_shop.shops.details"]
)
def test_a_name_where_an_id_belongs_is_refused_with_the_way_to_the_id(name: str) -> None:
    assert "never a name; explore and suggestions find it" in refusal(name, id="Glow Beauty Co.")


@pytest.mark.parametrize("bad", ["7361:1", "a.b", "a/b", "a b", ""])
def test_an_id_that_cannot_route_is_refused(bad: str) -> None:
    assert re.search(r"id='.*' is not allowed|id is required", refusal("tiktok_shop.videos.get", id=bad))


def test_a_missing_id_is_refused_by_its_name() -> None:
    assert refusal("tiktok_shop.shop_detail.total") == "tiktok_shop.shop_detail.total: id is required"


def test_a_page_alone_is_refused_where_it_does_not_advance() -> None:
    assert "page=1 alone gives the first page again" in refusal("adlibrary", keyword="lamp", page=1)
    assert sent("adlibrary", page=1, scroll="sa:1") == {"page": 1, "scroll": "sa:1"}


def test_a_search_by_magic_needs_something_to_look_for() -> None:
    assert refusal("magic_ai", countries="DE") == "magic_ai: give text or image or image_url"
    assert refusal("trends.detail") == "trends.detail: give topic or slug"


def test_a_picture_is_sent_as_a_file_in_a_form() -> None:
    picture = b"\x89PNG..."
    request = write(
        plan(build(CATALOGUE["magic_ai"], {"image": picture, "countries": ["DE", "AT"]}), "https://api.test")
    )
    boundary = re.fullmatch(r"multipart/form-data; boundary=(\w+)", request.headers["Content-Type"])
    assert boundary is not None
    assert request.body.split(b"--" + boundary[1].encode()) == [
        b"",
        b'\r\nContent-Disposition: form-data; name="image"; filename="image.png"'
        b"\r\nContent-Type: image/png\r\n\r\n" + picture + b"\r\n",
        b'\r\nContent-Disposition: form-data; name="countries"\r\n\r\nDE,AT\r\n',
        b"--\r\n",
    ]


def test_the_boundary_of_a_form_stands_nowhere_in_it() -> None:
    kind, body = encode({"text": "a lamp", "image": bytes(range(256)) * 40})
    boundary = kind.rpartition("=")[2].encode()
    assert body.count(boundary) == 3
