"""Budgets without a period: they begin when the first process enters one of their name, and end with the last."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from ..._core.budget import Cap
from ..._core.shared.message import Message, Reply
from .courier import Courier

T = TypeVar("T")


class Episodes:
    """The budgets that this process is in."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._entering: list[tuple[str, asyncio.Future[str]]] = []
        self._under_way: list[tuple[str, asyncio.Future[str]]] = []
        self._entered: Counter[str] = Counter()  # as the place has it, by key
        self._taken: dict[str, int] = {}  # credits that the place told to be spent or in doubt, by key
        self._leaves: list[str] = []

    @property
    def is_in_any(self) -> bool:
        """Whether it is in one, as far as the place knows."""
        return bool(self._entered)

    def has(self, key: str) -> bool:
        """Whether this process is in a budget, and has not asked to leave it."""
        return self._entered[key] > self._leaves.count(key)

    async def enter(self, cap: Cap) -> Cap:
        """Join the episode of that name, or begin one."""
        self._courier.check()
        entered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._entering.append((cap.name, entered))
        self._courier.nudge()
        try:
            key = await entered
        except asyncio.CancelledError:
            if entered.done() and not entered.cancelled() and entered.exception() is None:
                self.leave(entered.result())
            raise
        return replace(cap, episode=key.rpartition("#")[2])

    def leave(self, key: str) -> None:
        """Leave it; nobody waits for that."""
        self._leaves.append(key)
        self._courier.nudge(self._courier.ride)

    def say(self, message: Message) -> Message:
        """Put who comes and who goes into a message."""
        self._under_way, self._entering, leaves = self._entering, [], self._leaves
        self._leaves = []
        return replace(message, enters=[name for name, _ in self._under_way], leaves=leaves)

    def retell(self, message: Message) -> Message:
        """Tell all that it is in."""
        return replace(message, rejoins=[(key, times, self._taken.get(key, 0)) for key, times in self._entered.items()])

    def hear(self, message: Message, reply: Reply) -> None:
        """Know what the place knows."""
        for name, entered in self._under_way:
            key = reply.episodes[name]
            self._entered[key] += 1
            if entered.done():
                self.leave(key)
            else:
                entered.set_result(key)
        self._under_way = []
        self._entered.subtract(message.leaves)
        self._entered = +self._entered
        self._taken = {
            key: tally.spent + tally.in_doubt for key, tally in reply.tallies.items() if key in self._entered
        }

    def lose(self, error: Exception) -> None:
        """Fail all who wait to enter."""
        fail([entered for _, entered in (*self._entering, *self._under_way)], error)
        self._entering = []


def fail(waiting: Iterable[asyncio.Future[T]], error: Exception) -> None:
    """Fail those who wait still."""
    for waiter in waiting:
        if not waiter.done():
            waiter.set_exception(error)
