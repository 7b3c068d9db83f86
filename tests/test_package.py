"""What is handed out: sdist and wheel are built, and the wheel is used where nothing else of ours is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import whasync
from tests import lowest

ROOT = Path(__file__).parents[1]

CALL = """
import asyncio
from importlib.metadata import version
import whasync
from whasync._io.meeting.redis import script
from whasync.simulator import Simulator
from whasync.usage import page

async def main():
    async with Simulator(credits=10) as api, whasync.Session(api.key, base_url=api.origin) as wh:
        first = await wh.tiktok_shop.products.explore(country="US", limit=5)
        print(len(first.rows), wh.ledger.spent, version("whasync"), bool(script()), page.__name__)

asyncio.run(main())
"""


def test_the_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert whasync.__version__ == project["version"]


def test_every_requirement_says_what_it_needs_at_least() -> None:
    project = tomllib.loads(lowest.PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needs = [*project["dependencies"], *(need for group in extras.values() for need in group)]
    assert [need for need in needs if ">=" not in need and not need.startswith("whasync[")] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def run(*command: str, folder: Path | None = None, **settings: str) -> str:
    """Run a command to its end, with nothing of ours in its environment; what it prints."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "WH_"))}
    ended = subprocess.run(command, cwd=folder, env=environment | settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(built: tuple[Path, Path]) -> None:
    sdist, wheel = built
    assert wheel.name == f"whasync-{whasync.__version__}-py3-none-any.whl"
    files = (path.relative_to(ROOT) for path in (ROOT / "whasync").rglob("*") if path.is_file())
    package = {f"{path}" for path in files if not any(part.startswith((".", "__pycache__")) for part in path.parts)}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == package
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert package | {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "tests/test_package.py"} <= names


@pytest.mark.slow
def test_the_wheel_can_be_used_in_a_bare_environment(built: tuple[Path, Path], tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", str(tmp_path / "bare"))
    python, program = (str(tmp_path / "bare" / "bin" / name) for name in ("python", "whasync"))
    run(python, "-m", "pip", "install", "-q", str(built[1]))
    assert run(program, "--version", folder=tmp_path) == f"whasync {whasync.__version__}\n"
    assert run(program, "guide", "limits", folder=tmp_path).startswith("# ")
    assert len(json.loads(run(program, "endpoints", "--json", folder=tmp_path))) > 130
    assert run(python, "-c", CALL, folder=tmp_path) == f"5 1 {whasync.__version__} True page\n"
    installed = run(python, "-m", "pip", "list", "--format", "json")
    assert not {each["name"] for each in json.loads(installed)} & {"redis", "rich", "pytest", "httpx"}


@pytest.mark.slow
def test_the_extras_that_the_messages_name_can_be_installed(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        extras = set(re.findall(r"^Provides-Extra: (.+)$", wheel.read(name).decode(), re.MULTILINE))
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "whasync").rglob("*.py")]
    named = re.findall(r"whasync\[([a-z,]+)\]", "\n".join(texts))
    assert {extra for names in named for extra in names.split(",")} <= extras
