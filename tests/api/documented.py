"""The documentation as it is written down by hand in `tests/data`: nothing here is derived from client or simulator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from whasync._core.build import build, is_absent
from whasync._core.operation import Operation, parameters

DATA = Path(__file__).parent.parent / "data"

Kind = type[Operation[Any]]


class Asked(msgspec.Struct, frozen=True):
    method: str
    path: str
    query: dict[str, str] = {}
    form: dict[str, str] = {}
    json: dict[str, Any] = {}

    @property
    def arguments(self) -> dict[str, Any]:
        return {**self.query, **self.form, **self.json}


class Answered(msgspec.Struct, frozen=True):
    status: int
    body: msgspec.Raw


class Exchange(msgspec.Struct, frozen=True):
    generation: str
    request: Asked
    response: Answered


class Documented(msgspec.Struct, frozen=True):
    path: str
    verbs: list[str]
    writes: bool
    credits: int
    page_size: dict[str, int | None] | None
    parameters: dict[str, dict[str, Any]]
    exchanges: list[Exchange]
    refused: dict[str, str] = {}
    alias_of: str | None = None


def _read() -> Mapping[str, Documented]:
    files = sorted(path for path in DATA.glob("*.json") if path.name != "errors.json")
    pages = [msgspec.json.decode(path.read_bytes(), type=Documented) for path in files]
    return {page.path: page for page in pages}


DOCUMENTED = _read()


def exchange(kind: Kind, generation: str) -> Exchange:
    """The documented exchange of an operation: of this generation, or of the other where this one has none."""
    asked = [one for one in DOCUMENTED[kind.route.path].exchanges if one.request.method in kind.route.verbs]
    return next((one for one in asked if one.generation == generation), asked[0])


def arguments(kind: Kind, generation: str) -> dict[str, Any]:
    """What the documentation asks an operation with, as values of the types that its method takes, by field."""
    request = exchange(kind, generation).request
    pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", kind.route.path)
    in_path = re.fullmatch(pattern, request.path)
    assert in_path is not None
    operation = build(kind, {**request.arguments, **in_path.groupdict()}, from_text=True)
    values = {parameter.name: getattr(operation, parameter.name) for parameter in parameters(kind)}
    return {name: value for name, value in values.items() if not is_absent(value)}


def method(session: Any, kind: Kind) -> Any:
    """The typed method of an operation; Any, since the catalogue and not the checker chooses it."""
    found = session
    for part in kind.route.name.split("."):
        found = getattr(found, part)
    return found
