"""Several processes in one: each has a meeting of its own, and they meet in one state on the loop's clock."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import msgspec

from whasync._core.shared.message import Message, Reply
from whasync._core.shared.state import Moment, State
from whasync._core.shared.step import step
from whasync._core.verdict import PLAIN
from whasync._core.wire import Answer, Request, Response
from whasync._io.alerts import Alerts
from whasync._io.chain import Handler, chain
from whasync._io.clock import ServerClock
from whasync._io.meeting.address import Address
from whasync._io.meeting.meeting import Meeting
from whasync._io.meeting.place import Place, UnreachableError, Use
from whasync._io.spend import Spend
from whasync._io.throttle import Throttle
from whasync.errors import SharedStateError

REQUEST = Request(operation="test", endpoint="/test", url="http://test/test")


class Common:
    """What a place would keep, and how well it can be reached."""

    def __init__(self, *, latency: Callable[[], float] = lambda: 0.0) -> None:
        self.state = State()
        self.epoch, self.began = "first", 0.0
        self.latency = latency
        self.steps = 0
        self.away = False
        self.loses_replies = 0.0
        self.dice = random.Random(1)

    def restart(self, kept: bytes) -> None:
        """Go on with an older state, as a server does that kept it on its disk."""
        self.state = msgspec.json.decode(kept, type=State)
        self.epoch, self.began = f"{self.epoch}+", asyncio.get_running_loop().time()

    def moment(self) -> Moment:
        now = asyncio.get_running_loop().time()
        return Moment(now, self.epoch, now - self.began)

    def snapshot(self) -> bytes:
        return msgspec.json.encode(self.state)


class Shelf(Place):
    """A way to it."""

    def __init__(self, common: Common) -> None:
        self._common = common

    async def open(self) -> None: ...

    async def step(self, message: Message) -> Reply:
        common = self._common
        await asyncio.sleep(common.latency())
        if common.away:
            raise UnreachableError("test")
        common.steps += 1
        said = msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=Message)
        reply = step(common.state, said, common.moment())
        told = msgspec.msgpack.encode(reply)
        await asyncio.sleep(common.latency())
        if common.dice.random() < common.loses_replies:
            raise UnreachableError("test")
        return msgspec.msgpack.decode(told, type=Reply)

    async def usage(self, since: str) -> list[Use]:  # noqa: ARG002
        return []

    async def close(self) -> None: ...


class Upstream:
    """Counts arrivals, and answers after a while."""

    def __init__(self, way: Callable[[], float] = lambda: 0.0) -> None:
        self.arrivals: list[float] = []
        self.way = way

    async def answer(self, request: Request) -> Answer:
        loop = asyncio.get_running_loop()
        there, back = self.way(), self.way()
        if there:  # whatever becomes of who sent it
            loop.call_later(there, lambda: self.arrivals.append(loop.time()))
        else:
            self.arrivals.append(loop.time())
        try:
            await asyncio.sleep(there + back)
        except asyncio.CancelledError as error:
            error.sent = True  # type: ignore[attr-defined]
            raise
        return Answer(
            request=request, response=Response(status=200, headers={}, body=b"", at=loop.time()), verdict=PLAIN
        )

    def worst(self, window: float) -> int:
        """The most arrivals in any rolling window."""
        moments, worst, first = sorted(self.arrivals), 0, 0
        for last, moment in enumerate(moments):
            while moment - moments[first] >= window:
                first += 1
            worst = max(worst, last - first + 1)
        return worst


class Process:
    """One process: its meeting, and the part of the chain that speaks with it."""

    def __init__(self, meeting: Meeting, upstream: Upstream) -> None:
        self.meeting = meeting
        self.account = meeting.account
        self.throttle = Throttle(meeting.turns)
        self.spend = Spend(meeting.account, ServerClock(), Alerts(meeting.account))
        self.send: Handler = chain([self.spend, self.throttle], upstream.answer)

    async def call(self, request: Request = REQUEST) -> Answer:
        return await self.send(request)

    async def kill(self) -> None:
        """End it at once: it says nothing any more."""
        courier = self.meeting._courier
        assert courier._task is not None
        courier._task.cancel()
        await asyncio.gather(courier._task, return_exceptions=True)

    def revive(self) -> None:
        """Go on, as a process that was only asleep."""
        courier = self.meeting._courier
        courier._task = asyncio.get_running_loop().create_task(courier._run())

    async def crowd(self, tasks: int, until: float) -> None:
        """So many callers that ask one thing after the other."""

        async def caller() -> None:
            while True:
                try:
                    await self.call()
                except SharedStateError:
                    await asyncio.sleep(0.2)

        callers = [asyncio.create_task(caller()) for _ in range(tasks)]
        await asyncio.sleep(until - asyncio.get_running_loop().time())
        for task in callers:
            task.cancel()
        await asyncio.gather(*callers, return_exceptions=True)


@asynccontextmanager
async def process(
    place: Common | Place, upstream: Upstream, *, calls: int = 50, window: float = 2.0, address: Address | None = None
) -> AsyncGenerator[Process]:
    shelf = Shelf(place) if isinstance(place, Common) else place
    meeting = Meeting(address or Address(), shelf, calls, window)
    await meeting.open()
    try:
        yield Process(meeting, upstream)
    finally:
        await meeting.close()
