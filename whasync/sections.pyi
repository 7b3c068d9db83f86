"""The methods of a session: every operation with its parameters, their units, ranges and costs.

Generated from the catalogue by `python tests/generate.py`; a test keeps it current.
"""
# ruff: noqa: PYI021, E501, A002, N803 - docstrings are what editors show; names and lengths are the API's own

from collections.abc import Coroutine, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol, TypeVar

from ._core.operation import Listing, Operation
from .models.boards import Board, Folder, Made, Saved, Shared
from .models.brand_analytics import (
    BrandPlace,
    Commerce,
    DayCount,
    FetchStatus,
    FirstAd,
    Insight,
    NotificationPrefs,
    Overview,
    PartnerPage,
    PlatformCounts,
    RankedAd,
)
from .models.brands import Brand, Followed, Tracked
from .models.categories import Category
from .models.counts import Count
from .models.creators import Creator
from .models.credits import Balance, ShopCredits
from .models.google_ads import GoogleAd, GoogleAdvertiser, GoogleOverview
from .models.landers import Lander, Toggled
from .models.lists import Suggestion
from .models.meta_ads import MetaAd
from .models.niches import NicheCounts
from .models.notifications import Notification
from .models.pinterest_ads import PinterestAd
from .models.products import Product
from .models.shops import Shop
from .models.stores import Store
from .models.tiktok_ads import TikTokAd
from .models.totals import DayFigures, Totals
from .models.transcripts import Transcript
from .models.trends import Trend
from .models.videos import Video, VideoMetrics
from .models.visits import Visits
from .models.writes import Done
from .walk import Walk

_R = TypeVar("_R")
_T = TypeVar("_T")

class Sender(Protocol):
    """What a section needs of a session."""

    def ask(self, operation: Operation[_R]) -> Coroutine[Any, Any, _R]: ...
    def listing(self, operation: Listing[_T]) -> Walk[_T]: ...

class Section:
    """The operations below one part of the path. Light: it is made each time it is asked for."""

    _sender: Sender
    def __init__(self, sender: Sender) -> None: ...

