"""The niches of the ad searches."""

from __future__ import annotations

from typing import Any

from .._core.mend import to_number
from .._core.record import Record


class NicheCounts(Record, frozen=True, kw_only=True):
    """How many ads each niche has. The answer's shape is not documented: an object of numbers by code is read."""

    @property
    def counts(self) -> dict[str, int]:
        """Ads by the niche's code of two letters."""
        numbers: dict[str, Any] = {code: to_number(value) for code, value in self.extra.items()}
        return {code: int(number) for code, number in numbers.items() if isinstance(number, int | float)}
