"""A listing of so many rows of about 500 bytes, in pages of 1,000, as fast as a socket takes them. Ends with stdin.

It runs in a process of its own, so that its work is not counted as the client's. The rows of a page are made from one
text by putting the ids in, which costs less than the clients' part by far.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

PAGE = 1_000


def row(number: int) -> bytes:
    """A product, spelt as the newest generation of the API spells them (observed)."""
    told = {
        "product_id": f"{1_729_538_516_000_000 + number}",
        "product_title": f"Magnetic Bamboo Lamp No. {number % 977}",
        "product_image": f"https://cdn.example.com/products/{number}.jpg",
        "unit_price": 24.9 + number % 50,
        "revenue": 4_800_000 - number,
        "sold_count": 27_621 + number,
        "revenue_growth_rate": 8.7216,
        "product_rating": 4.6,
        "product_review_cnt": number % 500,
        "creator_count": 91,
        "commission_rate": 12.5,
        "category_l1_id": "600017",
        "shop_id": "7493538807922529990",
        "first_seen": "2026-02-08",
        "country": "US",
        "winninghunter_product_url": f"https://app.winninghunter.com/tiktok-shop/product/{number}",
    }
    return json.dumps(told, separators=(",", ":")).encode()


class Bulk(asyncio.Protocol):
    """Answers `limit` and `page`, and tells the next page where there is one."""

    rows = 0
    made: ClassVar[dict[int, bytes]] = {}

    def __init__(self) -> None:
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        heads = (self._rest + data).split(b"\r\n\r\n")
        self._rest = heads.pop()
        for head in heads:
            query = parse_qs(urlsplit(head.split(b" ", 2)[1].decode()).query)
            self._transport.write(self._answer(int(query.get("after", query.get("page", ["0"]))[0])))

    def _answer(self, page: int) -> bytes:
        if page not in self.made:
            first = page * PAGE
            last = min(first + PAGE, self.rows)
            cursor = b'"%d"' % (page + 1) if last < self.rows else b"null"
            rows = b",".join(map(row, range(first, last)))
            body = b'{"success":true,"data":[' + rows + b'],"meta":{"next_cursor":' + cursor + b"}}"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            self.made[page] = head.encode() + body
        return self.made[page]


async def serve(rows: int) -> None:
    Bulk.rows = rows
    for page in range(-(-rows // PAGE)):  # made before the clock runs
        Bulk()._answer(page)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Bulk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
