"""GET or POST: the exact length of the request line decides, and a 414 all the same is answered by a POST."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

import whasync
from tests.io.stage import Server, session_on, stage, wire
from whasync import ResponseError, UsageError
from whasync.simulator import Entry, run

EXPLORE = "tiktok-shop/products/explore"
SUGGESTIONS = "tiktok-shop/suggestions"

PAGE_414 = wire(b"<html><h1>414 Request-URI Too Large</h1></html>", "414 URI Too Long", Content_Type="text/html")


async def ask(wh: whasync.Session, padding: int) -> Any:
    """A question with lists, commas and accents, whose request line has so many bytes more."""
    params = {"country": "US", "exclude_category_ids": [f"99{number:05}" for number in range(500)], "limit": 7}
    return await wh.call(EXPLORE, params, extra={"note": "crème brûlée, 100 % + ç" + "x" * padding})


async def sent_with_a_line_of(length: int) -> tuple[Entry, bool]:
    """The entry of a GET of that many bytes, or what was sent in its place; and whether the rows are the same."""
    async with stage() as (sim, wh):
        reference = await ask(wh, 0)
        answer = await ask(wh, length - sim.journal[0].line_bytes)
        return sim.journal[-1], answer["data"] == reference["data"] and len(answer["data"]) == 7


@pytest.mark.parametrize("length", [7_999, 8_000])
def test_a_line_of_up_to_8_000_bytes_is_a_get_byte_for_byte(length: int) -> None:
    entry, same_rows = run(sent_with_a_line_of(length))
    assert (entry.method, entry.line_bytes, entry.body, same_rows) == ("GET", length, b"", True)


def test_a_line_of_8_001_bytes_is_a_post_with_every_parameter_in_its_body_alone() -> None:
    entry, same_rows = run(sent_with_a_line_of(8_001))
    body = msgspec.json.decode(entry.body)
    assert (entry.method, entry.target, same_rows) == ("POST", f"/api/v1/{EXPLORE}", True)
    assert entry.headers["content-type"] == "application/json"
    assert sorted(body) == ["country", "exclude_category_ids", "limit", "note"]
    assert body["note"].startswith("crème brûlée, 100 % + çxxx")


def test_the_bound_can_be_set() -> None:
    async def main() -> list[str]:
        async with stage(longest_line=100) as (sim, wh):
            await wh.call(EXPLORE, {"country": "US"})
            await wh.call(EXPLORE, {"country": "US", "name": "x" * 100})
            return [entry.method for entry in sim.journal]

    assert run(main()) == ["GET", "POST"]


def test_a_long_question_to_an_endpoint_without_post_is_refused_before_anything_is_sent() -> None:
    async def main() -> tuple[str, int, int]:
        async with stage() as (sim, wh):
            with pytest.raises(UsageError) as caught:
                await wh.tiktok_shop.suggestions(type="products", q="x" * 8_000, country="US")
            return str(caught.value), len(sim.journal), wh.ledger.holds

    message, sent, holds = run(main())
    assert (sent, holds) == (0, 0)
    assert message == (
        "tiktok_shop.suggestions: the request line would be 8,072 bytes, 8,000 are allowed, and this endpoint takes no "
        "POST; split the longest list into several calls"
    )


def strict(request: bytes) -> bytes:
    """A proxy that takes request lines of 2,000 bytes."""
    return PAGE_414 if len(request.partition(b"\r\n")[0]) > 2_000 else wire(b'{"data": [], "count": 3}')


def test_a_414_that_comes_all_the_same_is_sent_again_as_a_post_once_and_lowers_the_bound() -> None:
    async def main() -> tuple[list[int], list[str], whasync.Ledger]:
        async with Server(strict) as server, session_on(server) as wh:
            counts = [(await ask(wh, 0))["count"]]
            verbs = [line.split(" ")[0] for line in server.lines]
            counts.append((await ask(wh, 0))["count"])
            verbs += [line.split(" ")[0] for line in server.lines[len(verbs) :]]
            return counts, verbs, wh.ledger

    counts, verbs, ledger = run(main())
    assert (counts, verbs) == ([3, 3], ["GET", "POST", "POST"])
    assert (ledger.spent, ledger.in_doubt, ledger.in_flight) == (2, 0, 0)


def test_a_414_to_the_post_as_well_is_the_callers_to_see() -> None:
    async def main() -> tuple[ResponseError, int]:
        async with Server(PAGE_414) as server, session_on(server) as wh:
            with pytest.raises(ResponseError) as caught:
                await ask(wh, 0)
            return caught.value, len(server.requests)

    error, sent = run(main())
    assert (type(error), error.status, error.method, error.attempts, sent) == (ResponseError, 414, "POST", 2, 2)


def test_a_414_of_an_endpoint_without_post_is_raised_once_and_later_ones_are_refused_unsent() -> None:
    async def main() -> tuple[ResponseError, str, int]:
        async with Server(strict) as server, session_on(server) as wh:
            with pytest.raises(ResponseError) as refused:
                await wh.tiktok_shop.suggestions(type="products", q="x" * 2_500, country="US")
            with pytest.raises(UsageError) as spared:
                await wh.tiktok_shop.suggestions(type="products", q="x" * 2_500, country="US")
            return refused.value, str(spared.value), len(server.requests)

    error, message, sent = run(main())
    assert (error.status, error.attempts, sent) == (414, 1, 1)
    assert "would be 2,572 bytes, 1,286 are allowed" in message


def test_no_caller_ever_sees_a_414_of_the_api() -> None:
    async def main() -> tuple[set[int], set[str]]:
        async with stage() as (sim, wh):
            for padding in range(0, 9_000, 300):
                await ask(wh, padding)
            return {entry.status for entry in sim.journal}, {entry.method for entry in sim.journal}

    assert run(main()) == ({200}, {"GET", "POST"})
