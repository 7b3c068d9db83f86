"""What an editor shows over a method: the stub's docstring tells cost, source, and each parameter with its range."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from msgspec import Meta

import whasync
from tests.api.documented import Kind
from whasync._core.operation import Listing, answer_type, parameters
from whasync.operations import CATALOGUE

STUB = Path(whasync.__file__).parent / "sections.pyi"

each_operation = pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE.keys())


@cache
def stub() -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The methods of the stub by their dotted names."""
    classes = {
        node.name: node for node in ast.parse(STUB.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    }
    return dict(_methods(classes, "Root", ""))


def _methods(
    classes: dict[str, ast.ClassDef], name: str, dotted: str
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in classes[name].body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        below = f"{dotted}.{node.name}".removeprefix(".")
        if node.decorator_list:
            assert isinstance(node.returns, ast.Name)
            yield from _methods(classes, node.returns.id, below)
        else:
            yield (dotted if node.name == "__call__" else below), node


def shown(kind: Kind) -> str:
    return ast.get_docstring(stub()[kind.route.name]) or ""


def told(kind: Kind, name: str) -> str:
    """What the docstring says of a parameter."""
    match = re.search(rf"^    {name}: (.+)$", shown(kind).partition("\nArgs:\n")[2], re.MULTILINE)
    return match[1] if match else ""


def test_the_stub_has_every_operation_and_nothing_else() -> None:
    assert set(stub()) == set(CATALOGUE)


@each_operation
def test_hovering_shows_the_cost_and_the_source(kind: Kind) -> None:
    assert re.search(r"^(\d+ credits?|No credit)\b.*\.$", shown(kind), re.MULTILINE)
    assert re.search(r"^Source: .+", shown(kind), re.MULTILINE)


@each_operation
def test_hovering_over_a_write_says_that_it_changes_the_account(kind: Kind) -> None:
    assert ("It changes the account" in shown(kind)) == kind.route.writes


@each_operation
def test_hovering_shows_the_largest_page(kind: Kind) -> None:
    paging = kind.route.paging
    if paging is not None and paging.most is not None:
        assert f"a page of up to {paging.most} rows" in shown(kind)


@each_operation
def test_hovering_shows_each_parameter_in_a_sentence(kind: Kind) -> None:
    silent = [one.name for one in parameters(kind) if not told(kind, one.name).endswith(".")]
    assert silent == []


@each_operation
def test_hovering_shows_the_range_of_a_number_that_has_two_ends(kind: Kind) -> None:
    for one in parameters(kind):
        ends = [str(end) for meta in _metas(one.kind) if meta.le is not None for end in (meta.ge, meta.le)]
        assert [end for end in ends if end not in re.findall(r"\d+", told(kind, one.name))] == [], one.name


@each_operation
def test_the_signature_names_the_answer(kind: Kind) -> None:
    node = stub()[kind.route.name]
    answer = answer_type(kind).__name__
    assert node.returns is not None
    assert ast.unparse(node.returns) == (f"Walk[{answer}]" if issubclass(kind, Listing) else answer)
    assert isinstance(node, ast.FunctionDef) == issubclass(kind, Listing)


def _metas(kind: Any) -> Iterator[Meta]:
    if get_origin(kind) is Annotated:
        yield from (note for note in kind.__metadata__ if isinstance(note, Meta))
        yield from _metas(get_args(kind)[0])
    else:
        for part in get_args(kind):
            yield from _metas(part)
