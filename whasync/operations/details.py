"""What the detail routes of the TikTok Shop share. They want an internal id, never a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Generic

from .._core.operation import Operation, Paging, Param, R_co, Route, Source
from .explore import SHOP
from .shared import ONE_WINDOW, Id, Page, PageSize, PeriodDays, newest

DetailId = Annotated[
    Id,
    Param(
        doc="Internal id, never a name; explore and suggestions find it.",
        allowed="an internal id, never a name; explore and suggestions find it",
    ),
]


def documented(path: str, paging: Paging | None = None) -> Route:
    """A route that the details page describes."""
    return Route(path=f"{SHOP}/{path}", verbs=("POST",), paging=paging)


def presumed(path: str, paging: Paging | None = None) -> Route:
    """A route whose path alone is known; its parameters are presumed to be its neighbours'."""
    return newest(f"{SHOP}/{path}", "POST", paging=paging, parameters=Source.INFERRED)


class Detail(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Parameters of a question about one thing, over some days."""

    refused: ClassVar[Mapping[str, str]] = ONE_WINDOW

    id: DetailId
    period: PeriodDays = None


class DetailPages(Detail[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Parameters of a list about one thing, over some days, page by page."""

    page: Page = None
    limit: PageSize = None
