"""Types and parameters that several operations share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal

from msgspec import Meta

from .._core.operation import Listing, Operation, Paging, Param, T_co

Amount = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
Page = Annotated[int, Meta(ge=0)]
CountryCode = Annotated[str, Meta(pattern="^[A-Za-z]{2}$")]

# An id with any other sign never routes: the answer is a 404 (API documentation, Troubleshooting).
PathId = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]+$")] | int
Id = Annotated[str, Meta(min_length=1)] | int
Ids = str | int | list[str | int]
Words = str | list[str]
Day = date | Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Order = Literal["desc", "asc"]

COUNTRY = Param(
    doc="Market, ISO 3166-1 alpha-2, in either case. The server's own default is US; whasync warns once if you rely on it.",
    upper=True,
    default="US",
)
PERIOD = Param(doc="Window of the period-aware figures: 7d, 30d, 90d, or days as a number; some surfaces take all. Default 30d.")
PERIOD_DAYS = Param(doc="Days that the figures cover.")
ORDER = Param(doc="Direction of the sort. Default desc.")

Days = Literal[1, 7, 30, 90]

EXPLORE = Paging(by="cursor or page", param="after", most=100)
NUMBERED = Paging(by="page", param="page", most=100)
SCROLL = Paging(by="cursor", param="scroll", most=50, size_once=True)


class Market(Operation[T_co], Generic[T_co], frozen=True, kw_only=True):
    """Parameters of an operation about one market."""

    country: Annotated[CountryCode | None, COUNTRY] = None


class MarketListing(Listing[T_co], Generic[T_co], frozen=True, kw_only=True):
    """Parameters of a listing about one market."""

    country: Annotated[CountryCode | None, COUNTRY] = None
