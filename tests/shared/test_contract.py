"""What processes have in common means the same as what one has alone: the same script, the same books and turns."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.shared.conftest import RedisServer
from tests.shared.stage import REQUEST, Common, Shelf, Upstream, process
from whasync import BudgetExceededError
from whasync._core.budget import Cap, Tally
from whasync._core.head import Reading
from whasync._core.ledger import Ledger
from whasync._core.shared import window
from whasync._core.shared.message import Rule
from whasync._core.shared.state import Process, State
from whasync._core.slots import Slots
from whasync._core.verdict import Charge
from whasync._io.account import Account, Hold, LocalAccount
from whasync._io.meeting.address import Address
from whasync._io.meeting.meeting import Meeting
from whasync._io.meeting.place import Place
from whasync._io.meeting.redis import RedisPlace
from whasync._io.meeting.sqlite import SQLitePlace
from whasync.simulator import run


class Script:
    """Calls that are held and end, readings, months, budgets; and what an account says of them."""

    def __init__(self, seed: int, account: Account, settle: Callable[[], Awaitable[None]]) -> None:
        self._dice = random.Random(seed)
        self._account = account
        self._settle = settle
        self._holds: list[Hold] = []
        self._caps = [Cap("day", 40, "day"), Cap("month", 60, "month")]
        self.told: list[object] = []

    async def play(self, steps: int) -> list[object]:
        for _ in range(steps):
            await self._step()
            await self._settle()
            account = self._account
            ledger = replace(account.ledger, holds=0) if account.ledger.in_flight == 0 else account.ledger
            self.told.append((ledger, [account.tally(cap) for cap in self._caps]))
        return self.told

    async def _step(self) -> None:
        dice, account = self._dice, self._account
        match dice.randrange(8):
            case 0 | 1 | 2:
                caps = tuple(cap for cap in self._caps if dice.random() < 0.7)
                request = replace(REQUEST, caps=caps, credits=dice.randint(0, 3), reads_balance=dice.random() < 0.1)
                try:
                    self._holds.append(await account.hold(request))
                except BudgetExceededError as error:
                    self.told.append(str(error))
            case 3 | 4 | 5 if self._holds:
                hold = self._holds.pop(dice.randrange(len(self._holds)))
                left = dice.randint(0, 100)
                reading = Reading(remaining=left, used=100 - left, limit=100) if dice.random() < 0.3 else None
                account.end(hold, dice.choice(list(Charge)), reading)
            case 6 if dice.random() < 0.1:
                account.enter(dice.choice(("2026-10", "2026-11")) if account.ledger.month is None else "2026-11")
            case 7 if len(self._caps) < 4:
                self._caps.append(await account.open(Cap(dice.choice("xy"), 30)))
            case _:
                if len(self._caps) > 2 and dice.random() < 0.5:
                    await account.close(self._caps.pop())


async def shared(place: Place, seed: int) -> list[object]:
    meeting = Meeting(Address(), place, 1_000, 60.0)
    courier = meeting._courier

    async def until_all_is_said() -> None:
        number = courier._number
        courier.nudge()
        while courier._number == number or courier._unsaid is not None:  # noqa: ASYNC110
            await asyncio.sleep(0)

    await meeting.open()
    try:
        return await Script(seed, meeting.account, until_all_is_said).play(120)
    finally:
        await meeting.close()


async def alone(seed: int) -> list[object]:
    async def nothing() -> None: ...

    return await Script(seed, LocalAccount(), nothing).play(120)


@pytest.mark.parametrize("seed", range(15))
def test_an_account_of_several_processes_books_as_one_of_a_single_process(seed: int) -> None:
    async def at_a_shelf() -> list[object]:
        return await shared(Shelf(Common()), seed)

    assert run(at_a_shelf()) == run(alone(seed))


async def test_so_does_one_at_a_file_and_one_at_a_server(common_redis: RedisServer, tmp_path: Path) -> None:
    for seed in range(3):
        at_a_file = await shared(SQLitePlace(tmp_path / f"{seed}.sqlite", "a"), seed)
        at_a_server = await shared(RedisPlace(common_redis.url, f"contract-{seed}"), seed)
        assert at_a_file == at_a_server == await alone(seed)


@pytest.mark.parametrize("seed", range(50))
def test_slots_of_several_processes_are_free_when_those_of_one_would_be(seed: int) -> None:
    dice = random.Random(seed)
    size, length = dice.choice((1, 3, 10, 50)), dice.choice((2.0, 60.0))
    slots = Slots(size, length)
    state = State(rule=Rule(size, length, 1 << 20, 0), limit=size, clock=1e4)
    processes = [Process(heard=0.0, lease=30.0, stamps=True, number=0) for _ in range(3)]
    state.processes = {str(place): process for place, process in enumerate(processes)}
    flights: list[tuple[Process, str]] = []
    for number in range(200):
        state.clock += dice.choice((0.0, 0.1, length / 10))
        state.cool_down()
        assert window.ready_at(state, 0) == slots.ready_at(state.clock)
        match dice.randrange(5):
            case 0 | 1 | 2 if window.ready_at(state, 0) == state.clock:
                process = dice.choice(processes)
                window.reserve(state, process, str(number), 1)
                slots.take()
                flights.append((process, str(number)))
            case 3 if flights:
                process, slot = flights.pop(dice.randrange(len(flights)))
                age = dice.uniform(-1, 1)
                window.answered(state, process, slot, age)
                slots.answered(state.clock - age)
            case 4 if dice.random() < 0.2:
                asked = dice.choice((0.0, 5.0, 500.0))
                window.refused(state, asked)
                slots.refused(state.clock, asked)
            case _:
                pass


def test_the_books_of_a_fresh_place_are_those_of_a_fresh_process() -> None:
    assert State().ledger == Ledger()


def test_budgets_whose_names_look_like_days_of_one_another_keep_their_tallies_alone_and_together() -> None:
    async def tallies(account: Account, settle: Callable[[], Awaitable[None]]) -> list[Tally]:
        caps = [await account.open(Cap(name, 9)) for name in ("bob@a.com", "bob@b.com", "bob@c.com")]
        caps.append(Cap("bob", 9, "day"))
        for cap in caps:
            account.end(await account.hold(replace(REQUEST, caps=(cap,))), Charge.KEPT)
        await settle()
        return [account.tally(cap) for cap in caps]

    async def main() -> tuple[list[Tally], list[Tally]]:
        async def nothing() -> None: ...

        async with process(Common(), Upstream()) as one:
            return await tallies(LocalAccount(), nothing), await tallies(one.account, lambda: asyncio.sleep(1))

    assert run(main()) == ([Tally(spent=1)] * 4,) * 2
