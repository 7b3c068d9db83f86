"""Tracked brands: the list, and following."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from .._core.operation import Listing, Operation, Paging, Param, Route, Source
from ..models.brands import Brand, Followed
from ..models.writes import Done
from .shared import BrandId, Flag, Id, Page, PresumedOrder, Text, write

_PAGES = Paging(by="page", param="page", rows=None, most=50)
_write = partial(write, "brands")


class ListBrands(Listing[Brand], frozen=True, kw_only=True):
    """The brands that the account tracks.

    The older generation answers all of them at once and ignores the page.

    Source: API documentation, Brands, for `sort`, `search` and `board_id`; the rest from the digest.
    """

    route: ClassVar[Route] = Route(path="/api/v1/brands", paging=_PAGES, container="brands")
    refused: ClassVar[Mapping[str, str]] = {
        "date_range": "belongs to the tabs of one brand, such as brands/ads, and does nothing here",
    }

    sort: Annotated[
        Literal["date_added", "name", "active_ads", "new_ads", "growth", "traffic", "revenue"] | None,
        Param(doc="What to sort by. Default date_added."),
    ] = None
    search: Annotated[str | None, Param(doc="Words of the brand's name.")] = None
    board_id: Annotated[Id | None, Param(doc="Only the brands of this board.")] = None
    dir: PresumedOrder = None
    page: Page = None
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=50)] | None, Param(doc="Rows a page, 1 to 50. 50 if left out: it costs the same.")
    ] = None
    lite: Annotated[Flag | None, Param(doc="Fewer fields in a row.")] = None
    filter_active_ads: Annotated[str | None, Param(doc="Bound on active ads; its form is not documented.")] = None
    filter_traffic: Annotated[str | None, Param(doc="Bound on traffic; its form is not documented.")] = None
    filter_revenue: Annotated[str | None, Param(doc="Bound on revenue; its form is not documented.")] = None
    revenue_period: Annotated[Literal["1d", "30d"] | None, Param(doc="Window of the revenue.")] = None


class FollowBrand(Operation[Followed], frozen=True, kw_only=True):
    """Track a brand by the address of its page in the Facebook Ad Library.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _write("follow")

    url: Annotated[Text, Param(doc="URL of the page in the Facebook Ad Library.")]


class FollowBrandByDomain(Operation[Followed], frozen=True, kw_only=True):
    """Track a brand by the domain of its store.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _write("follow-by-domain")

    domain: Annotated[Text, Param(doc="Domain, such as store.example.com.")]


class UnfollowBrand(Operation[Done], frozen=True, kw_only=True):
    """Stop tracking a brand.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("unfollow")

    page_id: BrandId


class RequestBrand(Operation[Done], frozen=True, kw_only=True):
    """Ask the service to add a brand it does not know; spends from `brand_request_quota`.

    Its parameters are not documented: `url` is presumed, and `extra` sends others.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _write("request", parameters=Source.INFERRED)

    url: Annotated[str | None, Param(doc="URL of the brand's page; that the route takes it is presumed.")] = None


LISTED = (ListBrands,)
WRITES = (FollowBrand, FollowBrandByDomain, UnfollowBrand, RequestBrand)
