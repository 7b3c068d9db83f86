"""The middleware chain: what it is, and how it is put together."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from .._core.wire import Answer, Request, Response
from ..errors import UsageError

Transport: TypeAlias = Callable[[Request], Awaitable[Response]]
Handler: TypeAlias = Callable[[Request], Awaitable[Answer]]
Middleware: TypeAlias = Callable[[Request, Handler], Awaitable[Answer]]


def chain(middlewares: Iterable[Middleware], exchange: Handler) -> Handler:
    """Put *middlewares* around *exchange*; the first is the outermost."""
    handler = exchange
    for middleware in reversed(list(middlewares)):
        handler = _link(middleware, handler)
    return handler


def _link(middleware: Middleware, handler: Handler) -> Handler:
    # Every call of the session passes here, and looking up an object's `__call__` takes as long as calling it.
    call: Middleware = middleware if inspect.isroutine(middleware) else getattr(middleware, "__call__")  # noqa: B004, B009

    def link(request: Request) -> Awaitable[Answer]:
        return call(request, handler)

    return link


def checked(middlewares: Iterable[Middleware]) -> list[Middleware]:
    """Users' middlewares, if each is `async def middleware(request, handler)`.

    Raises:
        UsageError: One is no coroutine function, or takes other arguments. Found here, not at the first call.
    """
    given = list(middlewares)
    for middleware in given:
        call = middleware if inspect.isroutine(middleware) else getattr(middleware, "__call__", None)  # noqa: B004
        name = getattr(middleware, "__qualname__", repr(middleware))
        if not inspect.iscoroutinefunction(call):
            raise UsageError(f"middleware {name} must be `async def middleware(request, handler)`")
        try:
            inspect.signature(middleware).bind(None, None)
        except TypeError:
            raise UsageError(f"middleware {name} must take two arguments, (request, handler)") from None
    return given
