"""`whasync export`, within this process."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.cli.stage import ROWS, Command

EXPLORE = ("export", "products/explore", "country=US")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_row_is_in_the_file_to_the_byte_as_it_came(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson")
    first_page = whasync("call", "products/explore", "country=US", "limit=100", "--json").document["data"]
    rows = Path("rows.ndjson").read_bytes().splitlines()
    assert (ended.status, ended.out) == (0, "")
    assert (len(rows), len(set(rows))) == (ROWS, ROWS)
    assert [json.loads(row) for row in rows[:100]] == first_page
    assert [path.name for path in Path().iterdir()] == ["rows.ndjson"]


def test_the_summary_is_one_line_on_stderr(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson")
    size = Path("rows.ndjson").stat().st_size / 1_000
    told = rf"whasync: 1,000 rows in rows\.ndjson \({size:.1f} kB\); 10 calls, 10 credits, \d\.\d s\n"
    assert re.fullmatch(told, ended.err)


def test_with_json_the_report_is_one_document(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson", "--json", "--max-rows", "250")
    report = ended.document
    assert report == {
        "rows": 250,
        "pages": 3,
        "calls": 3,
        "credits": 3,
        "in_doubt": 0,
        "rejected": 0,
        "absent": [],
        "known": [],
        "path": "rows.ndjson",
        "bytes": Path("rows.ndjson").stat().st_size,
        "seconds": report["seconds"],
    }
    assert ended.err == ""


def test_to_stdout_come_the_rows_and_nothing_else(whasync: Command) -> None:
    whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "120")
    for options in ((), ("--json",)):
        ended = whasync(*EXPLORE, "-o", "-", "--max-rows", "120", *options)
        assert ended.out == Path("rows.ndjson").read_text(encoding="utf-8")
        assert ended.err.startswith("whasync: 120 rows in stdout; 2 calls, 2 credits, ")


def test_gz_is_gzip_and_the_same_rows_make_the_same_file(whasync: Command) -> None:
    for name in ("plain.ndjson", "one.ndjson.gz", "two.jsonl.gz"):
        assert whasync(*EXPLORE, "-o", name, "--max-rows", "300").status == 0
    packed = Path("one.ndjson.gz").read_bytes()
    assert gzip.decompress(packed) == Path("plain.ndjson").read_bytes()
    assert Path("two.jsonl.gz").read_bytes() == packed


def test_fields_keep_their_order_and_one_that_no_row_has_is_told(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson", "--fields", "country,product_id,titel", "--max-rows", "1")
    assert Path("rows.ndjson").read_text() == '{"country":"US","product_id":"1729538516290381","titel":null}\n'
    assert "whasync: no row has titel; the rows have: product_id, product_title, " in ended.err


def test_a_file_from_before_is_replaced_when_all_is_written(whasync: Command) -> None:
    target = Path("rows.ndjson")
    target.write_text("before\n")
    whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "1")
    assert target.read_text().startswith('{"product_id"')


def test_a_part_from_before_is_kept_unless_told_to_restart(whasync: Command) -> None:
    part = Path("rows.ndjson.part")
    part.write_text("paid for\n")
    refused = whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "1")
    assert (refused.status, part.read_text()) == (2, "paid for\n")
    assert "holds the rows of a run that did not end" in refused.err
    assert whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "1", "--restart").status == 0
    assert not part.exists()


def test_a_link_stays_a_link(whasync: Command) -> None:
    Path("real.ndjson").write_text("before\n")
    Path("link.ndjson").symlink_to("real.ndjson")
    whasync(*EXPLORE, "-o", "link.ndjson", "--max-rows", "1")
    assert Path("link.ndjson").is_symlink()
    assert Path("real.ndjson").read_text().startswith('{"product_id"')
