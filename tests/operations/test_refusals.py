"""A value of the wrong kind is refused in words that need no Python: whatever the parameter is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from whasync._core.build import build, check
from whasync._core.operation import Parameter, parameters
from whasync.errors import UsageError
from whasync.operations import CATALOGUE

PARAMETERS = [
    pytest.param(kind, parameter, id=f"{name}:{parameter.wire}")
    for name, kind in CATALOGUE.items()
    for parameter in parameters(kind)
]
WRONG: tuple[Any, ...] = (-1, 1.5, True, "two words", "x" * 9, b"x", [None], [[1]], {1: 2}, {"a": 1}, date(2026, 3, 1))

OF_PYTHON = ("`", "| null", "Struct", "<class", "typing", "expected", "regex")


def refusals(kind: Any, parameter: Parameter, *, from_text: bool) -> list[tuple[Any, str]]:
    """The wrong values that the parameter does not take, with what is said of each."""
    needed = {p.wire: p.choices[0] if p.choices else "7" for p in parameters(kind) if p.required}
    said: list[tuple[Any, str]] = []
    for value in WRONG:
        try:
            operation = build(kind, needed | {parameter.wire: value}, from_text=from_text)
            check(operation)
        except UsageError as error:
            said.append((value, str(error)))
    return [(value, each) for value, each in said if f"{parameter.wire}=" in each]


@pytest.mark.parametrize(("kind", "parameter"), PARAMETERS)
@pytest.mark.parametrize("from_text", [False, True], ids=["value", "text"])
def test_a_wrong_value_is_refused_with_its_name_itself_and_what_is_allowed(
    kind: Any, parameter: Parameter, from_text: bool
) -> None:
    said = refusals(kind, parameter, from_text=from_text)
    assert said
    for value, refusal in said:
        start = f"{kind.route.name}: {parameter.wire}={value!r} is not allowed"
        assert refusal.startswith(start)
        rest = refusal.removeprefix(start)
        assert "; allowed: " in rest or "; allowed are " in rest
        assert [sign for sign in OF_PYTHON if sign in rest] == []


@pytest.mark.parametrize(
    ("name", "wrong", "allowed"),
    [
        ("tiktok_shop.products.explore", {"min_revenue": "lots"}, "a number, 0 or more"),
        ("adlibrary", {"minreachgrowth": "lots"}, "a number"),
        ("tiktok_shop.products", {"min_rating": 6}, "a number from 0 to 5"),
        ("tiktok_shop.products.explore", {"min_item_sold": 0.5}, "a whole number, 0 or more"),
        ("google_ads", {"limit": "48"}, "a whole number from 1 to 48"),
        ("tiktok_shop.products.explore", {"name": 5}, "text"),
        ("adlibrary", {"languages": 5}, "text or a list of text"),
        ("tiktok_shop.products", {"date_from": "tomorrow"}, "a date as YYYY-MM-DD"),
        ("tiktok_shop.products.explore", {"include_total": "yes"}, "true or false"),
        ("tiktok_shop.products.explore", {"category_ids": 1.5}, "an id, several with commas, or a list of them"),
        ("store.google_ads.detail", {"doc_id": "a b"}, "an id, which has no spaces"),
        ("store_explorer", {"traffic_growth_rules_json": 5}, "a JSON object or text"),
        ("magic_ai", {"image": "aGFsbG8="}, "a picture's bytes, on the command line in base64"),
    ],
)
def test_what_is_allowed_is_said_in_plain_words(name: str, wrong: dict[str, Any], allowed: str) -> None:
    with pytest.raises(UsageError) as caught:
        check(build(CATALOGUE[name], wrong))
    ((wire, value),) = wrong.items()
    assert str(caught.value) == f"{name}: {wire}={value!r} is not allowed; allowed: {allowed}"
