"""Tracked brands."""

from __future__ import annotations

from .._core.record import Record, spelt
from .kinds import Moment
from .media import resolve
from .writes import Done


class Formats(Record, frozen=True, kw_only=True):
    """A brand's ads by form."""

    videos: int | None = None
    images: int | None = None
    dco: int | None = None
    carousels: int | None = None


class Brand(Record, frozen=True, kw_only=True):
    """A brand that the account tracks (API documentation, Brands; digest of the documentation).

    Attributes:
        id: Id of its Facebook page, which the tabs call `id` and the writes `page_id`.
        image: Its logo; `image_url` resolves a path.
        active_ads: Ads that run now. new_ads: Those that are new. new_ads_change: Their growth, 0.14 for 14 %.
        visits: Visits of the store a month. visits_change: Their growth.
    """

    id: str | None = spelt("page_id")
    name: str | None = None
    image: str | None = spelt("logo_url")
    page_url: str | None = None
    status: str | None = None
    total_ads: int | None = None
    active_ads: int | None = spelt("active_ads_on_page")
    new_ads: int | None = spelt("new_ads_count")
    new_ads_change: float | None = None
    added: Moment | None = spelt("added_at")
    formats: Formats | None = None
    visits: float | None = spelt("traffic")
    visits_change: float | None = spelt("traffic_change")
    domain: str | None = spelt("primary_domain")
    store_id: str | None = spelt("source_shopid")
    url: str | None = spelt("details_url")

    @property
    def image_url(self) -> str | None:
        """Where the logo is."""
        return resolve(self.image, "image")


class Followed(Done, frozen=True, kw_only=True):
    """What tracking a brand answers.

    Attributes:
        already_tracked: Whether it was tracked before.
        has_data: Whether its ads are there already; if not, they are being fetched.
        url: Path of its page at WinningHunter.
    """

    already_tracked: bool | None = None
    has_data: bool | None = None
    url: str | None = spelt("details_url")


class Tracked(Record, frozen=True, kw_only=True):
    """How many are tracked, and how many may be."""

    amount: int | None = None
    max_allowed: int | None = None
