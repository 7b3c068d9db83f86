"""From ENDPOINT, KEY=VALUE and --each to the questions of a job."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from .._core.operation import Operation
from ..errors import UsageError
from .question import lines_of, question


def questions(endpoint: str, pairs: Sequence[str], extra: Iterable[str], each: Iterable[str]) -> list[Operation[Any]]:
    """The product of all values of *each*, the last one's changing fastest; one question where there are none.

    Args:
        each: `KEY=V1,V2` or `KEY=@FILE`, which has one value a line.

    Raises:
        UsageError: The endpoint, a name or a value is wrong.
    """
    extra = list(extra)
    values = [_values(text) for text in each]
    keys = [key for key, _ in values]
    twice = sorted({key for key in keys if keys.count(key) > 1 or any(pair.startswith(f"{key}=") for pair in pairs)})
    if twice:
        raise UsageError(f"{twice[0]} is given twice; the values of --each {twice[0]}= stand in one place, with commas")
    products = itertools.product(*(several for _, several in values))
    return [
        question(
            endpoint, [*pairs, *(f"{key}={_as_it_is(value)}" for key, value in zip(keys, chosen, strict=True))], extra
        )
        for chosen in products
    ]


def _values(text: str) -> tuple[str, list[str]]:
    key, equals, listed = text.partition("=")
    if not key or not equals:
        raise UsageError(f"--each {text!r} is not KEY=V1,V2 or KEY=@FILE")
    if listed.startswith("@") and not listed.startswith("@@"):
        values = lines_of(key, listed[1:])
    else:
        values = [value.strip() for value in listed.removeprefix("@").split(",")]
    values = list(dict.fromkeys(value for value in values if value))
    if not values:
        raise UsageError(f"--each {key}= has no values")
    return key, values


def _as_it_is(value: str) -> str:
    """A value that begins with @ is no file's name here."""
    return f"@{value}" if value.startswith("@") else value
