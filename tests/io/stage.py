"""What the tests of the wire stand on: a session on a simulator, and a server that answers the bytes it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, Self

import whasync
from whasync.simulator import DEMO_KEY, Simulator

QUICK = "6000/60s"
"""A rate at which no test of something else waits for a slot."""

COUNT = "tiktok-shop/products/count"
CREDITS = "tiktok-shop/credits"
"""The shop's credits: the cheapest call there is, and in generation C no reading of the balance."""


@asynccontextmanager
async def stage(
    simulator: Simulator | None = None, /, *, rate: str = QUICK, **options: Any
) -> AsyncGenerator[tuple[Simulator, whasync.Session]]:
    """A simulator that refuses nothing for being asked often, and an open session on it, to which each call is one."""
    options = {"coalesce": False, **options}
    async with (
        simulator or Simulator(limit=6_000, rows=100) as sim,
        whasync.Session(sim.key, base_url=sim.origin, rate=rate, **options) as wh,
    ):
        yield sim, wh


@asynccontextmanager
async def session_on(server: Server, **options: Any) -> AsyncGenerator[whasync.Session]:
    """An open session on a raw server."""
    async with whasync.Session(DEMO_KEY, base_url=server.origin, rate=QUICK, **options) as wh:
        yield wh


def wire(body: bytes = b"{}", status: str = "200 OK", **headers: str) -> bytes:
    """An answer as bytes, its length right unless a header says otherwise."""
    fields = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): text for name, text in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {text}" for name, text in fields.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


Reply = bytes | None | Callable[[bytes], bytes | None]


class Server:
    """A raw server on loopback. It keeps every request's head and body, answers the given bytes, and may hang up.

    The answers are used up one a request; the last one stays. None hangs up without an answer, and a function makes
    the answer of the request.
    """

    def __init__(self, *answers: Reply, keep_alive: bool = True) -> None:
        self.requests: list[bytes] = []
        self.origin = ""
        self._answers: list[Reply] = list(answers) or [wire()]
        self._keep_alive = keep_alive
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=1 << 20)
        self.origin = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        assert self._server is not None
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await asyncio.sleep(0)

    @property
    def lines(self) -> list[str]:
        """The request lines."""
        return [request.partition(b"\r\n")[0].decode() for request in self.requests]

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _read(reader):
                self.requests.append(request)
                answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                if callable(answer):
                    answer = answer(request)
                if answer is None:
                    return
                await self.answer(writer, answer)
                if not self._keep_alive:
                    return
        finally:
            writer.close()

    async def answer(self, writer: asyncio.StreamWriter, answer: bytes) -> None:
        """Send an answer; a server of another manner overrides this."""
        writer.write(answer)
        await writer.drain()


async def _read(reader: asyncio.StreamReader) -> bytes:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""
    lengths = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + await reader.readexactly(sum(lengths))
