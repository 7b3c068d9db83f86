"""What an answer means: every refusal of the documentation, and the edges between them."""

from __future__ import annotations

import json
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whasync import errors
from whasync._core.backoff import Backoff
from whasync._core.head import Reading, clean
from whasync._core.verdict import Charge, Kind, Verdict, classify
from whasync._core.wire import Answer, Request, Response
from whasync._io.refusal import _ERRORS, error_for

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data" / "errors.json").read_text())
ROW = pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])

CHARGES = {True: Charge.KEPT, False: Charge.NONE, None: Charge.UNKNOWN}

# Where the documentation is silent and the verdict is not: a handler that returns keeps its charge, and no handler
# runs before a redirect.
INFERRED_CHARGES = {
    "redirect-to-login-301": Charge.NONE,
    "redirect-to-login-302": Charge.NONE,
}

JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html; charset=utf-8"}
PAGE = b"<!DOCTYPE html><html><body>Be right back</body></html>"


def body_of(row: dict[str, Any]) -> bytes:
    return json.dumps(row["body"]).encode() if "body" in row else row["text"].encode()


def verdict_of(row: dict[str, Any]) -> Verdict:
    headers = {name.lower(): value for name, value in row["headers"].items()} | {"content-type": row["content_type"]}
    return classify(row["status"], headers, clean(body_of(row)))


def told(status: int, body: Any, **headers: str) -> Verdict:
    return classify(status, {**JSON, **headers}, json.dumps(body).encode())


@ROW
def test_a_documented_refusal_raises_the_documented_error(row: dict[str, Any]) -> None:
    assert issubclass(_ERRORS[verdict_of(row).kind], getattr(errors, row["error"]))


@ROW
def test_a_documented_refusal_is_charged_as_documented_or_in_doubt(row: dict[str, Any]) -> None:
    assert verdict_of(row).charge is INFERRED_CHARGES.get(row["name"], CHARGES[row["charged"]])


@ROW
def test_a_documented_refusal_is_sent_again_where_that_may_help(row: dict[str, Any]) -> None:
    verdict = verdict_of(row)
    wait = Backoff().after_answer(1, verdict, same=1, waited=0.0, dice=0.5)
    assert (wait is not None or verdict.kind is Kind.TOO_LONG) is row["retry"]  # too long a line goes again as a POST


@ROW
def test_the_message_holds_the_apis_own_words_and_what_to_do(row: dict[str, Any]) -> None:
    verdict = verdict_of(row)
    request = Request(operation="brands", endpoint="/api/v1/brands", url="https://api.test/api/v1/brands")
    response = Response(status=row["status"], headers={}, body=body_of(row))
    text = str(error_for(Answer(request=request, response=response, verdict=verdict)))
    assert text.startswith(f"brands: {verdict.kind.value} (HTTP {row['status']}, sent once)")
    for words in (row.get("body", {}).get("error", ""), row.get("body", {}).get("message", "")):
        assert words in text
    assert len(text.split(". ")) >= 2


