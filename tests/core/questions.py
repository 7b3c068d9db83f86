"""Operations made for these tests: one of every kind that the core knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Generic, Literal

import msgspec
from msgspec import Meta

from whasync._core.operation import Listing, Operation, Paging, Param, R_co, Route
from whasync._core.record import Record, spelt
from whasync.errors import UsageError

ORIGIN = "https://api.test"
PAGED = Paging(by="cursor or page", param="after", most=100)


class Row(Record, frozen=True, kw_only=True):
    id: str | None = spelt("row_id")
    title: str | None = spelt("name", "caption")
    price: float | None = None
    sales: int | None = None


class Filters(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    q: Annotated[str | None, Param(doc="Words.", aliases=("keyword", "search"))] = None
    ids: Annotated[Annotated[str | int | list[str | int], Meta(description="an id, or several")] | None, Param()] = None
    country: Annotated[
        Annotated[str, Meta(pattern="^[A-Za-z]{2}$")] | None,
        Param(doc="Market.", allowed="a country code of two letters, such as US", upper=True, default="US"),
    ] = None
    markets: Annotated[str | list[str] | None, Param(upper=True)] = None
    period: Annotated[str | int | None, Param(window="text")] = None
    days: Annotated[Literal[1, 7, 30, "1d", "7d", "30d"] | None, Param(window="number")] = None
    active: Annotated[bool | Literal[0, 1] | None, Param()] = None
    min_price: Annotated[Annotated[float, Meta(ge=0)] | None, Param()] = None
    max_price: Annotated[Annotated[float, Meta(ge=0)] | None, Param()] = None
    from_: Annotated[date | None, Param(aliases=("since",))] = msgspec.field(default=None, name="from")
    to: Annotated[date | None, Param()] = None
    sort: Literal["revenue", "sold_count", "first_seen"] | None = None
    rules: dict[str, Any] | None = None


class Explore(Filters[Row], Listing[Row], frozen=True, kw_only=True):
    """Rows that match."""

    route: ClassVar[Route] = Route(path="/api/v1/tiktok-shop/rows/explore", verbs=("GET", "POST"), paging=PAGED)
    refused: ClassVar[Mapping[str, str]] = {"start_date": "means something else here; use from"}

    page: Annotated[int, Meta(ge=1)] | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] | None = None
    after: str | None = None

    def check(self) -> None:
        if self.q == "*":
            raise UsageError("q: a star matches nothing")


class Search(Filters[Row], Listing[Row], frozen=True, kw_only=True):
    """The same, on an endpoint that takes no POST."""

    route: ClassVar[Route] = Route(path="/api/v1/rows", paging=None)


class Ask(Filters[Row], frozen=True, kw_only=True):
    """The same, on an endpoint that takes POST alone."""

    route: ClassVar[Route] = Route(path="/api/v1/rows/ask", verbs=("POST",), credits=2)


class Magic(Operation[Row], frozen=True, kw_only=True):
    """One that takes a form."""

    route: ClassVar[Route] = Route(path="/api/v1/magic-ai", verbs=("POST",), form=True)

    text: str | None = None
    countries: list[str] | None = None


class Read(Operation[Row], frozen=True, kw_only=True):
    """One row."""

    route: ClassVar[Route] = Route(path="/api/v1/tiktok-shop/row-detail/{id}")

    id: str | int
    period: Annotated[str | int | None, Param(window="text")] = None


class Save(Operation[Row], frozen=True, kw_only=True):
    """One that changes the account."""

    route: ClassVar[Route] = Route(path="/api/v1/saved-ads/save", verbs=("POST",), writes=True)

    ad_id: str


class Balance(Operation[Row], frozen=True, kw_only=True):
    """One that tells the balance."""

    route: ClassVar[Route] = Route(path="/api/v1/credits", reads_balance=True, container="credits")
