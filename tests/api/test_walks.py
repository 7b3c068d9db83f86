"""Listings of every mechanism: each row once, no page paid for in vain, and nothing left behind."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from math import ceil
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from msgspec.structs import replace

import whasync
from tests.api.listings import SIZES, Question, rows_of, simulator, with_each
from tests.io.stage import Server, session_on, stage, wire
from whasync._core.wire import Answer, Request
from whasync._io.chain import Handler
from whasync.errors import CursorExpiredError
from whasync.simulator import Entry, Habits, run

ID = "104839201745562"


OWN: dict[str, tuple[Question, int, int]] = {
    "a shop's products by page": (lambda wh: wh.tiktok_shop.shop_detail.product.query_list(id=ID), 84, 1),
    "brands by page with a count of pages": (lambda wh: wh.brands(), 60, 2),
    "a brand's ads, bare, by page from 0": (lambda wh: wh.brands.ads(id=ID), 66, 4),
    "trends by offset, whose last page is full": (lambda wh: wh.trends.search(), 400, 21),
    "notifications by the last id": (lambda wh: wh.notifications(), 75, 3),
    "boards, bare, all at once": (lambda wh: wh.saved_ads.boards(), 0, 1),
    "suggestions, all at once": (lambda wh: wh.tiktok_shop.suggestions(country="US", type="shops", q="a"), 10, 1),
}
"""Listings with a number of rows of their own: how many there are, and how many calls they take."""


@pytest.mark.parametrize("rows", [1, 249, 251, 530])
@pytest.mark.parametrize(("question", "size"), SIZES.values(), ids=SIZES.keys())
def test_a_walk_gives_every_row_once_in_as_few_calls_as_there_are_pages(
    question: Question, size: int, rows: int
) -> None:
    async def main() -> tuple[int, int, int]:
        async with stage(simulator(rows)) as (sim, wh):
            given = await rows_of(question(wh))
            return len(given), len(set(given)), len(sim.journal)

    assert run(main()) == (rows, rows, ceil(rows / size))


@pytest.mark.parametrize(("question", "rows", "calls"), OWN.values(), ids=OWN.keys())
def test_a_listing_of_its_own_length_gives_every_row_once(question: Question, rows: int, calls: int) -> None:
    async def main() -> tuple[int, int, int]:
        async with stage(simulator(5_000)) as (sim, wh):
            given = await rows_of(question(wh))
            return len(given), len(set(given)), len(sim.journal)

    assert run(main()) == (rows, rows, calls)


def test_the_older_generation_walks_explore_by_page() -> None:
    async def main() -> tuple[int, list[str | None]]:
        async with stage(simulator(230, "B")) as (sim, wh):
            given = await rows_of(wh.tiktok_shop.products.explore(country="US"))
            return len(set(given)), [_sent(entry).get("page") for entry in sim.journal]

    assert run(main()) == (230, [None, "2", "3"])


def test_a_server_that_gives_everything_whatever_the_page_gives_each_row_once() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(230, "B")) as (sim, wh):
            return len(await rows_of(wh.brands())), len(sim.journal)

    assert run(main()) == (60, 2)  # 60 rows though 50 were asked for; the second call shows that there are no more


def test_awaiting_a_listing_is_one_call_and_says_what_follows() -> None:
    async def main() -> tuple[int, bool, bool, int]:
        async with stage(simulator(120)) as (sim, wh):
            first = await wh.adlibrary(limit=20)
            last = await wh.landers.explore()
            return len(first.rows), isinstance(first.next, str), last.next is None, len(sim.journal)

    assert run(main()) == (20, True, True, 2)


def test_a_walk_goes_on_from_a_cursor_that_was_kept() -> None:
    async def main() -> tuple[list[Any], list[Any]]:
        async with stage(simulator(120)) as (_, wh):
            whole = await rows_of(wh.adlibrary())
            first = await wh.adlibrary()
            rest = await rows_of(wh.adlibrary(scroll=str(first.next)))
            return whole, [row.id for row in first.rows] + rest

    whole, parts = run(main())
    assert (len(whole), parts) == (120, whole)


def test_a_walk_can_be_walked_twice() -> None:
    async def main() -> bool:
        async with stage(simulator(120)) as (_, wh):
            walk = wh.adlibrary()
            return await rows_of(walk) == await rows_of(walk)

    assert run(main())


def test_the_size_of_a_page_goes_out_with_the_first_request_only_and_the_filters_with_each() -> None:
    async def main() -> list[dict[str, str]]:
        async with stage(simulator(30_000)) as (sim, wh):
            async with aclosing(wh.adlibrary(keyword="lamp", countries="DE", limit=20).pages()) as pages:
                for _ in range(3):
                    await anext(pages)
            return [_sent(entry) for entry in sim.journal]

    first, *later = run(main())
    assert first == {"keyword": "lamp", "countries": "DE", "limit": "20"}
    assert [sent | {"scroll": "token"} for sent in later] == 2 * [
        {"keyword": "lamp", "countries": "DE", "scroll": "token"}
    ]


def test_a_cursor_of_other_filters_that_the_caller_gives_is_an_error_and_is_not_sent_again() -> None:
    async def main() -> int:
        async with stage(simulator(120)) as (sim, wh):
            token = (await wh.adlibrary(countries="DE", limit=10)).next
            assert isinstance(token, str)
            with pytest.raises(CursorExpiredError, match="Scroll token does not match"):
                await wh.adlibrary(countries="FR", scroll=token)
            return len(sim.journal)

    assert run(main()) == 2


def test_an_expired_cursor_starts_the_walk_over_and_every_row_comes_once() -> None:
    async def main() -> tuple[list[Any], list[Any], int]:
        async with stage(simulator(230, habits=Habits(scroll_life=60.0))) as (sim, wh):
            whole = await rows_of(wh.adlibrary())
            before = len(sim.journal)
            given = []
            async for row in wh.adlibrary():
                given.append(row.id)
                if len(given) == 130:  # within the third page
                    await asyncio.sleep(61)
            return whole, given, len(sim.journal) - before

    whole, given, calls = run(main())
    assert (len(whole), given) == (230, whole)
    assert calls == 3 + 1 + 5  # three pages, the refused cursor, all five anew


def test_a_cursor_that_is_taken_for_one_of_other_filters_starts_the_walk_over_too() -> None:
    async def main() -> tuple[list[Any], list[Any]]:
        sent = 0

        async def confuse(request: Request, handler: Handler) -> Answer:
            nonlocal sent
            sent += 1
            arguments = {**request.arguments, "keyword": "lamp"} if sent == 3 else request.arguments
            return await handler(replace(request, arguments=arguments))

        async with stage(simulator(230), attempt_middlewares=[confuse]) as (_, wh):
            given = await rows_of(wh.adlibrary())
            return given, await rows_of(wh.adlibrary())

    given, whole = run(main())
    assert (len(whole), given) == (230, whole)


def test_an_expired_cursor_with_strict_filters_still_gives_every_row_once() -> None:
    def page(first: int, scroll: str | None) -> bytes:
        rows = [{"id": str(number), "started": f"202{5 + number % 2}-01-15"} for number in range(first, first + 4)]
        return wire(msgspec.json.encode({"data": rows, "scroll": scroll}))

    expired = wire(b'{"success":false,"error":"Invalid or expired scroll token"}', "400 Bad Request")
    answers = [page(0, "a"), expired, page(0, "a"), page(4, None)]

    async def main() -> list[tuple[list[Any], int]]:
        async with Server(*answers) as server, session_on(server, strict_filters=True) as wh:
            walk = wh.adlibrary(from_="2026-01-01", to="2026-01-31")
            with pytest.warns(whasync.FilterIgnoredWarning):
                return [([row.id for row in page.rows], page.dropped) async for page in walk.pages()]

    assert run(main()) == [(["1", "3"], 2), ([], 0), (["5", "7"], 2)]


def test_a_cursor_that_keeps_expiring_ends_in_its_error_after_three_restarts() -> None:
    async def main() -> tuple[int, int]:
        async with stage(simulator(230, habits=Habits(scroll_life=60.0))) as (sim, wh):
            given: list[Any] = []

            async def pause(row: Any) -> None:
                given.append(row.id)
                if len(given) % 50 == 1:
                    await asyncio.sleep(61)

            with pytest.raises(CursorExpiredError):
                await with_each(wh.adlibrary(), pause)
            return len(given), len(sim.journal)

    assert run(main()) == (200, 2 + 3 + 4 + 5)


def test_a_cursor_of_the_callers_own_that_has_expired_is_an_error_at_once() -> None:
    async def main() -> int:
        async with stage(simulator(230, habits=Habits(scroll_life=60.0))) as (sim, wh):
            token = (await wh.adlibrary()).next
            await asyncio.sleep(61)
            with pytest.raises(CursorExpiredError):
                await rows_of(wh.adlibrary(scroll=str(token)))
            return len(sim.journal)

    assert run(main()) == 2


def test_a_page_number_alone_is_enough_where_pages_are_numbered() -> None:
    async def main() -> tuple[list[Any], list[Any]]:
        async with stage(simulator(120)) as (_, wh):
            return await rows_of(wh.google_ads()), await rows_of(wh.google_ads(page=2))

    whole, rest = run(main())
    assert rest == whole[48:]


def _sent(entry: Entry) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(entry.target).query).items()}
