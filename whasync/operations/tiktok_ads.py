"""Ads of TikTok."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import field

from .._core.operation import Listing, Operation, Param, Route
from ..models.tiktok_ads import TikTokAd
from . import rules
from .shared import SCROLL, AdsLimit, Amount, GreatestAge, LeastAge, Order, PathId, Scroll, Whole, Words, newest
from .tiktok_niches import TIKTOK_NICHES

_NICHE = "|".join((*TIKTOK_NICHES, r"label_\d{8}"))


class SearchTikTokAds(Listing[TikTokAd], frozen=True, kw_only=True):
    """Ads of TikTok, page by page.

    Pages go on by `scroll` with the same filters. The date filters did nothing when they were tried through the MCP
    surface, where a search gave about 19 rows at most.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/tiktok-ads", paging=SCROLL)

    keyword: Annotated[str | None, Param(doc="Words to look for.", aliases=("q", "search"))] = None
    searchkeyword: Annotated[
        str | None, Param(doc="Where to look for the keyword; its values are not documented. Default All.")
    ] = None
    countries: Annotated[
        Words | None,
        Param(doc="Markets, ISO 3166-1 alpha-2, a list or text with commas.", upper=True, among="countries"),
    ] = None
    sorting: Annotated[
        Literal[
            "likes",
            "shares",
            "comments",
            "datefound",
            "lastseen",
            "adspend",
            "adsetamount",
            "consistency",
            "daysrunning",
        ]
        | None,
        Param(doc="What to sort by. Default likes."),
    ] = None
    sortdirection: Order = None
    niches: Annotated[
        Words | None, Param(doc=f"Any of {', '.join(TIKTOK_NICHES)}, or label_ and eight digits.", aliases=("niche",))
    ] = None
    min: Annotated[Whole | None, Param(doc="Fewest likes.", floor="likes")] = None
    max: Annotated[Whole | None, Param(doc="Most likes.", ceiling="likes")] = None
    mincomments: Annotated[Whole | None, Param(doc="Fewest comments.", floor="comments")] = None
    maxcomments: Annotated[Whole | None, Param(doc="Most comments.", ceiling="comments")] = None
    minshares: Annotated[Whole | None, Param(doc="Fewest shares.", floor="shares")] = None
    maxshares: Annotated[Whole | None, Param(doc="Most shares.", ceiling="shares")] = None
    scaling: Annotated[
        Literal["All", "upscaling", "nodownscaling", "downscaling"] | None, Param(doc="How the ad's copies move.")
    ] = None
    languages: Annotated[Words | None, Param(doc="Languages of the ad, such as de.")] = None
    websites: Annotated[Words | None, Param(doc="Systems of the store: SH, WOO, MAG, BIG.")] = None
    from_: Annotated[
        date | None, Param(doc="Started on this day or later. Needs `to`.", aliases=("date_from",), floor="started")
    ] = field(default=None, name="from")
    to: Annotated[
        date | None,
        Param(doc="Started on this day or earlier. Needs `from_`.", aliases=("date_to",), ceiling="started"),
    ] = None
    fromlastseen: Annotated[
        date | None, Param(doc="Last seen on this day or later. Needs the other end.", aliases=("last_seen_from",))
    ] = None
    tolastseen: Annotated[
        date | None, Param(doc="Last seen on this day or earlier. Needs the other end.", aliases=("last_seen_to",))
    ] = None
    product_from: Annotated[
        date | None, Param(doc="Product made on this day or later.", aliases=("product_created_from",))
    ] = None
    product_to: Annotated[
        date | None, Param(doc="Product made on this day or earlier.", aliases=("product_created_to",))
    ] = None
    pagetype: Annotated[Literal["All", "collections"] | None, Param(doc="What the ad leads to.")] = None
    mintraffic: Annotated[Whole | None, Param(doc="Fewest visits of the store a month.")] = None
    maxtraffic: Annotated[Whole | None, Param(doc="Most visits of the store a month.")] = None
    mindays: LeastAge = None
    maxdays: GreatestAge = None
    minadspend: Annotated[Amount | None, Param(doc="Least spend. Seen in use, not documented.", floor="spend")] = None
    maxadspend: Annotated[Amount | None, Param(doc="Most spend. Seen in use, not documented.", ceiling="spend")] = None
    scroll: Scroll = None
    limit: AdsLimit = None

    def check(self) -> None:
        """Refuse codes of other networks, which are a 400 here, and half a window."""
        rules.countries(self, "countries", self.countries)
        rules.each(
            self,
            "niches",
            self.niches,
            _NICHE,
            f"{', '.join(TIKTOK_NICHES)}, or label_ and eight digits; the codes of two letters are the other networks'",
        )
        rules.each(self, "websites", self.websites, "SH|WOO|MAG|BIG", "SH, WOO, MAG, BIG")
        rules.both_or_neither(self, ("from_", "to"), ("fromlastseen", "tolastseen"), ("product_from", "product_to"))


class ReadTikTokAd(Operation[TikTokAd], frozen=True, kw_only=True):
    """One ad of TikTok.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/tiktok-ads/{id}")

    id: PathId


OPERATIONS = (SearchTikTokAds, ReadTikTokAd)
