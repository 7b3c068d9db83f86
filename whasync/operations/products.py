"""Products of the TikTok Shop: explore, count, and the flat listing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Generic, Literal

from .._core.operation import Listing, Param, R_co, Route
from ..models.counts import Count
from ..models.products import Product
from .explore import SHOP, After, CheckpointJump, ExploreLimit, ExplorePage, IncludeTotal, Market, count, explore
from .shared import NUMBERED, Amount, Country, Order, Page, PageSize, Rating, Whole

Sort = Literal[
    "revenue",
    "revenue_30_days",
    "sold_count",
    "avg_unit_price",
    "commission_rate",
    "creator_count",
    "first_seen",
    "creator_conversion_ratio",
    "revenue_growth_rate",
    "sales_growth_rate",
    "product_score",
    "product_rating",
    "product_review_cnt",
]


class Products(Market[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Filters of products. More exist whose names are not known; `extra` sends one."""

    name: Annotated[str | None, Param(doc="Words of the title.", aliases=("keyword",))] = None
    min_revenue: Annotated[Amount | None, Param(doc="Least revenue within the period.")] = None
    max_revenue: Annotated[Amount | None, Param(doc="Most revenue within the period.")] = None
    min_item_sold: Annotated[
        Whole | None, Param(doc="Fewest units sold within the period.", aliases=("min_sold", "min_units_sold"))
    ] = None
    max_item_sold: Annotated[
        Whole | None, Param(doc="Most units sold within the period.", aliases=("max_sold", "max_units_sold"))
    ] = None
    min_price: Annotated[Amount | None, Param(doc="Lowest unit price. Name known from the MCP surface only.")] = None
    max_price: Annotated[Amount | None, Param(doc="Highest unit price. Name known from the MCP surface only.")] = None


class ExploreProducts(Products[Product], Listing[Product], frozen=True, kw_only=True):
    """Products of a market, by revenue, units sold, growth and price.

    The figures cover `period`, and the sort follows it. The answer's `total` may be the size of the page; `count` gives
    the number of matches.

    Source: API documentation, Getting started, Troubleshooting and Time windows; filters and sorts from the digest.
    """

    route: ClassVar[Route] = explore("products")

    page: ExplorePage = None
    limit: ExploreLimit = None
    after: After = None
    include_total: IncludeTotal = None
    checkpoint_jump: CheckpointJump = None
    sort: Annotated[Sort | None, Param(doc="What to sort by, within the period.")] = None
    order: Order = None


class CountProducts(Products[Count], frozen=True, kw_only=True):
    """How many products match the filters of `explore`.

    The answer's shape is not documented; every likely one is read.

    Source: API documentation, TikTok Shop filters.
    """

    route: ClassVar[Route] = count("products")


class ListProducts(Listing[Product], frozen=True, kw_only=True):
    """Products in a flat listing, the one route of the TikTok Shop with dates of your own.

    Either date may be left out.

    Source: API documentation, Time windows; `page`, `limit` and `sort` from the digest. The largest page is inferred.
    """

    route: ClassVar[Route] = Route(path=f"{SHOP}/products", paging=NUMBERED)

    country: Country = None
    date_from: Annotated[date | None, Param(doc="First day, Y-m-d.")] = None
    date_to: Annotated[date | None, Param(doc="Last day, Y-m-d.")] = None
    search: Annotated[str | None, Param(doc="Words of the title.")] = None
    min_price: Annotated[Amount | None, Param(doc="Lowest unit price.")] = None
    max_price: Annotated[Amount | None, Param(doc="Highest unit price.")] = None
    min_sales: Annotated[Whole | None, Param(doc="Fewest units sold.")] = None
    min_rating: Annotated[Rating | None, Param(doc="Lowest rating, 0 to 5.")] = None
    page: Page = None
    limit: PageSize = None
    sort: Annotated[str | None, Param(doc="What to sort by; the values are not documented.")] = None


EXPLORE_AND_COUNT = (ExploreProducts, CountProducts)
FLAT = (ListProducts,)
