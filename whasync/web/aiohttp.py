"""aiohttp.web: a session for an application, and its errors as answers.

    app = web.Application(middlewares=[answer_errors()])
    app.cleanup_ctx.append(session_context())

In a handler, `session_of(request)` is the session.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Final, TypeAlias

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from ..errors import UsageError, WhasyncError
from ..session import Session
from .backend import GRACE, Answers, MakeSession, backend_session, serving
from .problem import CreditsStatus, UsageStatus

__all__ = ["SESSION", "answer_errors", "backend_session", "session_context", "session_of"]

SESSION: Final = web.AppKey("whasync", Session)
"""Where the application keeps its session: `app[SESSION]`."""

CleanupContext: TypeAlias = Callable[[web.Application], AsyncIterator[None]]


def session_context(make: MakeSession = backend_session, *, grace: float = GRACE) -> CleanupContext:
    """What goes into `app.cleanup_ctx`: opens a session when the application starts, and closes it.

    Args:
        make: Makes the session; without it a `backend_session()`.
        grace: Seconds at most for calls that are under way when the application ends. Those that wait for a turn are
            refused at once. aiohttp cleans up after the last request, so this is for tasks of one's own.
    """

    async def opened(app: web.Application) -> AsyncIterator[None]:
        async with serving(make, grace) as session:
            app[SESSION] = session
            yield

    return opened


def session_of(request: web.Request) -> Session:
    """The session of the application that a request came to, or of one around it.

    Raises:
        UsageError: None has a `session_context()`.
    """
    session = request.config_dict.get(SESSION)
    if session is None:
        raise UsageError("no session is open here: app.cleanup_ctx.append(whasync.web.aiohttp.session_context())")
    return session


def answer_errors(*, usage: UsageStatus = 500, credits: CreditsStatus = 503) -> Middleware:
    """A middleware that answers every error of whasync with `application/problem+json`.

    Args:
        usage: The status of a `UsageError`: 422 or 400 where callers' parameters go to the API, and callers are to
            learn what is wrong with them; 500 where that is the backend's fault.
        credits: The status where credits or a budget are used up: 503, or 402.
    """

    answers = Answers(usage, credits)

    @web.middleware
    async def answering(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except (WhasyncError, ExceptionGroup) as error:
            if request.writer.output_size:  # a stream has begun, and nothing else can be said in it any more
                raise
            problem = answers.answer(error, request.config_dict.get(SESSION))
        return web.Response(body=problem.body, status=problem.status, headers=problem.headers)

    return answering
