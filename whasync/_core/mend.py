"""Values as they really come, made into what a model declares. Only rows that do not decode as they are come here.

Observed: numbers as "12,345", "1.2k", "$24.90", "False", "" or false; `[]` for an empty object; dates with or without
a time or a zone, "", or "none"; ids as numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import inspect

from .shape import is_array, is_object

_NOTHING = frozenset({"", "none", "null", "false", "n/a", "-", "undefined", "0000-00-00", "0000-00-00 00:00:00"})
_NO_NUMBER = _NOTHING | {f"{sign}{word}" for sign in ("", "-", "+") for word in ("nan", "inf", "infinity")}
# As exponents, since 1.001 * 1000 is not 1001.
_EXPONENTS = {"k": "e3", "m": "e6", "b": "e9"}
_CURRENCY = r"[^\d.,+\u2212-]*"  # never a minus, not the typographic one either
_NUMBER = re.compile(
    rf"^{_CURRENCY}([+-]?){_CURRENCY}([\d.,]+)\s*(?:([kmb])(?![a-z]))?[^\d]*$",  # "12 months" is no 12 million
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")


def mend(value: Any, kind: Any) -> Any:
    """*value* as *kind* wants it. What cannot be read is left as it is, for `msgspec.convert` to refuse by its path."""
    return _mender(kind)(value)


@cache
def _mender(kind: Any) -> Callable[[Any], Any]:
    return _by_type(inspect.type_info(kind))


def _by_type(kind: inspect.Type) -> Callable[[Any], Any]:
    match kind:
        case inspect.UnionType():
            return _union(kind)
        case inspect.StructType():
            return lambda value: _struct(value, kind.cls)
        case inspect.ListType():
            inner = _by_type(kind.item_type)
            return lambda value: _list(value, inner)
        case inspect.DictType():
            values = _by_type(kind.value_type)
            return lambda value: _dict(value, values)
        case inspect.FloatType():
            return to_number
        case inspect.IntType():
            return lambda value: _whole(to_number(value))
        case inspect.StrType():
            return _text
        case inspect.DateType():
            return _date
        case inspect.DateTimeType():
            return _datetime
        case inspect.BoolType():
            return _flag
        case _:
            return lambda value: value


def _union(kind: inspect.UnionType) -> Callable[[Any], Any]:
    """A field that may be missing, or come in one of several shapes: an object, a list, or a plain value."""
    others = [member for member in kind.types if not isinstance(member, inspect.NoneType)]
    by_shape = {_shape_of(member): _by_type(member) for member in reversed(others)}
    only = _by_type(others[0]) if len(others) == 1 else None
    is_text = only is not None and isinstance(others[0], inspect.StrType)
    is_flag = only is not None and isinstance(others[0], inspect.BoolType)

    def inner(value: Any) -> Any:
        if value is None or (value is False and not is_flag):
            return None
        if isinstance(value, str) and not is_text and _is_nothing(value):
            return None
        if value in ([], {}) and "plain" in by_shape and len(by_shape) == 1:
            return None  # PHP's empty array, where nothing would be right
        mender = only or by_shape.get(_shape(value))
        return value if mender is None else mender(value)

    return inner


def _shape_of(kind: inspect.Type) -> str:
    match kind:
        case inspect.StructType() | inspect.DictType():
            return "object"
        case inspect.ListType():
            return "list"
        case _:
            return "plain"


def _shape(value: Any) -> str:
    return "object" if is_object(value) else "list" if is_array(value) else "plain"


def _is_nothing(value: str) -> bool:
    return value.strip().lower() in _NOTHING


def _struct(value: Any, kind: Any) -> Any:
    if value in ([], False, ""):
        return {}
    bare = getattr(kind, "bare", None)
    if bare is not None and _shape(value) == "plain":
        value = {bare: value}
    if not is_object(value):
        return value
    menders = _menders(kind)
    return {name: menders[name](cell) if name in menders else cell for name, cell in value.items()}


@cache
def _menders(kind: Any) -> dict[str, Callable[[Any], Any]]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - `_by_type` asked for nothing else
    return {field.encode_name: _by_type(field.type) for field in info.fields}


def _dict(value: Any, inner: Callable[[Any], Any]) -> Any:
    if value in ([], False, ""):
        return {}
    return {name: inner(cell) for name, cell in value.items()} if is_object(value) else value


def _list(value: Any, inner: Callable[[Any], Any]) -> Any:
    if value in ({}, False, ""):
        return []
    if is_object(value) and all(key.isdigit() for key in value):
        value = list(value.values())  # PHP's array with a hole in its numbering
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    return [inner(item) for item in value if item is not None] if is_array(value) else value


def to_number(value: Any) -> Any:
    """A number from any of its disguises; None for "nothing", and *value* itself where there is none in it."""
    if isinstance(value, bool):
        return None if value is False else value
    if not isinstance(value, str):
        return value
    if value.strip().lower() in _NO_NUMBER:
        return None
    match = _NUMBER.match(value.strip())
    if match is None:
        return value
    sign, digits, suffix = match.groups("")
    try:
        return float(f"{sign}{_plain_digits(digits)}{_EXPONENTS.get(suffix.lower(), '')}")
    except ValueError:
        return value


def _plain_digits(digits: str) -> str:
    """Without thousands separators. Of a comma and a dot the last is the decimal one; a comma alone only where it
    cannot part thousands.
    """
    if digits.rfind(".") > digits.rfind(",") or _THOUSANDS.fullmatch(digits):
        return digits.replace(",", "")
    return digits.replace(".", "").replace(",", ".")


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value: Any) -> Any:
    """Ids come as numbers too. Through float they would lose their last digits; JSON's integers are exact."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _date(value: Any) -> Any:
    moment = _datetime(value)
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _datetime(value: Any) -> Any:
    """A moment; UTC where no zone is given, which is how the service's own clocks are written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return dt.datetime.fromtimestamp(value, dt.UTC)
        except (ValueError, OverflowError, OSError):
            return value
    if not isinstance(value, str):
        return value
    try:
        moment = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        return value
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(value.lower(), value)
    return bool(value) if value in (0, 1) else value
