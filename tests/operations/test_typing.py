"""Type checkers know every method: wrong calls are errors before anything runs, and right ones are none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

CALLS = Path(__file__).with_name("typed_calls.py")
ROOT = CALLS.parent.parent.parent
TO_BE_REFUSED = {
    number for number, line in enumerate(CALLS.read_text(encoding="utf-8").splitlines(), 1) if "# error: " in line
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each checker prints about the calls; both look at the same time."""
    cache = tmp_path_factory.mktemp("mypy")
    options = {
        "mypy": ["--strict", f"--cache-dir={cache}"],
        "pyright": ["--pythonpath", sys.executable, "--outputjson"],
    }
    started = {
        name: subprocess.Popen(
            [sys.executable, "-m", name, *words, str(CALLS)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for name, words in options.items()
    }
    return {name: process.communicate()[0] for name, process in started.items()}


def test_mypy_refuses_the_wrong_calls_and_no_other(told: dict[str, str]) -> None:
    refused = re.findall(r"typed_calls\.py:(\d+): error", told["mypy"])
    assert {int(line) for line in refused} == TO_BE_REFUSED, told["mypy"]


def test_pyright_refuses_the_wrong_calls_and_no_other(told: dict[str, str]) -> None:
    problems = json.loads(told["pyright"])["generalDiagnostics"]
    assert {problem["range"]["start"]["line"] + 1 for problem in problems} == TO_BE_REFUSED, problems
