"""Videos of the TikTok Shop."""

from __future__ import annotations

from datetime import date

from .._core.record import Record, spelt


class Video(Record, frozen=True, kw_only=True):
    """A video: a row of the listings, or one video (API documentation; names of the newest generation observed).

    Attributes:
        title: The caption.
        posted: Day of posting.
        revenue: Revenue within the period that was asked for.
        revenue_per_thousand_views: What the API calls gpm.
    """

    id: str | None = spelt("video_id")
    title: str | None = spelt("caption", "video_title")
    image: str | None = spelt("cover")
    creator_id: str | None = None
    creator_name: str | None = None
    creator_image: str | None = spelt("creator_avatar")
    product_id: str | None = None
    posted: date | None = spelt("posted_at")
    revenue: float | None = spelt("gmv")
    sales: int | None = spelt("sold_count", "item_sold")
    views: int | None = spelt("view_count")
    likes: int | None = spelt("like_count")
    comments: int | None = spelt("comment_count")
    shares: int | None = spelt("share_count")
    revenue_per_thousand_views: float | None = spelt(first="gpm")
    ad_spend: float | None = None
    is_ad: bool | None = None
    is_affiliate: bool | None = None
    country: str | None = None


class VideoMetrics(Record, frozen=True, kw_only=True):
    """How one video did (API documentation, TikTok Shop details).

    Attributes:
        period: Days that the figures cover.
    """

    views: int | None = spelt("view_count")
    likes: int | None = spelt("like_count")
    comments: int | None = spelt("comment_count")
    shares: int | None = spelt("share_count")
    period: int | None = None
