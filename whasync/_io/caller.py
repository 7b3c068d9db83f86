"""Whose line a warning is about."""

from __future__ import annotations

import inspect


def level_of_caller() -> int:
    """The `stacklevel` of the user's own line: how many frames of this package are above the warning."""
    package = __name__.partition(".")[0]
    frame = inspect.currentframe()
    level = -1  # this function's own frame
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == package:
        level, frame = level + 1, frame.f_back
    return level + 1
