"""What the backends of all frameworks have in common: how their session is opened and closed, and what is logged."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias, cast

from msgspec.structs import replace

from ..errors import RateLimitError, WaitExceededError, WhasyncError
from ..session import Session
from .problem import Code, CreditsStatus, Problem, UsageStatus, problem_of, whole

_log = logging.getLogger("whasync")

MakeSession: TypeAlias = Callable[[], Session]
"""Called once in each worker process: a session belongs to the loop that opens it."""

GRACE = 10.0
"""Seconds that calls under way are given when a worker ends."""

# Somebody looks at a screen: rather told to come back than left to wait, and no longer than browsers have patience.
_MAX_WAIT = 5.0
_DEADLINE = 30.0

# In seconds. Not all who are refused come back, and some ask again at once: what they are told must not add up.
_LONGEST_SPREAD = 300.0

# Nothing is wrong, and there may be many.
_USUAL: frozenset[Code] = frozenset({"busy", "refused", "not_found"})


def backend_session() -> Session:
    """A session from the environment, for people who wait: before all others, 5 s for a turn and 30 s in all."""
    return Session(lane="interactive", max_wait=_MAX_WAIT, deadline=_DEADLINE)


@asynccontextmanager
async def serving(make: MakeSession, grace: float) -> AsyncGenerator[Session]:
    """A session for as long as a worker serves."""
    async with make() as session:
        try:
            yield session
        finally:
            await session.close(grace)


class Answers:
    """Answers the errors of one application: the table, a line in the log, and to each of a crowd its own time.

    Where many are refused at once, the turn that is next is next for them all. So each is told the turn after that of
    the one refused before, as if all came back: else a crowd would come back together, to be refused again.
    """

    def __init__(self, usage: UsageStatus, credits: CreditsStatus) -> None:
        self._usage: UsageStatus = usage
        self._credits: CreditsStatus = credits
        self._promised = float("-inf")

    def answer(self, error: Exception, session: Session | None) -> Problem:
        """What to answer, and a line in the log of what the answer leaves out.

        Raises:
            Exception: The error itself, where it is none of whasync, nor a group of those alone.
        """
        cause = _cause(error)
        if cause is None:
            raise error
        problem = problem_of(cause, usage=self._usage, credits=self._credits)
        level = logging.INFO if problem.code in _USUAL else logging.WARNING
        if problem.code == "internal":
            _log.error("answered %d: %s", problem.status, cause, exc_info=cause)
        else:
            _log.log(level, "answered %d: %s", problem.status, cause)
        if session is not None and isinstance(cause, WaitExceededError | RateLimitError):
            return replace(problem, retry_after=whole(self._promise(cause.retry_after, session.pace)))
        return problem

    def _promise(self, wait: float, pace: float) -> float:
        """Seconds until a turn that nobody else was told."""
        now = asyncio.get_running_loop().time()
        turn, after = now + wait, self._promised + pace
        self._promised = after if turn < after < turn + _LONGEST_SPREAD else turn
        return self._promised - now


def _cause(error: Exception) -> WhasyncError | None:
    """The error itself, or the first of a group, as a TaskGroup raises, in which there are no others."""
    if isinstance(error, ExceptionGroup):
        causes = [_cause(each) for each in cast("ExceptionGroup[Exception]", error).exceptions]
        return None if None in causes else causes[0]
    return error if isinstance(error, WhasyncError) else None
