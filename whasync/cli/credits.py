"""`whasync credits`: the balance."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

import orjson

from ..models.credits import Balance
from .exits import DONE
from .running import run as run_async
from .running import session
from .screen import table


def run(arguments: argparse.Namespace) -> int:
    """Read the balance, for one credit, and print it."""
    balance, month = run_async(_read(arguments))
    ends = None if month is None else month_end(month)
    if arguments.json:
        print(orjson.dumps(document(balance, month, ends)).decode())
    else:
        print("\n".join(told(balance, ends)))
    return DONE


async def _read(arguments: argparse.Namespace) -> tuple[Balance, str | None]:
    async with session(arguments) as wh:
        balance = await wh.credits()
        return balance, wh.ledger.month


def month_end(month: str) -> datetime:
    """When a month such as "2026-11" ends. UTC; the zone of the server's own calendar is not documented."""
    year, number = map(int, month.split("-"))
    return datetime(year + number // 12, number % 12 + 1, 1, tzinfo=UTC)


def document(balance: Balance, month: str | None, ends: datetime | None) -> dict[str, object]:
    """The balance as one JSON document."""
    return {
        "used": balance.used,
        "limit": balance.limit,
        "remaining": balance.remaining,
        "addon_remaining": balance.addon_remaining,
        "total_remaining": balance.total_remaining,
        "month": month,
        "resets_at": None if ends is None else ends.isoformat(),
    }


def told(balance: Balance, ends: datetime | None) -> list[str]:
    """The balance for people."""
    rows = [
        ["left to spend", f"{balance.total_remaining:,}", ""],
        [
            "this month",
            f"{balance.remaining:,}",
            f"of {balance.limit:,}; {balance.used:,} used, this call's 1 included",
        ],
        ["add-on packs", f"{balance.addon_remaining:,}", "spent after the month's"],
    ]
    lines = list(table(rows, right=[1]))
    if ends is not None:
        lines.append(f"the month ends {ends:%Y-%m-%d %H:%M} UTC")
    return lines
