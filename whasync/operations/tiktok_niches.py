"""The niches of the search in TikTok ads; the other searches have codes of two letters instead."""

from __future__ import annotations

TIKTOK_NICHES = (
    "beauty",
    "bags",
    "car",
    "romanticgifts",
    "clothing",
    "watches",
    "jewelry",
    "womenclothing",
    "menclothing",
    "toys",
    "child",
    "home",
    "pet",
    "gadgets",
    "outdoor",
)
