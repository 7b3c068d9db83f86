"""Other lists of the TikTok Shop: search, trending, suggestions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from .._core.operation import Listing, Param, Route
from ..models.lists import Suggestion
from ..models.products import Product
from .explore import SHOP
from .shared import Country, FromOne, Text, newest


class SearchProducts(Listing[Product], frozen=True, kw_only=True):
    """Products by words.

    `tiktok_shop.products.explore` has filters, sorts and pages.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/search")

    q: Annotated[Text, Param(doc="Words to look for.")]


class ListTrending(Listing[Product], frozen=True, kw_only=True):
    """Products that trend.

    Source: digest of the documentation; `country` is known from the MCP surface; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest(f"{SHOP}/trending")

    limit: Annotated[FromOne | None, Param(doc="Rows, from 1. The largest is not documented.")] = None
    timeframe: Annotated[str | None, Param(doc="Window; its values are not documented.")] = None
    category: Annotated[str | None, Param(doc="Category; its values are not documented.")] = None
    country: Country = None


class ListSuggestions(Listing[Suggestion], frozen=True, kw_only=True):
    """Ids and names that match the beginning of a word, most popular first: the way from a name to an id.

    An empty list costs a credit as well. Two characters or more find something; the match is partial and ignores case.

    Source: API documentation, Suggestions.
    """

    route: ClassVar[Route] = Route(path=f"{SHOP}/suggestions", container="suggestions")

    type: Annotated[Literal["categories", "shops", "creators", "products", "videos"], Param(doc="What is looked for.")]
    q: Annotated[Text, Param(doc="The beginning of a name; 2 characters or more.")]
    limit: Annotated[
        Annotated[int, Meta(ge=1, le=20)] | None, Param(doc="Rows, 1 to 20. Default 10; 20 cost the same.")
    ] = None
    country: Country = None


OPERATIONS = (SearchProducts, ListTrending, ListSuggestions)
