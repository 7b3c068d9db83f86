"""How a command's work ends."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from whasync.cli.exits import InterruptedRunError
from whasync.cli.running import run


async def worked(signals: list[signal.Signals]) -> None:
    """Work that each signal interrupts, the later ones while it says what is kept."""
    loop = asyncio.get_running_loop()
    for number, name in enumerate(signals):
        loop.call_soon(os.kill, os.getpid(), name)
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as stop:
            if number == len(signals) - 1:
                stop.add_note("300 rows kept")
                raise


@pytest.mark.parametrize(
    "signals",
    [[signal.SIGINT], [signal.SIGTERM], [signal.SIGINT, signal.SIGINT], [signal.SIGTERM, signal.SIGINT]],
    ids=["once", "SIGTERM", "twice", "one of each"],
)
def test_signals_end_it_with_what_was_kept_and_without_a_traceback(
    signals: list[signal.Signals], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(InterruptedRunError, match="interrupted") as caught:
        run(worked(signals))
    assert caught.value.__notes__ == ["300 rows kept"]
    assert caplog.records == []
