"""The methods of a session: every operation with its parameters, their units, ranges and costs.

Generated from the catalogue by `python tests/generate.py`; a test keeps it current.
"""
# ruff: noqa: PYI021, E501, A002, N803 - docstrings are what editors show; names and lengths are the API's own

from collections.abc import Coroutine, Mapping
from datetime import date
from typing import Any, Literal, Protocol, TypeVar

from ._core.operation import Listing, Operation
from .models.brands import Brand
from .models.categories import Category
from .models.counts import Count
from .models.creators import Creator
from .models.credits import Balance, ShopCredits
from .models.lists import Suggestion
from .models.meta_ads import MetaAd
from .models.pinterest_ads import PinterestAd
from .models.products import Product
from .models.shops import Shop
from .models.totals import DayFigures, Totals
from .models.videos import Video, VideoMetrics
from .models.visits import Visits
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

class RootTiktokShopProducts(Section):
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

        1 credit a page. Either date may be left out.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
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
        include_total: bool | Literal[0, 1] | None = None,
        checkpoint_jump: str | None = None,
        sort: Literal["revenue", "revenue_30_days", "sold_count", "avg_unit_price", "commission_rate", "creator_count", "first_seen", "creator_conversion_ratio", "revenue_growth_rate", "sales_growth_rate", "product_score", "product_rating", "product_review_cnt"] | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products of a market, by revenue, units sold, growth and price.

        1 credit a page of up to 100. The figures cover `period`, and the sort follows it. The answer's `total` may be the
        size of the page; `count` gives the number of matches.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
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

        1 credit. The answer's shape is not documented; every likely one is read.

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

