"""`whasync.export` as a library."""

from __future__ import annotations

import asyncio
import io
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

import whasync
from tests.export.stage import session
from whasync import Backoff
from whasync.export import Report, export
from whasync.export.formats import Format, format_of
from whasync.export.rows import Lines, with_origin
from whasync.simulator import Fault, Simulator, run


async def test_the_report_counts_what_the_simulators_book_counts(tmp_path: Path) -> None:
    target = tmp_path / "rows.ndjson"
    patience = Backoff(first=0.001)
    async with Simulator(rows=450, limit=6_000) as simulator, session(simulator, backoff=patience) as wh:
        simulator.script(Fault("none"), Fault("error"), Fault("drop", charged=True))
        report = await export(wh.tiktok_shop.products.explore(country="US"), target)
        charged = simulator.account.charged
        sent = len(simulator.journal)
    assert (report.rows, report.pages, report.calls) == (450, 5, sent)
    assert report.credits + report.in_doubt == charged
    assert msgspec.structs.replace(report, seconds=0.0) == Report(
        rows=450,
        pages=5,
        calls=7,
        credits=5,
        in_doubt=1,
        done=1,
        paid=5,
        credits_per_thousand_rows=round(5_000 / 450, 3),
        spool=f"{target}.spool",
        path=str(target),
        bytes=target.stat().st_size,
    )


async def test_progress_is_told_after_each_page(tmp_path: Path) -> None:
    told: list[tuple[int, int, int]] = []
    async with Simulator(rows=250) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        await export(listing, tmp_path / "x.ndjson", progress=lambda r: told.append((r.rows, r.calls, r.credits)))
    assert told == [(100, 1, 1), (200, 2, 2), (250, 3, 3)]


async def test_progress_is_told_once_more_where_a_run_is_cut_short(tmp_path: Path) -> None:
    async with Simulator(rows=500, limit=6_000) as simulator, session(simulator) as wh:
        simulator.script(Fault("none"), Fault("none"), Fault("stall"))
        told: list[Report] = []
        reached = asyncio.Event()

        def progress(report: Report) -> None:
            told.append(report)
            if report.pages == 2:
                reached.set()

        listing = wh.tiktok_shop.products.explore(country="US")
        running = asyncio.create_task(export(listing, tmp_path / "x.ndjson", progress=progress))
        await reached.wait()
        await asyncio.sleep(0.1)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert [(report.rows, report.calls, report.paid, report.lost) for report in told] == [
        (100, 1, 1, 0),
        (200, 2, 2, 0),
        (200, 3, 2, 1),
    ]


async def test_progress_that_fails_is_what_the_run_fails_with(tmp_path: Path) -> None:
    def fail(report: Report) -> None:
        raise RuntimeError(f"at {report.rows}")

    async with Simulator(rows=500, limit=6_000) as simulator, session(simulator) as wh:
        for to in (tmp_path / "x.ndjson", io.BytesIO()):
            with pytest.raises(RuntimeError, match=r"^at 100") as caught:
                await export(wh.tiktok_shop.products.explore(country="US"), to, progress=fail)
            assert caught.value.__context__ is None


async def test_no_page_is_asked_for_beyond_the_rows_wanted(tmp_path: Path) -> None:
    async with Simulator(rows=1_000) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson", max_rows=200)
        assert (report.rows, len(simulator.journal)) == (200, 2)


async def test_an_empty_listing_is_an_empty_file(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=10) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US", min_revenue=10**12), target)
    assert (report.rows, report.credits, target.read_bytes()) == (0, 1, b"")


RAWS = [b'{"product_id":"1", "title":"\\u00fc" }', b"7", b'{"product_id":"2",\r\n"sales":1}']


def test_a_line_is_a_row_to_the_byte_even_one_that_is_no_object() -> None:
    assert Lines().of(RAWS) == [b'{"product_id":"1", "title":"\\u00fc" }', b"7", b'{"product_id":"2",  "sales":1}']


def test_chosen_fields_keep_their_bytes_and_a_row_without_them_has_null() -> None:
    lines = Lines(["sales", "title", "sales", "price"])
    assert lines.of(RAWS) == [
        b'{"sales":null,"title":"\\u00fc","price":null}',
        b'{"sales":null,"title":null,"price":null}',
        b'{"sales":1,"title":null,"price":null}',
    ]
    assert (lines.absent, lines.known) == (("price",), ("product_id", "title", "sales"))


