"""The README is true: its code runs, its tables are those of the code, its commands are those of the project."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import whasync
from tests.api.guesses import GUESSES
from tests.documents import blocks, run_python
from whasync import errors
from whasync.checkup.finding import CHECKS
from whasync.cli import main
from whasync.guide import TOPICS
from whasync.operations import CATALOGUE

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


def test_what_can_be_counted_is_as_many() -> None:
    paths = {kind.route.path for kind in CATALOGUE.values()}
    assert f"{len(paths)} paths in the catalogue, {len(CATALOGUE)} operations. {len(GUESSES)} guesses" in README
    assert f"{len(CHECKS)} checks, each with its fix" in README


def test_every_guide_is_linked_and_no_other_file() -> None:
    linked = re.findall(r"\]\((?!https?:)(.+?)\)", README)
    assert linked == [f"whasync/guide/{topic}.md" for topic in TOPICS]
    assert [link for link in linked if not (ROOT / link).is_file()] == []


def test_every_extra_is_told_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - {"test", "bench"}
    assert [extra for extra in extras if f"`{extra}`" not in README] == []


def test_the_first_command_shows_the_demo_and_the_second_runs_the_tests() -> None:
    commands = re.findall(r"<!-- (demo|tests) -->\n```console\n\$ (.+)\n```", README)
    assert [name for name, _ in commands] == ["demo", "tests"]
    assert commands[0][1].endswith(".venv/bin/whasync demo")
    assert commands[1][1].endswith(".venv/bin/python -m pytest -q")


@pytest.mark.parametrize(
    "command", ["demo", "credits", "call", "export", "endpoints", "doctor", "guide", "usage", "simulate"]
)
def test_a_command_of_the_table_is_one_of_the_program(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"`whasync {command}" in README
    assert main([command, "--help"]) == 0
    assert f"whasync {command}" in capsys.readouterr().out
