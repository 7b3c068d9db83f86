"""The order in which a request is judged, and what each step says, counts and charges."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from tests.simulator.asking import NOON, SHOP, V1, Answer, ask, send
from whasync.simulator import Entry, Fault, Habits, Simulator, run

CREDITS = f"{SHOP}/credits"


def judged(path: str, **settings: Any) -> tuple[Answer, Entry]:
    """One GET to a fresh simulator: the answer and its entry in the journal."""
    key = settings.pop("headers", None)

    async def main() -> tuple[Answer, Entry]:
        async with Simulator(today=NOON, rows=100, **settings) as simulator:
            answer = await ask(simulator, path, headers=key)
            return answer, simulator.journal[-1]

    return run(main())


def test_a_request_line_of_8190_bytes_passes_and_one_more_is_refused_by_the_proxy() -> None:
    async def main() -> list[tuple[int, bool, str, int]]:
        async with Simulator(rows=100) as simulator:
            seen = []
            for length in (8_190, 8_191):
                padding = "a" * (length - len(f"GET {CREDITS}?x= HTTP/1.1"))
                answer = await ask(simulator, CREDITS, {"x": padding})
                entry = simulator.journal[-1]
                seen.append((answer.status, answer.is_page, entry.verdict, entry.line_bytes))
            return seen

    assert run(main()) == [(200, False, "ok", 8_190), (414, True, "too_long", 8_191)]


def test_a_header_line_over_8190_bytes_is_a_bad_request_of_the_proxy() -> None:
    answer, entry = judged(CREDITS, headers={"X-Long": "a" * 8_190})

    assert (answer.status, answer.is_page, entry.counted) == (400, True, False)


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/usage", "/api/tiktok-shop/products/explore", "/api/brands", "/api/brands/ads", "/api/fb-ads"],
)
def test_paths_of_the_dashboard_lead_to_the_login_page_for_nothing(path: str) -> None:
    answer, entry = judged(path)

    assert (answer.status, answer.headers["location"]) == (302, "/login")
    assert (entry.verdict, entry.counted, entry.charged) == ("login", False, 0)


def test_the_login_page_is_html_with_status_200() -> None:
    answer, _ = judged("/login")

    assert (answer.status, answer.is_page) == (200, True)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/api/v1/ads",
        "/api/v1/me",
        f"{CREDITS}/",
        f"{SHOP}/videos/a:b",
        f"{SHOP}/product-detail/a.b",
        f"{SHOP}/shop-detail",
    ],
)
def test_what_the_router_does_not_match_is_an_html_404_for_nothing(path: str) -> None:
    answer, entry = judged(path)

    assert (answer.status, answer.is_page, entry.verdict) == (404, True, "no_route")
    assert (entry.counted, entry.charged) == (False, 0)


def test_a_shop_path_outside_the_allow_list_is_a_json_404() -> None:
    answer, entry = judged(f"{SHOP}/products/everything")

    assert (answer.status, answer.json) == (404, {"success": False, "error": "Unknown TikTok Shop endpoint"})
    assert (entry.verdict, entry.counted, entry.charged) == ("unknown_endpoint", False, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-API-Key": "wh_wrong"},
        {"Api-Key": "KEY"},
        {"Authorization": "KEY"},
        {"Authorization": "Basic KEY"},
        {"X-API-Key": "wh_wrong", "Authorization": "Bearer KEY"},
    ],
)
def test_a_missing_or_unknown_key_is_unauthorized_and_neither_counted_nor_charged(headers: Mapping[str, str]) -> None:
    async def main() -> tuple[Answer, Entry]:
        async with Simulator() as simulator:
            real = {name: text.replace("KEY", simulator.key) for name, text in headers.items()}
            return await ask(simulator, CREDITS, headers=real), simulator.journal[-1]

    answer, entry = run(main())

    assert (answer.status, answer.json) == (401, {"success": False, "error": "Unauthorized"})
    assert (entry.verdict, entry.account, entry.counted, entry.charged) == ("unauthorized", "", False, 0)


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ({"X-API-Key": "KEY"}, ""),
        ({"x-api-key": "KEY"}, ""),
        ({"Authorization": "Bearer KEY"}, ""),
        ({}, "?api_key=KEY"),
        ({"X-API-Key": "", "Authorization": "Bearer KEY"}, ""),
        ({"X-API-Key": "KEY", "Authorization": "Bearer wrong"}, "?api_key=wrong"),
        ({"Authorization": "Basic wrong"}, "?api_key=KEY"),
    ],
)
def test_the_first_place_for_a_key_that_is_not_empty_wins(headers: Mapping[str, str], query: str) -> None:
    async def main() -> Answer:
        async with Simulator() as simulator:
            real = {name: text.replace("KEY", simulator.key) for name, text in headers.items()}
            return await send(simulator, "GET", CREDITS + query.replace("KEY", simulator.key), real)

    assert run(main()).status == 200


@pytest.mark.parametrize(
    ("generation", "plan", "expected"),
    [
        ("B", "none", "WinningHunter Standard subscription required"),
        ("B", "basic", "WinningHunter Standard subscription required"),
        ("C", "none", "WinningHunter Basic plan or higher required"),
    ],
)
def test_a_plan_without_access_is_forbidden_and_neither_counted_nor_charged(
    generation: Any, plan: Any, expected: str
) -> None:
    answer, entry = judged(CREDITS, generation=generation, plan=plan)

    assert (answer.status, answer.json) == (403, {"success": False, "error": expected})
    assert (entry.verdict, entry.counted, entry.charged) == ("no_access", False, 0)


def test_the_call_over_the_limit_is_rejected_counted_and_not_charged() -> None:
    async def main() -> tuple[Answer, Entry, int]:
        async with Simulator(limit=2) as simulator:
            for _ in range(2):
                await ask(simulator, CREDITS)
            return await ask(simulator, CREDITS), simulator.journal[-1], simulator.account.charged

    answer, entry, charged = run(main())

    assert answer.json == {"success": False, "error": "Rate limit exceeded. Max 2 requests per minute."}
    assert (answer.status, "retry-after" in answer.headers) == (429, False)
    assert (entry.verdict, entry.counted, entry.charged, charged) == ("rate_limited", True, 0, 2)


def test_a_rate_429_carries_retry_after_only_where_the_habit_says_so() -> None:
    answer, _ = judged(CREDITS, limit=0, habits=Habits(retry_after="7"))

    assert (answer.status, answer.headers["retry-after"]) == (429, "7")


def test_spent_credits_are_a_429_with_the_credits_and_where_to_buy_more() -> None:
    answer, entry = judged(CREDITS, credits=100, used=100)

    assert (answer.status, answer.json) == (
        429,
        {
            "success": False,
            "error": "Monthly credit limit reached (100). Resets next month.",
            "credits": {"used": 100, "limit": 100, "remaining": 0},
            "purchase": {"url": "https://app.winninghunter.com/api?buy=credits"},
        },
    )
    assert (entry.verdict, entry.counted, entry.charged) == ("out_of_credits", True, 0)


def test_the_credits_of_a_429_may_be_left_out() -> None:
    answer, _ = judged(CREDITS, credits=0, habits=Habits(credits_object=False))

    assert answer.json == {"success": False, "error": "Monthly credit limit reached (0). Resets next month."}


def test_the_rate_is_judged_before_the_credits() -> None:
    _, entry = judged(CREDITS, credits=0, limit=0)

    assert entry.verdict == "rate_limited"


def test_a_basic_plan_runs_out_of_daily_searches_and_gets_new_ones_the_next_day() -> None:
    async def main() -> list[tuple[int, int]]:
        async with Simulator(plan="basic", credits=100, today=NOON, rows=100) as simulator:
            simulator.account.daily_searches = 1
            seen = []
            for pause in (0, 0, 86_400):
                await asyncio.sleep(pause)
                answer = await ask(simulator, f"{SHOP}/products/explore")
                seen.append((answer.status, simulator.journal[-1].charged))
                last = answer.json
            assert last["credits_remaining"] == 49
            return seen

    assert run(main()) == [(200, 1), (403, 0), (200, 1)]


def test_the_daily_quota_says_insufficient_credits() -> None:
    async def main() -> Answer:
        async with Simulator(plan="basic", rows=100) as simulator:
            simulator.account.daily_searches = 0
            return await ask(simulator, f"{SHOP}/shops/explore")

    assert run(main()).json == {"error": "insufficient_credits", "upgrade": "premium"}


def test_an_error_that_the_handler_returns_keeps_its_charge() -> None:
    answer, entry = judged(f"{SHOP}/suggestions?type=cars&q=a")

    assert (answer.status, answer.json) == (400, {"success": False, "error": "Invalid entity type"})
    assert (entry.verdict, entry.counted, entry.charged, entry.refunded) == ("handler_error", True, 1, False)


@pytest.mark.parametrize("query", ["?country=Germany", "?country=4"])
def test_a_handler_that_throws_gives_the_credit_back_and_keeps_the_place(query: str) -> None:
    answer, entry = judged(f"{SHOP}/products/explore{query}")

    assert (answer.status, answer.json) == (500, {"success": False, "error": "Internal server error"})
    assert (entry.verdict, entry.counted, entry.charged, entry.refunded) == ("error", True, 0, True)


def test_malformed_json_is_a_500() -> None:
    async def main() -> Answer:
        async with Simulator() as simulator:
            headers = {"X-API-Key": simulator.key, "Content-Type": "application/json"}
            return await send(simulator, "POST", f"{SHOP}/shop-detail", headers, b'{"id": ')

    assert run(main()).status == 500


def test_a_gated_filter_on_a_basic_plan_is_an_upgrade_with_status_200_and_is_charged() -> None:
    answer, entry = judged(f"{V1}/adlibrary?keyword=lamp&mindays=30", plan="basic")

    assert (answer.status, answer.json["upgrade"]) == (200, "standard_reach")
    assert (entry.verdict, entry.charged) == ("upgrade", 1)


def test_the_counts_of_niches_need_no_key_and_cost_nothing() -> None:
    answer, entry = judged("/api/niche-counts", headers={})

    assert (answer.status, answer.json["success"]) == (200, True)
    assert (entry.counted, entry.charged) == (False, 0)


def test_every_answer_carries_the_simulators_own_date() -> None:
    async def main() -> list[str]:
        async with Simulator(today=NOON) as simulator:
            first = await ask(simulator, CREDITS)
            await asyncio.sleep(3_661)
            return [first.headers["date"], (await ask(simulator, "/nowhere")).headers["date"]]

    assert run(main()) == ["Wed, 15 Jul 2026 12:00:00 GMT", "Wed, 15 Jul 2026 13:01:01 GMT"]


def test_a_regenerated_key_kills_the_old_one_at_once() -> None:
    async def main() -> list[int]:
        async with Simulator() as simulator:
            old = {"X-API-Key": simulator.key}
            simulator.regenerate("wh_" + "a1" * 24)
            return [(await ask(simulator, CREDITS, headers=old)).status, (await ask(simulator, CREDITS)).status]

    assert run(main()) == [401, 200]


def test_the_journal_and_the_answers_never_hold_the_key() -> None:
    async def main() -> tuple[str, bytes]:
        async with Simulator(rows=100) as simulator:
            key = simulator.key
            answers = [
                await ask(simulator, CREDITS, {"api_key": key, "x": f"is {key}"}),
                await ask(simulator, f"{SHOP}/shop-detail", post={"id": key, "api_key": key}),
                await ask(simulator, CREDITS, headers={"Authorization": f"Bearer {key}", "X-Copy": key}),
                await ask(simulator, CREDITS, headers={"X-API-Key": "wh_" + "e" * 48}),
                await ask(simulator, f"/api/tiktok-shop/{key}", {"api_key": key}),
            ]
            simulator.script(Fault("redirect", location="http://elsewhere.example"))
            answers.append(await ask(simulator, CREDITS, {"api_key": key}))
            sent = b"".join(answer.body + str(answer.headers).encode() for answer in answers)
            return str(simulator.journal), sent

    journal, sent = run(main())

    assert ("d0d0" in journal, "eeee" in journal, b"d0d0" in sent) == (False, False, False)
