"""Values in their disguises: what each becomes, and what is left for the decoder to refuse."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from whasync._core.mend import mend, to_number
from whasync._core.record import Record, spelt

UTC = dt.UTC


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24.9", 24.9),
        (" 7 ", 7.0),
        ("-3", -3.0),
        ("+7", 7.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
        ("1.234", 1.234),  # a dot alone parts decimals, as everywhere in this API
        ("12,345", 12_345.0),
        ("1,234,567", 1_234_567.0),
        ("-1,234", -1_234.0),
        ("1,5", 1.5),
        ("1,00", 1.0),
        ("0,123", 0.123),
        ("1,234.56", 1_234.56),
        ("1.234,56", 1_234.56),
        ("1.234.567,8", 1_234_567.8),
        ("12,345.6k", 12_345_600.0),
        ("17.12k", 17_120.0),
        ("1.001k", 1_001.0),
        ("1.2M", 1_200_000.0),
        ("1.2 m", 1_200_000.0),
        ("3B", 3_000_000_000.0),
        ("-1.5k", -1_500.0),
        ("$24.90", 24.9),
        ("$1,234", 1_234.0),
        ("$-3", -3.0),
        ("-$3", -3.0),
        ("USD 24.9", 24.9),
        ("24,90 \u20ac", 24.9),
        ("\u20ac 1.234,5", 1_234.5),
        ("24.90USD", 24.9),
        ("5%", 5.0),
        ("12 months", 12.0),
        ("4.5/", 4.5),
    ],
)
def test_a_disguised_number_is_read_alike_in_every_country(text: str, number: float) -> None:
    assert to_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "none", "None", "NULL", "False", "n/a", "-", "undefined", "0000-00-00"),
        *("NaN", "-nan", "INF", "+inf", "-Infinity"),
    ],
)
def test_what_says_nothing_is_none(text: str) -> None:
    assert to_number(text) is None
    assert to_number(False) is None


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "k", "\u20ac", ",", ".", "--5", "3-5", "1.2.3", "1,23,456", "1 234", "1'234", "1e5", "nano", "info"),
        *("\u22123", "2026-01-02", "12:30", "1/2", "v1.2.3", "10.000.000"),
    ],
)
def test_what_is_no_number_is_left_as_it_is(text: str) -> None:
    assert to_number(text) == text


@pytest.mark.parametrize("value", [None, 7, 7.5, True, [], {}, [1]])
def test_what_is_no_text_is_left_as_it_is(value: Any) -> None:
    assert to_number(value) is value


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_with_thousands_separators_is_that_number(number: int) -> None:
    assert to_number(f"{number:,}") == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_english_and_continental_amounts_are_the_same_number(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    continental = english.translate(str.maketrans(",.", ".,"))
    assert to_number(english) == float(f"{whole}.{cents:02}")
    if whole >= 1_000:
        assert to_number(continental) == to_number(english)


@given(st.integers(0, 10**7), st.sampled_from([("k", 3), ("M", 6), ("b", 9)]))
def test_a_thousandth_of_a_suffix_is_exact(thousandths: int, suffix: tuple[str, int]) -> None:
    letter, exponent = suffix
    assert to_number(f"{thousandths / 1000:.3f}{letter}") == thousandths * 10 ** (exponent - 3)


@given(st.text(max_size=12) | st.text("0123456789.,+-kmb$ e", max_size=12))
def test_no_text_breaks_the_reading(text: str) -> None:
    number = to_number(text)
    assert number is None or isinstance(number, float) or number is text or number == text


class Inner(Record, frozen=True, kw_only=True):
    count: int | None = None
    bare = "count"


Moment = Annotated[dt.datetime, Meta(tz=True)]


@pytest.mark.parametrize(
    ("value", "kind", "mended"),
    [
        # numbers
        ("1.2k", float | None, 1_200.0),
        ("1.2k", int | None, 1_200),
        ("12,345", int, 12_345),
        (17.0, int | None, 17),
        (False, float | None, None),
        ("", int | None, None),
        ([], float | None, None),
        ({}, int | None, None),
        (2**70, int, 2**70),
        # text
        (1729384756102394111, str, "1729384756102394111"),
        (1729384756102394111, str | None, "1729384756102394111"),
        (2**80, str, str(2**80)),
        (24.9, str, "24.9"),
        (False, str | None, None),
        ("", str | None, ""),
        ("none", str | None, "none"),
        # objects and lists
        ([], dict[str, int], {}),
        ([], dict[str, int] | None, {}),
        (False, dict[str, int] | None, None),
        ("", dict[str, int] | None, None),
        ({"a": "1.5k"}, dict[str, float], {"a": 1_500.0}),
        ({}, list[int], []),
        ({}, list[int] | None, []),
        ({"0": "7", "2": "8"}, list[int], [7, 8]),
        ("US, DE", list[str], ["US", "DE"]),
        ("", list[str] | None, None),
        ("7,8", list[int], [7, 8]),
        ([], Inner, {}),
        ([], Inner | None, {}),
        ("", Inner, {}),
        ("", Inner | None, None),
        (27, Inner, {"count": 27}),
        ("1.2k", Inner, {"count": 1_200}),
        ({"count": "12,345", "new": "x"}, Inner, {"count": 12_345, "new": "x"}),
        ([{"count": "7"}, []], list[Inner], [{"count": 7}, {}]),
        # dates
        ("2026-03-01", dt.date, dt.date(2026, 3, 1)),
        ("2026-03-01 23:59:59", dt.date, dt.date(2026, 3, 1)),
        ("2026-03-01T10:00:00.123456Z", dt.date | None, dt.date(2026, 3, 1)),
        ("none", dt.date | None, None),
        ("0000-00-00", dt.date | None, None),
        ("0000-00-00 00:00:00", Moment | None, None),
        ("2026-03-01", Moment | None, dt.datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01 10:00:00", Moment | None, dt.datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("2026-03-01T10:00:00Z", Moment, dt.datetime(2026, 3, 1, 10, tzinfo=UTC)),
        (1_772_359_200, Moment, dt.datetime(2026, 3, 1, 10, tzinfo=UTC)),
        ("", Moment | None, None),
        # flags
        ("1", bool, True),
        ("0", bool | None, False),
        ("yes", bool, True),
        ("False", bool | None, None),
        (False, bool | None, False),
        (0, bool, False),
        (1, bool | None, True),
    ],
)
def test_a_value_becomes_what_the_model_wants(value: Any, kind: Any, mended: Any) -> None:
    result = mend(value, kind)
    assert result == mended
    assert type(result) is type(mended)
    msgspec.convert(result, kind, strict=False)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("many", int | None),
        (True, float),
        (1.5, int | None),
        ("1.5", int),
        ("soon", dt.date | None),
        (1e300, Moment),
        (float("nan"), Moment),
        ("maybe", bool),
        (2, bool),
        ([1], float | None),
        ({"a": 1}, list[int]),
        (7, list[int]),
        (7, dict[str, int]),
        ([1], Inner),
        ({"a": 1}, str | None),
    ],
)
def test_what_cannot_be_mended_is_left_for_the_decoder_to_refuse(value: Any, kind: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(mend(value, kind), kind, strict=False)


class Spelt(Record, frozen=True, kw_only=True):
    revenue: float | None = spelt("gmv")
    estimated: float | None = spelt(first="30d_rev_estimated_min")


def test_the_other_spellings_of_a_field_are_mended_like_the_field() -> None:
    assert mend({"gmv": "1.2k", "30d_rev_estimated_min": "$7"}, Spelt) == {"gmv": 1_200.0, "30d_rev_estimated_min": 7.0}
