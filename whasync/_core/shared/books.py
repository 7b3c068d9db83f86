"""The credits of all processes: holds and what became of them, in the ledger and in each budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from ..budget import Tally, forget_before, resolve
from ..head import Reading
from ..ledger import Ledger
from ..verdict import Charge
from .message import CHARGES, Ask, End, Reply, Told
from .state import Absent, Held, Process, State

_NOTHING = Tally()
_BALANCE = -1  # in place of a budget

# So many are remembered that were taken for dead within a budget: more than are asleep at once.
MOST_ABSENT = 32


def hold(state: State, process: Process, ask: Ask, reply: Reply) -> None:
    """Grant as many holds as the balance and all the budgets around the calls allow."""
    granted, short = ask.count, _BALANCE
    remaining = state.ledger.remaining
    if remaining is not None and not ask.reads:
        granted = min(granted, _times(remaining, ask.credits))
    for place, (key, limit) in enumerate(zip(ask.keys, ask.limits, strict=True)):
        fits = _times(limit - state.tallies.get(key, _NOTHING).taken, ask.credits)
        if fits < granted:
            granted, short = fits, place
    keep(state, process, ask, granted)
    reply.granted.append(granted)
    reply.short.append(short)


def keep(state: State, process: Process, ask: Ask, count: int) -> None:
    """Count so many holds, whatever the budgets say."""
    for key in ask.keys:
        if key not in state.tallies:
            forget_before(state.tallies, key)
        state.tallies[key] = state.tallies.get(key, _NOTHING).hold(ask.credits * count)
    for _ in range(count):
        state.ledger = state.ledger.hold(ask.credits)
    if count:
        held = process.holds.setdefault(ask.kind, Held(ask.credits, ask.keys, 0))
        held.count += count


def end(state: State, process: Process, ended: End) -> None:
    """Book what became of holds."""
    held = process.holds.get(ended.kind)
    if held is None:
        return
    count = min(ended.count, held.count)
    _book(state, held, CHARGES[ended.charge], count)
    held.count -= count
    if not held.count:
        del process.holds[ended.kind]


def bury(state: State, name: str, sent: int | None) -> None:
    """Book the holds of a process that is gone. Nobody knows which of them were sent, but that *sent* were at most.

    It leaves its budgets, but their tallies stay for a while: if it is not dead, it goes on with them.

    Args:
        sent: None where not even that is known.
    """
    process = state.processes[name]
    in_doubt: Counter[str] = Counter()
    for held in process.holds.values():
        doubted = held.count if sent is None else min(held.count, sent)
        _book(state, held, Charge.UNKNOWN, doubted)
        _book(state, held, Charge.NONE, held.count - doubted)
        for key in held.keys:
            in_doubt[key] += held.credits * doubted
    process.holds = {}
    for key in sorted(process.entered):
        state.absent.append(Absent(name, key, in_doubt[key]))
        leave(state, process, key, process.entered[key])
    while len(state.absent) > MOST_ABSENT:
        _end_if_left(state, state.absent.pop(0).key)


def read(state: State, told: Told) -> None:
    """Merge a reading, after the end of its own attempt."""
    sent = Ledger(
        month=told.month, in_flight=told.in_flight, holds=told.holds, settled=told.settled, doubted=told.doubted
    )
    reading = Reading(remaining=told.remaining, used=told.used, limit=told.limit, addon_remaining=told.addon)
    booked = state.ledger
    state.ledger = booked.read(reading, sent, told.charged)
    if booked.proved(reading, sent, told.charged):  # see LocalAccount
        _resolve(state, charged=True)
    elif not state.ledger.in_doubt:
        _resolve(state, charged=False)


def enter_month(state: State, month: str) -> None:
    """Begin a month. A process whose clock is behind does not begin the old one again."""
    before = state.ledger.month
    if before is None or month > before:
        state.ledger = state.ledger.enter(month)
        if before is not None:
            _resolve(state, charged=True)


def enter(state: State, process: Process, name: str, by: str, reply: Reply) -> None:
    """Enter a budget that has no period: the episode that others are in, or a new one.

    Args:
        by: The name of the process. A place that has forgotten its count must not call two episodes the same.
    """
    key = state.episodes.setdefault(name, f"{name}#{by}.{state.count}")
    process.entered[key] = process.entered.get(key, 0) + 1
    reply.episodes[name] = key


def rejoin(state: State, name: str, key: str, times: int, taken: int) -> None:
    """Be in a budget as before, though that may have been forgotten here.

    What its calls under way put in doubt when it was taken for dead is so no more: it tells of them itself.

    Args:
        taken: Credits that the process was told last to be spent or in doubt under it. Where fewer are known here, the
            tally was forgotten: then they count as spent, for no reading settles doubts that the ledger does not have.
    """
    state.episodes.setdefault(key.rpartition("#")[0], key)
    state.processes[name].entered[key] = times
    if key in state.ended:
        state.ended.remove(key)
    tally = state.tallies.get(key, _NOTHING)
    for absent in [absent for absent in state.absent if (absent.process, absent.key) == (name, key)]:
        state.absent.remove(absent)
        tally = replace(tally, in_doubt=max(0, tally.in_doubt - absent.doubted))
    forgotten = max(0, taken - tally.spent - tally.in_doubt)
    if key in state.tallies or forgotten:
        state.tallies[key] = replace(tally, spent=tally.spent + forgotten)


def leave(state: State, process: Process, key: str, times: int) -> None:
    """Leave a budget. It ends when all have left."""
    process.entered[key] = process.entered.get(key, 0) - times
    if process.entered[key] <= 0:
        del process.entered[key]
    _end_if_left(state, key)


def _end_if_left(state: State, key: str) -> None:
    """End a budget that nobody is in. Its tally stays until the calls under it have ended, and while who was
    in it may come back.
    """
    if any(key in other.entered for other in state.processes.values()):
        return
    name = key.rpartition("#")[0]
    if state.episodes.get(name) == key:
        del state.episodes[name]
    if all(absent.key != key for absent in state.absent):
        state.ended.append(key)
        _tidy(state, (key,))


def _resolve(state: State, *, charged: bool) -> None:
    resolve(state.tallies, charged=charged)
    state.absent = [replace(absent, doubted=0) for absent in state.absent]


def _book(state: State, held: Held, charge: Charge, count: int) -> None:
    if not count:
        return
    for _ in range(count):
        state.ledger = state.ledger.end(held.credits, charge)
    for key in held.keys:
        if key in state.tallies:  # else its budget has ended, and this cost nothing
            state.tallies[key] = state.tallies[key].end(held.credits * count, charge)
    _tidy(state, held.keys)


def _tidy(state: State, keys: Sequence[str]) -> None:
    for key in keys:
        if key in state.ended and not state.tallies.get(key, _NOTHING).in_flight:
            state.ended.remove(key)
            state.tallies.pop(key, None)


def _times(credits: int, each: int) -> int:
    """How often a call can be paid out of so many credits."""
    return max(0, credits // each) if each else 1 << 30
