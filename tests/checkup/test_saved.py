"""Saved answers in the forms that people have them, and what is no answer at all."""

from __future__ import annotations

import base64
import json
import pickle
from typing import Any

import pytest

from whasync import errors
from whasync.checkup import Finding, explain

UNAUTHORIZED = b'{"success":false,"error":"Unauthorized"}'
NO_ROUTE = {"status": 404, "headers": [], "content": {"text": "<html><title>404 Not Found</title></html>"}}


def one(file: bytes | dict[str, Any]) -> Finding:
    (found,) = explain(file if isinstance(file, bytes) else json.dumps(file).encode()).findings
    return found


def entry(method: str, url: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {"request": {"method": method, "url": url, "headers": []}, "response": answer}


@pytest.mark.parametrize(
    "file",
    [
        b"HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n\r\n" + UNAUTHORIZED,
        b"HTTP/2 401\ncontent-type: application/json\n\n" + UNAUTHORIZED,
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 X\r\n\r\n" + UNAUTHORIZED,
        b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 401 \r\n\r\n" + UNAUTHORIZED,
        {"response": {"status": 401, "headers": [], "content": {"text": UNAUTHORIZED.decode()}}},
        {
            "response": {
                "status": 401,
                "content": {"text": base64.b64encode(UNAUTHORIZED).decode(), "encoding": "base64"},
            }
        },
        {"status": 401, "headers": {"Content-Type": "application/json"}, "body": UNAUTHORIZED.decode()},
        {"status": 401, "body": json.loads(UNAUTHORIZED)},
        pickle.dumps(errors.AuthenticationError("x", status=401, body=UNAUTHORIZED)),
    ],
)
def test_one_answer_is_the_same_finding_in_every_form(file: bytes | dict[str, Any]) -> None:
    found = one(file)
    assert (found.check, found.outcome, found.charged) == ("auth", "failed", "no")
    assert found.seen == 'HTTP 401, unauthorized: "Unauthorized"'
    assert found.fix.startswith("copy the key anew")


def test_a_followed_redirect_is_told_by_the_redirect() -> None:
    login = b"<html><title>Log in</title></html>"
    found = one(b"HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + login)
    assert (found.check, found.fix) == ("path", "ask the same path under /api/v1/")


def test_a_good_answer_is_ok_and_one_without_rows_says_what_to_look_for() -> None:
    assert one({"status": 200, "body": {"success": True, "data": [1]}}).outcome == "ok"
    empty = one({"status": 200, "body": {"success": True, "data": []}})
    assert (empty.check, empty.outcome, empty.charged) == ("filters", "warning", "yes")


def test_a_404_with_its_request_tells_verb_from_path() -> None:
    origin = "https://app.winninghunter.com"
    verb = one(entry("GET", f"{origin}/api/v1/tiktok-shop/shop-detail?id=1", NO_ROUTE))
    path = one(entry("GET", f"{origin}/api/v1/tiktok-shop/product/explore", NO_ROUTE))
    neither = one(entry("GET", f"{origin}/api/v1/tiktok-shop/products/explore", NO_ROUTE))
    assert (verb.check, verb.fix) == ("verb", "use POST; a session does so by itself")
    assert (path.check, path.fix) == ("path", "did you mean tiktok-shop/products/explore?")
    assert neither.check == "path"
    assert verb.seen.startswith("GET /api/v1/tiktok-shop/shop-detail: HTTP 404")


def test_a_url_that_is_none_and_a_verb_that_is_not_known_are_no_hindrance() -> None:
    broken = one({"status": 404, "url": "http://[", "body": {"error": "Unknown endpoint"}})
    assert broken.seen == 'HTTP 404, unknown endpoint: "Unknown endpoint"'
    no_verb = one({"status": 404, "url": "/api/v1/adlibrary", "body": ""})
    assert (no_verb.check, no_verb.seen) == ("path", "/api/v1/adlibrary: HTTP 404, no route matched")


def test_what_somebody_else_wrote_cannot_move_the_cursor_of_a_terminal() -> None:
    found = one({"status": 400, "url": "/api/\x1b[2J", "body": {"success": False, "error": "no\x1b[1A\nrows\x00"}})
    assert found.seen == '/api/ [2J: HTTP 400, bad request: "no [1A rows"'


def test_a_whole_har_file_is_a_finding_for_each_answer_that_came() -> None:
    asked = "https://app.winninghunter.com/api/v1/brands"
    aborted = {"status": 0, "content": {}}
    limited = {"status": 429, "content": {"text": '{"error": "Rate limit exceeded."}'}}
    entries = [entry("GET", asked, NO_ROUTE), entry("GET", asked, aborted), entry("GET", asked, limited)]
    findings = explain(json.dumps({"log": {"entries": entries}}).encode()).findings
    assert [found.check for found in findings] == ["path", "rate"]


def test_a_saved_answer_that_repeats_a_key_is_told_without_it() -> None:
    found = one(b"HTTP/1.1 400 X\r\n\r\n<title>wh_" + b"ab" * 24 + b" is not allowed</title>")
    assert '"[key] is not allowed"' in found.seen


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "no answer with its status"),
        (b"<html>", "no answer with its status"),
        (UNAUTHORIZED, "no answer with its status"),
        (b"\xff\xfe", "no answer with its status"),
        (b"HTTP/1.1 nonsense", "the status line cannot be read"),
        (b'{"log": {"entries": []}}', "no answer with its status"),
        (pickle.dumps(errors.TransportError("nothing listens")), "holds TransportError and no answer: nothing listens"),
        (pickle.dumps([1]), "holds list and no answer"),
        (b"\x80\x04nonsense", "no pickled error of whasync"),
    ],
)
def test_a_file_without_an_answer_is_refused(file: bytes, told: str) -> None:
    with pytest.raises(errors.UsageError, match=told):
        explain(file)


class Evil:
    """A pickle that would print."""

    def __reduce__(self) -> tuple[Any, ...]:
        return print, ("it ran",)


def test_a_pickle_of_anything_else_is_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(errors.UsageError, match="no pickled error of whasync"):
        explain(pickle.dumps(Evil()))
    assert capsys.readouterr().out == ""
