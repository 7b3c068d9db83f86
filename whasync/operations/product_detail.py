"""One product of the TikTok Shop: profile, figures, history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from .._core.operation import Listing, Operation, Route
from ..models.products import Product
from ..models.totals import DayFigures, Totals
from .details import Detail, documented
from .explore import SHOP
from .shared import ONE_WINDOW, PathId, Period


class ReadProduct(Operation[Product], frozen=True, kw_only=True):
    """The profile of one product.

    `period` is not documented here, but was seen in use.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = Route(path=f"{SHOP}/product-detail/{{id}}")
    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    id: PathId
    period: Period = None


class ReadProductTotals(Detail[Totals], frozen=True, kw_only=True):
    """Revenue, units sold and average price of one product.

    The newest generation hands on upstream's own fields: read them with `.figure(name, period)`.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("product-detail/total")


class ListProductHistory(Detail[DayFigures], Listing[DayFigures], frozen=True, kw_only=True):
    """Revenue and units sold of one product, day by day.

    Source: API documentation, TikTok Shop details.
    """

    route: ClassVar[Route] = documented("product-detail/history")


OPERATIONS = (ReadProduct, ReadProductTotals, ListProductHistory)