def test_every_kind_but_ok_has_its_error() -> None:
    assert set(_ERRORS) == set(Kind) - {Kind.OK}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, {"success": True, "data": []}, Kind.OK),
        (200, {"data": [{"id": 1}], "upgrade": "standard_reach"}, Kind.OK),  # beside rows it is an advertisement
        (200, {"data": {"id": 1}, "upgrade": "x"}, Kind.OK),
        (200, {"brands": [{"id": 1}], "upgrade": "x"}, Kind.OK),  # what was paid for is not thrown away
        (200, {"brands": [], "upgrade": "x"}, Kind.PLAN_GATE),
        (200, {"brands": [{"id": 1}], "error": "partial"}, Kind.OK),
        (200, {"data": None, "upgrade": "x"}, Kind.PLAN_GATE),
        (200, {"data": {}, "upgrade": "x"}, Kind.PLAN_GATE),
        (200, {"upgrade": ""}, Kind.OK),
        (200, {"upgrade": None, "count": 3}, Kind.OK),
        (200, {"upgrade": False}, Kind.OK),
        (200, {"success": False}, Kind.HANDLER_ERROR),
        (200, {"success": False, "data": [{"id": 1}], "upgrade": "x"}, Kind.HANDLER_ERROR),
        (200, {"error": "no_data", "message": "None."}, Kind.HANDLER_ERROR),
        (200, {"error": "", "data": []}, Kind.OK),
        (200, {"error": "partial", "data": [{"id": 1}]}, Kind.OK),
        (200, [], Kind.OK),
        (200, [{"error": "x"}], Kind.OK),
        (200, "text", Kind.OK),
        (200, 27, Kind.OK),
        (200, None, Kind.OK),
        (201, {"success": True}, Kind.OK),
        (400, {}, Kind.BAD_REQUEST),
        (400, [], Kind.BAD_REQUEST),
        (400, {"error": "Invalid or expired scroll token"}, Kind.CURSOR_EXPIRED),
        (400, {"error": "Scroll token does not match current query filters"}, Kind.CURSOR_EXPIRED),
        (200, {"success": False, "error": "Invalid or expired scroll token"}, Kind.CURSOR_EXPIRED),
        (401, {}, Kind.UNAUTHORIZED),
        (403, {"error": "insufficient_credits"}, Kind.DAILY_QUOTA),
        (403, {"error": "insufficient_credits for this"}, Kind.NO_ACCESS),
        (403, {"error": {"code": 1}}, Kind.NO_ACCESS),
        (404, {"error": "Unknown TikTok Shop endpoint"}, Kind.UNKNOWN_ENDPOINT),
        (404, {"error": "Product not found"}, Kind.NO_RECORD),
        (405, {}, Kind.BAD_REQUEST),
        (414, {}, Kind.TOO_LONG),
        (422, {"error": "Unprocessable"}, Kind.BAD_REQUEST),
        (429, {}, Kind.RATE_LIMITED),
        (429, {"credits": None}, Kind.RATE_LIMITED),
        (429, {"credits": {}}, Kind.RATE_LIMITED),
        (429, {"credits": []}, Kind.RATE_LIMITED),
        (429, {"credits": {"used": 1}}, Kind.RATE_LIMITED),
        (429, {"credits": {"remaining": 0}}, Kind.OUT_OF_CREDITS),
        (429, {"error": "Rate limit exceeded", "credits": {"remaining": 19_995}}, Kind.RATE_LIMITED),
        (429, {"credits": {"remaining": 0, "addon_remaining": 3}}, Kind.RATE_LIMITED),
        (429, {"credits": {"remaining": "0", "used": "100"}}, Kind.OUT_OF_CREDITS),
        (429, {"error": "x", "message": "Monthly credit limit reached (7). Resets"}, Kind.OUT_OF_CREDITS),
        (500, {}, Kind.SERVER_ERROR),
        (502, {"error": "x"}, Kind.GATEWAY_ERROR),
        (503, {}, Kind.GATEWAY_ERROR),
        (599, {}, Kind.GATEWAY_ERROR),
    ],
)
def test_json_means_this_by_its_status_and_its_head(status: int, body: Any, kind: Kind) -> None:
    assert told(status, body).kind is kind


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (200, HTML, PAGE, Kind.NOT_JSON),
        (200, JSON, PAGE, Kind.NOT_JSON),
        (200, JSON, b"", Kind.BROKEN_JSON),
        (204, {}, b"", Kind.BROKEN_JSON),
        (200, JSON, b'{"data": [{"id": 1}, {"i', Kind.BROKEN_JSON),
        (200, JSON, b'{"data": []} trailing', Kind.BROKEN_JSON),
        (200, JSON, b'"\xff"', Kind.BROKEN_JSON),
        (200, JSON, b'{"error": "\xff"}', Kind.HANDLER_ERROR),
        (400, HTML, PAGE, Kind.NOT_JSON),
        (401, HTML, PAGE, Kind.NOT_JSON),
        (401, JSON, b"", Kind.UNAUTHORIZED),
        (403, HTML, PAGE, Kind.NOT_JSON),
        (404, HTML, PAGE, Kind.NO_ROUTE),
        (404, {}, b"", Kind.NO_ROUTE),
        (413, HTML, PAGE, Kind.NOT_JSON),
        (414, HTML, PAGE, Kind.TOO_LONG),
        (429, HTML, PAGE, Kind.RATE_LIMITED),
        (500, HTML, PAGE, Kind.GATEWAY_ERROR),
        (502, HTML, PAGE, Kind.GATEWAY_ERROR),
        (504, {}, b"", Kind.GATEWAY_ERROR),
    ],
)
def test_what_is_not_json_means_this_by_its_status(
    status: int, headers: dict[str, str], body: bytes, kind: Kind
) -> None:
    assert classify(status, headers, body).kind is kind


