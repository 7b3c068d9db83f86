"""An endpoint is found as people write it, and a wrong guess is answered with the right path."""

from __future__ import annotations

import re

import pytest

from whasync.errors import UsageError
from whasync.operations import CATALOGUE, resolve


def told(endpoint: str) -> str:
    with pytest.raises(UsageError) as caught:
        resolve(endpoint)
    return str(caught.value)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_operation_is_found_by_its_name_and_its_path(name: str) -> None:
    route = CATALOGUE[name].route
    assert resolve(name) == (CATALOGUE[name], {})
    if route.called is None:
        for path in (route.path, route.path.removeprefix("/"), route.path.removeprefix("/api/")):
            assert resolve(path) == (CATALOGUE[name], {})


@pytest.mark.parametrize(
    ("endpoint", "name", "values"),
    [
        ("tiktok-shop/products/explore", "tiktok_shop.products.explore", {}),
        ("products/explore", "tiktok_shop.products.explore", {}),
        ("queryList", "tiktok_shop.shop_detail.product.query_list", {}),
        ("credits", "credits", {}),
        ("tiktok-shop/credits", "tiktok_shop.credits", {}),
        ("adlibrary", "adlibrary", {}),
        ("/api/adlibrary", "adlibrary", {}),
        ("/api/store-explorer", "store_explorer", {}),
        ("niche-counts", "niche_counts", {}),
        ("tiktok-shop/product-detail/1729384756102394", "tiktok_shop.product_detail.get", {"id": "1729384756102394"}),
        ("product-detail/1729384756102394", "tiktok_shop.product_detail.get", {"id": "1729384756102394"}),
        ("tiktok-shop/product-detail/{id}", "tiktok_shop.product_detail.get", {}),
        ("tiktok-shop/product-detail/total", "tiktok_shop.product_detail.total", {}),
        ("tiktok-shop/videos/7361/metrics", "tiktok_shop.videos.metrics", {"id": "7361"}),
        ("v2/videos/7361", "videos.get", {"id": "7361"}),
        ("v2/videos/{id}/metrics", "videos.metrics", {}),
        ("/api/v2/videos/7361/metrics", "videos.metrics", {"id": "7361"}),
        ("tiktok-ads/7412093855120384517", "tiktok_ads.get", {"id": "7412093855120384517"}),
        ("brands/notifications/prefs", "brands.notifications.prefs", {}),
    ],
)
def test_an_endpoint_is_found_as_people_write_it(endpoint: str, name: str, values: dict[str, str]) -> None:
    assert resolve(endpoint) == (CATALOGUE[name], values)


@pytest.mark.parametrize(
    ("guess", "meant"),
    [
        ("/api/v1/ads", "adlibrary or tiktok-ads or pinterest-ads or google-ads or brands/ads"),
        ("/api/v1/stores", "store-explorer or store-tracker"),
        ("/api/v1/products", "tiktok-shop/products/explore or tiktok-shop/products"),
        ("/api/v1/me", "credits"),
        ("ads", "adlibrary or tiktok-ads or pinterest-ads or google-ads or brands/ads"),
        ("tiktok-shop/product/explore", "tiktok-shop/products/explore"),
        ("tiktok-shop/videos/explor", "tiktok-shop/videos/explore"),
        ("adlibary", "adlibrary"),
        ("v2/products/explore", "tiktok-shop/products/explore"),
    ],
)
def test_a_path_that_does_not_exist_is_answered_with_those_that_do(guess: str, meant: str) -> None:
    assert told(guess) == f"{guess}: no such endpoint; did you mean {meant}?"


@pytest.mark.parametrize(
    ("session", "with_key"),
    [
        ("/api/tiktok-shop/products/explore", "tiktok-shop/products/explore"),
        ("/api/brands/ad-hooks", "brands/ad-hooks"),
        ("/api/pinterest-ads", "pinterest-ads"),
        ("/api/magic-ai", "magic-ai"),
        ("/api/fb-ads", "adlibrary"),
        ("/api/tt-ads", "tiktok-ads"),
        ("/api/shops/explore", "store-explorer"),
        ("/api/usage", "credits"),
    ],
)
def test_a_path_of_the_dashboard_is_refused_with_the_one_that_takes_a_key(session: str, with_key: str) -> None:
    assert told(session) == (
        f"{session} belongs to the dashboard's own session; with a key it redirects to /login; use /api/v1/{with_key}"
    )


@pytest.mark.parametrize(
    "session", ["/api/regenerate", "/api/logs", "/api/storetracker/add", "/api/salestracker/delete"]
)
def test_what_the_dashboard_alone_can_do_is_said_to_be_so(session: str) -> None:
    assert told(session) == f"{session} belongs to the dashboard's own session; with a key it redirects to /login"


def test_a_tail_of_several_paths_is_refused_with_all_of_them() -> None:
    assert told("total") == (
        "total is ambiguous: tiktok-shop/shop-detail/total, tiktok-shop/product-detail/total, "
        "tiktok-shop/creator-detail/total"
    )


def test_a_trailing_slash_is_refused_with_the_path_without_it() -> None:
    assert told("/api/v1/adlibrary/") == (
        "/api/v1/adlibrary/: a trailing slash is another path, and a 404; write api/v1/adlibrary"
    )


def test_a_query_in_an_endpoint_is_refused() -> None:
    assert told("adlibrary?keyword=lamp").endswith("parameters stand apart from the endpoint, not in it")


def test_a_word_is_not_taken_for_an_id() -> None:
    assert re.search("did you mean", told("tiktok-shop/product-detail/totals"))
