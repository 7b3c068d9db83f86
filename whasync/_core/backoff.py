"""Whether to send again, and when. Seconds and dice come in as numbers; nothing here waits."""

from __future__ import annotations

import msgspec

from .bounds import seconds, whole
from .verdict import Kind, Verdict

_MOST_DOUBLINGS = 60  # beyond any wait, and far below what overflows a float

# Retries that a session has while nothing succeeds: enough for a short fault of some calls at once, and a fifth of a
# minute's calls at most.
_MOST_RETRIES = 10.0

# Of a retry, by each clean success: where faults go on, retries add a tenth to the traffic.
_EARNED = 0.1

_TRANSIENT = frozenset({Kind.SERVER_ERROR, Kind.GATEWAY_ERROR, Kind.RATE_LIMITED})


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """How patient to be with one operation. All times are in seconds.

    Attributes:
        attempts: Most sendings of one request, the first included.
        same_failures: A 500 that answers the same this many times in a row ends early: it is bad input or a bug
            upstream (API documentation, Troubleshooting), and each sending takes a slot.
        lost_reads: Most sendings of a read whose answer never came in time. Each may have cost a credit.
        first, longest: The first and the longest step of the exponential wait.
        total: Most waiting between the attempts of one operation, waits for a slot not counted.
        longest_retry_after: A `Retry-After` beyond this is not obeyed by firing early, but raised to the caller.

    Raises:
        UsageError: A number is out of range.
    """

    attempts: int = 5
    same_failures: int = 3
    lost_reads: int = 2
    first: float = 1.0
    longest: float = 30.0
    total: float = 120.0
    longest_retry_after: float = 120.0

    def __post_init__(self) -> None:
        for name in ("attempts", "same_failures", "lost_reads"):
            whole(name, getattr(self, name), positive=True)
        seconds("first", self.first)
        for name in ("longest", "total", "longest_retry_after"):
            seconds(name, getattr(self, name), endless=True)

    def after_answer(self, attempt: int, verdict: Verdict, *, same: int, waited: float, dice: float) -> float | None:
        """Seconds to wait after an answer, or None to give up.

        Args:
            attempt: Sendings so far, 1 for the first.
            same: How many answers in a row, this one included, were the same to the byte.
            waited: Seconds waited so far.
            dice: A random number in [0, 1); it is an argument so that this stays pure.
        """
        if verdict.kind not in _TRANSIENT or attempt >= self.attempts:
            return None
        if verdict.kind is Kind.SERVER_ERROR and same >= self.same_failures:
            return None
        if verdict.retry_after is not None and verdict.retry_after > self.longest_retry_after:
            return None
        if verdict.kind is Kind.RATE_LIMITED:
            return 0.0  # the slots pause for everybody, this request included
        wait = self._jittered(attempt, dice)
        if verdict.retry_after is not None:
            wait = max(wait, verdict.retry_after)
        return wait if waited + wait <= self.total else None

    def after_loss(self, attempt: int, *, timed_out: bool, sent: bool, waited: float, dice: float) -> float | None:
        """Seconds to wait after an attempt without a whole answer, or None to give up."""
        most = min(self.lost_reads, self.attempts) if timed_out and sent else self.attempts
        if attempt >= most:
            return None
        wait = self._jittered(attempt, dice)
        return wait if waited + wait <= self.total else None

    def _jittered(self, attempt: int, dice: float) -> float:
        # Full jitter: clients that failed together must not come back together.
        return dice * min(self.longest, self.first * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS))


class RetryBudget:
    """How many retries a session may still make: what keeps a storm of failures from doubling the traffic.

    An operation that succeeds gives back the retries it took, for then they did their work, and a clean success earns
    a tenth of one. So while nothing succeeds there are at most `most` retries in all, and a fault that comes and goes
    is retried for ever.
    """

    def __init__(self, most: float = _MOST_RETRIES) -> None:
        self.left = most
        self._most = most

    def take(self) -> bool:
        """Take a retry; False where none is left."""
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True

    def succeeded(self, taken: int) -> None:
        """Book a success that took *taken* retries."""
        if taken or self.left < self._most:
            self.left = min(self._most, self.left + max(taken, _EARNED))
