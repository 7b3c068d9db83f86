"""Ads of Google: all of them, and those of one store."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Generic, Literal

from msgspec import Meta

from .._core.operation import Listing, Operation, Paging, Param, R_co, Route, Source
from ..models.counts import Count
from ..models.google_ads import GoogleAd, GoogleAdvertiser, GoogleOverview
from . import rules
from .shared import Amount, Id, Page, PresumedOrder, Whole, Words, newest

_PAGES = Paging(by="page", param="page", rows=24, most=48)
_RUNS = {"1": "active", "0": "inactive", "true": "active", "false": "inactive"}


class SearchGoogleAds(Listing[GoogleAd], frozen=True, kw_only=True):
    """Ads of Google, page by page.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/google-ads", paging=_PAGES)

    search: Annotated[str | None, Param(doc="Words to look for.", aliases=("keyword",))] = None
    searchkeyword: Annotated[str | None, Param(doc="Where to look for them; its values are not documented.")] = None
    page: Page = None
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=48)] | None, Param(doc="Rows a page, 1 to 48. 48 if left out: it costs the same.")
    ] = None
    sort: Annotated[
        Literal["lastseen", "firstseen", "reach", "adspend", "days_running"] | None,
        Param(doc="What to sort by. Default lastseen."),
    ] = None
    sort_dir: PresumedOrder = None
    status: Annotated[
        Literal["active", "inactive"] | None,
        Param(doc="Whether the ad runs; as is_active it takes 1 and 0.", aliases=("is_active",), means=_RUNS),
    ] = None
    country_inc: Annotated[
        Words | None,
        Param(doc="Markets, ISO 3166-1 alpha-2, a list or text with commas.", upper=True, among="countries"),
    ] = None
    country_exc: Annotated[Words | None, Param(doc="Markets to leave out.", upper=True)] = None
    format: Annotated[Literal["image", "video", "text"] | None, Param(doc="Form of the ad.", among="format")] = None
    platform: Annotated[str | None, Param(doc="Where it is shown; its values are not documented.")] = None
    date_from: Annotated[date | None, Param(doc="Shown on this day or later.")] = None
    date_to: Annotated[date | None, Param(doc="Shown on this day or earlier.")] = None
    first_seen_from: Annotated[date | None, Param(doc="First seen on this day or later.", floor="first_seen")] = None
    first_seen_to: Annotated[date | None, Param(doc="First seen on this day or earlier.", ceiling="first_seen")] = None
    days_min: Annotated[Whole | None, Param(doc="Least age, days.", floor="reported_days_running")] = None
    days_max: Annotated[Whole | None, Param(doc="Greatest age, days.", ceiling="reported_days_running")] = None
    reach_min: Annotated[Whole | None, Param(doc="Least reach, people.", floor="reach")] = None
    reach_max: Annotated[Whole | None, Param(doc="Most reach, people.", ceiling="reach")] = None
    adspend_min: Annotated[Amount | None, Param(doc="Least spend, by adspend_cpm.", floor="spend")] = None
    adspend_max: Annotated[Amount | None, Param(doc="Most spend, by adspend_cpm.", ceiling="spend")] = None
    adspend_cpm: Annotated[
        Amount | None, Param(doc="Price of 1,000 views that the spend is reckoned with. Default 11.")
    ] = None
    domain: Annotated[str | None, Param(doc="Domain that the ad leads to.")] = None
    visits_min: Annotated[Whole | None, Param(doc="Fewest visits of the store a month.", floor="visits")] = None
    visits_max: Annotated[Whole | None, Param(doc="Most visits of the store a month.", ceiling="visits")] = None
    advertiser_name: Annotated[str | None, Param(doc="Name of the advertiser.")] = None

    def check(self) -> None:
        """Refuse what is no country."""
        rules.countries(self, "country_inc", self.country_inc)
        rules.countries(self, "country_exc", self.country_exc)


class ListStoreGoogleAds(SearchGoogleAds, frozen=True, kw_only=True):
    """Ads of Google that one store runs, page by page.

    How the store is named is not documented: `domain` is presumed, as are the filters of the search in all ads and its
    largest page. `extra` sends another name.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = newest("/api/v1/store/google-ads", paging=_PAGES)


def _of_store(name: str, parameters: Source = Source.DIGEST) -> Route:
    return newest(f"/api/v1/store/google-ads/{name}", parameters=parameters)


class _OfStore(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    """A question about one store. How it is named is not documented."""

    domain: Annotated[str | None, Param(doc="The store's domain; that it goes by this name is presumed.")] = None


class CountStoreGoogleAds(_OfStore[Count], frozen=True, kw_only=True):
    """How many ads of Google one store runs.

    `domain` is presumed; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _of_store("count", Source.INFERRED)


class ReadStoreGoogleAd(_OfStore[GoogleAd], frozen=True, kw_only=True):
    """One ad of Google of one store.

    `domain` is presumed; the answer's shape is inferred.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _of_store("detail")

    doc_id: Annotated[Id, Param(doc="Id of the ad: a row's `id`.")]


class ReadStoreGoogleOverview(_OfStore[GoogleOverview], frozen=True, kw_only=True):
    """What one store has run at Google, in short.

    `domain` is presumed; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _of_store("overview", Source.INFERRED)


class ReadGoogleAdvertiser(_OfStore[GoogleAdvertiser], frozen=True, kw_only=True):
    """One advertiser at Google.

    `domain` is presumed; the answer's shape is inferred.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _of_store("advertiser")

    advertiser_id: Annotated[Id, Param(doc="Id of the advertiser: a row's `advertiser_id`.")]


class ReadGoogleCreative(_OfStore[GoogleAd], frozen=True, kw_only=True):
    """One creative at Google.

    `domain` is presumed; the answer's shape is inferred.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _of_store("creative")

    creative_id: Annotated[Id, Param(doc="Id of the creative: a row's `creative_id`.")]


OPERATIONS = (
    SearchGoogleAds,
    ListStoreGoogleAds,
    CountStoreGoogleAds,
    ReadStoreGoogleAd,
    ReadStoreGoogleOverview,
    ReadGoogleAdvertiser,
    ReadGoogleCreative,
)
