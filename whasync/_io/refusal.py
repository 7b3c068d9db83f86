"""From a refusing answer to the exception that says what it means and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from .. import errors
from .._core.verdict import Kind
from .._core.wire import Answer

_ERRORS: Mapping[Kind, type[errors.ResponseError]] = {
    Kind.PLAN_GATE: errors.PlanError,
    Kind.HANDLER_ERROR: errors.BadRequestError,
    Kind.BAD_REQUEST: errors.BadRequestError,
    Kind.CURSOR_EXPIRED: errors.CursorExpiredError,
    Kind.UNAUTHORIZED: errors.AuthenticationError,
    Kind.NO_ACCESS: errors.AccessError,
    Kind.DAILY_QUOTA: errors.DailyQuotaError,
    Kind.UNKNOWN_ENDPOINT: errors.NotFoundError,
    Kind.NO_ROUTE: errors.NotFoundError,
    Kind.NO_RECORD: errors.NotFoundError,
    Kind.TOO_LONG: errors.ResponseError,
    Kind.RATE_LIMITED: errors.RateLimitError,
    Kind.OUT_OF_CREDITS: errors.CreditsExhaustedError,
    Kind.SERVER_ERROR: errors.ServerError,
    Kind.GATEWAY_ERROR: errors.ServerError,
    Kind.LOGIN: errors.NotJSONError,
    Kind.REDIRECT: errors.NotJSONError,
    Kind.NOT_JSON: errors.NotJSONError,
    Kind.BROKEN_JSON: errors.NotJSONError,
}

# What to do, by the API documentation's Troubleshooting page.
_ADVICE: Mapping[Kind, str] = {
    Kind.PLAN_GATE: "leave the filter out or upgrade; the credit is spent",
    Kind.HANDLER_ERROR: "check the values; the credit is spent",
    Kind.BAD_REQUEST: "check the values",
    Kind.CURSOR_EXPIRED: "start the walk over; iterating does so, and skips what it gave",
    Kind.UNAUTHORIZED: "copy the key anew from /api: regenerating it ends the old one at once",
    Kind.NO_ACCESS: "the key is known, but its plan has no API access; check plan and billing, or ask the team's admin",
    Kind.DAILY_QUOTA: "today's TikTok searches are used up, a pool apart from the credits; go on tomorrow or upgrade",
    Kind.UNKNOWN_ENDPOINT: "the endpoint is not open to keys; check the path, and that it begins with /api/v1/",
    Kind.NO_ROUTE: (
        "no route matched; check the verb (a wrong one is a 404, never a 405), that there is no trailing slash, that "
        "an id in the path holds only letters, digits, _ and -, and that the path begins with /api/v1/"
    ),
    Kind.NO_RECORD: "nothing has that id; detail routes want the internal id, not a name",
    Kind.TOO_LONG: "a server on the way refused the request line; the endpoint takes no POST: split the longest list",
    Kind.RATE_LIMITED: "another caller shares the key, or the limit is set too high",
    Kind.OUT_OF_CREDITS: "waiting does not help before the reset; once more are bought, credits() lets calls go again",
    Kind.SERVER_ERROR: "the credit was given back; if this request always fails so, send curl() to support",
    Kind.GATEWAY_ERROR: "a server on the way failed; whether the call was charged is in doubt",
    Kind.LOGIN: "the path is for the browser's session; with a key use the one under /api/v1/",
    Kind.REDIRECT: "redirects are never followed, so as not to give the key away; check the origin and its scheme",
    Kind.NOT_JSON: "what answered is not the API: check the origin, and for a proxy or a CDN on the way",
    Kind.BROKEN_JSON: "the body is cut or broken; whether the call was charged is in doubt",
}


def error_for(answer: Answer, *, resets_at: datetime | None = None) -> errors.ResponseError:
    """The exception for an answer that is not OK."""
    verdict, request = answer.verdict, answer.request
    error = _ERRORS[verdict.kind](
        _message(answer, resets_at),
        status=answer.response.status,
        operation=request.operation,
        attempts=answer.attempts,
        body=answer.response.body,
        method=request.method,
        url=request.url,
        content_type=request.headers.get("Content-Type"),
        sent_body=request.body,
    )
    match error:
        case errors.BadRequestError():
            error.allowed_values, error.hint = verdict.allowed_values, verdict.hint
        case errors.NotFoundError():
            error.routed = verdict.kind is Kind.NO_RECORD
        case errors.RateLimitError():
            error.retry_after = verdict.retry_after or 0.0
        case errors.CreditsExhaustedError():
            error.resets_at, error.purchase_url = resets_at, verdict.purchase_url
            if verdict.reading is not None:
                reading = verdict.reading
                error.credits = {"used": reading.used, "limit": reading.limit, "remaining": reading.remaining}
        case _:
            pass
    return error


def _message(answer: Answer, resets_at: datetime | None) -> str:
    verdict = answer.verdict
    sent = "not sent" if answer.attempts == 0 else f"sent {answer.attempts}x" if answer.attempts > 1 else "sent once"
    text = f"{answer.request.operation}: {verdict.kind.value} (HTTP {answer.response.status}, {sent})"
    if verdict.message:
        text += f': "{verdict.message}"'
    if verdict.allowed_values:
        text += f"; allowed are {', '.join(map(str, verdict.allowed_values))}"
    if verdict.hint:
        text += f"; {verdict.hint}"
    if verdict.where:
        text += f" to {verdict.where}"
    if verdict.kind is Kind.OUT_OF_CREDITS and resets_at is not None:
        text += f"; the server's month ends {resets_at:%Y-%m-%d %H:%M} UTC"
    if verdict.purchase_url:
        text += f"; more are sold at {verdict.purchase_url}"
    return f"{text}. {_ADVICE[verdict.kind]}"
