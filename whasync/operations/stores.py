"""Shopify stores: the explorer, the search by picture, the tracker."""
# ruff: noqa: N815 - the API's own names

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from .._core.operation import Listing, Operation, Paging, Param, Route, Source
from ..models.brands import Tracked
from ..models.stores import Store
from . import rules
from .shared import (
    Amount,
    CountryCode,
    CountryOrAll,
    Flag,
    Page,
    PageSize,
    PresumedOrder,
    Rating,
    Text,
    Whole,
    Words,
    newest,
)

# The largest page is not documented; running code and the MCP surface ask for 50.
_PAGES = Paging(by="page", param="page", size="pageSize", most=50)

Category = Literal[
    "Clothing",
    "Arts & Crafts",
    "Accessories",
    "Beauty",
    "Health",
    "Toys & Games",
    "Electronics",
    "Pet Supplies",
    "Other",
]
_MCP = "Known from the MCP surface, the same search."


def _param(doc: str, *, floor: str | None = None, ceiling: str | None = None) -> Param:
    return Param(doc=f"{doc} {_MCP}", floor=floor, ceiling=ceiling)


class ExploreStores(Listing[Store], frozen=True, kw_only=True):
    """Shopify stores by revenue, visits, products and where their visitors live, page by page.

    There is no total. Two filters name a country: `country` is the merchant's home, `visitor_country_main` where most
    visitors live, which finds stores of markets that no ad library covers, as Japan.

    Source: digest of the documentation; the filters from `category` on are those of the MCP surface.
    """

    route: ClassVar[Route] = Route(
        path="/api/v1/store-explorer",
        verbs=("POST",),
        paging=_PAGES,
        source=Source.DIGEST,
        parameters_source=Source.DIGEST,
    )

    search: Annotated[str | None, Param(doc="Words of the store's name or domain.")] = None
    country: Annotated[
        CountryOrAll | None,
        Param(
            doc="The merchant's home, ISO 3166-1 alpha-2, or All.",
            among="country",
            allowed="a country code of two letters, such as DE, or All",
            upper=True,
        ),
    ] = None
    sortingKey: Annotated[
        Literal[
            "revenue_30d",
            "monthly_visits",
            "30d_rev_estimated_max",
            "1d_rev_estimated_max",
            "revenue_1y",
            "aov",
            "visits_growth_pct_m1",
            "visits_growth_pct_m3",
            "first_product_date",
        ]
        | None,
        Param(doc="What to sort by. Default revenue_30d."),
    ] = None
    sortingDirection: PresumedOrder = None
    page: Page = None
    pageSize: PageSize = None
    includeWlads: Annotated[Flag | None, Param(doc="Passed on; its meaning is not documented.")] = None
    category: Annotated[Category | None, Param(doc=f"Category of the store. {_MCP}", aliases=("niche",))] = None
    product_taxonomy_l1: Annotated[str | None, _param("Category of its products, level 1.")] = None
    product_taxonomy_l2: Annotated[str | None, _param("Category of its products, level 2.")] = None
    product_taxonomy_l3: Annotated[str | None, _param("Category of its products, level 3.")] = None
    visitor_country_main: Annotated[
        CountryCode | None,
        Param(
            doc=f"Where most visitors live, ISO 3166-1 alpha-2. {_MCP}",
            allowed="a country code of two letters, such as JP",
            upper=True,
        ),
    ] = None
    visitor_country_among: Annotated[
        Words | None, Param(doc=f"Countries that visitors live in. {_MCP}", upper=True)
    ] = None
    visitor_country_exclude: Annotated[
        Words | None, Param(doc=f"Countries that visitors do not live in. {_MCP}", upper=True)
    ] = None
    min_revenue: Annotated[Amount | None, _param("Least revenue of 30 days.")] = None
    max_revenue: Annotated[Amount | None, _param("Most revenue of 30 days.")] = None
    min_annual_revenue: Annotated[Amount | None, _param("Least revenue of a year.")] = None
    max_annual_revenue: Annotated[Amount | None, _param("Most revenue of a year.")] = None
    aov_min: Annotated[Amount | None, _param("Least average order.", floor="avg_order_value")] = None
    aov_max: Annotated[Amount | None, _param("Greatest average order.", ceiling="avg_order_value")] = None
    monthly_visits_min: Annotated[Whole | None, _param("Fewest visits a month.", floor="visits")] = None
    monthly_visits_max: Annotated[Whole | None, _param("Most visits a month.", ceiling="visits")] = None
    product_count_min: Annotated[Whole | None, _param("Fewest products.", floor="product_count")] = None
    product_count_max: Annotated[Whole | None, _param("Most products.", ceiling="product_count")] = None
    language: Annotated[str | None, _param("Language of the store, such as ja.")] = None
    currency: Annotated[str | None, _param("Currency of the store, such as EUR.")] = None
    store_apps: Annotated[Words | None, _param("Apps of the store.")] = None
    shopify_themes: Annotated[Words | None, _param("Themes of the store.")] = None
    revenue_change_pct_min: Annotated[Amount | None, _param("Least change of revenue, percent from 0.")] = None
    revenue_change_pct_max: Annotated[Amount | None, _param("Most change of revenue, percent from 0.")] = None
    trustpilot_rating_min: Annotated[Rating | None, _param("Fewest stars, 0 to 5.")] = None
    trustpilot_rating_max: Annotated[Rating | None, _param("Most stars, 0 to 5.")] = None
    trustpilot_reviews_min: Annotated[Whole | None, _param("Fewest reviews.")] = None
    trustpilot_reviews_max: Annotated[Whole | None, _param("Most reviews.")] = None
    traffic_growth_rules_json: Annotated[
        dict[str, Any] | str | None,
        _param("Growth of visits: {months: 1 or 3, direction, percentage}, or JSON text of several."),
    ] = None
    store_created_from: Annotated[date | None, Param(doc="Store made on this day or later. Needs the other end.")] = (
        None
    )
    store_created_to: Annotated[date | None, Param(doc="Store made on this day or earlier. Needs the other end.")] = (
        None
    )

    def check(self) -> None:
        """Refuse half a window, which the API ignores."""
        rules.countries(self, "visitor_country_among", self.visitor_country_among)
        rules.countries(self, "visitor_country_exclude", self.visitor_country_exclude)
        rules.both_or_neither(self, ("store_created_from", "store_created_to"))


class SearchStoresByPicture(Listing[Store], frozen=True, kw_only=True):
    """Shopify stores that sell what a picture shows.

    The names of its body are not documented: `image_url` is presumed, and `extra` sends others.

    Source: digest of the documentation for the path and the rows.
    """

    route: ClassVar[Route] = newest("/api/v1/store-explorer/visual-search", "POST", parameters=Source.INFERRED)

    image_url: Annotated[Text | None, Param(doc="URL of a picture; name presumed.")] = None


class ReadStoresTracked(Operation[Tracked], frozen=True, kw_only=True):
    """How many stores the account tracks, and how many it may.

    Stores are added in the browser; a key cannot.

    Source: API documentation, Shopify store tracker.
    """

    route: ClassVar[Route] = Route(path="/api/v1/store-tracker")


OPERATIONS = (ExploreStores, SearchStoresByPicture, ReadStoresTracked)
