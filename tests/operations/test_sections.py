"""The methods of a session follow from the catalogue, at run time and in the stub."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from tests.generate import README, STUB, stub, with_table
from whasync._core.build import build
from whasync._core.operation import Listing, Operation, parameters
from whasync.errors import UsageError
from whasync.operations import CATALOGUE
from whasync.operations.products import ExploreProducts, ListProducts
from whasync.sections import Root


class Echo:
    """A session that hands back what it was asked."""

    def ask(self, operation: Operation[Any]) -> Any:
        return ("ask", operation)

    def listing(self, operation: Listing[Any]) -> Any:
        return ("listing", operation)


def method(name: str) -> Any:
    """The method of a dotted name."""
    found: Any = Root(Echo())
    for part in name.split("."):
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_operation_is_a_method_with_its_parameters(name: str) -> None:
    taken = inspect.signature(method(name)).parameters
    assert list(taken) == [*(p.name for p in parameters(CATALOGUE[name])), "extra"]
    assert {parameter.kind for parameter in taken.values()} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_method_tells_its_cost_its_parameters_and_its_source(name: str) -> None:
    kind = CATALOGUE[name]
    found = method(name)
    told = (found.__doc__ if inspect.ismethod(found) else type(found).__call__.__doc__) or ""
    assert "credit" in told
    assert "\nSource: " in told
    for parameter in parameters(kind):
        assert parameter.param.doc, f"{name}: {parameter.name} is not told of"
        assert f"    {parameter.name}: {parameter.param.doc}" in told


def test_a_listing_is_handed_on_as_one_and_a_single_answer_is_asked_for() -> None:
    wh: Any = Root(Echo())
    assert wh.tiktok_shop.products.explore(country="US", period=7) == (
        "listing",
        ExploreProducts(country="US", period=7),
    )
    assert wh.tiktok_shop.products.count(country="US") == (
        "ask",
        build(CATALOGUE["tiktok_shop.products.count"], {"country": "US"}),
    )


def test_an_operation_with_others_below_it_can_be_called_and_walked() -> None:
    wh: Any = Root(Echo())
    assert wh.tiktok_shop.products(search="mascara") == ("listing", ListProducts(search="mascara"))
    assert wh.brands.notifications.prefs() == ("ask", build(CATALOGUE["brands.notifications.prefs"], {}))
    assert wh.brands.notifications.prefs.set(enabled=False) == (
        "ask",
        build(CATALOGUE["brands.notifications.prefs.set"], {"enabled": False}),
    )


def test_an_alias_is_taken_and_extra_goes_through() -> None:
    wh: Any = Root(Echo())
    assert wh.tiktok_shop.products.explore(min_sold=5, extra={"min_score": 7}) == (
        "listing",
        ExploreProducts(min_item_sold=5, extra={"min_score": 7}),
    )


def test_an_unknown_name_is_refused_when_the_method_is_called() -> None:
    with pytest.raises(UsageError, match="did you mean"):
        method("tiktok_shop.products.explore")(contry="US")


def test_a_section_shows_what_is_in_it() -> None:
    shops = Root(Echo()).tiktok_shop.shops
    assert repr(shops) == "<TiktokShopShopsSection: explore, count, details, summary, products>"


def test_the_stub_is_current() -> None:
    assert STUB.read_text(encoding="utf-8") == stub(), "run `python tests/generate.py`"


def test_the_table_of_the_readme_is_current() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_table(readme), "run `python tests/generate.py`"
