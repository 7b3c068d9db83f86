"""Rows are functions of their number: stable, unique, messy only as far as asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulator.asking import NOON, SHOP, V1, ask
from whasync.simulator import Simulator, run
from whasync.simulator.catalogue import Bound, Catalogue, Column, Entity, Matches, Question
from whasync.simulator.identity import NUMBERINGS
from whasync.simulator.mess import EXACT, IDENTITIES, mess_up

ROWS = st.integers(0, 999_999)
ENTITY = Entity(
    "things",
    (Column("natural", 0, 1_000, steep=2), Column("size", 5, 50), Column("rating", 1, 5, digits=1, flows=True)),
    {"even": lambda *of_row: of_row[1] % 2 == 0},
)


@pytest.mark.parametrize("entity", NUMBERINGS)
@given(row=ROWS, market=st.sampled_from(["US", "DE", "AA", "ZZ", "ALL"]))
def test_an_id_names_its_market_and_its_row(entity: str, row: int, market: str) -> None:
    identity = NUMBERINGS[entity].identify(market, row)

    assert NUMBERINGS[entity].find(identity) == (market, row)
    assert (len(identity), identity.isdigit()) == (NUMBERINGS[entity].digits, True)


@pytest.mark.parametrize("identity", ["", "7493", "17295162902938x1", "9729516290293810", "Glow Beauty"])
def test_what_is_no_id_names_nothing(identity: str) -> None:
    assert NUMBERINGS["products"].find(identity) is None


@given(
    size=st.integers(0, 300),
    sort=st.sampled_from(["natural", "size", "rating"]),
    descending=st.booleans(),
    low=st.none() | st.floats(0, 60),
    high=st.none() | st.floats(0, 60),
    factor=st.sampled_from([0.25, 1.0, 3.0]),
    tested=st.booleans(),
)
def test_a_question_is_answered_as_by_looking_at_every_row(
    *, size: int, sort: str, descending: bool, low: float | None, high: float | None, factor: float, tested: bool
) -> None:
    catalogue = Catalogue(7, ENTITY, "US", size)
    bounds = (Bound("size", low, high), Bound("rating", high=high))
    tests = (("even", "yes"),) if tested else ()
    matches = Matches(catalogue, Question(sort, descending, factor, bounds, tests))

    def fits(row: int) -> bool:
        thing, rating = catalogue.value("size", row), catalogue.value("rating", row, factor)
        above = low is None or thing >= low
        below = high is None or (thing <= high and rating <= high)
        return above and below and (not tested or row % 2 == 0)

    found = matches.rows(0, size)
    values = [catalogue.value(sort, row, factor) for row in found]

    assert sorted(found) == [row for row in range(size) if fits(row)]
    assert values == sorted(values, reverse=descending)
    assert matches.total() == len(found)
    assert matches.rows(3, 5) == found[3:8]


def test_the_last_page_of_a_million_rows_in_any_sort_needs_no_scan() -> None:
    async def main() -> tuple[int, int]:
        async with Simulator(rows=1_000_000) as simulator:
            query = {"page": 10_000, "limit": 100, "sort": "commission_rate"}
            answer = (await ask(simulator, f"{SHOP}/products/explore", query)).json
            return len(answer["data"]), len({row["product_id"] for row in answer["data"]})

    assert run(main()) == (100, 100)


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    def rows(seed: int) -> Any:
        async def main() -> Any:
            async with Simulator(rows=100, seed=seed, today=NOON) as simulator:
                return (await ask(simulator, f"{SHOP}/videos/explore")).json["data"]

        return run(main())

    assert rows(1) == rows(1) != rows(2)


@pytest.mark.parametrize("path", [f"{SHOP}/products/explore", f"{V1}/adlibrary", f"{V1}/pinterest-ads"])
def test_the_asked_for_share_of_rows_is_messy_and_the_rest_is_as_without_mess(path: str) -> None:
    def rows(mess: float) -> list[Any]:
        async def main() -> list[Any]:
            async with Simulator(rows=1_000, mess=mess, today=NOON, limit=100) as simulator:
                answer = (await ask(simulator, path, {"limit": 50})).json
                return list(answer["data"])

        return run(main())

    clean, some, all_messy = rows(0), rows(0.3), rows(1)

    assert 5 <= sum(row != other for row, other in zip(clean, some, strict=True)) <= 30
    assert sum(row != other for row, other in zip(clean, all_messy, strict=True)) >= 45


@given(st.integers(0, 2**64 - 1))
def test_a_messy_row_keeps_its_id_exactly(bits: int) -> None:
    small, large = "1729384756102394", "7493920192384910123"
    row = {"id": small, "shop_id": large, "price": 24.9, "sold": 12_345, "stats": {"a": 1}, "day": "2026-07-15"}
    messy = mess_up(row, bits)

    assert messy["id"] in {small, int(small)}
    assert messy["shop_id"] == large
    assert int(small) < EXACT < int(large)


def test_mess_knows_every_disguise() -> None:
    row = {"price": 1_234.5, "sold": 12_345, "stats": {"a": 1}, "day": "2026-07-15", "live": True}
    seen = [mess_up(row, bits) for bits in range(3_000)]
    prices = {repr(messy["price"]) for messy in seen if "price" in messy}
    days = {repr(messy["day"]) for messy in seen if "day" in messy}

    assert prices == {"1234.5", "'1,234.5'", "'1234.50'", "'1234.5'", "'1.2k'", "'False'", "''", "None", "False"}
    assert {re.sub(r"\d", "0", day) for day in days} == {
        "'0000-00-00'",
        "'0000-00-00 00:00:00'",
        "'0000-00-00T00:00:00'",
        "'0000-00-00T00:00:00Z'",
        "'0000-00-00T00:00:00.000000+00:00'",
        "''",
        "None",
        "'none'",
    }
    assert {repr(messy["stats"]) for messy in seen if "stats" in messy} == {"{'a': 1}", "()", "None"}
    assert any("price" not in messy for messy in seen)
    assert any(name.startswith("x_") for messy in seen for name in messy)
    assert IDENTITIES.isdisjoint(row)
