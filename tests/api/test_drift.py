"""What came that the models do not know, and what they know and never came."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.io.stage import Server, session_on, wire
from whasync._core.drift import FieldDrift, Samples, drift
from whasync._core.record import Record, fields, spelt
from whasync.models.lists import Suggestion
from whasync.models.products import Product
from whasync.models.writes import Done
from whasync.simulator import run


class Lamp(Record, frozen=True, kw_only=True):
    """A model of the tests' own."""

    id: str | None = None
    watts: float | None = spelt("power", "w")
    colour: str | None = None


def body(*rows: Any) -> bytes:
    return msgspec.json.encode({"data": rows})


def told(*bodies: bytes) -> FieldDrift:
    samples = Samples()
    for one in bodies:
        samples.keep("lamps", Lamp, one)
    (report,) = samples.report()
    return report


def test_unknown_and_missing_fields_are_told_with_counts_and_an_example() -> None:
    report = told(body({"id": 1, "w": 5, "glow": "warm"}, {"id": 2, "glow": "cold", "shade": [1]}))
    assert msgspec.structs.asdict(report) == {
        "operation": "lamps",
        "model": "Lamp",
        "records": 2,
        "unknown": {"glow": 2, "shade": 1},
        "examples": {"glow": b'"warm"', "shade": b"[1]"},
        "missing": ("colour",),
    }


def test_a_field_under_any_of_its_spellings_is_not_missing() -> None:
    assert [told(body({name: 5})).missing for name in ("watts", "power", "w")] == 3 * [("id", "colour")]


def test_a_field_that_came_empty_is_not_missing() -> None:
    assert told(body({"id": None, "watts": "", "colour": None})).missing == ()


def test_no_more_than_the_first_three_answers_and_the_latest_are_kept() -> None:
    samples = Samples()
    for number in range(10_000):
        samples.keep("lamps", Lamp, body({"id": number, f"field_{number}": 1}))
    (report,) = samples.report()
    assert report.records == 4
    assert sorted(report.unknown) == ["field_0", "field_1", "field_2", "field_9999"]


def test_keeping_an_answer_reads_nothing_of_it_and_the_report_passes_over_what_cannot_be_read() -> None:
    broken = b'{"data":[{"id":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}]}"
    report = told(broken, b"<html>", b'{"data":[{"id":1,"x":"\xff"},7]}', body({"id": 2, "glow": 1}))
    assert report.unknown == {"glow": 1}


def test_a_single_answer_is_looked_at_where_it_stands() -> None:
    samples = Samples()
    samples.keep("write", Done, b'{"success":true,"data":{"success":true,"who":1}}', container="data")
    samples.keep("whole", Done, b'{"success":true,"data":{"who":1}}', container="")
    assert [(report.operation, dict(report.unknown)) for report in samples.report()] == [
        ("write", {"who": 1}),
        ("whole", {"data": 1}),
    ]


def test_no_record_at_all_has_drifted_nowhere() -> None:
    assert drift("lamps", Lamp, []) == FieldDrift(
        operation="lamps", model="Lamp", records=0, unknown={}, examples={}, missing=fields(Lamp)
    )


def test_a_session_tells_the_drift_of_each_operation_it_asked_at_no_cost() -> None:
    async def main() -> tuple[int, list[tuple[str, str, list[str]]], int]:
        rows = body({"id": "1", "title": "Lamp", "glow": "warm"})
        async with Server(wire(rows)) as server, session_on(server) as wh:
            before = len(wh.drift)
            await wh.tiktok_shop.products.explore(country="US")
            async for _ in wh.tiktok_shop.products.explore(country="US"):
                pass
            await wh.tiktok_shop.suggestions(country="US", type="products", q="lamp")
            found = [(each.operation, each.model, list(each.unknown)) for each in wh.drift]
            return before, found, len(server.requests)

    assert run(main()) == (
        0,
        [
            ("tiktok_shop.products.explore", Product.__name__, ["glow"]),
            ("tiktok_shop.suggestions", Suggestion.__name__, ["title", "glow"]),
        ],
        3,
    )
