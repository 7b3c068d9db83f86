"""Rows as they really come: numbers in disguise, empty objects as lists, five kinds of date."""

from __future__ import annotations

import random
import re
from typing import Final

DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
EXACT: Final = 2**53
"""Up to here a JSON number holds an id exactly; larger ids are never sent as numbers."""

IDENTITIES: Final = frozenset(
    {"id", "product_id", "shop_id", "creator_id", "video_id", "category_id", "page_id", "productid", "ad_id"}
)
MOST_SPOILT: Final = 3
"""At most so many fields of a messy row are spoilt, so that each stays recognisable."""

LOST: Final = 0.05
"""Share of a messy row's fields that are missing."""

NO_NUMBER: Final = ("False", "", None, False)
NO_DATE: Final = ("", None, "none")
NO_TEXT: Final = ("", None, "none")
NO_CONTENT: Final[tuple[object, ...]] = ((), None)  # an empty tuple is written as []
TIMES: Final = (" 00:00:00", "T08:15:30.123456+00:00", "T08:15:30Z", "T08:15:30")


def mess_up(row: dict[str, object], bits: int) -> dict[str, object]:
    """A messy copy of a row; which fields and how depends on the bits alone."""
    dice = random.Random(bits)
    messy = dict(row)
    for name in dice.sample(sorted(row), min(MOST_SPOILT, len(row))):
        messy[name] = _as_number(row[name]) if name in IDENTITIES else dice.choice(_disguises(row[name]))
    for name in sorted(row):
        if name not in IDENTITIES and dice.random() < LOST:
            del messy[name]
    if dice.random() < 0.5:
        messy[f"x_{dice.choice(('beta', 'debug', 'shard', 'v3'))}"] = dice.choice((1, "on", None, {"nested": [1, 2]}))
    return messy


def _as_number(identity: object) -> object:
    fits = isinstance(identity, str) and identity.isdigit() and int(identity) < EXACT
    return int(identity) if isinstance(identity, str) and fits else identity


def _disguises(value: object) -> tuple[object, ...]:
    """The forms that a value may come in."""
    if isinstance(value, bool):
        return ("1", "0", "", int(value), str(value))
    if isinstance(value, int | float):
        short = f"{value / 1000:.1f}k" if value >= 1000 else str(value)
        return (f"{value:,}", f"{value:.2f}", str(value), short, *NO_NUMBER)
    if isinstance(value, dict | list):
        return NO_CONTENT
    if isinstance(value, str) and DATE.fullmatch(value):
        return (*(value + time for time in TIMES), *NO_DATE)
    return (value, *NO_TEXT)
