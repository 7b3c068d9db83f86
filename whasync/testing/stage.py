"""What the fixtures give: a simulator as a test's mark wants it, and a session on it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from .._core.suggest import hint
from ..session import Session
from ..settings import DEFAULT_RATE
from ..simulator import Fault, Faults, JumpingLoop, Simulator
from ..simulator.faults import Kind
from ..simulator.server import Handled
from ..simulator.wire import Incoming
from .declared import Declared
from .marker import DECLARED, OWN, max_credits_of, options_of


class _Watched(Simulator):
    """A simulator that tells, request by request, what was charged."""

    declared: Declared

    def _arrive(self, request: Incoming) -> Handled:
        handled = super()._arrive(request)
        self.declared.spend(self.journal[-1])
        return handled


@asynccontextmanager
async def simulator_for(item: pytest.Function) -> AsyncGenerator[Simulator, None]:
    """A started simulator, set up by the marks of a test; what it charges counts as spent by the test."""
    options = options_of(item)
    _check_options(options)
    _check_clock(real_time=options.get("real_time", False))
    wanted = {name: value for name, value in options.items() if name not in OWN}
    try:
        random_faults, script = _faults(options.get("faults"))
        simulator = _Watched(faults=random_faults, **wanted)
    except ValueError as error:
        raise pytest.fail.Exception(f"@pytest.mark.whasync: {error}", pytrace=False) from None
    simulator.script(*script)
    simulator.declared = item.stash[DECLARED] = Declared(item, max_credits_of(item))
    async with simulator:
        yield simulator


@asynccontextmanager
async def session_for(item: pytest.Function, simulator: Simulator) -> AsyncGenerator[Session, None]:
    """An open session on a simulator. Nothing of it comes from the environment."""
    rate = options_of(item).get("rate", DEFAULT_RATE)
    async with Session(simulator.key, base_url=simulator.origin, rate=rate, shared="") as session:
        yield session


def _check_options(options: Mapping[str, Any]) -> None:
    known = OWN | set(inspect.signature(Simulator).parameters)
    for name in options:
        if name not in known:
            pytest.fail(f"@pytest.mark.whasync has no option {name!r}{hint(name, sorted(known))}", pytrace=False)


def _check_clock(*, real_time: bool) -> None:
    if not real_time and not isinstance(asyncio.get_running_loop(), JumpingLoop):
        pytest.fail(
            "this test's event loop keeps real time. For virtual time pytest-asyncio must be 1.4 or later, the test "
            "must choose no loop of its own, and it must have the fixture among its arguments (or among theirs); "
            "@pytest.mark.whasync(real_time=True) takes the loop as it is",
            pytrace=False,
        )


def _faults(wanted: Faults | Mapping[Fault | Kind, float] | Iterable[Fault | Kind] | Fault | None) -> _Faults:
    """Random faults where shares were given, a script where they stand in a row, or where one stands alone."""
    if isinstance(wanted, str | Fault):
        wanted = [cast("Fault | Kind", wanted)]
    if wanted is None or isinstance(wanted, Faults):
        return wanted, []
    if isinstance(wanted, Mapping):
        return Faults(cast("Mapping[Fault | Kind, float]", wanted)), []
    return None, [fault if isinstance(fault, Fault) else Fault(fault) for fault in wanted]


_Faults = tuple[Faults | None, list[Fault]]
