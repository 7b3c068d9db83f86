"""The stand-in of the API: one account or several, their books, a catalogue, and what can go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Final, Self, get_args

from .books import Account, Entry, Plan, worst_window
from .faults import ANSWERED, Fault, Faults, FaultSource
from .journal import entry_for
from .judge import Case, Customer, Judge, Rules
from .network import Network
from .routes import ROUTES
from .routing import Router
from .server import Handled, Server
from .wire import Incoming
from .world import Atlas, Desk, Generation, Habits

DEMO_KEY: Final = "wh_" + "d0" * 24
"""A key of the documented form, `wh_` and 48 hex digits, that opens nothing but simulators."""


class Simulator:
    """Serves the API on a port of this machine, in the running loop.

    Its wall clock starts at `today` (now, if not given) and goes with the loop's clock, so that months end in virtual
    time too. It shares no decision with the client: where the two disagree, the tests see it.
    """

    def __init__(
        self,
        *,
        key: str = DEMO_KEY,
        credits: int = 20_000,
        used: int = 0,
        addon: int = 0,
        plan: Plan = "standard",
        generation: Generation = "C",
        limit: int = 60,
        window: float = 60.0,
        seed: int = 1,
        rows: int = 1_000_000,
        mess: float = 0.0,
        network: Network | None = None,
        faults: Faults | None = None,
        habits: Habits | None = None,
        today: datetime | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        """`credits` is the month's allowance, `limit` the calls in `window` seconds, `rows` those of each listing.

        `mess` is the share of rows that come with numbers as text, empty objects as lists and the like.

        Raises ValueError where one of them cannot be.
        """
        _check_numbers(credits=credits, used=used, addon=addon, limit=limit, rows=rows)
        _check_choice("plan", plan, get_args(Plan))
        _check_choice("generation", generation, get_args(Generation))
        self.key = key
        self.journal: list[Entry] = []
        self._window = window
        self._today = (today or datetime.now(UTC)).astimezone(UTC)
        self._host, self._port = host, port
        self._started: float | None = None
        self._faults = FaultSource(faults)
        rules = Rules(generation, limit, window, habits or Habits())
        self._judge = Judge(Router(ROUTES, generation), Atlas(seed, rows, mess), rules)
        self._server = Server(self._arrive, network or Network.none(), self.wall_clock)
        self.account = self.add_account(Account("main", plan, credits, used, addon), key)

    def add_account(self, account: Account, key: str) -> Account:
        """Serve another billing account under a key of its own; the journal names it by its label."""
        account.turn_calendar(self._today)
        self._judge.customers[key] = Customer(account, Desk())
        return account

    def add_key(self, key: str, account: Account | None = None) -> None:
        """One more key of an account (the main one, if not given): a team shares its limit and its credits."""
        owner = account or self.account
        self._judge.customers[key] = next(each for each in self._judge.customers.values() if each.account is owner)

    def regenerate(self, key: str) -> None:
        """Give the main account a new key; the old one is unauthorized from now on."""
        self._judge.customers[key] = self._judge.customers.pop(self.key)
        self.key = key

    @property
    def origin(self) -> str:
        """Where it listens, as `http://HOST:PORT`; the port is known once it has started."""
        return f"http://{self._host}:{self._port}"

    def wall_clock(self) -> datetime:
        """The simulator's own date and time."""
        if self._started is None:
            return self._today
        return self._today + timedelta(seconds=asyncio.get_running_loop().time() - self._started)

    def script(self, *faults: Fault) -> None:
        """The next requests meet these, in this order, before any random fault."""
        self._faults.script(faults)

    def worst_window(self, seconds: float | None = None) -> int:
        """The most counted arrivals of any account in a rolling stretch (the rate window's length, if not given)."""
        length = self._window if seconds is None else seconds
        labels = {entry.account for entry in self.journal}
        return max(
            (
                worst_window((e.at for e in self.journal if e.counted and e.account == label), length)
                for label in labels
            ),
            default=0,
        )

    async def start(self) -> None:
        if self._started is None:
            self._started = asyncio.get_running_loop().time()
        self._port = await self._server.start(self._host, self._port)

    async def stop(self) -> None:
        """Close the port and all connections. It can start again, on the same port."""
        await self._server.stop()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    def _arrive(self, request: Incoming) -> Handled:
        """The instant at which the application (or the proxy before it) has the whole request."""
        entry = entry_for(request, asyncio.get_running_loop().time(), self._judge.customers)
        self.journal.append(entry)
        fault = self._faults.next(request.method, request.target, request.body)
        answer = None
        if fault is None or fault.reaches_application:
            answer = self._judge.judge(Case(request, entry, self.wall_clock(), fault))
        if fault is not None:
            entry.fault = fault.name
            if fault.kind not in ANSWERED:
                entry.verdict = f"fault:{fault.kind}"
        return Handled(answer, fault, entry)


def _check_numbers(**numbers: object) -> None:
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise ValueError(f"{name}={number!r} must be a whole number, 0 or more")


def _check_choice(name: str, chosen: object, choices: Sequence[str]) -> None:
    if chosen not in choices:
        raise ValueError(f"{name}={chosen!r} is none of {', '.join(choices)}")


async def serve(simulator: Simulator) -> None:
    """Run a simulator until cancelled."""
    async with simulator:
        await asyncio.Event().wait()
