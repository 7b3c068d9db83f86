"""What people guessed wrong, and paid for: refused or warned of before it costs, with the right way in the message."""

from __future__ import annotations

import warnings
from typing import Any
from urllib.parse import parse_qsl

import pytest

import whasync
from tests.api.guesses import GUESSES, PINTEREST, SHOP, Guess
from tests.io.stage import stage
from whasync.errors import CountryDefaultWarning, UsageError
from whasync.operations import CATALOGUE
from whasync.operations.adlibrary import ENTRY_GUARD
from whasync.simulator import run


async def refused(guess: Guess) -> str:
    """What a guess is told; fails if anything was sent for it."""
    async with stage() as (simulator, wh):
        with pytest.raises(UsageError) as caught:
            await guess(wh)
        assert simulator.journal == []
        return str(caught.value)


@pytest.mark.parametrize(("guess", "words"), GUESSES.values(), ids=GUESSES.keys())
def test_a_wrong_guess_is_refused_before_it_costs_with_the_right_way(guess: Guess, words: tuple[str, ...]) -> None:
    told = run(refused(guess))
    assert [word for word in words if word not in told] == [], told


@pytest.mark.parametrize("code", ["MX", "CO", "CL", "AR", "PE", "mx"])
def test_a_country_that_meta_refuses_is_refused_with_the_way_to_its_stores(code: str) -> None:
    told = run(refused(lambda wh: wh.adlibrary(countries=["US", code])))
    assert told == (
        f"adlibrary: countries: {code} cannot be targeted, and the answer is a 400; "
        f'store_based_in="{code.upper()}" finds the ads of stores there'
    )


@pytest.mark.parametrize("name", PINTEREST)
def test_a_dead_parameter_of_pinterest_is_refused_with_what_works(name: str) -> None:
    told = run(refused(lambda wh: wh.pinterest_ads(**{name: "1"})))
    right = {"media": "filter the rows by", "spend": "no row has a spend"}
    way = next((way for word, way in right.items() if word in name), "mindays and maxdays")
    assert f'"{name}" is ignored here' in told
    assert way in told


def test_pinterest_has_eighteen_dead_parameters() -> None:
    assert set(CATALOGUE["pinterest_ads"].refused) == set(PINTEREST)
    assert len(PINTEREST) == 18


@pytest.mark.parametrize("absent", [None, "", "undefined"])
def test_a_market_that_is_given_and_is_none_is_left_to_the_default_too(absent: str | None) -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            with pytest.warns(CountryDefaultWarning, match="the answer is about US"):
                await wh.tiktok_shop.products.explore(country=absent, limit=1)
            return simulator.journal[-1].target

    assert run(main()) == "/api/v1/tiktok-shop/products/explore?country=US&limit=1"


def test_a_market_left_to_the_default_is_warned_of_once_before_it_costs() -> None:
    async def main() -> tuple[list[str], int]:
        async with stage() as (simulator, wh):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                unsent = [wh.tiktok_shop.products.explore() for _ in range(3)]
            assert len(unsent) == 3
            assert {warning.category for warning in caught} == {CountryDefaultWarning}
            return [str(warning.message) for warning in caught], len(simulator.journal)

    assert run(main()) == (
        [
            "tiktok_shop.products.explore: no country was given, so the answer is about US; pass country= to choose",
        ],
        0,
    )


def test_an_unknown_parameter_goes_out_where_it_is_forced() -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            await wh.tiktok_shop.products.explore(country="US", limit=20, extra={"min_score": 80})
            return simulator.journal[0].target

    assert run(main()) == "/api/v1/tiktok-shop/products/explore?country=US&limit=20&min_score=80"


def test_the_names_of_the_entry_guard_can_be_sent_empty_and_a_walk_goes_on() -> None:
    async def main() -> tuple[int, list[list[str]]]:
        async with stage() as (simulator, wh):
            ads = wh.adlibrary(keyword="lamp", limit=5, extra=dict.fromkeys(ENTRY_GUARD, "")).pages()
            rows = [len((await anext(ads)).rows) for _ in range(2)]
            queries = [request.target.partition("?")[2] for request in simulator.journal]
        return min(rows), [[name for name, _ in parse_qsl(query, keep_blank_values=True)] for query in queries]

    fewest, names = run(main())
    assert fewest > 0
    assert [sorted(set(one) - {"limit"}) for one in names] == [sorted(ENTRY_GUARD)] * 2
    assert [len(one) - len(set(one)) for one in names] == [0, 0]


@pytest.mark.parametrize("nothing", [None, "", "undefined"])
def test_what_the_server_strips_is_not_sent(nothing: str | None) -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            await wh.tiktok_shop.products.explore(country="US", name=nothing, limit=20)
            return simulator.journal[0].target

    assert run(main()) == "/api/v1/tiktok-shop/products/explore?country=US&limit=20"


@pytest.mark.parametrize(
    ("section", "asked", "sent"),
    [
        ("products", {"min_sold": 5}, "min_item_sold=5"),
        ("products", {"min_units_sold": 5}, "min_item_sold=5"),
        ("shops", {"min_revenue_30_days": 5}, "min_revenue=5"),
        ("shops", {"min_gmv_30d": 5}, "min_revenue=5"),
        ("creators", {"min_gmv_30d": 5}, "min_revenue=5"),
        ("shops", {"category_l1_ids": [1, 2]}, "category_l1_id=1,2"),
        ("videos", {"is_ad": True}, "is_ad=1"),
        ("products", {"period": 7}, "period=7d"),
    ],
)
def test_a_name_or_value_of_another_surface_is_sent_as_this_one_has_it(
    section: str, asked: dict[str, Any], sent: str
) -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            await getattr(wh.tiktok_shop, section).explore(country="us", **asked, limit=20)
            return simulator.journal[0].target.partition("?")[2].replace("limit=20", "").strip("&")

    assert sorted(run(main()).split("&")) == sorted(["country=US", sent])


def test_a_window_is_a_number_where_the_route_wants_one() -> None:
    async def main() -> bytes:
        async with stage() as (simulator, wh):
            await wh.tiktok_shop.shop_detail.total(id=SHOP, period="30d")
            return simulator.journal[0].body

    assert run(main()) == b'{"id":"7493920192384910","period":30}'


def test_a_plan_gate_is_an_error_that_names_it_and_not_a_page_without_rows() -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            simulator.account.plan = "basic"
            with pytest.raises(whasync.PlanError) as caught:
                await wh.adlibrary(minreach=1_000)
            return str(caught.value)

    told = run(main())
    assert told.startswith("adlibrary: the plan does not cover a filter (HTTP 200, sent once)")
    assert told.endswith("leave the filter out or upgrade; the credit is spent")
