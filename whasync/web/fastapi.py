"""FastAPI (the extra `fastapi`): the session as a dependency.

    app = FastAPI(lifespan=lifespan())
    answer_errors(app)

    @app.get("/products")
    async def products(wh: Wh, country: str) -> ...: ...

The rest is that of Starlette.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from ..errors import UsageError
from ..session import Session

try:
    from fastapi import Depends
    from fastapi.requests import HTTPConnection
except ImportError:
    raise UsageError("this takes fastapi, which is not installed: pip install 'whasync[fastapi]'") from None

from .starlette import answer_errors, backend_session, lifespan, session_of

__all__ = ["Wh", "answer_errors", "backend_session", "lifespan", "session"]


async def session(connection: HTTPConnection) -> Session:
    """The dependency behind `Wh`; tests put another session in its place by `app.dependency_overrides[session]`."""
    return session_of(connection)


Wh: TypeAlias = Annotated[Session, Depends(session)]
"""The type of an endpoint's parameter that is to be the session: `async def endpoint(wh: Wh)`."""
