"""The nearest good name."""

from __future__ import annotations

import pytest

from whasync._core.suggest import hint, nearest

NAMES = ("country", "min_revenue", "max_revenue", "daysrunning", "pageName")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("contry", "country"),
        ("Country", "country"),
        ("min-revenue", "min_revenue"),
        ("minrevenue", "min_revenue"),
        ("mx_revenue", "max_revenue"),
        ("days_running", "daysrunning"),
        ("pagename", "pageName"),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_name_with_a_slip_finds_the_one_that_was_meant(wrong: str, meant: str | None) -> None:
    assert nearest(wrong, NAMES) == meant


def test_a_hint_names_it_and_is_empty_where_nothing_is_near() -> None:
    assert hint("contry", NAMES) == '; did you mean "country"?'
    assert hint("zzz", NAMES) == ""


def test_nothing_is_near_where_there_are_no_names() -> None:
    assert nearest("country", ()) is None
