"""The same question under way is asked once: one request, one slot and one credit, and its answer for all who wait."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Awaitable
from typing import TypeAlias

from msgspec.structs import replace

from .._core.question_key import question_key
from .._core.wire import Answer, Request
from ..errors import BudgetExceededError, ResponseError, TransportError, WaitExceededError, WhasyncError
from .chain import Handler
from .departure import Departure, departure

# Calls made together have deadlines that differ by next to nothing. One that would have to give up by so many seconds
# more is worth a request of its own.
_NEARLY = 1.0

_Key: TypeAlias = tuple[bytes, int, float | None, bool]


class _Call:
    """One request under way, and those who wait for its answer, in the order they came."""

    __slots__ = ("departure", "request", "task", "waiters")

    task: asyncio.Task[None]

    def __init__(self, request: Request) -> None:
        self.request = request
        self.waiters: dict[asyncio.Future[Answer], None] = {}
        self.departure = Departure()

    def join(self) -> asyncio.Future[Answer]:
        """Wait for its answer, too."""
        waiter: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.waiters[waiter] = None
        return waiter

    def answer(self, answer: Answer) -> int:
        """Give everybody the answer; tells the credits saved. Only the first is told of the attempts it took."""
        waiters = self._live()
        spared = answer if len(waiters) < 2 else replace(answer, attempts=0)
        for number, waiter in enumerate(waiters):
            waiter.set_result(spared if number else answer)
        return answer.request.credits * max(0, len(waiters) - 1)

    def fail(self, error: BaseException) -> None:
        """Fail everybody, each with an error of its own: a raised error collects the frames it passes."""
        for number, waiter in enumerate(self._live()):
            waiter.set_exception(_copied(error) if number else error)
            waiter.exception()  # else the loop complains where the waiter's task is cancelled at this very moment

    def _live(self) -> list[asyncio.Future[Answer]]:
        return [waiter for waiter in self.waiters if not waiter.done()]


class Coalesce:
    """Let equal reads join the one under way. Who joins is spared slot and credit, and any budget of its own.

    The request runs in a task of its own, so that a caller who is cancelled takes only itself away, the first one too;
    when all are gone it is cancelled. Its caller's limits are not those of the others: a call joins none that has to
    end earlier than itself, and where the budgets of the first forbid it, the others ask again.
    """

    def __init__(self) -> None:
        self.saved = 0
        self._under_way: dict[_Key, _Call] = {}

    def __call__(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        if request.writes:
            return self._write(request, handler)
        question = question_key(request)
        if question is None:
            return handler(request)
        return self._ask((question, request.lane, request.max_wait, request.fresh), request, handler)

    async def _write(self, request: Request, handler: Handler) -> Answer:
        try:
            return await handler(request)
        finally:
            self._under_way.clear()  # it may have been read before the write; who asks from now on is to see it

    async def _ask(self, key: _Key, request: Request, handler: Handler) -> Answer:
        while True:
            joined = self._joinable(key, request)
            call = joined or _Call(request)
            waiter = call.join()  # before its task begins: an eager one may end at once
            if joined is None:
                self._under_way[key] = call
                call.task = asyncio.create_task(self._run(key, call, handler))
            try:
                return await self._answer(key, call, waiter)
            except (BudgetExceededError, WaitExceededError) as error:
                if call.request is request or not _may_ask_again(error, call.request, request):
                    raise

    def _joinable(self, key: _Key, request: Request) -> _Call | None:
        call = self._under_way.get(key)
        return call if call is not None and _has_time_for(call.request, request) else None

    async def _run(self, key: _Key, call: _Call, handler: Handler) -> None:
        departure.set(call.departure)  # in the context of this task alone
        try:
            answer = await handler(call.request)
        except asyncio.CancelledError:
            for waiter in call.waiters:  # there are some only where the loop ends and cancels everything
                waiter.cancel()
            raise
        except GeneratorExit:  # the loop has ended, and nobody waits
            raise
        except BaseException as error:  # noqa: BLE001 - each caller raises it; what ends the loop ends it from there
            call.fail(error)
        else:
            self.saved += call.answer(answer)
        finally:
            self._forget(key, call)

    async def _answer(self, key: _Key, call: _Call, waiter: asyncio.Future[Answer]) -> Answer:
        try:
            return await waiter
        except asyncio.CancelledError as error:
            del call.waiters[waiter]
            if not call.waiters and not call.task.done():
                self._forget(key, call)
                call.task.cancel()
                await asyncio.wait((call.task,))
            error.sent = call.departure.sent  # type: ignore[attr-defined]
            raise

    def _forget(self, key: _Key, call: _Call) -> None:
        if self._under_way.get(key) is call:
            del self._under_way[key]


def _has_time_for(leader: Request, request: Request) -> bool:
    """Whether a call under way goes on for as long as one who would join it is ready to wait."""
    if leader.deadline is None:
        return True
    return request.deadline is not None and request.deadline <= leader.deadline + _NEARLY


def _may_ask_again(error: BudgetExceededError | WaitExceededError, leader: Request, request: Request) -> bool:
    """Whether it was the other one's limits that forbade the call, and not also one's own."""
    if isinstance(error, BudgetExceededError):
        return request.caps != leader.caps
    if request.max_wait is not None or request.deadline is None:  # the first of them is the same for both
        return False
    return asyncio.get_running_loop().time() + error.retry_after < request.deadline


def _copied(error: BaseException) -> BaseException:
    if not isinstance(error, WhasyncError):
        return error
    copied = copy.copy(error)
    copied.__cause__ = error.__cause__
    if isinstance(copied, ResponseError | TransportError):
        copied.attempts = 0
    return copied
