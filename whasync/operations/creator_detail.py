"""One creator of the TikTok Shop: profile, figures, shops, products."""

from __future__ import annotations

from typing import ClassVar

from .._core.operation import Listing, Operation, Route
from ..models.creators import Creator
from ..models.products import Product
from ..models.shops import Shop
from ..models.totals import DayFigures, Totals
from .details import Detail, DetailId, DetailPages, documented, presumed
from .shared import NUMBERED


class ReadCreator(Operation[Creator], frozen=True, kw_only=True):
    """The profile of one creator.

    `id` is presumed; the answer's shape is inferred from the rows of explore.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("creator-detail")

    id: DetailId


class ReadCreatorTotals(Detail[Totals], frozen=True, kw_only=True):
    """Revenue, units sold, videos and followers of one creator.

    The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("creator-detail/total")


class ListCreatorHistory(Detail[DayFigures], Listing[DayFigures], frozen=True, kw_only=True):
    """Revenue and units sold of one creator, day by day.

    `id` and `period` are presumed; the answer's shape is inferred from the product's.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("creator-detail/history")


class ListCreatorShops(DetailPages[Shop], Listing[Shop], frozen=True, kw_only=True):
    """The shops that one creator sells for.

    Parameters, pages and the answer are presumed from the documented lists of the details page.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = presumed("creator-detail/searchShopList", NUMBERED)


class ListCreatorProducts(DetailPages[Product], Listing[Product], frozen=True, kw_only=True):
    """The products that one creator promotes.

    The largest page is inferred.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("creator-detail/searchProducts", NUMBERED)


OPERATIONS = (ReadCreator, ReadCreatorTotals, ListCreatorHistory, ListCreatorShops, ListCreatorProducts)
