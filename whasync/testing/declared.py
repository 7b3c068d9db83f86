"""What a test declared to spend, and the line that spent more."""

from __future__ import annotations

import asyncio
import inspect
import linecache
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any

import pytest

from ..simulator import Entry


class Declared:
    """Counts the credits that a test is charged, and remembers the call that was one too many.

    That call is the simulator's to see, for only there a charge is certain: the code under test may have sessions of
    its own. It is told by where the test stands at that moment.
    """

    def __init__(self, item: pytest.Function, most: int | None) -> None:
        self._item = item
        self._most = most
        self._spent = 0
        self._breach: str | None = None

    def spend(self, entry: Entry) -> None:
        """Count what a request was charged, at the instant of the charge."""
        self._spent += entry.charged
        if self._breach is None and self._most is not None and self._spent > self._most:
            call = f"{entry.method} {entry.target.partition('?')[0]}"
            self._breach = f"number {self._most + 1} went to {call}{self._place()}"

    def complaint(self) -> str | None:
        """What to say of a test that spent too much; None where it did not."""
        if self._breach is None:
            return None
        return f"max_credits={self._most}, and {self._spent} were spent; {self._breach}"

    def _place(self) -> str:
        lines = [frame.f_lineno for frame in _standing(self._item)]
        if not lines:
            return ", while no line of the test's file was at work"
        file, path = self._item.location[0], str(self._item.path)
        return " here:\n" + "".join(f"\n{file}:{n}\n>   {linecache.getline(path, n).strip()}" for n in lines)


def _standing(item: pytest.Function) -> list[FrameType]:
    """The frames of the test's file, the outermost first, in the task that has a request under way. Where that task is
    none of the file's, as with calls given to `asyncio.gather`: in the task of the test.
    """
    function: Callable[..., object] = getattr(item, "function")  # noqa: B009 - pytest does not type it
    own = getattr(inspect.unwrap(function), "__code__", None)
    best: list[FrameType] = []
    for task in asyncio.all_tasks():
        frames = list(_frames(task))
        of_file = [frame for frame in frames if frame.f_code.co_filename == str(item.path)]
        if of_file and any(frame.f_globals.get("__name__") == _WIRE for frame in frames):
            return of_file
        if any(frame.f_code is own for frame in of_file):
            best = of_file
    return best


def _frames(task: asyncio.Task[Any]) -> Generator[FrameType, None, None]:
    """The frames of a task that waits, the outermost first: each coroutine tells which one it awaits."""
    awaited: Any = task.get_coro()  # Any: a coroutine, a generator, or whatever those may await
    while awaited is not None:
        frame = next((frame for name in _FRAMES if (frame := getattr(awaited, name, None))), None)
        if frame is not None:
            yield frame
        awaited = next((inner for name in _AWAITED if (inner := getattr(awaited, name, None))), None)


_WIRE = "whasync._io.transport"
_FRAMES = ("cr_frame", "gi_frame", "ag_frame")
_AWAITED = ("cr_await", "gi_yieldfrom", "ag_await")