@pytest.mark.parametrize(
    ("location", "kind", "where"),
    [
        ("/login", Kind.LOGIN, "/login"),
        ("/login/", Kind.LOGIN, "/login/"),
        (
            "https://app.winninghunter.com/login?next=%2Fapi&api_key=secret",
            Kind.LOGIN,
            "https://app.winninghunter.com/login",
        ),
        ("/logins", Kind.REDIRECT, "/logins"),
        ("https://elsewhere.test/x?api_key=secret#part", Kind.REDIRECT, "https://elsewhere.test/x"),
        ("?api_key=secret", Kind.REDIRECT, ""),
        ("", Kind.REDIRECT, ""),
        ("http://[broken", Kind.REDIRECT, None),
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_tells_where_it_leads_without_its_query(
    status: int, location: str, kind: Kind, where: str | None
) -> None:
    assert classify(status, {"location": location}, b"") == Verdict(kind=kind, where=where)


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0007", 7.0),
        ("9" * 400, 999_999_999.0),
        (formatdate(NOW + 30, usegmt=True), 30.0),
        (formatdate(NOW + 30, localtime=False), 30.0),  # ends with -0000, which says no zone
        (formatdate(NOW - 30, usegmt=True), 0.0),
        ("Fri, 15 Jan 2027 10:00:30 +0200", 30.0),
        ("Fri, 15 Jan 2027 08:00:30", 30.0),
        ("Fri, 15 Jan 99999 08:00:30 GMT", None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("7 seconds", None),
        ("\u0667", None),
        ("inf", None),
    ],
)
def test_a_retry_after_is_read_in_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    headers = {**JSON, "retry-after": header}
    assert classify(429, headers, b"{}", now=NOW).retry_after == seconds
    assert classify(503, {**HTML, "retry-after": header}, PAGE, now=NOW).retry_after == seconds


WORDS = ("Fri,", "15", "Jan", "2027", "08:00:30", "GMT", "-0000", "+9999", "99", ":", "1.2.3", "-", "\x00", "12:", "Z")


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=8).map(" ".join), st.floats(-1e12, 1e12))
def test_no_retry_after_is_nonsense_enough_to_break(header: str, now: float) -> None:
    seconds = classify(429, {"retry-after": header}, b"{}", now=now).retry_after
    assert seconds is None or seconds >= 0.0


POOL = {"used": 142, "limit": 20_000, "remaining": 19_858}


@pytest.mark.parametrize(
    ("pool", "reading"),
    [
        (POOL, Reading(used=142, limit=20_000, remaining=19_858)),
        (
            {**POOL, "addon_remaining": 500, "total_remaining": 20_358},
            Reading(used=142, limit=20_000, remaining=19_858, addon_remaining=500),
        ),
        ({"remaining": "19858"}, Reading(remaining=19_858)),
        ({"remaining": 7.0, "used": 3.0}, Reading(remaining=7, used=3)),
        (None, None),
        ([], None),
        ({}, None),
        (False, None),
        (19_858, None),
        ("19858", None),
        ({"used": 142}, None),
        ({"remaining": None}, None),
        ({"remaining": "many"}, None),
        ({"remaining": 1.5}, None),
    ],
)
def test_only_credits_that_are_an_object_with_a_number_left_are_the_pool(pool: Any, reading: Reading | None) -> None:
    assert told(200, {"success": True, "credits": pool}).reading == reading


def test_a_quota_of_searches_is_not_the_pool() -> None:
    assert told(200, {"success": True, "credits_remaining": 12, "credits_unlimited": False}).reading is None


def test_a_refusal_brings_the_balance_too() -> None:
    verdict = told(
        429, {"error": "Monthly credit limit reached (5)", "credits": {"used": 5, "limit": 5, "remaining": 0}}
    )
    assert verdict.reading == Reading(used=5, limit=5, remaining=0)


def test_a_bad_request_says_what_would_have_been_taken() -> None:
    verdict = told(400, {"error": "Invalid country", "allowed_values": ["US", 7, None], "hint": "Use store_based_in."})
    assert verdict == Verdict(
        kind=Kind.BAD_REQUEST,
        message="Invalid country",
        allowed_values=("US", 7, None),
        hint="Use store_based_in.",
    )


@pytest.mark.parametrize("allowed", ["US, GB", {"a": 1}, None, 7])
def test_allowed_values_that_are_no_list_are_none(allowed: Any) -> None:
    assert told(400, {"allowed_values": allowed, "hint": ["x"]}) == Verdict(kind=Kind.BAD_REQUEST)


@pytest.mark.parametrize(
    ("purchase", "url"), [({"url": "https://x.test"}, "https://x.test"), ({"url": 7}, None), ("x", None), ([], None)]
)
def test_the_place_to_buy_is_a_text_or_none(purchase: Any, url: str | None) -> None:
    assert told(429, {"error": "Monthly credit limit reached (5)", "purchase": purchase}).purchase_url == url


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": "Unauthorized"}, "Unauthorized"),
        ({"message": "Upgrade."}, "Upgrade."),
        ({"error": "invalid_argument", "message": "Unknown niche."}, "invalid_argument: Unknown niche."),
        ({"error": 7, "message": ["x"]}, ""),
        ({}, ""),
    ],
)
def test_the_apis_words_are_its_error_and_its_message(body: Any, words: str) -> None:
    assert told(400, body).message == words
