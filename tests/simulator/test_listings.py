"""The laws of listings: pages join without gap or overlap, filters hold, totals are what they claim to be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from tests.simulator.asking import NOON, SHOP, V1, ask
from whasync.simulator import Habits, Simulator, run

EXPLORE = f"{SHOP}/products/explore"
GENEROUS = 10_000
"""A rate limit that these tests do not meet."""


def asked(path: str, *queries: Mapping[str, object], **settings: Any) -> list[Any]:
    """The decoded answers to these queries, one simulator."""

    async def main() -> list[Any]:
        async with Simulator(today=NOON, limit=GENEROUS, **({"rows": 500} | settings)) as simulator:
            return [(await ask(simulator, path, query)).json for query in queries]

    return run(main())


def walked_by_cursor(query: dict[str, object], rows: int) -> list[list[Any]]:
    async def main() -> list[list[Any]]:
        async with Simulator(today=NOON, limit=GENEROUS, rows=rows) as simulator:
            pages, cursor = [], ""
            while cursor is not None:
                answer = (await ask(simulator, EXPLORE, query | {"after": cursor})).json
                pages.append(answer["data"])
                cursor = answer["meta"]["next_cursor"]
            return pages

    return run(main())


def walked_by_scroll(path: str, query: dict[str, object], **settings: Any) -> list[Any]:
    async def main() -> list[Any]:
        async with Simulator(today=NOON, limit=GENEROUS, **settings) as simulator:
            answers, scroll = [], ""
            while scroll is not None:
                answers.append((await ask(simulator, path, query | {"scroll": scroll})).json)
                scroll = answers[-1]["scroll"]
            return answers

    return run(main())


def test_generation_b_gives_flat_names_and_the_page_for_a_total() -> None:
    [answer] = asked(EXPLORE, {"limit": 1, "country": "de"}, generation="B")

    assert set(answer) == {"success", "data", "page", "total"}
    assert (answer["page"], answer["total"]) == (1, 1)
    assert list(answer["data"][0]) == ["id", "title", "price", "revenue", "sales", "country"]
    assert answer["data"][0]["country"] == "DE"


def test_generation_c_gives_the_upstreams_names_a_cursor_and_the_daily_searches() -> None:
    [answer] = asked(EXPLORE, {"limit": 1})

    assert set(answer) == {"success", "data", "meta", "credits_remaining", "credits_unlimited"}
    assert (answer["credits_remaining"], answer["credits_unlimited"]) == (None, True)
    assert {"product_id", "product_title", "unit_price", "sold_count", "revenue_30_days"} <= set(answer["data"][0])
    assert isinstance(answer["data"][0]["unit_price"], str)


def test_the_market_is_the_united_states_unless_named() -> None:
    default, named, other = asked(EXPLORE, {"limit": 3}, {"limit": 3, "country": "us"}, {"limit": 3, "country": "FR"})

    assert default["data"] == named["data"] != other["data"]


@pytest.mark.parametrize(("asked_for", "given"), [("", 20), (7, 7), (100, 100), (101, 100), ("x", 20), (0, 20)])
def test_the_page_size_is_20_by_default_and_100_at_most(asked_for: object, given: int) -> None:
    [answer] = asked(EXPLORE, {"limit": asked_for})

    assert len(answer["data"]) == given


def test_walking_by_cursor_gives_every_row_once_and_ends_with_a_null() -> None:
    pages = walked_by_cursor({"limit": 100}, rows=1_050)
    ids = [row["product_id"] for page in pages for row in page]

    assert [len(page) for page in pages] == [100] * 10 + [50]
    assert len(set(ids)) == 1_050


def test_a_full_last_page_is_known_to_be_the_last() -> None:
    assert [len(page) for page in walked_by_cursor({"limit": 100}, rows=200)] == [100, 100]


def test_pages_by_number_are_the_pages_by_cursor() -> None:
    query = {"limit": 30, "sort": "unit_price", "min_revenue": 1_000}
    by_cursor = walked_by_cursor(query, rows=200)

    numbered = asked(EXPLORE, *({**query, "page": page + 1} for page in range(len(by_cursor) + 1)), rows=200)

    assert [answer["data"] for answer in numbered] == [*by_cursor, []]


def test_a_cursor_that_is_none_of_ours_is_refused() -> None:
    [answer] = asked(EXPLORE, {"after": "not a cursor"})

    assert answer == {"success": False, "error": "Invalid cursor"}


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("sort", ["revenue", "sold_count", "commission_rate", "revenue_growth_rate", "product_rating"])
def test_rows_come_in_the_order_asked_for(sort: str, order: str) -> None:
    [answer] = asked(EXPLORE, {"sort": sort, "order": order, "limit": 100}, rows=90)
    values = [row[sort] for row in answer["data"]]

    assert values == sorted(values, reverse=order == "desc")
    assert values[0] != values[-1]


@pytest.mark.parametrize(
    ("parameter", "field", "bound"),
    [
        ("min_revenue", "revenue", 100_000),
        ("max_revenue", "revenue", 5_000),
        ("min_item_sold", "sold_count", 4_000),
        ("min_sold", "sold_count", 4_000),
        ("max_item_sold", "sold_count", 500),
        ("min_price", "avg_unit_price", 40),
        ("max_price", "avg_unit_price", 3),
    ],
)
def test_every_row_of_a_bounded_walk_is_within_the_bound_and_none_is_missing(
    parameter: str, field: str, bound: float
) -> None:
    everything = [row for page in walked_by_cursor({"limit": 100}, rows=500) for row in page]
    bounded = [row for page in walked_by_cursor({"limit": 100, parameter: bound}, rows=500) for row in page]

    def holds(row: dict[str, float]) -> bool:
        return row[field] >= bound if parameter.startswith("min") else row[field] <= bound

    assert bounded == [row for row in everything if holds(row)]
    assert 0 < len(bounded) < 500


def test_count_is_the_length_of_the_walk_in_both_generations() -> None:
    query: dict[str, object] = {"min_revenue": 1_000, "max_price": 50, "name": "lamp"}
    length = sum(len(page) for page in walked_by_cursor(query | {"limit": 100}, rows=3_000))

    [newest] = asked(f"{SHOP}/products/count", query, rows=3_000)
    [flat] = asked(f"{SHOP}/products/count", query, rows=3_000, generation="B")

    assert (newest, flat) == ({"success": True, "data": {"total": length}}, {"success": True, "count": length})
    assert length > 0


def test_include_total_adds_the_grand_total() -> None:
    [answer] = asked(EXPLORE, {"include_total": 1, "limit": 2})

    assert answer["meta"]["total"] == 500


def test_the_period_scales_what_flows_and_the_bound_holds_for_what_is_shown() -> None:
    month, week = asked(EXPLORE, {"limit": 1}, {"limit": 1, "period": "7d"})
    [bounded] = asked(EXPLORE, {"period": "7d", "min_revenue": 1_000, "limit": 100})

    assert week["data"][0]["revenue_7d"] == week["data"][0]["revenue"] == month["data"][0]["revenue"] * 7 // 30
    assert min(row["revenue"] for row in bounded["data"]) >= 1_000


def test_the_name_is_found_whatever_its_case() -> None:
    [answer] = asked(EXPLORE, {"name": "LAMP", "limit": 100}, rows=2_000)

    assert {"lamp" in row["product_title"].lower() for row in answer["data"]} == {True}


def test_categories_choose_and_exclude() -> None:
    [answer] = asked(EXPLORE, {"limit": 1})
    category = answer["data"][0]["category_l1_id"]
    chosen, rest = asked(
        EXPLORE, {"category_l1_id": category, "limit": 100}, {"exclude_category_ids": category, "limit": 100}
    )

    assert {row["category_l1_id"] for row in chosen["data"]} == {category}
    assert category not in {row["category_l1_id"] for row in rest["data"]}


def test_category_ids_may_be_an_array_in_a_body() -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=500) as simulator:
            by_list = await ask(simulator, EXPLORE, {"category_ids": "600001,600002"})
            by_array = await ask(simulator, EXPLORE, post={"category_ids": ["600001", 600002]})
            return [by_list.json["data"], by_array.json["data"]]

    by_list, by_array = run(main())

    assert by_list == by_array != []


def test_start_date_beside_the_period_leaves_about_five_percent() -> None:
    whole, rest = asked(f"{SHOP}/products/count", {}, {"start_date": "2026-01-01"}, rows=10_000)

    assert whole["data"]["total"] == 10_000
    assert 400 < rest["data"]["total"] < 600


def test_a_parameter_that_nobody_knows_changes_nothing() -> None:
    plain, misspelt = asked(EXPLORE, {}, {"min_revenu": 1_000_000, "adstatus": "x"})

    assert plain == misspelt


@pytest.mark.parametrize("empty", ["", "undefined"])
def test_an_empty_parameter_is_as_good_as_none(empty: str) -> None:
    plain, stripped = asked(EXPLORE, {}, {"min_revenue": empty, "name": empty, "after": empty})

    assert plain == stripped


@pytest.mark.parametrize("entity", ["products", "shops", "creators", "videos", "categories"])
@pytest.mark.parametrize("generation", ["B", "C"])
def test_every_entity_is_listed_and_counted_by_both_verbs(entity: str, generation: Any) -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=30, generation=generation) as simulator:
            path = f"{SHOP}/{entity}/explore"
            return [(await ask(simulator, path)).json["data"], (await ask(simulator, path, post={})).json["data"]]

    got, posted = run(main())

    assert got == posted
    assert len(got) == 20


def test_suggestions_are_the_most_popular_names_that_hold_the_word() -> None:
    [found] = asked(f"{SHOP}/suggestions", {"type": "shops", "q": "glass", "limit": 3}, rows=2_000)
    [nothing] = asked(f"{SHOP}/suggestions", {"type": "shops"})

    assert [set(row) for row in found["suggestions"]] == [{"id", "name"}] * 3
    assert {"Glass" in row["name"] for row in found["suggestions"]} == {True}
    assert nothing == {"success": True, "suggestions": []}


@pytest.mark.parametrize("path", [f"{V1}/adlibrary", f"{V1}/pinterest-ads", f"{V1}/tiktok-ads"])
def test_a_scroll_gives_every_row_once_and_ends_with_a_null(path: str) -> None:
    answers = walked_by_scroll(path, {"limit": 50}, rows=120)
    ids = [row.get("productid") or row["id"] for answer in answers for row in answer["data"]]

    assert [len(answer["data"]) for answer in answers] == [50, 50, 20]
    assert len(set(ids)) == 120


def test_only_the_first_request_sets_the_limit_and_it_is_50_at_most() -> None:
    async def main() -> list[int]:
        async with Simulator(rows=500) as simulator:
            first = (await ask(simulator, f"{V1}/adlibrary", {"limit": 80})).json
            second = (await ask(simulator, f"{V1}/adlibrary", {"limit": 10, "scroll": first["scroll"]})).json
            return [first["limit"], len(first["data"]), second["limit"], len(second["data"])]

    assert run(main()) == [50, 50, 50, 50]


def test_a_page_number_alone_does_not_advance_a_scroll() -> None:
    first, second = asked(f"{V1}/adlibrary", {"page": 0}, {"page": 1})

    assert first == second


def test_a_token_belongs_to_its_filters() -> None:
    async def main() -> object:
        async with Simulator(rows=500) as simulator:
            first = (await ask(simulator, f"{V1}/adlibrary", {"keyword": "lamp", "countries": ""})).json
            same = (await ask(simulator, f"{V1}/adlibrary", {"keyword": "lamp", "scroll": first["scroll"]})).json
            assert same["data"] != first["data"]
            return (await ask(simulator, f"{V1}/adlibrary", {"keyword": "mat", "scroll": first["scroll"]})).json

    assert run(main()) == {"success": False, "error": "Scroll token does not match current query filters"}


@pytest.mark.parametrize(("pause", "expired"), [(59, False), (61, True)])
def test_a_token_expires_where_the_habit_says_so(pause: float, expired: bool) -> None:
    async def main() -> Any:
        async with Simulator(rows=500, habits=Habits(scroll_life=60)) as simulator:
            first = (await ask(simulator, f"{V1}/adlibrary")).json
            await asyncio.sleep(pause)
            return (await ask(simulator, f"{V1}/adlibrary", {"scroll": first["scroll"]})).json

    answer = run(main())

    assert (answer == {"success": False, "error": "Invalid or expired scroll token"}) == expired


def test_the_total_of_an_ad_search_is_capped_and_the_rows_are_not() -> None:
    [answer] = asked(f"{V1}/adlibrary", {}, rows=10_050)
    answers = walked_by_scroll(f"{V1}/adlibrary", {"limit": 50}, rows=10_050)

    assert (answer["total"], answer["total_relation"]) == (10_000, "gte")
    assert sum(len(page["data"]) for page in answers) == 10_050


def test_a_scroll_may_end_at_a_reach() -> None:
    answers = walked_by_scroll(f"{V1}/adlibrary", {"limit": 50}, rows=500, habits=Habits(scroll_reach=100))

    assert [len(page["data"]) for page in answers] == [50, 50]


def test_the_ad_library_filters_what_its_rows_show() -> None:
    [answer] = asked(
        f"{V1}/adlibrary",
        {"countries": "DE,FR", "mediafilter": "videos", "min_days_running": 30, "to": "2026-05-01", "limit": 50},
        rows=5_000,
    )

    assert answer["data"]
    for row in answer["data"]:
        assert not {"DE", "FR"}.isdisjoint(row["countries"])
        assert (row["display_format"], row["daysrunning"] >= 30, row["started"] <= "2026-05-01") == (
            "video",
            True,
            True,
        )


@pytest.mark.parametrize("country", ["MX", "CO", "CL", "AR", "PE", "JP"])
def test_a_market_that_meta_does_not_target_is_refused_with_the_way_out(country: str) -> None:
    [answer] = asked(f"{V1}/adlibrary", {"countries": f"US,{country}"})

    assert (answer["success"], len(answer["allowed_values"])) == (False, 23)
    assert "store_based_in" in answer["hint"]


def test_the_alias_of_the_ad_library_answers_alike() -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=100, today=NOON) as simulator:
            return [(await ask(simulator, path)).json["data"] for path in ("/api/adlibrary", f"{V1}/adlibrary")]

    alias, original = run(main())

    assert alias == original


def test_brands_are_a_bare_array_in_b_and_a_paged_object_in_c() -> None:
    [bare] = asked(f"{V1}/brands", {}, generation="B")
    [paged] = asked(f"{V1}/brands", {"limit": 50, "page": 2})

    assert (isinstance(bare, list), len(bare)) == (True, 60)
    assert {name: paged[name] for name in ("total", "page", "limit", "total_pages")} == {
        "total": 60,
        "page": 2,
        "limit": 50,
        "total_pages": 2,
    }
    assert len(paged["brands"]) == 10


@pytest.mark.parametrize("sort", ["date_added", "name", "active_ads", "new_ads", "growth", "traffic", "revenue"])
@pytest.mark.parametrize("generation", ["B", "C"])
def test_brands_sort_both_ways(sort: str, generation: str) -> None:
    query = {"sort": sort, "limit": 50}
    answers = asked(f"{V1}/brands", query, query | {"dir": "asc", "page": 2}, generation=generation)
    down, up = (answer if isinstance(answer, list) else answer["brands"] for answer in answers)

    assert [row["id"] for row in down][:10] == [row["id"] for row in reversed(up)][:10]


@pytest.mark.parametrize(
    ("path", "size", "most"),
    [(f"{V1}/google-ads", "limit", 48), (f"{SHOP}/products", "limit", 100)],
)
def test_numbered_pages_join_without_gap_or_overlap(path: str, size: str, most: int) -> None:
    pages = asked(path, *({"page": page, size: most + 1} for page in range(1, 6)), rows=150)
    ids = [row.get("doc_id") or row["product_id"] for page in pages for row in page["data"]]

    assert len(pages[0]["data"]) == most
    assert len(ids) == len(set(ids)) == 150
