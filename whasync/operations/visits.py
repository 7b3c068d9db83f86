"""Visits in the TikTok Shop: three routes whose window alone is documented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from .._core.operation import Operation, Param, Route, Source
from ..models.visits import Visits
from .explore import SHOP
from .shared import ONE_WINDOW, Id, VisitPeriod


def _route(name: str) -> Route:
    # The pages name the path and the window, and no verb; GET is what its neighbours with `period` take.
    return Route(path=f"{SHOP}/{name}", container="", source=Source.INFERRED)


class _Visits(Operation[Visits], frozen=True, kw_only=True):
    """A question about the visits of one thing, over a window."""

    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    id: Annotated[
        Id | None, Param(doc="Id of what is visited. The documentation does not name it; send another name by extra.")
    ] = None
    period: VisitPeriod = None


class ReadProductOtherVisits(_Visits, frozen=True, kw_only=True):
    """Visits of a product from elsewhere, with the window in words (`label`).

    The verb, `id` and the rows are inferred.

    Source: API documentation, Time windows.
    """

    route: ClassVar[Route] = _route("product-other-visits")


class ReadCategoryVisitEvents(_Visits, frozen=True, kw_only=True):
    """Visits of a category, with the window in words (`label`).

    The verb, `id` and the rows are inferred.

    Source: API documentation, Time windows.
    """

    route: ClassVar[Route] = _route("category-visit-events")


class ReadDetailVisitEvents(_Visits, frozen=True, kw_only=True):
    """Visits of a detail page, with the window in words (`label`).

    The verb, `id` and the rows are inferred.

    Source: API documentation, Time windows.
    """

    route: ClassVar[Route] = _route("detail-visit-events")


OPERATIONS = (ReadProductOtherVisits, ReadCategoryVisitEvents, ReadDetailVisitEvents)
