"""Parameters that several operations share: each has its type, unit, range and aliases in one place.

A field of an operation is then one line: `country: Country = None`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from .._core.operation import Paging, Param, Route, Source

# Values.
Amount = Annotated[float, Meta(ge=0)]
Whole = Annotated[int, Meta(ge=0)]
Rating = Annotated[float, Meta(ge=0, le=5)]
Flag = bool | Literal[0, 1]
CountryCode = Annotated[str, Meta(pattern="^[A-Za-z]{2}$")]
CountryOrAll = Annotated[str, Meta(pattern="^([A-Za-z]{2}|[Aa][Ll]{2})$")]
Id = Annotated[
    Annotated[str, Meta(pattern=r"^\S+$")] | Annotated[int, Meta(ge=0)], Meta(description="an id, which has no spaces")
]
Ids = Annotated[str | int | list[str | int], Meta(description="an id, several with commas, or a list of them")]
Words = str | list[str]
Text = Annotated[str, Meta(min_length=1)]
Direction = Literal["desc", "asc"]
Platform = Literal["facebook", "facebook_post", "pinterest", "tiktok", "google"]

# An id with any other sign never routes: the answer is a 404 (API documentation, Troubleshooting).
_RoutableText = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]+$")]
PathId = Annotated[
    _RoutableText | Annotated[int, Meta(ge=0)],
    Param(
        doc="Internal id, never a name.",
        allowed="an id of letters, digits, _ and -, such as 1729384756102394, never a name",
    ),
]

# One market.
Country = Annotated[
    CountryCode | None,
    Param(
        doc="Market, ISO 3166-1 alpha-2, in either case. US if left out; whasync then reminds you once.",
        allowed="a country code of two letters, such as US",
        upper=True,
        among="country",
        default="US",
    ),
]

# The window of time. The routes differ in how they write it; either way of writing is taken everywhere.
_PeriodText = Annotated[str, Meta(pattern=r"^(\d+[a-z]?|all|alltime)$")]
_PERIODS = "7d, 30d, 90d, or days as a number; some answers know all"
Period = Annotated[
    _PeriodText | Annotated[int, Meta(ge=1)] | None,
    Param(doc=f"Window of the figures: {_PERIODS}. Default 30d.", allowed=_PERIODS, window="text"),
]
VisitPeriod = Annotated[
    _PeriodText | Annotated[int, Meta(ge=1)] | None,
    Param(
        doc="Window: 7d, 30d, days as a number, or all for the lifetime. Default 30d.",
        allowed="7d, 30d, days as a number, or all",
        window="text",
    ),
]
PeriodDays = Annotated[
    Literal[1, 7, 30, 90, "1d", "7d", "30d", "90d"] | None,
    Param(doc="Days that the figures cover: 1, 7, 30 or 90.", window="number"),
]
VideoDays = Annotated[
    Literal[1, 7, 30, "1d", "7d", "30d"] | None,
    Param(doc="Days that the figures cover: 1 (yesterday), 7 or 30. Default 30.", window="number"),
]

# What the searches for ads share; a day written as text, `2026-03-01`, is taken as well.
StartedFrom = Annotated[date | None, Param(doc="Started on this day or later. Needs `to`.", floor="started")]
StartedTo = Annotated[date | None, Param(doc="Started on this day or earlier. Needs `from_`.", ceiling="started")]
LeastAge = Annotated[Whole | None, Param(doc="Least age in days since the ad started.")]
GreatestAge = Annotated[Whole | None, Param(doc="Greatest age in days since the ad started.")]
Score = Annotated[str | None, Param(doc="Score of the ad; winning, scaling, testing elsewhere.", among="score")]

# Pages.
FromOne = Annotated[int, Meta(ge=1)]
Page = Annotated[FromOne | None, Param(doc="Page number, from 1.")]
PageFromZero = Annotated[Whole | None, Param(doc="Page number, from 0.")]
PageSize = Annotated[
    FromOne | None, Param(doc="Rows a page. The largest if left out, since a call costs the same whatever it returns.")
]
AdsLimit = Annotated[
    Annotated[int, Meta(ge=1, le=50)] | None,
    Param(doc="Rows a page, 1 to 50, read from the first request only. 50 if left out: the call costs the same."),
]
Scroll = Annotated[
    str | None, Param(doc="Cursor of the page before, opaque; goes with the same filters. Iterating sends it for you.")
]

# Sorting.
Order = Annotated[Direction | None, Param(doc="Direction of the sort. Default desc.")]
PresumedOrder = Annotated[Direction | None, Param(doc="Direction of the sort; values presumed.")]

# Saved and tracked things.
AdId = Annotated[Id, Param(doc="Id of the ad on its platform.")]
BoardId = Annotated[Id, Param(doc="Id of the board.")]
FolderId = Annotated[Id, Param(doc="Id of the folder.")]
Name = Annotated[Text, Param(doc="Its name.")]
BrandId = Annotated[Id, Param(doc="The brand's page_id: the id of its Facebook page, as `brands` answers it.")]

EXPLORE = Paging(by="cursor or page", param="after", most=100)
# The details page's samples ask for 20 and name no maximum; 100 is what explore of the same service is shown to take.
NUMBERED = Paging(by="page", param="page", rows=None, most=100)
SCROLL = Paging(by="cursor", param="scroll", most=50, size_once=True)

_DATES = (
    "means 'first seen between' here and leaves about 5 % of the catalogue; use period alone, or the flat listing "
    "tiktok-shop/products, which has date_from and date_to (API documentation, Time windows)"
)
_NO_DATES = "does nothing on this route; use period, or the flat listing tiktok-shop/products, which has such dates"

# Every route of the TikTok Shop that takes a period; one mechanism per request.
ONE_WINDOW = {"start_date": _DATES, "end_date": _DATES, "date_from": _NO_DATES, "date_to": _NO_DATES}


def newest(
    path: str,
    verb: str = "GET",
    *,
    called: str | None = None,
    paging: Paging | None = None,
    container: str = "data",
    writes: bool = False,
    source: Source = Source.DIGEST,
    parameters: Source = Source.DIGEST,
) -> Route:
    """A route of the newest generation alone, which the digest of the documentation names.

    Args:
        called: Its dotted name, where that does not follow from the path.
        source: How sure we are of the path and the verb.
        parameters: How sure we are of the parameters.
    """
    return Route(
        path=path,
        called=called,
        verbs=(verb,),
        paging=paging,
        container=container,
        writes=writes,
        source=source,
        parameters_source=parameters,
        generation="C",
    )


def write(section: str, name: str, *, source: Source = Source.DIGEST, parameters: Source = Source.DIGEST) -> Route:
    """The route of a write below a section, such as `saved-ads`."""
    return newest(f"/api/v1/{section}/{name}", "POST", writes=True, source=source, parameters=parameters)
