"""What is generated from the catalogue: `whasync/sections.pyi`, and the README's table of operations.

    python tests/generate.py

writes both; a test compares them with what it would write.
"""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from whasync._core.describe import documentation, plain  # noqa: E402 - as a script, it finds the package itself
from whasync._core.operation import Listing, Operation, Parameter, answer_type, parameters  # noqa: E402
from whasync.operations import CATALOGUE  # noqa: E402
from whasync.sections import Root, Section  # noqa: E402

STUB = ROOT / "whasync" / "sections.pyi"
README = ROOT / "README.md"
BEGIN, END = "<!-- operations -->", "<!-- /operations -->"

HEADER = '''\
"""The methods of a session: every operation with its parameters, their units, ranges and costs.

Generated from the catalogue by `python tests/generate.py`; a test keeps it current.
"""
# ruff: noqa: PYI021, E501, A002, N803 - docstrings are what editors show; names and lengths are the API's own

from collections.abc import Coroutine, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Protocol, TypeVar

from ._core.operation import Listing, Operation
{imports}
from .walk import Walk

_R = TypeVar("_R")
_T = TypeVar("_T")

class Sender(Protocol):
    """What a section needs of a session."""

    def ask(self, operation: Operation[_R]) -> Coroutine[Any, Any, _R]: ...
    def listing(self, operation: Listing[_T]) -> Walk[_T]: ...

class Section:
    """The operations below one part of the path. Light: it is made each time it is asked for."""

    _sender: Sender
    def __init__(self, sender: Sender) -> None: ...
'''

Kind = type[Operation[Any]]

# What a caller may give where the check wants a list or an object: a list of str is no list of str or int.
_GIVEN = {list: "Sequence", dict: "Mapping"}


def stub() -> str:
    """The text of `sections.pyi`."""
    classes = [text for section in _sections(Root) for text in _class(*section)]
    return "\n".join([HEADER.format(imports=_imports()), *classes]).rstrip("\n") + "\n"


def _imports() -> str:
    models: dict[str, set[str]] = {}
    for kind in CATALOGUE.values():
        answer = answer_type(kind)
        models.setdefault(answer.__module__.removeprefix("whasync"), set()).add(answer.__name__)
    return "\n".join(_import(module, sorted(names)) for module, names in sorted(models.items()))


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    return (
        line if len(line) <= 120 else "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])
    )


def _sections(section: type[Section], name: str = "") -> Iterator[tuple[type[Section], str]]:
    """A section's class and dotted name, after those of the sections below it."""
    for part in _parts(section):
        below = getattr(section, part)
        if isinstance(below, type):
            yield from _sections(below, f"{name}.{part}".removeprefix("."))
    yield section, name


def _parts(section: type[Section]) -> list[str]:
    return [part for part in vars(section) if not part.startswith("_")]


def _class(section: type[Section], name: str) -> Iterator[str]:
    yield f"class {section.__name__}(Section):"
    if name in CATALOGUE:
        yield from _method("__call__", CATALOGUE[name])
    for part in _parts(section):
        below = getattr(section, part)
        dotted = f"{name}.{part}".removeprefix(".")
        if isinstance(below, type):
            yield from ("    @property", f"    def {part}(self) -> {below.__name__}: ...")
        else:
            yield from _method(part, CATALOGUE[dotted])
    yield ""


def _method(name: str, kind: Kind) -> Iterator[str]:
    answer = answer_type(kind).__name__
    listing = issubclass(kind, Listing)
    yield f"    {'' if listing else 'async '}def {name}("
    yield "        self,"
    yield "        *,"
    yield from (f"        {_argument(parameter)}," for parameter in parameters(kind))
    yield "        extra: Mapping[str, Any] | None = None,"
    yield f"    ) -> {f'Walk[{answer}]' if listing else answer}:"
    first, *rest = documentation(kind).splitlines()
    yield f'        """{first}'
    yield from (f"        {line}" if line else "" for line in rest)
    yield '        """'


def _argument(parameter: Parameter) -> str:
    kind = text(plain(parameter.kind))
    return f"{parameter.name}: {kind}" if parameter.required else f"{parameter.name}: {kind} = {parameter.default!r}"


def text(kind: Any) -> str:
    """A type as it is written in a stub. A day may be text, which the check reads as the API does."""
    if kind is type(None):
        return "None"
    if kind is date:
        return "date | str"
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is Literal:
        return f"Literal[{', '.join(_quoted(value) for value in inner)}]"
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is Union:
        return " | ".join(map(text, inner))
    if inner:
        origin = typing.get_origin(kind)
        return f"{_GIVEN.get(origin, origin.__name__)}[{', '.join(map(text, inner))}]"
    return "Any" if kind is Any else str(kind.__name__)


def _quoted(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def table() -> str:
    """The README's table, with its marks."""
    rows = ["| Method | Verbs | Endpoint | Rows a page | Source |", "| --- | --- | --- | --- | --- |"]
    for name, kind in CATALOGUE.items():
        route = kind.route
        verbs = " ".join(route.verbs)
        rows.append(f"| `{name}` | {verbs} | `{route.path}` | {_rows(kind)} | {route.source.value} |")
    return "\n".join([BEGIN, *rows, END])


def _rows(kind: Kind) -> str:
    paging = kind.route.paging
    if paging is None:
        return "one page" if issubclass(kind, Listing) else ""
    return str(paging.most or paging.rows or "not documented")


def with_table(readme: str) -> str:
    """A README with the table of today between its marks."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{README.name} has no {BEGIN} ... {END} to write between")
    return before + table() + after


def main() -> None:
    STUB.write_text(stub(), encoding="utf-8")
    if README.exists():
        README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
