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

from loopback import Replies, serve

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


class Bulk(Replies):
    """Answers `limit` and `page`, and tells the next page where there is one."""

    rows = 0
    made: ClassVar[dict[int, bytes]] = {}

    def answer(self, head: bytes) -> bytes:
        query = parse_qs(urlsplit(head.split(b" ", 2)[1].decode()).query)
        return self.page(int(query.get("after", query.get("page", ["0"]))[0]))

    def page(self, page: int) -> bytes:
        if page not in self.made:
            first = page * PAGE
            last = min(first + PAGE, self.rows)
            cursor = b'"%d"' % (page + 1) if last < self.rows else b"null"
            rows = b",".join(map(row, range(first, last)))
            body = b'{"success":true,"data":[' + rows + b'],"meta":{"next_cursor":' + cursor + b"}}"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            self.made[page] = head.encode() + body
        return self.made[page]


if __name__ == "__main__":
    Bulk.rows = int(sys.argv[1])
    for number in range(-(-Bulk.rows // PAGE)):  # made before the clock runs
        Bulk().page(number)
    asyncio.run(serve(Bulk))
