"""A page as a session reads it: every row that was sent is given, set aside or dropped, and each is counted."""

from __future__ import annotations

import json
import random
import warnings
from typing import Any

import pytest

from tests.api.documented import DOCUMENTED, Kind
from tests.io.stage import Server, session_on, wire
from whasync._core.build import build
from whasync._core.decode import raw_rows
from whasync._core.operation import Listing, answer_type
from whasync._core.verdict import classify
from whasync._core.wire import Answer, Request, Response
from whasync.errors import FilterIgnoredWarning
from whasync.operations import CATALOGUE
from whasync.reader import Reader
from whasync.simulator import run

CELLS: tuple[Any, ...] = (
    None, False, True, "", "none", "False", [], {}, [[]], [{}], 0, -1, 10**19, 3.5, "12,345", "1.2k", "$24.90", "NaN",
    "1e400", "2026-07-15", "0000-00-00", "2026-07-15 04:12:51", ["GB"], "US", {"a": [1, {}]}, "x" * 300,
)  # fmt: skip
"""What was seen in cells, and what nobody has seen yet."""

FILTERED: dict[str, dict[str, Any]] = {
    "tiktok_shop.products.explore": {"country": "US", "min_revenue": 100, "max_price": 50},
    "tiktok_shop.products": {"country": "US", "min_sales": 10, "min_rating": 3},
    "adlibrary": {"countries": ["DE", "FR"], "from": "2026-01-01", "to": "2026-12-31", "min": 1, "maxadrank": 3},
    "tiktok_ads": {"countries": "US", "min": 10, "maxshares": 99},
    "pinterest_ads": {"countries": ("US",), "maxprice": 20},
    "google_ads": {"format": "video", "first_seen_from": "2026-01-01", "reach_min": 5},
    "store_explorer": {"country": "US", "monthly_visits_min": 100, "aov_max": 80},
}


def page(kind: Kind, dice: random.Random, size: int) -> list[dict[str, Any]]:
    """Documented rows with anything in some of their cells."""
    seeds = [
        json.loads(bytes(raw))
        for one in DOCUMENTED[kind.route.path].exchanges
        for raw in raw_rows(bytes(one.response.body))
    ]
    rows = [dict(dice.choice(seeds)) for _ in range(size)]
    for number, row in enumerate(rows):
        for name in dice.choices(list(row), k=dice.choice((0, 1, 2, 6))):
            row[name] = dice.choice(CELLS)
        row["number"] = number
    return rows


def hold(name: str, pages: int) -> None:
    kind = CATALOGUE[name]
    assert issubclass(kind, Listing)
    listing = build(kind, FILTERED[name])
    reader, dice = Reader(strict_filters=True), random.Random(name)
    for _ in range(pages):
        sent = page(kind, dice, 50)
        read = reader.leaf(listing, answered({"data": sent, "total": "1.2k", "scroll": dice.choice(CELLS)}, name))
        assert len(read.page.rows) + len(read.page.rejected) + read.page.dropped == len(read.ids) == len(sent)
        assert [row.extra["number"] for row in read.page.rows] == [
            json.loads(row.raw)["number"] for row in read.page.rows
        ]
        assert [json.loads(one.raw)["number"] for one in read.page.rejected] == [
            one.index for one in read.page.rejected
        ]
    (report,) = reader.drift
    assert (report.model, "number" in report.unknown) == (answer_type(kind).__name__, True)


def answered(content: Any, operation: str) -> Answer:
    body = json.dumps(content).encode()
    return Answer(
        request=Request(operation=operation, endpoint="/", url="http://test/"),
        response=Response(status=200, headers={}, body=body),
        verdict=classify(200, {}, body),
    )


@pytest.mark.filterwarnings("ignore::whasync.errors.FilterIgnoredWarning")
@pytest.mark.parametrize("name", FILTERED)
def test_given_set_aside_and_dropped_rows_are_together_those_that_came(name: str) -> None:
    hold(name, pages=15)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::whasync.errors.FilterIgnoredWarning")
@pytest.mark.parametrize("name", FILTERED)
def test_the_same_over_100_000_rows(name: str) -> None:
    hold(name, pages=100_000 // 50 // len(FILTERED) + 1)


def test_a_row_that_cannot_be_read_is_set_aside_with_its_bytes_and_the_walk_goes_on() -> None:
    first = b'{"data":[{"productid":"1"},{"productid":{"a":[1]}},{"productid":"3"}],"scroll":"next"}'
    last = b'{"data":[{"productid":"4"}],"scroll":null}'

    async def main() -> list[tuple[list[Any], list[tuple[int, bytes]]]]:
        async with Server(wire(first), wire(last)) as server, session_on(server) as wh:
            return [
                ([row.id for row in page.rows], [(one.index, one.raw) for one in page.rejected])
                async for page in wh.adlibrary().pages()
            ]

    assert run(main()) == [(["1", "3"], [(1, b'{"productid":{"a":[1]}}')]), (["4"], [])]


def test_no_number_is_no_breach() -> None:
    async def main() -> int:
        rows = b'{"data":[{"id":"1","revenue":"NaN"}]}'
        async with Server(wire(rows)) as server, session_on(server, strict_filters=True) as wh:
            with warnings.catch_warnings():
                warnings.simplefilter("error", FilterIgnoredWarning)
                return len((await wh.tiktok_shop.products.explore(country="US", min_revenue=1, max_revenue=2)).rows)

    assert run(main()) == 1
