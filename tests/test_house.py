"""The house rules that a machine can keep: who may import whom, how long a module may be, what an import loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import whasync

ROOT = Path(__file__).parent.parent / "whasync"
MODULES = sorted(ROOT.rglob("*.py"))

# Bottom up; an import may only point down.
FLOORS = [
    ["errors"],
    ["_core"],
    ["models"],
    ["operations", "_io"],
    ["settings", "reader", "reminder", "simulator", "guide", "otel", "prometheus", "usage"],
    ["walk", "cache", "means"],
    ["sections", "verify", "saving"],
    ["engine"],
    ["budget"],
    ["calls"],
    ["session"],
    ["export", "pool", "testing", "web"],
    ["checkup"],
    ["cli"],
    ["__init__", "__main__"],
]
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
IMPURE = {"asyncio", "time", "random", "os", "socket", "aiohttp", "aiolimiter", "httpx", "redis", "logging"}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


class Module(NamedTuple):
    """What the rules ask of a module's syntax tree."""

    imports: tuple[tuple[str | None, str], ...]
    """(room, package) of each import; the room is None for other packages."""
    functions: tuple[tuple[str, int], ...]
    """(name, lines without the docstring) of each function."""
    waits: bool
    """Whether anything in it is `async`."""


@cache
def read(path: Path) -> Module:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return Module(
        tuple(imports(path, nodes)),
        tuple((function.name, length(function)) for function in functions),
        any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in nodes),
    )


def imports(path: Path, nodes: Iterable[ast.AST]) -> Iterator[tuple[str | None, str]]:
    package = ("whasync", *path.relative_to(ROOT).parts[:-1])
    for node in nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{stem}.{alias.name}" if stem == "whasync" else stem for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield (parts[1] if parts[0] == "whasync" and len(parts) > 1 else None), parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_import_points_down(path: Path) -> None:
    room = room_of(path)
    for target, _ in read(path).imports:
        if target is not None and target != room:
            assert FLOOR.get(target, 0) < FLOOR[room], f"{room} imports {target}, which is not below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_has_no_loop_no_clock_and_no_dice(path: Path) -> None:
    if room_of(path) not in ("_core", "models", "errors", "operations"):
        return
    assert not {package for _, package in read(path).imports} & IMPURE
    assert not read(path).waits


def test_the_simulator_shares_no_decision_with_the_client() -> None:
    for path in MODULES:
        if room_of(path) == "simulator":
            assert {target for target, _ in read(path).imports} <= {None, "simulator"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_250_lines_at_most_and_a_function_50(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 250
    for name, lines in read(path).functions:
        assert lines <= 50, f"{name} has {lines} lines"


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines without the docstring."""
    docstring = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def test_importing_whasync_loads_no_aiohttp_no_cli_no_simulator_and_no_redis() -> None:
    code = (
        "import sys, whasync; heavy = {'aiohttp', 'msgspec', 'asyncio', 'redis', 'rich', 'orjson'}; "
        "print(sorted(n for n in sys.modules if n.split('.')[0] in heavy or n.startswith('whasync.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['whasync.errors']"


def test_what_a_session_takes_and_gives_has_a_public_name() -> None:
    handed_out = {"FieldDrift", "FilterReport", "Handler", "Lane", "Middleware", "Observer", "Rejected"}
    assert handed_out <= set(whasync.__all__)


def test_every_public_name_can_be_had_and_is_listed() -> None:
    assert whasync.__all__ == sorted(whasync.__all__)
    for name in whasync.__all__:
        public = getattr(whasync, name)
        assert not isinstance(public, type) or public.__module__.startswith("whasync")
    assert set(whasync.__all__) <= set(dir(whasync))
