"""A way to a server that takes its time."""

from __future__ import annotations

import asyncio
from typing import Self


class Proxy:
    """Passes bytes on, so many seconds late each way."""

    def __init__(self, port: int, *, wait: float) -> None:
        self.port = 0
        self._to = port
        self._wait = wait
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        for way in (self._pass(reader, back), self._pass(there, writer)):
            task = asyncio.get_running_loop().create_task(way)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        try:
            while some := await reader.read(65_536):
                loop.call_later(self._wait, writer.write, some)
        finally:
            writer.close()
