"""The slots of all processes: who may send when. The arithmetic of `slots`, and the pace in front of it."""

from __future__ import annotations

from ..lanes import BULK
from ..slots import narrow, pause_of, widen
from .state import Process, State


def in_flight(state: State) -> int:
    """Slots that were given out and that no answer has freed."""
    return sum(len(process.slots) for process in state.processes.values())


def ready_at(state: State, spare: int) -> float | None:
    """When the next call may be sent that leaves so many slots to others, or None where only an answer can tell."""
    limit = max(1, widen(state, state.clock, state.agreed.calls, state.agreed.window) - spare)
    missing = in_flight(state) + len(state.cooling) - limit + 1
    if missing > len(state.cooling):
        return None
    ready = state.clock if missing <= 0 else state.cooling[missing - 1]
    return max(state.clock, ready, state.paused_until, _paced(state, spare))


def reserve(state: State, process: Process, slot: str, lane: int) -> float | None:
    """Give a slot for a call of a lane.

    Returns:
        When it is due, or None where only an answer can tell.
    """
    due = ready_at(state, state.agreed.spare if lane == BULK else 0)
    if due is not None:
        state.even_at = max(state.even_at, due) + _interval(state)
        process.slots[slot] = due
    return due


def answered(state: State, process: Process, slot: str, age: float) -> None:
    """Free a slot a window after its answer, which came *age* seconds ago."""
    if process.slots.pop(slot, None) is not None:
        state.cool(state.clock - age)


def give_back(state: State, process: Process, slot: str) -> None:
    """Free a slot whose call was never sent, and the turn of the pace that it took, if that is worth one still."""
    due = process.slots.pop(slot, None)
    if due is not None and due + _interval(state) > state.clock:
        state.even_at -= _interval(state)


def assume_answers(state: State) -> None:
    """Free the slots of processes that do not tell of their answers, a window after they were due."""
    for process in state.processes.values():
        if not process.stamps:
            for slot, due in list(process.slots.items()):
                if due <= state.clock:
                    del process.slots[slot]
                    state.cool(due)


def refused(state: State, retry_after: float) -> None:
    """Heed a 429: pause everybody, and narrow the window to what the server had room for."""
    now, rule = state.clock, state.agreed
    state.pause(now + pause_of(retry_after))
    narrow(state, now, rule.calls, rule.window, in_flight(state) + len(state.cooling))


def _interval(state: State) -> float:
    return state.agreed.window / state.agreed.calls


def _paced(state: State, spare: int) -> float:
    return state.even_at - (state.agreed.burst - 1 - spare) * _interval(state)
