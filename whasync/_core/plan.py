"""From an operation to a request: checked, named for the wire, and as long as a URL may be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, cast
from urllib.parse import quote

import msgspec
import orjson
from msgspec.structs import replace

from ..errors import UsageError
from .build import check, given, is_absent
from .multipart import encode, has_file
from .operation import Operation, parameters
from .shape import is_array
from .wire import FORM, JSON, Request

# nginx takes request lines of 8,190 bytes and Apache of 8,191 (measured); the rest is spare for a proxy's prefix.
LONGEST_LINE = 8_000

# The path's own safe signs, and those that lists and cursors are full of; none has a meaning within a query.
_SAFE = ",:"


def plan(operation: Operation[Any], origin: str, path: str | None = None, *, checked: bool = False) -> Request:
    """Turn an operation into a request.

    Args:
        origin: Scheme and host, such as `https://app.winninghunter.com`.
        path: The path to use instead of the route's own, with the same path parameters.
        checked: Whether the caller's values were checked already; half of the work is the check.

    Raises:
        UsageError: An argument is wrong. Nothing was sent.
    """
    if not checked:
        check(operation)
    kind = type(operation)
    for missing, default in _defaults(kind).items():
        if is_absent(getattr(operation, missing)):
            operation = replace(operation, **{missing: default})
    route = kind.route
    name = route.name
    arguments: dict[str, Any] = {}
    in_path: dict[str, str] = {}
    for parameter, value in given(operation):
        param = parameter.param
        plain = _plain(name, parameter.wire, value)
        if param.upper:
            plain = _upper(plain)
        if param.window:
            plain = _window(plain, param.window)
        (in_path if parameter.in_path else arguments)[parameter.wire] = plain
    if operation.extra:
        arguments.update(_forced(name, operation.extra, arguments))
    endpoint = path or route.path
    return Request(
        operation=name,
        endpoint=endpoint,
        url=origin + (endpoint.format_map(in_path) if in_path else endpoint),
        arguments=arguments,
        verbs=route.verbs,
        method=route.verbs[0],
        form=route.form,
        writes=route.writes,
        credits=route.credits,
        reads_balance=route.reads_balance,
        urgent=route.reads_balance,
    )


@cache
def _defaults(operation: type[Operation[Any]]) -> Mapping[str, Any]:
    """What is sent where the caller leaves a parameter out, by the parameter's name in Python."""
    return {p.name: p.param.default for p in parameters(operation) if p.param.default is not None}


def write(request: Request, longest_line: int = LONGEST_LINE) -> Request:
    """Put the arguments into the URL, or into a body where the request line would be longer than *longest_line* bytes.

    Each parameter travels in one place only: which place wins when both carry it is not documented.

    Raises:
        UsageError: The line is too long and the endpoint takes no POST, or a value cannot be encoded.
    """
    if request.method != "GET":
        return _with_body(request)
    query = _query(request)
    url = f"{request.url}?{query}" if query else request.url
    length = line_length(request.method, url)
    if length <= longest_line:
        return replace(request, url=url)
    if "POST" not in request.verbs:
        raise UsageError(
            f"{request.operation}: the request line would be {length:,} bytes, {longest_line:,} are allowed, and this "
            f"endpoint takes no POST; split the longest list into several calls"
        )
    return as_post(request)


def as_post(request: Request) -> Request:
    """The same request, not yet written or written as GET, as a written POST."""
    return _with_body(replace(request, method="POST", url=request.url.partition("?")[0]))


def line_length(method: str, url: str) -> int:
    """Bytes of the request line, without its line end. *url* is absolute and encoded."""
    target = len(url) - url.find("/", url.find("//") + 2)
    return len(method) + 1 + target + len(" HTTP/1.1")


def _with_body(request: Request) -> Request:
    if request.form and has_file(request.arguments):
        kind, body = encode(request.arguments)
        return replace(request, headers={**request.headers, "Content-Type": kind}, body=body)
    if request.form:
        return replace(request, headers={**request.headers, "Content-Type": FORM}, body=_query(request).encode())
    try:
        body = orjson.dumps(request.arguments)
    except TypeError as error:  # a lone surrogate, or a number beyond 64 bits
        raise UsageError(f"{request.operation}: an argument cannot be written as JSON: {error}") from None
    return replace(request, headers={**request.headers, "Content-Type": JSON}, body=body)


def _query(request: Request) -> str:
    try:
        return "&".join([f"{_quoted_name(name)}={_quoted(value)}" for name, value in request.arguments.items()])
    except UnicodeEncodeError as error:
        raise UsageError(f"{request.operation}: an argument holds a lone surrogate: {error.object!r}") from None


_quoted_name = lru_cache(maxsize=1_000)(quote)  # the catalogue's are a few hundred


def _quoted(value: Any) -> str:
    text = ",".join(map(str, value)) if is_array(value) else str(value)
    return text if text.isascii() and text.isalnum() else quote(text, safe=_SAFE)


def _plain(operation: str, name: str, value: Any) -> Any:
    """A value as JSON has it. Flags are 1 and 0, dates ISO 8601, lists without commas in their items."""
    match value:
        case bool():
            return int(value)
        case str() | int() | bytes():
            return value
        case float():
            if not math.isfinite(value):
                raise UsageError(f"{operation}: {name}={value} is not a number that can be sent")
            return int(value) if value.is_integer() else value
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_item(operation, name, item) for item in cast("Sequence[Any]", value)]
        case Mapping() | msgspec.Struct():
            return orjson.dumps(msgspec.to_builtins(value)).decode()
        case _:
            raise UsageError(f"{operation}: {name}={value!r} is of no type that can be sent")


def _upper(value: Any) -> Any:
    """Codes of two letters in upper case, `All` as the API takes it (its rows say `ALL`), other words as they are."""
    if is_array(value):
        return [_upper(item) for item in value]
    text = str(value)
    if len(text) == 2:
        return text.upper()
    return ",".join(map(_code, text.split(",")))


def _code(text: str) -> str:
    word = text.strip()
    return text.upper() if len(word) == 2 else "All" if word.lower() == "all" else text


def _window(value: Any, style: str) -> Any:
    """A window of days as the route wants it; what is no number of days, such as `all`, as it is."""
    digits = str(value).removesuffix("d")
    if not digits.isdigit():
        return value
    return int(digits) if style == "number" else f"{digits}d"


def _item(operation: str, name: str, value: Any) -> Any:
    plain = _plain(operation, name, value)
    if isinstance(plain, str) and "," in plain:
        raise UsageError(f"{operation}: {name}: {plain!r} has a comma, and the API would read it as two items")
    return plain


def _forced(operation: str, extra: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What the caller forces, empty text too. What is absent there gives way to a parameter that has a value."""
    twice = sorted(name for name in extra if name in arguments and not is_absent(extra[name]))
    if twice:
        raise UsageError(f'{operation}: "{twice[0]}" is given both as a parameter and in extra')
    return {
        name: _plain(operation, name, value)
        for name, value in extra.items()
        if name not in arguments and (value == "" or not is_absent(value))
    }
