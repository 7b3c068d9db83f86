"""Texts made of ads; no answer is documented."""

from __future__ import annotations

from .writes import Done
from .._core.record import spelt


class Transcript(Done, frozen=True, kw_only=True):
    """What is said in an ad, or a script like it."""

    ad_id: str | None = None
    text: str | None = spelt("transcript", "script", "content")
