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
    assert sorted(path.name for path in Path().iterdir()) == ["rows.ndjson", "rows.ndjson.spool"]


def test_the_summary_is_one_line_on_stderr(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson")
    size = Path("rows.ndjson").stat().st_size / 1_000
    cost = r"10 calls, 10 credits, \d\.\d s; 10 credits per 1,000 rows"
    told = rf"whasync: 1,000 rows in rows\.ndjson \({size:.1f} kB\); {cost}\n"
    assert re.fullmatch(told, ended.err)


# What a report says where nothing odd has happened.
QUIET = {
    "questions": 1,
    "done": 0,
    "in_doubt": 0,
    "lost": 0,
    "duplicates": 0,
    "rejected": 0,
    "dropped": 0,
    "absent": [],
    "known": [],
}


def test_with_json_the_report_is_one_document(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.ndjson", "--json", "--max-rows", "250")
    report = ended.document
    assert report == QUIET | {
        "rows": 250,
        "pages": 3,
        "calls": 3,
        "credits": 3,
        "paid": 3,
        "path": "rows.ndjson",
        "bytes": Path("rows.ndjson").stat().st_size,
        "spool": str(Path("rows.ndjson.spool").resolve()),
        "seconds": report["seconds"],
        "credits_per_thousand_rows": 12.0,
        "stopped": None,
        "resumable": False,
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


@pytest.mark.parametrize("name", ["rows.ndjson", "rows.ndjson.part"])
def test_a_file_from_before_is_left_as_it_is_unless_told_to_restart(whasync: Command, name: str) -> None:
    found = Path(name)
    found.write_text("before\n")
    refused = whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "1")
    assert (refused.status, found.read_text(), len(list(Path().iterdir()))) == (2, "before\n", 1)
    assert "this export did not make it" in refused.err
    assert whasync(*EXPLORE, "-o", "rows.ndjson", "--max-rows", "1", "--restart").status == 0
    assert Path("rows.ndjson").read_text().startswith('{"product_id"')
    assert sorted(path.name for path in Path().iterdir()) == ["rows.ndjson", "rows.ndjson.spool"]


def test_the_same_command_again_says_that_no_row_is_new(whasync: Command) -> None:
    note = "no call was made: these are the rows of the runs before; --restart, or another FILE, asks for new ones"
    same = (*EXPLORE, "-o", "rows.ndjson", "--max-rows", "100")
    other = (*EXPLORE, "-o", "rows.csv", "--spool", "rows.ndjson.spool", "--max-rows", "100")
    told = [f"whasync: {note}\n" in whasync(*words).err for words in (same, same, other, (*same, "--restart"))]
    assert told == [False, True, False, False]


def test_the_same_command_again_spends_nothing_and_another_format_neither(whasync: Command) -> None:
    first = whasync(*EXPLORE, "-o", "rows.ndjson", "--json").document
    again = whasync(*EXPLORE, "-o", "rows.ndjson", "--json").document
    table = whasync(*EXPLORE, "-o", "rows.csv", "--json").document
    elsewhere = whasync(*EXPLORE, "-o", "other.parquet", "--spool", "rows.ndjson.spool", "--json").document
    assert [report["credits"] for report in (first, again, table, elsewhere)] == [10, 0, 0, 0]
    assert [report["rows"] for report in (first, again, table, elsewhere)] == [ROWS] * 4


def test_ten_credits_are_ten_calls_and_4_and_the_same_command_goes_on(whasync: Command) -> None:
    command = (*EXPLORE[:2], "--each", "country=US,DE,FR", "-o", "rows.csv", "--max-credits", "10")
    used = whasync("credits", "--json").document["used"]
    first, second, third = whasync(*command), whasync(*command), whasync(*command, "--json")
    assert (first.status, second.status, third.status) == (4, 4, 0)
    assert first.err == (
        "whasync: --max-credits 10 is reached; 1,000 rows (10 credits) kept in "
        f"{Path('rows.csv.spool').resolve()}; the same export again goes on from there\n"
    )
    assert (third.document["rows"], third.document["paid"]) == (3 * ROWS, 30)
    assert whasync("credits", "--json").document["used"] == used + 31


def test_a_run_that_its_limit_stops_tells_with_json_what_is_kept(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "rows.csv", "--max-credits", "4", "--json")
    report = ended.document
    kept = str(Path("rows.csv.spool").resolve())
    assert report == QUIET | {
        "rows": 400,
        "pages": 4,
        "calls": 4,
        "credits": 4,
        "paid": 4,
        "path": "rows.csv",
        "bytes": 0,
        "spool": kept,
        "seconds": report["seconds"],
        "credits_per_thousand_rows": 0.0,
        "stopped": f"--max-credits 4 is reached; 400 rows (4 credits) kept in {kept}; "
        "the same export again goes on from there",
        "resumable": True,
    }
    assert (ended.status, ended.err) == (4, f"whasync: {report['stopped']}\n")


def test_on_stdout_a_run_that_is_stopped_leaves_its_rows_alone(whasync: Command) -> None:
    ended = whasync(*EXPLORE, "-o", "-", "--max-credits", "2", "--json")
    assert (ended.status, ended.out.count("\n"), "stopped" in ended.out) == (4, 200, False)


def test_each_takes_values_from_a_file_and_makes_the_product(whasync: Command) -> None:
    Path("markets").write_text("US\n\nDE\n")
    sweep = ("--each", "country=@markets", "--each", "period=7d,30d", "--max-credits", "100")
    report = whasync(*EXPLORE[:2], *sweep, "-o", "rows.ndjson", "--json").document
    origins = {json.dumps(json.loads(row)["_question"]) for row in Path("rows.ndjson").read_text().splitlines()}
    assert (report["questions"], report["done"], report["calls"]) == (4, 4, 40)
    assert all(json.loads(origin).keys() == {"country", "period"} for origin in origins)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--each", "country"], "--each 'country' is not KEY=V1,V2 or KEY=@FILE"),
        (["--each", "country="], "--each country= has no values"),
        (["--each", "country=DE", "--each", "country=FR"], "country is given twice"),
        (["country=US", "--each", "country=DE"], "country is given twice"),
        (["--each", "contry=DE"], 'did you mean "country"?'),
        (["--each", "country=DE,Germany"], "country='Germany' is not allowed"),
        (["--max-credits", "0"], "--max-credits 0 must be a whole number above 0"),
    ],
)
def test_a_wrong_sweep_is_refused_before_it_costs(whasync: Command, arguments: list[str], told: str) -> None:
    ended = whasync(*EXPLORE[:2], *arguments, "-o", "rows.ndjson")
    assert (ended.status, list(Path().iterdir())) == (2, [])
    assert told in ended.err


