"""Counts as people read them."""

from __future__ import annotations


def several(count: int, word: str) -> str:
    """A count with its word: 1 row, 2,000 rows."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
