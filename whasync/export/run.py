"""The run: questions asked side by side under the one limit, each page kept before its successor is asked for."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from functools import partial

from ..errors import (
    BadRequestError,
    BudgetExceededError,
    CursorExpiredError,
    DecodeError,
    NotFoundError,
    PlanError,
    ServerError,
    WhasyncError,
)
from .bill import Bill, refusal_in
from .bookings import Booking
from .course import Course
from .keys import Seen, numbers
from .spool import Spool
from .worker import Worker

# Enough to keep 50 calls a minute under way at answers of 9 seconds, and few enough pages in memory.
SIDE_BY_SIDE = 8

# What a stopped run waits for pages that are under way, in seconds: they are paid for. A second stop ends that too.
_GRACE = 0.8

# How long a page may wait for being synced, in seconds. It is done when the next request has gone, or after that time:
# a thread that wakes before would take the interpreter just between a request's being counted and its bytes, and one
# kill in thirty fell there (measured).
_UNSYNCED = 0.05

# What is wrong with one question, and says nothing of the others.
_OF_ONE_QUESTION = (BadRequestError, NotFoundError, PlanError, ServerError, DecodeError)


class Run:
    """Asks what the spool does not have yet.

    Args:
        bill: Entered, so that it counts what the run asks.
        max_rows: Different rows of the whole job, after which it ends.

    Attributes:
        is_enough: Whether it ended since there are as many rows as wanted.
    """

    def __init__(
        self,
        courses: list[Course],
        spool: Spool,
        worker: Worker,
        bill: Bill,
        told: Callable[[Booking], None],
        *,
        max_rows: int | None,
    ) -> None:
        self.is_enough = False
        self._open = deque(course for course in courses if not course.is_done)
        self._spool, self._worker, self._bill, self._told = spool, worker, bill, told
        self._max_rows = max_rows
        self._syncer: Worker
        self._sync_due: asyncio.TimerHandle | None = None
        self._booked = (0, 0)
        self._is_stopping = False
        self._ended = 0
        self._failure: WhasyncError | None = None
        self._refusal: BudgetExceededError | None = None
        self._seen: Seen | None = None

    async def go(self) -> None:
        """Ask until all questions are done or a limit is reached.

        Raises:
            BudgetExceededError: The credits of the run, of a budget around it or of the account are spent, and
                questions are open.
            WhasyncError: What stopped it; a question's own trouble only once the others are done.
        """
        await self._worker.do(self._prepare)
        self._syncer = Worker("whasync-sync")
        try:
            await self._all_turns()
        finally:
            if self._sync_due is not None:
                self._sync_due.cancel()
            self._syncer.end()
            await self._worker.do(partial(self._spool.settle, *self._moved()))
            if self._seen is not None:
                self._seen.close()
        if self._failure is not None:
            raise self._failure
        if self._refusal is not None and self._open:
            raise self._refusal

    def _prepare(self) -> None:
        for course in self._open:
            course.replay(self._spool.pages(course.number, course.course))
        if self._is_shared:  # those that got less from the runs before come first
            self._open = deque(sorted(self._open, key=lambda course: course.pages))
        if self._max_rows is not None:
            self._seen = Seen()
            for _, keys in self._spool.page_keys():
                self._seen.fresh(numbers(keys))

    async def _all_turns(self) -> None:
        # Which rows are the first N depends on the order, so with such a limit one question comes after the other.
        side_by_side = 1 if self._max_rows is not None else SIDE_BY_SIDE
        turns = [asyncio.create_task(self._turns()) for _ in range(min(side_by_side, len(self._open)))]
        if not turns:
            return
        try:
            await asyncio.wait(turns, return_when=asyncio.FIRST_EXCEPTION)
            self._is_stopping = True
            await asyncio.wait(turns, timeout=_GRACE)
        except asyncio.CancelledError:
            self._is_stopping = True
            await asyncio.wait(turns, timeout=_GRACE)
            raise
        finally:
            for turn in turns:
                turn.cancel()
            ends = await asyncio.gather(*turns, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    async def _turns(self) -> None:
        """Take questions by turns until none is left to ask."""
        while (course := self._next()) is not None:
            try:
                await self._turn(course)
            except WhasyncError as error:
                refusal = refusal_in(error)
                if refusal is not None:
                    # What the others hold may come back, and will do for this question too.
                    self._refusal = refusal
                    self._open.appendleft(course)
                    return
                if not isinstance(error, _OF_ONE_QUESTION):
                    raise
                self._failure = self._failure or error
                continue
            if course.is_done:
                continue
            # With a cap on credits every question gets its share; else few cursors are open at a time, and stay young.
            (self._open.append if self._is_shared else self._open.appendleft)(course)

    @property
    def _is_shared(self) -> bool:
        return self._bill.max_credits is not None and self._max_rows is None

    def _next(self) -> Course | None:
        if self._seen is not None and self._seen.count >= (self._max_rows or 0):
            self.is_enough = True
        if self._is_stopping or self.is_enough or not self._open:
            return None
        return self._open.popleft()

    async def _turn(self, course: Course) -> None:
        """One page of a question: asked for, kept."""
        out = 0  # calls that have gone out and come to no end

        def sending() -> None:
            nonlocal out
            out += 1
            if self._sync_due is not None:
                self._sync_due.cancel()
                self._sync_due = asyncio.get_running_loop().call_later(0, self._sync)
            self._spool.sent.add()
            self._bill.sending()

        try:
            leaf = await course.sender.unread(course.listing, sending)
            self._ended += out
        except CursorExpiredError as error:
            self._ended += out
            course.start_over(error)
            await self._worker.do(partial(self._spool.start_over, course.number))
            return
        except WhasyncError as error:
            if not getattr(error, "sent", False):
                self._ended += out
            raise
        credits, in_doubt, ended = self._moved()
        booking = course.take(leaf, credits=credits, in_doubt=in_doubt, ended=ended, at=time.time())
        # It is paid for: a stop does not call the writing off.
        await asyncio.shield(asyncio.ensure_future(self._worker.do(partial(self._spool.book, booking))))
        if self._sync_due is None:
            self._sync_due = asyncio.get_running_loop().call_later(_UNSYNCED, self._sync)
        if self._seen is not None:
            await self._worker.do(partial(self._seen.fresh, numbers(booking.keys)))
        self._told(booking)

    def _sync(self) -> None:
        self._sync_due = None
        self._syncer.submit(self._spool.sync)

    def _moved(self) -> tuple[int, int, int]:
        """Credits that were settled, that came to be in doubt, and calls that ended, since this was asked last."""
        before, self._booked = self._booked, (self._bill.credits, self._bill.in_doubt)
        ended, self._ended = self._ended, 0
        return self._booked[0] - before[0], self._booked[1] - before[1], ended
