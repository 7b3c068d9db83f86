"""What an answer means. The only module that judges a status or knows the API's error bodies.

Sources: API documentation, Troubleshooting (the two 429s, the two 404s, 414, 500, HTML, /login), and the digest of
the documentation of 2026-09-08 (plan gate, daily quota, what is charged).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from .decode import raw_rows
from .head import Head, Reading, is_empty, read, text, value
from .shape import is_array


class Kind(enum.Enum):
    """What the caller should make of an answer, whatever status it came with."""

    OK = "ok"
    PLAN_GATE = "the plan does not cover a filter"
    HANDLER_ERROR = "refused by the handler"
    BAD_REQUEST = "bad request"
    UNAUTHORIZED = "unauthorized"
    NO_ACCESS = "the plan has no API access"
    DAILY_QUOTA = "the TikTok daily search quota is used up"
    UNKNOWN_ENDPOINT = "unknown endpoint"
    NO_ROUTE = "no route matched"
    NO_RECORD = "not found"
    CURSOR_EXPIRED = "the cursor expired"
    TOO_LONG = "request line too long"
    RATE_LIMITED = "over the limit per minute"
    OUT_OF_CREDITS = "the month's credits are gone"
    SERVER_ERROR = "internal server error"
    GATEWAY_ERROR = "a server on the way failed"
    LOGIN = "redirected to the login page"
    REDIRECT = "redirected"
    NOT_JSON = "not JSON"
    BROKEN_JSON = "cut or broken JSON"


class Charge(enum.Enum):
    """What an answer says of the credit that its attempt held."""

    KEPT = "kept"
    NONE = "none"
    UNKNOWN = "unknown"


# A kind that is not listed says nothing sure of its credit. "Charged before the handler runs, given back by a 500"
# is documented; so is that 401, 403 and both 429s cost nothing. That a 404 of the router, a 414 and a redirect cost
# nothing is inferred: they are answered before any handler. What a 400 or a gateway's 5xx costs is not documented.
_CHARGES: Mapping[Kind, Charge] = {
    Kind.OK: Charge.KEPT,
    Kind.PLAN_GATE: Charge.KEPT,
    Kind.HANDLER_ERROR: Charge.KEPT,
    Kind.UNAUTHORIZED: Charge.NONE,
    Kind.NO_ACCESS: Charge.NONE,
    Kind.DAILY_QUOTA: Charge.NONE,
    Kind.NO_ROUTE: Charge.NONE,
    Kind.TOO_LONG: Charge.NONE,
    Kind.RATE_LIMITED: Charge.NONE,
    Kind.OUT_OF_CREDITS: Charge.NONE,
    Kind.SERVER_ERROR: Charge.NONE,
    Kind.LOGIN: Charge.NONE,
}


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of one answer.

    Attributes:
        message: The API's own words, or an empty string.
        retry_after: Seconds that the `Retry-After` header asks to wait, or None. No source documents this header.
        reading: The balance, where the answer told it.
        where: Where a redirect leads, without its query.
    """

    kind: Kind
    message: str = ""
    retry_after: float | None = None
    reading: Reading | None = None
    allowed_values: tuple[Any, ...] = ()
    hint: str | None = None
    purchase_url: str | None = None
    where: str | None = None

    @property
    def charge(self) -> Charge:
        """What became of the credit."""
        return _CHARGES.get(self.kind, Charge.UNKNOWN)


Headers = Mapping[str, str]


def classify(status: int, headers: Headers, body: bytes, *, now: float = 0.0) -> Verdict:
    """Tell what an answer means.

    Args:
        headers: By name in lower case.
        body: As `head.clean` left it.
        now: Seconds since the epoch, to read a `Retry-After` that is a date.
    """
    if 200 <= status < 300:
        return _succeeded(headers, body)
    if 300 <= status < 400:
        return _redirected(headers)
    head = read(body)
    if head is None:
        return _without_json(status, headers, body, now)
    kind = _refusal(status, head)
    return _verdict(kind, head, retry_after=_retry_after(headers, now))


