"""`whasync.export` as a library."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

import whasync
from whasync._core.decode import decode_rows
from whasync.export import Report, export
from whasync.export.formats import Format, format_of
from whasync.export.rows import Lines
from whasync.export.target import File
from whasync.models.products import Product
from whasync.simulator import Fault, Simulator

QUICK = "6000/60s"


def session(simulator: Simulator) -> whasync.Session:
    return whasync.Session(simulator.key, base_url=simulator.origin, rate=QUICK)


async def test_the_report_counts_what_the_simulators_book_counts(tmp_path: Path) -> None:
    target = tmp_path / "rows.ndjson"
    async with Simulator(rows=450, limit=6_000) as simulator, session(simulator) as wh:
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
        path=str(target),
        bytes=target.stat().st_size,
    )


async def test_progress_is_told_after_each_page(tmp_path: Path) -> None:
    told: list[tuple[int, int, int]] = []
    async with Simulator(rows=250) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        await export(listing, tmp_path / "x.ndjson", progress=lambda r: told.append((r.rows, r.calls, r.credits)))
    assert told == [(100, 1, 1), (200, 2, 2), (250, 3, 3)]


async def test_no_page_is_asked_for_beyond_the_rows_wanted(tmp_path: Path) -> None:
    async with Simulator(rows=1_000) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson", max_rows=200)
        assert (report.rows, len(simulator.journal)) == (200, 2)


async def test_an_empty_listing_is_an_empty_file(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    async with Simulator(rows=10) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US", min_revenue=10**12), target)
    assert (report.rows, report.credits, target.read_bytes()) == (0, 1, b"")


PAGE = b'{"data":[{"product_id":"1", "title":"\\u00fc" },\n 7, {"product_id":"2",\r\n"sales":1}]}'


def page(body: bytes = PAGE) -> whasync.Page[Product]:
    rows, rejected = decode_rows(body, Product)
    return whasync.Page(rows=rows, raw=body, rejected=rejected)


def test_a_line_is_a_row_to_the_byte_even_one_that_no_model_reads() -> None:
    assert [row.raw for row in page().rejected] == [b"7"]
    assert Lines().of(page()) == [b'{"product_id":"1", "title":"\\u00fc" }', b"7", b'{"product_id":"2",  "sales":1}']


def test_rows_that_were_left_out_of_a_page_are_left_out_of_its_lines() -> None:
    whole = page(b'[{"product_id":"1"},{"product_id":"2"}]')
    assert Lines().of(msgspec.structs.replace(whole, rows=whole.rows[1:], dropped=1)) == [b'{"product_id":"2"}']


def test_chosen_fields_keep_their_bytes_and_a_row_without_them_has_null() -> None:
    lines = Lines(["sales", "title", "sales", "price"])
    assert lines.of(page()) == [
        b'{"sales":null,"title":"\\u00fc","price":null}',
        b'{"sales":null,"title":null,"price":null}',
        b'{"sales":1,"title":null,"price":null}',
    ]
    assert (lines.absent, lines.known) == (("price",), ("product_id", "title", "sales"))


async def test_a_binary_stream_is_written_and_stays_open() -> None:
    stream = io.BytesIO()
    async with Simulator(rows=150) as simulator, session(simulator) as wh:
        report = await export(wh.tiktok_shop.products.explore(country="US"), stream)
    assert (report.path, report.bytes) == (None, len(stream.getvalue()))
    assert stream.getvalue().count(b"\n") == 150


async def test_while_a_page_is_written_the_loop_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, loop_went_on = threading.Event(), threading.Event()
    write = File.write

    def held(self: File, lines: Sequence[bytes]) -> None:
        began.set()
        assert loop_went_on.wait(10), "the loop stood still while a page was written"
        write(self, lines)

    async def go_on() -> None:
        assert await asyncio.to_thread(began.wait, 10)
        loop_went_on.set()

    monkeypatch.setattr(File, "write", held)
    async with Simulator(rows=200) as simulator, session(simulator) as wh:
        report, _ = await asyncio.gather(
            export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson"), go_on()
        )
    assert report.rows == 200


async def test_what_the_listing_raises_says_what_was_kept_and_the_file_is_as_before(tmp_path: Path) -> None:
    target = tmp_path / "x.ndjson"
    target.write_text("before\n")
    async with Simulator(rows=1_000, credits=2) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.CreditsExhaustedError) as caught:
            await export(wh.tiktok_shop.products.explore(country="US"), target)
    assert caught.value.__notes__ == [f"200 rows (2 credits) kept in {target}.part"]
    part = tmp_path / "x.ndjson.part"
    assert part.read_bytes().count(b"\n") == 200
    assert target.read_text() == "before\n"


async def test_where_no_row_came_no_part_stays(tmp_path: Path) -> None:
    async with Simulator(credits=0) as simulator, session(simulator) as wh:
        with pytest.raises(whasync.CreditsExhaustedError) as caught:
            await export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson")
    assert not hasattr(caught.value, "__notes__")
    assert os.listdir(tmp_path) == []


async def test_cancelled_it_keeps_what_it_has_and_is_cancelled(tmp_path: Path) -> None:
    async with Simulator(rows=1_000) as simulator, session(simulator) as wh:
        simulator.script(Fault("none"), Fault("stall"))
        reached = asyncio.Event()
        listing = wh.tiktok_shop.products.explore(country="US")
        running = asyncio.create_task(export(listing, tmp_path / "x.ndjson", progress=lambda _: reached.set()))
        await reached.wait()
        running.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await running
    assert caught.value.__notes__ == [f"100 rows (1 credit) kept in {tmp_path / 'x.ndjson.part'}"]


async def test_cancelled_while_a_page_is_written_it_counts_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, cancelled = threading.Event(), threading.Event()
    write = File.write

    def held(self: File, lines: Sequence[bytes]) -> None:
        began.set()
        assert cancelled.wait(10)
        write(self, lines)

    monkeypatch.setattr(File, "write", held)
    async with Simulator(rows=1_000) as simulator, session(simulator) as wh:
        running = asyncio.create_task(export(wh.tiktok_shop.products.explore(country="US"), tmp_path / "x.ndjson"))
        assert await asyncio.to_thread(began.wait, 10)
        running.cancel()
        asyncio.get_running_loop().call_later(0.01, cancelled.set)
        with pytest.raises(asyncio.CancelledError) as caught:
            await running
    part = tmp_path / "x.ndjson.part"
    assert caught.value.__notes__ == [f"100 rows (1 credit) kept in {part}"]
    assert part.read_bytes().count(b"\n") == 100


async def test_cancelled_while_it_is_committed_it_says_that_the_file_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, cancelled = threading.Event(), threading.Event()
    commit = File.commit

    def held(self: File) -> int:
        began.set()
        assert cancelled.wait(10)
        return commit(self)

    monkeypatch.setattr(File, "commit", held)
    async with Simulator(rows=100) as simulator, session(simulator) as wh:
        listing = wh.tiktok_shop.products.explore(country="US")
        running = asyncio.create_task(export(listing, tmp_path / "x.ndjson", max_rows=100))
        assert await asyncio.to_thread(began.wait, 10)
        running.cancel()
        asyncio.get_running_loop().call_later(0.01, cancelled.set)
        with pytest.raises(asyncio.CancelledError) as caught:
            await running
    assert caught.value.__notes__ == [f"100 rows (1 credit) in {tmp_path / 'x.ndjson'}"]
    assert os.listdir(tmp_path) == ["x.ndjson"]


def test_a_part_of_another_run_survives_a_refusal(tmp_path: Path) -> None:
    part = tmp_path / "x.ndjson.part"
    part.write_text("paid for\n")
    target = File(tmp_path / "x.ndjson", gzip=False, restart=False)
    with pytest.raises(whasync.UsageError, match="holds the rows of a run that did not end"):
        target.open()
    target.abandon()
    assert part.read_text() == "paid for\n"


def test_a_failed_write_is_taken_back_and_the_next_one_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = File(tmp_path / "x.ndjson", gzip=False, restart=False)
    target.open()
    target.write([b"1"])
    real = os.write

    def half(fd: int, block: bytes) -> int:
        if len(block) > 1:
            return real(fd, block[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space left"):
        target.write([b"22", b"33"])
    monkeypatch.undo()
    target.write([b"4"])
    assert target.commit() == 4
    assert (tmp_path / "x.ndjson").read_bytes() == b"1\n4\n"


@pytest.mark.parametrize(
    ("name", "asked", "format_"),
    [
        ("a.ndjson", None, Format("ndjson")),
        ("a.jsonl", None, Format("ndjson")),
        ("a.b.ndjson.gz", None, Format("ndjson", gzip=True)),
        ("a", "ndjson", Format("ndjson")),
        ("a.gz", "ndjson", Format("ndjson", gzip=True)),
    ],
)
def test_the_format_is_told_by_the_ending_or_asked_for(name: str, asked: str | None, format_: Format) -> None:
    assert format_of(Path(name), asked) == format_


@pytest.mark.parametrize(("name", "asked"), [("a.txt", None), ("a.gz", None), ("a", None), ("a.ndjson", "csv")])
def test_a_format_that_is_not_served_is_refused(name: str, asked: str | None) -> None:
    with pytest.raises(whasync.UsageError, match="served"):
        format_of(Path(name), asked)
