"""The methods of a session, derived from the catalogue: `wh.tiktok_shop.products.explore` by its dotted name.

Editors and type checkers read `sections.pyi` beside this file, which is generated from the same catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol, TypeVar

from ._core.build import build
from ._core.describe import documentation, signature
from ._core.operation import Listing, Operation, answer_type
from .operations import CATALOGUE

R = TypeVar("R")
T = TypeVar("T")

# The catalogue as a tree: each name of a path with what is below it; an operation without anything below has {}.
Tree = dict[str, "Tree"]


class Sender(Protocol):
    """What a section needs of a session."""

    def ask(self, operation: Operation[R]) -> Coroutine[Any, Any, R]:
        """Ask for a single answer."""
        ...

    def listing(self, operation: Listing[T]) -> Any:
        """A listing, not asked yet: a Walk, as the stub says; this floor does not know it."""
        ...


class Section:
    """The operations below one part of the path. Light: it is made each time it is asked for."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(name for name in vars(type(self)) if not name.startswith('_'))}>"


def _sender_of(section: Section) -> Sender:
    return section._sender  # pyright: ignore[reportPrivateUsage] - private to users of a section, not to this module


class _Method:
    """An operation as a method. Its function is made when it is first asked for: a signature takes long to derive."""

    def __init__(self, kind: type[Operation[Any]]) -> None:
        self._kind = kind

    def __set_name__(self, owner: type[Section], name: str) -> None:
        self._owner = owner
        self._name = name

    def __get__(self, section: Section | None, owner: type[Section]) -> Any:
        function = _function(self._kind)
        function.__name__ = self._name
        function.__qualname__ = f"{self._owner.__qualname__}.{self._name}"
        setattr(self._owner, self._name, function)
        return getattr(owner if section is None else section, self._name)


def _function(kind: type[Operation[Any]]) -> Callable[..., Any]:
    def method(self: Section, *, extra: Mapping[str, Any] | None = None, **arguments: Any) -> Any:
        operation = build(kind, arguments, extra=extra)
        sender = _sender_of(self)
        return sender.listing(operation) if isinstance(operation, Listing) else sender.ask(operation)

    answer = answer_type(kind).__name__
    method.__doc__ = documentation(kind)
    method.__dict__["__signature__"] = signature(kind, f"Walk[{answer}]" if issubclass(kind, Listing) else answer)
    return method


class _Below:
    """A section as an attribute of the one above it."""

    def __init__(self, section: type[Section]) -> None:
        self._section = section

    def __get__(self, section: Section | None, owner: type[Section]) -> Any:
        return self._section if section is None else self._section(_sender_of(section))


def _tree() -> Tree:
    tree: Tree = {}
    for name in CATALOGUE:
        node = tree
        for part in name.split("."):
            node = node.setdefault(part, {})
    return tree


def _section(tree: Tree, name: str = "") -> type[Section]:
    """The class of the section at a dotted name, and of those below it."""
    members: dict[str, Any] = {}
    for part, below in tree.items():
        dotted = f"{name}.{part}" if name else part
        members[part] = _Below(_section(below, dotted)) if below else _Method(CATALOGUE[dotted])
    if name in CATALOGUE:
        members |= {"__call__": _Method(CATALOGUE[name]), "__doc__": CATALOGUE[name].__doc__}
    title = f"{re.sub(r'[._]', '', name.title())}Section" if name else "Root"
    return type(title, (Section,), members)


Root = _section(_tree())
