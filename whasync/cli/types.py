"""The type of a parameter in words that need no Python."""

from __future__ import annotations

import types
import typing
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union

_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "flag",
    date: "date",
    datetime: "date",
    bytes: "file",
}


def in_words(kind: Any) -> str:
    """What a parameter takes, None left out: `text or list of text`."""
    return " or ".join(dict.fromkeys(_members(kind))) or "anything"


def _members(kind: Any) -> list[str]:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind is type(None):
        return []
    if origin is Annotated:
        return _members(inner[0])
    if isinstance(kind, types.UnionType) or origin is Union:
        words = [word for member in inner for word in _members(member)]
        return ["flag"] if "flag" in words and set(words) <= {"flag", "0 or 1"} else words
    if origin is Literal:
        return [_choice(inner)]
    if origin is list:
        return [f"list of {in_words(inner[0])}"]
    return [_WORDS.get(kind, getattr(kind, "__name__", str(kind)))]


def _choice(values: tuple[Any, ...]) -> str:
    if values == (0, 1):
        return "0 or 1"
    return f"one of {', '.join(map(str, values))}"
