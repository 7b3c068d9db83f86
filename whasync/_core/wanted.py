"""What a parameter may be, in words for people."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Union

from msgspec import Meta

from .operation import Parameter

_WORDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date as YYYY-MM-DD",
    dict: "a JSON object",
    Mapping: "a JSON object",
    bytes: "the bytes of a file",
}


def wanted(parameter: Parameter) -> str:
    """What is taken, None left out: `a whole number from 1 to 50`, `text or a list of text`."""
    return parameter.param.allowed or _in_words(parameter.kind)


def is_flag(parameter: Parameter) -> bool:
    """Whether it is true or false. Its choices 0 and 1 are but another way to write that."""
    return "true or false" in _members(parameter.kind)


def _in_words(kind: Any) -> str:
    return " or ".join(dict.fromkeys(_members(kind)))


def _members(kind: Any, note: Meta | None = None) -> list[str]:
    """The words of each member of a union."""
    if note is not None and note.description:
        return [note.description]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return _members(inner[0], next((each for each in kind.__metadata__ if isinstance(each, Meta)), None))
    if isinstance(kind, types.UnionType) or origin is Union:
        return [word for member in inner for word in _members(member)]
    if kind is type(None) or origin is Literal:  # choices are told by themselves
        return []
    if origin is list:
        return [f"a list of {_in_words(inner[0])}"]
    return [_WORDS[origin or kind] + _range(note)]


def _range(note: Meta | None) -> str:
    if note is None or note.ge is None:
        return ""
    return f", {note.ge} or more" if note.le is None else f" from {note.ge} to {note.le}"
