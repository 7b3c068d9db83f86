"""Products of the TikTok Shop."""

from __future__ import annotations

from .._core.record import Record, spelt


class Product(Record, frozen=True, kw_only=True):
    """A product: a row of the listings, or its profile (API documentation; names of the newest generation observed).

    Attributes:
        price: Unit price in the market's currency.
        revenue: Revenue within the period that was asked for.
        sales: Units sold within the period.
        rating: 0 to 5.
        commission_rate: Percent.
        url: Its page at WinningHunter. tiktok_url: Its page in the shop.
    """

    id: str | None = spelt("id", first="product_id")
    title: str | None = spelt("title", "name", first="product_title")
    image: str | None = spelt("image", "cover", first="product_image")
    price: float | None = spelt("price", "avg_unit_price", first="unit_price")
    revenue: float | None = spelt("gmv")
    revenue_30_days: float | None = spelt("revenue_30_days", first="revenue_30d")
    revenue_lifetime: float | None = None
    revenue_growth_rate: float | None = spelt("revenue_growth_rate_30d")
    sales: int | None = spelt("sales", "item_sold", first="sold_count")
    sales_lifetime: int | None = spelt("sales_lifetime", first="sold_count_lifetime")
    sales_growth_rate: float | None = None
    rating: float | None = spelt("rating", first="product_rating")
    review_count: int | None = spelt("review_count", first="product_review_cnt")
    creator_count: int | None = spelt("creator_num", "creators_count")
    commission_rate: float | None = None
    country: str | None = None
    shop_id: str | None = None
    shop_name: str | None = None
    shop_image: str | None = spelt("shop_image", first="shop_logo")
    first_seen: str | None = None
    url: str | None = spelt("url", first="winninghunter_product_url")
    tiktok_url: str | None = spelt("tiktok_url", first="tiktok_shop_product_url")
