"""Exit statuses, and which of them an error is."""

from __future__ import annotations

from ..errors import (
    AccessError,
    AuthenticationError,
    BudgetExceededError,
    CreditsExhaustedError,
    DailyQuotaError,
    PlanError,
    RateLimitError,
    UsageError,
    WhasyncError,
)
from .wording import as_options

DONE = 0
USAGE = 2
ACCESS = 3
STOPPED = 4
FAILED = 5
INTERRUPTED = 130

_STATUS: tuple[tuple[type[WhasyncError], int], ...] = (
    (UsageError, USAGE),
    (AuthenticationError, ACCESS),
    (AccessError, ACCESS),
    (PlanError, ACCESS),
    (BudgetExceededError, STOPPED),
    (CreditsExhaustedError, STOPPED),
    (DailyQuotaError, STOPPED),  # a 403, but its word is insufficient_credits, and tomorrow the same command goes on
)

# Each command begins a window of its own, and a loop of them in a shell is over the limit within a minute.
_TOGETHER = "commands keep to the limit together by --shared sqlite:///PATH, or WH_SHARED"


class InterruptedRunError(Exception):
    """SIGINT or SIGTERM came, and what was under way was ended in good order. The notes say what was kept."""


def status_of(error: Exception) -> int:
    """The exit status of an error: whatever is not told apart is upstream's, the network's or the disk's."""
    if isinstance(error, InterruptedRunError):
        return INTERRUPTED
    return next((status for kind, status in _STATUS if isinstance(error, kind)), FAILED)


def line_of(error: Exception) -> str:
    """An error in one line, with what its notes say of rows that were kept."""
    told = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    place = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
    notes: list[str] = [*getattr(error, "__notes__", []), *([_TOGETHER] if isinstance(error, RateLimitError) else [])]
    return as_options(" ".join("; ".join([f"{place}{told}", *notes]).split()))
