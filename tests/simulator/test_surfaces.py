"""Single surfaces against what the documentation shows of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from tests.simulator.asking import NOON, SHOP, V1, ask, send
from whasync.simulator import Simulator, run

SHOP_ID, PRODUCT_ID, CREATOR_ID, VIDEO_ID = (
    "7493920192384910",
    "1729384756102394",
    "6892301928374615",
    "7361029384756102",
)


def answered(path: str, query: Mapping[str, object] | None = None, *, post: Any = None, **settings: Any) -> Any:
    async def main() -> Any:
        async with Simulator(today=NOON, **({"rows": 500} | settings)) as simulator:
            return (await ask(simulator, path, query, post=post)).json

    return run(main())


@pytest.mark.parametrize(
    ("path", "identity", "fields"),
    [
        ("shop-detail", SHOP_ID, ["id", "name", "country", "logo", "products_count", "creators_count", "rating"]),
        ("shop-detail/total", SHOP_ID, ["revenue", "sales", "avg_price", "conversion_rate", "period"]),
        ("product-detail/total", PRODUCT_ID, ["revenue", "sales", "avg_price", "period"]),
        ("creator-detail/total", CREATOR_ID, ["revenue", "sales", "videos", "followers", "period"]),
    ],
)
def test_details_have_the_documented_fields(path: str, identity: str, fields: list[str]) -> None:
    answer = answered(f"{SHOP}/{path}", post={"id": identity, "period": 90})

    assert (answer["success"], list(answer["data"])) == (True, fields)
    assert answer["data"].get("id", identity) == identity
    assert answer["data"].get("period", 90) == 90


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (
            f"{SHOP}/product-detail/{PRODUCT_ID}",
            ["id", "title", "shop_id", "price", "revenue", "sales", "rating", "image"],
        ),
        (f"/api/v2/videos/{VIDEO_ID}", ["id", "caption", "creator_id", "product_id", "posted_at"]),
        (f"/api/v2/videos/{VIDEO_ID}/metrics", ["views", "likes", "comments", "shares", "period"]),
        (f"{SHOP}/videos/{VIDEO_ID}", ["id", "caption", "creator_id", "product_id", "posted_at"]),
        (f"{SHOP}/videos/{VIDEO_ID}/metrics", ["views", "likes", "comments", "shares", "period"]),
    ],
)
def test_details_by_path_have_the_documented_fields(path: str, fields: list[str]) -> None:
    assert list(answered(path, generation="B")["data"]) == fields


@pytest.mark.parametrize(
    ("path", "identity", "fields", "total"),
    [
        ("shop-detail/product/queryList", SHOP_ID, ["id", "title", "price", "revenue", "sales"], 84),
        ("creator-detail/searchProducts", CREATOR_ID, ["id", "title", "revenue", "sales"], 23),
    ],
)
def test_products_of_a_shop_and_of_a_creator_page_to_their_total(
    path: str, identity: str, fields: list[str], total: int
) -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=500) as simulator:
            pages = range(1, 7)
            asked = [{"id": identity, "page": page, "limit": 20} for page in pages]
            return [(await ask(simulator, f"{SHOP}/{path}", post=body)).json for body in asked]

    answers = run(main())
    rows = [row for answer in answers for row in answer["data"]]

    assert ({answer["total"] for answer in answers}, [answer["page"] for answer in answers]) == (
        {total},
        [*range(1, 7)],
    )
    assert len({row["id"] for row in rows}) == len(rows) == total
    assert {tuple(row) for row in rows} == {tuple(fields)}
    assert [row["revenue"] for row in rows] == sorted((row["revenue"] for row in rows), reverse=True)


def test_the_products_of_a_listed_shop_name_that_shop() -> None:
    async def main() -> set[str]:
        async with Simulator(rows=500) as simulator:
            shop = (await ask(simulator, f"{SHOP}/shops/explore", {"limit": 1})).json["data"][0]["shop_id"]
            path = f"{SHOP}/shop-detail/product/queryList"
            products = (await ask(simulator, path, post={"id": shop})).json["data"]
            details = [(await ask(simulator, f"{SHOP}/product-detail/{row['id']}")).json for row in products]
            return {detail["data"]["shop_id"] for detail in details} ^ {shop}

    assert run(main()) == set()


def test_a_listed_row_and_its_detail_agree() -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=500, generation="B") as simulator:
            listed = (await ask(simulator, f"{SHOP}/products/explore", {"limit": 1, "country": "DE"})).json["data"][0]
            detail = (await ask(simulator, f"{SHOP}/product-detail/{listed['id']}")).json["data"]
            return [
                {name: row[name] for name in ("id", "title", "price", "revenue", "sales")} for row in (listed, detail)
            ]

    listed, detail = run(main())

    assert listed == detail


def test_history_has_a_day_for_each_of_the_period_and_ends_yesterday() -> None:
    rows = answered(f"{SHOP}/product-detail/history", post={"id": PRODUCT_ID, "period": 7})["data"]

    assert [row["date"] for row in rows] == [f"2026-07-{day:02d}" for day in range(8, 15)]
    assert {tuple(row) for row in rows} == {("date", "revenue", "sales")}


def test_a_name_is_no_id() -> None:
    answer = answered(f"{SHOP}/shop-detail", post={"id": "Glow Beauty Co."})

    assert answer == {"success": False, "error": "Shop not found"}


@pytest.mark.parametrize(
    ("period", "label"), [("", "Last 30 days"), ("7d", "Last 7 days"), ("90", "Last 90 days"), ("all", "All time")]
)
def test_visit_events_name_their_window(period: str, label: str) -> None:
    answer = answered(f"{SHOP}/detail-visit-events", {"id": PRODUCT_ID, "period": period})

    assert answer["period_label"] == label


def test_the_store_explorer_never_tells_how_many_there_are() -> None:
    answer = answered(f"{V1}/store-explorer", post={"pageSize": 50, "min_revenue": 10_000})

    assert {name: answer[name] for name in answer if name != "data"} == {
        "count_deferred": True,
        "credits": None,
        "credits_unlimited": True,
    }
    assert len(answer["data"]) == 50
    assert min(row["30d_rev_estimated_max"] for row in answer["data"]) >= 10_000


def test_one_date_of_creation_is_ignored_and_a_pair_is_not() -> None:
    pair = {"store_created_from": "2026-01-01", "store_created_to": "2026-06-30"}
    alone = answered(f"{V1}/store-explorer", post={"store_created_from": "2026-01-01"})
    both = answered(f"{V1}/store-explorer", post=pair)

    assert alone == answered(f"{V1}/store-explorer", post={})
    assert both["data"]
    assert {"2026-01-01" <= row["first_product_date"] <= "2026-06-30" for row in both["data"]} == {True}


@pytest.mark.parametrize(("generation", "expected"), [("B", {"success": True}), ("C", {})])
def test_the_store_tracker_counts_with_and_without_success(generation: str, expected: dict[str, object]) -> None:
    assert answered(f"{V1}/store-tracker", generation=generation) == expected | {"amount": 37, "max_allowed": 100}


def test_landers_come_250_a_page() -> None:
    assert len(answered(f"{V1}/landers/explore", post={"pageSize": 999})["data"]) == 250


def test_trends_match_whole_topics_only_and_page_by_offset() -> None:
    path = f"{V1}/trends/search"
    whole, part = answered(path, post={"query": "rose lamp"}), answered(path, post={"query": "rose"})
    rest = answered(path, post={"offset": 390})

    assert ([row["keyword"] for row in whole["result"]], part) == (["rose lamp"], {"total": 0, "result": []})
    assert (rest["total"], len(rest["result"])) == (400, 10)


def test_magic_ai_takes_a_form_and_wants_something_to_look_for() -> None:
    async def main() -> list[Any]:
        async with Simulator(rows=200) as simulator:
            form = {"X-API-Key": simulator.key, "Content-Type": "application/x-www-form-urlencoded"}
            answers = [await send(simulator, "POST", f"{V1}/magic-ai", form, body) for body in (b"text=lamp", b"")]
            return [(answer.status, list(answer.json)) for answer in answers]

    assert run(main()) == [(200, ["data", "scroll"]), (400, ["success", "error"])]


def test_magic_ai_takes_a_file() -> None:
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="image"; filename="lamp.png"\r\nContent-Type: image/png\r\n\r\n'
        b"\x89PNG\r\n--cut\r\n"
        b'Content-Disposition: form-data; name="limit"\r\n\r\n3\r\n--cut--\r\n'
    )

    async def main() -> int:
        async with Simulator(rows=200) as simulator:
            headers = {"X-API-Key": simulator.key, "Content-Type": "multipart/form-data; boundary=cut"}
            return len((await send(simulator, "POST", f"{V1}/magic-ai", headers, body)).json["data"])

    assert run(main()) == 3


def test_a_token_of_magic_ai_lives_an_hour() -> None:
    async def main() -> list[bool]:
        async with Simulator(rows=200) as simulator:
            path, inputs = f"{V1}/magic-ai", {"text": "lamp"}
            token = (await ask(simulator, path, post=inputs)).json["scroll"]
            seen = []
            for pause in (3_600, 1):
                await asyncio.sleep(pause)
                seen.append("data" in (await ask(simulator, path, post=inputs | {"scroll": token})).json)
            return seen

    assert run(main()) == [True, False]


def test_a_meta_niche_is_no_tiktok_niche() -> None:
    assert answered(f"{V1}/tiktok-ads", {"niches": "CG"})["error"] == "invalid_argument"


@pytest.mark.parametrize("parameter", ["mediafilter", "minadspend", "startdate", "ad_created_from", "createdto"])
def test_pinterest_ignores_what_it_does_not_know(parameter: str) -> None:
    path = f"{V1}/pinterest-ads"

    assert answered(path, {parameter: "2026-01-01"})["data"] == answered(path)["data"]


def test_pinterest_knows_ages_and_no_prices() -> None:
    path = f"{V1}/pinterest-ads"
    aged = answered(path, {"mindays": 353, "maxdays": 383}, rows=5_000)["data"]

    assert {"2025-06-27" <= row["started"] <= "2025-07-27" for row in aged} == {True}
    assert answered(path, {"minprice": 1})["data"] == []


def test_brand_ads_are_a_bare_array_from_page_0_that_ends_with_an_empty_page() -> None:
    async def main() -> list[int]:
        async with Simulator(rows=500) as simulator:
            brand = (await ask(simulator, f"{V1}/brands", {"limit": 1})).json["brands"][0]["id"]
            path = f"{V1}/brands/ads"
            pages = [(await ask(simulator, path, {"id": brand, "page": page})).json for page in range(5)]
            assert {row["page_id"] for page in pages for row in page} == {brand}
            return [len(page) for page in pages]

    assert run(main()) == [20, 20, 20, 6, 0]


def test_a_custom_range_with_one_date_is_no_filter() -> None:
    path, brand = f"{V1}/brands/ads", {"id": "109999002274507"}
    everything = answered(path, brand)

    assert answered(path, brand | {"date_range": "custom", "date_from": "2026-07-01"}) == everything
    assert {row["started"] >= "2026-04-16" for row in answered(path, brand | {"date_range": "3m"})} == {True}
