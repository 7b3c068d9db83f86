"""From names and values to an operation, and the check of its values. Every refusal says what would be right."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from .ends import check_ends
from .operation import Operation, Parameter, by_name, parameters
from .suggest import hint, nearest
from .wanted import is_flag, wanted

OperationT = TypeVar("OperationT", bound=Operation[Any])

# Sent by careless clients for a value that is not there; the server strips them, so that nothing is filtered.
ABSENT = (None, "", "undefined")
_MAY_BE_EMPTY = (str, list, tuple, dict)

# msgspec takes text for bytes, and reads it as base64; what is sent would be the text.
_AS_THEY_ARE = (bytes,)

# Signs of a value in a message: a value may be a file, or a list of a thousand ids.
_MOST_SHOWN = 80

_NO_CHECK = Operation[Any].check


def is_absent(value: Any) -> bool:
    """Whether a value is never sent: empty, None, `"undefined"`."""
    return value is None or (isinstance(value, _MAY_BE_EMPTY) and (not value or value in ABSENT))


def build(
    kind: type[OperationT],
    arguments: Mapping[str, Any],
    *,
    extra: Mapping[str, Any] | None = None,
    from_text: bool = False,
) -> OperationT:
    """Make an operation from arguments under any of their names.

    Args:
        extra: Parameters that the catalogue does not know, to be sent as they are.
        from_text: Whether values come as text, from a command line, and are to be read as what the parameter wants.

    Raises:
        UsageError: A name is unknown or given twice, or a required one is missing.
    """
    known = by_name(kind)
    made: dict[str, Any] = {}
    for name, value in arguments.items():
        parameter = known.get(name)
        if parameter is None:
            raise UsageError(_unknown(kind, name))
        if parameter.name in made:
            raise UsageError(f'{kind.route.name}: "{parameter.wire}" is given twice, once as "{name}"')
        made[parameter.name] = _typed(kind, parameter, value) if from_text else value
    if any(is_absent(made.get(parameter.name)) for parameter in _required(kind)):
        raise UsageError(_missing(kind, {name for name, value in made.items() if not is_absent(value)}))
    return kind(**made, extra=extra)


def check(operation: Operation[Any]) -> None:
    """Refuse values outside their documented type, range or choice, and combinations that the API misreads.

    Raises:
        UsageError: It names the value, what is allowed, and the nearest good one.
    """
    kind = type(operation)
    # A Struct's constructor does not look at its values; `convert` does.
    values = [(parameter, _dated(value)) for parameter, value in given(operation)]
    try:
        checked = msgspec.convert({p.wire: value for p, value in values}, kind, builtin_types=_AS_THEY_ARE)
    except msgspec.ValidationError:
        raise UsageError(_wrong(kind, values)) from None
    check_ends(checked)
    if kind.check is not _NO_CHECK:
        # `checked` has its values in their declared types: a date written as text is a date.
        replace(checked, extra=operation.extra).check()


@cache
def _required(kind: type[Operation[Any]]) -> tuple[Parameter, ...]:
    return tuple(parameter for parameter in parameters(kind) if parameter.required)


def given(operation: Operation[Any]) -> list[tuple[Parameter, Any]]:
    """The parameters of an operation that are sent, with their values, in their order."""
    values = msgspec.structs.astuple(operation)[1:]  # `extra`, the base's own field, stands first
    kind = type(operation)
    choices = _choices(kind)
    return [
        (parameter, _chosen(choices[parameter.name], value) if parameter.name in choices else value)
        for parameter, value in zip(parameters(kind), values, strict=True)
        if value is not None and not is_absent(value)  # None apart, as nearly all of them are
    ]


def _chosen(choices: Mapping[str, Any], value: Any) -> Any:
    """The choice that a value is but for its case, or for being text or a number: "30" for 30, 3 for "3"."""
    match value:
        case str() | int():
            return choices.get(str(value).lower(), value)
        case float():
            return choices.get(f"{value:g}", value)
        case _:
            return value


@cache
def _choices(kind: type[Operation[Any]]) -> Mapping[str, Mapping[str, Any]]:
    """What each value of a parameter with choices stands for, by the parameter's name in Python."""
    return {
        p.name: {**{str(choice).lower(): choice for choice in p.choices}, **p.param.means}
        for p in parameters(kind)
        if p.choices
    }


def _dated(value: Any) -> Any:
    """A moment's day: the API's dates have no time."""
    return value.date() if isinstance(value, datetime) else value


def _unknown(kind: type[Operation[Any]], name: str) -> str:
    if name in kind.refused:
        return f'{kind.route.name}: "{name}" {kind.refused[name]}'
    wires = [p.wire for p in parameters(kind)]
    match = nearest(name, by_name(kind))
    meant = f'; did you mean "{by_name(kind)[match].wire}"?' if match else f"; it takes {', '.join(wires) or 'none'}."
    return (
        f'{kind.route.name}: unknown parameter "{name}"{meant} '
        f"The server ignores unknown parameters and charges for the call; extra= sends one all the same"
    )


def _typed(kind: type[Operation[Any]], parameter: Parameter, value: Any) -> Any:
    try:
        return msgspec.convert(_chosen(_choices(kind).get(parameter.name, {}), value), parameter.kind, strict=False)
    except msgspec.ValidationError:
        raise UsageError(_not_allowed(kind, parameter, value)) from None


def _wrong(kind: type[Operation[Any]], values: Sequence[tuple[Parameter, Any]]) -> str:
    """Why these values make no operation: the first that is not allowed, or else what is missing."""
    for parameter, value in values:
        try:
            msgspec.convert(value, parameter.kind, builtin_types=_AS_THEY_ARE)
        except msgspec.ValidationError:
            return _not_allowed(kind, parameter, value)
    return _missing(kind, {parameter.name for parameter, _ in values})


def _missing(kind: type[Operation[Any]], present: Container[str]) -> str:
    missing = [parameter.wire for parameter in _required(kind) if parameter.name not in present]
    return f"{kind.route.name}: {', '.join(missing)} is required"


def _not_allowed(kind: type[Operation[Any]], parameter: Parameter, value: Any) -> str:
    """A refusal with the value, what is allowed, and the nearest good one: in words, for msgspec's are its types."""
    shown = repr(value)
    if len(shown) > _MOST_SHOWN:
        shown = f"{shown[:_MOST_SHOWN]}..."
    said = f"{kind.route.name}: {parameter.wire}={shown} is not allowed"
    if not parameter.choices or is_flag(parameter):
        return f"{said}; allowed: {wanted(parameter)}"
    choices = [str(choice) for choice in parameter.choices]
    return f"{said}{hint(str(value), choices)}; allowed are {', '.join(choices)}"
