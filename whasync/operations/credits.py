"""The balances."""

from __future__ import annotations

from typing import ClassVar

from .._core.operation import Operation, Route, Source
from .._core.plan import plan
from .._core.wire import Request
from ..models.credits import Balance, ShopCredits


class ReadCredits(Operation[Balance], frozen=True, kw_only=True):
    """The month's pool of credits: used, limit, remaining, add-on packs.

    The reading is itself a call, and costs. `wh.ledger` tells the same at any time without a call.

    Source: digest of the documentation. Accounts of the older generation answer 404; then the other route is asked,
    which has their pool.
    """

    route: ClassVar[Route] = Route(
        path="/api/v1/credits",
        twin="/api/v1/tiktok-shop/credits",
        reads_balance=True,
        container="credits",
        source=Source.DIGEST,
        parameters_source=Source.DIGEST,
        generation="C",
    )


class ReadShopCredits(Operation[ShopCredits], frozen=True, kw_only=True):
    """The credits of the TikTok Shop: the month's pool in the older generation, the day's searches in the newest.

    `.pool` tells which of the two it is: the balance, or None.

    Source: API documentation, Getting started; digest of the documentation for the newest generation.
    """

    route: ClassVar[Route] = Route(path="/api/v1/tiktok-shop/credits", container="credits")


OPERATIONS = (ReadCredits, ReadShopCredits)


def readings(origin: str) -> list[Request]:
    """What tells the balance, by either generation's path."""
    route = ReadCredits.route
    return [plan(ReadCredits(), origin, path) for path in (route.path, route.twin) if path is not None]
