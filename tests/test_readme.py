"""The README is true: its code runs, its tables are those of the code, its commands are those of the project."""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

import whasync
from whasync import errors
from whasync.simulator import Simulator

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", PYTHON, ids=[f"block {number}" for number, _ in enumerate(PYTHON, 1)])
def test_a_block_of_python_runs_as_it_stands(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asyncio_run = asyncio.run

    def run_beside_a_simulator(main: Coroutine[Any, Any, None]) -> None:
        async def beside() -> None:
            async with Simulator(rows=60) as api:  # few enough that the five calls of a burst will do
                monkeypatch.setenv("WH_API_KEY", api.key)
                monkeypatch.setenv("WH_BASE_URL", api.origin)
                await main

        asyncio_run(beside())

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(asyncio, "run", run_beside_a_simulator)
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})  # noqa: S102 - it is our own
    assert capsys.readouterr().out


def test_the_tree_of_errors_is_the_one_that_the_module_draws() -> None:
    drawn = re.search(r"```\n(WhasyncError\n.*?)\n```", README, re.DOTALL)
    assert drawn is not None
    assert errors.__doc__ is not None
    assert drawn[1] in errors.__doc__


def test_the_table_of_options_has_every_option_of_a_session_but_one() -> None:
    listed = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", README, re.MULTILINE))))
    taken = set(inspect.signature(whasync.Session).parameters)
    assert taken - listed == {"shared"}  # which is refused for now


def test_the_first_command_shows_the_demo_and_the_second_runs_the_tests() -> None:
    commands = re.findall(r"<!-- (demo|tests) -->\n```console\n\$ (.+)\n```", README)
    assert [name for name, _ in commands] == ["demo", "tests"]
    assert commands[0][1].endswith(".venv/bin/whasync demo")
    assert commands[1][1].endswith(".venv/bin/python -m pytest -q")


@pytest.mark.parametrize("command", ["demo", "credits", "call", "export", "endpoints", "simulate"])
def test_a_command_of_the_table_is_one_of_the_program(command: str) -> None:
    assert f"`whasync {command}" in README
    words = [sys.executable, "-m", "whasync", command, "--help"]
    assert f"whasync {command}" in subprocess.run(words, capture_output=True, text=True, check=True).stdout
