"""The two pools that the API calls credits."""

from __future__ import annotations

from .._core.record import Record


class Balance(Record, frozen=True, kw_only=True):
    """The month's pool of credits (API documentation, Getting started; digest of the documentation).

    Attributes:
        used: Credits used this month, this reading's own included.
        limit: Credits a month by the plan.
        remaining: What is left of them.
        addon_remaining: What is left of add-on packs, which are spent after the monthly credits.
    """

    used: int
    limit: int
    remaining: int
    addon_remaining: int = 0

    @property
    def total_remaining(self) -> int:
        """Credits that calls can still spend."""
        return self.remaining + self.addon_remaining
