"""The two pools that the API calls credits."""

from __future__ import annotations

from .._core.record import Record, spelt


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


class ShopCredits(Record, frozen=True, kw_only=True):
    """What `tiktok-shop/credits` answers: the month's pool, or the day's quota of searches (both documented).

    Attributes:
        used: Credits used this month; None where the answer is the quota. So are `limit` and `remaining`.
        searches_remaining: Searches left today; None where the answer is the pool, or where there is no limit.
        searches_unlimited: Whether searches are without limit.
    """

    used: int | None = None
    limit: int | None = None
    remaining: int | None = None
    addon_remaining: int | None = None
    searches_remaining: int | None = spelt(first="credits_remaining")
    searches_unlimited: bool | None = spelt(first="credits_unlimited")

    @property
    def pool(self) -> Balance | None:
        """The month's pool, or None where the answer is the quota."""
        if self.remaining is None:
            return None
        return Balance(
            used=self.used or 0,
            limit=self.limit or 0,
            remaining=self.remaining,
            addon_remaining=self.addon_remaining or 0,
        )
