"""What a process has of credits at the place, and what the place has not heard of it yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from ..._core.shared.message import CHARGES, Ask, End, Message, Reply, Told
from ..._core.verdict import Charge

_MOST_KINDS = 100  # kinds of hold that have ended, before they are forgotten: each budget has kinds of its own


class Books:
    """Holds by kind, their ends, readings, and what was used.

    Attributes:
        kinds: What each kind of hold costs, and what it is counted under.
    """

    def __init__(self) -> None:
        self.kinds: dict[str, Ask] = {}
        self._held: Counter[str] = Counter()  # as the place has it
        self._unheard: Counter[str] = Counter()  # granted without it
        self._ends: Counter[tuple[str, Charge]] = Counter()
        self._readings: list[Told] = []
        self._usage: dict[str, dict[str, tuple[int, int]]] = {}
        self._intact_since = 0  # steps that were known when the place had last forgotten some

    @property
    def has_holds(self) -> bool:
        """Whether calls are under way, or their ends are not told."""
        return bool(self._held or self._unheard)

    @property
    def unsaid(self) -> Iterator[tuple[str, Charge]]:
        """Ends that the place has not heard of."""
        return self._ends.elements()

    def hold(self, ask: Ask) -> None:
        """A hold was granted without the place."""
        self.kinds[ask.kind] = ask
        self._unheard[ask.kind] += 1

    @property
    def unheard(self) -> Iterator[Ask]:
        """Holds that were granted without the place, and that it has not heard of."""
        return (self.kinds[kind] for kind in self._unheard.elements())

    def end(self, kind: str, charge: Charge) -> None:
        """A hold has ended."""
        self._ends[kind, charge] += 1

    def read(self, count: int, told: Told) -> None:
        """A reading has come, of a hold that was granted when so many steps were known."""
        if count >= self._intact_since:  # else nobody can say what crossed it
            self._readings.append(told)

    def use(self, day: str, operation: str, credits: int) -> None:
        """A call was made."""
        today = self._usage.setdefault(day, {})
        before, calls = today.get(operation, (0, 0))
        today[operation] = before + credits, calls + 1

    def say(self, message: Message) -> Message:
        """Put what has ended into a message; the usage of one day at a time."""
        ends = [End(kind, CHARGES.index(charge), count) for (kind, charge), count in self._ends.items()]
        day = min(self._usage, default="")
        usage = self._usage.pop(day, {})
        readings, self._readings, self._ends = self._readings, [], Counter()
        held, self._unheard = self._asks(self._unheard), Counter()
        return replace(message, held=held, ends=ends, readings=readings, day=day, usage=usage)

    def retell(self, message: Message) -> Message:
        """Tell all holds. What was known of the account before means nothing to a place that has forgotten it."""
        self._intact_since = message.seen + 1
        return replace(message, held=[*message.held, *self._asks(self._held)], readings=[])

    def hear(self, message: Message, reply: Reply) -> None:
        """Know what the place knows."""
        for held in message.held:
            self._held[held.kind] += held.count
        for end in message.ends:
            self._held[end.kind] -= end.count
        for ask, granted in zip(message.asks, reply.granted, strict=True):
            self.kinds[ask.kind] = ask
            self._held[ask.kind] += granted
        self._held = +self._held
        if len(self.kinds) > _MOST_KINDS + 2 * len(self._held):
            live = {*self._held, *self._unheard, *(kind for kind, _ in self._ends)}
            self.kinds = {kind: ask for kind, ask in self.kinds.items() if kind in live}

    def _asks(self, holds: Counter[str]) -> list[Ask]:
        return [replace(self.kinds[kind], count=count) for kind, count in holds.items()]
