"""Send once, and give the answer its meaning: the only place where that happens."""

from __future__ import annotations

import time

from msgspec.structs import replace

from .._core.head import clean, without_lone_surrogates
from .._core.verdict import PLAIN, Kind, classify
from .._core.wire import Answer, Request, Response
from .authenticate import Secret
from .chain import Transport


class Exchange:
    """The innermost handler: a request goes to the transport, its response comes back with a verdict."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def __call__(self, request: Request) -> Answer:
        response = await self._transport(request)
        try:
            return self._judged(request, response)
        except BaseException as error:  # such as a MemoryError; slots and ledger are to know that the call was counted
            error.sent = True  # type: ignore[attr-defined]
            raise

    def _judged(self, request: Request, response: Response) -> Answer:
        for header in request.headers.values():
            if isinstance(header, Secret):  # before anything is read from it: the API's words end up in errors
                response = header.mask(response)
        body = clean(response.body)
        verdict = classify(response.status, response.headers, body, now=time.time())
        if verdict is not PLAIN and verdict.kind is Kind.BROKEN_JSON:
            body = without_lone_surrogates(body)
            verdict = classify(response.status, response.headers, body, now=time.time())
        if body is not response.body:
            response = replace(response, body=body)
        return Answer(request=request, response=response, verdict=verdict)
