"""The step in its three tongues: in Python for SQLite, in Lua for Redis, and as one process does it alone.

Random scripts of several processes are said to both places, on a clock that the test sets. After each message both
must have given the same reply and know the same.
"""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
import redis
from msgspec.structs import replace

from tests.shared.conftest import RedisServer
from whasync._core.shared.message import Ask, End, Hello, Message, Reply, Rule, Told
from whasync._core.shared.state import Moment, State
from whasync._core.shared.step import step
from whasync._core.slots import burst_of
from whasync._io.meeting.redis import script

# Of budgets without a period, whose names make them look like days of one with a period.
ODD = ("job@a#1", "job@b#1", "job@c#1", "job@2026-11-1#")

CLOCK = "{now = tonumber(ARGV[2]), epoch = ARGV[3], uptime = tonumber(ARGV[4])}"


class Tongues:
    """The same state, kept by Python and by Redis."""

    def __init__(self, server: RedisServer, account: str) -> None:
        self.state = State()
        self._client = redis.Redis.from_url(server.url)
        self._script = self._client.register_script(script().replace("moment())", CLOCK + ")"))
        self._keys = [f"{{{account}}}:state", f"{{{account}}}:usage"]

    def say(self, message: Message, at: Moment) -> Reply:
        reply = step(self.state, message, at)
        said = msgspec.msgpack.encode(message)
        told: Any = self._script(self._keys, [said, repr(at.now), at.epoch, repr(at.uptime)])
        assert msgspec.msgpack.decode(told, type=Reply) == plain(reply)
        kept: Any = self._client.get(self._keys[0])
        assert msgspec.msgpack.decode(kept, type=State) == plain(self.state)
        return plain(reply)

    def empty(self) -> None:
        """Forget everything."""
        self.state = State()
        self._client.delete(*self._keys)

    def close(self) -> None:
        self._client.close()


def plain(value: Any) -> Any:
    """A copy of what Python keeps, as msgpack would bring it back."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=type(value))


class Member:
    """A process as a random script has it: what it believes to hold, and what it may say next."""

    def __init__(self, name: str, rule: Rule, dice: random.Random) -> None:
        self.name, self.dice = name, dice
        self.hello = Hello(rule, dice.choice((5.0, 30.0)), dice.random() < 0.8)
        self.number = self.seen = 0
        self.slots: list[str] = []
        self.holds: dict[str, int] = {}
        self.asks: dict[str, Ask] = {}
        self.entered: list[str] = []
        self.ledger = Reply().ledger
        self.last: Message | None = None
        self.unknown = True

    def everything(self) -> dict[str, Any]:
        return {
            "held": [replace(self.asks[kind], count=count) for kind, count in self.holds.items() if count],
            "slots": {slot: self.dice.uniform(-3, 9) for slot in self.slots},
            "rejoins": [(key, 2, self.dice.choice((0, 3, 30))) for key in self.entered],
        }

    def message(self) -> Message:
        dice, ends, readings = self.dice, [], []
        everything = self.everything() if self.unknown else {}
        self.number += 1
        for kind, count in list(self.holds.items()):
            if count and dice.random() < 0.5:
                ended = dice.randint(1, count)
                charge = dice.randrange(3)
                ends.append(End(kind, charge, ended))
                self.holds[kind] -= ended
                if dice.random() < 0.3:
                    readings.append(self.reading(charge))
        dice.shuffle(self.slots)
        gone, self.slots = self.slots[:2], self.slots[2:]
        leaves = [self.entered.pop()] if self.entered and dice.random() < 0.2 else []
        return Message(
            process=self.name,
            number=self.number,
            seen=self.seen,
            hello=self.hello if self.unknown or dice.random() < 0.1 else None,
            **everything,
            month=dice.choice((None, "2026-10", "2026-11")),
            ends=ends,
            readings=readings,
            answered={slot: dice.uniform(-30, 5) for slot in gone[:1]},
            unused=gone[1:],
            refused=dice.choice((0.0, 3.0, 500.0)) if dice.random() < 0.05 else None,
            enters=[dice.choice("ab")] if dice.random() < 0.1 else [],
            leaves=leaves,
            asks=[self.ask() for _ in range(dice.choice((0, 0, 1, 2)))],
            wish=dice.choice((None, 0, 1, 2)),
            if_held=dice.random() < 0.2,
            waiting=dice.choice((0, 3)),
            may_read=dice.random() < 0.1,
            day="2026-11-20",
            usage={"credits": (1, 2)} if dice.random() < 0.1 else {},
            bye=dice.random() < 0.01,
        )

    def ask(self) -> Ask:
        keys = tuple(self.dice.sample(("job@2026-11-19", "job@2026-11-20", "job@2026-11-21", *ODD, *self.entered), 2))
        limits = (self.dice.choice((3, 50)), 40)
        ask = Ask("|".join(keys), self.dice.choice((0, 1, 2)), self.dice.randint(1, 4), keys, limits)
        return self.asks.setdefault(ask.kind, ask)

    def reading(self, charge: int) -> Told:
        ledger, left = self.ledger, self.dice.randint(0, 200)
        return Told(
            left, 200 - left, self.dice.choice((0, 200, 200)), self.dice.choice((0, 30)), int(charge == 0),
            ledger.month, ledger.in_flight, ledger.holds, ledger.settled, ledger.doubted,
        )  # fmt: skip

    def hear(self, message: Message, reply: Reply) -> None:
        if reply.unknown or reply.disagrees:
            self.unknown = reply.unknown
            return
        self.unknown = False
        self.seen = max(self.seen, reply.count)
        self.ledger = reply.ledger
        self.entered += reply.episodes.values()
        if reply.due is not None:
            self.slots.append(str(message.number))
        for ask, granted in zip(message.asks, reply.granted, strict=True):
            self.holds[ask.kind] = self.holds.get(ask.kind, 0) + granted


def play(tongues: Tongues, seed: int, steps: int) -> None:
    dice = random.Random(seed)
    size, window = dice.choice((1, 5, 12)), dice.choice((2.0, 60.0))
    rule = Rule(size, window, min(size, burst_of(size, window)), 1 if size >= 10 else 0)
    members = [Member(name, rule, dice) for name in "abc"]
    now, epoch, uptime = 1_700_000_000.0 + dice.random(), "first", dice.choice((3.0, 1e6))
    for _ in range(steps):
        passed = dice.choice((0.0, 0.01, 1.0, 7.0, 40.0, -3.0))
        now, uptime = now + passed, uptime + max(0.0, passed)
        if dice.random() < 0.01:
            epoch, uptime = str(dice.random()), dice.choice((0.0, 1e6))
        member = dice.choice(members)
        if member.last is not None and dice.random() < 0.05:
            tongues.say(member.last, Moment(now, epoch, uptime))
            continue
        if dice.random() < 0.01:
            member.seen += 10
        member.last = member.message()
        member.hear(member.last, tongues.say(member.last, Moment(now, epoch, uptime)))


@pytest.mark.parametrize("seed", range(12))
def test_python_and_lua_do_the_same_with_the_same_messages(common_redis: RedisServer, seed: int) -> None:
    tongues = Tongues(common_redis, f"tongues-{seed}")
    play(tongues, seed, 60)
    tongues.close()


@pytest.mark.slow
def test_python_and_lua_do_the_same_over_thousands_of_messages(common_redis: RedisServer) -> None:
    for seed in range(100, 400):
        tongues = Tongues(common_redis, f"tongues-{seed}")
        play(tongues, seed, 150)
        tongues.close()
