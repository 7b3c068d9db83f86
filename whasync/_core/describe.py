"""An operation in words and plain types, for `help()`, editors, signatures and tables."""

from __future__ import annotations

import inspect
import types
import typing
from typing import Annotated, Any, Literal, Union

from .operation import Listing, Operation, Parameter, parameters
from .words import several

EXTRA = "Parameters that the catalogue does not know, by the API's own names; sent as they are."


def documentation(kind: type[Operation[Any]]) -> str:
    """An operation's docstring and what each of its parameters takes."""
    summary, _, rest = inspect.cleandoc(kind.__doc__ or "").partition("\n")
    lines = [summary, "", cost(kind), rest, "", "Args:"]
    lines += [f"    {parameter.name}: {_told(parameter)}" for parameter in parameters(kind)]
    lines.append(f"    extra: {EXTRA}")
    return "\n".join(lines)


def cost(kind: type[Operation[Any]]) -> str:
    """What an operation costs, and whether it changes the account."""
    route = kind.route
    if not route.credits:
        return "No credit."
    paging = route.paging
    price = several(route.credits, "credit")
    if paging is not None:
        price += f" a page of up to {paging.most} rows" if paging.most else " a page"
    elif issubclass(kind, Listing):
        price += ", one page"
    changes = (
        " It changes the account, which a team shares, and is never sent twice on its own." if route.writes else ""
    )
    return f"{price}.{changes}"


def _told(parameter: Parameter) -> str:
    told = parameter.param.doc
    others = [name for name in parameter.names if name != parameter.name]
    return f"{told} Also: {', '.join(others)}." if others else told


def plain(kind: Any) -> Any:
    """A type without its ranges and notes: what a value's type is, and nothing of what it means."""
    if typing.get_origin(kind) is Annotated:
        return plain(typing.get_args(kind)[0])
    if typing.get_origin(kind) is Literal:
        return Literal[_either_way(typing.get_args(kind))]
    inner = tuple(map(plain, typing.get_args(kind)))
    if not inner:
        return kind
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is Union:
        return Union[inner]  # noqa: UP007 - made at run time
    return typing.get_origin(kind)[inner]


def _either_way(choices: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Choices, and those that are numbers as text and as numbers: either is taken for the other."""
    numbers = {str(choice) for choice in choices if str(choice).isdigit()}
    written = [way for choice in choices if str(choice) in numbers for way in (int(choice), str(choice))]
    return tuple(dict.fromkeys((*choices, *written)))


def signature(kind: type[Operation[Any]], answer: Any) -> inspect.Signature:
    """The signature of an operation's method, which answers *answer*."""
    by_name = inspect.Parameter.KEYWORD_ONLY
    own = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    taken = [
        inspect.Parameter(
            parameter.name,
            by_name,
            annotation=plain(parameter.kind),
            default=inspect.Parameter.empty if parameter.required else parameter.default,
        )
        for parameter in parameters(kind)
    ]
    extra = inspect.Parameter("extra", by_name, annotation=typing.Mapping[str, Any] | None, default=None)
    return inspect.Signature([own, *taken, extra], return_annotation=answer)
