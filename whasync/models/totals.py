"""Figures of a shop, a product or a creator: over a window, and day by day."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import force_setattr

from .._core.mend import to_number
from .._core.record import Record, settle, spelt

# One figure; in the newest generation also one by window, such as {"7d": 298410, "30d": 1284500}.
Figure = float | dict[str, float | None] | None


class Totals(Record, frozen=True, kw_only=True):
    """Figures over a window (API documentation, TikTok Shop details).

    The newest generation hands on what upstream has: a figure may come by window, or under a name that ends in one.
    `figure` reads each of these forms; `revenue` is filled from the one window that came, never from one of several.

    Attributes:
        revenue: Revenue in the market's currency.
        sales: Units sold.
        avg_price: Average unit price.
        conversion_rate: Share of visitors who buy, 0 to 1.
        share: Part of the shop's revenue, 0 to 1, where one way of selling is asked for.
        period: Days that the figures cover.
    """

    id: str | None = spelt("shop_id", "product_id", "creator_id")
    revenue: Figure = spelt("gmv")
    revenue_1d: float | None = None
    revenue_7d: float | None = None
    revenue_30d: float | None = spelt("revenue_30_days")
    revenue_90d: float | None = None
    revenue_lifetime: float | None = None
    revenue_growth_rate: Figure = None
    sales: Figure = spelt("sold_count", "item_sold")
    sales_lifetime: float | None = spelt("sold_count_lifetime")
    sales_growth_rate: Figure = None
    avg_price: float | None = spelt("avg_unit_price")
    conversion_rate: float | None = None
    share: float | None = None
    follower_count: int | None = spelt("followers")
    video_count: int | None = spelt("videos")
    creator_count: int | None = spelt("creators_count", "creator_num")
    product_count: int | None = spelt("products_count", "product_num")
    period: int | None = None

    def __post_init__(self) -> None:
        settle(self)
        windows = (self.revenue_1d, self.revenue_7d, self.revenue_30d, self.revenue_90d)
        told = [revenue for revenue in windows if revenue is not None]
        if self.revenue is None and len(told) == 1:
            force_setattr(self, "revenue", told[0])

    def figure(self, name: str, period: int | str) -> float | None:
        """A figure over one window, in whichever form it came; None where nothing says that it is of that window.

        Args:
            name: Such as `revenue` or `revenue_growth_rate`.
            period: Days, as a number or as text: 30 or `30d`.
        """
        window = f"{str(period).removesuffix('d')}d"
        value: Figure = getattr(self, name, None)
        if isinstance(value, dict):
            return value.get(window)
        under_window = getattr(self, f"{name}_{window}", None) or self.extra.get(f"{name}_{window}")
        number = to_number(under_window)
        if isinstance(number, int | float):
            return float(number)
        return value if f"{self.period}d" == window else None


class DayFigures(Record, frozen=True, kw_only=True):
    """Figures of one day (API documentation, TikTok Shop details).

    Attributes:
        revenue: Revenue in the market's currency.
        sales: Units sold.
    """

    date: dt.date | None = None
    revenue: float | None = spelt("gmv")
    sales: int | None = spelt("sold_count", "item_sold")
