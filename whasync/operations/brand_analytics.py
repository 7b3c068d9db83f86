"""The ads, figures and places of one tracked brand."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .._core.operation import Listing, Operation, Paging, Param, Route, Source
from ..models.brand_analytics import (
    BrandPlace,
    Commerce,
    DayCount,
    FetchStatus,
    FirstAd,
    Overview,
    PartnerPage,
    PlatformCounts,
    RankedAd,
)
from ..models.brands import Tracked
from ..models.meta_ads import MetaAd
from .brand_tab import Tab, tab
from .shared import BrandId, Ids, PageFromZero, Platform

# A bare array, as long as the server likes: an empty page is the end (digest of the documentation).
_PAGES = Paging(by="page", param="page", first=0, size=None, rows=None)


class ListBrandAds(Tab[MetaAd], Listing[MetaAd], frozen=True, kw_only=True):
    """The ads of a brand, page by page.

    A page is as long as the server likes; a shorter or an empty one is the last.

    Source: digest of the documentation; rows observed.
    """

    route: ClassVar[Route] = tab("ads", _PAGES)

    page: PageFromZero = None


class ReadBrandsTracked(Operation[Tracked], frozen=True, kw_only=True):
    """How many brands the account tracks, and how many it may.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = tab("amount-tracked", parameters=Source.INFERRED)


class ReadBrandOverview(Tab[Overview], frozen=True, kw_only=True):
    """A brand's figures in short: plain values, all of which are in `.extra` or a field.

    Source: digest of the documentation; observed.
    """

    route: ClassVar[Route] = tab("overview-cards")


class ListBrandTopAds(Tab[MetaAd], Listing[MetaAd], frozen=True, kw_only=True):
    """The best ads of a brand.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("top-ads")

    platform: Annotated[Platform | None, Param(doc="Network of the ads; values presumed.")] = None
    sort: Annotated[str | None, Param(doc="What to sort by; its values are not documented.")] = None


class ReadBrandPlatformCounts(Tab[PlatformCounts], frozen=True, kw_only=True):
    """How many of a brand's best ads each network has.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("top-ads-platform-counts")


class ListBrandAdRanks(Tab[RankedAd], Listing[RankedAd], frozen=True, kw_only=True):
    """The ads of a brand in the order of their rank; 1 is the strongest.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("ad-rank-leaderboard")


class ListBrandAdsLaunched(Tab[DayCount], Listing[DayCount], frozen=True, kw_only=True):
    """How many ads a brand launched, day by day.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("ads-launched")


class ListBrandLiveAds(Tab[DayCount], Listing[DayCount], frozen=True, kw_only=True):
    """How many ads of a brand ran, day by day.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("live-ads-over-time")


class ReadBrandFirstAd(Tab[FirstAd], frozen=True, kw_only=True):
    """The day of a brand's first ad.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("first-ad-date")


class ReadBrandCommerce(Tab[Commerce], frozen=True, kw_only=True):
    """A brand's store.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("commerce")


class ListBrandDomains(Tab[BrandPlace], Listing[BrandPlace], frozen=True, kw_only=True):
    """The domains that a brand's ads lead to.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("associated-domains")


class ListBrandLandingPages(Tab[BrandPlace], Listing[BrandPlace], frozen=True, kw_only=True):
    """The pages that a brand's ads lead to.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("landing-pages")


class ListBrandPartners(Tab[PartnerPage], Listing[PartnerPage], frozen=True, kw_only=True):
    """The pages that advertise for a brand.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("partner-pages")


class ListBrandPartnershipAds(Tab[MetaAd], Listing[MetaAd], frozen=True, kw_only=True):
    """The ads that other pages run for a brand.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("partnership-ads")


class ListBrandAdsByIds(Tab[MetaAd], Listing[MetaAd], frozen=True, kw_only=True):
    """Some ads of a brand, by their ids.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = tab("ads-by-ids")

    ids: Annotated[Ids | None, Param(doc="Ids of the ads, a list or text with commas; name presumed.")] = None


class ReadBrandFetchStatus(Operation[FetchStatus], frozen=True, kw_only=True):
    """Whether the ads of a brand have been fetched since it is tracked.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = tab("fetch-status")

    page_id: BrandId


ADS = (
    ListBrandAds,
    ReadBrandsTracked,
    ReadBrandOverview,
    ListBrandTopAds,
    ReadBrandPlatformCounts,
    ListBrandAdRanks,
    ListBrandAdsLaunched,
    ListBrandLiveAds,
    ReadBrandFirstAd,
)
PLACES = (
    ReadBrandCommerce,
    ListBrandDomains,
    ListBrandLandingPages,
    ListBrandPartners,
    ListBrandPartnershipAds,
    ListBrandAdsByIds,
    ReadBrandFetchStatus,
)
