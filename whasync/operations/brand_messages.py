"""What the ads of one tracked brand say, by the tabs that gather it.

No row is documented. Running code tries one name after the other, and so does the one model they share.
"""

from __future__ import annotations

from typing import ClassVar

from .._core.operation import Listing, Route
from ..models.brand_analytics import Insight
from .brand_tab import Tab, tab


class ListBrandCopies(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """The texts of a brand's ads, and how many ads have each.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("ad-copies")


class ListBrandHeadlines(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """The headlines of a brand's ads, and how many ads have each.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("ad-headlines")


class ListBrandHooks(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """The first words of a brand's ads, and how many ads have each.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("ad-hooks")


class ListBrandPersonas(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """Whom a brand's ads speak to.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("personas")


class ListBrandThemes(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """What a brand's ads are about.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("themes")


class ListBrandAngles(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """How a brand's ads argue.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("angles")


class ListBrandDesires(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """The desires that a brand's ads speak to.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("desires")


class ListBrandEmotions(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """The emotions that a brand's ads speak to.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("emotions")


class ListBrandAwarenessStages(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """How much the people a brand's ads speak to know already.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("awareness-stages")


class ListBrandFunnelStages(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """How near to buying the people are whom a brand's ads speak to.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("funnel-stages")


class ListBrandUsps(Tab[Insight], Listing[Insight], frozen=True, kw_only=True):
    """What sets a brand apart, as its ads say.

    Source: digest of the documentation; its rows are read by the names that running code tries.
    """

    route: ClassVar[Route] = tab("usps")


OPERATIONS = (
    ListBrandCopies,
    ListBrandHeadlines,
    ListBrandHooks,
    ListBrandPersonas,
    ListBrandThemes,
    ListBrandAngles,
    ListBrandDesires,
    ListBrandEmotions,
    ListBrandAwarenessStages,
    ListBrandFunnelStages,
    ListBrandUsps,
)
