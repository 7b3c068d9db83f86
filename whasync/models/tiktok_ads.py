"""Ads of TikTok."""

from __future__ import annotations

import datetime as dt

from .._core.record import Record, spelt
from .kinds import Moment
from .media import candidates
from .meta_ads import Traffic


class TikTokAd(Record, frozen=True, kw_only=True):
    """An ad of TikTok (its fields are inferred from those of the other networks).

    Attributes:
        copy: The ad's text.
        started: First day; the one date to trust.
        reported_days_running: Days by the API's own count; `days_running` counts from `started`.
        video: A URL or a bare hash: `video_urls` resolves both. All that were tried were gone (observed).
    """

    id: str | None = spelt("productid", "ad_id")
    platform: str | None = None
    page_id: str | None = None
    page_name: str | None = spelt("pageName")
    copy: str | None = spelt("text")
    description: str | None = None
    format: str | None = spelt("display_format", "media_type")
    image: str | None = None
    video: str | None = None
    poster: str | None = None
    link: str | None = spelt("landing_url")
    domain: str | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    countries: list[str] | None = None
    started: dt.date | None = None
    last_seen: Moment | None = spelt("lastSeen")
    reported_days_running: int | None = spelt(first="daysrunning")
    spend: float | None = spelt("total_adspend")
    store_traffic: Traffic | None = None
    store_domain: str | None = spelt("shopify_shopifydomain")
    price: float | None = spelt("shopify_productprice")

    def days_running(self, today: dt.date) -> int | None:
        """Whole days from `started` to *today*; None where the start is not known."""
        return None if self.started is None else (today - self.started).days

    @property
    def image_urls(self) -> tuple[str, ...]:
        """Where the picture may be, the likeliest first."""
        return candidates(self.image, self.poster, kind="image", library="tiktok")

    @property
    def video_urls(self) -> tuple[str, ...]:
        """Where the video may be, the likeliest first."""
        return candidates(self.video, kind="video", library="tiktok")
