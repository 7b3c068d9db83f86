"""The only loop, and the only place that raises for an answer."""

from __future__ import annotations

import asyncio
import logging
import random

import msgspec
from msgspec.structs import replace

from .._core.backoff import Backoff, RetryBudget
from .._core.bounds import instances
from .._core.verdict import PLAIN, Kind
from .._core.wire import Answer, Request, Response
from ..errors import (
    BudgetExceededError,
    ResponseError,
    SharedStateError,
    TransportError,
    TransportTimeoutError,
    WaitExceededError,
    WhasyncError,
)
from .chain import Handler
from .clock import ServerClock
from .refusal import error_for

_log = logging.getLogger("whasync")


class _Course(msgspec.Struct):
    """How one operation has gone so far.

    Attributes:
        attempts: Sendings. rounds: Those, and attempts that could not be sent.
        taken: Retries paid for.
        waited: Seconds between attempts.
        same: How many answers in a row were the same, and their body.
        failure: What the last attempt came to.
        is_told: Whether the log has been told that no connection comes about.
    """

    attempts: int = 0
    rounds: int = 0
    taken: int = 0
    waited: float = 0.0
    same: int = 0
    body: bytes | None = None
    failure: Answer | TransportError | None = None
    is_told: bool = False


class Retry:
    """Send again while the core says so; past that, raise what the last answer meant.

    A request that writes is sent once, whatever becomes of it.

    Raises:
        UsageError: The backoff is of another type.
    """

    def __init__(self, backoff: Backoff, budget: RetryBudget, clock: ServerClock) -> None:
        instances(Backoff, backoff=backoff)
        self._backoff = backoff
        self._budget = budget
        self._clock = clock
        self._exhaustion: tuple[Response, ResponseError] | None = None

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        course = _Course()
        try:
            while True:
                course.rounds += 1
                try:
                    answer = await handler(request)
                except TransportError as error:
                    wait = self._after_loss(request, course, error)
                except (BudgetExceededError, SharedStateError, WaitExceededError) as refusal:
                    if course.failure is None:
                        raise
                    raise self._error(course) from refusal  # there will be no repeat; what was sent failed by this
                else:
                    course.attempts += answer.attempts
                    if answer.verdict is PLAIN or answer.verdict.kind is Kind.OK:
                        self._budget.succeeded(course.taken)
                        return answer if answer.attempts == course.attempts else _counted(answer, course)
                    wait = self._after_answer(request, course, answer)
                if wait is None:
                    raise self._error(course)
                course.waited += wait
                await asyncio.sleep(wait)
                request = request if request.urgent else replace(request, urgent=True)
        except asyncio.CancelledError as error:
            if course.attempts:  # though it was not in the attempt that was cancelled
                error.sent = True  # type: ignore[attr-defined]
            raise

    def _after_answer(self, request: Request, course: _Course, answer: Answer) -> float | None:
        body = answer.response.body
        course.same = course.same + 1 if body == course.body else 1
        course.body, course.failure = body, answer
        wait = self._backoff.after_answer(
            course.rounds, answer.verdict, same=course.same, waited=course.waited, dice=_dice()
        )
        return self._granted(request, course, wait)

    def _after_loss(self, request: Request, course: _Course, error: TransportError) -> float | None:
        course.attempts += error.attempts
        course.failure = error
        wait = self._backoff.after_loss(
            course.rounds,
            timed_out=isinstance(error, TransportTimeoutError),
            sent=error.sent,
            waited=course.waited,
            dice=_dice(),
        )
        granted = self._granted(request, course, wait)
        if granted is not None and not error.sent and not course.is_told:
            # All attempts together may take a minute, in which a wrong origin would look like a slow one.
            course.is_told = True
            _log.warning("%s; it is tried again, %d times in all at most", error, self._backoff.attempts)
        return granted

    def _granted(self, request: Request, course: _Course, wait: float | None) -> float | None:
        if wait is None or request.writes or _is_too_late(request, wait) or not self._budget.take():
            return None
        course.taken += 1
        return wait

    def _error(self, course: _Course) -> WhasyncError:
        """The error to raise. Exhausted credits have one cause, however many calls they stop."""
        failure = course.failure
        assert failure is not None  # noqa: S101 - an attempt has failed
        if isinstance(failure, TransportError):
            failure.sent, failure.attempts = course.attempts > 0, course.attempts
            return failure
        now = asyncio.get_running_loop().time()
        error = error_for(_counted(failure, course), resets_at=self._clock.next_month(now))
        if failure.verdict.kind is Kind.OUT_OF_CREDITS:
            if self._exhaustion is not None and self._exhaustion[0] is failure.response:
                error.__cause__ = self._exhaustion[1]
            else:
                self._exhaustion = (failure.response, error)
        return error


def _counted(answer: Answer, course: _Course) -> Answer:
    """The answer, told how often the request was sent."""
    return replace(answer, attempts=course.attempts)


def _is_too_late(request: Request, wait: float) -> bool:
    """Whether the caller will have gone by the time of another attempt."""
    return request.deadline is not None and asyncio.get_running_loop().time() + wait >= request.deadline


def _dice() -> float:
    return random.random()  # noqa: S311 - it keeps clients apart, not secrets
