"""Budgets without a period, of processes that are silent for longer than their lease, or whose place forgets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import redis
from msgspec.structs import replace

from tests.shared.conftest import RedisServer
from tests.shared.stage import REQUEST, Common, Process, Upstream, process
from tests.shared.test_steps import Tongues
from whasync import BudgetExceededError
from whasync._core.budget import Cap, Tally
from whasync._core.shared.books import MOST_ABSENT
from whasync._core.shared.message import Ask, End, Hello, Message, Reply, Rule
from whasync._core.shared.state import Moment, State
from whasync._io.meeting.address import Address
from whasync._io.meeting.place import Place
from whasync._io.meeting.redis import RedisPlace
from whasync._io.meeting.sqlite import SQLitePlace
from whasync.simulator import run

LEASE = 3.0
HELLO = Hello(Rule(50, 2.0, 5, 1), LEASE)


class Table:
    """A place in both tongues, and what each process says there and remembers of it; a step takes no time."""

    def __init__(self, tongues: Tongues) -> None:
        self.now, self._tongues = 0.0, tongues
        self._numbers: dict[str, int] = {}
        self._told: dict[str, Reply] = {}
        self._in: dict[str, set[str]] = {}

    @property
    def state(self) -> State:
        return self._tongues.state

    def empty(self) -> None:
        """Let the place forget everything."""
        self._tongues.empty()

    def say(self, name: str, **fields: object) -> Reply:
        """Say one message, with all that the process has where it is not known."""
        self._numbers[name] = number = self._numbers.get(name, 0) + 1
        last, keys = self._told.get(name, Reply()), self._in.setdefault(name, set())
        message = replace(Message(process=name, number=number, seen=last.count), **fields)
        reply = self._tongues.say(message, Moment(self.now))
        if reply.unknown:
            rejoins = [(key, 1, self._taken(last, key)) for key in sorted(keys)]
            reply = self._tongues.say(replace(message, hello=HELLO, rejoins=rejoins), Moment(self.now))
        self._told[name] = reply
        keys |= set(reply.episodes.values())
        return reply

    def spend(self, name: str, key: str, count: int, charge: int = 0) -> None:
        """Hold so many credits under a budget, and end them."""
        self.say(name, asks=[Ask(key, 1, count, (key,), (1_000,))])
        self.say(name, ends=[End(key, charge, count)])

    def enter(self, name: str) -> str:
        """Enter the budget that is called "job"; tells its key."""
        return self.say(name, enters=["job"]).episodes["job"]

    def sleep(self, *others: str) -> None:
        """Let a lease pass. Only these processes say something in it, each second."""
        for _ in range(int(LEASE) + 1):
            self.now += 1.0
            for name in others:
                self.say(name)

    @staticmethod
    def _taken(reply: Reply, key: str) -> int:
        tally = reply.tallies.get(key, Tally())
        return tally.spent + tally.in_doubt


@pytest.fixture
def table(request: pytest.FixtureRequest, common_redis: RedisServer) -> Iterator[Table]:
    tongues = Tongues(common_redis, request.node.name)
    yield Table(tongues)
    tongues.close()


def test_a_process_that_slept_goes_on_with_its_budget_where_it_was(table: Table) -> None:
    key = table.enter("a")
    table.spend("a", key, 7)
    table.spend("a", key, 2, charge=2)
    table.sleep("other")
    assert table.say("a").tallies == {key: Tally(spent=7, in_doubt=2)}


def test_a_call_under_way_of_a_process_that_slept_is_held_again_and_in_doubt_no_more(table: Table) -> None:
    key = table.enter("a")
    ask = Ask(key, 1, 1, (key,), (1_000,))
    table.say("a", asks=[ask], wish=1)
    table.sleep("other")
    assert table.state.tallies == {key: Tally(in_doubt=1)}
    assert table.say("a", held=[ask]).tallies == {key: Tally(in_flight=1)}
    assert table.say("a", ends=[End(key, 0, 1)]).tallies == {key: Tally(spent=1)}


def test_it_takes_back_no_doubt_of_others_when_its_own_was_settled(table: Table) -> None:
    key = table.enter("a")
    table.enter("b")
    table.say("a", asks=[Ask(key, 1, 1, (key,), (1_000,))], wish=1, month="2026-10")
    table.sleep("b")
    table.say("b", month="2026-11")
    table.spend("b", key, 1, charge=2)
    assert table.say("a").tallies == {key: Tally(spent=1, in_doubt=1)}


def test_what_two_share_is_counted_once_when_one_of_them_slept(table: Table) -> None:
    key = table.enter("a")
    assert table.enter("b") == key
    table.spend("a", key, 7)
    table.sleep("b")
    table.spend("b", key, 4)
    assert table.say("a").tallies == {key: Tally(spent=11)}


def test_what_two_spent_who_slept_one_after_the_other_is_all_counted(table: Table) -> None:
    key = table.enter("a")
    table.enter("b")
    table.spend("a", key, 7)
    table.sleep("b")
    table.spend("b", key, 20)
    table.sleep("other")
    table.spend("a", key, 5)
    assert table.say("b").tallies == {key: Tally(spent=32)}


def test_what_somebody_spent_who_has_left_while_the_others_slept_is_counted(table: Table) -> None:
    key = table.enter("a")
    table.enter("b")
    table.sleep("b")
    table.spend("b", key, 20)
    table.say("b", leaves=[key], bye=True)
    assert table.say("a").tallies == {key: Tally(spent=20)}


def test_a_place_that_was_emptied_learns_from_each_what_had_been_spent_and_counts_it_once(table: Table) -> None:
    key = table.enter("a")
    table.enter("b")
    table.spend("a", key, 7)
    table.spend("b", key, 2, charge=2)
    table.empty()
    assert table.say("a").tallies == {key: Tally(spent=7)}
    assert table.say("b").tallies == {key: Tally(spent=9)}
    assert table.say("a").tallies == {key: Tally(spent=9)}


def test_who_enters_a_budget_of_that_name_at_an_emptied_place_is_in_another(table: Table) -> None:
    key = table.enter("a")
    table.spend("a", key, 7)
    table.empty()
    other = table.enter("b")
    table.spend("b", other, 1)
    assert (table.say("a").tallies, table.say("b").tallies) == ({key: Tally(spent=7)}, {other: Tally(spent=1)})


def test_a_budget_of_a_day_stays_as_it_is_while_its_processes_sleep(table: Table) -> None:
    table.spend("a", "job@2026-11-20", 7)
    table.sleep("other")
    assert table.say("a", keys=["job@2026-11-20"]).tallies == {"job@2026-11-20": Tally(spent=7)}


def test_a_process_that_says_goodbye_leaves_no_tally(table: Table) -> None:
    key = table.enter("a")
    table.spend("a", key, 7)
    table.say("a", bye=True)
    table.sleep("other")
    assert (table.state.tallies, table.state.episodes, table.state.absent) == ({}, {}, [])


def test_of_many_that_died_only_the_latest_tallies_are_kept(table: Table) -> None:
    keys = []
    for number in range(MOST_ABSENT + 3):
        keys.append(table.enter(f"dead-{number}"))
        table.spend(f"dead-{number}", keys[-1], 1)
        table.sleep("other")
    assert (list(table.state.tallies), len(table.state.absent), table.state.ended) == (keys[3:], MOST_ABSENT, [])


# The same by whole processes.


async def spend_all(one: Process, cap: Cap) -> int:
    """Call until the budget forbids it; tells how many calls that were."""
    calls = 0
    while True:
        try:
            await one.call(replace(REQUEST, caps=(cap,)))
        except BudgetExceededError:
            return calls
        calls += 1


async def calls_before_and_after(sleep: float, places: Iterable[Common | Place], empty: Callable[[], object]) -> int:
    """Let a process spend five credits of nine, sleep for longer than its lease while another acts, and spend the rest.

    Args:
        empty: Done while it sleeps.
    """
    address, upstream = Address(lease=sleep / 2), Upstream()
    mine, others = places
    async with (
        process(mine, upstream, window=sleep, address=address) as one,
        process(others, upstream, window=sleep, address=address) as other,
    ):
        cap = await one.account.open(Cap("job", 9))
        for _ in range(5):
            await one.call(replace(REQUEST, caps=(cap,)))
        await other.call()
        await one.kill()
        await asyncio.sleep(sleep)
        empty()
        await other.call()
        one.revive()
        return 5 + await spend_all(one, cap)


@pytest.mark.parametrize("is_emptied", [False, True])
def test_a_budget_keeps_its_cap_when_its_process_slept(is_emptied: bool) -> None:
    async def main() -> int:
        common = Common()

        def empty() -> None:
            if is_emptied:
                common.state = State(seen=asyncio.get_running_loop().time(), epoch=common.epoch)

        return await calls_before_and_after(6.0, [common, common], empty)

    assert run(main()) == 9


async def test_so_it_does_at_a_file_and_at_a_server_that_is_flushed(own_redis: RedisServer, tmp_path: Path) -> None:
    def flush() -> None:
        with redis.Redis.from_url(own_redis.url) as client:
            client.flushall()

    def remove() -> None:
        for file in tmp_path.glob("meet.sqlite*"):
            file.unlink()

    for empty in (int, flush):
        at_a_server = [RedisPlace(own_redis.url, "a") for _ in range(2)]
        assert await calls_before_and_after(0.1, at_a_server, empty) == 9
    for empty in (int, remove):
        at_a_file = [SQLitePlace(tmp_path / "meet.sqlite", "a") for _ in range(2)]
        assert await calls_before_and_after(0.1, at_a_file, empty) == 9
