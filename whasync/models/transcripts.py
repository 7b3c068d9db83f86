"""Texts made of ads; no answer is documented."""

from __future__ import annotations

from .._core.record import spelt
from .writes import Done


class Transcript(Done, frozen=True, kw_only=True):
    """What is said in an ad, or a script like it."""

    ad_id: str | None = None
    text: str | None = spelt("transcript", "script", "content")
