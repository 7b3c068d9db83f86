"""What the tests of usage stand on."""

from __future__ import annotations

import pytest

from tests.cli.stage import Command, in_process
from tests.shared.conftest import own_redis  # noqa: F401 - a fixture


@pytest.fixture
def whasync(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command within this process, in a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    return in_process(capfd)
