"""The catalogue says what the documentation says: both were written apart, and are compared here."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from msgspec.structs import replace

from whasync._core.build import build, check
from whasync._core.operation import Listing, Operation, Paging, Parameter, parameters
from whasync._core.plan import plan, write
from whasync.errors import UsageError
from whasync.operations import CATALOGUE

Kind = type[Operation[Any]]
Document = dict[str, Any]

_DAYS = ("date_from", "date_to")
ORIGIN = "https://api.test"
CERTAINTY = {
    "official page": "official page",
    "digest": "digest of the documentation",
    "observed": "observed in running code",
    "inferred": "inferred",
}
PAGING = {
    "none": None,
    "after or page from 1": ("cursor or page", "after", 1, "limit"),
    "scroll": ("cursor", "scroll", 1, "limit"),
    "page from 1": ("page", "page", 1, "limit"),
    "page from 0": ("page", "page", 0, None),
    "pageSize": ("page", "page", 1, "pageSize"),
    "offset": ("offset", "offset", 0, None),
    "before_id": ("before", "before_id", 1, "limit"),
}
# Largest pages that the documentation does not name, and from what they are inferred.
INFERRED_MOST = {
    "/api/v1/tiktok-shop/products": 100,  # explore of the same service is shown to take 100
    "/api/v1/tiktok-shop/shop-detail/product/queryList": 100,
    "/api/v1/tiktok-shop/shop-detail/searchVideos": 100,
    "/api/v1/tiktok-shop/shop-detail/searchNewProducts": 100,
    "/api/v1/tiktok-shop/shop-detail/searchCooperativeCreators": 100,
    "/api/v1/tiktok-shop/creator-detail/searchShopList": 100,
    "/api/v1/tiktok-shop/creator-detail/searchProducts": 100,
    "/api/v1/store-explorer": 50,  # what running code and the MCP surface ask for
    "/api/v1/store/google-ads": 48,  # what the search in all ads of Google takes
}
# Without these the question would be about nothing, though the documentation does not say that they are required.
REQUIRED_TOO = {
    ("/api/v1/store/google-ads/detail", "doc_id"),
    ("/api/v1/store/google-ads/advertiser", "advertiser_id"),
    ("/api/v1/store/google-ads/creative", "creative_id"),
}
# Documented as two names of one parameter; their values differ, so they are two of which one is required.
EITHER = {("/api/v1/trends/detail", "topic"): "slug"}
# One object with rows in it and a label beside them, which a listing would lose.
SINGLE = {
    "/api/v1/tiktok-shop/product-other-visits",
    "/api/v1/tiktok-shop/category-visit-events",
    "/api/v1/tiktok-shop/detail-visit-events",
}


def _documents() -> dict[str, Document]:
    files = (Path(__file__).parent.parent / "data").glob("*.json")
    read = (
        json.loads(file.read_text(encoding="utf-8"))
        for file in files
        if not file.name.startswith(("alias.", "errors."))
    )
    return {document["path"]: document for document in read}


DOCUMENTS = _documents()
each_path = pytest.mark.parametrize("path", sorted(DOCUMENTS))


@cache
def kinds(path: str) -> list[Kind]:
    """The operations of a path: two where it reads by one verb and writes by another."""
    return [kind for kind in CATALOGUE.values() if kind.route.path == path]


def known(path: str) -> dict[str, Parameter]:
    return {parameter.wire: parameter for kind in kinds(path) for parameter in parameters(kind)}


def asked(exchange: Document) -> Document:
    """The arguments of a documented request, wherever it carries them."""
    request = exchange["request"]
    return {**request.get("query", {}), **request.get("json", {}), **request.get("form", {})}


def example(path: str) -> tuple[Kind, Document]:
    """An operation of the path, and arguments that are good."""
    document = DOCUMENTS[path]
    arguments = {**asked(document["exchanges"][0]), **in_path(path, document["exchanges"][0])}
    kind = max(kinds(path), key=lambda kind: len(parameters(kind)))
    return kind, typed(kind, arguments)


def in_path(path: str, exchange: Document) -> dict[str, str]:
    match = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path), exchange["request"]["path"])
    return match.groupdict() if match else {}


def typed(kind: Kind, arguments: Document) -> Document:
    """Text of a query as values."""
    operation = build(kind, arguments, from_text=True)
    return {p.wire: value for p in parameters(kind) if (value := getattr(operation, p.name)) is not None}


def refusal(kind: Kind, arguments: Document) -> str:
    """What the check says, or nothing where it lets them pass."""
    try:
        check(build(kind, arguments))
    except UsageError as error:
        return str(error)
    return ""


def test_every_documented_path_is_an_operation_and_no_other_is() -> None:
    assert {kind.route.path for kind in CATALOGUE.values()} == set(DOCUMENTS)


def test_a_key_reaches_136_paths_and_one_more_is_free() -> None:
    sections = Counter(
        re.sub(r"^/api/(v\d/)?(tiktok-shop(?=/)|[a-z]+(-ads|-ai|-counts|library)?).*", r"\1\2", path)
        for path in DOCUMENTS
    )
    assert sections == {
        "v1/credits": 1,
        "v1/tiktok-shop": 50,
        "v2/videos": 2,
        "v1/adlibrary": 1,
        "v1/tiktok-ads": 2,
        "v1/pinterest-ads": 1,
        "v1/google-ads": 1,
        "v1/store": 6 + 3,  # Google ads of one store; explorer, search by picture, tracker
        "v1/magic-ai": 1,
        "v1/landers": 3,
        "v1/saved-ads": 12,
        "v1/brands": 43,
        "v1/notifications": 4,
        "v1/trends": 3,
        "v1/ad": 3,
        "niche-counts": 1,
    }
    assert sum(sections.values()) == 136 + 1


@each_path
def test_the_verbs_are_those_of_the_documentation(path: str) -> None:
    assert {verb for kind in kinds(path) for verb in kind.route.verbs} == set(DOCUMENTS[path]["verbs"])


@each_path
def test_the_certainty_is_that_of_the_documentation(path: str) -> None:
    document = DOCUMENTS[path]
    assert {(kind.route.source.value, kind.route.parameters_source.value) for kind in kinds(path)} == {
        (CERTAINTY[document["verbs_certainty"]], CERTAINTY[document["parameters_certainty"]])
    }


@each_path
def test_the_cost_and_what_it_changes_are_those_of_the_documentation(path: str) -> None:
    document = DOCUMENTS[path]
    assert {kind.route.credits for kind in kinds(path)} == {document["credits"]}
    assert any(kind.route.writes for kind in kinds(path)) == document["writes"]


@each_path
def test_the_parameters_are_those_of_the_documentation(path: str) -> None:
    documented = set(DOCUMENTS[path]["parameters"])
    documented |= {other for (where, _), other in EITHER.items() if where == path}
    assert set(known(path)) == documented


@each_path
def test_what_is_required_is_what_the_documentation_requires(path: str) -> None:
    documented = {name for name, said in DOCUMENTS[path]["parameters"].items() if said.get("required")}
    documented |= {name for where, name in REQUIRED_TOO if where == path}
    documented -= {name for where, name in EITHER if where == path}
    assert {name for name, parameter in known(path).items() if parameter.required} == documented


@each_path
def test_what_is_in_the_path_is_what_the_documentation_puts_there(path: str) -> None:
    documented = {name for name, said in DOCUMENTS[path]["parameters"].items() if said.get("in") == "path"}
    assert {name for name, parameter in known(path).items() if parameter.in_path} == documented


@each_path
def test_every_documented_alias_is_taken_or_refused_with_the_right_name(path: str) -> None:
    names = {name for parameter in known(path).values() for name in parameter.names}
    refused = {name for kind in kinds(path) for name in kind.refused}
    for said in DOCUMENTS[path]["parameters"].values():
        assert set(said.get("aliases", [])) | set(said.get("mcp_aliases", [])) <= names | refused


@each_path
def test_what_the_documentation_warns_of_is_refused_with_the_reason(path: str) -> None:
    kind, arguments = example(path)
    for name in DOCUMENTS[path].get("refused", {}):
        with pytest.raises(UsageError, match=f'"{name}" (is|means|does|belongs)'):
            build(kind, {**arguments, name: "2026-01-01"})


@each_path
def test_every_documented_choice_passes_and_another_word_does_not(path: str) -> None:
    kind, arguments = example(path)
    for name, said in DOCUMENTS[path]["parameters"].items():
        for choice in said.get("choices", []):
            days = ("2026-01-01", "2026-03-31") if choice == "custom" else (None, None)
            given = {**arguments, name: choice, **({} if name != "date_range" else dict(zip(_DAYS, days, strict=True)))}
            assert not refusal(kind, given)
        if "choices" in said:
            assert "not allowed" in refusal(kind, {**arguments, name: "no-such-word"})


@each_path
def test_a_number_outside_the_documented_range_is_refused(path: str) -> None:
    kind, arguments = example(path)
    for name, said in DOCUMENTS[path]["parameters"].items():
        for end, step in (("minimum", -1), ("maximum", 1)):
            if end in said:
                assert name in refusal(kind, {**arguments, name: said[end] + step})


@each_path
def test_the_pages_go_on_as_documented(path: str) -> None:
    document = DOCUMENTS[path]
    pagings = {_told(kind.route.paging) for kind in kinds(path)}
    assert pagings == {PAGING[document["paging"]]}


def _told(paging: Paging | None) -> tuple[str, str, int, str | None] | None:
    return None if paging is None else (paging.by, paging.param, paging.first, paging.size)


@each_path
def test_the_pages_are_as_large_as_documented(path: str) -> None:
    said = DOCUMENTS[path]["page_size"] or {"default": None, "max": None}
    for paging in [kind.route.paging for kind in kinds(path) if kind.route.paging is not None]:
        assert paging.most == (said["max"] or INFERRED_MOST.get(path))
        assert said["default"] in (None, paging.rows)


@each_path
def test_an_answer_of_rows_is_a_listing(path: str) -> None:
    rows = DOCUMENTS[path]["container"] is not None and path not in SINGLE
    assert {issubclass(kind, Listing) for kind in kinds(path)} == {rows}


@each_path
def test_a_documented_request_is_made_again_as_it_stands(path: str) -> None:
    for exchange in DOCUMENTS[path]["exchanges"]:
        documented = exchange["request"]
        kind = next(kind for kind in kinds(path) if documented["method"] in kind.route.verbs)
        arguments = {**typed(kind, {**asked(exchange), **in_path(path, exchange)})}
        request = plan(build(kind, arguments), ORIGIN)
        written = write(replace(request, method=documented["method"]))
        assert urlsplit(written.url).path == documented["path"]
        assert _sent(written) == {**_defaults(kind), **asked(exchange)}


def _defaults(kind: Kind) -> dict[str, Any]:
    return {p.wire: p.param.default for p in parameters(kind) if p.param.default is not None}


def _sent(request: Any) -> dict[str, Any]:
    if request.method == "GET":
        return dict(parse_qsl(urlsplit(request.url).query))
    if request.headers["Content-Type"] == "application/json":
        return dict(json.loads(request.body))
    return dict(parse_qsl(request.body.decode()))
