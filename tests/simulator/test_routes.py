"""The table of routes: complete, and each of them answers in both generations."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import whasync.simulator
from tests.simulator.asking import NOON, SHOP, ask
from whasync.simulator import Simulator, run
from whasync.simulator.routes import ROUTES
from whasync.simulator.routing import Route

QUESTION = {
    "id": "1729384756102394",
    "page_id": "109999002274507",
    "q": "lamp",
    "type": "products",
    "text": "lamp",
    "name": "mine",
    "doc_id": "19991234567890123",
    "creative_id": "CR19991234567890123",
    "advertiser_id": "AR1",
    "ad_id": "8999941897463092",
    "ids": "8999941897463092",
    "url": "https://www.facebook.com/ads/library/?view_all_page_id=109999002274507",
    "domain": "shop.example.com",
    "lander_key": "abc",
    "topic": "rose lamp",
    "keyword": "lamp",
}
"""Every required parameter of every route; what a route does not know it ignores."""

NEED_A_BOARD = ("rename-", "delete-", "-board-link", "add-to-board", "remove-from-board", "add-ad", "remove-ad")


def paths_of(generation: str) -> set[str]:
    return {route.path for route in ROUTES if generation in route.generations}


def test_a_key_reaches_136_paths_and_beside_them_are_three_aliases_and_one_free_path() -> None:
    aliases = {"/api/adlibrary", "/api/store-explorer", "/api/store-tracker"}
    paths = {route.path for route in ROUTES if route.metered} - aliases

    assert len(paths) == 136
    assert len(ROUTES) == len({route.path for route in ROUTES}) == 140
    assert [route.path for route in ROUTES if not route.metered] == ["/api/niche-counts"]
    assert sum(path.startswith(f"{SHOP}/") for path in paths) == 50
    assert sum(path.startswith("/api/v1/brands") for path in paths) == 43


def test_only_three_paths_belong_to_one_generation() -> None:
    assert paths_of("B") ^ paths_of("C") == {"/api/v1/credits", "/api/v2/videos/{id}", "/api/v2/videos/{id}/metrics"}


@pytest.mark.parametrize("generation", ["B", "C"])
def test_every_route_answers_with_json_and_without_an_error(generation: Any) -> None:
    async def main() -> list[tuple[str, int, str]]:
        async with Simulator(generation=generation, rows=60, limit=1_000, today=NOON, mess=0.5) as simulator:
            wrong = []
            for route in ROUTES:
                if generation not in route.generations or any(word in route.path for word in NEED_A_BOARD):
                    continue
                for verb in route.verbs:
                    answer = await _call(simulator, route, verb)
                    if answer.status != 200 or simulator.journal[-1].verdict != "ok":
                        wrong.append((route.path, answer.status, simulator.journal[-1].verdict))
            return wrong

    assert run(main()) == []


@pytest.mark.parametrize("generation", ["B", "C"])
def test_the_wrong_verb_on_any_path_is_an_html_404(generation: Any) -> None:
    async def main() -> list[str]:
        async with Simulator(generation=generation) as simulator:
            wrong = []
            for route in ROUTES:
                for verb in {"GET", "POST", "PUT", "DELETE", "PATCH"} - route.verbs:
                    answer = await ask(simulator, route.path.replace("{id}", "7361029384756102"), method=verb)
                    if (answer.status, answer.is_page) != (404, True):
                        wrong.append(f"{verb} {route.path}")
            return wrong

    assert run(main()) == []


def test_the_simulator_imports_nothing_of_the_client() -> None:
    """It could not prove the client wrong if it shared a decision with it."""
    folder = Path(whasync.simulator.__file__).parent
    foreign = {
        module
        for path in folder.rglob("*.py")
        for module in _imported(path, depth=len(path.relative_to(folder).parts))
        if module.split(".")[0] in {"whasync", "aiohttp"} and not module.startswith("whasync.simulator")
    }

    assert foreign == set()


async def _call(simulator: Simulator, route: Route, verb: str) -> Any:
    path = route.path.replace("{id}", "7361029384756102")
    if verb == "GET":
        return await ask(simulator, path, QUESTION)
    return await ask(simulator, path, post=QUESTION)


def _imported(path: Path, depth: int) -> set[str]:
    """Full names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            home = ["whasync", "simulator", *path.parts[len(path.parts) - depth : -1]]
            parents = home[: len(home) - node.level + 1] if node.level else []
            names.add(".".join([*parents, node.module or ""]).rstrip("."))
    return names
