"""What the processes that share a key have used: the figures, the plot in a terminal, and the page."""

from __future__ import annotations

from .figures import LONGEST, USUAL, ByDay, ByOperation, Left, Usage, first_needed, usage_of
from .page import page
from .plot import told

__all__ = [
    "LONGEST",
    "USUAL",
    "ByDay",
    "ByOperation",
    "Left",
    "Usage",
    "first_needed",
    "page",
    "told",
    "usage_of",
]
