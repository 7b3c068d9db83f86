"""Creators of the TikTok Shop."""

from __future__ import annotations

from .._core.record import Record, spelt


class Creator(Record, frozen=True, kw_only=True):
    """A creator: a row of the listings, or a profile (names of the newest generation observed).

    Attributes:
        revenue: Revenue within the period that was asked for.
        sales: Units sold within the period.
    """

    id: str | None = spelt("creator_id")
    name: str | None = spelt("creator_name")
    image: str | None = spelt("creator_avatar", "avatar")
    revenue: float | None = spelt("gmv")
    revenue_30_days: float | None = spelt("revenue_30d")
    revenue_lifetime: float | None = None
    revenue_growth_rate: float | None = spelt("revenue_growth_rate_30d")
    sales: int | None = spelt("sold_count", "item_sold")
    follower_count: int | None = spelt("followers")
    video_count: int | None = spelt("videos")
    product_count: int | None = spelt("products_count", "product_num")
    is_verified: bool | None = spelt("verified")
    country: str | None = None
