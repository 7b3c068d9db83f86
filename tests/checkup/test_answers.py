"""Every refusal of the documentation, met live and read from a file, is named rightly, with a fix."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checkup.stage import examined, failed, finding
from tests.io.stage import Server, wire
from whasync.checkup import explain

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data" / "errors.json").read_text())
ROW = pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])

UNAUTHORIZED = wire(b'{"success":false,"error":"Unauthorized"}', "401 Unauthorized")

CHECKS = {
    "PlanError": "plan",
    "BadRequestError": "filters",
    "CursorExpiredError": "filters",
    "AuthenticationError": "auth",
    "AccessError": "plan",
    "DailyQuotaError": "quota",
    "NotFoundError": "path",
    "ResponseError": "verb",  # 414, the only one without a class of its own
    "RateLimitError": "rate",
    "CreditsExhaustedError": "quota",
    "ServerError": "api",
    "NotJSONError": "api",
}


def check_of(row: dict[str, Any]) -> str:
    return "path" if row["name"].startswith("redirect-to-login") else CHECKS[row["error"]]


def body_of(row: dict[str, Any]) -> bytes:
    return json.dumps(row["body"]).encode() if "body" in row else row["text"].encode()


def words_of(row: dict[str, Any]) -> str:
    return row.get("body", {}).get("error") or row.get("body", {}).get("message") or ""


@ROW
async def test_a_documented_refusal_met_live_fails_its_check_with_a_fix(row: dict[str, Any]) -> None:
    answer = wire(body_of(row), f"{row['status']} X", **{"Content-Type": row["content_type"]}, **row["headers"])
    async with Server(UNAUTHORIZED, answer) as server:
        diagnosis = await examined(server.origin)
    found = finding(diagnosis, check_of(row))
    assert failed(diagnosis) == [found.check]
    assert f"HTTP {row['status']}, " in found.seen
    assert words_of(row) in found.seen
    assert found.means
    assert found.fix


@ROW
def test_a_documented_refusal_in_a_file_is_the_same_finding_with_its_charge(row: dict[str, Any]) -> None:
    head = f"HTTP/1.1 {row['status']} X\r\nContent-Type: {row['content_type']}\r\n"
    head += "".join(f"{name}: {text}\r\n" for name, text in row["headers"].items())
    (found,) = explain(f"{head}\r\n".encode() + body_of(row)).findings
    assert (found.check, found.outcome) == (check_of(row), "failed")
    assert found.charged in ({True: ["yes"], False: ["no"], None: ["unknown", "yes", "no"]}[row["charged"]])
    assert found.fix


async def test_no_call_follows_one_that_may_have_been_charged() -> None:
    lost = wire(b"<html><title>504 Gateway Time-out</title></html>", "504 X", **{"Content-Type": "text/html"})
    async with Server(UNAUTHORIZED, lost) as server:
        diagnosis = await examined(server.origin)
        assert (len(server.requests), diagnosis.bill.requests, diagnosis.bill.in_doubt) == (2, 2, 1)


async def test_a_connection_that_ends_without_an_answer_leaves_a_credit_in_doubt() -> None:
    async with Server(UNAUTHORIZED, None) as server:
        diagnosis = await examined(server.origin)
    found = finding(diagnosis, "api")
    assert (failed(diagnosis), diagnosis.bill.in_doubt) == (["api"], 1)
    assert "closed without an answer" in found.seen
    assert found.means.endswith("may have been charged")


async def test_the_key_is_not_sent_to_what_is_not_the_api() -> None:
    page = wire(b"<html><title>Welcome to the hotel</title></html>", **{"Content-Type": "text/html"})
    async with Server(page) as server:
        diagnosis = await examined(server.origin)
        assert [b"x-api-key" in request.lower() for request in server.requests] == [False]
    assert failed(diagnosis) == ["api"]
    assert '"Welcome to the hotel"' in finding(diagnosis, "api").seen
    assert finding(diagnosis, "auth").seen == "pointless until api is mended"


async def test_a_good_answer_without_a_key_is_the_one_that_is_paid_for() -> None:
    pool = b'{"success":true,"credits":{"used":1,"limit":100,"remaining":99}}'
    async with Server(wire(pool)) as server:
        diagnosis = await examined(server.origin)
        assert len(server.requests) == 1
    assert finding(diagnosis, "api").outcome == "warning"
    assert finding(diagnosis, "quota").seen == "99 credits are left: 99 of this month's 100"
    assert diagnosis.bill.credits == 1


async def test_a_charged_refusal_without_a_key_is_on_the_bill() -> None:
    async with Server(wire(b'{"success":false,"error":"No such range"}')) as server:
        diagnosis = await examined(server.origin)
        assert len(server.requests) == 1
    assert (failed(diagnosis), finding(diagnosis, "api").charged) == (["api"], "yes")
    assert (diagnosis.bill.credits, diagnosis.bill.in_doubt) == (1, 0)


async def test_a_page_that_repeats_the_key_does_not_bring_it_into_the_report() -> None:
    def echo(request: bytes) -> bytes:
        told = request.partition(b"X-API-Key: ")[2].partition(b"\r\n")[0] or b"none"
        return wire(b"<html><title>You sent " + told + b"</title></html>", "400 X", **{"Content-Type": "text/html"})

    async with Server(UNAUTHORIZED, echo) as server:
        diagnosis = await examined(server.origin)
    assert "You sent [key]" in finding(diagnosis, "api").seen
