"""One step where processes meet. It is done as a whole, and by one process at a time."""

from __future__ import annotations

from msgspec.structs import replace

from . import books, window
from .message import Message, Reply
from .state import Moment, Process, State

SHORTEST_WAIT = 0.05  # seconds before a process asks once more whether an answer has freed a slot
LONGEST_WAIT = 1.0


def step(state: State, message: Message, at: Moment) -> Reply:
    """Do what a message says; changes the state."""
    _advance(state, at)
    process = state.processes.get(message.process)
    if process is not None and process.number == message.number and process.reply is not None:
        process.heard = state.clock
        return process.reply
    if process is not None and process.number + 1 != message.number:  # what is known of it is from before a loss
        _bury(state, message.process)
        process = None
    _reap(state, message.process)
    if process is None:
        if message.hello is None:
            return Reply(unknown=True)
        if (rate := _disagreement(state, message)) is not None:
            return Reply(disagrees=rate)
        process = _welcome(state, message)
    reply = Reply()
    _notice_loss(state, message, process, reply)
    process.number, process.heard, process.waiting = message.number, state.clock, message.waiting
    _hear(state, message, process)
    _serve(state, message, process, reply)
    if message.bye:
        for key, times in list(process.entered.items()):
            books.leave(state, process, key, times)
        _bury(state, message.process)
    process.reply = reply
    return reply


def _advance(state: State, at: Moment) -> None:
    """Move the clock on. It stands still where the place's own was set back."""
    passed = at.now - state.seen
    if state.epoch != at.epoch:
        # Whoever was sending before the place was started again cannot have done so since; but another server than
        # before may have been up for long.
        restarted = at.uptime <= passed
        passed = min(passed, at.uptime)
        state.clock += max(0.0, passed)
        state.lost_at = state.clock - (at.uptime if restarted else 0.0)
        state.epoch = at.epoch
    else:
        state.clock += max(0.0, passed)
    state.seen = at.now
    if state.rule is not None:
        window.assume_answers(state)
        state.cool_down()


def _reap(state: State, but: str) -> None:
    """Bury the processes that have been silent for longer than their lease."""
    for name in sorted(state.processes):
        process = state.processes[name]
        if name != but and state.clock - process.heard > process.lease:
            _bury(state, name)


def _bury(state: State, name: str) -> None:
    """Forget a process. A call of which it did not tell counts as counted by the end of its lease."""
    process = state.processes[name]
    books.bury(state, name, len(process.slots) if process.stamps else None)
    for due in process.slots.values():
        state.cool(max(due, process.heard) + process.lease)
    del state.processes[name]


def _disagreement(state: State, message: Message) -> str | None:
    if not state.processes or state.rule is None or message.hello is None or state.rule == message.hello.rule:
        return None
    return f"{state.rule.calls}/{state.rule.window:g}s"


def _welcome(state: State, message: Message) -> Process:
    """Take in a process, with all that it has."""
    hello = message.hello
    assert hello is not None  # noqa: S101 - asked for before
    if state.rule != hello.rule:
        widened = state.rule is not None and hello.rule.window > state.rule.window
        state.rule, state.limit = hello.rule, hello.rule.calls
        if widened:  # calls that the old window has forgotten, the new one may count
            state.pause(state.clock + state.kept)
    process = Process(heard=state.clock, lease=hello.lease, stamps=hello.stamps, number=message.number)
    state.processes[message.process] = process
    return process


def _notice_loss(state: State, message: Message, process: Process, reply: Reply) -> None:
    """Where steps may have been forgotten, wait until whatever was sent in them has left the window."""
    if message.seen > state.count:
        state.lost_at = state.clock
        state.ledger = replace(state.ledger, balance=None)
    # Where nothing is known at all, and nobody knows better, nobody is taken to be on the way either.
    on_the_way = process.lease if state.count or message.seen else 0.0
    state.count = max(state.count, message.seen) + 1
    if state.lost_at is not None:
        until = state.lost_at + on_the_way + state.kept
        state.pause(until)
        reply.lost = max(0.0, until - state.clock)
        state.lost_at = None


def _hear(state: State, message: Message, process: Process) -> None:
    """Take in what has happened in the process."""
    for slot, age in message.slots.items():
        process.slots[slot] = state.clock - age
    for key, times, taken in message.rejoins:
        books.rejoin(state, message.process, key, times, taken)
    for held in message.held:
        books.keep(state, process, held, held.count)
    if message.month is not None:
        books.enter_month(state, message.month)
    for ended in message.ends:
        books.end(state, process, ended)
    for told in message.readings:
        books.read(state, told)
    for slot, age in message.answered.items():
        window.answered(state, process, slot, age)
    for slot in message.unused:
        window.give_back(state, process, slot)
    if message.refused is not None:
        window.refused(state, message.refused)
    if message.pause:
        state.pause(state.clock + message.pause)
    for key in message.leaves:
        books.leave(state, process, key, 1)


def _serve(state: State, message: Message, process: Process, reply: Reply) -> None:
    """Give it what it asks for."""
    for name in message.enters:
        books.enter(state, process, name, message.process, reply)
    for ask in message.asks:
        books.hold(state, process, ask, reply)
    if message.wish is not None and (not message.if_held or any(reply.granted)):
        due = window.reserve(state, process, str(message.number), message.wish)
        if due is None:
            interval = state.agreed.window / state.agreed.calls
            reply.again = min(max(interval, SHORTEST_WAIT), LONGEST_WAIT)
        else:
            reply.due = due - state.clock
    if message.may_read and state.clock >= state.reads_until:
        state.reads_until = state.clock + process.lease
        reply.may_read = True
    ready = window.ready_at(state, 0)
    reply.count, reply.ledger = state.count, state.ledger
    reply.pace = max(0.0, (state.clock + state.kept if ready is None else ready) - state.clock)
    reply.pause = max(0.0, state.paused_until - state.clock)
    reply.others = sum(1 for other in state.processes.values() if other is not process and other.waiting)
    keys = {*message.keys, *process.entered, *(key for ask in message.asks for key in ask.keys)}
    keys |= {key for held in process.holds.values() for key in held.keys}
    reply.tallies = {key: state.tallies[key] for key in keys if key in state.tallies}
