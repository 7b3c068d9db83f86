"""Categories of the TikTok Shop: explore, count, the tree, and the best of each."""

from __future__ import annotations

from typing import Annotated, ClassVar, Generic, Literal

from .._core.operation import Listing, Param, R_co, Route, Source
from ..models.categories import Category
from ..models.counts import Count
from ..models.creators import Creator
from ..models.products import Product
from ..models.shops import Shop
from ..models.totals import DayFigures
from .explore import SHOP, After, CheckpointJump, ExploreLimit, ExplorePage, IncludeTotal, Market, count, explore
from .shared import Order, newest


class Categories(Market[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Filters of categories. More exist whose names are not known; `extra` sends one."""

    level: Annotated[Literal[1, 2, 3] | None, Param(doc="Depth in the tree of categories, 1 to 3.", among="level")] = (
        None
    )


class ExploreCategories(Categories[Category], Listing[Category], frozen=True, kw_only=True):
    """Categories of a market, by revenue.

    The figures cover `period`, and the sort follows it.

    Source: API documentation, TikTok Shop filters; `level` and the default sort from the digest.
    """

    route: ClassVar[Route] = explore("categories")

    page: ExplorePage = None
    limit: ExploreLimit = None
    after: After = None
    include_total: IncludeTotal = None
    checkpoint_jump: CheckpointJump = None
    sort: Annotated[str | None, Param(doc="What to sort by. Default revenue_origin.")] = None
    order: Order = None


class CountCategories(Categories[Count], frozen=True, kw_only=True):
    """How many categories match the filters of `explore`.

    The answer's shape is not documented; every likely one is read.

    Source: API documentation, TikTok Shop filters.
    """

    route: ClassVar[Route] = count("categories")


def _route(name: str, verb: str = "GET") -> Route:
    return newest(f"{SHOP}/categories/{name}", verb, parameters=Source.INFERRED)


class ListCategoryHierarchy(Market[Category], Listing[Category], frozen=True, kw_only=True):
    """The tree of categories, each with its children.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("hierarchy")


class ListCategoryLayers(Market[Category], Listing[Category], frozen=True, kw_only=True):
    """The categories level by level, each with its parent's id.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("layers")


class ReadCategorySummary(Market[Category], frozen=True, kw_only=True):
    """Figures of a category in short.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("summary")


class ListCategoryHistory(Market[DayFigures], Listing[DayFigures], frozen=True, kw_only=True):
    """Revenue and units sold in a category, day by day.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("history")


class ListCategorySiblings(Market[Category], Listing[Category], frozen=True, kw_only=True):
    """The categories beside a category.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("siblings")


class ListTopProducts(Market[Product], Listing[Product], frozen=True, kw_only=True):
    """The best products of a category.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("top-products", "POST")


class ListTopShops(Market[Shop], Listing[Shop], frozen=True, kw_only=True):
    """The best shops of a category.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("top-shops", "POST")


class ListTopCreators(Market[Creator], Listing[Creator], frozen=True, kw_only=True):
    """The best creators of a category.

    Parameters are presumed to be those that explore shares; the answer's shape is inferred.

    Source: digest of the documentation for the path.
    """

    route: ClassVar[Route] = _route("top-creators", "POST")


EXPLORE_AND_COUNT = (ExploreCategories, CountCategories)
TREE = (
    ListCategoryHierarchy,
    ListCategoryLayers,
    ReadCategorySummary,
    ListCategoryHistory,
    ListCategorySiblings,
    ListTopProducts,
    ListTopShops,
    ListTopCreators,
)
