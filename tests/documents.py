"""What runs the code that the documents show."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.web.stage import behind_aiohttp, behind_uvicorn
from whasync.simulator import Simulator, run

# What a document shows whole and another test runs, with processes of its own.
EXAMPLES = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*/crawl.py")]


def blocks(text: str, kind: str) -> list[str]:
    """The blocks of one language."""
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def run_python(code: str, name: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Run a block as it stands, beside a simulator that the environment leads it to; or by pytest, if it has tests."""
    if code in EXAMPLES:
        print("run by its own test")
        return
    if "app = " in code:
        serve_once(code, name, monkeypatch)
        return
    if "def test_" in code:
        (folder / "test_shown.py").write_text(code, encoding="utf-8")
        # Hypothesis would take most of the time, and is not what is shown.
        options = [
            "-q",
            "-p",
            "no:hypothesispytest",
            "-o",
            "asyncio_mode=auto",
            "--rootdir",
            str(folder),
            "-c",
            os.devnull,
        ]
        subprocess.run([sys.executable, "-m", "pytest", *options, "test_shown.py"], cwd=folder, check=True)
        print("passed")
        return
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


def serve_once(code: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the application that a block makes, and ask it for what it serves."""
    found: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(code, name, "exec", dont_inherit=True), found)  # noqa: S102 - it is our own

    async def ask() -> None:
        async with Simulator(rows=60) as api:
            monkeypatch.setenv("WH_API_KEY", api.key)
            monkeypatch.setenv("WH_BASE_URL", api.origin)
            app = found["app"]
            behind, path = (
                (behind_aiohttp, "total") if isinstance(app, web.Application) else (behind_uvicorn, "products")
            )
            async with behind(app) as get:
                said = await get(f"/{path}?country=US")
            assert (said.status, api.account.charged) == (200, 1)
            print(said.document)

    run(ask())


@contextmanager
def beside(api: Simulator) -> Iterator[None]:
    """Serve a simulator in a thread, where its journal can be read."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(api.start(), loop).result()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(api.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
