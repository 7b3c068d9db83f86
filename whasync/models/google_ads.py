"""Ads of Google. No answer is documented: every field is inferred from the filters' names."""

from __future__ import annotations

import datetime as dt

from .._core.record import Record, spelt


class GoogleAd(Record, frozen=True, kw_only=True):
    """An ad of Google.

    Attributes:
        id: What the store's routes call doc_id.
        reach: People. spend: By the CPM that was asked for.
    """

    id: str | None = spelt("doc_id")
    creative_id: str | None = None
    advertiser_id: str | None = None
    advertiser_name: str | None = None
    title: str | None = spelt("headline")
    format: str | None = None
    platform: str | None = None
    image: str | None = spelt("image_url")
    video: str | None = spelt("video_url")
    domain: str | None = None
    link: str | None = spelt("landing_url", "url")
    countries: list[str] | None = None
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    reported_days_running: int | None = spelt(first="days_running")
    reach: int | None = None
    spend: float | None = spelt("adspend")
    visits: float | None = spelt("monthly_visits")


class GoogleAdvertiser(Record, frozen=True, kw_only=True):
    """An advertiser at Google."""

    id: str | None = spelt("advertiser_id")
    name: str | None = spelt("advertiser_name")
    total_ads: int | None = spelt("ads_count")


class GoogleOverview(Record, frozen=True, kw_only=True):
    """What a store has run at Google."""

    total_ads: int | None = spelt("total")
    active_ads: int | None = spelt("active")
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
