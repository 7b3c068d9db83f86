"""Type checkers know every method: wrong calls are errors before anything runs, and right ones are none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

CALLS = Path(__file__).with_name("typed_calls.py")
ROOT = CALLS.parent.parent.parent
TO_BE_REFUSED = {
    number for number, line in enumerate(CALLS.read_text(encoding="utf-8").splitlines(), 1) if "# error: " in line
}


def _run(*command: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout


def test_mypy_refuses_the_wrong_calls_and_no_other(tmp_path: Path) -> None:
    told = _run("mypy", "--strict", f"--cache-dir={tmp_path}", str(CALLS))
    assert {int(line) for line in re.findall(r"typed_calls\.py:(\d+): error", told)} == TO_BE_REFUSED, told


def test_pyright_refuses_the_wrong_calls_and_no_other() -> None:
    told = _run("pyright", "--pythonpath", sys.executable, "--outputjson", str(CALLS))
    problems = json.loads(told)["generalDiagnostics"]
    assert {problem["range"]["start"]["line"] + 1 for problem in problems} == TO_BE_REFUSED, problems
