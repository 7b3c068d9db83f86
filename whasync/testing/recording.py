"""One exchange as a cassette keeps it: a canonical question, its answer, and what must not be written down left out."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import msgspec

from .._core.secrets import MASK, masked
from .._core.shape import is_array
from .._core.verdict import Charge, classify
from .._core.wire import Answer, Request, Response

Redact: TypeAlias = Callable[[str], str]

# What an answer's meaning hangs on. Nothing else is kept, and so no cookie and no credential.
_KEPT_HEADERS = ("content-type", "location", "retry-after")

_SECRETS = (
    (re.compile(r"\bBearer\s+[\w.~+/=-]{8,}", re.IGNORECASE), f"Bearer {MASK}"),
    # From the start of a word only, or a long one would be searched from each of its signs; and not `@2x.`, by which
    # pictures for fine screens are called.
    (re.compile(r"(?<![\w.+-])[\w.+-]+@(?!\dx\.)[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
"""A string of JSON, quotes included."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, whichever verb it was asked by: the arguments read as a query would have them.

    Attributes:
        arguments: By wire name, in the order of the names.
    """

    path: str
    arguments: dict[str, str] = {}

    @property
    def key(self) -> tuple[str, ...]:
        """What equal questions have in common."""
        return self.path, *(part for argument in sorted(self.arguments.items()) for part in argument)


class Recording(Question, frozen=True, kw_only=True):
    """A question with the answer that it got.

    Attributes:
        credits: What the exchange cost, and what each replay of it saves.
        body: A JSON object or array as it came, or a text: all that came, where that was neither.
    """

    operation: str
    method: str
    credits: int
    status: int
    headers: dict[str, str]
    body: msgspec.Raw

    def answer(self, request: Request) -> Answer:
        """The answer to the same question, asked again; sent zero times."""
        raw = bytes(self.body)
        body = msgspec.json.decode(raw, type=str).encode() if raw.startswith(b'"') else raw
        return Answer(
            request=request,
            response=Response(
                status=self.status, headers=self.headers, body=body, at=asyncio.get_running_loop().time()
            ),
            verdict=classify(self.status, self.headers, body, now=time.time()),
            attempts=0,
        )


def cleaner(own: Redact | None) -> Redact:
    """What takes keys and e-mail addresses out of a text, and then whatever a user's own function takes out."""

    def clean(text: str) -> str:
        text = masked(text)
        for pattern, stand_in in _SECRETS:
            text = pattern.sub(stand_in, text)
        return text if own is None else own(text)

    return clean


def question_of(request: Request, clean: Redact) -> Question:
    """The question of a request, written or not. It is cleaned, so that it is found again once it was."""
    arguments = {name: clean(_written(name, value)) for name, value in sorted(request.arguments.items())}
    return Question(path=clean(urlsplit(request.url).path), arguments=arguments)


def record(question: Question, answer: Answer, clean: Redact) -> Recording:
    """An exchange as it is kept."""
    headers = {name: answer.response.headers[name] for name in _KEPT_HEADERS if name in answer.response.headers}
    if "location" in headers:
        headers["location"] = headers["location"].partition("?")[0]
    return Recording(
        path=question.path,
        arguments=question.arguments,
        operation=answer.request.operation,
        method=answer.request.method,
        credits=answer.request.credits if answer.attempts and answer.verdict.charge is Charge.KEPT else 0,
        status=answer.response.status,
        headers={name: clean(text) for name, text in headers.items()},
        body=msgspec.Raw(_body(answer.response.body.decode(errors="replace"), clean)),
    )


def _body(text: str, clean: Redact) -> bytes:
    """JSON that is an object or an array as it stands but for its strings, so that no number loses a digit; the rest
    as a JSON string.
    """

    def cleaned(string: re.Match[str]) -> str:
        plain = msgspec.json.decode(string[0], type=str)
        return string[0] if clean(plain) == plain else msgspec.json.encode(clean(plain)).decode()

    if text.lstrip().startswith(("{", "[")):
        try:
            msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError):
            pass
        else:
            return _STRING.sub(cleaned, text.strip()).encode()
    return msgspec.json.encode(clean(text))


def _written(name: str, value: Any) -> str:
    if name == "api_key":
        return MASK
    if isinstance(value, bytes):
        return f"{len(value)} bytes, {blake2b(value, digest_size=16).hexdigest()}"
    return ",".join(map(str, value)) if is_array(value) else str(value)