def test_a_plan_spends_nothing_and_with_count_it_is_what_the_export_costs(whasync: Command) -> None:
    used = whasync("credits", "--json").document["used"]
    blind = whasync(*EXPLORE, "-o", "rows.ndjson", "--plan", "--json").document
    assert whasync("credits", "--json").document["used"] == used + 1
    counted = whasync(*EXPLORE, "-o", "rows.ndjson", "--count", "--json")
    report = whasync(*EXPLORE, "-o", "rows.ndjson", "--json").document
    done = whasync(*EXPLORE, "-o", "rows.ndjson", "--plan", "--json").document
    assert (blind["calls"], counted.document["calls"], done["calls"]) == ([1, None], [report["calls"]] * 2, [0, 0])
    assert counted.err.startswith("whasync: --count asks the count routes: 1 credit for each question")


def test_a_plan_needs_no_file_and_says_once_what_is_not_known_and_what_would_tell(whasync: Command) -> None:
    used = whasync("credits", "--json").document["used"]
    people, machine = whasync(*EXPLORE, "--plan"), whasync(*EXPLORE, "--plan", "--json")
    brands = whasync("export", "brands/ads", "id=1", "--plan")
    assert whasync("credits", "--json").document["used"] == used + 1
    assert (people.status, machine.status, machine.document["calls"]) == (0, 0, [1, None])
    assert people.out.splitlines() == [
        "questions  1",
        "rows       at least 0",
        "calls      at least 1",
        "credits    at least 1",
        "minutes    at least 0.0",
        "balance    unknown; `whasync credits` tells for 1 credit",
        "How many more is not known; --count tells it for 1 credit.",
    ]
    assert brands.out.splitlines()[-1] == "How many more is not known; no endpoint counts these rows."
    counted = whasync(*EXPLORE[:2], "--each", "country=US,DE", "--count")
    assert (counted.status, "not known" in counted.out) == (0, False)


def test_a_link_stays_a_link(whasync: Command) -> None:
    Path("real.ndjson").write_text("before\n")
    Path("link.ndjson").symlink_to("real.ndjson")
    whasync(*EXPLORE, "-o", "link.ndjson", "--max-rows", "1", "--restart")
    assert Path("link.ndjson").is_symlink()
    assert Path("real.ndjson").read_text().startswith('{"product_id"')
