"""A server that costs as little as possible: the same page of rows for every request. Prints its port, ends with stdin.

It runs in a process of its own, so that its work is not counted as the client's.
"""

from __future__ import annotations

import asyncio
import json
import os

from loopback import Replies, serve

ROWS = int(os.environ.get("ROWS", "8"))  # with the fields below, 8 are a page of 4 KB


def page() -> bytes:
    """A page of products, spelt as the newest generation of the API spells them (observed)."""
    rows = [
        {
            "product_id": f"17295385162903{place:02}",
            "product_title": f"Magnetic Bamboo Lamp No. {place}",
            "product_image": f"https://cdn.example.com/products/17295385162903{place:02}.jpg",
            "unit_price": 24.9 + place,
            "revenue": 4_800_000 - place,
            "revenue_30d": 4_800_000 - place,
            "sold_count": 27_621 + place,
            "revenue_growth_rate": 8.7216,
            "product_rating": 4.6,
            "product_review_cnt": 118,
            "creator_count": 91,
            "commission_rate": 12.5,
            "category_l1_id": "600017",
            "shop_id": "7493538807922529990",
            "first_seen": "2026-02-08",
            "country": "US",
            "winninghunter_product_url": f"https://app.winninghunter.com/tiktok-shop/product/17295385162903{place:02}",
        }
        for place in range(ROWS)
    ]
    return json.dumps({"success": True, "data": rows}, separators=(",", ":")).encode()


BODY = page()
HEAD = (
    "HTTP/1.1 200 OK\r\n"
    "Date: Fri, 20 Nov 2026 18:00:00 GMT\r\n"
    "Content-Type: application/json\r\n"
    f"Content-Length: {len(BODY)}\r\n"
    "\r\n"
)
ANSWER = HEAD.encode() + BODY


class Canned(Replies):
    """The same answer for every request."""

    def answer(self, head: bytes) -> bytes:  # noqa: ARG002 - whatever is asked
        return ANSWER


if __name__ == "__main__":
    asyncio.run(serve(Canned))
