"""Every format reads back as what the API gave; chosen, typed and wanted rows are what was asked for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

import whasync
from tests.export.stage import FORMATS, rows_of, session, table, told
from tests.io.stage import Server, session_on, wire
from whasync.export import export
from whasync.export.columns import UNREAD, Cells, Column, Survey
from whasync.export.extras import installed
from whasync.export.formats import format_of
from whasync.export.sinks import require
from whasync.models.products import Product
from whasync.simulator import Simulator


def as_cells(row: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    """What a column of a table holds for a raw row."""
    return {
        name: msgspec.json.encode(value).decode() if kinds[name] == "json" and value is not None else value
        for name, value in row.items()
    }


def kinds_of(rows: list[dict[str, Any]]) -> dict[str, str]:
    survey = Survey()
    survey.look(json.dumps(row).encode() for row in rows)
    return {column.name: column.kind for column in survey.columns()}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("listing", ["products", "ads"])
async def test_what_is_read_back_is_what_the_pages_had(tmp_path: Path, ending: str, listing: str) -> None:
    target = tmp_path / f"rows.{ending}"
    async with Simulator(rows=130, limit=10**6, mess=0.2) as simulator, session(simulator) as wh:
        walk: Any = wh.tiktok_shop.products.explore(country="US") if listing == "products" else wh.adlibrary()
        expected = await rows_of(walk)
        await export(walk, target)
    assert len(expected) == 130
    if ending.startswith("ndjson"):
        assert table(target) == expected
        return
    kinds = kinds_of(expected)
    cells = told([as_cells(row, kinds) for row in expected])
    if ending.startswith("csv"):
        assert [{name: cell for name, cell in row.items() if cell} for row in table(target)] == [
            {name: text for name, cell in row.items() if (text := as_text(cell, kinds[name]))} for row in cells
        ]
    else:
        assert told(table(target)) == cells


def as_text(cell: Any, kind: str) -> str:
    if kind == "float":
        return str(float(cell))
    return str(cell).lower() if kind == "bool" else str(cell)


@pytest.mark.parametrize("ending", ["ndjson", "sqlite", "parquet", "duckdb"])
async def test_typed_rows_are_what_the_model_reads(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"rows.{ending}"
    async with Simulator(rows=130, limit=10**6) as simulator, session(simulator) as wh:
        read = [row async for row in wh.tiktok_shop.products.explore(country="US")]
        await export(wh.tiktok_shop.products.explore(country="US"), target, typed=True)
    names = [name for name in Product.__struct_fields__ if not name.startswith("also_")]
    found = table(target)
    assert list(found[0]) == names
    assert [(row["id"], row["title"], row["revenue"]) for row in found] == [(r.id, r.title, r.revenue) for r in read]


@pytest.mark.parametrize("ending", FORMATS)
async def test_chosen_fields_are_the_only_ones_and_one_that_no_row_has_is_told(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"rows.{ending}"
    async with Simulator(rows=3, limit=10**6) as simulator, session(simulator) as wh:
        report = await export(
            wh.tiktok_shop.products.explore(country="US"), target, fields=["country", "product_id", "titel"]
        )
    assert [list(row) for row in table(target)] == [["country", "product_id", "titel"]] * 3
    assert (report.absent, "product_title" in report.known) == (("titel",), True)


@pytest.mark.parametrize("ending", ["ndjson", "csv", "parquet", "sqlite", "duckdb"])
async def test_a_listing_without_rows_makes_a_file_that_can_be_read(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"rows.{ending}"
    async with Simulator(rows=10) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US", min_revenue=10**12), target)
    assert (report.rows, table(target)) == (0, [])


async def test_where_leaves_out_what_is_not_wanted_and_may_change_for_no_credit(tmp_path: Path) -> None:
    target = tmp_path / "rows.ndjson"
    async with Simulator(rows=130, limit=10**6) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        rows = [row async for row in listing]
        middle = sorted(row.revenue or 0 for row in rows)[65]
        few = await export(listing, target, where=lambda row: (row.revenue or 0) > middle)
        wanted = [row["product_id"] for row in table(target)]
        every = await export(listing, target)
    assert wanted == [row.id for row in rows if (row.revenue or 0) > middle]
    assert (few.rows, few.dropped, every.rows, every.credits) == (len(wanted), 130 - len(wanted), 130, 0)


def test_a_column_of_several_kinds_holds_each_values_json_and_loses_nothing() -> None:
    raws = [b'{"a":1,"b":1,"c":1,"d":null}', b'{"a":"1","b":2.5,"c":9007199254740993}', b'{"c":0.5,"e":[1]}', b"7"]
    survey = Survey()
    survey.look(raws)
    columns = survey.columns()
    assert columns == [
        *(Column("a", "json"), Column("b", "float"), Column("c", "json"), Column("d", "none"), Column("e", "json")),
        Column(UNREAD, "unread"),
    ]
    assert [Cells(columns).of(raw) for raw in raws] == [
        ["1", 1.0, "1", None, None, None],
        ['"1"', 2.5, "9007199254740993", None, None, None],
        [None, None, "0.5", None, "[1]", None],
        [None, None, None, None, None, "7"],
    ]


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Have Python say that there are no such packages."""
    with pytest.MonkeyPatch.context() as patched:
        for package in packages:
            patched.setitem(sys.modules, package, None)
        installed.cache_clear()
        try:
            yield
        finally:
            installed.cache_clear()


