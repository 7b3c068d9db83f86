"""Calls for type checkers; nothing here runs. A line marked `error` is to be refused, every other one to pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_type

from whasync._core.decode import Page
from whasync.models.counts import Count
from whasync.models.products import Product
from whasync.models.totals import Totals
from whasync.sections import Root
from whasync.walk import Walk


async def good(wh: Root, ids: list[str], shop: int) -> None:
    assert_type(wh.tiktok_shop.products.explore(country="US", period="30d", limit=100), Walk[Product])
    assert_type(await wh.tiktok_shop.products.explore(country="US", period=30), Page[Product])
    async for product in wh.tiktok_shop.products.explore(min_revenue=50_000, category_ids=ids):
        assert_type(product.title, str | None)
    assert_type(await wh.tiktok_shop.products.count(country="US"), Count)
    assert_type(await wh.tiktok_shop.shop_detail.total(id=shop, period=30), Totals)
    assert_type(wh.tiktok_shop.products(date_from="2026-03-01", date_to=date(2026, 3, 31)), Walk[Product])
    wh.trends.search(timeframe=3)
    wh.trends.search(timeframe="3")
    assert_type(await wh.tiktok_shop.shop_detail.total(id=shop, period="30"), Totals)
    wh.adlibrary(keyword="lamp", from_="2026-01-01", to="2026-01-31", extra={"not_known": 1})


async def bad(wh: Root, ids: Sequence[float]) -> None:
    await wh.tiktok_shop.shop_detail.total()  # error: id is missing
    wh.tiktok_shop.products.explore(contry="US")  # error: misspelt
    wh.tiktok_shop.products.explore(limit="100")  # error: a number is text
    wh.tiktok_shop.products.explore(sort="revenu")  # error: no such choice
    wh.tiktok_shop.products.explore("US")  # error: arguments go by name
    wh.tiktok_shop.products.explore(category_ids=ids)  # error: ids are text or whole numbers
    await wh.tiktok_shop.shop_detail.total(id="7", period=60)  # error: no such window
    await wh.tiktok_shop.products.explor(country="US")  # error: no such operation
    print(wh.tiktok_shop.products.explore(country="US").rows)  # error: a walk is awaited for a page
    wh.adlibrary(country="DE")  # error: three things could be meant
    await wh.saved_ads.save(ad_id="1", platform="myspace")  # error: no such network
