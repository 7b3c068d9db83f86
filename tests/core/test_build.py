"""From names and values to an operation; every refusal says what would be right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.core.questions import ORIGIN, Explore, Read, Save
from whasync._core.build import build, check
from whasync._core.operation import Operation
from whasync._core.plan import plan
from whasync.errors import UsageError

IGNORED = "The server ignores unknown parameters and charges for the call; extra= sends one all the same"


def refusal(operation: Operation[Any]) -> str:
    with pytest.raises(UsageError) as caught:
        check(operation)
    return str(caught.value).removeprefix(f"{operation.route.name}: ")


def build_refusal(arguments: dict[str, Any], *, from_text: bool = False) -> str:
    with pytest.raises(UsageError) as caught:
        build(Explore, arguments, from_text=from_text)
    return str(caught.value).removeprefix("tiktok_shop.rows.explore: ")


@pytest.mark.parametrize("name", ["q", "keyword", "search"])
def test_a_parameter_is_taken_under_any_of_its_names(name: str) -> None:
    assert build(Explore, {name: "x"}) == Explore(q="x")


@pytest.mark.parametrize("name", ["from", "from_", "since"])
def test_a_parameter_whose_name_python_has_is_taken_by_wire_name_and_by_field(name: str) -> None:
    assert build(Explore, {name: date(2026, 3, 1)}) == Explore(from_=date(2026, 3, 1))


def test_extra_goes_along_as_it_is() -> None:
    assert build(Explore, {}, extra={"new": 1}) == Explore(extra={"new": 1})


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    assert build_refusal({"min_prise": 1}) == f'unknown parameter "min_prise"; did you mean "min_price"? {IGNORED}'


def test_a_misspelt_alias_names_the_parameter_it_stands_for() -> None:
    assert build_refusal({"keywrod": "x"}).startswith('unknown parameter "keywrod"; did you mean "q"?')


def test_a_name_that_is_near_nothing_is_refused_with_all_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        build(Save, {"zzz": 1})
    assert str(caught.value) == f'saved_ads.save: unknown parameter "zzz"; it takes ad_id. {IGNORED}'


def test_a_name_that_does_harm_is_refused_with_its_reason() -> None:
    assert build_refusal({"start_date": "2026-01-01"}) == '"start_date" means something else here; use from'


def test_a_parameter_given_twice_is_refused() -> None:
    assert build_refusal({"q": "x", "keyword": "y"}) == '"q" is given twice, once as "keyword"'


@pytest.mark.parametrize("absent", [{}, {"id": None}, {"id": ""}, {"id": "undefined"}])
def test_a_required_parameter_that_is_missing_is_named(absent: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"^tiktok_shop\.row_detail\.get: id is required$"):
        build(Read, absent)


@pytest.mark.parametrize("absent", ["", "undefined"])
def test_a_required_parameter_of_a_value_that_is_missing_is_named(absent: str) -> None:
    assert refusal(Read(id=absent)) == "id is required"


# Checks of values.


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"sort": "sold_cuont"},
            (
                "sort='sold_cuont' is not allowed; did you mean \"sold_count\"?; allowed are revenue, sold_count, "
                "first_seen"
            ),
        ),
        ({"sort": "zzz"}, "sort='zzz' is not allowed; allowed are revenue, sold_count, first_seen"),
        ({"days": 8}, "days=8 is not allowed; allowed are 1, 7, 30, 1d, 7d, 30d"),
        ({"days": "8d"}, "days='8d' is not allowed; allowed are 1, 7, 30, 1d, 7d, 30d"),
        ({"country": "USA"}, "country='USA' is not allowed; allowed: a country code of two letters, such as US"),
        (
            {"country": "Germany"},
            "country='Germany' is not allowed; allowed: a country code of two letters, such as US",
        ),
        ({"min_price": -1}, "min_price=-1 is not allowed; allowed: a number, 0 or more"),
        ({"limit": 0}, "limit=0 is not allowed; allowed: a whole number from 1 to 100"),
        ({"limit": 101}, "limit=101 is not allowed; allowed: a whole number from 1 to 100"),
        ({"limit": 10.5}, "limit=10.5 is not allowed; allowed: a whole number from 1 to 100"),
        ({"limit": "10"}, "limit='10' is not allowed; allowed: a whole number from 1 to 100"),
        ({"q": 5}, "q=5 is not allowed; allowed: text"),
        ({"from_": "1.3.2026"}, "from='1.3.2026' is not allowed; allowed: a date as YYYY-MM-DD"),
        ({"ids": ["a", None]}, "ids=['a', None] is not allowed; allowed: an id, or several"),
        ({"markets": 5}, "markets=5 is not allowed; allowed: text or a list of text"),
        ({"rules": "x"}, "rules='x' is not allowed; allowed: a JSON object"),
        ({"rules": {1: 2}}, "rules={1: 2} is not allowed; allowed: a JSON object"),
        ({"active": 2}, "active=2 is not allowed; allowed: true or false"),
        ({"limit": "1" * 5_000}, f"limit='{'1' * 79}... is not allowed; allowed: a whole number from 1 to 100"),
        ({"min_price": 5, "max_price": 4}, "min_price=5.0 is more than max_price=4.0; exchange the two"),
        (
            {"from_": "2026-03-02", "to": date(2026, 3, 1)},
            "from=2026-03-02 is more than to=2026-03-01; exchange the two",
        ),
        ({"q": "*"}, "a star matches nothing"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(given: dict[str, Any], words: str) -> None:
    assert refusal(Explore(**given)).removeprefix("q: ") == words


@pytest.mark.parametrize(
    "given",
    [
        {"sort": "sold_count"},
        {"days": "7d"},
        {"days": 7},
        {"country": "de"},
        {"min_price": 0},
        {"min_price": 5, "max_price": 5},
        {"limit": 100},
        {"ids": ["1", 2]},
        {"ids": 1729384756102394},
        {"active": True},
        {"active": 1},
        {"from_": "2026-03-01", "to": "2026-03-01"},
        {"from_": datetime(2026, 3, 1, 12, tzinfo=UTC), "to": date(2026, 3, 1)},
        {"sort": "", "limit": None, "min_price": "undefined"},
        {"extra": {"anything": object()}},
    ],
)
def test_a_good_value_is_taken(given: dict[str, Any]) -> None:
    check(Explore(**given))


# Values as text, from a command line.


@pytest.mark.parametrize(
    ("given", "operation"),
    [
        ({"limit": "100"}, Explore(limit=100)),
        ({"min_price": "24.9"}, Explore(min_price=24.9)),
        ({"from": "2026-03-01"}, Explore(from_=date(2026, 3, 1))),
        ({"ids": "18014398509481985"}, Explore(ids="18014398509481985")),
        ({"days": "7d"}, Explore(days="7d")),
        ({"q": "5"}, Explore(q="5")),
    ],
)
def test_text_is_read_as_what_the_parameter_wants(given: dict[str, str], operation: Explore) -> None:
    assert build(Explore, given, from_text=True) == operation


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"limit": "many"}, "limit='many' is not allowed; allowed: a whole number from 1 to 100"),
        ({"limit": "1000"}, "limit='1000' is not allowed; allowed: a whole number from 1 to 100"),
        ({"sort": "zzz"}, "sort='zzz' is not allowed; allowed are revenue, sold_count, first_seen"),
    ],
)
def test_text_that_cannot_be_read_so_is_refused(given: dict[str, str], words: str) -> None:
    assert build_refusal(given, from_text=True) == words


def test_a_number_of_days_as_text_is_the_choice_it_stands_for() -> None:
    operation = build(Explore, {"days": "7"}, from_text=True)
    check(operation)
    assert plan(operation, ORIGIN).arguments["days"] == 7


@pytest.mark.parametrize(("text", "flag"), [("1", True), ("0", False), ("true", True), ("false", False)])
def test_a_flag_as_text_is_a_flag(text: str, flag: bool) -> None:
    operation = build(Explore, {"active": text}, from_text=True)
    check(operation)
    assert operation.active == flag
