"""Landing pages, and those that the account has marked."""
# ruff: noqa: N815 - the API's own names

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta

from .._core.operation import Listing, Operation, Paging, Param, Route, Source
from ..models.landers import Lander, Toggled
from .shared import CountryOrAll, Page, PresumedOrder, Text, newest

_PAGES = Paging(by="page", param="page", size="pageSize", rows=10, most=250)
_FORM = "Its form is not documented."


class ExploreLanders(Listing[Lander], frozen=True, kw_only=True):
    """Landing pages by the ads that lead there, visits and revenue, page by page.

    No other listing has as many rows for a credit.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/landers/explore", "POST", paging=_PAGES)

    page: Page = None
    pageSize: Annotated[
        Annotated[int, Meta(ge=1, le=250)] | None,
        Param(doc="Rows a page, 1 to 250. 250 if left out: it costs the same."),
    ] = None
    sortingKey: Annotated[
        Literal["relevant", "landers_ad_volume", "monthly_visits", "store_revenue"] | None,
        Param(doc="What to sort by. Default relevant."),
    ] = None
    sortingDirection: PresumedOrder = None
    search: Annotated[str | None, Param(doc="Words to look for.")] = None
    landersAdvertiser: Annotated[str | None, Param(doc="Name of the advertiser.")] = None
    landersUrl: Annotated[str | None, Param(doc="Part of the page's address.")] = None
    landersNiche: Annotated[str | None, Param(doc="Niche of the page.")] = None
    landersPageType: Annotated[str | None, Param(doc="Kind of page: product, collection, homepage, and others.")] = None
    landersAdVolume: Annotated[str | None, Param(doc=f"Bound on the ads that lead there. {_FORM}")] = None
    landersRunningTime: Annotated[str | None, Param(doc=f"Bound on the days that they ran. {_FORM}")] = None
    landersMonthlyVisits: Annotated[str | None, Param(doc=f"Bound on visits a month. {_FORM}")] = None
    landersMonthlyRevenue: Annotated[str | None, Param(doc=f"Bound on revenue a month. {_FORM}")] = None
    country: Annotated[
        CountryOrAll | None,
        Param(
            doc="Market, ISO 3166-1 alpha-2, or All, which is the default.",
            allowed="a country code of two letters, such as DE, or All",
            upper=True,
        ),
    ] = None


class ListFavoriteLanders(Listing[Lander], frozen=True, kw_only=True):
    """The landing pages that the account has marked.

    Source: digest of the documentation for the path; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/landers/favorites", parameters=Source.INFERRED)


class ToggleFavoriteLander(Operation[Toggled], frozen=True, kw_only=True):
    """Mark a landing page, or take the mark away.

    A second call undoes the first, so that it is never sent twice on its own; after an error look before you repeat it.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/landers/favorites/toggle", "POST", writes=True)

    lander_key: Annotated[Text, Param(doc="The page's key: a row's `id`.")]
    lander_url: Annotated[str | None, Param(doc="The page's address.")] = None
    advertiser_name: Annotated[str | None, Param(doc="Name of the advertiser.")] = None
    entity_data: Annotated[Mapping[str, Any] | None, Param(doc="The row, as the listing gave it.")] = None


OPERATIONS = (ExploreLanders, ListFavoriteLanders, ToggleFavoriteLander)
