"""What servers of the benchmarks are made of: as little as possible beside what they answer."""

from __future__ import annotations

import asyncio
import sys


class Replies(asyncio.Protocol):
    """Answers at the end of each request's head; the benchmarks send no bodies."""

    def __init__(self) -> None:
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        heads = (self._rest + data).split(b"\r\n\r\n")
        self._rest = heads.pop()
        for head in heads:
            self._transport.write(self.answer(head))

    def answer(self, head: bytes) -> bytes:
        """The whole answer to a request."""
        raise NotImplementedError


async def serve(protocol: type[Replies]) -> None:
    """Print the port, and serve until stdin ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
