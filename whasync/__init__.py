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
    SharedStateError,
    TransportError,
    TransportTimeoutError,
    UsageError,
    WaitExceededError,
    WhasyncError,
    WhasyncWarning,
)

if TYPE_CHECKING:
    from ._core.alarm import Alert, Forecast
    from ._core.backoff import Backoff
    from ._core.decode import Page, Rejected
    from ._core.drift import FieldDrift
    from ._core.lanes import Lane
    from ._core.ledger import Ledger
    from ._core.saved import Saved
    from ._core.timeouts import Timeouts
    from ._core.wire import Answer, Request
    from ._io.chain import Handler, Middleware
    from ._io.events import AttemptEvent, Begun, Event, OperationEvent
    from ._io.followers import Follower, Observer
    from .budget import Budget
    from .cache import Cache
    from .calls import View
    from .checkup import doctor
    from .pool import SessionPool
    from .session import Session
    from .verify import FilterReport
    from .walk import Walk

__version__ = "0.1.0"

_LAZY = {
    "Alert": "._core.alarm",
    "Answer": "._core.wire",
    "AttemptEvent": "._io.events",
    "Backoff": "._core.backoff",
    "Begun": "._io.events",
    "Budget": ".budget",
    "Cache": ".cache",
    "Event": "._io.events",
    "FieldDrift": "._core.drift",
    "FilterReport": ".verify",
    "Follower": "._io.followers",
    "Forecast": "._core.alarm",
    "Handler": "._io.chain",
    "Lane": "._core.lanes",
    "Ledger": "._core.ledger",
    "Middleware": "._io.chain",
    "Observer": "._io.followers",
    "OperationEvent": "._io.events",
    "Page": "._core.decode",
    "Rejected": "._core.decode",
    "Request": "._core.wire",
    "Saved": "._core.saved",
    "Session": ".session",
    "SessionPool": ".pool",
    "Timeouts": "._core.timeouts",
    "View": ".calls",
    "Walk": ".walk",
    "doctor": ".checkup",
}

__all__ = [
    "AccessError",
    "Alert",
    "Answer",
    "AttemptEvent",
    "AuthenticationError",
    "Backoff",
    "BadRequestError",
    "Begun",
    "Budget",
    "BudgetExceededError",
    "Cache",
    "CountryDefaultWarning",
    "CreditsExhaustedError",
    "CursorExpiredError",
    "DailyQuotaError",
    "DecodeError",
    "Event",
    "FieldDrift",
    "FilterIgnoredWarning",
    "FilterReport",
    "Follower",
    "Forecast",
    "Handler",
    "KeyFormatWarning",
    "Lane",
    "Ledger",
    "Middleware",
    "NotFoundError",
    "NotJSONError",
    "Observer",
    "OperationEvent",
    "Page",
    "PlanError",
    "RateLimitError",
    "Rejected",
    "Request",
    "ResponseError",
    "Saved",
    "ServerError",
    "Session",
    "SessionPool",
    "SharedStateError",
    "Timeouts",
    "TransportError",
    "TransportTimeoutError",
    "UsageError",
    "View",
    "WaitExceededError",
    "Walk",
    "WhasyncError",
    "WhasyncWarning",
    "doctor",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_LAZY[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