@pytest.mark.parametrize(
    ("line", "told"),
    [(b'{"a":1}', b'{"_page":1,"a":1}'), (b" { }", b'{"_page":1}'), (b"7", b'{"_page":1,"_raw":7}')],
)
def test_provenance_stands_before_a_rows_own_bytes(line: bytes, told: bytes) -> None:
    assert with_origin(b'"_page":1', line) == told


@pytest.mark.parametrize(
    ("to", "options", "message"),
    [
        (b"x.ndjson", {}, "neither a path nor a stream"),
        (7, {}, "neither a path nor a stream"),
        (io.StringIO(), {}, "is a stream of text; rows are bytes"),
        (io.BufferedReader(io.BytesIO()), {}, "is open for reading only"),
        ("x.ndjson", {"fields": "id"}, r"must be several names, such as \['id'\]"),
        (os.fsdecode(b"\xff.parquet"), {}, "parquet is not written under a name that is no UTF-8"),
        (os.fsdecode(b"\xff.db"), {"format": "duckdb"}, "duckdb is not written under a name that is no UTF-8"),
    ],
)
async def test_what_cannot_become_an_output_is_refused_before_anything_is_spent(
    to: Any, options: dict[str, Any], message: str
) -> None:
    async with Simulator(rows=10) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match=message):
            await export(wh.tiktok_shop.products.explore(country="US"), to, **options)
        assert simulator.journal == []


@pytest.mark.parametrize("ending", [".ndjson", ".csv", ".sqlite"])
async def test_a_name_that_is_no_utf_8_is_written_and_known_again(tmp_path: Path, ending: str) -> None:
    target = tmp_path / os.fsdecode(b"\xff\xfe" + ending.encode())
    async with Simulator(rows=11) as simulator, session(simulator) as wh:
        for _ in range(2):
            report = await export(wh.tiktok_shop.products.explore(country="US"), target)
        assert (report.rows, simulator.account.charged) == (11, 1)
    assert sorted(os.listdir(tmp_path)) == [target.name, f"{target.name}.spool"]


async def test_a_binary_stream_is_written_and_stays_open() -> None:
    stream = io.BytesIO()
    async with Simulator(rows=150) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US"), stream)
    assert (report.path, report.bytes) == (None, len(stream.getvalue()))
    assert stream.getvalue().count(b"\n") == 150


async def test_what_the_listing_raises_says_what_was_kept_and_the_same_export_goes_on(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=500, credits=2, limit=6_000) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.CreditsExhaustedError) as caught:
            await export(wh.tiktok_shop.products.explore(country="US"), target)
        assert caught.value.__notes__ == [
            f"200 rows (2 credits) kept in {target}.spool; the same export again goes on from there"
        ]
        assert os.listdir(tmp_path) == ["x.ndjson.spool"]
        simulator.account.addon += 10
        async with session(simulator) as again:
            report = await export(again.tiktok_shop.products.explore(country="US"), target)
    assert (report.rows, report.credits, report.paid) == (500, 3, 5)


async def test_where_no_row_came_nothing_stays(tmp_path: Path) -> None:
    async with Simulator(credits=0) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.CreditsExhaustedError) as caught:
            await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson")
    assert not hasattr(caught.value, "__notes__")
    assert os.listdir(tmp_path) == []


async def test_cancelled_it_keeps_what_it_has_and_counts_the_page_that_was_under_way(tmp_path: Path) -> None:
    async with Simulator(rows=1_000, limit=6_000) as simulator, session(simulator) as wh:
        simulator.script(Fault("none"), Fault("stall"))
        reached = asyncio.Event()
        listing = wh.tiktok_shop.products.explore(country="US")
        running = asyncio.create_task(export(listing, tmp_path / "x.ndjson", progress=lambda _: reached.set()))
        await reached.wait()
        await asyncio.sleep(0.1)
        running.cancel()
        began = asyncio.get_running_loop().time()
        with pytest.raises(asyncio.CancelledError) as caught:
            await running
        assert asyncio.get_running_loop().time() - began < 1
        assert caught.value.__notes__[0].startswith(f"100 rows (1 credit) kept in {tmp_path / 'x.ndjson'}.spool")
        report = await export(listing, tmp_path / "x.ndjson")
        assert (report.rows, report.lost, simulator.account.charged) == (1_000, 1, 11)


