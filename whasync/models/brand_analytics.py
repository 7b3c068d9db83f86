"""What the tabs of a tracked brand answer. No row is documented; running code reads the names given here."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .._core.record import Record, spelt


class Insight(Record, frozen=True, kw_only=True):
    """One text, persona, theme or stage, and how many ads have it.

    Attributes:
        text: What the tab is about.
        count: Ads that have it.
        max_days_running: Days that the longest of them has run.
        percentage: Part of the ads, 0 to 100. share: The same as the API gives it elsewhere, 0 to 1.
    """

    bare: ClassVar[str | None] = "text"

    text: str | None = spelt(
        "hook",
        "headline",
        "copy",
        "transcript",
        "persona",
        "angle",
        "desire",
        "emotion",
        "theme",
        "usp",
        "stage",
        "title",
        "name",
        "label",
        "value",
    )
    count: int | None = spelt("ads_count", "ad_count", "total")
    max_days_running: int | None = spelt("days_running")
    percentage: float | None = spelt("pct")
    share: float | None = None


class RankedAd(Record, frozen=True, kw_only=True):
    """An ad in the order of its rank; 1 is the strongest."""

    id: str | None = spelt("ad_id", "productid")
    rank: int | None = spelt("ad_rank")
    text: str | None = spelt("headline", "copy", "title")
    reported_days_running: int | None = spelt("days_running", "daysrunning")


class DayCount(Record, frozen=True, kw_only=True):
    """Ads of one day."""

    date: dt.date | None = None
    count: int | None = spelt("ads_count", "total", "value")


class FirstAd(Record, frozen=True, kw_only=True):
    """The day of a brand's first ad."""

    bare: ClassVar[str | None] = "date"

    date: dt.date | None = spelt("first_ad_date", "started")


class Overview(Record, frozen=True, kw_only=True):
    """A brand's figures in short: an object of plain values, more of which are in `extra`."""

    active_ads: int | None = None
    new_ads: int | None = None
    total_ads: int | None = None
    avg_days_running: float | None = None


class PlatformCounts(Record, frozen=True, kw_only=True):
    """A brand's top ads by network."""

    facebook: int | None = None
    pinterest: int | None = None
    tiktok: int | None = None
    google: int | None = None


class Commerce(Record, frozen=True, kw_only=True):
    """A brand's store."""

    domain: str | None = spelt("primary_domain")
    revenue: float | None = None
    visits: float | None = spelt("monthly_visits")


class BrandPlace(Record, frozen=True, kw_only=True):
    """A domain or a page that a brand's ads lead to, and how many do."""

    bare: ClassVar[str | None] = "url"

    url: str | None = spelt("domain", "landing_page", "value")
    count: int | None = spelt("ads_count", "ad_count", "total")


class PartnerPage(Record, frozen=True, kw_only=True):
    """A page that advertises for a brand."""

    id: str | None = spelt("page_id")
    name: str | None = spelt("page_name", "pageName")
    count: int | None = spelt("ads_count", "ad_count", "total")


class FetchStatus(Record, frozen=True, kw_only=True):
    """Whether a brand's ads have been fetched (digest of the documentation)."""

    success: bool | None = None
    has_data: bool | None = None
    summary: Overview | None = None


class NotificationPrefs(Record, frozen=True, kw_only=True):
    """How the account hears of its brands; no name is documented."""

    enabled: bool | None = None
    frequency: str | None = None
