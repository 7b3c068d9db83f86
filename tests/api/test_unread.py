"""A page that is not read tells what a page that is read tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.listings import SIZES, Question, simulator
from tests.io.stage import Server, session_on, stage, wire
from whasync import Backoff, BudgetExceededError
from whasync._core.envelope import Marks
from whasync.reader import Leaf
from whasync.simulator import Fault, run


def told(leaf: Leaf[Any]) -> list[Any]:
    marks = [bytes(getattr(leaf.marks, name)) for name in Marks.__struct_fields__]
    return [leaf.ids, leaf.arguments, marks, leaf.page.raw, leaf.page.total]


@pytest.mark.parametrize("generation", ["B", "C"])
@pytest.mark.parametrize("mess", [0.0, 0.3])
@pytest.mark.parametrize("question", [question for question, _ in SIZES.values()], ids=SIZES.keys())
def test_its_ids_and_marks_are_those_of_the_page_when_it_is_read(
    question: Question, mess: float, generation: str
) -> None:
    async def main() -> tuple[list[Any], list[Any], bool]:
        async with stage(simulator(120, generation, mess=mess)) as (_, wh):
            listing = question(wh).operation
            read, unread = await wh.leaf(listing), await wh.unread(listing, lambda: None)
            return told(read), told(unread), unread.names is not None

    read, unread, is_spared = run(main())
    assert unread == read
    assert is_spared or mess


def test_what_is_to_be_called_as_bytes_go_is_called_for_each_attempt() -> None:
    async def main() -> tuple[int, int]:
        calls = 0

        def sending() -> None:
            nonlocal calls
            calls += 1

        async with stage(simulator(120), backoff=Backoff(first=0.1)) as (sim, wh):
            sim.script(Fault("error"), Fault("drop"), Fault("none"), Fault("none"))
            await wh.unread(wh.tiktok_shop.products.explore(country="US").operation, sending)
            await wh.unread(wh.magic_ai(text="lamp").operation, sending)
            return calls, len(sim.journal)

    assert run(main()) == (4, 4)


def test_nothing_is_called_for_what_is_refused_before_it_is_sent() -> None:
    async def main() -> int:
        calls = 0

        def sending() -> None:
            nonlocal calls
            calls += 1

        async with stage(simulator(120, credits=1)) as (_, wh):
            await wh.credits()
            with pytest.raises(BudgetExceededError):
                await wh.unread(wh.tiktok_shop.products.explore(country="US").operation, sending)
            return calls

    assert run(main()) == 0


async def test_it_is_called_before_the_server_has_the_bytes() -> None:
    at: list[int] = []
    async with Server(wire(b'{"data":[]}')) as server, session_on(server) as wh:
        listing = wh.tiktok_shop.products.explore(country="US").operation
        for _ in range(2):
            await wh.unread(listing, lambda: at.append(len(server.requests)))
    assert at == [0, 1]
