"""What the tests of the web backends stand on: applications behind real servers in the loop of the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp
import msgspec
import uvicorn
from aiohttp import web

import whasync
from whasync.simulator import Simulator

KEY = "wh_" + "ca7a" * 12

Get = Callable[[str], Awaitable["Said"]]
"""Asks an application for a path."""


class Said(NamedTuple):
    """What an application answered."""

    status: int
    document: Any
    retry_after: str | None
    content_type: str


def session_on(sim: Simulator, **options: Any) -> Callable[[], whasync.Session]:
    """Makes sessions on a simulator."""
    return lambda: whasync.Session(sim.key, base_url=sim.origin, **options)


@asynccontextmanager
async def behind_uvicorn(app: Any) -> AsyncGenerator[Get]:
    """An ASGI application from its start to the end of its lifespan."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="on", loop="none"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done(), "the application did not start"
        await asyncio.sleep(0.1)
    try:
        async with _asking(server.servers[0].sockets[0].getsockname()[1]) as get:
            yield get
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def behind_aiohttp(app: web.Application) -> AsyncGenerator[Get]:
    """An application of aiohttp.web from its start to its clean-up."""
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with _asking(runner.addresses[0][1]) as get:
            yield get
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _asking(port: int) -> AsyncGenerator[Get]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:

        async def get(path: str) -> Said:
            async with http.get(path) as response:
                body, headers = await response.read(), response.headers
                is_json = "json" in response.content_type
                document = msgspec.json.decode(body) if is_json else body.decode()
                return Said(response.status, document, headers.get("Retry-After"), response.content_type)

        yield get


def problem(status: int, title: str, detail: str, code: str, retry_after: str | None = None) -> Said:
    """An answer by RFC 9457."""
    document = {"title": title, "status": status, "detail": detail, "code": code}
    return Said(status, document, retry_after, "application/problem+json")


BUSY = "Too many requests wait for their turn."
