"""Rows as no documentation has them: whatever comes, none is lost without being counted, and nothing of it is lost."""

from __future__ import annotations

import pickle
import random
from functools import cache
from typing import Any

import msgspec
import pytest

from whasync._core.decode import decode_one, decode_rows
from whasync._core.operation import answer_type
from whasync._core.record import Record
from whasync.errors import DecodeError
from whasync.operations import CATALOGUE

MODELS = sorted({answer_type(kind) for kind in CATALOGUE.values()}, key=lambda model: str(model.__name__))
PAGE = 500

# What cells were seen to hold, and what nobody has seen yet.
CELLS: list[Any] = [
    None, "", "none", "False", False, True, 0, 1, -1, 12, 24.9, 1e3, 10**19, 1729384756102394567, float(2**60),
    "12,345", "1.2k", "17.12k", "3.4M", "$24.90", "24,9", " 24.9", "007", "+5", "n/a", "-", "undefined", "NaN", "yes",
    "2026-07-14", "2026-07-14T02:11:09", "2026-07-14 02:11:09", "2026-09-06T04:12:51.318204+00:00", "0000-00-00",
    1693314209, -62135596800, 10**17, "31.12.2026", "DE,FR", "<br/>&amp;", "ünïcödé \U0001f4a1", "\u0000", "x" * 300,
    [], {}, [[]], [{}], {"0": "a", "1": "b"}, {"7d": "1.2k", "30d": None}, ["a", 1, None], {"a": {"b": [1, {}]}},
    [{"id": 1, "name": "x"}, 5, "y", None], {"monthly_visits": "1.2k"}, [{"value": "3"}],
]  # fmt: skip


@cache
def wires(model: type[Record]) -> list[str]:
    """Every name that a model reads."""
    return [field.encode_name for field in msgspec.structs.fields(model)]


def mutated(model: type[Record], dice: random.Random) -> dict[str, Any]:
    """A row with anything in some of its fields, under any of their spellings, and with fields nobody knows."""
    names = wires(model)
    row: dict[str, Any] = {name: dice.choice(CELLS) for name in dice.sample(names, dice.randint(0, min(6, len(names))))}
    row[f"unknown_{dice.randint(0, 9)}"] = dice.choice(CELLS)
    return row


def rows_of(model: type[Record], count: int, seed: int) -> None:
    """Read pages of mutated rows, and hold what comes out against what went in."""
    dice = random.Random(seed)
    for _ in range(0, count, PAGE):
        given = [mutated(model, dice) for _ in range(PAGE)]
        body = msgspec.json.encode({"data": given})
        rows, rejected = decode_rows(body, model)
        assert len(rows) + len(rejected) == PAGE
        lost = {one.index for one in rejected}
        kept = [row for index, row in enumerate(given) if index not in lost]
        for row, original in zip(rows, kept, strict=True):
            assert msgspec.json.decode(row.raw) == original
            assert {
                name: value for name, value in original.items() if name.startswith("unknown_")
            }.items() <= row.extra.items()
        for one in rejected:
            assert msgspec.json.decode(one.raw) == given[one.index]


@pytest.mark.parametrize("model", MODELS)
def test_mutated_rows_are_read_or_counted(model: type[Record]) -> None:
    rows_of(model, PAGE, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("model", MODELS)
def test_a_hundred_thousand_mutated_rows_are_read_or_counted(model: type[Record]) -> None:
    rows_of(model, 100_000, seed=2)


def outcome(body: bytes, model: type[Record]) -> Record | DecodeError:
    try:
        return decode_one(body, model)
    except DecodeError as error:
        return error


@pytest.mark.parametrize("model", MODELS)
def test_a_mutated_answer_is_read_or_refused(model: type[Record]) -> None:
    dice = random.Random(3)
    for _ in range(500):
        inner = dice.choice([mutated(model, dice), dice.choice(CELLS)])
        assert isinstance(outcome(msgspec.json.encode({"success": True, "data": inner}), model), model | DecodeError)


@pytest.mark.parametrize("model", MODELS)
def test_a_record_survives_a_pickle(model: type[Record]) -> None:
    dice = random.Random(4)
    rows, _ = decode_rows(msgspec.json.encode([mutated(model, dice) for _ in range(50)]), model)
    again = pickle.loads(pickle.dumps(rows))  # noqa: S301 - our own
    assert repr(again) == repr(rows)  # NaN is not equal to itself
    assert [row.raw for row in again] == [row.raw for row in rows]
