"""A saved answer: what `curl -i` printed, an entry of a HAR file or the whole of it, an error of ours."""

from __future__ import annotations

import base64
import io
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec

from .. import errors
from .._core.wire import Response
from ..errors import ResponseError, UsageError, WhasyncError

_STATUS_LINE = re.compile(rb"HTTP/[\d.]+ (\d{3})")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class Saved(msgspec.Struct, frozen=True):
    """One answer, and the request where it is known; `url` and `method` are empty otherwise."""

    response: Response
    method: str = ""
    url: str = ""


def read_saved(file: bytes) -> list[Saved]:
    """The answers in a file.

    Raises:
        UsageError: There is none in it.
    """
    if file.startswith(b"HTTP/"):
        return [Saved(_of_curl(file))]
    if file.startswith(b"\x80"):
        return [_of_error(file)]
    for kind, answers in _FORMS:
        try:
            found = [saved for saved in answers(msgspec.json.decode(file, type=kind)) if saved.response.status]
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    raise UsageError(
        "no answer with its status is in it: save what `curl -i` prints, a HAR file, a pickled error of whasync, or "
        'JSON such as {"status": 401, "headers": {}, "body": ...}'
    )


def _of_curl(text: bytes) -> Response:
    """Where redirects were followed, the first redirect; else the last answer. 100 Continue and a proxy's go before."""
    last = None
    while text.startswith(b"HTTP/"):
        head, _, body = _split(text)
        last = _response(head, body)
        if 300 <= last.status < 400:
            return last
        text = body
    if last is None:
        raise UsageError("the status line cannot be read")
    return last


def _split(text: bytes) -> tuple[bytes, bytes, bytes]:
    end = _END_OF_HEAD.search(text)
    return (text, b"", b"") if end is None else (text[: end.start()], end[0], text[end.end() :])


def _response(head: bytes, body: bytes) -> Response:
    status_line, *lines = head.splitlines()
    status = _STATUS_LINE.match(status_line)
    if status is None:
        raise UsageError("the status line cannot be read")
    pairs = (line.decode("latin-1").partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Response(status=int(status[1]), headers=headers, body=body)


class _Header(msgspec.Struct):
    name: str
    value: str


class _Content(msgspec.Struct):
    text: str = ""
    encoding: str = ""


class _Asked(msgspec.Struct):
    method: str = ""
    url: str = ""


class _Answered(msgspec.Struct):
    status: int
    content: _Content = msgspec.field(default_factory=_Content)
    headers: list[_Header] = []


class _Entry(msgspec.Struct):
    response: _Answered
    request: _Asked = msgspec.field(default_factory=_Asked)


class _Log(msgspec.Struct):
    entries: list[_Entry]


class _Har(msgspec.Struct):
    log: _Log


class _Plain(msgspec.Struct):
    status: int
    headers: dict[str, str] = {}
    body: msgspec.Raw = msgspec.Raw(b'""')
    method: str = ""
    url: str = ""


def _of_har(har: _Har) -> Iterator[Saved]:
    for entry in har.log.entries:
        yield from _of_entry(entry)


def _of_entry(entry: _Entry) -> Iterator[Saved]:
    """HAR 1.2. A status of 0 is a browser's way to say that no answer came."""
    asked, answered, content = entry.request, entry.response, entry.response.content
    body = base64.b64decode(content.text) if content.encoding == "base64" else content.text.encode()
    headers = {header.name.lower(): header.value for header in answered.headers}
    yield Saved(Response(status=answered.status, headers=headers, body=body), asked.method, asked.url)


def _of_plain(plain: _Plain) -> Iterator[Saved]:
    """The body stands there as text, or as the JSON that it is."""
    raw = bytes(plain.body)
    body = msgspec.json.decode(raw, type=str).encode() if raw.startswith(b'"') else raw
    headers = {name.lower(): value for name, value in plain.headers.items()}
    yield Saved(Response(status=plain.status, headers=headers, body=body), plain.method, plain.url)


_FORMS: tuple[tuple[Any, Callable[[Any], Iterator[Saved]]], ...] = (
    (_Har, _of_har),
    (_Entry, _of_entry),
    (_Plain, _of_plain),
)


class _Errors(pickle.Unpickler):
    """Takes whasync's errors and nothing else: a pickle may otherwise run anything."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _PICKLED[module, name]
        except KeyError:
            raise pickle.UnpicklingError from None


_PICKLED: dict[tuple[str, str], Any] = {
    (errors.__name__, name): found
    for name, found in vars(errors).items()
    if name == "_revive" or (isinstance(found, type) and issubclass(found, WhasyncError))
} | {("datetime", kind.__name__): kind for kind in (datetime, timedelta, timezone)}


def _of_error(file: bytes) -> Saved:
    try:
        error = _Errors(io.BytesIO(file)).load()
    except Exception as trouble:  # noqa: BLE001 - a damaged pickle raises whatever it likes
        raise UsageError(f"it is no pickled error of whasync ({type(trouble).__name__})") from None
    if not isinstance(error, ResponseError):
        raise UsageError(f"it holds {type(error).__name__} and no answer: {error}")
    return Saved(Response(status=error.status, headers={}, body=error.body), error.method, error.url)
