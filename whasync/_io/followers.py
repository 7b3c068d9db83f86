"""Whom operations and attempts are told to."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

import msgspec

from ..errors import UsageError
from .events import AttemptEvent, Begun, Event, OperationEvent

E = TypeVar("E", bound=Event)

_log = logging.getLogger("whasync")


@runtime_checkable
class Follower(Protocol):
    """An observer that is there from the beginning of each operation and attempt, as a span is.

    Each method is called as something begins, in the context that it runs in, and returns what is called with the
    event at its end.
    """

    def begin_operation(self, begun: Begun, /) -> Callable[[OperationEvent], None]:
        """An operation begins."""
        ...

    def begin_attempt(self, begun: Begun, /) -> Callable[[AttemptEvent], None]:
        """An attempt has got its turn and is about to be sent."""
        ...


Observer: TypeAlias = Callable[[Event], None] | Follower


class Followers:
    """The log and all observers as one follower. An error of theirs is logged, and goes no further.

    Raises:
        UsageError: One is neither a follower nor a plain function.
    """

    def __init__(self, observe: Observer | Sequence[Observer] | None) -> None:
        if observe is None:
            observe = ()
        elif callable(observe) or not isinstance(observe, Iterable):
            observe = (observe,)
        self._observers = [_follower(each) for each in observe]
        self._all = [_Listener(_log_event), *self._observers]

    def listen(self) -> bool:
        """Whether anybody does at present."""
        return bool(self._observers) or _log.isEnabledFor(logging.DEBUG)

    def begin_operation(self, begun: Begun, /) -> Callable[[OperationEvent], None]:
        """Tell each that an operation begins."""
        return _begin([each.begin_operation for each in self._all], begun)

    def begin_attempt(self, begun: Begun, /) -> Callable[[AttemptEvent], None]:
        """Tell each that an attempt begins."""
        return _begin([each.begin_attempt for each in self._all], begun)


def _log_event(event: Event) -> None:
    if _log.isEnabledFor(logging.DEBUG):
        _log.debug("%s", event, extra={"whasync": msgspec.to_builtins(event)})


def _begin(begins: Sequence[Callable[[Begun], Callable[[E], None]]], begun: Begun) -> Callable[[E], None]:
    ends: list[Callable[[E], None]] = []
    for begin in begins:
        try:
            ends.insert(0, begin(begun))  # what is opened last is closed first
        except Exception:  # noqa: BLE001 - it is the user's code, and must not stop the call
            _log.exception("an observer failed")

    def end(event: E) -> None:
        for each in ends:
            try:
                each(event)
            except Exception:  # noqa: BLE001 - it is the user's code, and the call may have been paid for
                _log.exception("an observer failed")

    return end


class _Listener:
    """A plain function as a follower."""

    def __init__(self, function: Callable[[Event], None]) -> None:
        self._function = function

    def begin_operation(self, _: Begun, /) -> Callable[[OperationEvent], None]:
        return self._function

    def begin_attempt(self, _: Begun, /) -> Callable[[AttemptEvent], None]:
        return self._function


def _follower(observer: Observer) -> Follower:
    if isinstance(observer, Follower):
        return observer
    if not callable(observer) or inspect.iscoroutinefunction(observer):
        name = getattr(observer, "__qualname__", repr(observer))
        raise UsageError(f"observe={name} must be a plain function of one event, or a Follower; nothing awaits it")
    return _Listener(observer)
