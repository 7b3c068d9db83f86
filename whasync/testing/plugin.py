"""The pytest plugin. Every pytest run of the environment imports it: pytest is all that it imports until it is used."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from . import MODES
from .loops import VirtualTime, fixtures, runner_of
from .marker import DECLARED, MARK, max_credits_of, mode_of, options_of

if TYPE_CHECKING:
    from ..session import Session
    from ..simulator import Simulator
    from .cassette import Cassette

_CASSETTES: pytest.StashKey[list[Cassette]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("whasync_max_credits", "credits that a test may spend, where its mark does not say", default="")
    parser.addini("whasync_cassettes", f"how wh_cassette works: {', '.join(MODES)}", default=MODES[0])
    parser.getgroup("whasync").addoption(
        "--whasync-cassettes", choices=MODES, help="how wh_cassette works, whatever marks and settings say"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", MARK)
    config.stash[_CASSETTES] = []
    has_asyncio = config.pluginmanager.has_plugin("asyncio")
    config.pluginmanager.register(fixtures(has_asyncio=has_asyncio), "whasync-fixtures")
    config.pluginmanager.register(VirtualTime(config, has_asyncio=has_asyncio), "whasync-virtual-time")


@pytest.fixture
def wh_simulator(request: pytest.FixtureRequest) -> Simulator:
    """A stand-in of the API in the test's own event loop, where the clock jumps: `wh_simulator.origin`, `.key`."""
    simulator: Simulator = request.getfixturevalue(f"_wh_simulator_{runner_of(request)}")
    return simulator


@pytest.fixture
def wh_session(request: pytest.FixtureRequest, wh_simulator: Simulator) -> Session:  # noqa: ARG001 - opened before it
    """An open session on `wh_simulator`, which keeps the limits as every session does, in virtual time."""
    session: Session = request.getfixturevalue(f"_wh_session_{runner_of(request)}")
    return session


@pytest.fixture
def wh_cassette(request: pytest.FixtureRequest) -> Cassette:
    """A cassette of the test's own, beside its file: `cassettes/FILE/TEST.json`."""
    from .cassette import Cassette, path_for  # noqa: PLC0415

    item: pytest.Item = request.node
    cassette = Cassette(
        path_for(item.path, item.nodeid.partition("::")[2]),
        mode_of(item),
        redact=options_of(item).get("redact"),
        max_credits=max_credits_of(item),
    )
    request.config.stash[_CASSETTES].append(cassette)
    return cassette


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Fail a test that spent more than it declared. One that fails anyway is told besides."""
    try:
        outcome = yield
    except BaseException:
        if complaint := _complaint(pyfuncitem):
            pyfuncitem.add_report_section("call", "whasync", complaint)
        raise
    if complaint := _complaint(pyfuncitem):
        pytest.fail(complaint, pytrace=False)
    return outcome


def _complaint(item: pytest.Item) -> str | None:
    declared = item.stash.get(DECLARED, None)
    return None if declared is None else declared.complaint()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    cassettes = config.stash[_CASSETTES]
    saved, spent = sum(each.saved for each in cassettes), sum(each.spent for each in cassettes)
    if saved or spent:
        terminalreporter.write_line(f"whasync: cassettes saved {saved} credits and spent {spent}")
