"""What a request asks, read as casually as the PHP back end reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.parser import BytesParser
from email.policy import HTTP
from math import isfinite
from typing import Final, cast
from urllib.parse import parse_qsl

import msgspec

from .wire import Incoming

STRIPPED: Final = frozenset({"", "undefined"})
LEADING_NUMBER: Final = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
FALSE_WORDS: Final = frozenset({"", "0", "false"})
KEY_PARAMETER: Final = "api_key"


class Arguments:
    """The parameters of one request: query and body merged, empty ones left out, unknown ones never asked for."""

    def __init__(self, values: Mapping[str, object], path_id: str = "") -> None:
        self.values = {name: value for name, value in values.items() if not _is_empty(value)}
        self.path_id = path_id

    @classmethod
    def of(cls, request: Incoming, path_id: str = "") -> Arguments:
        """Merge query and body; where both carry a name the body wins (undocumented; PHP's usual order of merging).

        Raises on malformed JSON, as the back end does: the caller answers 500.
        """
        merged: dict[str, object] = dict(request.query)
        merged.update(_read_body(request))
        merged.pop(KEY_PARAMETER, None)
        return cls(merged, path_id)

    def has(self, *names: str) -> bool:
        return any(name in self.values for name in names)

    def text(self, *names: str, default: str = "") -> str:
        """The first of these names that was sent, as text."""
        for name in names:
            if name in self.values:
                value = self.values[name]
                return ",".join(map(_text, cast("list[object]", value))) if isinstance(value, list) else _text(value)
        return default

    def texts(self, *names: str) -> list[str]:
        """A list: comma separated or an array."""
        return [part.strip() for part in self.text(*names).split(",") if part.strip()]

    def number(self, *names: str) -> float | None:
        """As PHP casts: the number that the text begins with, else 0. None when nothing was sent."""
        if not self.has(*names):
            return None
        leading = LEADING_NUMBER.match(self.text(*names))
        return float(leading.group()) if leading else 0.0

    def integer(self, *names: str, default: int) -> int:
        number = self.number(*names)
        if number is None:
            return default
        return int(number) if isfinite(number) else 0  # as PHP casts what no number can hold

    def flag(self, *names: str) -> bool:
        return self.text(*names).lower() not in FALSE_WORDS

    def country(self) -> str:
        """Upper-cased, US by default; a value that is no country code breaks the handler (500), as documented."""
        country = self.text("country", default="US").upper()
        if country != "ALL" and not re.fullmatch(r"[A-Z]{2}", country):
            raise ValueError("no country code")
        return country


def _is_empty(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and value in STRIPPED)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return value if isinstance(value, str) else str(value)


def _read_body(request: Incoming) -> dict[str, object]:
    if not request.body:
        return {}
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        decoded = msgspec.json.decode(request.body)
        if not isinstance(decoded, dict):
            raise ValueError("the body is JSON, but no object")
        return cast("dict[str, object]", decoded)
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    if kind == "multipart/form-data":
        return dict(_parts(request))
    return {}


def _parts(request: Incoming) -> list[tuple[str, object]]:
    """The fields of a multipart form; a file is told by its name."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    form = BytesParser(policy=HTTP).parsebytes(head + request.body)
    parts: list[tuple[str, object]] = []
    for part in form.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_filename() or part.get_content()
        parts.append((str(name), content.decode() if isinstance(content, bytes) else content))
    return parts
