"""Ads of Facebook and Instagram."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import field

from .._core.operation import Listing, Param, Route, Source
from ..errors import UsageError
from ..models.meta_ads import MetaAd
from . import rules
from .shared import SCROLL, AdsLimit, Amount, CountryCode, Direction, Flag, PageFromZero, Scroll, Whole, Words

# Markets that Meta lets nobody target: 400 (digest of the documentation).
NOT_TARGETED = frozenset({"MX", "CO", "CL", "AR", "PE"})

# What the oldest documentation wants in every question, be it empty; the newest fills in what is missing.
ENTRY_GUARD = (
    "searchkeyword",
    "keyword",
    "min",
    "countries",
    "from",
    "to",
    "sorting",
    "mediafilter",
    "page",
    "max",
    "scroll",
    "scaling",
    "niches",
    "fromlastseen",
    "tolastseen",
    "activestatus",
)

Sorting = Literal[
    "relevance",
    "reach",
    "lastseen",
    "datefound",
    "mostrecent",
    "adspend",
    "trending",
    "longestrunning",
    "adsetamount",
    "consistency",
    "monthlyvisits",
    "monthlytraffic",
    "monthlyrevenue",
    "pageactiveads",
    "toprank",
    "mostsaved",
]
SearchKeyword = Literal["All", "landingurl", "pagename", "adtext", "productname", "storeurl"]
Media = Literal["videos", "images", "carousel", "dco"]
GrowthPeriod = Literal["1w", "1m", "3m"]

_MCP = "Name known from the MCP surface only."
_EU = "of the ad in EUR, where the EU publishes it"
_GATED = "Some plans answer with `upgrade` instead."
_AGE = "Days since the ad started."
_GROWTH = "Percent; may be negative."


def _param(doc: str, *aliases: str, floor: str | None = None, ceiling: str | None = None) -> Param:
    return Param(doc=doc, aliases=aliases, floor=floor, ceiling=ceiling)


class SearchMetaAds(Listing[MetaAd], frozen=True, kw_only=True):
    """Ads of the Meta ad library, page by page.

    Pages go on by `scroll` with the same filters; `page` alone gives the first one again. The keyword is fuzzy: about
    four rows in ten are off target. `total` stops at 10,000. Spend and reach exist for ads that target the EU. Three
    filters name a country: `countries` is the market an ad targets, `store_based_in` the store's home; where the
    visitors live is a filter of `store_explorer` alone. The oldest documentation wants sixteen names in every question:
    `extra=dict.fromkeys(whasync.operations.adlibrary.ENTRY_GUARD, "")` sends those that have no value empty.

    Source: API documentation, Ad library; names, aliases and values from the digest; quirks observed.
    """

    route: ClassVar[Route] = Route(path="/api/v1/adlibrary", paging=SCROLL, parameters_source=Source.DIGEST)
    refused: ClassVar[Mapping[str, str]] = {
        "country": "is ignored here: countries is the market an ad targets, store_based_in the store's home",
        "adstatus": 'is ignored here: use activestatus="active" or "inactive"',
        "active": 'is ignored here: use activestatus="active" or "inactive"',
    }

    keyword: Annotated[str | None, Param(doc="Words, fuzzy, in the ad's text only.")] = None
    searchkeyword: Annotated[
        SearchKeyword | None,
        Param(doc="Where to look for the keyword. All if left out; landingurl is unreliable for a domain."),
    ] = None
    countries: Annotated[
        Words | None,
        Param(
            doc="Markets the ad targets, ISO 3166-1 alpha-2, a list or text with commas; 23 are known.",
            upper=True,
            among="countries",
        ),
    ] = None
    store_based_in: Annotated[
        CountryCode | None,
        Param(
            doc="The store's home, ISO 3166-1 alpha-2.",
            aliases=("storebasedin",),
            allowed="a country code of two letters, such as MX",
            upper=True,
        ),
    ] = None
    exclude_countries: Annotated[Words | None, Param(doc="Targeted markets to leave out.", upper=True)] = None
    languages: Annotated[Words | None, Param(doc="Languages of the ad, such as de; 14 are known, ja is none.")] = None
    exclude_languages: Annotated[Words | None, Param(doc="Languages to leave out.")] = None
    sorting: Annotated[
        Sorting | None, _param("What to sort by; toprank is the rank, ascending. Default relevance.", "sort_by")
    ] = None
    sortdirection: Annotated[Direction | None, _param("Direction of the sort. Default desc.", "sort_order")] = None
    page: PageFromZero = None
    scroll: Scroll = None
    limit: AdsLimit = None
    mediafilter: Annotated[Media | None, _param("Form of the ad.", "media_type")] = None
    activestatus: Annotated[Literal["active", "inactive"] | None, Param(doc="Whether the ad runs.")] = None
    niches: Annotated[
        Words | None,
        Param(doc="Codes of two letters, such as BY; niche_counts lists the 58.", aliases=("niche",), upper=True),
    ] = None
    min: Annotated[
        Whole | None, _param("Fewest duplicates (ad sets) of the ad.", "min_duplicates", floor="duplicates")
    ] = None
    max: Annotated[
        Whole | None, _param("Most duplicates (ad sets) of the ad.", "max_duplicates", ceiling="duplicates")
    ] = None
    scaling: Annotated[
        Literal["upscaling", "downscaling", "nodownscaling"] | None, Param(doc="How the number of duplicates moves.")
    ] = None
    minadspend: Annotated[Amount | None, _param(f"Least spend {_EU}. {_GATED}", "min_ad_spend", floor="spend")] = None
    maxadspend: Annotated[Amount | None, _param(f"Most spend {_EU}. {_GATED}", "max_ad_spend", ceiling="spend")] = None
    ad_spend_timeframe: Annotated[
        Literal["all", "7", "30", "90"] | None, Param(doc=f"Days the spend is counted over. {_MCP}")
    ] = None
    minreach: Annotated[Whole | None, _param(f"Least reach, people in the EU. {_GATED}", "min_reach")] = None
    maxreach: Annotated[Whole | None, _param(f"Most reach, people in the EU. {_GATED}", "max_reach")] = None
    reach_timeframe: Annotated[str | None, Param(doc=f"Window the reach is counted over. {_MCP}")] = None
    mintraffic: Annotated[Whole | None, _param(f"Fewest visits a month. {_GATED}", "min_monthly_visits")] = None
    maxtraffic: Annotated[Whole | None, _param(f"Most visits a month. {_GATED}", "max_monthly_visits")] = None
    mindays: Annotated[Whole | None, _param(f"Least age. {_AGE} {_GATED}", "min_days_running")] = None
    maxdays: Annotated[Whole | None, _param(f"Greatest age. {_AGE} {_GATED}", "max_days_running")] = None
    minactiveads: Annotated[
        Whole | None, _param("Fewest ads that the page runs.", "min_active_ads", floor="page_active_ads")
    ] = None
    maxactiveads: Annotated[
        Whole | None, _param("Most ads that the page runs.", "max_active_ads", ceiling="page_active_ads")
    ] = None
    minactiveadsgrowth: Annotated[float | None, _param(f"Least growth. {_GROWTH}", "min_active_ads_growth")] = None
    maxactiveadsgrowth: Annotated[float | None, _param(f"Most growth. {_GROWTH}", "max_active_ads_growth")] = None
    active_ads_growth_period: Annotated[GrowthPeriod | None, Param(doc="Window of that growth.")] = None
    minreachgrowth: Annotated[float | None, _param(f"Least growth of reach. {_GROWTH}", "min_reach_growth")] = None
    maxreachgrowth: Annotated[float | None, _param(f"Most growth of reach. {_GROWTH}", "max_reach_growth")] = None
    reach_growth_period: Annotated[str | None, Param(doc="Window of that growth.")] = None
    minadrank: Annotated[
        Whole | None, _param("Least rank number; 1 is the brand's strongest ad.", "min_ad_rank", floor="rank")
    ] = None
    maxadrank: Annotated[
        Whole | None, _param("Greatest rank number; 1 is the brand's strongest ad.", "max_ad_rank", ceiling="rank")
    ] = None
    rankgrowthfilter: Annotated[
        Literal["rising", "stable", "declining"] | None, _param("How the rank moves.", "rank_growth_filter")
    ] = None
    adscorefilter: Annotated[
        Literal["winning", "scaling", "testing"] | None,
        Param(doc=f"Score of the ad. {_GATED}", aliases=("ad_score",), among="score"),
    ] = None
    pagetypefilter: Annotated[
        Literal["products", "collections", "funnels", "nofunnels"] | None,
        _param("What the ad leads to.", "page_type"),
    ] = None
    from_: Annotated[
        date | None, _param("Started on this day or later. Needs `to`.", "ad_created_from", floor="started")
    ] = field(default=None, name="from")
    to: Annotated[
        date | None, _param("Started on this day or earlier. Needs `from_`.", "ad_created_to", ceiling="started")
    ] = None
    fromlastseen: Annotated[
        date | None,
        _param("Record updated on this day or later; not the last sighting.", "last_seen_from", floor="updated"),
    ] = None
    tolastseen: Annotated[
        date | None,
        _param("Record updated on this day or earlier; not the last sighting.", "last_seen_to", ceiling="updated"),
    ] = None
    product_from: Annotated[
        date | None,
        _param("Product made on this day or later.", "product_created_from"),
    ] = None
    product_to: Annotated[date | None, _param("Product made on this day or earlier.", "product_created_to")] = None
    pagefrom: Annotated[date | None, _param("Page made on this day or later.", "page_created_from")] = None
    pageto: Annotated[date | None, _param("Page made on this day or earlier.", "page_created_to")] = None
    website: Annotated[Words | None, _param("Codes of technologies, such as SH for Shopify.", "technology")] = None
    themes: Annotated[Words | None, _param("Themes of the store.", "theme")] = None
    apps: Annotated[Words | None, Param(doc="Apps of the store.")] = None
    excludeApps: Annotated[Words | None, _param("Apps to leave out.", "exclude_apps")] = None  # noqa: N815 - wire name
    min_price: Annotated[Amount | None, Param(doc=f"Lowest price of the product. {_MCP}")] = None
    max_price: Annotated[Amount | None, Param(doc=f"Highest price of the product. {_MCP}")] = None
    min_page_likes: Annotated[Whole | None, Param(doc=f"Fewest likes of the page. {_MCP}")] = None
    max_page_likes: Annotated[Whole | None, Param(doc=f"Most likes of the page. {_MCP}")] = None
    min_products_on_store: Annotated[Whole | None, Param(doc=f"Fewest products of the store. {_MCP}")] = None
    max_products_on_store: Annotated[Whole | None, Param(doc=f"Most products of the store. {_MCP}")] = None
    min_video_length: Annotated[Whole | None, Param(doc=f"Shortest video, seconds. {_MCP}")] = None
    max_video_length: Annotated[Whole | None, Param(doc=f"Longest video, seconds. {_MCP}")] = None
    min_copy_length: Annotated[Whole | None, Param(doc=f"Shortest text. {_MCP}")] = None
    max_copy_length: Annotated[Whole | None, Param(doc=f"Longest text. {_MCP}")] = None
    low_impressions: Annotated[Literal["hide"] | None, Param(doc=f"Leave out ads hardly seen. {_MCP}")] = None
    include_filter_reference: Annotated[Flag | None, Param(doc=f"Add a list of the filters. {_MCP}")] = None

    def check(self) -> None:
        """Refuse what the API ignores or answers with a 400."""
        refused = [code for code in rules.items(self.countries) if code.upper() in NOT_TARGETED]
        if refused:
            raise UsageError(
                f"adlibrary: countries: {', '.join(refused)} cannot be targeted, and the answer is a 400; "
                f'store_based_in="{refused[0].upper()}" finds the ads of stores there'
            )
        rules.countries(self, "countries", self.countries)
        rules.countries(self, "exclude_countries", self.exclude_countries)
        rules.niche_codes(self, self.niches)
        rules.both_or_neither(
            self,
            ("from_", "to"),
            ("fromlastseen", "tolastseen"),
            ("product_from", "product_to"),
            ("pagefrom", "pageto"),
        )
        if self.page and not self.scroll:
            raise UsageError(
                f"adlibrary: page={self.page} alone gives the first page again, and charges; iterate the call, or give "
                f"scroll, the page's .next"
            )


OPERATIONS = (SearchMetaAds,)
