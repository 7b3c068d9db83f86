"""What was used, in figures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from tests.usage.stage import LEDGER, NOW, OCTOBER, USES
from whasync._core.ledger import Ledger
from whasync._io.meeting.place import Use
from whasync.usage import ByDay, ByOperation, Left, Usage, first_needed, told, usage_of

SINCE = date(2026, 11, 17)


def test_the_figures_are_those_of_the_days_and_the_month() -> None:
    assert usage_of(LEDGER, USES, SINCE, NOW) == Usage(
        at=NOW,
        since=SINCE,
        credits=650,
        calls=660,
        by_day=[
            ByDay(date(2026, 11, 17), 0, 0),
            ByDay(date(2026, 11, 18), 600, 610),
            ByDay(date(2026, 11, 19), 0, 0),
            ByDay(date(2026, 11, 20), 50, 50),
        ],
        by_operation=[ByOperation("adlibrary", 350, 360), ByOperation("brands.ads", 300, 300)],
        month="2026-11",
        used=750,
        limit=20_000,
        remaining=7_000,
        in_doubt=0,
        per_day=100.0,  # 650 since the beginning of the 14th, six and a half days ago
        runs_dry=None,  # 70 days from now, and the month ends before
        month_ends=datetime(2026, 12, 1, tzinfo=UTC),
        burn_down=[
            Left(date(2026, 11, day), left)
            for days, left in ((range(1, 3), 7_750), (range(3, 19), 7_650), (range(19, 21), 7_050))
            for day in days
        ],
    )


@pytest.mark.parametrize(
    ("left", "uses", "per_day", "runs_dry"),
    [
        (650, USES, 100.0, NOW + timedelta(days=6.5)),
        (0, USES, 100.0, NOW),
        (0, [], None, NOW),
        (650, [], None, None),
        (650, [OCTOBER], 0.0, None),
        (10, [Use("2026-11-20", "adlibrary", 50, 50)], 100.0, NOW + timedelta(days=0.1)),
    ],
)
def test_the_pot_runs_dry_at_the_pace_of_the_last_seven_days(
    left: int, uses: Sequence[Use], per_day: float | None, runs_dry: datetime | None
) -> None:
    usage = usage_of(replace(LEDGER, balance=left), uses, SINCE, NOW)
    assert (usage.per_day, usage.runs_dry) == (per_day, runs_dry)


def test_no_pace_is_told_of_the_first_minutes() -> None:
    first = Use("2026-11-20", "adlibrary", 50, 50)
    assert usage_of(LEDGER, [first], SINCE, datetime(2026, 11, 20, 0, 59, tzinfo=UTC)).per_day is None
    assert usage_of(LEDGER, [first], SINCE, datetime(2026, 11, 20, 1, 0, tzinfo=UTC)).per_day == 1_200


@pytest.mark.parametrize(
    "ledger",
    [
        *(Ledger(), Ledger(month="2026-11"), replace(LEDGER, month="2026-10"), replace(LEDGER, balance=None)),
        *(replace(LEDGER, month="9999-12"), replace(LEDGER, month="soon")),
    ],
    ids=["nothing is known", "not read yet", "read last month", "a month began", "far ahead", "no month"],
)
def test_a_balance_of_another_month_tells_nothing(ledger: Ledger) -> None:
    usage = usage_of(ledger, USES, SINCE, NOW)
    assert (usage.month, usage.remaining, usage.runs_dry, usage.burn_down) == ("2026-11", None, None, [])
    assert (usage.per_day, usage.used) == (100.0, 750)


def test_the_server_may_be_in_the_next_month_already() -> None:
    late = datetime(2026, 11, 30, 23, 59, 50, tzinfo=UTC)
    ahead = Use("2026-12-01", "adlibrary", 5, 5)
    usage = usage_of(Ledger(month="2026-12", balance=19_995), [*USES, ahead], SINCE, late)
    assert (usage.month, usage.used, usage.remaining) == ("2026-12", 5, 19_995)
    assert usage.by_day[-1] == ByDay(date(2026, 12, 1), 5, 5)
    assert usage.burn_down == [Left(date(2026, 12, 1), 20_000)]
    assert usage.month_ends == datetime(2027, 1, 1, tzinfo=UTC)


def test_days_that_no_server_can_have_come_to_are_left_out() -> None:
    ahead = [Use(day, "adlibrary", 5, 5) for day in ("2026-12-25", "9999-12-31")]
    assert usage_of(LEDGER, [*USES, *ahead], SINCE, NOW) == usage_of(LEDGER, USES, SINCE, NOW)


@pytest.mark.parametrize(
    ("since", "now", "first"),
    [
        (date(2026, 10, 1), NOW, date(2026, 10, 1)),
        (date(2026, 11, 19), NOW, date(2026, 11, 1)),
        (date(2026, 11, 2), datetime(2026, 11, 2, tzinfo=UTC), date(2026, 10, 27)),
    ],
)
def test_the_figures_need_the_month_and_seven_days_whatever_is_shown(since: date, now: datetime, first: date) -> None:
    assert first_needed(since, now) == first


def test_whatever_was_used_days_operations_and_bars_have_the_same_sum() -> None:
    dice = random.Random(7)
    for _ in range(200):
        since = NOW.date() - timedelta(days=dice.randrange(400))
        first = first_needed(since, NOW)
        uses = [
            Use(f"{first + timedelta(days=dice.randrange((NOW.date() - first).days + 1))}", name, credits, credits + 1)
            for name in ("adlibrary", "brands.ads", "credits")
            for credits in (dice.randrange(1_000), dice.randrange(3))
        ]
        usage = usage_of(LEDGER, uses, since, NOW)
        counted = [use for use in uses if use.day >= f"{since}"]
        bars, days = usage.bars, {"day": 1, "week": 7}[usage.step]
        assert usage.credits == sum(use.credits for use in counted)
        assert usage.credits == sum(day.credits for day in usage.by_day) == sum(bar.credits for bar in bars)
        assert usage.credits == sum(use.credits for use in usage.by_operation)
        assert usage.calls == sum(use.calls for use in counted) == sum(bar.calls for bar in bars)
        assert len(bars) <= 62
        assert all((later.day - bar.day).days <= days for bar, later in pairwise(bars))


def test_a_terminal_gets_bars_as_wide_as_it_is() -> None:
    assert "\n".join(told(usage_of(LEDGER, USES, SINCE, NOW), 60)) == (
        "credits a day\n"
        "  2026-11-17    0\n"
        "  2026-11-18  600  █████████████████████████████████████████\n"
        "  2026-11-19    0\n"
        "  2026-11-20   50  ███▍\n"
        "\n"
        "650 credits for 660 calls since 2026-11-17\n"
        "\n"
        "by operation\n"
        "  adlibrary   350  █████████████████████████████████████████\n"
        "  brands.ads  300  ███████████████████████████████████▏\n"
        "\n"
        "left      7,000 of 20,000 a month\n"
        "pace      100 credits a day in the last seven days\n"
        "runs dry  not before the month ends, 2026-12-01"
    )


@pytest.mark.parametrize("width", [20, 40, 80, 100, 250])
def test_no_bar_is_wider_than_the_terminal_nor_than_is_of_use(width: int) -> None:
    names = [Use("2026-11-20", f"a_section_of_a_long_name.a_method_{number}", number * 99, 1) for number in range(12)]
    lines = list(told(usage_of(LEDGER, names, date(2026, 8, 1), NOW), width, blocks=False))
    bars = [line for line in lines if line.endswith("#")]
    assert bars
    assert max(map(len, bars)) <= max(min(width, 100), 30)


def test_operations_that_cost_little_are_one_line() -> None:
    uses = [Use("2026-11-20", f"operation_{number}", 10 - number, 1) for number in range(10)]
    lines = list(told(usage_of(LEDGER, uses, SINCE, NOW), 40, blocks=False))
    assert lines[lines.index("by operation") + 8 : lines.index("by operation") + 10] == [
        "  operation_7   3  ######",
        "  2 others      3  ######",
    ]


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        (replace(LEDGER, balance=0), "runs dry  now; new credits come with the month that begins 2026-12-01"),
        (replace(LEDGER, balance=650), "runs dry  2026-11-27 00:00 UTC at this pace; the month ends 2026-12-01"),
        (Ledger(), "runs dry  not known; the month ends 2026-12-01"),
        (replace(LEDGER, in_doubt=12), "left      6,988 of 20,000 a month; 12 in doubt are left out"),
        (replace(LEDGER, limit=None), "left      7,000"),
        (Ledger(), "left      not known this month: `whasync credits` with the same --shared reads it, for 1 credit"),
    ],
)
def test_the_account_stands_as_the_ledger_last_knew(ledger: Ledger, words: str) -> None:
    assert words in list(told(usage_of(ledger, USES, SINCE, NOW), 80))


def test_an_account_that_used_nothing_is_told_too() -> None:
    lines = list(told(usage_of(LEDGER, [], SINCE, NOW), 80))
    assert "0 credits for 0 calls since 2026-11-17" in lines
    assert "pace      not known yet" in lines
    assert "by operation" not in lines
