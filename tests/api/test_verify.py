"""Whether a filter does anything: the same question with and without it, for two credits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.io.stage import Server, session_on, stage, wire
from whasync.errors import UsageError
from whasync.simulator import run

Question = Callable[[Any], Any]  # a session; the walks differ in their rows
Rows = list[dict[str, Any]]


def verified(question: Question, name: str, *pages: Rows) -> tuple[Any, list[str]]:
    async def main() -> tuple[Any, list[str]]:
        async with Server(*[wire(msgspec.json.encode({"data": rows})) for rows in pages]) as server:
            async with session_on(server) as wh:
                report = await wh.verify_filter(question(wh), name)
                assert wh.ledger.spent == 2
            return report, server.lines

    return run(main())


LAMPS: Rows = [{"id": "1"}, {"id": "2"}]


def test_a_filter_that_changes_the_rows_works() -> None:
    report, lines = verified(lambda wh: wh.pinterest_ads(niches="BY", limit=20), "niches", LAMPS, [{"id": "2"}])
    assert msgspec.structs.asdict(report) == {
        "operation": "pinterest_ads",
        "parameter": "niches",
        "value": "BY",
        "works": True,
        "baseline": ("1", "2"),
        "filtered": ("2",),
        "credits": 2,
    }
    assert lines == [
        "GET /api/v1/pinterest-ads?limit=20 HTTP/1.1",
        "GET /api/v1/pinterest-ads?limit=20&niches=BY HTTP/1.1",
    ]


def test_a_filter_that_changes_nothing_does_not_work() -> None:
    report, _ = verified(lambda wh: wh.pinterest_ads(niches="BY"), "niches", LAMPS, LAMPS)
    assert (report.works, report.baseline, report.filtered) == (False, ("1", "2"), ("1", "2"))


def test_a_filter_that_changes_the_order_alone_works() -> None:
    report, _ = verified(lambda wh: wh.adlibrary(sorting="reach"), "sorting", LAMPS, LAMPS[::-1])
    assert report.works


def test_one_end_of_a_window_is_compared_with_leaving_out_both() -> None:
    _, lines = verified(
        lambda wh: wh.adlibrary(from_="2026-01-01", to="2026-01-31", limit=20), "ad_created_from", LAMPS, LAMPS
    )
    assert lines == [
        "GET /api/v1/adlibrary?limit=20 HTTP/1.1",
        "GET /api/v1/adlibrary?limit=20&from=2026-01-01&to=2026-01-31 HTTP/1.1",
    ]


def test_the_price_is_in_the_log_before_anything_is_sent(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> tuple[list[str], int]:
        async with stage() as (simulator, wh):
            simulator.account.used = simulator.account.limit
            with caplog.at_level(logging.WARNING, "whasync"), pytest.raises(Exception, match="credits"):
                await wh.verify_filter(wh.pinterest_ads(niches="BY"), "niches")
            return [record.getMessage() for record in caplog.records], len(simulator.journal)

    told, sent = run(main())
    assert told[0] == "pinterest_ads: comparing niches='BY' with leaving it out costs 2 credits"
    assert sent == 1


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        (lambda wh: wh.pinterest_ads(niches="BY"), "niche", 'no filter "niche"; did you mean "niches"?'),
        (lambda wh: wh.pinterest_ads(niches="BY"), "languages", "give languages a value to compare with"),
        (lambda wh: wh.tiktok_shop.search(q="lamp"), "q", "give q a value to compare with"),
        (lambda wh: wh.magic_ai(text="lamp"), "text", "give text or image or image_url"),
    ],
    ids=["an unknown name", "no value", "a parameter that cannot be left out", "the only one of a choice"],
)
def test_what_cannot_be_compared_is_refused_and_nothing_is_sent(question: Question, name: str, words: str) -> None:
    async def main() -> str:
        async with stage() as (simulator, wh):
            with pytest.raises(UsageError) as caught:
                await wh.verify_filter(question(wh), name)
            assert simulator.journal == []
            return str(caught.value)

    assert words in run(main())
