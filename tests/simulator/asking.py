"""The plainest client there is: one connection a request, raw streams, nothing of whasync."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import msgspec

from whasync.simulator import Simulator

V1 = "/api/v1"
SHOP = "/api/v1/tiktok-shop"
NOON = datetime(2026, 7, 15, 12, tzinfo=UTC)


class Answer(msgspec.Struct):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # whatever the answer holds; the tests say what they expect
        return msgspec.json.decode(self.body)

    @property
    def is_page(self) -> bool:
        return self.headers["content-type"] == "text/html" and self.body.startswith((b"<html", b"<!DOCTYPE"))


async def ask(
    simulator: Simulator,
    path: str,
    query: Mapping[str, object] | None = None,
    *,
    post: Mapping[str, object] | None = None,
    method: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """A GET, or a POST of JSON; with the simulator's key unless headers are given."""
    body = b"" if post is None else msgspec.json.encode(post)
    sent = {"X-API-Key": simulator.key} if headers is None else dict(headers)
    if post is not None:
        sent["Content-Type"] = "application/json"
    target = f"{path}?{urlencode(query)}" if query else path
    return await send(simulator, method or ("GET" if post is None else "POST"), target, sent, body)


async def send(simulator: Simulator, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    lines = [f"{method} {target} HTTP/1.1", "Host: test", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {text}" for name, text in headers.items()]
    return await send_bytes(simulator, "\r\n".join(lines).encode() + b"\r\n\r\n" + body)


async def send_bytes(simulator: Simulator, request: bytes) -> Answer:
    """Whatever bytes; raises ConnectionError when the connection closes without a whole answer."""
    host, _, port = simulator.origin.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        await writer.drain()
        return parse(await reader.read())
    finally:
        writer.close()


def parse(raw: bytes) -> Answer:
    head, found, body = raw.partition(b"\r\n\r\n")
    if not found:
        raise ConnectionError("closed without an answer")
    line, *rest = head.decode().split("\r\n")
    headers = {name.lower(): text for name, _, text in (header.partition(": ") for header in rest)}
    if len(body) != int(headers["content-length"]):
        raise ConnectionError(f"{len(body)} of {headers['content-length']} bytes")
    return Answer(int(line.split(" ")[1]), headers, body)
