"""From an operation to the bytes of a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.questions import ORIGIN, Ask, Balance, Explore, Filters, Magic, Read, Save, Search
from whasync._core.operation import Operation
from whasync._core.plan import LONGEST_LINE, as_post, line_length, plan, write
from whasync._core.wire import FORM, JSON, Request
from whasync.errors import UsageError


def arguments(operation: Operation[Any]) -> Mapping[str, Any]:
    return plan(operation, ORIGIN).arguments


def target(operation: Operation[Any]) -> str:
    return write(plan(operation, ORIGIN)).url.removeprefix(ORIGIN)


def sent_in_query(request: Request) -> dict[str, str]:
    pairs = parse_qsl(urlsplit(request.url).query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def sent_in_body(request: Request) -> dict[str, str]:
    """A JSON body as its query would have it."""
    body: dict[str, Any] = msgspec.json.decode(request.body)
    return {name: ",".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in body.items()}


def test_a_plan_says_all_that_the_layers_below_need() -> None:
    assert plan(Ask(q="x"), ORIGIN) == Request(
        operation="rows.ask",
        endpoint="/api/v1/rows/ask",
        url="https://api.test/api/v1/rows/ask",
        arguments={"q": "x", "country": "US"},
        verbs=("POST",),
        method="POST",
        credits=2,
    )
    assert plan(Save(ad_id="7"), ORIGIN).writes
    balance = plan(Balance(), ORIGIN)
    assert balance.reads_balance
    assert balance.urgent


def test_an_id_goes_into_the_path_and_the_endpoint_keeps_its_braces() -> None:
    request = plan(Read(id=1729384756102394, period=7), ORIGIN)
    assert (request.url, request.endpoint, request.arguments) == (
        "https://api.test/api/v1/tiktok-shop/row-detail/1729384756102394",
        "/api/v1/tiktok-shop/row-detail/{id}",
        {"period": "7d"},
    )


def test_another_path_of_the_same_operation_takes_the_same_id() -> None:
    assert plan(Read(id="a_B-9"), ORIGIN, "/api/v2/rows/{id}/x").url == "https://api.test/api/v2/rows/a_B-9/x"


# Values.


@pytest.mark.parametrize(
    ("given", "wire"),
    [
        ({"q": "5"}, {"q": "5"}),
        ({"ids": 18_014_398_509_481_985}, {"ids": 18_014_398_509_481_985}),
        ({"ids": ["1", 2]}, {"ids": ["1", 2]}),
        ({"country": "de"}, {"country": "DE"}),
        ({"markets": "de, fr,All"}, {"markets": "DE, FR,All"}),
        ({"markets": ["de", "All"]}, {"markets": ["DE", "All"]}),
        ({"period": 30}, {"period": "30d"}),
        ({"period": "30"}, {"period": "30d"}),
        ({"period": "30d"}, {"period": "30d"}),
        ({"period": "all"}, {"period": "all"}),
        ({"days": 7}, {"days": 7}),
        ({"days": "7d"}, {"days": 7}),
        ({"active": True}, {"active": 1}),
        ({"active": False}, {"active": 0}),
        ({"active": 0}, {"active": 0}),
        ({"min_price": 0.0}, {"min_price": 0}),
        ({"min_price": 50_000.0}, {"min_price": 50_000}),
        ({"min_price": 24.9}, {"min_price": 24.9}),
        ({"from_": date(2026, 3, 1)}, {"from": "2026-03-01"}),
        ({"from_": "2026-03-01"}, {"from": "2026-03-01"}),
        ({"from_": datetime(2026, 3, 1, 23, 59, tzinfo=UTC)}, {"from": "2026-03-01"}),
        ({"rules": {"months": 3, "direction": "up"}}, {"rules": '{"months":3,"direction":"up"}'}),
        ({"extra": {"new": [True, 1.0], "at": date(2026, 1, 2)}}, {"new": [1, 1], "at": "2026-01-02"}),
    ],
)
def test_a_value_is_written_as_the_api_reads_it(given: dict[str, Any], wire: dict[str, Any]) -> None:
    assert arguments(Explore(**given)) == {"country": "US", **wire}


@pytest.mark.parametrize("absent", [None, "", "undefined", [], {}, ()])
def test_what_is_not_there_is_never_sent(absent: Any) -> None:
    names = [name for name in Filters.__struct_fields__ if name != "extra"]
    assert arguments(Explore(**dict.fromkeys(names, absent))) == {"country": "US"}  # the default in its place


@pytest.mark.parametrize("absent", [None, "undefined", [], {}, ()])
def test_what_is_not_there_is_not_sent_by_force_either(absent: Any) -> None:
    assert arguments(Explore(extra={"new": absent})) == {"country": "US"}


def test_empty_text_is_sent_where_it_is_forced_and_gives_way_to_a_value() -> None:
    assert arguments(Explore(q="x", extra={"new": "", "q": "", "country": ""})) == {
        "country": "US",
        "q": "x",
        "new": "",
    }


def test_zero_and_false_are_sent() -> None:
    assert arguments(Explore(min_price=0, active=False)) == {"country": "US", "min_price": 0, "active": 0}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(UsageError, match="is not a number that can be sent"):
        plan(Explore(extra={"min_x": number}), ORIGIN)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_as_a_parameter_too(number: float) -> None:
    with pytest.raises(UsageError):
        plan(Explore(min_price=number), ORIGIN)


def test_an_item_with_a_comma_is_refused_since_it_would_be_two() -> None:
    with pytest.raises(UsageError, match="ids: 'a,b' has a comma, and the API would read it as two items"):
        plan(Explore(ids=["x", "a,b"]), ORIGIN)


def test_text_with_commas_stays_as_it_is() -> None:
    assert arguments(Explore(ids="1,2,3"))["ids"] == "1,2,3"


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j, [[object()]]])
def test_a_value_of_no_type_that_can_be_sent_is_refused(value: Any) -> None:
    with pytest.raises(UsageError, match="is of no type that can be sent"):
        plan(Explore(extra={"new": value}), ORIGIN)


@pytest.mark.parametrize(
    "operation", [Explore(q="x\ud800"), Search(q="x\ud800"), Ask(q="x\ud800"), Magic(text="\udfff")]
)
def test_a_lone_surrogate_is_refused_and_does_not_vanish(operation: Operation[Any]) -> None:
    with pytest.raises(UsageError):
        write(plan(operation, ORIGIN))


def test_a_number_beyond_64_bits_is_refused_where_json_cannot_have_it() -> None:
    with pytest.raises(UsageError, match="cannot be written as JSON"):
        write(plan(Ask(ids=2**70), ORIGIN))


def test_an_extra_parameter_that_is_given_already_is_refused() -> None:
    with pytest.raises(UsageError, match='"q" is given both as a parameter and in extra'):
        plan(Explore(q="x", extra={"q": "y"}), ORIGIN)


# The query.


@pytest.mark.parametrize(
    ("given", "query"),
    [
        ({"q": "a b+c&d=e/f?g#h%"}, "q=a%20b%2Bc%26d%3De%2Ff%3Fg%23h%25"),
        ({"q": "café"}, "q=caf%C3%A9"),
        ({"q": "€😀"}, "q=%E2%82%AC%F0%9F%98%80"),
        ({"ids": [1, 2, 3]}, "ids=1,2,3"),
        ({"ids": "1,2"}, "ids=1,2"),
        ({"after": "sa:Wzg2LDVd+/=="}, "after=sa:Wzg2LDVd%2B%2F%3D%3D"),
        ({"active": True}, "active=1"),
        ({"min_price": 24.9}, "min_price=24.9"),
        ({"extra": {"a[]": "x"}}, "a%5B%5D=x"),
    ],
)
def test_the_query_is_encoded_once(given: dict[str, Any], query: str) -> None:
    operation = Explore(**given, country=None)
    written = target(operation).partition("?")[2]
    assert set(written.split("&")) == {query, "country=US"}


def test_a_question_without_arguments_has_no_question_mark() -> None:
    assert target(Balance()) == "/api/v1/credits"
    assert target(Read(id=7)) == "/api/v1/tiktok-shop/row-detail/7"


def test_writing_twice_is_not_asked_for_and_a_written_get_can_become_a_post() -> None:
    request = plan(Explore(q="x"), ORIGIN)
    again = as_post(write(request))
    assert (again.method, again.url) == ("POST", "https://api.test/api/v1/tiktok-shop/rows/explore")
    assert msgspec.json.decode(again.body) == {"q": "x", "country": "US"}
    assert again == as_post(request)


def test_a_form_is_sent_as_a_form_with_lists_joined() -> None:
    request = write(plan(Magic(text="red é", countries=["US", "DE"]), ORIGIN))
    assert (request.method, request.headers, request.body) == (
        "POST",
        {"Content-Type": FORM},
        b"text=red%20%C3%A9&countries=US,DE",
    )


# The length of the request line.

FILLINGS = {
    "letters": lambda spare: "x" * spare,
    "commas": lambda spare: ("1234567," * spare)[: spare - 1] + "x",
    "accents": lambda spare: "é" * (spare // 6) + "x" * (spare % 6),
}


def explore_of(length: int, filling: str) -> Explore:
    """A question whose GET has a request line of *length* bytes."""
    spare = length - line_length("GET", write(plan(Explore(q="#"), ORIGIN)).url) + len("%23")
    return Explore(q=FILLINGS[filling](spare))


@pytest.mark.parametrize("filling", FILLINGS)
@pytest.mark.parametrize(("length", "method"), [(7_999, "GET"), (8_000, "GET"), (8_001, "POST")])
def test_a_request_line_of_8000_bytes_is_a_get_and_a_longer_one_a_post(length: int, method: str, filling: str) -> None:
    assert LONGEST_LINE == 8_000
    operation = explore_of(length, filling)
    unbounded = write(plan(operation, ORIGIN), longest_line=10**6)
    assert len(f"GET {unbounded.url.removeprefix(ORIGIN)} HTTP/1.1".encode("ascii")) == length
    assert write(plan(operation, ORIGIN)).method == method


@pytest.mark.parametrize("filling", FILLINGS)
def test_query_and_body_carry_the_same_arguments_each_in_one_place(filling: str) -> None:
    shorter, longer = (write(plan(explore_of(length, filling), ORIGIN)) for length in (8_000, 8_001))
    assert (shorter.body, urlsplit(longer.url).query) == (b"", "")
    assert longer.headers == {"Content-Type": JSON}
    query, body = sent_in_query(shorter), sent_in_body(longer)
    assert query.keys() == body.keys() == {"q", "country"}
    assert sent_in_query(write(plan(explore_of(8_001, filling), ORIGIN), longest_line=10**6)) == body


def test_a_list_of_ids_that_is_too_long_for_a_line_is_an_array_in_the_body() -> None:
    ids: list[str | int] = [1_000_000 + number for number in range(1_200)]
    request = write(plan(Explore(ids=ids), ORIGIN))
    assert (request.method, msgspec.json.decode(request.body)["ids"]) == ("POST", ids)


def test_too_long_a_line_on_an_endpoint_without_post_is_refused_before_it_costs() -> None:
    with pytest.raises(UsageError) as caught:
        write(plan(Search(q="x" * 9_000), ORIGIN))
    assert str(caught.value) == (
        "rows: the request line would be 9,039 bytes, 8,000 are allowed, and this endpoint takes no POST; split the "
        "longest list into several calls"
    )


def test_an_endpoint_that_takes_post_alone_has_no_query_however_short() -> None:
    request = write(plan(Ask(q="x"), ORIGIN))
    assert (request.method, request.url) == ("POST", "https://api.test/api/v1/rows/ask")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: text not in ("undefined", "*")  # what is not there, and what `Explore` refuses
)
ITEM = st.integers(0, 2**60) | TEXT.filter(lambda text: "," not in text)


@given(
    q=TEXT,
    ids=st.lists(ITEM, min_size=1, max_size=20),
    active=st.booleans(),
    price=st.floats(0, 1e12),
    extra=st.dictionaries(TEXT.filter(lambda name: name not in ("q", "ids", "active", "min_price", "country")), ITEM),
)
def test_get_and_post_carry_the_same_arguments_whatever_they_are(
    q: str, ids: list[str | int], active: bool, price: float, extra: dict[str, str | int]
) -> None:
    present = {name: value for name, value in extra.items() if value != "undefined"}
    request = plan(Explore(q=q, ids=ids, active=active, min_price=price, extra=extra), ORIGIN)
    by_get, by_post = write(request, longest_line=10**9), as_post(request)
    assert by_get.url.isascii()
    assert by_get.url.isprintable()
    assert " " not in by_get.url
    query = sent_in_query(by_get)
    assert query == sent_in_body(by_post)
    assert query.keys() == {"q", "ids", "active", "min_price", "country", *present}
    assert (query["q"], query["ids"]) == (q, ",".join(map(str, ids)))
    assert float(query["min_price"]) == price
