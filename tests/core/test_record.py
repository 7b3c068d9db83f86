"""Rows and details: their spellings merged, what is unknown kept, and nothing lost on the way through a pickle."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import msgspec
import pytest

from tests.core.questions import Row
from whasync._core.decode import decode_one, decode_rows
from whasync._core.record import Record, fields, identity, spelt


class Store(Record, frozen=True, kw_only=True):
    id: str | None = spelt("shopid", "storeid")
    revenue: float | None = spelt(first="30d_rev_estimated_min")
    best: Row | None = None


class NamedStore(Store, frozen=True, kw_only=True):
    name: str | None = spelt("title")


def store(**wire: Any) -> NamedStore:
    return decode_one(msgspec.json.encode(wire), NamedStore)


@pytest.mark.parametrize("spelling", ["id", "shopid", "storeid"])
def test_a_field_is_read_under_any_of_its_spellings(spelling: str) -> None:
    assert store(**{spelling: "a"}) == NamedStore(id="a")


def test_its_own_spelling_wins_and_then_the_likelier() -> None:
    assert store(storeid="c", shopid="b", id="a").id == "a"
    assert store(storeid="c", shopid="b").id == "b"
    assert store(storeid="c", shopid=None).id == "c"


@pytest.mark.parametrize("nothing", ["", "none", None])
def test_a_spelling_that_says_nothing_leaves_the_field_to_the_others(nothing: str | None) -> None:
    assert store(id=nothing, shopid="b").id == "b"
    assert store(id="a", shopid=nothing).id == "a"
    assert store(id=nothing).id is None


def test_a_name_that_python_cannot_have_is_read_and_the_fields_name_is_not() -> None:
    assert store(**{"30d_rev_estimated_min": 7.5}).revenue == 7.5
    assert store(revenue=7.5).extra == {"revenue": 7.5}


def test_a_models_spellings_hold_for_the_models_made_from_it() -> None:
    assert store(shopid="a", title="x") == NamedStore(id="a", name="x")
    assert sorted(fields(NamedStore)) == ["best", "id", "name", "revenue"]


def test_what_the_model_does_not_know_is_kept() -> None:
    record = store(shopid="a", new={"b": [1]}, other=None)
    assert record.extra == {"new": {"b": [1]}, "other": None}


def test_bytes_that_are_no_utf_8_in_an_unknown_field_hide_no_other() -> None:
    record = decode_one(b'{"shopid":"a","new":"x\xff","other":1}', NamedStore)
    assert record.extra == {"new": "x\ufffd", "other": 1}


def test_what_cannot_be_read_at_all_has_nothing_extra_and_keeps_its_bytes() -> None:
    deep = b'{"shopid":"a","new":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    record = Row(id="a")
    msgspec.structs.force_setattr(record, "origin", ([deep], 0))
    assert (record.extra, record.raw) == ({}, deep)


def test_a_records_own_json_is_kept_to_the_byte() -> None:
    rows, _ = decode_rows(b'{"data": [{"id" : "1","x":1.50}, {"name":"caf\\u00e9"}]}', Row)
    assert [row.raw for row in rows] == [b'{"id" : "1","x":1.50}', b'{"name":"caf\\u00e9"}']


def test_a_record_made_by_hand_has_json_of_its_own() -> None:
    assert NamedStore(id="a", revenue=7.5).raw == b'{"id":"a","30d_rev_estimated_min":7.5}'
    assert NamedStore(id="a").extra == {}


def test_a_record_as_a_dict_has_its_fields_and_no_other_spelling() -> None:
    assert Row(id="1", price=2.5).to_dict() == {"id": "1", "title": None, "price": 2.5, "sales": None}


def test_a_record_shows_what_it_holds() -> None:
    assert repr(decode_one(b'{"row_id":"1","caption":"x","new":1}', Row)) == "Row(id='1', title='x')"
    assert repr(Row()) == "Row()"


def test_records_are_equal_by_what_they_hold_and_not_by_how_it_was_spelt() -> None:
    assert decode_one(b'{"row_id":"1"}', Row) == decode_one(b'{"id":"1","new":2}', Row) == Row(id="1")
    assert Row(id="1") != Row(id="2")


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Row(id="1").id = "2"  # type: ignore[misc] # frozen is what this shows


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_brings_back_fields_bytes_and_what_was_unknown(protocol: int) -> None:
    rows, _ = decode_rows(b'{"data":[{"row_id":"1","new":1},{"id":"2","price":"$5"}]}', Row)
    for row in rows:
        back = pickle.loads(pickle.dumps(row, protocol))  # noqa: S301 - made a moment ago
        assert (type(back), back, back.raw, back.extra) == (Row, row, row.raw, row.extra)


def test_a_pickled_row_does_not_carry_its_page() -> None:
    page = msgspec.json.encode({"data": [{"id": str(number), "title": "x" * 100} for number in range(1_000)]})
    rows, _ = decode_rows(page, Row)
    assert len(pickle.dumps(rows[500])) < 1_000


def test_a_record_within_a_record_pickles_and_copies_too() -> None:
    record = store(shopid="a", best={"row_id": "1", "new": 1})
    for back in (pickle.loads(pickle.dumps(record)), copy.deepcopy(record), copy.copy(record)):  # noqa: S301 - made a moment ago
        assert (back, back.best, back.raw) == (record, Row(id="1"), record.raw)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (Row(id="7", title="x"), "7"),
        (Row(title="x"), str(Row(title="x").raw)),
        ({"id": 1}, "{'id': 1}"),
    ],
)
def test_a_row_is_told_apart_by_its_id_or_by_its_bytes(row: Any, name: str) -> None:
    assert identity(row) == name
