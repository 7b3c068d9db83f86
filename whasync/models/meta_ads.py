"""Ads of Facebook and Instagram; also what Magic AI finds, and the ads of a tracked brand."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .._core.record import Record, spelt
from .kinds import Moment
from .media import candidates


class AdVideo(Record, frozen=True, kw_only=True):
    """One video of an ad, at Facebook's own host, whose URLs expire."""

    hd_url: str | None = spelt(first="video_hd_url")
    sd_url: str | None = spelt(first="video_sd_url")
    image_url: str | None = spelt(first="video_preview_image_url")
    watermarked_hd_url: str | None = spelt(first="watermarked_video_hd_url")
    watermarked_sd_url: str | None = spelt(first="watermarked_video_sd_url")
    caption_urls: dict[str, str | None] | None = spelt(first="video_caption_urls")


class AdCard(Record, frozen=True, kw_only=True):
    """One card of a carousel. No name in it is documented: those that Meta's own ad archive uses are read (inferred).

    Attributes:
        copy: The card's text.
        image, hd_url, sd_url: At Facebook's own host, whose URLs expire. poster: The video's first picture.
    """

    bare: ClassVar[str | None] = "image"

    title: str | None = None
    copy: str | None = spelt(first="body")
    caption: str | None = None
    description: str | None = spelt(first="link_description")
    call_to_action: str | None = spelt(first="cta_text")
    link: str | None = spelt(first="link_url")
    image: str | None = spelt("original_image_url", "resized_image_url")
    poster: str | None = spelt(first="video_preview_image_url")
    hd_url: str | None = spelt(first="video_hd_url")
    sd_url: str | None = spelt(first="video_sd_url")


class Currency(Record, frozen=True, kw_only=True):
    """A store's currency."""

    code: str | None = spelt(first="active")
    rate: float | None = None


class Traffic(Record, frozen=True, kw_only=True):
    """Visits of a store.

    Attributes:
        by_month: Visits by month, `YYYY-MM`.
        main_country: Where most visitors live, ISO 3166-1 alpha-2.
    """

    monthly_visits: float | None = None
    by_month: dict[str, float | None] | None = spelt(first="monthly_visits_historical")
    main_country: str | None = spelt(first="visitor_country_main")


