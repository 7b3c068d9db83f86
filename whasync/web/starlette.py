"""Starlette (the extra `starlette`): a session for the lifespan of an application, and its errors as answers.

    app = Starlette(routes=..., lifespan=whasync.web.starlette.lifespan())
    whasync.web.starlette.answer_errors(app)

In an endpoint, `whasync.web.starlette.session_of(request)` is the session.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, TypeAlias

from ..errors import UsageError, WhasyncError
from ..session import Session
from .backend import GRACE, Answers, MakeSession, backend_session, serving
from .problem import CreditsStatus, Problem, UsageStatus

try:
    from starlette.applications import Starlette
    from starlette.requests import HTTPConnection
    from starlette.responses import Response
    from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
except ImportError:
    raise UsageError("this takes starlette, which is not installed: pip install 'whasync[starlette]'") from None

__all__ = ["answer_errors", "backend_session", "lifespan", "session_of"]

# Any: the application, of whichever class, and beside the session what else the lifespan's state may hold.
Lifespan: TypeAlias = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]

_STATE = "whasync"

# Close codes of WebSockets (RFC 6455 and its registry).
_TRY_AGAIN_LATER = 1013
_INTERNAL_ERROR = 1011
_POLICY_VIOLATION = 1008

# Bytes of a reason (RFC 6455): servers refuse to send more, and the client would learn nothing.
_LONGEST_REASON = 123


def lifespan(make: MakeSession = backend_session, *, grace: float = GRACE) -> Lifespan:
    """What an application takes as `lifespan`: opens a session in each worker process, and closes it.

    A lifespan of one's own goes around it: `async with lifespan()(app) as state: yield {**state, "mine": ...}`.
    There `state["whasync"]` is the session.

    Args:
        make: Makes the session; without it a `backend_session()`.
        grace: Seconds at most for calls that are under way when the application ends. Those that wait for a turn are
            refused at once. Servers end a lifespan after the last request, so this is for tasks of one's own.
    """

    @asynccontextmanager
    async def opened(_: Any) -> AsyncGenerator[dict[str, Any]]:
        async with serving(make, grace) as session:
            yield {_STATE: session}

    return opened


def session_of(connection: HTTPConnection) -> Session:
    """The session that a request or a WebSocket is served with.

    Raises:
        UsageError: The application has no `lifespan()`.
    """
    session = getattr(connection.state, _STATE, None)
    if not isinstance(session, Session):
        raise UsageError("no session is open here: give the application lifespan=whasync.web.starlette.lifespan()")
    return session


def answer_errors(app: Starlette, *, usage: UsageStatus = 500, credits: CreditsStatus = 503) -> None:
    """Answer every error of whasync that a request meets with `application/problem+json`.

    An application that is mounted in another answers its own errors: give it this too.

    Args:
        usage: The status of a `UsageError`: 422 or 400 where callers' parameters go to the API, and callers are to
            learn what is wrong with them; 500 where that is the backend's fault.
        credits: The status where credits or a budget are used up: 503, or 402.
    """

    answers = Answers(usage, credits)

    # Any: Starlette has no type for a handler of both, requests and WebSockets.
    async def answer(connection: Any, error: Exception) -> Any:
        problem = answers.answer(error, getattr(connection.state, _STATE, None))
        if isinstance(connection, WebSocket):
            if WebSocketState.DISCONNECTED not in (connection.client_state, connection.application_state):
                with suppress(WebSocketDisconnect):  # the client has gone meanwhile
                    await connection.close(*_closing(problem))
            return None
        return Response(problem.body, problem.status, problem.headers)

    app.add_exception_handler(WhasyncError, answer)
    app.add_exception_handler(ExceptionGroup, answer)


def _closing(problem: Problem) -> tuple[int, str]:
    """The code and the reason by which a WebSocket is closed."""
    code = _INTERNAL_ERROR if problem.status >= 500 else _POLICY_VIOLATION
    reason = problem.detail.encode()[:_LONGEST_REASON].decode(errors="ignore")
    return _TRY_AGAIN_LATER if problem.status == 503 else code, reason
