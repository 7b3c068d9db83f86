"""The nearest good name, for error messages."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant, or None where nothing is near."""
    by_folded = {candidate.lower().replace("-", "_"): candidate for candidate in names}
    folded = name.lower().replace("-", "_")
    if folded in by_folded:
        return by_folded[folded]
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def hint(name: str, names: Iterable[str]) -> str:
    """`; did you mean "x"?`, or nothing where nothing is near."""
    match = nearest(name, names)
    return "" if match is None else f'; did you mean "{match}"?'