class MetaAd(Record, frozen=True, kw_only=True):
    """An ad (names of both generations of the documentation, and observed answers).

    Attributes:
        id: Id of the ad in Meta's archive.
        countries: Markets it targets; also `ALL`, and names of regions.
        started: First day; the one date to trust.
        last_seen: When it was seen last. updated: When the record was, which the last-seen filter really bounds.
        reported_days_running: Days by the API's own count, which is unreliable: `days_running` counts from `started`.
        copy: The ad's text; HTML entities and `<br/>` occur.
        format: `video`, `image`, `carousel` or `dco`.
        spend: EUR, where the EU publishes it. views: People reached there.
        duplicates: Ads of the same content that run. seen_active: How many were ever seen.
        page_active_ads: Ads that the page runs now. page_active_ads_1w, _14d, _1m, _3m: How many it ran then; counts,
            not growth in percent.
        page_active_ads_by_day: The same, by day; the keys come in several forms and in no order.
        rank: 1 is the brand's strongest ad. rank_by_day: The same over time.
        image, video, poster: A URL or a bare hash: `image_urls` and `video_urls` resolve both.
        cards: The cards of a carousel.
        product_title, product_image, product_price, product_handle: Often stale.
    """

    id: str | None = spelt("id", "ad_archive_id", first="productid")
    platform: str | None = None
    page_id: str | None = None
    page_name: str | None = spelt("page_name", first="pageName")
    page_url: str | None = spelt("page_url", first="page_profile_uri")
    page_likes: int | None = spelt("page_likes", first="page_like_count")
    page_categories: list[str] | None = None
    instagram_followers: int | None = spelt(first="igFollowers")
    countries: list[str] | None = None
    country: str | None = spelt("country", first="country_code")
    started: dt.date | None = None
    last_seen: Moment | None = spelt("last_seen", first="lastSeen")
    created: Moment | None = spelt("created", first="created_at")
    updated: Moment | None = spelt("updated", first="updated_at")
    reported_days_running: int | None = spelt(first="daysrunning")
    copy: str | None = spelt("ad_creative_body")
    caption: str | None = None
    description: str | None = None
    call_to_action: str | None = spelt(first="ctaText")
    format: str | None = spelt("format", first="display_format")
    link: str | None = spelt("product_url")
    full_link: str | None = spelt(first="urlAll")
    store_url: str | None = spelt("store_url", first="urlStore")
    ad_url: str | None = spelt("ad_snapshot_url")
    image: str | None = spelt("image_url")
    video: str | None = None
    poster: str | None = None
    videos: list[AdVideo] | None = None
    cards: list[AdCard] | None = None
    facebook_image_url: str | None = None
    facebook_video_url: str | None = None
    facebook_thumbnail_url: str | None = None
    spend: float | None = spelt("spend", "total_eu_adspend", first="total_adspend")
    views: int | None = spelt("views", "total_eu_views", first="total_views")
    revenue: float | None = None
    duplicates: int | None = spelt("duplicates", first="countActive")
    seen_active: int | None = spelt("seen_active", first="activeSeen")
    page_active_ads: int | None = spelt("page_active_ads", first="total_active_ads_on_page")
    page_active_ads_1w: int | None = spelt(first="total_active_ads_on_page_growth_1w")
    page_active_ads_14d: int | None = spelt(first="total_active_ads_on_page_growth_14d")
    page_active_ads_1m: int | None = spelt(first="total_active_ads_on_page_growth_1m")
    page_active_ads_3m: int | None = spelt(first="total_active_ads_on_page_growth_3m")
    page_active_ads_by_day: dict[str, float | None] | None = spelt(first="total_active_ads_on_page_history")
    rank: int | None = spelt("rank", first="ad_rank")
    rank_by_day: dict[str, float | None] | None = spelt(first="rank_history")
    score: str | None = spelt("score", first="adscore")
    score_reasons: list[str] | None = spelt("score_reasons", first="adscore_reasons")
    store_id: str | None = spelt("store_id", first="shopify_productid")
    store_domain: str | None = spelt("store_domain", first="shopify_shopifydomain")
    store_currency: Currency | None = spelt("store_currency", first="shopify_currency")
    store_traffic: Traffic | None = None
    store_technologies: list[str] | None = spelt("store_technologies", first="technologies")
    price: float | None = spelt("price", first="shopify_productprice")
    product_title: str | None = None
    product_image: str | None = None
    product_price: float | None = None
    product_handle: str | None = None
    reach_by_age: dict[str, float | None] | None = None
    reach_by_gender: dict[str, float | None] | None = None
    is_saved: bool | None = spelt("is_saved", first="saved")
    is_hidden: bool | None = spelt("is_hidden", first="hidden")

    def days_running(self, today: dt.date) -> int | None:
        """Whole days from `started` to *today*; None where the start is not known."""
        return None if self.started is None else (today - self.started).days

    @property
    def image_urls(self) -> tuple[str, ...]:
        """Where the picture may be, the likeliest first; Facebook's own, which expire, and the cards' come last."""
        own = (self.image, self.poster, self.facebook_image_url, self.facebook_thumbnail_url)
        of_cards = (url for card in self.cards or () for url in (card.image, card.poster))
        return candidates(*own, *of_cards, kind="image")

    @property
    def video_urls(self) -> tuple[str, ...]:
        """Where the video may be, the likeliest first; Facebook's own, which expire, and the cards' come last."""
        at_facebook = (url for video in self.videos or () for url in (video.hd_url, video.sd_url))
        of_cards = (url for card in self.cards or () for url in (card.hd_url, card.sd_url))
        return candidates(self.video, *at_facebook, self.facebook_video_url, *of_cards, kind="video")
