"""Ads of Pinterest."""

from __future__ import annotations

import datetime as dt

from .._core.record import Record, spelt
from .kinds import Moment
from .media import candidates
from .meta_ads import Currency, Traffic


class PinterestAd(Record, frozen=True, kw_only=True):
    """An ad of Pinterest (names of the documentation, and observed answers).

    Spend and revenue are in no row, and saves are always 0 in the newest generation (observed).

    Attributes:
        id: Number of the pin, or an opaque token.
        text: The ad's text.
        likes: Saves, in the older generation. shares: Repins.
        duplicates: Ads of the same content.
        started: First day; the one date to trust.
        reported_days_running: Days by the API's own count, which disagrees with `started`.
        niche: The API's label, often wrong.
        is_saved, is_hidden: What the key's owner did; that they go by Meta's names is inferred.
    """

    id: str | None = spelt("productid")
    ad_id: str | None = None
    platform: str | None = None
    page_id: str | None = None
    page_name: str | None = spelt("pageName")
    page_url: str | None = None
    user_name: str | None = spelt("user_name", first="promoter_username")
    title: str | None = None
    text: str | None = spelt("ad_text")
    copy: str | None = None
    description: str | None = None
    format: str | None = spelt("format", first="media_type")
    media_url: str | None = None
    image: str | None = None
    poster: str | None = None
    video: str | None = None
    pin_url: str | None = None
    link: str | None = spelt("landing_url")
    domain: str | None = None
    likes: int | None = spelt("likes", first="save_count")
    shares: int | None = spelt("shares", first="repin_count")
    shares_by_day: dict[str, float | None] | None = spelt(first="repin_count_timeseries")
    duplicates: int | None = spelt("duplicates", first="adscount")
    score: str | None = spelt("score", first="adscore")
    score_reasons: list[str] | None = spelt("score_reasons", first="adscore_reasons")
    started: dt.date | None = None
    last_seen: Moment | None = spelt("lastSeen")
    reported_days_running: int | None = spelt(first="daysrunning")
    niche: str | None = spelt("niche", first="niche_v2")
    language: str | None = None
    countries: list[str] | None = None
    store_domain: str | None = spelt("shopify_shopifydomain")
    store_currency: Currency | None = spelt("store_currency", first="shopify_currency")
    store_traffic: Traffic | None = None
    price: float | None = spelt("price", first="shopify_productprice")
    is_saved: bool | None = spelt("is_saved", first="saved")
    is_hidden: bool | None = spelt("is_hidden", first="hidden")

    def days_running(self, today: dt.date) -> int | None:
        """Whole days from `started` to *today*; None where the start is not known."""
        return None if self.started is None else (today - self.started).days

    @property
    def image_urls(self) -> tuple[str, ...]:
        """Where the picture may be, the likeliest first."""
        media = None if self.format == "video" else self.media_url
        return candidates(self.image, media, self.poster, kind="image")

    @property
    def video_urls(self) -> tuple[str, ...]:
        """Where the video may be, the likeliest first."""
        media = self.media_url if self.format == "video" else None
        return candidates(self.video, media, kind="video")
