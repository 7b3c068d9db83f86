"""What every test of the suite stands on: no settings from the environment, and no key in what a test lets out."""

from __future__ import annotations

import gc
import signal
from collections.abc import Generator, Iterator

import pytest

from tests.cage import Cage, closed_cage
from whasync.simulator import DEMO_KEY


def pytest_configure() -> None:
    """Let the processes that tests start be interrupted: a run in the background inherits that SIGINT is ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect no garbage meanwhile, and none of the thousands of tests after: they live to the end of the run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_unconfigure() -> None:
    gc.unfreeze()  # else nanobind lists at the end all that it takes for leaked


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WH_API_KEY", "WH_BASE_URL", "WH_RATE", "WH_SHARED"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def cage() -> Iterator[Cage]:
    """What the test keeps and catches is searched for secrets at its end."""
    with closed_cage() as cage:
        yield cage


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that lets the key into its output or its log."""
    report = yield
    if report.passed and DEMO_KEY in report.capstdout + report.capstderr + report.caplog:
        report.outcome = "failed"
        report.longrepr = "the key stands in the output or in the log of this test"
    return report
