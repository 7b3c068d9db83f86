"""An operation in words and plain types, for `help()`, editors, signatures and tables."""

from __future__ import annotations

import inspect
import types
import typing
from typing import Annotated, Any, Union

from .operation import Listing, Operation, Parameter, parameters

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
    price = f"{route.credits} credit{'s' if route.credits > 1 else ''}"
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
    inner = tuple(map(plain, typing.get_args(kind))) if not _is_literal(kind) else ()
    if not inner:
        return kind
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is Union:
        return Union[inner]  # noqa: UP007 - made at run time
    return typing.get_origin(kind)[inner]


def _is_literal(kind: Any) -> bool:
    return typing.get_origin(kind) is typing.Literal


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
