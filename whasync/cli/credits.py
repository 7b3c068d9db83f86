"""`whasync credits`: the balance."""

from __future__ import annotations

import argparse
from datetime import datetime

import orjson

from .._core.budget import month_begin, month_end
from ..models.credits import Balance
from .exits import DONE
from .running import run as run_async
from .running import session
from .screen import put, table


def run(arguments: argparse.Namespace) -> int:
    """Read the balance, for one credit, and print it."""
    balance, month = run_async(_read(arguments))
    ends = None if month is None else month_end(month_begin(month))
    if arguments.json:
        put(orjson.dumps(document(balance, month, ends)).decode())
    else:
        put("\n".join(told(balance, ends)))
    return DONE


async def _read(arguments: argparse.Namespace) -> tuple[Balance, str | None]:
    async with session(arguments) as wh:
        balance = await wh.credits()
        return balance, wh.ledger.month


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