class TiktokShopProductsSection(Section):
    def __call__(
        self,
        *,
        country: str | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        search: str | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        min_sales: int | None = None,
        min_rating: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        sort: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products in a flat listing, the one route of the TikTok Shop with dates of your own.

        1 credit a page of up to 100 rows.

        Either date may be left out.

        Source: API documentation, Time windows; `page`, `limit` and `sort` from the digest. The largest page is inferred.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            date_from: First day, Y-m-d.
            date_to: Last day, Y-m-d.
            search: Words of the title.
            min_price: Lowest unit price.
            max_price: Highest unit price.
            min_sales: Fewest units sold.
            min_rating: Lowest rating, 0 to 5.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            sort: What to sort by; the values are not documented.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        min_item_sold: int | None = None,
        max_item_sold: int | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1, "0", "1"] | None = None,
        checkpoint_jump: str | None = None,
        sort: Literal["revenue", "revenue_30_days", "sold_count", "avg_unit_price", "commission_rate", "creator_count", "first_seen", "creator_conversion_ratio", "revenue_growth_rate", "sales_growth_rate", "product_score", "product_rating", "product_review_cnt"] | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products of a market, by revenue, units sold, growth and price.

        1 credit a page of up to 100 rows.

        The figures cover `period`, and the sort follows it. The answer's `total` may be the size of the page; `count` gives
        the number of matches.

        Source: API documentation, Getting started, Troubleshooting and Time windows; filters and sorts from the digest.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            name: Words of the title. Also: keyword.
            min_revenue: Least revenue within the period.
            max_revenue: Most revenue within the period.
            min_item_sold: Fewest units sold within the period. Also: min_sold, min_units_sold.
            max_item_sold: Most units sold within the period. Also: max_sold, max_units_sold.
            min_price: Lowest unit price. Name known from the MCP surface only.
            max_price: Highest unit price. Name known from the MCP surface only.
            page: Page number, from 1. `after` is for deep walks.
            limit: Rows a page; the largest documented is 100, asked for if left out, since a call costs the same.
            after: Cursor of the page before, opaque. Iterating sends it for you.
            include_total: Passed on upstream; meaning undocumented.
            checkpoint_jump: Passed on upstream; meaning undocumented.
            sort: What to sort by, within the period.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        min_item_sold: int | None = None,
        max_item_sold: int | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many products match the filters of `explore`.

        1 credit.

        The answer's shape is not documented; every likely one is read.

        Source: API documentation, TikTok Shop filters.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            name: Words of the title. Also: keyword.
            min_revenue: Least revenue within the period.
            max_revenue: Most revenue within the period.
            min_item_sold: Fewest units sold within the period. Also: min_sold, min_units_sold.
            max_item_sold: Most units sold within the period. Also: max_sold, max_units_sold.
            min_price: Lowest unit price. Name known from the MCP surface only.
            max_price: Highest unit price. Name known from the MCP surface only.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopShopsSection(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1, "0", "1"] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """Shops of a market, by revenue, units sold and growth.

        1 credit a page of up to 100 rows.

        The figures cover `period`, and the sort follows it.

        Source: API documentation, TikTok Shop filters and Troubleshooting; sorts observed.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            name: Words of the shop's name.
            min_revenue: Least revenue within the period. Also: min_revenue_30_days, min_gmv_30d.
            max_revenue: Most revenue within the period.
            page: Page number, from 1. `after` is for deep walks.
            limit: Rows a page; the largest documented is 100, asked for if left out, since a call costs the same.
            after: Cursor of the page before, opaque. Iterating sends it for you.
            include_total: Passed on upstream; meaning undocumented.
            checkpoint_jump: Passed on upstream; meaning undocumented.
            sort: What to sort by. Seen in use: revenue, sold_count, revenue_growth_rate.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many shops match the filters of `explore`.

        1 credit.

        The answer's shape is not documented; every likely one is read.

        Source: API documentation, TikTok Shop filters.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            name: Words of the shop's name.
            min_revenue: Least revenue within the period. Also: min_revenue_30_days, min_gmv_30d.
            max_revenue: Most revenue within the period.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def details(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Shop:
        """One shop, by GET.

        1 credit.

        The documented profile is `shop_detail`.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def summary(
        self,
        *,
        id: str | int | None = None,
        country: str | None = None,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Figures of a shop in short.

        1 credit.

        Its parameters are not documented: those of its neighbours are presumed, and `extra` sends others.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            id: Shop id; that the route takes it, by this name, is presumed.
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def products(
        self,
        *,
        id: str | int | None = None,
        country: str | None = None,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products of a shop, by GET.

        1 credit, one page.

        Its parameters and pages are not documented; `shop_detail.product.query_list` is the documented way.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            id: Shop id; that the route takes it, by this name, is presumed.
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopCreatorsSection(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        min_revenue: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1, "0", "1"] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """Creators of a market, by revenue, followers and videos.

        1 credit a page of up to 100 rows.

        The figures cover `period`, and the sort follows it.

        Source: API documentation, TikTok Shop filters and Troubleshooting; sorts observed.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            min_revenue: Least revenue within the period. Also: min_gmv_30d.
            page: Page number, from 1. `after` is for deep walks.
            limit: Rows a page; the largest documented is 100, asked for if left out, since a call costs the same.
            after: Cursor of the page before, opaque. Iterating sends it for you.
            include_total: Passed on upstream; meaning undocumented.
            checkpoint_jump: Passed on upstream; meaning undocumented.
            sort: What to sort by. Seen in use: revenue, follower_count, video_count.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        min_revenue: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many creators match the filters of `explore`.

        1 credit.

        The answer's shape is not documented; every likely one is read.

        Source: API documentation, TikTok Shop filters.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            min_revenue: Least revenue within the period. Also: min_gmv_30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopVideosSection(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        is_ad: bool | Literal[0, 1, "0", "1"] | None = None,
        is_affiliate: bool | Literal[0, 1, "0", "1"] | None = None,
        min_gpm: float | None = None,
        max_gpm: float | None = None,
        min_ad_spend: float | None = None,
        max_ad_spend: float | None = None,
        min_ad2_cost: float | None = None,
        max_ad2_cost: float | None = None,
        min_ad2_roas: float | None = None,
        max_ad2_roas: float | None = None,
        min_estimated_roas: float | None = None,
        max_estimated_roas: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1, "0", "1"] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Video]:
        """Videos of a market, by revenue, views and revenue per 1,000 views.

        1 credit a page of up to 100 rows.

        The figures cover `period`, and the sort follows it.

        Source: API documentation, TikTok Shop filters and Troubleshooting; filters from the digest, sorts observed.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            is_ad: Whether it is an advertisement; sent as 1 or 0.
            is_affiliate: Whether it is an affiliate's; sent as 1 or 0.
            min_gpm: Least revenue per 1,000 views. The metric is documented, the name with its prefix is inferred.
            max_gpm: Most revenue per 1,000 views. The metric is documented, the name with its prefix is inferred.
            min_ad_spend: Least spend on ads. The metric is documented, the name with its prefix is inferred.
            max_ad_spend: Most spend on ads. The metric is documented, the name with its prefix is inferred.
            min_ad2_cost: Least ad2_cost. The metric is documented, the name with its prefix is inferred.
            max_ad2_cost: Most ad2_cost. The metric is documented, the name with its prefix is inferred.
            min_ad2_roas: Least ad2_roas. The metric is documented, the name with its prefix is inferred.
            max_ad2_roas: Most ad2_roas. The metric is documented, the name with its prefix is inferred.
            min_estimated_roas: Least estimated return on ad spend. The metric is documented, the name with its prefix is inferred.
            max_estimated_roas: Most estimated return on ad spend. The metric is documented, the name with its prefix is inferred.
            page: Page number, from 1. `after` is for deep walks.
            limit: Rows a page; the largest documented is 100, asked for if left out, since a call costs the same.
            after: Cursor of the page before, opaque. Iterating sends it for you.
            include_total: Passed on upstream; meaning undocumented.
            checkpoint_jump: Passed on upstream; meaning undocumented.
            sort: What to sort by. Seen in use: revenue, gpm, view_count.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        is_ad: bool | Literal[0, 1, "0", "1"] | None = None,
        is_affiliate: bool | Literal[0, 1, "0", "1"] | None = None,
        min_gpm: float | None = None,
        max_gpm: float | None = None,
        min_ad_spend: float | None = None,
        max_ad_spend: float | None = None,
        min_ad2_cost: float | None = None,
        max_ad2_cost: float | None = None,
        min_ad2_roas: float | None = None,
        max_ad2_roas: float | None = None,
        min_estimated_roas: float | None = None,
        max_estimated_roas: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many videos match the filters of `explore`.

        1 credit.

        The answer's shape is not documented; every likely one is read.

        Source: API documentation, TikTok Shop filters.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            is_ad: Whether it is an advertisement; sent as 1 or 0.
            is_affiliate: Whether it is an affiliate's; sent as 1 or 0.
            min_gpm: Least revenue per 1,000 views. The metric is documented, the name with its prefix is inferred.
            max_gpm: Most revenue per 1,000 views. The metric is documented, the name with its prefix is inferred.
            min_ad_spend: Least spend on ads. The metric is documented, the name with its prefix is inferred.
            max_ad_spend: Most spend on ads. The metric is documented, the name with its prefix is inferred.
            min_ad2_cost: Least ad2_cost. The metric is documented, the name with its prefix is inferred.
            max_ad2_cost: Most ad2_cost. The metric is documented, the name with its prefix is inferred.
            min_ad2_roas: Least ad2_roas. The metric is documented, the name with its prefix is inferred.
            max_ad2_roas: Most ad2_roas. The metric is documented, the name with its prefix is inferred.
            min_estimated_roas: Least estimated return on ad spend. The metric is documented, the name with its prefix is inferred.
            max_estimated_roas: Most estimated return on ad spend. The metric is documented, the name with its prefix is inferred.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def get(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Video:
        """One video: caption, creator, product, day of posting.

        1 credit.

        Where this path is not found, the older /api/v2/videos/{id} is asked.

        Source: API documentation, Troubleshooting; digest of the documentation.

        Args:
            id: Internal id, never a name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def metrics(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, "1d", "7d", "30d", "1", "7", "30"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> VideoMetrics:
        """Views, likes, comments and shares of one video.

        1 credit.

        Where this path is not found, the older /api/v2/videos/{id}/metrics is asked.

        Source: digest of the documentation; the values of `period` are those of the older path.

        Args:
            id: Internal id, never a name.
            period: Days that the figures cover: 1 (yesterday), 7 or 30. Default 30.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopCategoriesSection(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        level: Literal[1, 2, 3, "1", "2", "3"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1, "0", "1"] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """Categories of a market, by revenue.

        1 credit a page of up to 100 rows.

        The figures cover `period`, and the sort follows it.

        Source: API documentation, TikTok Shop filters; `level` and the default sort from the digest.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            level: Depth in the tree of categories, 1 to 3.
            page: Page number, from 1. `after` is for deep walks.
            limit: Rows a page; the largest documented is 100, asked for if left out, since a call costs the same.
            after: Cursor of the page before, opaque. Iterating sends it for you.
            include_total: Passed on upstream; meaning undocumented.
            checkpoint_jump: Passed on upstream; meaning undocumented.
            sort: What to sort by. Default revenue_origin.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        level: Literal[1, 2, 3, "1", "2", "3"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many categories match the filters of `explore`.

        1 credit.

        The answer's shape is not documented; every likely one is read.

        Source: API documentation, TikTok Shop filters.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            level: Depth in the tree of categories, 1 to 3.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def hierarchy(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The tree of categories, each with its children.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def layers(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The categories level by level, each with its parent's id.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def summary(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Category:
        """Figures of a category in short.

        1 credit.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def history(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold in a category, day by day.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def siblings(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The categories beside a category.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def top_products(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The best products of a category.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def top_shops(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """The best shops of a category.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def top_creators(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | Sequence[str | int] | None = None,
        category_l1_id: str | int | Sequence[str | int] | None = None,
        category_l2_id: str | int | Sequence[str | int] | None = None,
        category_l3_id: str | int | Sequence[str | int] | None = None,
        exclude_category_ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """The best creators of a category.

        1 credit, one page.

        Parameters are presumed to be those that explore shares; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            category_ids: Category ids, a list or text with commas. Also: category_id.
            category_l1_id: Category id or ids of level 1; merged with category_ids. Also: category_l1_ids.
            category_l2_id: Category id or ids of level 2; merged with category_ids. Also: category_l2_ids.
            category_l3_id: Category id or ids of level 3; merged with category_ids. Also: category_l3_ids.
            exclude_category_ids: Category ids to leave out.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopShopDetailProductSection(Section):
    def query_list(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        sort: Literal["revenue", "sales", "price"] | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The products that one shop sells, sorted by their figures.

        1 credit a page of up to 100 rows.

        The largest page is inferred.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            sort: What to sort by.
            order: Direction of the sort. Default desc.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopShopDetailSalesStrategySection(Section):
    async def self_promotion(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """What one shop sells by promoting itself.

        1 credit.

        `id` and `period` are presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def affiliate(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """What one shop sells through affiliates.

        1 credit.

        `id` and `period` are presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopShopDetailSection(Section):
    async def __call__(
        self,
        *,
        id: str | int,
        country: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Shop:
        """The profile of one shop.

        1 credit.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            country: Market the shop sells in, ISO 3166-1 alpha-2.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def total(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold, average price and conversion of one shop.

        1 credit.

        The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def extra_total(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """More totals of one shop.

        1 credit.

        `id` and `period` are presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def history(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold of one shop, day by day.

        1 credit, one page.

        `id` and `period` are presumed; the answer's shape is inferred from the product's.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def product(self) -> TiktokShopShopDetailProductSection: ...
    def search_videos(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Video]:
        """The videos that sell for one shop.

        1 credit a page of up to 100 rows.

        Parameters, pages and the answer are presumed from the documented lists of the details page.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def search_new_products(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The newest products of one shop.

        1 credit a page of up to 100 rows.

        Parameters, pages and the answer are presumed from the documented lists of the details page.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def search_cooperative_creators(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """The creators that work with one shop.

        1 credit a page of up to 100 rows.

        Parameters, pages and the answer are presumed from the documented lists of the details page.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def sales_strategy(self) -> TiktokShopShopDetailSalesStrategySection: ...

class TiktokShopProductDetailSection(Section):
    async def get(
        self,
        *,
        id: str | int,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Product:
        """The profile of one product.

        1 credit.

        `period` is not documented here, but was seen in use.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def total(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold and average price of one product.

        1 credit.

        The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def history(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold of one product, day by day.

        1 credit, one page.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopCreatorDetailSection(Section):
    async def __call__(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Creator:
        """The profile of one creator.

        1 credit.

        `id` is presumed; the answer's shape is inferred from the rows of explore.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def total(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold, videos and followers of one creator.

        1 credit.

        The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def history(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold of one creator, day by day.

        1 credit, one page.

        `id` and `period` are presumed; the answer's shape is inferred from the product's.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def search_shop_list(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """The shops that one creator sells for.

        1 credit a page of up to 100 rows.

        Parameters, pages and the answer are presumed from the documented lists of the details page.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def search_products(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d", "1", "7", "30", "90"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The products that one creator promotes.

        1 credit a page of up to 100 rows.

        The largest page is inferred.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokShopSection(Section):
    async def credits(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> ShopCredits:
        """The credits of the TikTok Shop: the month's pool in the older generation, the day's searches in the newest.

        1 credit.

        `.pool` tells which of the two it is: the balance, or None.

        Source: API documentation, Getting started; digest of the documentation for the newest generation.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def products(self) -> TiktokShopProductsSection: ...
    @property
    def shops(self) -> TiktokShopShopsSection: ...
    @property
    def creators(self) -> TiktokShopCreatorsSection: ...
    @property
    def videos(self) -> TiktokShopVideosSection: ...
    @property
    def categories(self) -> TiktokShopCategoriesSection: ...
    def search(
        self,
        *,
        q: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products by words.

        1 credit, one page.

        `tiktok_shop.products.explore` has filters, sorts and pages.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            q: Words to look for.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def trending(
        self,
        *,
        limit: int | None = None,
        timeframe: str | None = None,
        category: str | None = None,
        country: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products that trend.

        1 credit, one page.

        Source: digest of the documentation; `country` is known from the MCP surface; the answer's shape is inferred.

        Args:
            limit: Rows, from 1. The largest is not documented.
            timeframe: Window; its values are not documented.
            category: Category; its values are not documented.
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def suggestions(
        self,
        *,
        type: Literal["categories", "shops", "creators", "products", "videos"],
        q: str,
        limit: int | None = None,
        country: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Suggestion]:
        """Ids and names that match the beginning of a word, most popular first: the way from a name to an id.

        1 credit, one page.

        An empty list costs a credit as well. Two characters or more find something; the match is partial and ignores case.

        Source: API documentation, Suggestions.

        Args:
            type: What is looked for.
            q: The beginning of a name; 2 characters or more.
            limit: Rows, 1 to 20. Default 10; 20 cost the same.
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def shop_details(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Shop:
        """One shop, by GET: the same as `shops.details` at another path.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def product_other_visits(
        self,
        *,
        id: str | int | None = None,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Visits:
        """Visits of a product from elsewhere, with the window in words (`label`).

        1 credit.

        The verb, `id` and the rows are inferred.

        Source: API documentation, Time windows.

        Args:
            id: Id of what is visited. The documentation does not name it; send another name by extra.
            period: Window: 7d, 30d, days as a number, or all for the lifetime. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def category_visit_events(
        self,
        *,
        id: str | int | None = None,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Visits:
        """Visits of a category, with the window in words (`label`).

        1 credit.

        The verb, `id` and the rows are inferred.

        Source: API documentation, Time windows.

        Args:
            id: Id of what is visited. The documentation does not name it; send another name by extra.
            period: Window: 7d, 30d, days as a number, or all for the lifetime. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def detail_visit_events(
        self,
        *,
        id: str | int | None = None,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Visits:
        """Visits of a detail page, with the window in words (`label`).

        1 credit.

        The verb, `id` and the rows are inferred.

        Source: API documentation, Time windows.

        Args:
            id: Id of what is visited. The documentation does not name it; send another name by extra.
            period: Window: 7d, 30d, days as a number, or all for the lifetime. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def shop_detail(self) -> TiktokShopShopDetailSection: ...
    @property
    def product_detail(self) -> TiktokShopProductDetailSection: ...
    @property
    def creator_detail(self) -> TiktokShopCreatorDetailSection: ...

class VideosSection(Section):
    async def get(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Video:
        """One video: caption, creator, product, day of posting.

        1 credit.

        Where this path is not found, the newer tiktok-shop/videos/{id} is asked.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def metrics(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, "1d", "7d", "30d", "1", "7", "30"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> VideoMetrics:
        """Views, likes, comments and shares of one video.

        1 credit.

        Where this path is not found, the newer tiktok-shop/videos/{id}/metrics is asked.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name.
            period: Days that the figures cover: 1 (yesterday), 7 or 30. Default 30.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TiktokAdsSection(Section):
    def __call__(
        self,
        *,
        keyword: str | None = None,
        searchkeyword: str | None = None,
        countries: str | Sequence[str] | None = None,
        sorting: Literal["likes", "shares", "comments", "datefound", "lastseen", "adspend", "adsetamount", "consistency", "daysrunning"] | None = None,
        sortdirection: Literal["desc", "asc"] | None = None,
        niches: str | Sequence[str] | None = None,
        min: int | None = None,
        max: int | None = None,
        mincomments: int | None = None,
        maxcomments: int | None = None,
        minshares: int | None = None,
        maxshares: int | None = None,
        scaling: Literal["All", "upscaling", "nodownscaling", "downscaling"] | None = None,
        languages: str | Sequence[str] | None = None,
        websites: str | Sequence[str] | None = None,
        from_: date | str | None = None,
        to: date | str | None = None,
        fromlastseen: date | str | None = None,
        tolastseen: date | str | None = None,
        product_from: date | str | None = None,
        product_to: date | str | None = None,
        pagetype: Literal["All", "collections"] | None = None,
        mintraffic: int | None = None,
        maxtraffic: int | None = None,
        mindays: int | None = None,
        maxdays: int | None = None,
        minadspend: float | None = None,
        maxadspend: float | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[TikTokAd]:
        """Ads of TikTok, page by page.

        1 credit a page of up to 50 rows.

        Pages go on by `scroll` with the same filters. The date filters did nothing when they were tried through the MCP
        surface, where a search gave about 19 rows at most.

        Source: digest of the documentation; the rows are inferred.

        Args:
            keyword: Words to look for. Also: q, search.
            searchkeyword: Where to look for the keyword; its values are not documented. Default All.
            countries: Markets, ISO 3166-1 alpha-2, a list or text with commas.
            sorting: What to sort by. Default likes.
            sortdirection: Direction of the sort. Default desc.
            niches: Any of beauty, bags, car, romanticgifts, clothing, watches, jewelry, womenclothing, menclothing, toys, child, home, pet, gadgets, outdoor, or label_ and eight digits. Also: niche.
            min: Fewest likes.
            max: Most likes.
            mincomments: Fewest comments.
            maxcomments: Most comments.
            minshares: Fewest shares.
            maxshares: Most shares.
            scaling: How the ad's copies move.
            languages: Languages of the ad, such as de.
            websites: Systems of the store: SH, WOO, MAG, BIG.
            from_: Started on this day or later. Needs `to`. Also: from, date_from.
            to: Started on this day or earlier. Needs `from_`. Also: date_to.
            fromlastseen: Last seen on this day or later. Needs the other end. Also: last_seen_from.
            tolastseen: Last seen on this day or earlier. Needs the other end. Also: last_seen_to.
            product_from: Product made on this day or later. Also: product_created_from.
            product_to: Product made on this day or earlier. Also: product_created_to.
            pagetype: What the ad leads to.
            mintraffic: Fewest visits of the store a month.
            maxtraffic: Most visits of the store a month.
            mindays: Least age in days since the ad started.
            maxdays: Greatest age in days since the ad started.
            minadspend: Least spend. Seen in use, not documented.
            maxadspend: Most spend. Seen in use, not documented.
            scroll: Cursor of the page before, opaque; goes with the same filters. Iterating sends it for you.
            limit: Rows a page, 1 to 50, read from the first request only. 50 if left out: the call costs the same.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def get(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> TikTokAd:
        """One ad of TikTok.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: Internal id, never a name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class StoreGoogleAdsSection(Section):
    def __call__(
        self,
        *,
        search: str | None = None,
        searchkeyword: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        sort: Literal["lastseen", "firstseen", "reach", "adspend", "days_running"] | None = None,
        sort_dir: Literal["desc", "asc"] | None = None,
        status: Literal["active", "inactive"] | None = None,
        country_inc: str | Sequence[str] | None = None,
        country_exc: str | Sequence[str] | None = None,
        format: Literal["image", "video", "text"] | None = None,
        platform: str | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        first_seen_from: date | str | None = None,
        first_seen_to: date | str | None = None,
        days_min: int | None = None,
        days_max: int | None = None,
        reach_min: int | None = None,
        reach_max: int | None = None,
        adspend_min: float | None = None,
        adspend_max: float | None = None,
        adspend_cpm: float | None = None,
        domain: str | None = None,
        visits_min: int | None = None,
        visits_max: int | None = None,
        advertiser_name: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[GoogleAd]:
        """Ads of Google that one store runs, page by page.

        1 credit a page of up to 48 rows.

        How the store is named is not documented: `domain` is presumed, as are the filters of the search in all ads and its
        largest page. `extra` sends another name.

        Source: digest of the documentation for the path.

        Args:
            search: Words to look for. Also: keyword.
            searchkeyword: Where to look for them; its values are not documented.
            page: Page number, from 1.
            limit: Rows a page, 1 to 48. 48 if left out: it costs the same.
            sort: What to sort by. Default lastseen.
            sort_dir: Direction of the sort; values presumed.
            status: Whether the ad runs; as is_active it takes 1 and 0. Also: is_active.
            country_inc: Markets, ISO 3166-1 alpha-2, a list or text with commas.
            country_exc: Markets to leave out.
            format: Form of the ad.
            platform: Where it is shown; its values are not documented.
            date_from: Shown on this day or later.
            date_to: Shown on this day or earlier.
            first_seen_from: First seen on this day or later.
            first_seen_to: First seen on this day or earlier.
            days_min: Least age, days.
            days_max: Greatest age, days.
            reach_min: Least reach, people.
            reach_max: Most reach, people.
            adspend_min: Least spend, by adspend_cpm.
            adspend_max: Most spend, by adspend_cpm.
            adspend_cpm: Price of 1,000 views that the spend is reckoned with. Default 11.
            domain: Domain that the ad leads to.
            visits_min: Fewest visits of the store a month.
            visits_max: Most visits of the store a month.
            advertiser_name: Name of the advertiser.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def count(
        self,
        *,
        domain: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many ads of Google one store runs.

        1 credit.

        `domain` is presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            domain: The store's domain; that it goes by this name is presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def detail(
        self,
        *,
        domain: str | None = None,
        doc_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> GoogleAd:
        """One ad of Google of one store.

        1 credit.

        `domain` is presumed; the answer's shape is inferred.

        Source: digest of the documentation.

        Args:
            domain: The store's domain; that it goes by this name is presumed.
            doc_id: Id of the ad: a row's `id`.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def overview(
        self,
        *,
        domain: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> GoogleOverview:
        """What one store has run at Google, in short.

        1 credit.

        `domain` is presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            domain: The store's domain; that it goes by this name is presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def advertiser(
        self,
        *,
        domain: str | None = None,
        advertiser_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> GoogleAdvertiser:
        """One advertiser at Google.

        1 credit.

        `domain` is presumed; the answer's shape is inferred.

        Source: digest of the documentation.

        Args:
            domain: The store's domain; that it goes by this name is presumed.
            advertiser_id: Id of the advertiser: a row's `advertiser_id`.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def creative(
        self,
        *,
        domain: str | None = None,
        creative_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> GoogleAd:
        """One creative at Google.

        1 credit.

        `domain` is presumed; the answer's shape is inferred.

        Source: digest of the documentation.

        Args:
            domain: The store's domain; that it goes by this name is presumed.
            creative_id: Id of the creative: a row's `creative_id`.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class StoreSection(Section):
    @property
    def google_ads(self) -> StoreGoogleAdsSection: ...

class LandersFavoritesSection(Section):
    def __call__(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Lander]:
        """The landing pages that the account has marked.

        1 credit, one page.

        Source: digest of the documentation for the path; the rows are inferred.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def toggle(
        self,
        *,
        lander_key: str,
        lander_url: str | None = None,
        advertiser_name: str | None = None,
        entity_data: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Toggled:
        """Mark a landing page, or take the mark away.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        A second call undoes the first, so that it is never sent twice on its own; after an error look before you repeat it.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            lander_key: The page's key: a row's `id`.
            lander_url: The page's address.
            advertiser_name: Name of the advertiser.
            entity_data: The row, as the listing gave it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class LandersSection(Section):
    def explore(
        self,
        *,
        page: int | None = None,
        pageSize: int | None = None,
        sortingKey: Literal["relevant", "landers_ad_volume", "monthly_visits", "store_revenue"] | None = None,
        sortingDirection: Literal["desc", "asc"] | None = None,
        search: str | None = None,
        landersAdvertiser: str | None = None,
        landersUrl: str | None = None,
        landersNiche: str | None = None,
        landersPageType: str | None = None,
        landersAdVolume: str | None = None,
        landersRunningTime: str | None = None,
        landersMonthlyVisits: str | None = None,
        landersMonthlyRevenue: str | None = None,
        country: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Lander]:
        """Landing pages by the ads that lead there, visits and revenue, page by page.

        1 credit a page of up to 250 rows.

        No other listing has as many rows for a credit.

        Source: digest of the documentation; the rows are inferred.

        Args:
            page: Page number, from 1.
            pageSize: Rows a page, 1 to 250. 250 if left out: it costs the same.
            sortingKey: What to sort by. Default relevant.
            sortingDirection: Direction of the sort; values presumed.
            search: Words to look for.
            landersAdvertiser: Name of the advertiser.
            landersUrl: Part of the page's address.
            landersNiche: Niche of the page.
            landersPageType: Kind of page: product, collection, homepage, and others.
            landersAdVolume: Bound on the ads that lead there. Its form is not documented.
            landersRunningTime: Bound on the days that they ran. Its form is not documented.
            landersMonthlyVisits: Bound on visits a month. Its form is not documented.
            landersMonthlyRevenue: Bound on revenue a month. Its form is not documented.
            country: Market, ISO 3166-1 alpha-2, or All, which is the default.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def favorites(self) -> LandersFavoritesSection: ...

class SavedAdsSection(Section):
    async def save(
        self,
        *,
        ad_id: str | int,
        platform: Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"] | None = None,
        board_id: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Saved:
        """Save an ad, on a board or none.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation.

        Args:
            ad_id: Id of the ad on its platform.
            platform: Network of the ad. Default facebook.
            board_id: Id of the board that it goes on.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def folders(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Folder]:
        """The folders of saved ads.

        1 credit, one page.

        Source: digest of the documentation.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def boards(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Board]:
        """The boards of saved ads.

        1 credit, one page.

        Source: digest of the documentation.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def folders_with_boards(
        self,
        *,
        ad_id: str | int | None = None,
        platform: Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Folder]:
        """The folders of saved ads, each with its boards; of one ad, if you name it.

        1 credit, one page.

        Source: digest of the documentation; the rows are inferred.

        Args:
            ad_id: Id of an ad on its platform. Needs `platform`.
            platform: Network of that ad. Needs `ad_id`.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def create_folder(
        self,
        *,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Made:
        """Make a folder.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def create_board(
        self,
        *,
        folder_id: str | int | None = None,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Made:
        """Make a board, in a folder or none.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            folder_id: Id of the folder that it goes into.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def rename_folder(
        self,
        *,
        folder_id: str | int,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Rename a folder.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            folder_id: Id of the folder.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def rename_board(
        self,
        *,
        board_id: str | int,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Rename a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            board_id: Id of the board.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def delete_folder(
        self,
        *,
        folder_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Delete a folder. What becomes of its boards is not documented.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; `folder_id` and the answer's shape are inferred.

        Args:
            folder_id: Id of the folder.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def delete_board(
        self,
        *,
        board_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Delete a board. What becomes of its ads is not documented.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; `board_id` and the answer's shape are inferred.

        Args:
            board_id: Id of the board.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def add_ad(
        self,
        *,
        ad_id: str | int,
        board_id: str | int,
        platform: Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Put an ad on a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            ad_id: Id of the ad on its platform.
            board_id: Id of the board.
            platform: Network of the ad. Default facebook.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def remove_ad(
        self,
        *,
        ad_id: str | int,
        board_id: str | int,
        platform: Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Take an ad off a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            ad_id: Id of the ad on its platform.
            board_id: Id of the board.
            platform: Network of the ad. Default facebook.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class BrandsNotificationsPrefsSection(Section):
    async def __call__(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> NotificationPrefs:
        """How the account hears of its brands.

        1 credit.

        Source: digest of the documentation for the path; the answer's shape is inferred.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def set(
        self,
        *,
        enabled: bool | Literal[0, 1, "0", "1"] | None = None,
        frequency: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> NotificationPrefs:
        """Change how the account hears of its brands.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        No name is documented: `extra` sends others.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            enabled: Whether it hears of them; name presumed.
            frequency: How often; name presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class BrandsNotificationsSection(Section):
    @property
    def prefs(self) -> BrandsNotificationsPrefsSection: ...

class BrandsSection(Section):
    def __call__(
        self,
        *,
        sort: Literal["date_added", "name", "active_ads", "new_ads", "growth", "traffic", "revenue"] | None = None,
        search: str | None = None,
        board_id: str | int | None = None,
        dir: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        lite: bool | Literal[0, 1, "0", "1"] | None = None,
        filter_active_ads: str | None = None,
        filter_traffic: str | None = None,
        filter_revenue: str | None = None,
        revenue_period: Literal["1d", "30d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Brand]:
        """The brands that the account tracks.

        1 credit a page of up to 50 rows.

        The older generation answers all of them at once and ignores the page.

        Source: API documentation, Brands, for `sort`, `search` and `board_id`; the rest from the digest.

        Args:
            sort: What to sort by. Default date_added.
            search: Words of the brand's name.
            board_id: Only the brands of this board.
            dir: Direction of the sort; values presumed.
            page: Page number, from 1.
            limit: Rows a page, 1 to 50. 50 if left out: it costs the same.
            lite: Fewer fields in a row.
            filter_active_ads: Bound on active ads; its form is not documented.
            filter_traffic: Bound on traffic; its form is not documented.
            filter_revenue: Bound on revenue; its form is not documented.
            revenue_period: Window of the revenue.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ads(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        page: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """The ads of a brand, page by page.

        1 credit a page.

        A page is as long as the server likes; a shorter or an empty one is the last.

        Source: digest of the documentation; rows observed.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            page: Page number, from 0.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def amount_tracked(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Tracked:
        """How many brands the account tracks, and how many it may.

        1 credit.

        Source: digest of the documentation.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def overview_cards(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Overview:
        """A brand's figures in short: plain values, all of which are in `.extra` or a field.

        1 credit.

        Source: digest of the documentation; observed.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def top_ads(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        platform: Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"] | None = None,
        sort: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """The best ads of a brand.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            platform: Network of the ads; values presumed.
            sort: What to sort by; its values are not documented.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def top_ads_platform_counts(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> PlatformCounts:
        """How many of a brand's best ads each network has.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ad_rank_leaderboard(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[RankedAd]:
        """The ads of a brand in the order of their rank; 1 is the strongest.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ads_launched(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayCount]:
        """How many ads a brand launched, day by day.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def live_ads_over_time(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayCount]:
        """How many ads of a brand ran, day by day.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def first_ad_date(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> FirstAd:
        """The day of a brand's first ad.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ad_copies(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """The texts of a brand's ads, and how many ads have each.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ad_headlines(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """The headlines of a brand's ads, and how many ads have each.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ad_hooks(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """The first words of a brand's ads, and how many ads have each.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def personas(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """Whom a brand's ads speak to.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def themes(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """What a brand's ads are about.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def angles(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """How a brand's ads argue.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def desires(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """The desires that a brand's ads speak to.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def emotions(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """The emotions that a brand's ads speak to.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def awareness_stages(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """How much the people a brand's ads speak to know already.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def funnel_stages(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """How near to buying the people are whom a brand's ads speak to.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def usps(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Insight]:
        """What sets a brand apart, as its ads say.

        1 credit, one page.

        Source: digest of the documentation; its rows are read by the names that running code tries.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def commerce(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Commerce:
        """A brand's store.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def associated_domains(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[BrandPlace]:
        """The domains that a brand's ads lead to.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def landing_pages(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[BrandPlace]:
        """The pages that a brand's ads lead to.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def partner_pages(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[PartnerPage]:
        """The pages that advertise for a brand.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def partnership_ads(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """The ads that other pages run for a brand.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def ads_by_ids(
        self,
        *,
        id: str | int,
        date_range: Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        ids: str | int | Sequence[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """Some ads of a brand, by their ids.

        1 credit, one page.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            date_range: Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started within a window, or between date_from and date_to (custom).
            date_from: First day of the start, with date_range=custom.
            date_to: Last day of the start, with date_range=custom.
            ids: Ids of the ads, a list or text with commas; name presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def fetch_status(
        self,
        *,
        page_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> FetchStatus:
        """Whether the ads of a brand have been fetched since it is tracked.

        1 credit.

        Source: digest of the documentation.

        Args:
            page_id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def follow(
        self,
        *,
        url: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Followed:
        """Track a brand by the address of its page in the Facebook Ad Library.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation.

        Args:
            url: URL of the page in the Facebook Ad Library.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def follow_by_domain(
        self,
        *,
        domain: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Followed:
        """Track a brand by the domain of its store.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation.

        Args:
            domain: Domain, such as store.example.com.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def unfollow(
        self,
        *,
        page_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Stop tracking a brand.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            page_id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def request(
        self,
        *,
        url: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Ask the service to add a brand it does not know; spends from `brand_request_quota`.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Its parameters are not documented: `url` is presumed, and `extra` sends others.

        Source: digest of the documentation for the path.

        Args:
            url: URL of the brand's page; that the route takes it is presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def folders_with_boards(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Folder]:
        """The folders of tracked brands, each with its boards.

        1 credit, one page.

        Source: digest of the documentation for the path; the rows are inferred.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def create_folder(
        self,
        *,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Made:
        """Make a folder.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def rename_folder(
        self,
        *,
        folder_id: str | int,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Rename a folder.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            folder_id: Id of the folder.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def delete_folder(
        self,
        *,
        folder_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Delete a folder. What becomes of its boards is not documented.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            folder_id: Id of the folder.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def create_board(
        self,
        *,
        folder_id: str | int | None = None,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Made:
        """Make a board, in a folder or none.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            folder_id: Id of the folder that it goes into.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def rename_board(
        self,
        *,
        board_id: str | int,
        name: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Rename a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            board_id: Id of the board.
            name: Its name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def delete_board(
        self,
        *,
        board_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Delete a board. What becomes of its brands is not documented.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            board_id: Id of the board.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def add_to_board(
        self,
        *,
        page_id: str | int,
        board_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Put a brand on a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            page_id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            board_id: Id of the board.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def remove_from_board(
        self,
        *,
        page_id: str | int,
        board_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Take a brand off a board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            page_id: The brand's page_id: the id of its Facebook page, as `brands` answers it.
            board_id: Id of the board.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def generate_shareable_board_link(
        self,
        *,
        board_id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Shared:
        """Make a public address for a board: whoever has it sees the board.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation for the path and the answer; the rest is inferred.

        Args:
            board_id: Id of the board.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def notifications(self) -> BrandsNotificationsSection: ...

class NotificationsSection(Section):
    def __call__(
        self,
        *,
        limit: int | None = None,
        before_id: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Notification]:
        """The account's notifications, newest first.

        1 credit a page of up to 30 rows.

        Source: digest of the documentation; the rows are inferred.

        Args:
            limit: Rows a page, 1 to 30. 30 if left out: it costs the same.
            before_id: Only those older than this one. Iterating sends it for you.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def unread_count(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many notifications are unread.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def mark_read(
        self,
        *,
        ids: str | int | Sequence[str | int],
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Mark notifications as read.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the name `ids` is presumed, the answer's shape inferred.

        Args:
            ids: Ids of the notifications, a list or text with commas.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def mark_all_read(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Done:
        """Mark all notifications as read.

        1 credit. It changes the account, which a team shares, and is never sent twice on its own.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class StoreExplorerSection(Section):
    def __call__(
        self,
        *,
        search: str | None = None,
        country: str | None = None,
        sortingKey: Literal["revenue_30d", "monthly_visits", "30d_rev_estimated_max", "1d_rev_estimated_max", "revenue_1y", "aov", "visits_growth_pct_m1", "visits_growth_pct_m3", "first_product_date"] | None = None,
        sortingDirection: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        pageSize: int | None = None,
        includeWlads: bool | Literal[0, 1, "0", "1"] | None = None,
        category: Literal["Clothing", "Arts & Crafts", "Accessories", "Beauty", "Health", "Toys & Games", "Electronics", "Pet Supplies", "Other"] | None = None,
        product_taxonomy_l1: str | None = None,
        product_taxonomy_l2: str | None = None,
        product_taxonomy_l3: str | None = None,
        visitor_country_main: str | None = None,
        visitor_country_among: str | Sequence[str] | None = None,
        visitor_country_exclude: str | Sequence[str] | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        min_annual_revenue: float | None = None,
        max_annual_revenue: float | None = None,
        aov_min: float | None = None,
        aov_max: float | None = None,
        monthly_visits_min: int | None = None,
        monthly_visits_max: int | None = None,
        product_count_min: int | None = None,
        product_count_max: int | None = None,
        language: str | None = None,
        currency: str | None = None,
        store_apps: str | Sequence[str] | None = None,
        shopify_themes: str | Sequence[str] | None = None,
        revenue_change_pct_min: float | None = None,
        revenue_change_pct_max: float | None = None,
        trustpilot_rating_min: float | None = None,
        trustpilot_rating_max: float | None = None,
        trustpilot_reviews_min: int | None = None,
        trustpilot_reviews_max: int | None = None,
        traffic_growth_rules_json: Mapping[str, Any] | str | None = None,
        store_created_from: date | str | None = None,
        store_created_to: date | str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Store]:
        """Shopify stores by revenue, visits, products and where their visitors live, page by page.

        1 credit a page of up to 50 rows.

        There is no total. Two filters name a country: `country` is the merchant's home, `visitor_country_main` where most
        visitors live, which finds stores of markets that no ad library covers, as Japan.

        Source: digest of the documentation; the filters from `category` on are those of the MCP surface.

        Args:
            search: Words of the store's name or domain.
            country: The merchant's home, ISO 3166-1 alpha-2, or All.
            sortingKey: What to sort by. Default revenue_30d.
            sortingDirection: Direction of the sort; values presumed.
            page: Page number, from 1.
            pageSize: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            includeWlads: Passed on; its meaning is not documented.
            category: Category of the store. Known from the MCP surface, the same search. Also: niche.
            product_taxonomy_l1: Category of its products, level 1. Known from the MCP surface, the same search.
            product_taxonomy_l2: Category of its products, level 2. Known from the MCP surface, the same search.
            product_taxonomy_l3: Category of its products, level 3. Known from the MCP surface, the same search.
            visitor_country_main: Where most visitors live, ISO 3166-1 alpha-2. Known from the MCP surface, the same search.
            visitor_country_among: Countries that visitors live in. Known from the MCP surface, the same search.
            visitor_country_exclude: Countries that visitors do not live in. Known from the MCP surface, the same search.
            min_revenue: Least revenue of 30 days. Known from the MCP surface, the same search.
            max_revenue: Most revenue of 30 days. Known from the MCP surface, the same search.
            min_annual_revenue: Least revenue of a year. Known from the MCP surface, the same search.
            max_annual_revenue: Most revenue of a year. Known from the MCP surface, the same search.
            aov_min: Least average order. Known from the MCP surface, the same search.
            aov_max: Greatest average order. Known from the MCP surface, the same search.
            monthly_visits_min: Fewest visits a month. Known from the MCP surface, the same search.
            monthly_visits_max: Most visits a month. Known from the MCP surface, the same search.
            product_count_min: Fewest products. Known from the MCP surface, the same search.
            product_count_max: Most products. Known from the MCP surface, the same search.
            language: Language of the store, such as ja. Known from the MCP surface, the same search.
            currency: Currency of the store, such as EUR. Known from the MCP surface, the same search.
            store_apps: Apps of the store. Known from the MCP surface, the same search.
            shopify_themes: Themes of the store. Known from the MCP surface, the same search.
            revenue_change_pct_min: Least change of revenue, percent from 0. Known from the MCP surface, the same search.
            revenue_change_pct_max: Most change of revenue, percent from 0. Known from the MCP surface, the same search.
            trustpilot_rating_min: Fewest stars, 0 to 5. Known from the MCP surface, the same search.
            trustpilot_rating_max: Most stars, 0 to 5. Known from the MCP surface, the same search.
            trustpilot_reviews_min: Fewest reviews. Known from the MCP surface, the same search.
            trustpilot_reviews_max: Most reviews. Known from the MCP surface, the same search.
            traffic_growth_rules_json: Growth of visits: {months: 1 or 3, direction, percentage}, or JSON text of several. Known from the MCP surface, the same search.
            store_created_from: Store made on this day or later. Needs the other end.
            store_created_to: Store made on this day or earlier. Needs the other end.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def visual_search(
        self,
        *,
        image_url: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Store]:
        """Shopify stores that sell what a picture shows.

        1 credit, one page.

        The names of its body are not documented: `image_url` is presumed, and `extra` sends others.

        Source: digest of the documentation for the path and the rows.

        Args:
            image_url: URL of a picture; name presumed.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class TrendsSection(Section):
    def search(
        self,
        *,
        query: str | None = None,
        offset: int | None = None,
        category: str | None = None,
        timeframe: Literal["default", "3", "6", "12", "24", 3, 6, 12, 24] | None = None,
        sorting: Literal["default", "growth", "gradient", "exponent", "absolute_volume", "date_added"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Trend]:
        """Topics that people search more and more; all of them, if nothing is asked for.

        1 credit a page.

        The words must be an exact topic: to look for part of one, browse and filter the rows yourself.

        Source: digest of the documentation.

        Args:
            query: A topic, exactly; leave it out to browse. Also: keyword.
            offset: Rows to pass over. Iterating sends it for you.
            category: Category; its values are not documented.
            timeframe: Months that the growth is told over.
            sorting: What to sort by.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def detail(
        self,
        *,
        topic: str | None = None,
        slug: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Trend:
        """One topic, by its name or its slug.

        1 credit.

        Source: digest of the documentation; the answer's shape is inferred from the search's.

        Args:
            topic: The topic, exactly: a row's `title`. This or `slug`.
            slug: Its slug: a row's `id`. This or `topic`.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def autocomplete(
        self,
        *,
        keyword: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Trend]:
        """Topics that begin like a word: the way to an exact topic.

        1 credit, one page.

        Source: digest of the documentation; the rows are inferred.

        Args:
            keyword: The beginning of a topic. Also: query.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class Root(Section):
    async def credits(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Balance:
        """The month's pool of credits: used, limit, remaining, add-on packs.

        1 credit.

        The reading is itself a call, and costs. `wh.ledger` tells the same at any time without a call.

        Source: digest of the documentation. Accounts of the older generation answer 404; then the other route is asked,
        which has their pool.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def tiktok_shop(self) -> TiktokShopSection: ...
    @property
    def videos(self) -> VideosSection: ...
    def adlibrary(
        self,
        *,
        keyword: str | None = None,
        searchkeyword: Literal["All", "landingurl", "pagename", "adtext", "productname", "storeurl"] | None = None,
        countries: str | Sequence[str] | None = None,
        store_based_in: str | None = None,
        exclude_countries: str | Sequence[str] | None = None,
        languages: str | Sequence[str] | None = None,
        exclude_languages: str | Sequence[str] | None = None,
        sorting: Literal["relevance", "reach", "lastseen", "datefound", "mostrecent", "adspend", "trending", "longestrunning", "adsetamount", "consistency", "monthlyvisits", "monthlytraffic", "monthlyrevenue", "pageactiveads", "toprank", "mostsaved"] | None = None,
        sortdirection: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        mediafilter: Literal["videos", "images", "carousel", "dco"] | None = None,
        activestatus: Literal["active", "inactive"] | None = None,
        niches: str | Sequence[str] | None = None,
        min: int | None = None,
        max: int | None = None,
        scaling: Literal["upscaling", "downscaling", "nodownscaling"] | None = None,
        minadspend: float | None = None,
        maxadspend: float | None = None,
        ad_spend_timeframe: Literal["all", "7", "30", "90", 7, 30, 90] | None = None,
        minreach: int | None = None,
        maxreach: int | None = None,
        reach_timeframe: str | None = None,
        mintraffic: int | None = None,
        maxtraffic: int | None = None,
        mindays: int | None = None,
        maxdays: int | None = None,
        minactiveads: int | None = None,
        maxactiveads: int | None = None,
        minactiveadsgrowth: float | None = None,
        maxactiveadsgrowth: float | None = None,
        active_ads_growth_period: Literal["1w", "1m", "3m"] | None = None,
        minreachgrowth: float | None = None,
        maxreachgrowth: float | None = None,
        reach_growth_period: str | None = None,
        minadrank: int | None = None,
        maxadrank: int | None = None,
        rankgrowthfilter: Literal["rising", "stable", "declining"] | None = None,
        adscorefilter: Literal["winning", "scaling", "testing"] | None = None,
        pagetypefilter: Literal["products", "collections", "funnels", "nofunnels"] | None = None,
        from_: date | str | None = None,
        to: date | str | None = None,
        fromlastseen: date | str | None = None,
        tolastseen: date | str | None = None,
        product_from: date | str | None = None,
        product_to: date | str | None = None,
        pagefrom: date | str | None = None,
        pageto: date | str | None = None,
        website: str | Sequence[str] | None = None,
        themes: str | Sequence[str] | None = None,
        apps: str | Sequence[str] | None = None,
        excludeApps: str | Sequence[str] | None = None,
        min_price: float | None = None,
        max_price: float | None = None,
        min_page_likes: int | None = None,
        max_page_likes: int | None = None,
        min_products_on_store: int | None = None,
        max_products_on_store: int | None = None,
        min_video_length: int | None = None,
        max_video_length: int | None = None,
        min_copy_length: int | None = None,
        max_copy_length: int | None = None,
        low_impressions: Literal["hide"] | None = None,
        include_filter_reference: bool | Literal[0, 1, "0", "1"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """Ads of the Meta ad library, page by page.

        1 credit a page of up to 50 rows.

        Pages go on by `scroll` with the same filters; `page` alone gives the first one again. The keyword is fuzzy: about
        four rows in ten are off target. `total` stops at 10,000. Spend and reach exist for ads that target the EU. Three
        filters name a country: `countries` is the market an ad targets, `store_based_in` the store's home; where the
        visitors live is a filter of `store_explorer` alone. The oldest documentation wants sixteen names in every question:
        `extra=dict.fromkeys(whasync.operations.adlibrary.ENTRY_GUARD, "")` sends those that have no value empty.

        Source: API documentation, Ad library; names, aliases and values from the digest; quirks observed.

        Args:
            keyword: Words, fuzzy, in the ad's text only.
            searchkeyword: Where to look for the keyword. All if left out; landingurl is unreliable for a domain.
            countries: Markets the ad targets, ISO 3166-1 alpha-2, a list or text with commas; 23 are known.
            store_based_in: The store's home, ISO 3166-1 alpha-2. Also: storebasedin.
            exclude_countries: Targeted markets to leave out.
            languages: Languages of the ad, such as de; 14 are known, ja is none.
            exclude_languages: Languages to leave out.
            sorting: What to sort by; toprank is the rank, ascending. Default relevance. Also: sort_by.
            sortdirection: Direction of the sort. Default desc. Also: sort_order.
            page: Page number, from 0.
            scroll: Cursor of the page before, opaque; goes with the same filters. Iterating sends it for you.
            limit: Rows a page, 1 to 50, read from the first request only. 50 if left out: the call costs the same.
            mediafilter: Form of the ad. Also: media_type.
            activestatus: Whether the ad runs.
            niches: Codes of two letters, such as BY; niche_counts lists the 58. Also: niche.
            min: Fewest duplicates (ad sets) of the ad. Also: min_duplicates.
            max: Most duplicates (ad sets) of the ad. Also: max_duplicates.
            scaling: How the number of duplicates moves.
            minadspend: Least spend of the ad in EUR, where the EU publishes it. Some plans answer with `upgrade` instead. Also: min_ad_spend.
            maxadspend: Most spend of the ad in EUR, where the EU publishes it. Some plans answer with `upgrade` instead. Also: max_ad_spend.
            ad_spend_timeframe: Days the spend is counted over. Name known from the MCP surface only.
            minreach: Least reach, people in the EU. Some plans answer with `upgrade` instead. Also: min_reach.
            maxreach: Most reach, people in the EU. Some plans answer with `upgrade` instead. Also: max_reach.
            reach_timeframe: Window the reach is counted over. Name known from the MCP surface only.
            mintraffic: Fewest visits a month. Some plans answer with `upgrade` instead. Also: min_monthly_visits.
            maxtraffic: Most visits a month. Some plans answer with `upgrade` instead. Also: max_monthly_visits.
            mindays: Least age. Days since the ad started. Some plans answer with `upgrade` instead. Also: min_days_running.
            maxdays: Greatest age. Days since the ad started. Some plans answer with `upgrade` instead. Also: max_days_running.
            minactiveads: Fewest ads that the page runs. Also: min_active_ads.
            maxactiveads: Most ads that the page runs. Also: max_active_ads.
            minactiveadsgrowth: Least growth. Percent; may be negative. Also: min_active_ads_growth.
            maxactiveadsgrowth: Most growth. Percent; may be negative. Also: max_active_ads_growth.
            active_ads_growth_period: Window of that growth.
            minreachgrowth: Least growth of reach. Percent; may be negative. Also: min_reach_growth.
            maxreachgrowth: Most growth of reach. Percent; may be negative. Also: max_reach_growth.
            reach_growth_period: Window of that growth.
            minadrank: Least rank number; 1 is the brand's strongest ad. Also: min_ad_rank.
            maxadrank: Greatest rank number; 1 is the brand's strongest ad. Also: max_ad_rank.
            rankgrowthfilter: How the rank moves. Also: rank_growth_filter.
            adscorefilter: Score of the ad. Some plans answer with `upgrade` instead. Also: ad_score.
            pagetypefilter: What the ad leads to. Also: page_type.
            from_: Started on this day or later. Needs `to`. Also: from, ad_created_from.
            to: Started on this day or earlier. Needs `from_`. Also: ad_created_to.
            fromlastseen: Record updated on this day or later; not the last sighting. Also: last_seen_from.
            tolastseen: Record updated on this day or earlier; not the last sighting. Also: last_seen_to.
            product_from: Product made on this day or later. Also: product_created_from.
            product_to: Product made on this day or earlier. Also: product_created_to.
            pagefrom: Page made on this day or later. Also: page_created_from.
            pageto: Page made on this day or earlier. Also: page_created_to.
            website: Codes of technologies, such as SH for Shopify. Also: technology.
            themes: Themes of the store. Also: theme.
            apps: Apps of the store.
            excludeApps: Apps to leave out. Also: exclude_apps.
            min_price: Lowest price of the product. Name known from the MCP surface only.
            max_price: Highest price of the product. Name known from the MCP surface only.
            min_page_likes: Fewest likes of the page. Name known from the MCP surface only.
            max_page_likes: Most likes of the page. Name known from the MCP surface only.
            min_products_on_store: Fewest products of the store. Name known from the MCP surface only.
            max_products_on_store: Most products of the store. Name known from the MCP surface only.
            min_video_length: Shortest video, seconds. Name known from the MCP surface only.
            max_video_length: Longest video, seconds. Name known from the MCP surface only.
            min_copy_length: Shortest text. Name known from the MCP surface only.
            max_copy_length: Longest text. Name known from the MCP surface only.
            low_impressions: Leave out ads hardly seen. Name known from the MCP surface only.
            include_filter_reference: Add a list of the filters. Name known from the MCP surface only.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def tiktok_ads(self) -> TiktokAdsSection: ...
    def pinterest_ads(
        self,
        *,
        keyword: str | Sequence[str] | None = None,
        searchkeyword: Literal["All", "landingurl", "pagename", "adtext", "productname", "storeurl"] | None = None,
        countries: str | Sequence[str] | None = None,
        sorting: Literal["datefound", "comments", "likes", "shares", "reactions", "lastseen", "daysrunning"] | None = None,
        sortdirection: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        languages: str | Sequence[str] | None = None,
        niches: str | Sequence[str] | None = None,
        adscorefilter: str | None = None,
        mindays: int | None = None,
        maxdays: int | None = None,
        from_: date | str | None = None,
        to: date | str | None = None,
        fromlastseen: date | str | None = None,
        tolastseen: date | str | None = None,
        minprice: float | None = None,
        maxprice: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[PinterestAd]:
        """Ads of Pinterest, page by page.

        1 credit a page of up to 50 rows.

        Pages go on by `scroll` with the same filters. Spend cannot be filtered. Of the filters of the start, `mindays` and
        `maxdays` are the ones seen to work: ads that started about a year ago are those with `mindays=353, maxdays=383`.
        Likes are saves, shares are repins. `total` stops at 10,000.

        Source: API documentation, Pinterest ads; the four dates from the digest; `languages`, `niches`, `adscorefilter`,
        `mindays`, `maxdays` and the prices are observed to work.

        Args:
            keyword: Words; of several, with commas or as a list, any one will do.
            searchkeyword: Where to look for the keyword. Default All.
            countries: Markets, ISO 3166-1 alpha-2, a list or text with commas, or All.
            sorting: What to sort by. Default datefound.
            sortdirection: Direction of the sort. Default desc.
            page: Page number, from 0.
            scroll: Cursor of the page before, opaque; goes with the same filters. Iterating sends it for you.
            limit: Rows a page, 1 to 50, read from the first request only. 50 if left out: the call costs the same.
            languages: Languages of the ad, such as de.
            niches: Codes of two letters as in the Meta ad library; the labels are often wrong.
            adscorefilter: Score of the ad; winning, scaling, testing elsewhere.
            mindays: Least age in days since the ad started.
            maxdays: Greatest age in days since the ad started.
            from_: Started on this day or later. Needs `to`. Named by the digest, not seen to work; mindays and maxdays are. Also: from.
            to: Started on this day or earlier. Needs `from_`. Named by the digest, not seen to work; mindays and maxdays are.
            fromlastseen: Last seen on this day or later. Needs the other end. Named by the digest, not seen to work.
            tolastseen: Last seen on this day or earlier. Needs the other end. Named by the digest, not seen to work.
            minprice: Lowest price; leaves next to no row, as most have none.
            maxprice: Highest price; leaves next to no row, as most have none.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def google_ads(
        self,
        *,
        search: str | None = None,
        searchkeyword: str | None = None,
        page: int | None = None,
        limit: int | None = None,
        sort: Literal["lastseen", "firstseen", "reach", "adspend", "days_running"] | None = None,
        sort_dir: Literal["desc", "asc"] | None = None,
        status: Literal["active", "inactive"] | None = None,
        country_inc: str | Sequence[str] | None = None,
        country_exc: str | Sequence[str] | None = None,
        format: Literal["image", "video", "text"] | None = None,
        platform: str | None = None,
        date_from: date | str | None = None,
        date_to: date | str | None = None,
        first_seen_from: date | str | None = None,
        first_seen_to: date | str | None = None,
        days_min: int | None = None,
        days_max: int | None = None,
        reach_min: int | None = None,
        reach_max: int | None = None,
        adspend_min: float | None = None,
        adspend_max: float | None = None,
        adspend_cpm: float | None = None,
        domain: str | None = None,
        visits_min: int | None = None,
        visits_max: int | None = None,
        advertiser_name: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[GoogleAd]:
        """Ads of Google, page by page.

        1 credit a page of up to 48 rows.

        Source: digest of the documentation; the rows are inferred.

        Args:
            search: Words to look for. Also: keyword.
            searchkeyword: Where to look for them; its values are not documented.
            page: Page number, from 1.
            limit: Rows a page, 1 to 48. 48 if left out: it costs the same.
            sort: What to sort by. Default lastseen.
            sort_dir: Direction of the sort; values presumed.
            status: Whether the ad runs; as is_active it takes 1 and 0. Also: is_active.
            country_inc: Markets, ISO 3166-1 alpha-2, a list or text with commas.
            country_exc: Markets to leave out.
            format: Form of the ad.
            platform: Where it is shown; its values are not documented.
            date_from: Shown on this day or later.
            date_to: Shown on this day or earlier.
            first_seen_from: First seen on this day or later.
            first_seen_to: First seen on this day or earlier.
            days_min: Least age, days.
            days_max: Greatest age, days.
            reach_min: Least reach, people.
            reach_max: Most reach, people.
            adspend_min: Least spend, by adspend_cpm.
            adspend_max: Most spend, by adspend_cpm.
            adspend_cpm: Price of 1,000 views that the spend is reckoned with. Default 11.
            domain: Domain that the ad leads to.
            visits_min: Fewest visits of the store a month.
            visits_max: Most visits of the store a month.
            advertiser_name: Name of the advertiser.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def store(self) -> StoreSection: ...
    def magic_ai(
        self,
        *,
        text: str | None = None,
        image: bytes | None = None,
        image_url: str | None = None,
        page: int | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        countries: str | Sequence[str] | None = None,
        exclude_countries: str | Sequence[str] | None = None,
        language: str | None = None,
        exclude_language: str | None = None,
        from_: date | str | None = None,
        to: date | str | None = None,
        fromlastseen: date | str | None = None,
        tolastseen: date | str | None = None,
        activefilter: Literal["active"] | None = None,
        minadspend: float | None = None,
        maxadspend: float | None = None,
        minactiveads: int | None = None,
        maxactiveads: int | None = None,
        ads_per_brand: int | None = None,
        mindays: int | None = None,
        maxdays: int | None = None,
        adscorefilter: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """Ads of Meta that are like a text or a picture, page by page.

        1 credit a page of up to 50 rows.

        Give `text`, `image` or `image_url`. Pages go on by `scroll`, which lives for an hour and goes with the same inputs
        and filters.

        Source: API documentation, Magic AI; `limit` and `activefilter` from the digest.

        Args:
            text: What the ad is about, in your own words.
            image: A picture file's bytes, sent as a file.
            image_url: URL of a picture.
            page: Page number, from 0.
            scroll: Cursor of the page before, opaque; goes with the same filters. Iterating sends it for you.
            limit: Rows a page, 1 to 50, read from the first request only. 50 if left out: the call costs the same.
            countries: Targeted markets, ISO 3166-1 alpha-2, a list or text with commas.
            exclude_countries: Targeted markets to leave out.
            language: Language of the ad, such as de.
            exclude_language: Language to leave out.
            from_: Started on this day or later. Needs `to`. Also: from.
            to: Started on this day or earlier. Needs `from_`.
            fromlastseen: Record updated on this day or later. Needs the other end.
            tolastseen: Record updated on this day or earlier. Needs the other end.
            activefilter: Only ads that were seen within the last 4 days.
            minadspend: Least spend in EUR, where the EU publishes it.
            maxadspend: Most spend in EUR, where the EU publishes it.
            minactiveads: Fewest ads that the page runs.
            maxactiveads: Most ads that the page runs.
            ads_per_brand: Most ads of one brand in the answer.
            mindays: Least age in days since the ad started.
            maxdays: Greatest age in days since the ad started.
            adscorefilter: Score of the ad; winning, scaling, testing elsewhere.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def landers(self) -> LandersSection: ...
    @property
    def saved_ads(self) -> SavedAdsSection: ...
    @property
    def brands(self) -> BrandsSection: ...
    @property
    def notifications(self) -> NotificationsSection: ...
    @property
    def store_explorer(self) -> StoreExplorerSection: ...
    async def store_tracker(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Tracked:
        """How many stores the account tracks, and how many it may.

        1 credit.

        Stores are added in the browser; a key cannot.

        Source: API documentation, Shopify store tracker.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def trends(self) -> TrendsSection: ...
    async def ad_transcript(
        self,
        *,
        ad_id: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Transcript:
        """What is said in an ad, if it has been written down.

        1 credit.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            ad_id: Id of the ad, as the MCP surface takes it; name presumed, extra sends another.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def ad_transcript_generate(
        self,
        *,
        ad_id: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Transcript:
        """Have what is said in an ad written down.

        1 credit.

        `download_failed` was not charged for on the MCP surface.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            ad_id: Id of the ad, as the MCP surface takes it; name presumed, extra sends another.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def ad_similar_script_generate(
        self,
        *,
        ad_id: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Transcript:
        """Have a script written that is like an ad's.

        1 credit.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            ad_id: Id of the ad, as the MCP surface takes it; name presumed, extra sends another.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def niche_counts(
        self,
        *,
        refresh: bool | Literal[0, 1, "0", "1"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> NicheCounts:
        """The niches of the Meta and Pinterest searches by their code of two letters, with the number of ads of each.

        No credit.

        The one route that is not metered. Which authentication it takes is not documented.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            refresh: Count anew; 1 is documented.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
