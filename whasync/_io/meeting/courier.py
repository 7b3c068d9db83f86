"""Carries what a process has to say to the place where processes meet: one message at a time, each done once."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Protocol

from msgspec.structs import replace

from ..._core.shared.message import Hello, Message, Reply
from ...errors import SharedStateError, UsageError
from .place import Place, UnreachableError

_log = logging.getLogger("whasync")

# What nobody waits for may ride so many seconds with the next message, or a fraction of the window where that is short.
_RIDE = 0.5
_RIDE_SHARE = 1 / 4

PATIENCE = 5.0  # seconds of trying before the place counts as gone
_FIRST_WAIT = 0.02  # seconds between two tries; doubled each time
_LONGEST_WAIT = 0.5
_TRY_EVERY = 1.0  # seconds between two tries at a place that is gone
_FAREWELL = 2.0  # seconds for the last message


class Speaker(Protocol):
    """A part of the process that has something to say, and to hear."""

    @property
    def is_busy(self) -> bool:
        """Whether others have to know that this process lives."""
        ...

    def say(self, message: Message, now: float) -> Message:
        """Put into a message what there is to say."""
        ...

    def retell(self, message: Message, now: float) -> Message:
        """Put into it all that there was before what it says, for a place that does not know this process any more."""
        ...

    def hear(self, message: Message, reply: Reply, now: float) -> None:
        """Take in what came of a message."""
        ...

    def lose(self, error: Exception) -> None:
        """Fail all who wait for a word from the place, or go on without it."""
        ...


class Courier:
    """The one task that goes to the place.

    A message leaves at once when somebody waits for what it brings back. The rest rides with it.

    Args:
        share: While the place is gone, calls go on with the limit divided by this. Where it is 0, they fail.

    Attributes:
        gone: Why the place is of no use at present, or None.
        heard_at: When the message left that was answered last.
    """

    def __init__(self, place: Place, hello: Hello, *, share: int = 0) -> None:
        self.gone: Exception | None = None
        self.heard_at = float("-inf")
        self.hello = hello
        self.share = share
        self.ride = min(_RIDE, hello.rule.window * _RIDE_SHARE)
        self._place = place
        self._process = secrets.token_hex(8)
        self._number = self._seen = 0
        self._speakers: list[Speaker] = []
        self._unsaid: Message | None = None  # one that the place may or may not have heard
        self._tried_at = float("-inf")
        self._leaves_at = float("inf")
        self._sleeper: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    def listen(self, speaker: Speaker) -> None:
        """Speak for somebody, too."""
        self._speakers.append(speaker)

    async def open(self) -> None:
        """Say the first message, in the running loop.

        Raises:
            UsageError: The others keep to another rate.
            SharedStateError: The place cannot be reached, or is of no use.
        """
        self._loop = asyncio.get_running_loop()
        self.gone = self._unsaid = None
        try:
            await self._place.open()
            await self._carry()
        except BaseException:
            await self._place.close()
            raise
        if self.gone is not None:
            await self._place.close()
            raise self.gone
        self._task = self._loop.create_task(self._run(), name="whasync courier")

    def nudge(self, within: float = 0.0) -> None:
        """Leave within so many seconds."""
        self._leaves_at = min(self._leaves_at, self._loop.time() + within)
        if self._sleeper is not None and not self._sleeper.done():
            self._sleeper.set_result(None)

    @property
    def is_alone(self) -> bool:
        """Whether this process goes on without the place."""
        return self.gone is not None and self.share > 0

    def check(self) -> None:
        """Refuse what would wait for a place that is gone; it is tried again once a second.

        Raises:
            SharedStateError: It is gone.
        """
        ended = self._task is None or self._task.done()
        if self.gone is not None and (ended or self._loop.time() < self._tried_at + _TRY_EVERY):
            raise self.gone.with_traceback(None)

    async def close(self) -> None:
        """Say goodbye, so that nobody has to wait for the lease of this process, and refuse what is asked for later."""
        self._closing = True
        if self._task is not None:
            self.nudge()
            await asyncio.wait([self._task], timeout=_FAREWELL)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self.gone = self.gone or UsageError("the session was closed; nothing was sent")
        for speaker in self._speakers:
            speaker.lose(self.gone)
        await self._place.close()

    async def _run(self) -> None:
        try:
            while not self._closing:
                await self._until_it_is_time()
                if not self._closing:
                    await self._carry()
            if self.gone is None:
                await self._carry()  # the goodbye
        except Exception as error:
            self._lose(error)  # nobody will answer those who wait
            raise

    async def _until_it_is_time(self) -> None:
        while self._loop.time() < self._leaves_at:
            self._sleeper = self._loop.create_future()
            forever = self._leaves_at == float("inf")
            timer = None if forever else self._loop.call_at(self._leaves_at, self._rouse, self._sleeper)
            try:
                await self._sleeper
            finally:
                self._sleeper = None
                if timer is not None:
                    timer.cancel()

    async def _carry(self) -> None:
        """Say a message, and hand the reply around."""
        self._leaves_at = float("inf")
        self._tried_at = left_at = self._loop.time()
        again, message = self._unsaid is not None, self._unsaid or self._compose(left_at)
        self._unsaid = message
        try:
            reply = await self._deliver(message)
        except (SharedStateError, UsageError) as error:
            self._lose(error)
            return
        self._unsaid, self.heard_at, self._seen = None, left_at, max(self._seen, reply.count)
        if self.is_alone:
            _log.warning("the place where the processes meet answers again")
        self.gone = None
        if reply.lost:
            _log.warning(
                "the place where the processes meet may have forgotten steps: nobody sends for %.1f s", reply.lost
            )
        now = self._loop.time()
        for speaker in self._speakers:
            speaker.hear(message, reply, now)
        if again:
            self.nudge()
        elif self._is_busy:
            self.nudge(self.hello.lease / 3)

    @property
    def _is_busy(self) -> bool:
        return any(speaker.is_busy for speaker in self._speakers)

    def _compose(self, now: float) -> Message:
        self._number += 1
        message = Message(process=self._process, number=self._number, seen=self._seen, bye=self._closing)
        for speaker in self._speakers:
            message = speaker.say(message, now)
        # Who has nothing there is not heard of for long, and may have been forgotten for it.
        idle = now - self.heard_at > self.hello.lease / 2 and not self._is_busy
        return replace(message, hello=self.hello) if idle else message

    def _retell(self, message: Message, now: float) -> Message:
        message = replace(message, hello=self.hello)
        for speaker in self._speakers:
            message = speaker.retell(message, now)
        return message

    async def _deliver(self, message: Message) -> Reply:
        reply = await self._repeat(message)
        if reply.unknown:
            reply = await self._repeat(self._retell(message, self._loop.time()))
        if reply.disagrees is not None:
            rate = f"{self.hello.rule.calls}/{self.hello.rule.window:g}s"
            raise UsageError(f"rate={rate}: the processes that share this key keep to {reply.disagrees}")
        return reply

    async def _repeat(self, message: Message) -> Reply:
        """Say a message until it is answered; the place does it once."""
        patience = 0.0 if self.gone is not None or self._closing else PATIENCE
        until, wait = self._loop.time() + patience, _FIRST_WAIT
        while True:
            try:
                return await self._place.step(message)
            except UnreachableError as error:
                if self._closing or self._loop.time() + wait > until:
                    reason = f"where the processes meet cannot be reached ({error}); nothing was sent"
                    raise SharedStateError(reason) from None
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    def _lose(self, error: Exception) -> None:
        if self.gone is None and self.share:  # else the calls that fail tell it
            _log.warning("%s", error)
        self.gone = error
        for speaker in self._speakers:
            speaker.lose(error)
        if self.is_alone:
            self.nudge(_TRY_EVERY)
        elif self._is_busy:
            self.nudge(self.hello.lease / 3)

    @staticmethod
    def _rouse(sleeper: asyncio.Future[None]) -> None:
        if not sleeper.done():
            sleeper.set_result(None)
