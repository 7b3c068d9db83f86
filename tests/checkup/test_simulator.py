"""Every row of the table of answers, set up in the simulator, is named rightly in one run, for a credit at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import whasync
from tests.checkup.stage import examined, failed, finding
from whasync import UsageError
from whasync.simulator import DEMO_KEY, Fault, Simulator

WRONG_KEY = "wh_" + "ab" * 24
PASS = Fault("none")
SENT: dict[str, Any] = {"send": True}


def poor(**options: Any) -> Simulator:
    """A Basic account with no TikTok Shop search left today."""
    simulator = Simulator(plan="basic", credits=100, **options)
    simulator.account.daily_searches = 0
    return simulator


def scripted(*faults: Fault, **options: Any) -> Simulator:
    """The first request is the one without a key; the faults are for those after it."""
    simulator = Simulator(**options)
    simulator.script(PASS, *faults)
    return simulator


ROWS: dict[str, tuple[Simulator, tuple[Any, ...], dict[str, Any], str, str, str, int]] = {
    # row: simulator, question, options; the check that fails, what is seen, the fix, the credits
    "200 with upgrade": (
        *(Simulator(plan="basic", credits=100), ("adlibrary", {"min_reach": 1000}), SENT),
        *("plan", "Upgrade your plan", "leave that filter out", 1),
    ),
    "200 with success false": (
        *(Simulator(), ("categories/summary", {}), {**SENT, "extra": {"id": "none"}}),
        *("filters", "Category not found", "correct what the text names", 1),
    ),
    "redirect to /login": (
        *(Simulator(), ("/api/tiktok-shop/products/explore",), {}),
        *("path", "belongs to the dashboard's own session", "use /api/v1/tiktok-shop/products/explore", 1),
    ),
    "400": (
        *(Simulator(), ("adlibrary", {}), {**SENT, "extra": {"countries": "ZZ"}}),
        *("filters", "Country not targetable: ZZ", "allowed are US", 0),
    ),
    "cursor of nobody": (
        *(Simulator(), ("adlibrary", {"scroll": "sa:x"}), SENT),
        *("filters", "Invalid or expired scroll token", "start the walk over", 0),
    ),
    "401": (Simulator(), (), {"key": WRONG_KEY}, "auth", "Unauthorized", "copy the key anew", 0),
    "403, no access": (Simulator(plan="none"), (), {}, "plan", "HTTP 403", "check plan and billing", 0),
    "403, older words": (Simulator(plan="none", generation="B"), (), {}, "plan", "HTTP 403", "check plan", 0),
    "403, the day's searches": (
        *(poor(), ("products/explore", {"country": "US"}), SENT),
        *("quota", "insufficient_credits", "go on tomorrow", 0),
    ),
    "404, unknown endpoint": (
        *(Simulator(), ("api/v1/tiktok-shop/product/explore",), {}),
        *("path", "no such endpoint", "did you mean tiktok-shop/products/explore?", 1),
    ),
    "404, wrong verb": (
        *(Simulator(), ("shop-detail", {"id": "7493920192384910"}), {"verb": "GET"}),
        *("verb", "GET, and the endpoint takes POST", "use POST", 1),
    ),
    "404, no route": (
        *(Simulator(generation="C"), ("v2/videos/7361", {}), SENT),
        *("path", "HTTP 404, no route matched", "check the verb", 0),
    ),
    "404, trailing slash": (
        *(Simulator(), ("products/explore/",), {}),
        *("path", "a trailing slash is another path", "write products/explore", 1),
    ),
    "429, rate": (scripted(Fault("rate_limited")), (), {}, "rate", "Max 60 requests", "stop for a minute", 0),
    "429, credits": (Simulator(credits=0), (), {}, "quota", "Monthly credit limit", "buy an add-on pack", 0),
    "500": (scripted(Fault("error")), (), {}, "api", "Internal server error", "try again", 0),
    "502": (scripted(Fault("gateway")), (), {}, "api", '"502 Bad Gateway"', "try again", 0),
    "503": (scripted(Fault("gateway", status=503)), (), {}, "api", "503 Service", "try again", 0),
    "504": (scripted(Fault("gateway", status=504)), (), {}, "api", "504 Gateway", "try again", 0),
    "HTML": (scripted(Fault("html")), (), {}, "api", "HTTP 200, not JSON", "check the origin", 0),
    "cut": (scripted(Fault("cut")), (), {}, "api", "the body was cut off", "try again", 0),
    "broken JSON": (scripted(Fault("truncated")), (), {}, "api", "cut or broken JSON", "try again", 0),
    "lost": (scripted(Fault("drop")), (), {}, "api", "closed without an answer", "try again", 0),
}


@pytest.mark.parametrize("row", ROWS)
async def test_a_row_of_the_table_is_named_with_its_fix_in_one_run(row: str) -> None:
    simulator, question, options, check, seen, fix, credits = ROWS[row]
    async with simulator:
        diagnosis = await examined(simulator.origin, *question, **options)
    assert failed(diagnosis) == [check]
    found = finding(diagnosis, check)
    assert seen in found.seen
    assert fix in found.fix
    assert diagnosis.bill.credits == credits
    assert simulator.account.charged <= credits + diagnosis.bill.in_doubt
    assert len(simulator.journal) == diagnosis.bill.requests


async def test_all_is_well_and_the_balance_is_told_for_one_credit() -> None:
    async with Simulator(credits=20_000, used=500, addon=30) as simulator:
        diagnosis = await examined(simulator.origin, "products/explore", {"country": "US"})
    assert [(one.check, one.outcome) for one in diagnosis.findings if one.outcome != "ok"] == [
        ("tls", "skipped"),
        ("shared", "skipped"),
    ]
    assert finding(diagnosis, "quota").seen == (
        "19,529 credits are left: 19,499 of this month's 20,000 and 30 of add-on packs"
    )
    assert (diagnosis.bill.requests, simulator.account.charged) == (2, 1)


async def test_the_older_generation_tells_its_balance_by_its_own_path() -> None:
    async with Simulator(generation="B", credits=1_000) as simulator:
        diagnosis = await examined(simulator.origin)
    assert finding(diagnosis, "quota").seen == "999 credits are left: 999 of this month's 1,000"
    assert (diagnosis.is_well, diagnosis.bill.requests, simulator.account.charged) == (True, 3, 1)


async def test_without_a_question_the_reading_of_the_balance_proves_path_and_verb() -> None:
    async with Simulator() as simulator:
        diagnosis = await examined(simulator.origin)
    found = [finding(diagnosis, check) for check in ("path", "verb", "filters")]
    assert [(one.outcome, one.seen) for one in found] == [
        ("ok", "/api/v1/credits is found; name an ENDPOINT to check yours"),
        ("ok", "GET is right for it; name an ENDPOINT to check yours"),
        ("skipped", "nothing to check: name an ENDPOINT with its filters, as KEY=VALUE"),
    ]


async def test_what_is_wrong_with_a_question_is_not_mended_by_the_reading_of_the_balance() -> None:
    async with Simulator() as simulator:
        diagnosis = await examined(simulator.origin, "product/explore")
    assert [finding(diagnosis, check).outcome for check in ("quota", "path", "verb")] == ["ok", "failed", "skipped"]


async def test_a_balance_near_its_end_is_a_warning_and_the_last_credit_a_failure() -> None:
    async with Simulator(credits=100, used=97) as simulator:
        assert finding(await examined(simulator.origin), "quota").outcome == "warning"
        await examined(simulator.origin)
        assert finding(await examined(simulator.origin), "quota").outcome == "failed"


async def test_a_run_uses_one_place_of_the_limit() -> None:
    async with Simulator() as simulator:
        await examined(simulator.origin)
    assert sum(entry.counted for entry in simulator.journal) == 1


async def test_a_clock_that_goes_wrong_is_told() -> None:
    async with Simulator(today=datetime.now(UTC) + timedelta(minutes=3)) as simulator:
        found = finding(await examined(simulator.origin), "clock")
    assert found.outcome == "warning"
    assert "s behind the server's" in found.seen
    assert found.fix == "set the clock by NTP"


async def test_a_question_that_is_sent_is_the_one_call() -> None:
    async with Simulator(rows=50) as simulator:
        diagnosis = await examined(simulator.origin, "products/explore", {"country": "DE"}, send=True)
        assert [entry.target.partition("?")[0] for entry in simulator.journal] == [
            "/api/v1/tiktok-shop/credits",
            "/api/v1/tiktok-shop/products/explore",
        ]
    assert (diagnosis.is_well, diagnosis.bill.credits) == (True, 1)


async def test_a_question_without_rows_is_a_warning_that_says_what_to_look_for() -> None:
    async with Simulator(rows=50) as simulator:
        question = "products/explore", {"country": "US", "min_revenue": 10**12}
        found = finding(await examined(simulator.origin, *question, send=True), "filters")
    assert (found.outcome, found.seen) == (
        "warning",
        "GET /api/v1/tiktok-shop/products/explore: HTTP 200, ok, with no rows",
    )
    assert "leave filters out one by one" in found.fix


async def test_a_question_that_would_change_the_account_is_not_sent() -> None:
    async with Simulator() as simulator:
        with pytest.raises(ValueError, match="changes the account"):
            await examined(simulator.origin, "brands/follow", {"url": "https://x.test"}, send=True)
        assert simulator.journal == []


async def test_every_misspelt_filter_is_told_at_once() -> None:
    async with Simulator() as simulator:
        diagnosis = await examined(simulator.origin, "products/explore", {"contry": "US", "min_revenu": 1})
    found = finding(diagnosis, "filters")
    assert found.seen == 'unknown parameter "contry"; unknown parameter "min_revenu"'
    assert found.fix == 'did you mean "country"? did you mean "min_revenue"?'


@pytest.mark.parametrize("name", ["api_key", "shared"])
async def test_a_key_or_a_place_that_is_no_text_is_refused_and_in_no_frame(name: str) -> None:
    secret = b"wh_secret"
    given: dict[str, Any] = {"api_key": DEMO_KEY, "shared": "", name: secret}
    with pytest.raises(UsageError, match=f"^{name}= is of the type bytes, and must be a str$") as caught:
        await whasync.doctor(base_url="http://127.0.0.1:9", **given)
    frames = [entry.frame.f_locals for entry in caught.traceback[1:]]
    assert secret not in [value for values in frames for value in values.values()]
