"""The asyncio client of the WinningHunter API.

    import whasync

    async with whasync.Session() as wh:
        async for product in wh.tiktok_shop.products.explore(country="US", min_revenue=50_000):
            print(product.id, product.title, product.revenue)

What is not an error is loaded when it is first asked for: `import whasync` alone loads no aiohttp.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .errors import (
    AccessError,
    AuthenticationError,
    BadRequestError,
    BudgetExceededError,
    CountryDefaultWarning,
    CreditsExhaustedError,
    CursorExpiredError,
    DailyQuotaError,
    DecodeError,
    FilterIgnoredWarning,
    KeyFormatWarning,
    NotFoundError,
    NotJSONError,
    PlanError,
    RateLimitError,
    ResponseError,
    ServerError,
    TransportError,
    TransportTimeoutError,
    UsageError,
    WaitExceededError,
    WhasyncError,
    WhasyncWarning,
)

if TYPE_CHECKING:
    from ._core.backoff import Backoff
    from ._core.decode import Page
    from ._core.ledger import Ledger
    from ._core.wire import Answer, Request
    from ._io.observe import Event
    from ._io.transport import Timeouts
    from .session import Session
    from .walk import Walk

__version__ = "0.1.0.dev0"

_LAZY = {
    "Answer": "._core.wire",
    "Backoff": "._core.backoff",
    "Event": "._io.observe",
    "Ledger": "._core.ledger",
    "Page": "._core.decode",
    "Request": "._core.wire",
    "Session": ".session",
    "Timeouts": "._io.transport",
    "Walk": ".walk",
}

__all__ = [
    "AccessError",
    "Answer",
    "AuthenticationError",
    "Backoff",
    "BadRequestError",
    "BudgetExceededError",
    "CountryDefaultWarning",
    "CreditsExhaustedError",
    "CursorExpiredError",
    "DailyQuotaError",
    "DecodeError",
    "Event",
    "FilterIgnoredWarning",
    "KeyFormatWarning",
    "Ledger",
    "NotFoundError",
    "NotJSONError",
    "Page",
    "PlanError",
    "RateLimitError",
    "Request",
    "ResponseError",
    "ServerError",
    "Session",
    "Timeouts",
    "TransportError",
    "TransportTimeoutError",
    "UsageError",
    "WaitExceededError",
    "Walk",
    "WhasyncError",
    "WhasyncWarning",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_LAZY[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