@pytest.mark.parametrize(
    ("missing", "name", "extra", "told"),
    [
        ("duckdb", "x.duckdb", "duckdb", "a DuckDB file takes duckdb"),
        ("zstandard", "x.csv.zst", "zstd", "a .zst file, or a spool made with it, takes zstandard"),
        ("pyarrow duckdb", "x.parquet", "parquet", "a Parquet file takes pyarrow"),
    ],
)
def test_a_missing_package_is_told_before_anything_is_sent(missing: str, name: str, extra: str, told: str) -> None:
    refusal = rf"^{told}, which is not installed: pip install 'whasync\[{extra}\]'$"
    with without(*missing.split()), pytest.raises(whasync.UsageError, match=refusal):
        require(format_of(Path(name), None))


async def test_parquet_without_pyarrow_is_made_by_duckdb(tmp_path: Path) -> None:
    async with Simulator(rows=30, limit=10**6) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        await export(listing, tmp_path / "by_arrow.parquet", spool=tmp_path / "s")
        with without("pyarrow"):
            await export(listing, tmp_path / "by_duck.parquet", spool=tmp_path / "s")
    assert table(tmp_path / "by_duck.parquet") == table(tmp_path / "by_arrow.parquet")
    assert set(os.listdir(tmp_path)) == {"by_arrow.parquet", "by_duck.parquet", "s"}


async def test_rows_that_break_a_strict_filter_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [{"id": "1", "revenue": 60_000}, 7, {"id": "2", "revenue": 1}, {"id": "3", "revenue": 70_000}]
    answer = wire(msgspec.json.encode({"data": rows}))
    async with Server(answer) as server, session_on(server, strict_filters=True) as wh:
        walk = wh.tiktok_shop.products.explore(country="US", min_revenue=50_000)
        with pytest.warns(whasync.FilterIgnoredWarning):
            report = await export(walk, tmp_path / "x.ndjson")
        tabled = await export(walk, tmp_path / "x.parquet")
    assert table(tmp_path / "x.ndjson") == [rows[0], 7, rows[3]]
    assert told(table(tmp_path / "x.parquet")) == [rows[0], {UNREAD: "7"}, rows[3]]
    assert (report.rows, report.dropped, report.rejected, tabled.credits) == (3, 1, 1, 0)


@pytest.mark.parametrize("ending", FORMATS)
async def test_a_field_that_is_called_as_one_of_ours_is_renamed(tmp_path: Path, ending: str) -> None:
    rows = [{"id": "1", "_page": "front", "_page_": 7, "_raw": 2.5}, {"id": "2", "_at": "home"}, 7]
    async with Server(wire(msgspec.json.encode({"data": rows}))) as server, session_on(server) as wh:
        walk = wh.tiktok_shop.products.explore(country="US")
        await export(walk, tmp_path / f"x.{ending}", provenance=True)
    first, second, third = told(table(tmp_path / f"x.{ending}"))
    assert [str(first[name]) for name in ("_page", "_page_", "_page__")] == ["1", "front", "7"]
    assert (second["_at_"], second["_at"][:2], str(third["_raw"])) == ("home", "20", "7")
