"""What a backend answers when a call of its own fails: one table for all frameworks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Literal

import msgspec
from msgspec.structs import replace

from .. import errors
from ..errors import WhasyncError

MEDIA_TYPE = "application/problem+json"

UsageStatus = Literal[400, 422, 500]
"""Whose fault a wrong argument is: 400 or 422 for the caller's, who is told what is wrong, 500 for the backend's."""

CreditsStatus = Literal[402, 503]
"""What to answer where no credits are left: 402, to be paid for, or 503, out of service."""

Code = Literal[
    "busy", "out_of_credits", "not_found", "refused", "unavailable", "upstream", "upstream_timeout", "internal"
]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to somebody who does not know, and need not know, what stands behind the backend.

    Attributes:
        code: Tells apart what has the same status.
        detail: Says nothing of upstream, of the key or of the account.
        retry_after: Whole seconds, or None where waiting does not help or nobody knows how long.
    """

    status: int
    code: Code
    detail: str
    retry_after: int | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The content type, and `Retry-After`."""
        headers = {"Content-Type": MEDIA_TYPE}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        return headers

    @property
    def body(self) -> bytes:
        """The members of RFC 9457, without a type of its own, and the code."""
        title = HTTPStatus(self.status).phrase
        return msgspec.json.encode({"title": title, "status": self.status, "detail": self.detail, "code": self.code})


_BUSY = Problem(status=503, code="busy", detail="Too many requests wait for their turn.")
_NO_CREDITS = Problem(status=503, code="out_of_credits", detail="No credits are left.")
_AWAY = Problem(status=503, code="unavailable", detail="A part of this service cannot be reached.")
_UPSTREAM = Problem(status=502, code="upstream", detail="A service behind this one failed.")
_LATE = Problem(status=504, code="upstream_timeout", detail="A service behind this one did not answer in time.")
_NOT_FOUND = Problem(status=404, code="not_found", detail="There is no such record.")
_INTERNAL = Problem(status=500, code="internal", detail="This service failed.")

# The nearest class of an error counts. Key and plan are the backend's own, and nobody else's business: 502.
_TABLE: Mapping[type[WhasyncError], Problem] = {
    errors.WaitExceededError: _BUSY,
    errors.RateLimitError: _BUSY,
    errors.BudgetExceededError: _NO_CREDITS,
    errors.CreditsExhaustedError: _NO_CREDITS,
    errors.DailyQuotaError: _NO_CREDITS,
    errors.SharedStateError: _AWAY,
    errors.TransportTimeoutError: _LATE,
    errors.UsageError: _INTERNAL,
    WhasyncError: _UPSTREAM,
}


def problem_of(
    error: WhasyncError, *, usage: UsageStatus = 500, credits: CreditsStatus = 503, now: datetime | None = None
) -> Problem:
    """What to answer for an error.

    Args:
        usage: The status of a `UsageError`. Other than 500 it is also that of a `BadRequestError`, by which the API
            refuses a value; else the backend sent it something wrong, and that is a 502.
        credits: The status where credits or a budget are used up.
        now: The time from which a reset is counted; else this machine's.
    """
    problem = next(_TABLE[kind] for kind in type(error).__mro__ if kind in _TABLE)
    match error:
        case errors.WaitExceededError() | errors.RateLimitError():
            return replace(problem, retry_after=whole(error.retry_after))
        case errors.BudgetExceededError() | errors.CreditsExhaustedError() if error.resets_at is not None:
            left = error.resets_at - (now or datetime.now(UTC))
            return replace(problem, status=credits, retry_after=whole(left.total_seconds()))
        case _ if problem is _NO_CREDITS:
            return replace(problem, status=credits)
        case errors.NotFoundError(routed=True):
            return _NOT_FOUND
        case errors.UsageError() if usage != 500:
            return Problem(status=usage, code="refused", detail=str(error))
        case errors.BadRequestError() if usage != 500:
            return Problem(status=usage, code="refused", detail="A parameter has a value that cannot be used.")
        case _:
            return problem


def whole(seconds: float) -> int:
    """Seconds rounded up, so that whoever waits for so long is not too early."""
    return max(1, math.ceil(seconds))
