"""HTTP/1.1 as far as the stand-in needs it: bytes to `Incoming`, `Outgoing` to bytes."""

from __future__ import annotations

import asyncio
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl, unquote

import msgspec

LINE_LIMIT: Final = 8_190
"""Bytes of a request line, or of a header line, without its CRLF: what nginx takes by default (measured, 1.22)."""

HEAD_LIMIT: Final = 1 << 20
"""Bytes of all header lines together; far above LINE_LIMIT, so that an over-long line is still read and answered."""

HTML: Final = "text/html"
JSON: Final = "application/json"


class Incoming(msgspec.Struct, frozen=True):
    """One request as it came: header names in lower case, the last of equal names wins."""

    method: str
    target: str
    line_bytes: int
    longest_header: int
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def wants_close(self) -> bool:
        return self.headers.get("connection", "").lower() == "close"


class Outgoing(msgspec.Struct, frozen=True):
    """One answer, before it becomes bytes."""

    status: int
    body: bytes
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()

    def encode(self, now: datetime, *, close: bool = False) -> bytes:
        reason = HTTPStatus(self.status).phrase
        lines = [
            f"HTTP/1.1 {self.status} {reason}",
            f"Date: {format_datetime(now, usegmt=True)}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            f"Connection: {'close' if close else 'keep-alive'}",
            *(f"{name}: {text}" for name, text in self.headers),
        ]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


class BadRequestError(Exception):
    """What came is not HTTP/1.1; the connection is closed without an answer."""


async def read_request(reader: asyncio.StreamReader) -> Incoming | None:
    """The next request of a connection, or None when the client has closed it."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as cut:
        if cut.partial:
            raise BadRequestError("the head of the request is cut") from None
        return None
    except asyncio.LimitOverrunError:
        raise BadRequestError(f"the head of the request is over {HEAD_LIMIT} bytes") from None
    line, *header_lines = head[:-4].split(b"\r\n")
    words = line.decode("latin-1").split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequestError("not a request line of HTTP/1.1")
    headers = dict(_header(header_line) for header_line in header_lines)
    return Incoming(
        method=words[0],
        target=words[1],
        line_bytes=len(line),
        longest_header=max(map(len, header_lines), default=0),
        headers=headers,
        body=await _read_body(reader, headers),
    )


def html_page(status: int, proxy: str = "nginx/1.22.1") -> bytes:
    """The page that a proxy makes by itself, as nginx words it."""
    title = f"{status} {HTTPStatus(status).phrase}"
    return (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        f"<hr><center>{proxy}</center>\r\n</body>\r\n</html>\r\n"
    ).encode()


def _header(line: bytes) -> tuple[str, str]:
    name, colon, text = line.decode("latin-1").partition(":")
    if not colon:
        raise BadRequestError("a header line without a colon")
    return name.strip().lower(), text.strip()


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    try:
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return await _read_chunks(reader)
        return await reader.readexactly(int(headers.get("content-length", "0")))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
        raise BadRequestError("the body is cut, or its length is no number") from None


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return bytes(body)
