"""Whoever is refused for want of credits learns when there are some again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.io.stage import CREDITS, stage
from whasync import BudgetExceededError
from whasync._core.budget import Cap
from whasync.simulator import Simulator, run

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("per", "moment", "resets_at"),
    [
        ("day", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        ("day", datetime.fromisoformat("2026-11-21T01:00+02:00"), datetime(2026, 11, 21, tzinfo=UTC)),
        ("month", datetime(2027, 1, 31, 12, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)),
        ("month", DECEMBER, datetime(2027, 1, 1, tzinfo=UTC)),
        (None, DECEMBER, None),
    ],
)
def test_a_cap_begins_anew_with_its_period(per: Any, moment: datetime, resets_at: datetime | None) -> None:
    assert Cap("tenant", 1, per).resets_at(moment) == resets_at


@pytest.mark.parametrize(
    ("per", "resets_at"), [("day", datetime(2026, 11, 22, tzinfo=UTC)), ("month", DECEMBER), (None, None)]
)
def test_a_budget_tells_when_it_begins_anew_by_the_servers_clock(per: Any, resets_at: datetime | None) -> None:
    async def main() -> BudgetExceededError:
        sim = Simulator(limit=6_000, rows=10, today=datetime(2026, 11, 21, 23, tzinfo=UTC))
        async with stage(sim) as (_, wh):
            await wh.call(CREDITS)  # whose answer tells the server's date
            async with wh.budget("tenant", credits=1, per=per):
                await wh.call(CREDITS)
                with pytest.raises(BudgetExceededError) as caught:
                    await wh.call(CREDITS)
            return caught.value

    assert run(main()).resets_at == resets_at


def test_a_ledger_without_credits_tells_when_the_month_ends() -> None:
    async def main() -> BudgetExceededError:
        sim = Simulator(credits=1, limit=6_000, rows=10, today=datetime(2026, 11, 21, tzinfo=UTC))
        async with stage(sim) as (_, wh):
            await wh.credits()
            with pytest.raises(BudgetExceededError) as caught:
                await wh.call(CREDITS)
            return caught.value

    assert run(main()).resets_at == DECEMBER