class RootTiktokShopShops(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """Shops of a market, by revenue, units sold and growth.

        1 credit a page of up to 100. The figures cover `period`, and the sort follows it.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        name: str | None = None,
        min_revenue: float | None = None,
        max_revenue: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many shops match the filters of `explore`.

        1 credit. The answer's shape is not documented; every likely one is read.

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

        1 credit. The documented profile is `shop_detail`.

        Source: digest of the documentation; the answer's shape is inferred.

        Args:
            id: Shop id, never a name; explore and suggestions find it.
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

        1 credit. Its parameters are not documented: those of its neighbours are presumed, and `extra` sends others.

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

        1 credit. Its parameters and pages are not documented; `shop_detail.product.query_list` is the documented way.

        Source: digest of the documentation for the path; the rest is inferred.

        Args:
            id: Shop id; that the route takes it, by this name, is presumed.
            country: Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.
            period: Window of the figures: 7d, 30d, 90d, or days as a number; some answers know all. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class RootTiktokShopCreators(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        min_revenue: float | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """Creators of a market, by revenue, followers and videos.

        1 credit a page of up to 100. The figures cover `period`, and the sort follows it.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        min_revenue: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many creators match the filters of `explore`.

        1 credit. The answer's shape is not documented; every likely one is read.

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

class RootTiktokShopVideos(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        is_ad: bool | Literal[0, 1] | None = None,
        is_affiliate: bool | Literal[0, 1] | None = None,
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
        include_total: bool | Literal[0, 1] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Video]:
        """Videos of a market, by revenue, views and revenue per 1,000 views.

        1 credit a page of up to 100. The figures cover `period`, and the sort follows it.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        is_ad: bool | Literal[0, 1] | None = None,
        is_affiliate: bool | Literal[0, 1] | None = None,
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

        1 credit. The answer's shape is not documented; every likely one is read.

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

        1 credit. Where this path is not found, the older /api/v2/videos/{id} is asked.

        Source: API documentation, Troubleshooting; digest of the documentation.

        Args:
            id: Internal id, never a name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def metrics(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, "1d", "7d", "30d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> VideoMetrics:
        """Views, likes, comments and shares of one video.

        1 credit. Where this path is not found, the older /api/v2/videos/{id}/metrics is asked.

        Source: digest of the documentation; the values of `period` are those of the older path.

        Args:
            id: Internal id, never a name.
            period: Days that the figures cover: 1 (yesterday), 7 or 30. Default 30.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class RootTiktokShopCategories(Section):
    def explore(
        self,
        *,
        country: str | None = None,
        period: str | int | None = None,
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        level: Literal[1, 2, 3] | None = None,
        page: int | None = None,
        limit: int | None = None,
        after: str | None = None,
        include_total: bool | Literal[0, 1] | None = None,
        checkpoint_jump: str | None = None,
        sort: str | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """Categories of a market, by revenue.

        1 credit a page of up to 100. The figures cover `period`, and the sort follows it.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        level: Literal[1, 2, 3] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Count:
        """How many categories match the filters of `explore`.

        1 credit. The answer's shape is not documented; every likely one is read.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The tree of categories, each with its children.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The categories level by level, each with its parent's id.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Category:
        """Figures of a category in short.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold in a category, day by day.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Category]:
        """The categories beside a category.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The best products of a category.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """The best shops of a category.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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
        category_ids: str | int | list[str | int] | None = None,
        category_l1_id: str | int | list[str | int] | None = None,
        category_l2_id: str | int | list[str | int] | None = None,
        category_l3_id: str | int | list[str | int] | None = None,
        exclude_category_ids: str | int | list[str | int] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """The best creators of a category.

        1 credit. Parameters are presumed to be those that explore shares; the answer's shape is inferred.

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

class RootTiktokShopShopDetailProduct(Section):
    def query_list(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        sort: Literal["revenue", "sales", "price"] | None = None,
        order: Literal["desc", "asc"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The products that one shop sells, sorted by their figures.

        1 credit a page. The largest page is inferred.

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

class RootTiktokShopShopDetailSalesStrategy(Section):
    async def self_promotion(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """What one shop sells by promoting itself.

        1 credit. `id` and `period` are presumed; the answer's shape is inferred.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """What one shop sells through affiliates.

        1 credit. `id` and `period` are presumed; the answer's shape is inferred.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class RootTiktokShopShopDetail(Section):
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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold, average price and conversion of one shop.

        1 credit. The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """More totals of one shop.

        1 credit. `id` and `period` are presumed; the answer's shape is inferred.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold of one shop, day by day.

        1 credit. `id` and `period` are presumed; the answer's shape is inferred from the product's.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def product(self) -> RootTiktokShopShopDetailProduct: ...
    def search_videos(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Video]:
        """The videos that sell for one shop.

        1 credit a page. Parameters, pages and the answer are presumed from the documented lists of the details page.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The newest products of one shop.

        1 credit a page. Parameters, pages and the answer are presumed from the documented lists of the details page.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Creator]:
        """The creators that work with one shop.

        1 credit a page. Parameters, pages and the answer are presumed from the documented lists of the details page.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def sales_strategy(self) -> RootTiktokShopShopDetailSalesStrategy: ...

class RootTiktokShopProductDetail(Section):
    async def get(
        self,
        *,
        id: str | int,
        period: str | int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Product:
        """The profile of one product.

        1 credit. `period` is not documented here, but was seen in use.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold and average price of one product.

        1 credit. The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
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

class RootTiktokShopCreatorDetail(Section):
    async def __call__(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Creator:
        """The profile of one creator.

        1 credit. `id` is presumed; the answer's shape is inferred from the rows of explore.

        Source: digest of the documentation for the path.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def total(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Totals:
        """Revenue, units sold, videos and followers of one creator.

        1 credit. The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[DayFigures]:
        """Revenue and units sold of one creator, day by day.

        1 credit. `id` and `period` are presumed; the answer's shape is inferred from the product's.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Shop]:
        """The shops that one creator sells for.

        1 credit a page. Parameters, pages and the answer are presumed from the documented lists of the details page.

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
        period: Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """The products that one creator promotes.

        1 credit a page. The largest page is inferred.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name; explore and suggestions find it.
            period: Days that the figures cover: 1, 7, 30 or 90.
            page: Page number, from 1.
            limit: Rows a page. The largest if left out, since a call costs the same whatever it returns.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class RootTiktokShop(Section):
    async def credits(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> ShopCredits:
        """The credits of the TikTok Shop: the month's pool in the older generation, the day's searches in the newest.

        1 credit. `.pool` tells which of the two it is: the balance, or None.

        Source: API documentation, Getting started; digest of the documentation for the newest generation.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def products(self) -> RootTiktokShopProducts: ...
    @property
    def shops(self) -> RootTiktokShopShops: ...
    @property
    def creators(self) -> RootTiktokShopCreators: ...
    @property
    def videos(self) -> RootTiktokShopVideos: ...
    @property
    def categories(self) -> RootTiktokShopCategories: ...
    def search(
        self,
        *,
        q: str,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Product]:
        """Products by words.

        1 credit, one page. `tiktok_shop.products.explore` has filters, sorts and pages.

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

        1 credit, even for an empty list. Two characters or more find something; the match is partial and ignores case.

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
            id: Shop id, never a name; explore and suggestions find it.
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

        1 credit. The verb, `id` and the rows are inferred.

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

        1 credit. The verb, `id` and the rows are inferred.

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

        1 credit. The verb, `id` and the rows are inferred.

        Source: API documentation, Time windows.

        Args:
            id: Id of what is visited. The documentation does not name it; send another name by extra.
            period: Window: 7d, 30d, days as a number, or all for the lifetime. Default 30d.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def shop_detail(self) -> RootTiktokShopShopDetail: ...
    @property
    def product_detail(self) -> RootTiktokShopProductDetail: ...
    @property
    def creator_detail(self) -> RootTiktokShopCreatorDetail: ...

class RootVideos(Section):
    async def get(
        self,
        *,
        id: str | int,
        extra: Mapping[str, Any] | None = None,
    ) -> Video:
        """One video: caption, creator, product, day of posting.

        1 credit. Where this path is not found, the newer tiktok-shop/videos/{id} is asked.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    async def metrics(
        self,
        *,
        id: str | int,
        period: Literal[1, 7, 30, "1d", "7d", "30d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> VideoMetrics:
        """Views, likes, comments and shares of one video.

        1 credit. Where this path is not found, the newer tiktok-shop/videos/{id}/metrics is asked.

        Source: API documentation, TikTok Shop details.

        Args:
            id: Internal id, never a name.
            period: Days that the figures cover: 1 (yesterday), 7 or 30. Default 30.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """

class Root(Section):
    async def credits(
        self,
        *,
        extra: Mapping[str, Any] | None = None,
    ) -> Balance:
        """The month's pool of credits: used, limit, remaining, add-on packs.

        1 credit, the reading itself. `wh.ledger` tells the same at any time without a call.

        Source: digest of the documentation. Accounts of the older generation answer 404; the other route has their pool.

        Args:
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    @property
    def tiktok_shop(self) -> RootTiktokShop: ...
    @property
    def videos(self) -> RootVideos: ...
    def adlibrary(
        self,
        *,
        keyword: str | None = None,
        searchkeyword: Literal["All", "landingurl", "pagename", "adtext", "productname", "storeurl"] | None = None,
        countries: str | list[str] | None = None,
        store_based_in: str | None = None,
        exclude_countries: str | list[str] | None = None,
        languages: str | list[str] | None = None,
        exclude_languages: str | list[str] | None = None,
        sorting: Literal["relevance", "reach", "lastseen", "datefound", "mostrecent", "adspend", "trending", "longestrunning", "adsetamount", "consistency", "monthlyvisits", "monthlytraffic", "monthlyrevenue", "pageactiveads", "toprank", "mostsaved"] | None = None,
        sortdirection: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        mediafilter: Literal["videos", "images", "carousel", "dco"] | None = None,
        activestatus: Literal["active", "inactive"] | None = None,
        niches: str | list[str] | None = None,
        min: int | None = None,
        max: int | None = None,
        scaling: Literal["upscaling", "downscaling", "nodownscaling"] | None = None,
        minadspend: float | None = None,
        maxadspend: float | None = None,
        ad_spend_timeframe: Literal["all", "7", "30", "90"] | None = None,
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
        website: str | list[str] | None = None,
        themes: str | list[str] | None = None,
        apps: str | list[str] | None = None,
        excludeApps: str | list[str] | None = None,
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
        include_filter_reference: bool | Literal[0, 1] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[MetaAd]:
        """Ads of the Meta ad library, page by page.

        1 credit a page of up to 50. Pages go on by `scroll` with the same filters; `page` alone gives the first one again.
        The keyword is fuzzy: about four rows in ten are off target. `total` stops at 10,000. Spend and reach exist for ads
        that target the EU. Three filters name a country: `countries` is the market an ad targets, `store_based_in` the
        store's home; where the visitors live is a filter of `store_explorer` alone.

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
            minadrank: Best rank; 1 is the brand's strongest ad. Also: min_ad_rank.
            maxadrank: Worst rank; 1 is the brand's strongest ad. Also: max_ad_rank.
            rankgrowthfilter: How the rank moves. Also: rank_growth_filter.
            adscorefilter: Score of the ad. Some plans answer with `upgrade` instead. Also: ad_score.
            pagetypefilter: What the ad leads to. Also: page_type.
            from_: Started on this day or later. Needs `to`. Also: from, ad_created_from.
            to: Started on this day or earlier. Needs `from_`. Also: ad_created_to.
            fromlastseen: First day of the record's last update, not of the last sighting; both ends. Also: last_seen_from.
            tolastseen: Last day of the record's last update, not of the last sighting; both ends. Also: last_seen_to.
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
    def pinterest_ads(
        self,
        *,
        keyword: str | list[str] | None = None,
        searchkeyword: Literal["All", "landingurl", "pagename", "adtext", "productname", "storeurl"] | None = None,
        countries: str | list[str] | None = None,
        sorting: Literal["datefound", "comments", "likes", "shares", "reactions", "lastseen", "daysrunning"] | None = None,
        sortdirection: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        scroll: str | None = None,
        limit: int | None = None,
        languages: str | list[str] | None = None,
        niches: str | list[str] | None = None,
        adscorefilter: str | None = None,
        mindays: int | None = None,
        maxdays: int | None = None,
        minprice: float | None = None,
        maxprice: float | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[PinterestAd]:
        """Ads of Pinterest, page by page.

        1 credit a page of up to 50. Pages go on by `scroll` with the same filters. Dates and spend cannot be filtered: ads
        that started about a year ago are those with `mindays=353, maxdays=383`. Likes are saves, shares are repins.
        `total` stops at 10,000.

        Source: API documentation, Pinterest ads; `languages`, `niches`, `adscorefilter`, `mindays`, `maxdays` and the
        prices are observed to work.

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
            minprice: Lowest price; leaves next to no row, as most have none.
            maxprice: Highest price; leaves next to no row, as most have none.
            extra: Parameters that the catalogue does not know, by the API's own names; sent as they are.
        """
    def brands(
        self,
        *,
        sort: Literal["date_added", "name", "active_ads", "new_ads", "growth", "traffic", "revenue"] | None = None,
        search: str | None = None,
        board_id: str | int | None = None,
        dir: Literal["desc", "asc"] | None = None,
        page: int | None = None,
        limit: int | None = None,
        lite: bool | Literal[0, 1] | None = None,
        filter_active_ads: str | None = None,
        filter_traffic: str | None = None,
        filter_revenue: str | None = None,
        revenue_period: Literal["1d", "30d"] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Walk[Brand]:
        """The brands that the account tracks.

        1 credit a page of up to 50. The older generation answers all of them at once and ignores the page.

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