async def test_a_page_under_way_when_it_is_cancelled_is_kept_if_it_comes_within_a_second(tmp_path: Path) -> None:
    async with Simulator(rows=1_000, limit=6_000) as simulator, session(simulator) as wh:
        simulator.script(Fault("none"), Fault("slow", seconds=0.4))
        reached = asyncio.Event()
        listing = wh.tiktok_shop.products.explore(country="US")
        running = asyncio.create_task(export(listing, tmp_path / "x.ndjson", progress=lambda _: reached.set()))
        await reached.wait()
        await asyncio.sleep(0.1)
        running.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await running
        assert caught.value.__notes__[0].startswith("200 rows (2 credits) kept in ")
        report = await export(listing, tmp_path / "x.ndjson")
        assert (report.rows, report.lost, simulator.account.charged) == (1_000, 0, 10)


async def longest_hold(target: Path) -> float:
    """The longest time, in seconds, that the loop is held while an export runs in it; the simulator is in it too."""
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.001)
            longest = max(longest, loop.time() - before)

    async with Simulator(rows=2_000, limit=60_000) as simulator, session(simulator) as wh:
        heart = asyncio.create_task(beat())
        await export(wh.tiktok_shop.products.explore(country="US"), target)
        heart.cancel()
    return longest


async def test_the_loop_is_never_held_for_50_ms(tmp_path: Path) -> None:
    # What other processes of this machine do holds it up now and then; what an export does it does each time.
    assert min([await longest_hold(tmp_path / f"{turn}.csv.gz") for turn in range(3)]) < 0.05


@pytest.mark.parametrize(
    ("name", "asked", "format_"),
    [
        ("a.csv", None, Format("csv")),
        ("a.csv.zst", None, Format("csv", "zst")),
        ("a.PARQUET", None, Format("parquet")),
        ("a.db", None, Format("sqlite")),
        ("a.duckdb", None, Format("duckdb")),
        ("a.ndjson", None, Format("ndjson")),
        ("a.jsonl", None, Format("ndjson")),
        ("a.b.ndjson.gz", None, Format("ndjson", "gz")),
        ("a", "ndjson", Format("ndjson")),
        ("a.gz", "ndjson", Format("ndjson", "gz")),
    ],
)
def test_the_format_is_told_by_the_ending_or_asked_for(name: str, asked: str | None, format_: Format) -> None:
    assert format_of(Path(name), asked) == format_


@pytest.mark.parametrize(("name", "asked"), [("a.txt", None), ("a.gz", None), ("a", None), ("a.ndjson", "xlsx")])
def test_a_format_that_is_not_served_is_refused(name: str, asked: str | None) -> None:
    with pytest.raises(whasync.UsageError, match=r"none of|served"):
        format_of(Path(name), asked)


@pytest.mark.parametrize("name", ["a.parquet.gz", "a.sqlite.zst", "a.duckdb.gz"])
def test_what_compresses_by_itself_is_not_compressed_again(name: str) -> None:
    with pytest.raises(whasync.UsageError, match="only ndjson and csv are"):
        format_of(Path(name), None)


def test_it_works_where_the_clock_jumps(tmp_path: Path) -> None:
    async def main() -> tuple[int, int, float]:
        async with Simulator(rows=12_000) as simulator, whasync.Session(simulator.key, base_url=simulator.origin) as wh:
            listing = wh.tiktok_shop.products.explore(country="US")
            report = await export(listing, tmp_path / "x.csv.gz")
            await export(listing, tmp_path / "x.ndjson", max_rows=50)
            stream = io.BytesIO()
            await export(listing, stream, max_rows=50)
            return report.rows, stream.getvalue().count(b"\n"), report.seconds

    rows, streamed, seconds = run(main())
    assert (rows, streamed) == (12_000, 50)
    assert seconds > 120  # at 50 calls a minute


async def test_a_filter_that_cannot_be_called_is_refused_for_no_credit(tmp_path: Path) -> None:
    async with Simulator() as simulator, session(simulator) as wh:
        with pytest.raises(whasync.UsageError, match="where='paid' must be a function of a row"):
            await export(wh.brands(), tmp_path / "x.ndjson", where="paid")  # type: ignore[arg-type]
    assert simulator.journal == []
