"""From ENDPOINT and KEY=VALUE to an operation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .._core.build import build, check
from .._core.operation import Operation
from ..errors import UsageError
from ..operations import resolve


def question(endpoint: str, pairs: Iterable[str], extra: Iterable[str]) -> Operation[Any]:
    """The operation that the command line asks for, checked.

    Raises:
        UsageError: The endpoint, a name or a value is wrong; it names the nearest good one.
    """
    kind, in_path = resolve(endpoint)
    given = read_pairs(pairs)
    twice = sorted(in_path.keys() & given.keys())
    if twice:
        raise UsageError(f"{twice[0]} is given twice, in the endpoint and as {twice[0]}=")
    operation = build(kind, {**in_path, **given}, extra=read_pairs(extra) or None, from_text=True)
    check(operation)
    return operation


def read_pairs(pairs: Iterable[str]) -> dict[str, Any]:
    """Each KEY with its value as text, or its lines.

    Raises:
        UsageError: One is not KEY=VALUE, is given twice, or names a file that cannot be read.
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"{pair!r} is not KEY=VALUE")
        if key in values:
            raise UsageError(
                f"{key} is given twice; several values go into one, with commas, or into a file: {key}=@FILE"
            )
        values[key] = _value(key, text)
    return values


def _value(key: str, text: str) -> str | list[str]:
    if text.startswith("@@"):
        return text[1:]
    return lines_of(key, text[1:]) if text.startswith("@") else text


def lines_of(key: str, path: str) -> list[str]:
    """The lines of a file that hold anything.

    Raises:
        UsageError: It cannot be read, or holds nothing.
    """
    try:
        lines = [line.strip() for line in Path(path).read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise UsageError(f"{key}=@{path}: {reason}; a value that begins with @ is written @@") from None
    values = [line for line in lines if line]
    if not values:
        raise UsageError(f"{key}=@{path}: holds no value")
    return values
