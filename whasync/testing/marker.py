"""What a test says of itself: `@pytest.mark.whasync(...)`, and the settings of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .declared import Declared

MARK = (
    "whasync(*, max_credits, rate, faults, real_time, cassette, redact, **simulator): what the fixtures of whasync are "
    "made with; all that is not named here goes to the Simulator, such as credits=20, generation='B', rows=100"
)
OWN = frozenset({"max_credits", "rate", "faults", "real_time", "cassette", "redact"})
"""The mark's options that are not the simulator's."""

DECLARED: pytest.StashKey[Declared] = pytest.StashKey()
"""Where a test's item keeps what it may spend."""


def options_of(item: pytest.Item | pytest.Collector) -> dict[str, Any]:
    """The options of all the marks around a test; the closest mark wins."""
    options: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers("whasync"))):
        if mark.args:
            pytest.fail(f"{item.nodeid}: @pytest.mark.whasync takes its options by name", pytrace=False)
        options |= mark.kwargs
    return options


def max_credits_of(item: pytest.Item) -> int | None:
    """The credits that a test may spend, by its marks or else by `whasync_max_credits`; None for any number."""
    options = options_of(item)
    if "max_credits" in options:
        given: Any = options["max_credits"]  # whatever a mark may say
        if given is not None and (not isinstance(given, int) or given < 0):
            pytest.fail(f"{item.nodeid}: max_credits={given!r} is not a number of credits", pytrace=False)
        return given
    text: str = item.config.getini("whasync_max_credits")
    if text and not text.isdecimal():
        raise pytest.UsageError(f"whasync_max_credits={text!r} is not a number of credits")
    return int(text) if text else None


def mode_of(item: pytest.Item) -> str:
    """How the cassette of a test works, by the command line, else by its marks, else by the project's settings."""
    config = item.config
    mode: str | None = config.getoption("whasync_cassettes") or options_of(item).get("cassette")
    return mode or config.getini("whasync_cassettes")
