"""Answer from what was kept, where it is young enough."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import Protocol

import msgspec

from .._core.question_key import entry_name, question_key, shelf_name
from .._core.verdict import PLAIN
from .._core.wire import Answer, Request, Response
from ..errors import BudgetExceededError, CreditsExhaustedError, CursorExpiredError
from .chain import Handler

_log = logging.getLogger("whasync")


class Kept(msgspec.Struct, frozen=True):
    """The body of an answer, and for how many seconds it has been kept."""

    body: bytes
    age: float


class Store(Protocol):
    """Where answers are kept. Neither reading nor writing ever fails a call."""

    async def open(self) -> None:
        """Open it, once for each session that uses it.

        Raises:
            UsageError: It is damaged, another program's, or cannot be read and written.
        """
        ...

    async def close(self) -> None:
        """Close it, once for each time it was opened."""
        ...

    async def get(self, name: bytes) -> Kept | None:
        """What is kept under a name, however old."""
        ...

    async def put(self, name: bytes, body: bytes) -> None:
        """Keep an answer."""
        ...

    async def forget(self, beginning: bytes) -> None:
        """Drop all whose names begin so."""
        ...


class Recall:
    """Keeps the answers of reads, and gives them again without a slot and a credit.

    It stands in the chain at two places, `fall_back` outside of the joining of equal questions, and `look_up` inside:
    one who joins need not look, and one who comes too late to join finds the answer kept.

    A write drops what was kept of its section. A cursor that has expired drops what was kept of its endpoint: the
    first page would lead to the same cursor again.

    Args:
        ttls: Seconds that an answer is good for, by endpoint. Others are not kept.
        owner: Stands for the account, whose answers nobody else gets; 8 bytes.
    """

    def __init__(self, store: Store, ttls: Mapping[str, float], owner: bytes) -> None:
        self.cached = 0
        self.stale = 0
        self._store = store
        self._ttls = ttls
        self._owner = owner
        self._writes = 0

    def look_up(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        """Answer from what is kept, where it is young enough."""
        if request.writes:
            return self._write(request, handler)
        name = self._name(request)
        return handler(request) if name is None else self._recall(name, request, handler)

    async def fall_back(self, request: Request, handler: Handler) -> Answer:
        """Give an answer beyond its time where credits, or a budget, forbid a new one."""
        try:
            return await handler(request)
        except (BudgetExceededError, CreditsExhaustedError) as error:
            name = None if request.fresh else self._name(request)
            kept = None if name is None else await self._store.get(name)
            if kept is None:
                raise
            self.stale += request.credits
            _log.warning("%s: the answer is %.0f s old (%s)", request.operation, kept.age, error)
            return _answer(request, kept)

    async def _recall(self, name: bytes, request: Request, handler: Handler) -> Answer:
        kept = None if request.fresh else await self._store.get(name)
        if kept is not None and kept.age < self._ttls[request.endpoint]:
            self.cached += request.credits
            return _answer(request, kept)
        writes = self._writes
        try:
            answer = await handler(request)
        except CursorExpiredError:
            await self._store.forget(shelf_name(self._owner, request, whole_section=False))
            raise
        # A middleware's own answer is no news. One that a write has crossed may be from before the write.
        if answer.attempts > 0 and writes == self._writes:
            await self._store.put(name, answer.response.body)
        return answer

    async def _write(self, request: Request, handler: Handler) -> Answer:
        try:
            return await handler(request)
        finally:
            self._writes += 1
            await self._store.forget(shelf_name(self._owner, request, whole_section=True))

    def _name(self, request: Request) -> bytes | None:
        """What the answer is kept under, or None where it is not kept."""
        if request.endpoint not in self._ttls:
            return None
        question = question_key(request)
        return None if question is None else entry_name(self._owner, request, question)


def _answer(request: Request, kept: Kept) -> Answer:
    headers = {"age": str(round(kept.age))}  # as any cache of HTTP tells it (RFC 9111)
    return Answer(
        request=request, response=Response(status=200, headers=headers, body=kept.body), verdict=PLAIN, attempts=0
    )
