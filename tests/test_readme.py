"""The README is true: its code runs, its tables are those of the code, its commands are those of the project."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import whasync
from tests.documents import blocks, run_python
from whasync import errors

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = blocks(README, "python")


@pytest.mark.parametrize("code", PYTHON, ids=[f"block {number}" for number, _ in enumerate(PYTHON, 1)])
def test_a_block_of_python_runs_as_it_stands(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run_python(code, "README.md", monkeypatch, tmp_path)
    assert capsys.readouterr().out


def test_the_tree_of_errors_is_the_one_that_the_module_draws() -> None:
    drawn = re.search(r"```\n(WhasyncError\n.*?)\n```", README, re.DOTALL)
    assert drawn is not None
    assert errors.__doc__ is not None
    assert drawn[1] in errors.__doc__


def test_the_table_of_options_has_every_option_of_a_session() -> None:
    listed = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", README, re.MULTILINE))))
    taken = set(inspect.signature(whasync.Session).parameters)
    assert taken <= listed


def test_the_first_command_shows_the_demo_and_the_second_runs_the_tests() -> None:
    commands = re.findall(r"<!-- (demo|tests) -->\n```console\n\$ (.+)\n```", README)
    assert [name for name, _ in commands] == ["demo", "tests"]
    assert commands[0][1].endswith(".venv/bin/whasync demo")
    assert commands[1][1].endswith(".venv/bin/python -m pytest -q")


@pytest.mark.parametrize(
    "command", ["demo", "credits", "call", "export", "endpoints", "doctor", "guide", "usage", "simulate"]
)
def test_a_command_of_the_table_is_one_of_the_program(command: str) -> None:
    assert f"`whasync {command}" in README
    words = [sys.executable, "-m", "whasync", command, "--help"]
    assert f"whasync {command}" in subprocess.run(words, capture_output=True, text=True, check=True).stdout
