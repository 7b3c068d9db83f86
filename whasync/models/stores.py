"""Shopify stores."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from .._core.record import Record, spelt
from .media import resolve


class Range(Record, frozen=True, kw_only=True):
    """An estimate: its lower and its upper end."""

    min: float | None = None
    max: float | None = None


class Estimates(Record, frozen=True, kw_only=True):
    """Estimated revenue of a day and of a month."""

    daily: Range | None = None
    monthly: Range | None = None


class CountryShare(Record, frozen=True, kw_only=True):
    """How many of a store's visitors live in a country: percent."""

    country: str | None = spelt(first="countryCode")
    percentage: float | None = spelt(first="sharePercentage")


class BestSeller(Record, frozen=True, kw_only=True):
    """One of a store's best selling products."""

    title: str | None = None
    price: float | None = None
    image: str | None = None


class Email(Record, frozen=True, kw_only=True):
    """An address of a store; the API gives it as text or as an object."""

    bare: ClassVar[str | None] = "email"

    email: str | None = None


class Trustpilot(Record, frozen=True, kw_only=True):
    """What customers say of a store: stars, 0 to 5."""

    rating: float | None = spelt("score", "stars")
    review_count: int | None = spelt("reviews", "numberOfReviews")


class Store(Record, frozen=True, kw_only=True):
    """A Shopify store (digest of the documentation; names that running code reads).

    Attributes:
        country: Where its owner is, ISO 3166-1 alpha-2; `top_countries` is where its visitors live.
        visits: Visits a month. visits_by_month: The same, by `YYYY-MM`.
        visits_growth_1m, visits_growth_3m: Percent.
        revenue_30d_min, revenue_30d_max, revenue_1d_min, revenue_1d_max: Estimates in USD.
        avg_order_value: What the API calls aov.
        wlads_ad_count: What the API calls explore_wlads_ad_count; its meaning is not documented.
    """

    id: str | None = spelt("id", "storeid", first="shopid")
    domain: str | None = None
    name: str | None = None
    image: str | None = spelt("image", first="icon")
    screenshot: str | None = spelt("screenshot", first="screenshot_path")
    country: str | None = spelt("country", first="owner_country")
    category: str | None = None
    category_l1: str | None = spelt("category_l1", first="category_v2_l1")
    category_l2: str | None = spelt("category_l2", first="category_v2_l2")
    visits: float | None = spelt("visits", first="monthly_visits")
    visits_by_month: dict[str, float | None] | None = spelt("visits_by_month", first="monthly_visits_historical")
    visits_growth_1m: float | None = spelt("visits_growth_1m", first="visits_growth_pct_m1")
    visits_growth_3m: float | None = spelt("visits_growth_3m", first="visits_growth_pct_m3")
    revenue_30d_min: float | None = spelt(first="30d_rev_estimated_min")
    revenue_30d_max: float | None = spelt(first="30d_rev_estimated_max")
    revenue_1d_min: float | None = spelt(first="1d_rev_estimated_min")
    revenue_1d_max: float | None = spelt(first="1d_rev_estimated_max")
    revenue_estimates: Estimates | None = spelt("revenue_estimates", first="estimated_revenue")
    avg_order_value: float | None = spelt("avg_order_value", first="aov")
    product_count: int | None = spelt("product_count", first="published_products_count")
    ad_count: int | None = spelt("ad_count", first="active_ad_count")
    wlads_ad_count: int | None = spelt(first="explore_wlads_ad_count")
    first_product: dt.date | None = spelt("first_product", first="first_product_date")
    top_countries: list[CountryShare] | None = None
    best_sellers: list[BestSeller] | None = spelt("best_sellers", first="bestsellers")
    emails: list[Email] | None = spelt("emails", first="website_emails")
    trustpilot: Trustpilot | None = spelt("trustpilot", first="trustpilot_tp_data")

    @property
    def image_url(self) -> str | None:
        """Where the icon is."""
        return resolve(self.image, "image")

    @property
    def screenshot_url(self) -> str | None:
        """Where the screenshot is; that its path is one of the media host's is inferred."""
        return resolve(self.screenshot, "image")
