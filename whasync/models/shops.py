"""Shops of the TikTok Shop."""

from __future__ import annotations

from .._core.record import Record, spelt


class Shop(Record, frozen=True, kw_only=True):
    """A shop: a row of the listings, or its profile (API documentation; names of the newest generation observed).

    Attributes:
        revenue: Revenue within the period that was asked for.
        sales: Units sold within the period.
        rating: 0 to 5.
        url: Its page at WinningHunter. tiktok_url: Its page in the shop.
    """

    id: str | None = spelt("shop_id")
    name: str | None = spelt("shop_name")
    image: str | None = spelt("shop_logo", "logo")
    revenue: float | None = spelt("gmv")
    revenue_30_days: float | None = spelt("revenue_30d")
    revenue_lifetime: float | None = None
    revenue_growth_rate: float | None = spelt("revenue_growth_rate_30d")
    sales: int | None = spelt("sold_count", "item_sold")
    sales_lifetime: int | None = spelt("sold_count_lifetime")
    rating: float | None = spelt("shop_rating")
    product_count: int | None = spelt("products_count", "product_num")
    creator_count: int | None = spelt("creators_count", "creator_num")
    video_count: int | None = spelt("videos_count", "video_num")
    country: str | None = None
    url: str | None = spelt("winninghunter_shop_url")
    tiktok_url: str | None = spelt("tiktok_shop_url")
