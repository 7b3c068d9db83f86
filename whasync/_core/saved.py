"""What need not be asked again."""

from __future__ import annotations

import msgspec


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """Credits that calls of a session did not cost. Refusals that were shared are not counted.

    Attributes:
        coalesced: By calls that got the answer of an equal one under way.
        cached: By calls that were answered from the cache.
        stale: By calls that got an answer beyond its time, because there were no credits for a new one.
    """

    coalesced: int = 0
    cached: int = 0
    stale: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.coalesced + self.cached + self.stale
