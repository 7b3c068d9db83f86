"""Ads that look or read like something."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import field

from .._core.operation import Listing, Param, Route
from ..models.meta_ads import MetaAd
from . import rules
from .shared import (
    SCROLL,
    AdsLimit,
    Amount,
    FromOne,
    GreatestAge,
    LeastAge,
    PageFromZero,
    Score,
    Scroll,
    StartedFrom,
    StartedTo,
    Whole,
    Words,
)


class SearchByMagic(Listing[MetaAd], frozen=True, kw_only=True):
    """Ads of Meta that are like a text or a picture, page by page.

    Give `text`, `image` or `image_url`. Pages go on by `scroll`, which lives for an hour and goes with the same inputs
    and filters.

    Source: API documentation, Magic AI; `limit` and `activefilter` from the digest.
    """

    route: ClassVar[Route] = Route(path="/api/v1/magic-ai", verbs=("POST",), form=True, paging=SCROLL)

    text: Annotated[str | None, Param(doc="What the ad is about, in your own words.")] = None
    image: Annotated[
        bytes | None,
        Param(
            doc="A picture file's bytes, sent as a file.", allowed="a picture's bytes, on the command line in base64"
        ),
    ] = None
    image_url: Annotated[str | None, Param(doc="URL of a picture.")] = None
    page: PageFromZero = None
    scroll: Scroll = None
    limit: AdsLimit = None
    countries: Annotated[
        Words | None,
        Param(doc="Targeted markets, ISO 3166-1 alpha-2, a list or text with commas.", upper=True, among="countries"),
    ] = None
    exclude_countries: Annotated[Words | None, Param(doc="Targeted markets to leave out.", upper=True)] = None
    language: Annotated[str | None, Param(doc="Language of the ad, such as de.")] = None
    exclude_language: Annotated[str | None, Param(doc="Language to leave out.")] = None
    from_: StartedFrom = field(default=None, name="from")
    to: StartedTo = None
    fromlastseen: Annotated[
        date | None, Param(doc="Record updated on this day or later. Needs the other end.", floor="updated")
    ] = None
    tolastseen: Annotated[
        date | None, Param(doc="Record updated on this day or earlier. Needs the other end.", ceiling="updated")
    ] = None
    activefilter: Annotated[Literal["active"] | None, Param(doc="Only ads that were seen within the last 4 days.")] = (
        None
    )
    minadspend: Annotated[Amount | None, Param(doc="Least spend in EUR, where the EU publishes it.", floor="spend")] = (
        None
    )
    maxadspend: Annotated[
        Amount | None, Param(doc="Most spend in EUR, where the EU publishes it.", ceiling="spend")
    ] = None
    minactiveads: Annotated[Whole | None, Param(doc="Fewest ads that the page runs.", floor="page_active_ads")] = None
    maxactiveads: Annotated[Whole | None, Param(doc="Most ads that the page runs.", ceiling="page_active_ads")] = None
    ads_per_brand: Annotated[FromOne | None, Param(doc="Most ads of one brand in the answer.")] = None
    mindays: LeastAge = None
    maxdays: GreatestAge = None
    adscorefilter: Score = None

    def check(self) -> None:
        """Refuse a search for nothing, and half a window."""
        rules.one_of(self, "text", "image", "image_url")
        rules.countries(self, "countries", self.countries)
        rules.countries(self, "exclude_countries", self.exclude_countries)
        rules.both_or_neither(self, ("from_", "to"), ("fromlastseen", "tolastseen"))


OPERATIONS = (SearchByMagic,)
