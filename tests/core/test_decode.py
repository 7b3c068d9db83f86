"""From a body to typed rows: every container, and no page lost for one bad cell."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.questions import Row
from whasync._core.decode import Page, Rejected, decode_one, decode_rows, marks, raw_rows
from whasync._core.record import Record
from whasync.errors import DecodeError

CONTAINERS = ("data", "brands", "result", "results", "items", "suggestions", "rows", "list")
ROWS = [{"id": "1", "price": 24.9}, {"id": "2", "sales": 7}]
TYPED = [Row(id="1", price=24.9), Row(id="2", sales=7)]


class Detail(Record, frozen=True, kw_only=True):
    id: str
    amount: int = 0


class Titled(Record, frozen=True, kw_only=True):
    id: str
    title: str | None = None


class Figures(Record, frozen=True, kw_only=True):
    revenue: float | None = None
    by_day: dict[str, float | None] | None = None


def body(value: Any) -> bytes:
    return msgspec.json.encode(value)


def rows_of(value: Any) -> list[Row]:
    rows, rejected = decode_rows(body(value), Row)
    assert rejected == ()
    return rows


@pytest.mark.parametrize("name", CONTAINERS)
def test_rows_are_found_under_every_name_that_a_surface_has_for_them(name: str) -> None:
    assert rows_of({"success": True, name: ROWS, "total": 2}) == TYPED


@pytest.mark.parametrize("outer", CONTAINERS)
@pytest.mark.parametrize("inner", CONTAINERS)
def test_rows_are_found_one_level_deeper(outer: str, inner: str) -> None:
    assert rows_of({outer: {inner: ROWS, "total": 2}}) == TYPED


def test_rows_no_deeper_than_that_are_looked_for() -> None:
    with pytest.raises(DecodeError):
        rows_of({"data": {"data": {"data": ROWS}}})
    with pytest.raises(DecodeError):
        decode_rows(b'{"data":' * 900 + b"[]" + b"}" * 900, Row)


@pytest.mark.parametrize(
    "page",
    [
        b'{"data":null,"brands":[{"id":"1"}]}',
        b'{"data":null,"list":[{"id":"1"}],"brands":null}',
        b'{"\xff":1,"data":[{"id":"1"}]}',
    ],
)
def test_rows_beside_an_empty_or_a_broken_name_know_their_bytes(page: bytes) -> None:
    rows, _ = decode_rows(page, Row)
    assert [row.raw for row in rows] == [b'{"id":"1"}']


def test_a_bare_array_is_its_rows() -> None:
    assert rows_of(ROWS) == TYPED


@pytest.mark.parametrize(
    "value", [[], {"data": []}, {"data": {"list": []}}, {"data": None}, {"data": {}}, {"brands": ""}]
)
def test_an_empty_listing_has_no_rows(value: Any) -> None:
    assert rows_of(value) == []


@pytest.mark.parametrize("value", [{}, {"success": True}, 7, "x", None, {"data": 7}, {"data": "x"}, {"rows": {"x": 1}}])
def test_a_body_without_rows_is_an_error_that_keeps_the_body(value: Any) -> None:
    with pytest.raises(DecodeError) as caught:
        decode_rows(body(value), Row, operation="brands")
    error = caught.value
    assert (str(error), error.path, error.operation, error.body) == (
        "brands: the answer holds no list of rows",
        "$",
        "brands",
        body(value),
    )


@pytest.mark.parametrize("broken", [b"", b"<html>", b'{"data":[{"id":', b"[" * 100_000, b'{"data":' * 100_000, b"\xff"])
def test_a_body_that_is_no_json_is_an_error_too(broken: bytes) -> None:
    with pytest.raises(DecodeError):
        decode_rows(broken, Row)


# One bad cell.


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ({"price": "12,345"}, {"price": 12_345.0}),
        ({"price": "$24.90"}, {"price": 24.9}),
        ({"sales": "17.12k"}, {"sales": 17_120}),
        ({"sales": "False"}, {"sales": None}),
        ({"sales": ""}, {"sales": None}),
        ({"price": False}, {"price": None}),
        ({"id": 1729384756102394111}, {"id": "1729384756102394111"}),
        ({"price": []}, {"price": None}),
    ],
)
def test_a_disguised_cell_is_read_and_its_neighbours_are_as_they_were(cell: Any, mended: dict[str, Any]) -> None:
    raw = {"id": "3", "title": "x", **cell}
    rows = rows_of({"data": [*ROWS, raw]})
    assert rows[:2] == TYPED
    assert rows[2].to_dict() == {"price": None, "sales": None, "id": "3", "title": "x", **mended}


@pytest.mark.parametrize("text", ["NaN", "nan", "-NAN", "INF", "-inf", "Infinity"])
def test_what_is_not_a_number_by_its_own_word_is_none_and_kept_in_the_rows_bytes(text: str) -> None:
    row = f'{{"revenue":"{text}","by_day":{{"1":"{text}","2":2}}}}'.encode()
    (figures,), rejected = decode_rows(b'{"data":[%b]}' % row, Figures)
    assert figures == Figures(by_day={"1": None, "2": 2.0})
    assert (figures.raw, rejected) == (row, ())


def test_a_text_that_was_cut_within_a_sign_costs_neither_its_row_nor_the_answer_it_stands_in() -> None:
    row = b'{"id":"1","price":2,"title":"caf\xc3"}'
    rows, rejected = decode_rows(b'{"data":[%b]}' % row, Titled)
    assert (rows, rejected, rows[0].raw) == ([Titled(id="1", title="caf\ufffd")], (), row)
    assert decode_one(row, Titled) == rows[0]
    assert Page(rows=rows, raw=row).json() == {"id": "1", "price": 2, "title": "caf\ufffd"}


def test_a_row_that_cannot_be_read_is_set_aside_with_its_bytes_and_its_place() -> None:
    rows, rejected = decode_rows(b'{"data":[{"id":"1"},{"id":"2","sales": "many"},7,{"id":"4"}]}', Row)
    assert [row.id for row in rows] == ["1", "4"]
    assert rejected == (
        Rejected(1, "Expected `int | null`, got `str` - at `$.sales`", b'{"id":"2","sales": "many"}'),
        Rejected(2, "Expected `object`, got `int`", b"7"),
    )


def test_rows_after_a_rejected_one_still_know_their_own_bytes() -> None:
    rows, _ = decode_rows(b'{"data":[{"id":"1"},{"sales":"many"},{"id":"3", "new":1}]}', Row)
    assert [row.raw for row in rows] == [b'{"id":"1"}', b'{"id":"3", "new":1}']
    assert rows[1].extra == {"new": 1}


CELL = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["12,345", "1.2k", "", "none", "$5", "many", [], {}, [1], {"a": 1}])
)
ROW = st.dictionaries(st.sampled_from(["id", "row_id", "title", "name", "price", "sales", "new"]), CELL) | CELL


@given(st.lists(ROW, max_size=8), st.sampled_from([*CONTAINERS, ""]))
def test_every_row_is_given_or_set_aside_in_order_and_to_the_byte(cells: list[Any], container: str) -> None:
    whole = json.dumps({container: cells} if container else cells).encode()
    rows, rejected = decode_rows(whole, Row)
    assert len(rows) + len(rejected) == len(cells)
    raws = {row.index: row.raw for row in rejected}
    left = iter(rows)
    for index, cell in enumerate(cells):
        raw = raws[index] if index in raws else next(left).raw
        assert raw == json.dumps(cell).encode()


# Single answers.


@pytest.mark.parametrize(
    ("value", "container"),
    [
        ({"success": True, "data": {"id": "1", "amount": 7}}, "data"),
        ({"id": "1", "amount": 7}, "data"),
        ({"data": None, "id": "1", "amount": 7}, "data"),
        ({"credits": {"id": "1", "amount": 7}}, "credits"),
        ({"data": {"id": 1, "amount": "7"}}, "data"),
    ],
)
def test_a_single_answer_stands_in_its_container_or_is_the_body(value: Any, container: str) -> None:
    assert decode_one(body(value), Detail, container=container) == Detail(id="1", amount=7)


def test_a_single_answer_knows_its_own_bytes_and_what_the_model_does_not() -> None:
    detail = decode_one(b'{"data": {"id":"1", "new": [1]}}', Detail)
    assert (detail.raw, detail.extra) == (b'{"id":"1", "new": [1]}', {"new": [1]})


@pytest.mark.parametrize(
    ("value", "path", "words"),
    [
        ({"data": {"amount": 7}}, "$", "Object missing required field `id` at $"),
        ({"data": {"id": "1", "amount": "many"}}, "$.amount", "Expected `int`, got `str` at $.amount"),
        ({"data": {"id": ["x"]}}, "$.id", "Expected `str`, got `array` at $.id"),
        ({"data": [1]}, "$", "Expected `object`, got `array` at $"),
        ([1], "$", "Expected `object`, got `array` at $"),
    ],
)
def test_an_answer_of_another_shape_is_an_error_that_says_where(value: Any, path: str, words: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode_one(body(value), Detail, operation="x.get")
    error = caught.value
    assert (str(error), error.path, error.operation, error.body) == (f"x.get: {words}", path, "x.get", body(value))


@pytest.mark.parametrize(
    "broken", [b"", b"<html>", b'{"data":{"id":', b"[" * 100_000, b'{"data":' * 100_000, b'{"id":1e999}']
)
def test_a_single_answer_that_is_no_json_is_an_error_too(broken: bytes) -> None:
    with pytest.raises(DecodeError):
        decode_one(broken, Detail)


# The envelope.


def test_the_marks_of_a_bare_array_and_of_no_json_are_empty() -> None:
    for nothing in (b"[1]", b"", b"7", b"<html>"):
        assert [bytes(mark) for mark in msgspec.structs.astuple(marks(nothing))] == [b"null"] * 7


def test_raw_rows_are_slices_and_none_where_there_are_none() -> None:
    assert [bytes(row) for row in raw_rows(b'{"data": [ {"a": 1} , 7]}')] == [b'{"a": 1}', b"7"]
    assert raw_rows(b"{}") == raw_rows(b"<html>") == []


def test_a_page_keeps_its_body_as_json() -> None:
    page = Page(rows=TYPED, raw=b'{"data": [], "total": 2}', total=2)
    assert page.json() == {"data": [], "total": 2}


@pytest.mark.parametrize("raw", [b'{"data":[],"new":1e999}', b'{"data":[],"new":' + b"[" * 100_000, b""])
def test_a_page_that_cannot_be_read_whole_says_so(raw: bytes) -> None:
    with pytest.raises(DecodeError, match="the page cannot be read whole") as caught:
        Page(rows=[], raw=raw).json()
    assert caught.value.body == raw
