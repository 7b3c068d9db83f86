"""The sockets: reads requests, lets the network's delays pass, and lets faults befall the answers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from .books import Entry
from .faults import ANSWERED, BEFORE, Fault
from .network import Network
from .wire import HEAD_LIMIT, HTML, BadRequestError, Incoming, Outgoing, html_page, read_request

RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
"""SO_LINGER with no time to linger: closing then sends RST instead of FIN."""

PHP_WARNING: Final = (
    b'<br />\n<b>Warning</b>:  Undefined array key "page" in <b>/var/www/html/api.php</b> on line <b>213</b><br />\n'
)
CHALLENGE: Final = b"<!DOCTYPE html><html><body><h1>Just a moment...</h1></body></html>"
UNFINISHED: Final = 0.6
"""How much of a cut or truncated body still comes."""


@dataclass(frozen=True, slots=True)
class Handled:
    """An arrived request on its way back: the answer (None if the application never saw it), its fault, its entry."""

    answer: Outgoing | None
    fault: Fault | None
    entry: Entry


class Server:
    """A raw HTTP/1.1 server on the running loop."""

    def __init__(self, arrive: Callable[[Incoming], Handled], network: Network, clock: Callable[[], datetime]) -> None:
        self._arrive, self._network, self._clock = arrive, network, clock
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def start(self, host: str, port: int) -> int:
        """Listen; the port that it became."""
        self._server = await asyncio.start_server(self._connected, host, port, limit=HEAD_LIMIT)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close the port and every connection, answered or not."""
        if self._server is not None:
            self._server.close()
            self._server = None
        connections = list(self._connections)
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await asyncio.sleep(0)  # transports close their sockets one turn later

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(BadRequestError, ConnectionError):
                while (request := await read_request(reader)) and await self._exchange(request, reader, writer):
                    pass
        except asyncio.CancelledError:  # the server stops: what is unsent stays unsent
            writer.transport.abort()
            raise
        finally:
            writer.close()

    async def _exchange(self, request: Incoming, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer, even if the client has gone meanwhile; whether the connection stays open."""
        if (seconds := self._network.uplink()) > 0:
            await asyncio.sleep(seconds)
        handled = self._arrive(request)
        fault = handled.fault
        if fault is not None and fault.kind == "stall":
            await reader.read()  # the client's patience ends it
            return False
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if (seconds := self._network.downlink()) > 0:
            await asyncio.sleep(seconds)
        if fault is not None and fault.kind == "reset":
            _reset(writer)
            return False
        close = request.wants_close
        wire, stays = self._wire(handled, close=close)
        writer.write(wire)
        await writer.drain()
        return stays and not close

    def _wire(self, handled: Handled, *, close: bool) -> tuple[bytes, bool]:
        """The bytes that go out, and whether the connection survives them."""
        answer = _outcome(handled)
        if answer is None:
            return b"", False
        handled.entry.status = answer.status
        whole = answer.encode(self._clock(), close=close)
        if handled.entry.method == "HEAD":
            return whole[: len(whole) - len(answer.body)], True
        if handled.fault is not None and handled.fault.kind == "cut":
            return whole[: len(whole) - len(answer.body) + int(len(answer.body) * UNFINISHED)], False
        return whole, handled.fault is None or handled.fault.kind != "close"


def _outcome(handled: Handled) -> Outgoing | None:
    """What the client is to see, cut bodies aside; None is no answer at all."""
    fault, answer = handled.fault, handled.answer
    if fault is None or fault.kind in ANSWERED:
        return answer
    if fault.kind in BEFORE:
        return _intermediate(fault, handled.entry.target)
    return answer and _damaged(answer, fault)


def _intermediate(fault: Fault, target: str) -> Outgoing | None:
    """What somebody between client and application says in its place."""
    if fault.kind == "drop":
        return None
    if fault.kind == "gateway":
        return Outgoing(fault.status, html_page(fault.status), HTML)
    if fault.kind == "redirect":
        return Outgoing(302, b"", HTML, (("Location", fault.location + target.partition("?")[0]),))
    return Outgoing(200, CHALLENGE, HTML)


def _damaged(answer: Outgoing, fault: Fault) -> Outgoing:
    if fault.kind == "truncated":
        return msgspec.structs.replace(answer, body=answer.body[: int(len(answer.body) * UNFINISHED)])
    if fault.kind == "warning":
        return msgspec.structs.replace(answer, body=PHP_WARNING + answer.body)
    return answer


def _reset(writer: asyncio.StreamWriter) -> None:
    sock: socket.socket | None = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    writer.transport.abort()
