"""An endpoint is found as people write it, and a wrong guess is answered with the right path."""

from __future__ import annotations

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
        ("/api/products", "tiktok-shop/products/explore or tiktok-shop/products"),
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


def test_a_path_without_version_that_is_nothing_is_not_said_to_be_the_dashboards() -> None:
    assert told("/api/nonsense/x") == "/api/nonsense/x: no such endpoint; `whasync endpoints` lists them all"


def test_a_path_that_is_not_known_without_its_version_is_refused_with_it() -> None:
    assert told("/api/google-ads") == (
        "/api/google-ads is not known to take a key without its version; use /api/v1/google-ads"
    )


@pytest.mark.parametrize("public", ["/api/public/adlibrary", "public/adlibrary", "/api/v1/public/adlibrary"])
def test_the_path_without_a_key_is_refused_as_what_it_is(public: str) -> None:
    assert told(public) == f"{public} takes no key, is not documented and may be closed by now; use /api/v1/adlibrary"


PATHS = sorted({kind.route.path for kind in CATALOGUE.values() if kind.route.path.startswith("/api/v1/")})
TAILS = {"/".join(path.split("/")[start:]) for path in PATHS for start in range(3, len(path.split("/")))}


@pytest.mark.parametrize("tail", sorted(tail for tail in TAILS if not tail.startswith("{")))
def test_every_tail_is_its_one_path_or_is_refused_with_all_that_end_in_it(tail: str) -> None:
    ends = [path for path in PATHS if path.endswith(f"/{tail}")]
    whole = f"/api/v1/{tail}"
    if whole in ends or len(ends) == 1:
        assert resolve(tail)[0].route.path == (whole if whole in ends else ends[0])
    else:
        message = told(tail)
        assert message.startswith(f"{tail} is ambiguous: ")
        assert [end for end in ends if end.removeprefix("/api/v1/") not in message.split(": ")[1].split(", ")] == []


@pytest.mark.parametrize(
    ("tail", "name"), [("videos/7361", "tiktok_shop.videos.get"), ("videos/7361/metrics", "tiktok_shop.videos.metrics")]
)
def test_a_video_of_no_version_is_the_newest_ones_which_falls_back_on_its_twin(tail: str, name: str) -> None:
    kind, values = resolve(tail)
    assert (kind, values) == (CATALOGUE[name], {"id": "7361"})
    assert kind.route.twin == f"/api/v2/{tail.replace('7361', '{id}')}"


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


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tiktok-shop/product-detail/totals", "tiktok-shop/product-detail/total"),
        ("product-detail/histroy", "tiktok-shop/product-detail/history"),
        ("tiktok-shop/videos/explor", "tiktok-shop/videos/explore"),
    ],
)
def test_a_word_that_is_nearly_one_of_the_path_is_not_taken_for_an_id(word: str, meant: str) -> None:
    assert told(word) == f"{word}: no such endpoint; did you mean {meant}?"


@pytest.mark.parametrize(
    ("endpoint", "word", "known"),
    [
        ("tiktok-shop/product-detail/abc", "abc", "tiktok-shop/product-detail/{id}"),
        ("/api/v1/tiktok-shop/product-detail/abc", "abc", "tiktok-shop/product-detail/{id}"),
        ("product-detail/lamp", "lamp", "tiktok-shop/product-detail/{id}"),
        ("tiktok-shop/videos/dance/metrics", "dance", "tiktok-shop/videos/{id}/metrics"),
        ("v2/videos/dance", "dance", "v2/videos/{id}"),
        ("tiktok-ads/id", "id", "tiktok-ads/{id}"),
    ],
)
def test_a_word_where_an_id_stands_is_refused_with_what_ids_look_like(endpoint: str, word: str, known: str) -> None:
    assert told(endpoint) == (
        f'{endpoint}: "{word}" is no id, for those have digits; {known} takes an id of letters, digits, _ and -, '
        f"such as 1729384756102394, never a name"
    )
