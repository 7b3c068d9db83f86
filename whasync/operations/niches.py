"""The niches of the ad searches."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .._core.operation import Operation, Param, Route, Source
from ..models.niches import NicheCounts
from .shared import Flag


class CountNiches(Operation[NicheCounts], frozen=True, kw_only=True):
    """The niches of the Meta and Pinterest searches by their code of two letters, with the number of ads of each.

    The one route that is not metered. Which authentication it takes is not documented.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = Route(
        path="/api/niche-counts",
        credits=0,
        source=Source.INFERRED,
        parameters_source=Source.DIGEST,
        generation="C",
    )

    refresh: Annotated[Flag | None, Param(doc="Count anew; 1 is documented.")] = None


OPERATIONS = (CountNiches,)
