"""Whether what answers is the API: asked once without the key, which is free and gives the key to nobody."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from msgspec.structs import replace

from .._core.verdict import Charge, Kind
from .._core.wire import Answer, Request, Response
from ..errors import TransportError
from .call import look_at_answer, lost
from .finding import Finding, Sheet
from .purse import Purse
from .symptoms import finding_of

# Seconds. More than the resolution of a Date header and a slow answer make up.
_SKEW = 5.0


async def look_at_api(sheet: Sheet, purse: Purse, probe: Request) -> bool:
    """Ask as nobody. Answers whether the API is there, to be asked with the key."""
    before = time.time()
    try:
        answer = await purse.ask_without_key(probe)
    except TransportError as error:
        sheet.add(lost(error))
        return False
    kind = answer.verdict.kind
    sheet.add(*_clock(answer.response, (before + time.time()) / 2))
    if kind in (Kind.UNAUTHORIZED, Kind.NO_ACCESS):
        sheet.add(Finding(check="api", outcome="ok", seen=f"{probe.endpoint} answers in JSON"))
        return True
    if kind is Kind.OK:
        means = "something on the way adds a key of its own, and yours may not be the one that pays"
        seen = f"{probe.endpoint} gives a good answer to a call without a key"
        sheet.add(Finding(check="api", outcome="warning", seen=seen, means=means, fix="ask who runs the proxy"))
        look_at_answer(sheet, answer)
    else:
        sheet.add(_of_probe(answer))
    return False


def _of_probe(answer: Answer) -> Finding:
    """What came instead of the 401 that was due."""
    found = finding_of(answer)
    if answer.verdict.kind in (Kind.NO_ROUTE, Kind.UNKNOWN_ENDPOINT):
        means = f"no API is there, or something on the way changes the path {answer.request.endpoint}"
        fix = "check the host in base_url (WH_BASE_URL, --base-url), and how a proxy rewrites paths"
        return replace(found, check="api", means=means, fix=fix, charged=None)
    if found.check not in ("origin", "rate"):
        found = replace(found, check="api")
    return found if answer.verdict.charge is Charge.KEPT else replace(found, charged=None)


def _clock(response: Response, now: float) -> tuple[Finding, ...]:
    """This machine's clock beside the server's, if the answer is fresh and dated."""
    try:
        ahead = now - parsedate_to_datetime(response.headers.get("date", "")).timestamp()
    except ValueError:
        return ()
    if response.headers.get("age", "0") != "0":  # out of a cache
        return ()
    seen = f"this machine's clock is {abs(ahead):,.0f} s {'ahead of' if ahead > 0 else 'behind'} the server's"
    if abs(ahead) <= _SKEW:
        return (Finding(check="clock", outcome="ok", seen=f"within {_SKEW:g} s of the server's"),)
    means = "certificates, days and waits until a date are judged wrongly; the month's end goes by the server's clock"
    return (Finding(check="clock", outcome="warning", seen=seen, means=means, fix="set the clock by NTP"),)
