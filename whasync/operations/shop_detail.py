"""One shop of the TikTok Shop: profile, figures, products, videos, creators."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from .._core.operation import Listing, Operation, Param, Route
from ..models.creators import Creator
from ..models.products import Product
from ..models.shops import Shop
from ..models.totals import DayFigures, Totals
from ..models.videos import Video
from .details import Detail, DetailId, DetailPages, documented, presumed
from .shared import NUMBERED, CountryCode, Order


class ReadShop(Operation[Shop], frozen=True, kw_only=True):
    """The profile of one shop.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("shop-detail")

    id: DetailId
    country: Annotated[
        CountryCode | None,
        Param(
            doc="Market the shop sells in, ISO 3166-1 alpha-2.",
            allowed="a country code of two letters, such as US",
            upper=True,
        ),
    ] = None


class ReadShopTotals(Detail[Totals], frozen=True, kw_only=True):
    """Revenue, units sold, average price and conversion of one shop.

    The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("shop-detail/total")


class ReadShopExtraTotals(Detail[Totals], frozen=True, kw_only=True):
    """More totals of one shop.

    `id` and `period` are presumed; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/extraTotal")


class ListShopHistory(Detail[DayFigures], Listing[DayFigures], frozen=True, kw_only=True):
    """Revenue and units sold of one shop, day by day.

    `id` and `period` are presumed; the answer's shape is inferred from the product's.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/history")


class ListProductsOfShop(DetailPages[Product], Listing[Product], frozen=True, kw_only=True):
    """The products that one shop sells, sorted by their figures.

    The largest page is inferred.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("shop-detail/product/queryList", NUMBERED)

    sort: Annotated[Literal["revenue", "sales", "price"] | None, Param(doc="What to sort by.")] = None
    order: Order = None


class ListShopVideos(DetailPages[Video], Listing[Video], frozen=True, kw_only=True):
    """The videos that sell for one shop.

    Parameters, pages and the answer are presumed from the documented lists of the details page.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/searchVideos", NUMBERED)


class ListShopNewProducts(DetailPages[Product], Listing[Product], frozen=True, kw_only=True):
    """The newest products of one shop.

    Parameters, pages and the answer are presumed from the documented lists of the details page.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/searchNewProducts", NUMBERED)


class ListShopCreators(DetailPages[Creator], Listing[Creator], frozen=True, kw_only=True):
    """The creators that work with one shop.

    Parameters, pages and the answer are presumed from the documented lists of the details page.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/searchCooperativeCreators", NUMBERED)


class ReadShopSelfPromotion(Detail[Totals], frozen=True, kw_only=True):
    """What one shop sells by promoting itself.

    `id` and `period` are presumed; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/salesStrategy/selfPromotion")


class ReadShopAffiliate(Detail[Totals], frozen=True, kw_only=True):
    """What one shop sells through affiliates.

    `id` and `period` are presumed; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("shop-detail/salesStrategy/affiliate")


OPERATIONS = (
    ReadShop,
    ReadShopTotals,
    ReadShopExtraTotals,
    ListShopHistory,
    ListProductsOfShop,
    ListShopVideos,
    ListShopNewProducts,
    ListShopCreators,
    ReadShopSelfPromotion,
    ReadShopAffiliate,
)
