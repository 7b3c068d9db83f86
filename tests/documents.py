"""What runs the code that the documents show."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from whasync.simulator import Simulator


def blocks(text: str, kind: str) -> list[str]:
    """The blocks of one language."""
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def run_python(code: str, name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Run a block as it stands, beside a simulator that the environment leads it to."""
    asyncio_run = asyncio.run

    def run_beside_a_simulator(main: Coroutine[Any, Any, None]) -> None:
        async def beside() -> None:
            async with Simulator(rows=60) as api:  # few enough that the five calls of a burst will do
                monkeypatch.setenv("WH_API_KEY", api.key)
                monkeypatch.setenv("WH_BASE_URL", api.origin)
                await main

        asyncio_run(beside())

    monkeypatch.chdir(folder)
    monkeypatch.setattr(asyncio, "run", run_beside_a_simulator)
    exec(compile(code, name, "exec"), {"__name__": "__main__"})  # noqa: S102 - it is our own
