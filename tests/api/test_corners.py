"""Catalogue, methods, simulator, documentation and README know the same operations; none of them lacks one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.documented import DOCUMENTED, Kind
from whasync._core.operation import Listing, answer_type, parameters
from whasync.operations import CATALOGUE, resolve
from whasync.sections import Root, Section
from whasync.simulator.routes import ROUTES

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- operations -->", "<!-- /operations -->"

ALIASES = {"/api/adlibrary", "/api/store-explorer", "/api/store-tracker"}
"""Paths without a version; the client takes them for their twins, and asks these."""

EITHER_VERB = {
    "/api/v1/tiktok-shop/product-other-visits",
    "/api/v1/tiktok-shop/category-visit-events",
    "/api/v1/tiktok-shop/detail-visit-events",
}
"""No source names their verb: the simulator takes both, the client asks by the one that is presumed."""

each_operation = pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE.keys())


def methods(section: type[Section] = Root, name: str = "") -> dict[str, Any]:
    """Every method of a session by its dotted name."""
    found: dict[str, Any] = {}
    if "__call__" in vars(section):
        found[name] = getattr(section, "__call__")  # noqa: B004, B009 - the method is what is asked for
    for part in [part for part in vars(section) if not part.startswith("_")]:
        below = getattr(section, part)
        dotted = f"{name}.{part}".removeprefix(".")
        found |= methods(below, dotted) if isinstance(below, type) else {dotted: below}
    return found


def test_136_operations_take_a_key_and_one_more_is_free_and_one_path_reads_and_writes() -> None:
    metered = {kind.route.path for kind in CATALOGUE.values() if kind.route.credits}
    assert len(metered) == 136
    assert {kind.route.path for kind in CATALOGUE.values()} - metered == {"/api/niche-counts"}
    assert len(CATALOGUE) == 138


def test_catalogue_simulator_and_documentation_have_the_same_paths() -> None:
    paths = {kind.route.path for kind in CATALOGUE.values()}
    assert paths | ALIASES == {route.path for route in ROUTES} == set(DOCUMENTED)
    assert {path for path, page in DOCUMENTED.items() if page.alias_of} == ALIASES


def test_the_simulator_takes_the_verbs_of_the_documentation() -> None:
    differing = {route.path for route in ROUTES if route.verbs != set(DOCUMENTED[route.path].verbs)}
    assert differing == EITHER_VERB


def test_a_path_without_its_version_is_its_twin() -> None:
    assert {path: resolve(path)[0].route.path for path in ALIASES} == {
        path: DOCUMENTED[path].alias_of for path in ALIASES
    }


def test_every_operation_is_a_method_and_every_method_an_operation() -> None:
    assert set(methods()) == set(CATALOGUE)


@each_operation
def test_a_method_takes_the_operations_parameters_and_answers_its_rows(kind: Kind) -> None:
    signature = methods()[kind.route.name].__signature__
    answer = answer_type(kind).__name__
    assert list(signature.parameters) == ["self", *(parameter.name for parameter in parameters(kind)), "extra"]
    assert signature.return_annotation == (f"Walk[{answer}]" if issubclass(kind, Listing) else answer)


def test_the_table_of_the_readme_lists_every_operation_with_its_verbs_and_path() -> None:
    table = README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    listed = [tuple(re.split(r" *\| *", line.strip("| \n"))[:3]) for line in table.splitlines() if "`" in line]
    assert listed == [
        (f"`{name}`", " ".join(kind.route.verbs), f"`{kind.route.path}`") for name, kind in CATALOGUE.items()
    ]
