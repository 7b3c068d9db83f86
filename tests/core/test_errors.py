"""The tree of errors: its shape, its pickles, its curl."""

from __future__ import annotations

import copy
import pickle
import shlex
from datetime import UTC, datetime
from typing import Any

import pytest

from whasync import errors
from whasync.errors import ResponseError, UsageError, WhasyncError

# Class and direct base, as they are documented.
TREE = {
    "UsageError": "WhasyncError",
    "BudgetExceededError": "WhasyncError",
    "WaitExceededError": "WhasyncError",
    "SharedStateError": "WhasyncError",
    "TransportError": "WhasyncError",
    "TransportTimeoutError": "TransportError",
    "ResponseError": "WhasyncError",
    "AuthenticationError": "ResponseError",
    "AccessError": "ResponseError",
    "PlanError": "ResponseError",
    "DailyQuotaError": "ResponseError",
    "BadRequestError": "ResponseError",
    "CursorExpiredError": "BadRequestError",
    "NotFoundError": "ResponseError",
    "RateLimitError": "ResponseError",
    "CreditsExhaustedError": "ResponseError",
    "ServerError": "ResponseError",
    "NotJSONError": "ResponseError",
    "DecodeError": "WhasyncError",
}

RESPONSE = {
    "status": 418,
    "operation": "brands",
    "attempts": 3,
    "body": b'{"error": "x"}',
    "method": "POST",
    "url": "https://api.test/api/v1/brands",
    "content_type": "application/json",
    "sent_body": b'{"country":"US"}',
}
OWN: dict[str, dict[str, Any]] = {
    "BadRequestError": {"allowed_values": ("US", "GB"), "hint": "use store_based_in"},
    "CursorExpiredError": {"allowed_values": (), "hint": "start over"},
    "NotFoundError": {"routed": True},
    "RateLimitError": {"retry_after": 1.5},
    "CreditsExhaustedError": {
        "credits": {"used": 20_000, "limit": 20_000, "remaining": 0},
        "resets_at": datetime(2026, 12, 1, tzinfo=UTC),
        "purchase_url": "https://api.test/billing",
    },
}


def tree() -> dict[str, str]:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, WhasyncError)]
    return {kind.__name__: kind.__bases__[0].__name__ for kind in kinds if kind is not WhasyncError}


def made(name: str) -> WhasyncError:
    """One of each, with every attribute set to something that is not its default."""
    kind: Any = getattr(errors, name)
    error: WhasyncError
    if name == "WaitExceededError":
        error = kind("message", retry_after=2.5)
    elif name == "DecodeError":
        error = kind("message", path="$.data", operation="brands", body=b"{}")
    elif name.startswith("Transport"):
        error = kind("message", sent=True)
    else:
        error = kind("message", **(RESPONSE if issubclass(kind, ResponseError) else {}))
    for attribute, value in OWN.get(name, {}).items():
        setattr(error, attribute, value)
    return error


def test_the_tree_is_the_documented_one() -> None:
    assert tree() == TREE


def test_the_docstring_draws_the_tree() -> None:
    lines = (errors.__doc__ or "").splitlines()
    drawn = [line.lstrip("├└│─ ").partition(" ")[0].removesuffix("(ValueError)") for line in lines if "── " in line]
    assert drawn == list(TREE)


def test_wrong_usage_is_a_value_error_too() -> None:
    assert issubclass(UsageError, ValueError)


@pytest.mark.parametrize("name", TREE)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_pickles_with_all_its_attributes(name: str, protocol: int) -> None:
    error = made(name)
    back = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - made a moment ago
    assert type(back) is type(error)
    assert (str(back), back.args, back.__dict__) == (str(error), error.args, error.__dict__)


@pytest.mark.parametrize("name", TREE)
def test_an_error_can_be_copied(name: str) -> None:
    error = made(name)
    assert copy.copy(error).__dict__ == copy.deepcopy(error).__dict__ == error.__dict__


@pytest.mark.parametrize("name", TREE)
def test_an_error_with_a_message_alone_pickles_with_its_defaults(name: str) -> None:
    error = getattr(errors, name)("message")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - made a moment ago
    assert (str(back), vars(back)) == ("message", vars(error))


def test_curl_of_a_get_names_the_key_by_its_variable() -> None:
    error = ResponseError("message", url="https://api.test/api/v1/brands?q=it's&ids=1,2")
    assert error.curl() == (
        """curl -i -X GET -H "X-API-Key: $WH_API_KEY" 'https://api.test/api/v1/brands?q=it'"'"'s&ids=1,2'"""
    )


def test_curl_of_a_post_carries_its_body_to_the_byte() -> None:
    body = '{"name":"it\'s $5 \\"café\\" `x`"}'
    error = ResponseError(
        "message", method="POST", url="https://api.test/x", content_type="application/json", sent_body=body.encode()
    )
    assert shlex.split(error.curl()) == [
        *("curl", "-i", "-X", "POST", "-H", "X-API-Key: $WH_API_KEY", "-H", "Content-Type: application/json"),
        *("https://api.test/x", "--data-binary", body),
    ]
