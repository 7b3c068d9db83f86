"""Every exception and warning that whasync raises.

WhasyncError
├── UsageError(ValueError)        wrong before it left the process; nothing sent, nothing charged
├── BudgetExceededError           the ledger or a budget says no; nothing sent
├── WaitExceededError             the turn comes later than max_wait or deadline allows
├── SharedStateError              where the processes meet cannot be reached, or is of no use; nothing sent
├── TransportError                no whole answer; `sent` tells whether it may have been charged
│   └── TransportTimeoutError
├── ResponseError                 the API answered, and the answer is a refusal
│   ├── AuthenticationError       401
│   ├── AccessError               403: the plan has no API access
│   ├── PlanError                 200 with `upgrade`: the plan does not cover this filter
│   ├── DailyQuotaError           403 insufficient_credits: the TikTok daily search quota
│   ├── BadRequestError           400, or 200 with success false
│   │   └── CursorExpiredError    the cursor of a walk is too old
│   ├── NotFoundError             404 of either kind
│   ├── RateLimitError            429 without credits
│   ├── CreditsExhaustedError     429 with credits
│   ├── ServerError               5xx after all attempts
│   └── NotJSONError              HTML, or a redirect to /login: not the API
└── DecodeError                   JSON, but not the documented shape

Every error pickles. None holds the key: what is kept of a request is what stood in it before authentication.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any


class WhasyncError(Exception):
    """Base of every exception that whasync raises."""

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with `args` alone, and lose or refuse the keyword-only attributes.
        return _revive, (type(self), self.args, self.__dict__.copy())


def _revive(kind: type[WhasyncError], args: tuple[Any, ...], attributes: dict[str, Any]) -> WhasyncError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class UsageError(WhasyncError, ValueError):
    """The call was wrong before it left the process. Nothing was sent, nothing was charged."""


class BudgetExceededError(WhasyncError):
    """The ledger or a budget says no. Nothing was sent, nothing was charged by this attempt.

    Attributes:
        resets_at: When the month, or the budget's day or month, ends by the server's clock, in UTC; None where nothing
            begins anew, or the server's clock is not known.
        budget: The name of the budget that forbids it; None where the account does.
    """

    resets_at: datetime | None = None
    budget: str | None = None


class WaitExceededError(WhasyncError):
    """The turn comes later than `max_wait` or `deadline` allows. No slot and no credit was taken.

    Attributes:
        retry_after: Seconds until the turn would come.
    """

    def __init__(self, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SharedStateError(WhasyncError):
    """Where the processes meet cannot be reached, or is of no use. Nothing was sent, nothing was charged."""


class TransportError(WhasyncError):
    """No whole answer came.

    Attributes:
        sent: Whether the request left the process. If so the call may have been charged, and the ledger has a
            credit in doubt; if not, nothing was charged.
        attempts: How many times the request was sent.
    """

    def __init__(self, message: str, *, sent: bool = False) -> None:
        super().__init__(message)
        self.sent = sent
        self.attempts = int(sent)


class TransportTimeoutError(TransportError):
    """Connecting, reading, or the whole exchange took longer than its deadline."""


class ResponseError(WhasyncError):
    """The API answered, and the answer is a refusal.

    Attributes:
        status: HTTP status of the last answer.
        operation: Dotted name of the operation, such as `tiktok_shop.products.explore`.
        attempts: How many times the request was sent; 0 where another call's answer spared it.
        body: The last answer's body.
        method, url, content_type, sent_body: The request as it went out, without its credential.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        operation: str = "",
        attempts: int = 1,
        body: bytes = b"",
        method: str = "GET",
        url: str = "",
        content_type: str | None = None,
        sent_body: bytes = b"",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.operation = operation
        self.attempts = attempts
        self.body = body
        self.method = method
        self.url = url
        self.content_type = content_type
        self.sent_body = sent_body

    def curl(self) -> str:
        """The request as a shell command for a report to support; the key stands there as `$WH_API_KEY`."""
        words = ["curl", "-i", "-X", self.method, "-H", '"X-API-Key: $WH_API_KEY"']
        if self.content_type is not None:
            words += ["-H", shlex.quote(f"Content-Type: {self.content_type}")]
        words.append(shlex.quote(self.url))
        if self.sent_body:
            words += ["--data-binary", shlex.quote(self.sent_body.decode("utf-8", "replace"))]
        return " ".join(words)


class AuthenticationError(ResponseError):
    """401: the key is missing, unknown or was regenerated. Nothing was charged, and no slot was counted upstream."""


class AccessError(ResponseError):
    """403: the key is known, but its plan has no API access. Nothing was charged."""


class PlanError(ResponseError):
    """200 with `upgrade` instead of rows: the plan does not cover a filter that was used. The credit is gone."""


class DailyQuotaError(ResponseError):
    """403 `insufficient_credits`: today's TikTok searches are used up, a pool apart from the credits. Not charged."""


class BadRequestError(ResponseError):
    """400, or 200 with `success: false`. Whether a 400 was charged is not documented: its credit is in doubt.

    Attributes:
        allowed_values: What the API says it would have taken, or an empty tuple.
        hint: The API's own advice, or None.
    """

    allowed_values: Sequence[Any] = ()
    hint: str | None = None


class CursorExpiredError(BadRequestError):
    """The walk's cursor is too old, unknown or of other filters. Iterating starts over, and skips what it gave."""


class NotFoundError(ResponseError):
    """404: an unknown endpoint (JSON), or a request that no route matched (HTML). The message says what to check.

    Attributes:
        routed: Whether a handler answered that there is no such record, so that path and verb are right.
    """

    routed: bool = False


class RateLimitError(ResponseError):
    """429 without credits: over the limit per minute, after all attempts. Nothing was charged.

    Attributes:
        retry_after: Seconds to wait before the next call, by the server's word or else by the session's own pause.
    """

    retry_after: float = 0.0


class CreditsExhaustedError(ResponseError):
    """429 with credits: the month's credits are gone. Nothing was charged; waiting does not help before the reset.

    Attributes:
        credits: The balance that came with the refusal, such as `{"used": 20000, "limit": 20000, "remaining": 0}`.
        resets_at: When the server's month ends, in UTC, or None where the server's clock is not known.
        purchase_url: Where more can be bought, or None.
    """

    credits: Mapping[str, int] | None = None
    resets_at: datetime | None = None
    purchase_url: str | None = None


class ServerError(ResponseError):
    """5xx after all attempts. A 500 of the API gives its credit back; after a proxy's 5xx it is in doubt."""


class NotJSONError(ResponseError):
    """HTML, a cut or broken body, or a redirect: what answered is not the API, or not all of it."""


class DecodeError(WhasyncError):
    """The answer is JSON, but not of the documented shape. The credit is spent.

    Attributes:
        path: Where in the answer, such as `$.data.revenue`.
        operation: Dotted name of the operation.
        body: The answer's body.
    """

    def __init__(self, message: str, *, path: str = "$", operation: str = "", body: bytes = b"") -> None:
        super().__init__(message)
        self.path = path
        self.operation = operation
        self.body = body


class WhasyncWarning(UserWarning):
    """Base of every warning that whasync gives."""


class KeyFormatWarning(WhasyncWarning):
    """The key is not of the documented form, `wh_` and 48 hexadecimal digits. It is used all the same."""


class FilterIgnoredWarning(WhasyncWarning):
    """The server ignored a filter: rows came that break it. The credit is spent all the same."""


class CountryDefaultWarning(WhasyncWarning):
    """No country was given, so the answer is about the United States."""
