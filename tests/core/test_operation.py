"""What is derived from an operation's declaration."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

import pytest

from tests.core.questions import Ask, Explore, Filters, Magic, Read, Row, Save
from whasync._core.describe import documentation, signature
from whasync._core.operation import Operation, Route, answer_type, by_name, dotted, parameters


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/tiktok-shop/products/explore", "tiktok_shop.products.explore"),
        ("/api/v1/adlibrary", "adlibrary"),
        ("/api/v1/brands/ad-copies", "brands.ad_copies"),
        ("/api/v2/videos/{id}", "videos.get"),
        ("/api/v2/videos/{id}/metrics", "videos.metrics"),
        ("/api/v1/tiktok-shop/product-detail/{id}", "tiktok_shop.product_detail.get"),
        ("/api/v1/tiktok-shop/shop-detail/product/queryList", "tiktok_shop.shop_detail.product.query_list"),
        ("/api/v1/tiktok-shop/creator-detail/searchShopList", "tiktok_shop.creator_detail.search_shop_list"),
        ("/api/niche-counts", "niche_counts"),
        ("/api/v1/brands/live-ads-over-time", "brands.live_ads_over_time"),
    ],
)
def test_the_name_follows_from_the_path(path: str, name: str) -> None:
    assert dotted(path) == name
    assert Route(path=path).name == name


def test_a_route_may_be_called_otherwise() -> None:
    assert Route(path="/api/v1/brands/notifications/prefs", called="brands.prefs.read").name == "brands.prefs.read"


def test_the_parameters_are_the_fields_in_their_order_without_extra() -> None:
    assert [parameter.wire for parameter in parameters(Explore)] == [
        *("q", "ids", "country", "markets", "period", "days", "active", "min_price", "max_price", "from", "to"),
        *("sort", "rules", "page", "limit", "after"),
    ]


def test_a_parameter_knows_its_names_its_choices_its_place_and_its_default() -> None:
    known = by_name(Explore)
    assert known["since"] is known["from_"] is known["from"]
    assert known["from"].names == ("from", "from_", "since")
    assert known["days"].choices == (1, 7, 30, "1d", "7d", "30d")
    assert known["active"].choices == (0, 1)
    assert known["q"].choices == ()
    assert known["country"].param.default == "US"
    assert (known["q"].required, known["q"].default, known["q"].in_path) == (False, None, False)
    ident = by_name(Read)["id"]
    assert (ident.required, ident.in_path) == (True, True)
    assert not by_name(Save)["ad_id"].in_path


@pytest.mark.parametrize("kind", [Explore, Ask, Magic, Read, Save])
def test_an_operation_says_what_it_answers(kind: type[Operation[Any]]) -> None:
    assert answer_type(kind) is Row


def test_an_operation_answers_what_the_one_it_is_made_from_does() -> None:
    class ReadAgain(Read, frozen=True, kw_only=True):
        route: ClassVar[Route] = Route(path="/api/v2/rows/{id}")

    assert answer_type(ReadAgain) is Row


def test_an_operation_that_does_not_say_what_it_answers_is_a_mistake() -> None:
    class Mute(Operation, frozen=True, kw_only=True):  # type: ignore[type-arg] # the mistake itself
        route: ClassVar[Route] = Route(path="/api/v1/mute")

    with pytest.raises(TypeError, match="Mute does not say what it answers"):
        answer_type(Mute)


def test_an_operation_is_a_value() -> None:
    assert Explore(q="x") == Explore(q="x") != Explore(q="y")
    with pytest.raises(AttributeError):
        Explore(q="x").q = "y"  # type: ignore[misc] # frozen is what this shows


def test_the_signature_names_every_parameter_and_extra_by_keyword() -> None:
    own, *named = signature(Read, Row).parameters.values()
    assert (own.name, own.kind) == ("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    assert [(p.name, p.kind.name, p.default) for p in named] == [
        ("id", "KEYWORD_ONLY", inspect.Parameter.empty),
        ("period", "KEYWORD_ONLY", None),
        ("extra", "KEYWORD_ONLY", None),
    ]
    assert signature(Read, Row).return_annotation is Row


def test_the_documentation_tells_what_each_parameter_takes_and_under_which_names() -> None:
    lines = documentation(Explore).splitlines()
    assert lines[0] == "Rows that match."
    assert "    q: Words. Also: keyword, search." in lines
    assert len([line for line in lines if line.startswith("    ")]) == len(parameters(Explore)) + 1
    assert issubclass(Explore, Filters)
