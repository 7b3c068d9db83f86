"""Ads of Pinterest. Eighteen names that look like filters do nothing here, and are refused with what works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import field

from .._core.operation import Listing, Param, Route
from ..models.pinterest_ads import PinterestAd
from . import rules
from .adlibrary import SearchKeyword
from .shared import SCROLL, AdsLimit, Amount, GreatestAge, LeastAge, Order, PageFromZero, Score, Scroll, Words

_MEDIA = "is ignored here (observed: the answers are the same to the byte); filter the rows by media_type"
_SPEND = "is ignored here (observed: the answers are the same to the byte); no row has a spend"
_DATE = (
    "is ignored here (observed: the answers are the same to the byte); use mindays and maxdays, the age in days, as a "
    "window of start dates"
)
_DIGEST = "Named by the digest, not seen to work"
_AGE = f"{_DIGEST}; mindays and maxdays are."


class SearchPinterestAds(Listing[PinterestAd], frozen=True, kw_only=True):
    """Ads of Pinterest, page by page.

    Pages go on by `scroll` with the same filters. Spend cannot be filtered. Of the filters of the start, `mindays` and
    `maxdays` are the ones seen to work: ads that started about a year ago are those with `mindays=353, maxdays=383`.
    Likes are saves, shares are repins. `total` stops at 10,000.

    Source: API documentation, Pinterest ads; the four dates from the digest; `languages`, `niches`, `adscorefilter`,
    `mindays`, `maxdays` and the prices are observed to work.
    """

    route: ClassVar[Route] = Route(path="/api/v1/pinterest-ads", paging=SCROLL)
    refused: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("mediafilter", "media_type"), _MEDIA),
        **dict.fromkeys(("minadspend", "min_ad_spend", "minspend", "adspend"), _SPEND),
        **dict.fromkeys(("startdate", "enddate", "mindate", "maxdate", "datefrom", "dateto"), _DATE),
        **dict.fromkeys(("ad_created_from", "ad_created_to", "createdfrom", "createdto"), _DATE),
        **dict.fromkeys(("minstarted", "maxstarted"), _DATE),
    }

    keyword: Annotated[Words | None, Param(doc="Words; of several, with commas or as a list, any one will do.")] = None
    searchkeyword: Annotated[SearchKeyword | None, Param(doc="Where to look for the keyword. Default All.")] = None
    countries: Annotated[
        Words | None,
        Param(doc="Markets, ISO 3166-1 alpha-2, a list or text with commas, or All.", upper=True, among="countries"),
    ] = None
    sorting: Annotated[
        Literal["datefound", "comments", "likes", "shares", "reactions", "lastseen", "daysrunning"] | None,
        Param(doc="What to sort by. Default datefound."),
    ] = None
    sortdirection: Order = None
    page: PageFromZero = None
    scroll: Scroll = None
    limit: AdsLimit = None
    languages: Annotated[Words | None, Param(doc="Languages of the ad, such as de.", among="language")] = None
    niches: Annotated[
        Words | None,
        Param(doc="Codes of two letters as in the Meta ad library; the labels are often wrong.", upper=True),
    ] = None
    adscorefilter: Score = None
    mindays: LeastAge = None
    maxdays: GreatestAge = None
    from_: Annotated[date | None, Param(doc=f"Started on this day or later. Needs `to`. {_AGE}", floor="started")] = (
        field(default=None, name="from")
    )
    to: Annotated[
        date | None, Param(doc=f"Started on this day or earlier. Needs `from_`. {_AGE}", ceiling="started")
    ] = None
    fromlastseen: Annotated[
        date | None, Param(doc=f"Last seen on this day or later. Needs the other end. {_DIGEST}.")
    ] = None
    tolastseen: Annotated[
        date | None, Param(doc=f"Last seen on this day or earlier. Needs the other end. {_DIGEST}.")
    ] = None
    minprice: Annotated[
        Amount | None, Param(doc="Lowest price; leaves next to no row, as most have none.", floor="price")
    ] = None
    maxprice: Annotated[
        Amount | None, Param(doc="Highest price; leaves next to no row, as most have none.", ceiling="price")
    ] = None

    def check(self) -> None:
        """Refuse codes that no search takes, and half a window."""
        rules.countries(self, "countries", self.countries)
        rules.niche_codes(self, self.niches)
        rules.both_or_neither(self, ("from_", "to"), ("fromlastseen", "tolastseen"))


OPERATIONS = (SearchPinterestAds,)
