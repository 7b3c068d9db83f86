"""Topics that grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from .._core.operation import Listing, Operation, Paging, Param, Route
from ..models.trends import Trend
from . import rules
from .shared import Text, Whole, newest

# The size of a page cannot be chosen and is not documented: 20 is what users step by, 36 rows were seen in one answer.
_OFFSET = Paging(by="offset", param="offset", first=0, size=None, rows=None)


def _route(name: str, paging: Paging | None = None) -> Route:
    return newest(f"/api/v1/trends/{name}", "POST", paging=paging, container="result")


class SearchTrends(Listing[Trend], frozen=True, kw_only=True):
    """Topics that people search more and more; all of them, if nothing is asked for.

    The words must be an exact topic: to look for part of one, browse and filter the rows yourself.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _route("search", _OFFSET)
    refused: ClassVar[Mapping[str, str]] = {"deduct": "is for the dashboard's browser alone"}

    query: Annotated[str | None, Param(doc="A topic, exactly; leave it out to browse.", aliases=("keyword",))] = None
    offset: Annotated[Whole | None, Param(doc="Rows to pass over. Iterating sends it for you.")] = None
    category: Annotated[str | None, Param(doc="Category; its values are not documented.")] = None
    timeframe: Annotated[
        Literal["default", "3", "6", "12", "24"] | None, Param(doc="Months that the growth is told over.")
    ] = None
    sorting: Annotated[
        Literal["default", "growth", "gradient", "exponent", "absolute_volume", "date_added"] | None,
        Param(doc="What to sort by."),
    ] = None


class ReadTrend(Operation[Trend], frozen=True, kw_only=True):
    """One topic, by its name or its slug.

    Source: digest of the documentation; the answer's shape is inferred from the search's.
    """

    route: ClassVar[Route] = _route("detail")

    topic: Annotated[str | None, Param(doc="The topic, exactly: a row's `title`. This or `slug`.")] = None
    slug: Annotated[str | None, Param(doc="Its slug: a row's `id`. This or `topic`.")] = None

    def check(self) -> None:
        """Refuse a question about nothing."""
        rules.one_of(self, "topic", "slug")


class CompleteTrend(Listing[Trend], frozen=True, kw_only=True):
    """Topics that begin like a word: the way to an exact topic.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = _route("autocomplete")

    keyword: Annotated[Text, Param(doc="The beginning of a topic.", aliases=("query",))]


OPERATIONS = (SearchTrends, ReadTrend, CompleteTrend)
