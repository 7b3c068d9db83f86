"""Shops of the TikTok Shop: explore, count, and the GET routes about one shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Generic

from .._core.operation import Listing, Operation, Param, R_co, Route, Source
from ..models.counts import Count
from ..models.products import Product
from ..models.shops import Shop
from ..models.totals import Totals
from .details import DetailId
from .explore import SHOP, After, CheckpointJump, ExploreLimit, ExplorePage, IncludeTotal, Market, count, explore
from .shared import ONE_WINDOW, Amount, Country, Id, Order, Period, newest


class Shops(Market[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Filters of shops. More exist whose names are not known; `extra` sends one."""

    name: Annotated[str | None, Param(doc="Words of the shop's name.")] = None
    min_revenue: Annotated[
        Amount | None,
        Param(doc="Least revenue within the period.", aliases=("min_revenue_30_days", "min_gmv_30d")),
    ] = None
    max_revenue: Annotated[Amount | None, Param(doc="Most revenue within the period.")] = None


class ExploreShops(Shops[Shop], Listing[Shop], frozen=True, kw_only=True):
    """Shops of a market, by revenue, units sold and growth.

    The figures cover `period`, and the sort follows it.

    Source: API documentation, TikTok Shop filters and Troubleshooting; sorts observed.
    """

    route: ClassVar[Route] = explore("shops")

    page: ExplorePage = None
    limit: ExploreLimit = None
    after: After = None
    include_total: IncludeTotal = None
    checkpoint_jump: CheckpointJump = None
    sort: Annotated[
        str | None, Param(doc="What to sort by. Seen in use: revenue, sold_count, revenue_growth_rate.")
    ] = None
    order: Order = None


class CountShops(Shops[Count], frozen=True, kw_only=True):
    """How many shops match the filters of `explore`.

    The answer's shape is not documented; every likely one is read.

    Source: API documentation, TikTok Shop filters.
    """

    route: ClassVar[Route] = count("shops")


class ReadShopDetails(Operation[Shop], frozen=True, kw_only=True):
    """One shop, by GET.

    The documented profile is `shop_detail`.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/shops/details")

    id: DetailId


class ReadShopDetailsAlias(ReadShopDetails, frozen=True, kw_only=True):
    """One shop, by GET: the same as `shops.details` at another path.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/shop-details")


class _AboutShop(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Parameters presumed for the routes about one shop."""

    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    id: Annotated[Id | None, Param(doc="Shop id; that the route takes it, by this name, is presumed.")] = None
    country: Country = None
    period: Period = None


class ReadShopSummary(_AboutShop[Totals], frozen=True, kw_only=True):
    """Figures of a shop in short.

    Its parameters are not documented: those of its neighbours are presumed, and `extra` sends others.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/shops/summary", parameters=Source.INFERRED)


class ListShopProducts(_AboutShop[Product], Listing[Product], frozen=True, kw_only=True):
    """Products of a shop, by GET.

    Its parameters and pages are not documented; `shop_detail.product.query_list` is the documented way.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/shops/products", parameters=Source.INFERRED)


EXPLORE_AND_COUNT = (ExploreShops, CountShops)
DETAILS = (ReadShopDetails, ReadShopDetailsAlias)
UNDOCUMENTED = (ReadShopSummary, ListShopProducts)
