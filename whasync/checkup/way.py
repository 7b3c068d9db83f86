"""The way to the API as far as it goes without a request: the name and the connection; `tls` goes on from there."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from urllib.parse import urlsplit

from ..settings import ORIGIN
from .finding import Finding, Sheet
from .gate import PATIENCE, Gate
from .tls import shake_hands


async def look_at_way(sheet: Sheet, origin: str, *, proxy: str | None, tls: ssl.SSLContext | None) -> bool:
    """Resolve the name, connect, and shake hands; answers whether all went well. No request is sent."""
    gate = Gate(urlsplit(proxy or origin), is_proxy=proxy is not None, tls=tls)
    for look in (_resolve, _connect, shake_hands):
        finding = await look(gate)
        sheet.add(finding)
        if finding.outcome == "failed":
            return False
    return True


async def _resolve(gate: Gate) -> Finding:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(gate.host, gate.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that no name can have
        is_away = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        return Finding(
            check="dns",
            outcome="failed",
            seen=f"{gate.name} does not resolve: {getattr(error, 'strerror', None) or 'not a host name'}",
            means="no name server answered" if is_away else "no such name is known here",
            fix=f"check the spelling (the API is at {ORIGIN}), then the network and its name server",
        )
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if addresses == [gate.host]:
        return Finding(check="dns", outcome="ok", seen=f"{gate.name} is an address")
    return Finding(check="dns", outcome="ok", seen=f"{gate.name} is {', '.join(addresses)}")


async def _connect(gate: Gate) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            _, writer = await asyncio.open_connection(gate.host, gate.port)
    except OSError as error:
        return Finding(
            check="connect",
            outcome="failed",
            seen=f"{gate.place}: {_reason(error)}",
            means="nothing listens there, or a firewall or an outage lies between",
            fix=f"check host and port, the firewall, and whether this network needs a proxy{_proxy_of_environment()}",
        )
    writer.transport.abort()
    return Finding(check="connect", outcome="ok", seen=f"{gate.place} is open")


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return f"no connection within {PATIENCE:g} s"
    # Of a host with several addresses asyncio tells each failure in one text, without a number.
    return os.strerror(error.errno) if error.errno else str(error)


def _proxy_of_environment() -> str:
    """A proxy that other programs would use; a session takes none from the environment."""
    names = [name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy") if os.environ.get(name)]
    return f"; {names[0]} is set here, and a session heeds only Session(proxy=...)" if names else ""
