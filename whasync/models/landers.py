"""Landing pages. No row is documented: every field is inferred from the parameters' names."""

from __future__ import annotations

from .._core.record import Record, spelt
from .writes import Done


class Lander(Record, frozen=True, kw_only=True):
    """A landing page.

    Attributes:
        id: What the favourites call lander_key.
        ad_count: Ads that lead there. days_running: Days that they ran.
        visits: Visits of the store a month. revenue: Of the store.
    """

    id: str | None = spelt("lander_key")
    url: str | None = spelt("lander_url")
    advertiser_name: str | None = spelt("advertiser")
    niche: str | None = None
    page_type: str | None = None
    ad_count: int | None = spelt("landers_ad_volume", "ad_volume")
    days_running: int | None = spelt("running_time")
    visits: float | None = spelt("monthly_visits")
    revenue: float | None = spelt("store_revenue")
    country: str | None = None
    is_favorite: bool | None = spelt("favorited", "favorite")


class Toggled(Done, frozen=True, kw_only=True):
    """What toggling a favourite answers (inferred).

    Attributes:
        is_favorite: Whether it is one now.
    """

    is_favorite: bool | None = spelt("favorited", "favorite")
