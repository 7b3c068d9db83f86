"""A page's ids without its rows being read: the same as those of the rows, or none."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from whasync._core.decode import decode_page
from whasync._core.envelope import Marks
from whasync._core.glance import glance
from whasync._core.operation import Listing
from whasync._core.record import identity
from whasync.errors import DecodeError
from whasync.models.products import Product
from whasync.operations.products import ExploreProducts
from whasync.operations.tiktok_ads import SearchTikTokAds


def ids(rows: list[Any], listing: Listing[Any] | None = None) -> list[str] | None:
    seen = glance(listing or ExploreProducts(country="US"), msgspec.json.encode({"data": rows, "total": 7}))
    return None if seen is None else seen.ids


def said(marks: Marks) -> list[bytes]:
    """What an envelope says, whatever else it holds."""
    return [bytes(getattr(marks, name)) for name in Marks.__struct_fields__]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"product_id": "1", "price": "$24.90"}, {"product_id": "2"}],
        [{"id": "a", "country": "US"}, {"id": "b"}],
        [{"product_id": "1", "id": "other"}],
        [{"product_id": 1729384756102394}, {"product_id": "2"}],
    ],
    ids=["none", "own spelling", "another spelling", "both", "a number"],
)
def test_the_ids_are_those_of_the_rows_when_they_are_read(rows: list[Any]) -> None:
    read, _, marks = decode_page(msgspec.json.encode({"data": rows, "total": 7}), Product)
    seen = glance(ExploreProducts(), msgspec.json.encode({"data": rows, "total": 7}))
    assert seen is not None
    assert (seen.ids, said(seen.marks)) == ([identity(row) for row in read], said(marks))


@pytest.mark.parametrize(
    "rows",
    [
        [{"title": "no id"}],
        [{"product_id": "1"}, {}],
        [{"product_id": "1"}, {"id": "2"}],
        [{"product_id": "1"}, {"product_id": ""}],
        [{"product_id": "none"}],
        [{"product_id": "1"}, 7],
        [{"product_id": {"of": "what"}}],
    ],
    ids=["no id", "some have none", "two spellings", "empty", "none", "no object", "no text"],
)
def test_rows_that_it_takes_reading_to_tell_apart_are_left_to_the_reader(rows: list[Any]) -> None:
    assert ids(rows) is None


def test_a_row_that_no_model_reads_has_its_id_all_the_same() -> None:
    assert ids([{"product_id": "1", "price": "what"}]) == ["1"]


@pytest.mark.parametrize(
    ("revenues", "found"),
    [
        ([50_000, 70_000.5], ["0", "1"]),
        ([None, None], ["0", "1"]),
        ([50_000, 1], None),
        ([50_000, None], None),
    ],
    ids=["kept", "not told", "broken", "told by some"],
)
def test_a_page_that_may_break_a_filter_is_left_to_the_reader(
    revenues: list[float | None], found: list[str] | None
) -> None:
    rows = [{"product_id": str(place), "revenue": revenue} for place, revenue in enumerate(revenues)]
    assert ids(rows, ExploreProducts(min_revenue=50_000)) == found


def test_another_spelling_of_a_filtered_field_counts_as_well() -> None:
    assert ids([{"product_id": "1", "gmv": 60_000}], ExploreProducts(min_revenue=50_000)) == ["1"]
    assert ids([{"product_id": "1", "gmv": 40_000}], ExploreProducts(min_revenue=50_000)) is None


def test_a_bare_list_has_no_marks() -> None:
    seen = glance(SearchTikTokAds(), b'[{"ad_id":"1"},{"ad_id":"2"}]')
    assert seen is not None
    assert (seen.ids, said(seen.marks)) == (["1", "2"], [b"null"] * 7)


def test_a_body_without_rows_is_refused_as_by_the_reader() -> None:
    with pytest.raises(DecodeError, match="holds no list of rows"):
        glance(ExploreProducts(), b'{"success":true}', operation="tiktok_shop.products.explore")
