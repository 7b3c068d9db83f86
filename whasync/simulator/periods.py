"""Lengths of time as the surfaces take them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from .arguments import Arguments

LIFETIME_DAYS: Final = 360
DEFAULT_DAYS: Final = 30
LEADING_DAYS: Final = re.compile(r"\d{1,6}(?!\d)")
LIFETIME_WORDS: Final = frozenset({"all", "alltime"})


def days_of(arguments: Arguments, default: int = DEFAULT_DAYS) -> int:
    """Days of `period`: `30d`, a bare number, `all`; anything else is taken for the default."""
    period = arguments.text("period").lower()
    if period in LIFETIME_WORDS:
        return LIFETIME_DAYS
    number = LEADING_DAYS.match(period)
    return int(number.group()) if number and int(number.group()) else default


def parse_day(text: str) -> date | None:
    """A `Y-m-d` date; anything else is ignored, as the back end does."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
