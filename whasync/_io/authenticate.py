"""Add the credential. Innermost of the middlewares, so that nothing above it can log the key."""

from __future__ import annotations

import warnings
from collections.abc import Awaitable
from typing import Any, TypeVar

from msgspec.structs import replace

from .._core.bounds import instances
from .._core.secrets import MASK, SHORTEST, is_of_the_form
from .._core.wire import Answer, Request, Response
from ..errors import KeyFormatWarning, UsageError
from .caller import level_of_caller
from .chain import Handler

E = TypeVar("E", bound=Exception)


class Secret:
    """A string that only `reveal` gives away: not its repr, nor a log, a pickle or a debugger's list of locals.

    Args:
        scheme: What stands before it in its header, and is no secret.
    """

    __slots__ = ("_raw", "_scheme", "_value")

    def __init__(self, value: str, scheme: str = "") -> None:
        self._value = value
        self._raw = value.encode(errors="replace")  # an environment that is no UTF-8 comes with surrogates
        self._scheme = scheme

    def reveal(self) -> str:
        """The header's text."""
        return self._scheme + self._value

    def is_in(self, request: Request) -> bool:
        """Whether it stands where it would be logged on the way."""
        return len(self._value) >= SHORTEST and (self._value in request.url or self._raw in request.body)

    def mask(self, response: Response) -> Response:
        """The response without the string: a proxy's error page may repeat the request's headers."""
        value, raw = self._value, self._raw
        if raw in response.body:
            response = replace(response, body=response.body.replace(raw, MASK.encode()))
        if value in "\n".join(response.headers.values()):
            headers = {name: text.replace(value, MASK) for name, text in response.headers.items()}
            response = replace(response, headers=headers)
        return response

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a secret is not pickled")


def bare(error: E) -> E:
    """The error without its frames, and without those of what it came of: a report may list their locals, and these
    hold the key, or the password of a URL.
    """
    error.__context__ = None
    return error.with_traceback(None)


def check_key(key: Any) -> Secret:  # Any: what a caller may give
    """Take a key, or refuse what could never be one. The messages never show it.

    Raises:
        UsageError: It is empty or no text, or holds white space, quotes, or signs that no header can carry.
    """
    if not key:
        raise UsageError(
            "no API key: pass Session(api_key=...) or set WH_API_KEY; keys are made at /api of the web app"
        )
    if not isinstance(key, str):
        raise UsageError(f"the API key is of the type {type(key).__name__}, and must be a str")
    if any(sign.isspace() or sign in "\"'`" for sign in key):
        raise UsageError("the API key holds white space, a newline or quotes; copy it again without them")
    if not key.isascii() or not key.isprintable():
        raise UsageError("the API key holds signs that cannot stand in a header")
    if not is_of_the_form(key):
        warnings.warn(
            f"the API key has {len(key)} signs and not the documented form, wh_ and 48 hexadecimal digits",
            KeyFormatWarning,
            stacklevel=level_of_caller(),
        )
    return Secret(key)


class Authenticate:
    """Give the key to the one origin it is for.

    Args:
        bearer: Whether to send `Authorization: Bearer` and not `X-API-Key`, which proxies mangle less.

    Raises:
        UsageError: *bearer* is neither true nor false.
    """

    def __init__(self, key: Secret, origin: str, *, bearer: bool = False) -> None:
        instances(bool, bearer=bearer)
        self._root = origin + "/"
        self._header = ("Authorization", Secret(key.reveal(), "Bearer ")) if bearer else ("X-API-Key", key)

    def __call__(self, request: Request, handler: Handler) -> Awaitable[Answer]:
        if not request.url.startswith(self._root):
            raise UsageError(f"{request.operation}: a middleware changed the origin; the key goes to {self._root} only")
        name, secret = self._header
        if secret.is_in(request):
            raise UsageError(f"{request.operation}: the API key is among the arguments; its header is where it belongs")
        return handler(replace(request, headers={**request.headers, name: secret}))
