"""`whasync demo`, at a rate that tests can wait for, and its figures."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.cli.stage import ENVIRONMENT, python
from whasync.cli.demo import free_path
from whasync.cli.demo_report import Books, Demo, told

RATE = "6000/60s"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(folder: Path) -> Demo:
    command = python("demo", "--json", "--rate", RATE)
    ended = subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(ended.stdout, type=Demo)


def test_its_figures_are_the_ledgers_and_the_simulators(demo: Demo) -> None:
    books = Books(sent=24, charged=23, refunded=1, left=19_977)
    assert (demo.ledger, demo.simulator) == (books, books)
    assert (demo.balance_before, demo.balance_after, demo.busiest_minute) == (19_999, 19_977, 24)
    assert (demo.export.rows, demo.export.pages, demo.export.calls, demo.export.credits) == (2_000, 20, 21, 20)


def test_a_filter_too_long_for_a_line_goes_as_post(demo: Demo) -> None:
    posted = demo.posted
    assert (posted.method, posted.ids, posted.rows) == ("POST", 1_500, 100)
    assert posted.get_line_bytes > 8_190 > posted.line_bytes
    assert posted.body_bytes > 1_500 * len('"600000",')


def test_it_leaves_one_file_of_rows_and_never_writes_over_one(demo: Demo, folder: Path) -> None:
    target = folder / "whasync-demo.ndjson"
    rows = target.read_bytes().splitlines()
    assert (demo.path, [path.name for path in folder.iterdir()]) == (str(target), [target.name])
    assert len({json.loads(row)["product_id"] for row in rows}) == 2_000
    assert free_path(folder) == folder / "whasync-demo-2.ndjson"


def test_for_people_it_sets_both_books_side_by_side_and_ends_with_the_rows_and_their_place(demo: Demo) -> None:
    lines = list(told(demo))
    assert lines[1:6] == [
        "                  whasync's ledger  simulator's book",
        "calls sent                      24                24  equal",
        "credits charged                 23                23  equal",
        "credits refunded                 1                 1  equal",
        "credits left                19,977            19,977  equal",
    ]
    assert lines[-9:-6] == [
        "",
        "ID                TITLE                     REVENUE     SOLD",
        "1729538516290381  Magnetic Bamboo Lamp    4,800,000   27,621",
    ]
    assert lines[-1] == f"2,000 rows, 1.8 MB: {demo.path}"


def test_books_that_differ_are_no_success(demo: Demo) -> None:
    other = msgspec.structs.replace(demo, simulator=msgspec.structs.replace(demo.simulator, charged=24))
    assert (demo.is_as_promised, other.is_as_promised) == (True, False)
    assert "credits charged                 23                24  DIFFERENT" in list(told(other))
