"""What each kind of answer means to whoever looks for a fault, and the fix. The verdict itself is the client's own.

Source: API documentation, Troubleshooting, whose order "symptom first" this is; what is charged by the digest of the
documentation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from .._core.head import read
from .._core.verdict import Charge, Kind, Verdict
from .._core.wire import Answer, Response
from .finding import Charged, Finding

_CHARGED: Mapping[Charge, Charged] = {Charge.KEPT: "yes", Charge.NONE: "no", Charge.UNKNOWN: "unknown"}

_TITLE = re.compile(rb"<(title|h1)[^>]*>\s*([^<]{1,200}?)\s*</\1>", re.IGNORECASE)


class Symptom(NamedTuple):
    """Which check fails by an answer, what it means, and the fix."""

    check: str
    means: str
    fix: str


_VALUES = "correct what the text names; `whasync doctor ENDPOINT KEY=VALUE ...` checks a question for nothing"

SYMPTOMS: Mapping[Kind, Symptom] = {
    Kind.PLAN_GATE: Symptom(
        "plan",
        "the question uses a filter that the plan does not cover, so a notice came in place of rows; "
        "the credit is spent",
        "leave that filter out, or upgrade the plan",
    ),
    Kind.HANDLER_ERROR: Symptom("filters", "the endpoint refused a value; the credit is spent", _VALUES),
    Kind.BAD_REQUEST: Symptom("filters", "the endpoint takes no such value", _VALUES),
    Kind.CURSOR_EXPIRED: Symptom(
        "filters",
        "the cursor of the walk is too old, or belongs to other filters",
        "start the walk over, with the same filters on every page; iterating a listing does so by itself",
    ),
    Kind.NO_RECORD: Symptom(
        "filters",
        "path and verb are right, and there is nothing of that id",
        "ask with the internal id, as a listing gives it, not with a name, handle or URL",
    ),
    Kind.UNAUTHORIZED: Symptom(
        "auth",
        "no account belongs to the key: it was mistyped, was regenerated since, or did not arrive",
        "copy the key anew from /api of the web app, without quotes, spaces or a newline, and send it as X-API-Key or "
        "as `Authorization: Bearer KEY`; no other header is read",
    ),
    Kind.NO_ACCESS: Symptom(
        "plan",
        "the key is known, and its account has no API access",
        "check plan and billing in the web app, or ask the team's admin; access just bought takes a moment",
    ),
    Kind.DAILY_QUOTA: Symptom(
        "quota",
        "today's TikTok Shop searches are used up, a pool apart from the month's credits",
        "go on tomorrow, or upgrade the plan; other endpoints answer meanwhile",
    ),
    Kind.OUT_OF_CREDITS: Symptom(
        "quota",
        "the month's credits are used up",
        "wait for the next calendar month (UTC), or buy an add-on pack; asking again does not help",
    ),
    Kind.RATE_LIMITED: Symptom(
        "rate",
        "over 60 calls came within 60 s from all that share the account's keys; refused ones count as well",
        "stop for a minute, then keep everybody together within 50 a minute: one Session a process, shared= for many",
    ),
    Kind.UNKNOWN_ENDPOINT: Symptom(
        "path",
        "no endpoint of that path is open to keys",
        "take the path from `whasync endpoints`; it begins with /api/v1/ and has no slash at its end",
    ),
    Kind.NO_ROUTE: Symptom(
        "path",
        "no route matched the path and the verb",
        "check the verb (a wrong one is a 404, never a 405), that the path begins with /api/v1/ and has no slash at "
        "its end, and that an id in it holds only letters, digits, _ and -; `whasync endpoints` lists paths and verbs",
    ),
    Kind.LOGIN: Symptom(
        "path",
        "the path belongs to the dashboard's session, which takes cookies and no key",
        "ask the same path under /api/v1/",
    ),
    Kind.TOO_LONG: Symptom(
        "verb",
        "a server on the way refused the request line for its length, before the API saw it",
        "send the parameters as POST with a JSON body where the endpoint takes it, as a Session does from 8,000 bytes "
        "on; else split the longest list into several calls",
    ),
    Kind.SERVER_ERROR: Symptom(
        "api",
        "the endpoint failed on this question; its credit was given back",
        "try again with growing waits, as a Session does; if this question always fails, check its values, then send "
        "the request, its key left out, to support",
    ),
    Kind.GATEWAY_ERROR: Symptom(
        "api",
        "a server on the way had no answer from the API",
        "try again in some minutes; where the server is a proxy of your own, its log tells why",
    ),
    Kind.REDIRECT: Symptom(
        "origin",
        "the answer is a redirect, and none is followed, for the key would go along",
        "set base_url (WH_BASE_URL, --base-url) to where it leads, if that is the API: scheme and host alone",
    ),
    Kind.NOT_JSON: Symptom(
        "api",
        "what answered is not the API but something before it: a wrong origin, a proxy, a CDN, a login page",
        "check the origin, then ask from another network or without the proxy; `curl -i` shows who answers",
    ),
    Kind.BROKEN_JSON: Symptom(
        "api",
        "the body is empty or cut: something on the way lost the rest",
        "try again; if it stays so, look for a proxy that limits the size or the time of answers",
    ),
}

# The API's own 429 is JSON; nginx's limit_req and web application firewalls answer with a page.
_LIMIT_OF_A_PROXY = Symptom(
    "rate",
    "a proxy's own limit refused the request, before the API saw it: the API's 429 is JSON",
    "raise that limit (in nginx: limit_req), or stay under it with a lower rate (WH_RATE, --rate)",
)


def _symptom_of(response: Response, verdict: Verdict) -> Symptom:
    """The symptom of an answer that is not OK."""
    if verdict.kind is Kind.RATE_LIMITED and read(response.body) is None:
        return _LIMIT_OF_A_PROXY
    return SYMPTOMS[verdict.kind]


def finding_of(answer: Answer) -> Finding:
    """The finding for one answer to a request of ours."""
    found = read_finding(answer.response, answer.verdict)
    return replace(found, seen=f"{answer.request.method} {answer.request.endpoint}: {found.seen}")


def read_finding(response: Response, verdict: Verdict) -> Finding:
    """The finding for one answer, whoever asked."""
    charged = _CHARGED[verdict.charge]
    seen = _seen(response, verdict)
    if verdict.kind is Kind.OK:
        return _of_success(response, seen, charged)
    check, means, fix = _symptom_of(response, verdict)
    for more in (verdict.hint, verdict.purchase_url):
        fix = f"{fix}; {more}" if more else fix
    if verdict.allowed_values:
        fix = f"{fix}; allowed are {', '.join(map(str, verdict.allowed_values))}"
    return Finding(check=check, outcome="failed", seen=seen, means=means, fix=fix, charged=charged)


def _of_success(response: Response, seen: str, charged: Charged) -> Finding:
    head = read(response.body)
    if head is None or bytes(head.data) != b"[]":
        return Finding(check="api", outcome="ok", seen=seen, means="a good answer", charged=charged)
    return Finding(
        check="filters",
        outcome="warning",
        seen=f"{seen}, with no rows",
        means="the call was good, and nothing fits all of its filters",
        fix="leave filters out one by one; name country= (it is US otherwise), and a period or dates, never both",
        charged=charged,
    )


def _seen(response: Response, verdict: Verdict) -> str:
    """Status, meaning, and the answer's own words, in one line."""
    text = f"HTTP {response.status}, {verdict.kind.value}"
    if verdict.where:
        text += f" to {verdict.where}"
    title = _TITLE.search(response.body[:10_000])
    if verdict.message:
        text += f': "{one_line(verdict.message)}"'
    elif title:
        server = response.headers.get("server")
        told = one_line(title[2].decode("utf-8", "replace"))
        text += f': a page "{told}"' + (f" by {one_line(server)}" if server else "")
    return text


def one_line(text: str) -> str:
    """What somebody else wrote, fit to be shown: nothing in it moves a terminal's cursor."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:300]
