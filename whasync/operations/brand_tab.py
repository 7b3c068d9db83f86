"""What the tabs of one tracked brand share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal

from .._core.operation import Operation, Paging, Param, R_co, Route, Source
from ..errors import UsageError
from .shared import BrandId, newest


def tab(name: str, paging: Paging | None = None, parameters: Source = Source.DIGEST) -> Route:
    """The route of a tab. Older documentation has the tabs for the dashboard's session only: a 404 then says so."""
    return newest(f"/api/v1/brands/{name}", paging=paging, parameters=parameters)


class Tab(Operation[R_co], Generic[R_co], frozen=True, kw_only=True):
    """Parameters of every tab: the brand, and the ads' window."""

    id: BrandId
    date_range: Annotated[
        Literal["all", "live", "7d", "30d", "3m", "6m", "custom"] | None,
        Param(
            doc="Which ads: all of them (the default), those seen in the last 3 or 4 days (live), those that started "
            "within a window, or between date_from and date_to (custom)."
        ),
    ] = None
    date_from: Annotated[date | None, Param(doc="First day of the start, with date_range=custom.", floor="started")] = (
        None
    )
    date_to: Annotated[date | None, Param(doc="Last day of the start, with date_range=custom.", ceiling="started")] = (
        None
    )

    def check(self) -> None:
        """Refuse a window that the API would take for none: custom without both days, or days without custom."""
        days = (self.date_from is not None) + (self.date_to is not None)
        if (self.date_range == "custom" and days < 2) or (days and self.date_range != "custom"):
            raise UsageError(
                f"{self.route.name}: date_range=custom, date_from and date_to go together; with fewer of "
                f"the three the API filters nothing, and charges"
            )