def _succeeded(headers: Headers, body: bytes) -> Verdict:
    head = read(body)
    if head is None:
        return Verdict(kind=Kind.NOT_JSON if _is_html(headers, body) else Kind.BROKEN_JSON)
    if bytes(head.success) == b"false":
        return _verdict(_or_expired(Kind.HANDLER_ERROR, head), head)
    if is_empty(head.data):
        is_gated, is_refused = not is_empty(head.upgrade), not is_empty(head.error)
        # An advert search may carry `upgrade` beside rows; only in place of rows is it a gate.
        if (is_gated or is_refused) and not raw_rows(body):
            return _verdict(Kind.PLAN_GATE if is_gated else _or_expired(Kind.HANDLER_ERROR, head), head)
    reading = head.reading
    return PLAIN if reading is None else Verdict(kind=Kind.OK, reading=reading)


PLAIN = Verdict(kind=Kind.OK)
"""The verdict of most answers: paid for, and nothing else to heed. Told by identity, which costs next to nothing."""


def _redirected(headers: Headers) -> Verdict:
    try:
        where = urlsplit(headers.get("location", ""))
    except ValueError:  # no URL at all, such as an unclosed bracket
        return Verdict(kind=Kind.REDIRECT)
    target = f"{where.scheme}://{where.netloc}{where.path}" if where.netloc else where.path
    login = where.path.rstrip("/").endswith("/login")
    return Verdict(kind=Kind.LOGIN if login else Kind.REDIRECT, where=target)


def _without_json(status: int, headers: Headers, body: bytes, now: float) -> Verdict:
    """An HTML page, an empty body, or a cut one: a proxy's word, or the router's."""
    kinds = {401: Kind.UNAUTHORIZED, 404: Kind.NO_ROUTE, 414: Kind.TOO_LONG, 429: Kind.RATE_LIMITED}
    if status >= 500:
        kind = Kind.GATEWAY_ERROR
    elif status == 401 and _is_html(headers, body):
        kind = Kind.NOT_JSON  # a proxy that asks for its own password
    else:
        kind = kinds.get(status, Kind.NOT_JSON)
    return Verdict(kind=kind, retry_after=_retry_after(headers, now))


def _refusal(status: int, head: Head) -> Kind:
    """The kind of a refusal that came as JSON."""
    if status == 429:
        return _which_429(head)
    if status == 403:
        return Kind.DAILY_QUOTA if text(head.error) == "insufficient_credits" else Kind.NO_ACCESS
    if status == 404:
        return Kind.UNKNOWN_ENDPOINT if "Unknown" in head.words else Kind.NO_RECORD
    if status >= 500:
        return Kind.SERVER_ERROR if status == 500 else Kind.GATEWAY_ERROR
    return {401: Kind.UNAUTHORIZED, 414: Kind.TOO_LONG}.get(status, _or_expired(Kind.BAD_REQUEST, head))


def _or_expired(kind: Kind, head: Head) -> Kind:
    """The status that a cursor of no more use comes with is not documented; its texts are."""
    return Kind.CURSOR_EXPIRED if any(said in head.words for said in _OF_CURSORS) else kind


_OF_CURSORS = ("expired scroll token", "Scroll token does not match")


def _which_429(head: Head) -> Kind:
    """Exhausted credits, or the limit per minute; the second where in doubt, for a bounded wait is the safe error.

    One documented sample of the exhaustion lacks the `credits` object, so the text decides as well. The number in
    it is the account's own limit.
    """
    reading = head.reading
    is_empty_pot = reading is not None and reading.total_remaining <= 0
    return Kind.OUT_OF_CREDITS if is_empty_pot or "Monthly credit limit reached" in head.words else Kind.RATE_LIMITED


def _verdict(kind: Kind, head: Head, *, retry_after: float | None = None) -> Verdict:
    allowed = value(head.allowed_values)
    return Verdict(
        kind=kind,
        message=head.words,
        retry_after=retry_after,
        reading=head.reading,
        allowed_values=tuple(allowed) if is_array(allowed) else (),
        hint=text(head.hint) or None,
        purchase_url=head.purchase_url,
    )


def _is_html(headers: Headers, body: bytes) -> bool:
    return "html" in headers.get("content-type", "") or body[:1] == b"<"


def _retry_after(headers: Headers, now: float) -> float | None:
    """Seconds from a `Retry-After` of either form (RFC 9110, 10.2.3), or None where it is neither."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])  # longer numbers are nonsense, and would overflow a timer
    try:
        date = parsedate_to_datetime(value)
        moment = date if date.tzinfo else date.replace(tzinfo=UTC)  # else this machine's zone would be taken
        return max(0.0, moment.timestamp() - now)
    except (ValueError, OverflowError):
        return None
