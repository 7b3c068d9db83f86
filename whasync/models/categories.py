"""Categories of the TikTok Shop."""

from __future__ import annotations

from .._core.record import Record, spelt


class Category(Record, frozen=True, kw_only=True):
    """A category (its fields are inferred, but for the revenue's and the level's names).

    Attributes:
        level: Depth in the tree, from 1.
        revenue: Revenue within the period that was asked for.
        sales: Units sold within the period.
        children: The categories below, where the tree is asked for.
    """

    id: str | None = spelt("category_id")
    name: str | None = spelt("category_name")
    level: int | None = None
    parent_id: str | None = None
    revenue: float | None = spelt("revenue_origin", "gmv")
    revenue_growth_rate: float | None = spelt("revenue_growth_rate_30d")
    sales: int | None = spelt("sold_count", "item_sold")
    shop_count: int | None = spelt("shop_num")
    country: str | None = None
    children: list[Category] | None = None
