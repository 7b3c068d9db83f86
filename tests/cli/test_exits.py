"""Exit statuses, and the one line that goes with them."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import whasync as package
from tests.cli.stage import Command, Start, Upstream
from whasync.cli.exits import InterruptedRunError, line_of, status_of
from whasync.cli.screen import warnings_as_messages


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["frobnicate"], "argument COMMAND: invalid choice: 'frobnicate'"),
        (["call"], "the following arguments are required: ENDPOINT"),
        (["call", "product/explore"], "did you mean tiktok-shop/products/explore?"),
        (["call", "products/count", "contry=DE"], 'did you mean "country"?'),
        (["call", "products/count", "country=Germany"], "country='Germany' is not allowed"),
        (["call", "products/count", "country"], "'country' is not KEY=VALUE"),
        (["call", "products/count", "country=DE", "country=FR"], "country is given twice"),
        (["call", "product-detail/1729538516290381", "id=2"], "id is given twice"),
        (["call", "products/count", "category_ids=@/nowhere"], "No such file or directory"),
        (["call", "products/count", "--wat"], "unrecognized arguments: --wat"),
        (["credits", "--rate", "fast"], "--rate 'fast' is not N/PERIOD"),
        (["credits", "--base-url", "example"], "needs a scheme and a host"),
        (["credits", "--key-file", "/nowhere"], "No such file or directory"),
        (["endpoints", "nonsense"], "no endpoint matches 'nonsense'"),
        (["endpoints", "a=b", "c=d"], "takes no KEY=VALUE"),
        (["export", "products/explore"], "-o FILE is missing"),
        (["export", "credits", "-o", "x.ndjson"], "answers one record and has no rows to export"),
        (["export", "products/explore", "country=DE", "-o", "x.txt"], "name it .ndjson"),
        (
            ["export", "products/explore", "country=DE", "-o", "/nowhere/x.ndjson"],
            "x.ndjson cannot be written",
        ),
        (["export", "products/explore", "country=DE", "-o", "/dev/null", "--format", "ndjson"], "is no regular file"),
        (
            ["export", "products/explore", "country=DE", "-o", "x.ndjson", "--max-rows", "0"],
            "--max-rows 0 must be a whole number above 0",
        ),
        (["simulate", "--faults", "2"], "--faults 2 must be a share"),
        (["simulate", "--latency", "slow"], "--latency 'slow' must be seconds"),
        (["simulate", "--port", "99999"], "--port 99999 must be from 0 to 65535"),
    ],
)
def test_wrong_usage_is_one_line_and_2_and_costs_nothing(
    whasync: Command, arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    used = whasync("credits", "--json").document["used"]
    ended = whasync(*arguments)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("whasync: ")
    assert told in ended.err
    assert list(tmp_path.iterdir()) == []
    assert whasync("credits", "--json").document["used"] == used + 1


def test_no_command_shows_the_help_on_stderr(whasync: Command) -> None:
    ended = whasync()
    assert (ended.status, ended.out, ended.err.startswith("usage: whasync")) == (2, "", True)


def test_no_key_says_where_to_put_one(whasync: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WH_API_KEY")
    ended = whasync("credits")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("whasync: no API key: set WH_API_KEY, or name its file with --key-file")


@pytest.mark.parametrize("words", [["--api-key", "KEY"], ["--key=KEY"], ["--token", "KEY"], ["KEY"]])
def test_a_key_given_as_an_argument_is_refused_and_not_repeated(whasync: Command, words: list[str]) -> None:
    key = "wh_" + "ab" * 24
    ended = whasync("credits", *(word.replace("KEY", key) for word in words))
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "an API key is no argument" in ended.err
    assert "set WH_API_KEY, or name its file with --key-file" in ended.err
    assert key not in ended.err


def test_a_key_that_is_unknown_is_3(whasync: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WH_API_KEY", "wh_" + "ab" * 24)
    ended = whasync("credits")
    assert (ended.status, ended.out, ended.err.count("\n")) == (3, "", 1)
    assert "HTTP 401" in ended.err


def test_a_key_file_goes_before_the_environment(
    whasync: Command, upstream: Upstream, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WH_API_KEY", "wh_" + "ab" * 24)
    key = tmp_path / "key"
    for before, after in (("", "\n"), ("\ufeff", "\r\n")):  # the second as Windows writes it
        key.write_text(f"{before}{upstream.key}{after}", encoding="utf-8")
        assert whasync("credits", "--key-file", str(key), "--json").status == 0


def test_a_record_that_is_not_there_is_5(whasync: Command) -> None:
    ended = whasync("call", "product-detail/abc1")
    assert (ended.status, ended.out, ended.err.count("\n")) == (5, "", 1)


@pytest.mark.slow  # it is tried again and again before it is given up
def test_a_network_that_is_down_is_5(whasync: Command) -> None:
    ended = whasync("credits", "--base-url", "http://127.0.0.1:1")
    assert (ended.status, ended.out) == (5, "")
    warned, failed = ended.err.splitlines()
    assert warned.startswith("whasync: warning: credits: no connection: refused or unreachable")
    assert warned.endswith("nothing was sent; it is tried again, 5 times in all at most")
    assert failed.startswith("whasync: credits: no connection: refused or unreachable")


@pytest.mark.slow  # it is tried again for a while before it is given up
def test_a_meeting_place_that_is_away_is_5(whasync: Command) -> None:
    ended = whasync("credits", "--shared", "redis://127.0.0.1:1/0")
    assert (ended.status, ended.out) == (5, "")
    away = "where the processes meet cannot be reached (Redis: ConnectionError); nothing was sent"
    assert ended.err == f"whasync: {away}\n"


def test_what_is_logged_as_a_warning_is_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("whasync")
    with warnings_as_messages():
        log.warning("credits run low: %s has %d of %d left", "the account", 9, 20)
        log.info("not worth a message")
    assert capsys.readouterr().err == "whasync: warning: credits run low: the account has 9 of 20 left\n"
    assert not log.handlers


@pytest.fixture
def poor(start: Start) -> dict[str, str]:
    """A simulator of an account with three credits."""
    process = start("simulate", "--json", "--credits", "3")
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    return {"WH_BASE_URL": told["origin"], "WH_API_KEY": told["key"]}


def test_credits_that_run_out_are_4_and_what_was_paid_for_is_kept(
    whasync: Command, poor: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in poor.items():
        monkeypatch.setenv(name, value)
    target = tmp_path / "rows.ndjson"
    command = ("export", "products/explore", "country=US", "-o", str(target))
    ended = whasync(*command)
    assert (ended.status, ended.out, ended.err.count("\n")) == (4, "", 1)
    kept = f"; 300 rows (3 credits) kept in {target}.spool; the same export again goes on from there\n"
    assert ended.err.endswith(kept)
    assert not target.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["rows.ndjson.spool"]
    again = whasync(*command, "--json")  # which gets no page
    report = again.document
    assert (again.status, again.err) == (4, f"whasync: {report['stopped']}\n")
    assert again.err.endswith(kept)
    assert (report["rows"], report["calls"], report["credits"], report["paid"]) == (300, 1, 0, 3)
    assert (report["spool"], report["resumable"]) == (f"{target}.spool", True)


def test_what_stops_an_export_before_its_first_page_is_in_its_document(
    whasync: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WH_API_KEY", "wh_" + "ab" * 24)
    ended = whasync("export", "products/explore", "country=US", "-o", str(tmp_path / "x.csv"), "--json")
    report = ended.document
    assert (ended.status, ended.err) == (3, f"whasync: {report['stopped']}\n")
    assert (report["rows"], report["calls"], report["credits"], report["resumable"]) == (0, 1, 0, False)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (package.UsageError("x"), 2),
        (package.AuthenticationError("x"), 3),
        (package.AccessError("x"), 3),
        (package.PlanError("x"), 3),
        (package.BudgetExceededError("x"), 4),
        (package.CreditsExhaustedError("x"), 4),
        (package.DailyQuotaError("x"), 4),
        (package.BadRequestError("x"), 5),
        (package.NotFoundError("x"), 5),
        (package.RateLimitError("x"), 5),
        (package.ServerError("x"), 5),
        (package.NotJSONError("x"), 5),
        (package.TransportError("x"), 5),
        (package.DecodeError("x"), 5),
        (package.SharedStateError("x"), 5),
        (package.WaitExceededError("x"), 5),
        (OSError(28, "No space left on device"), 5),
        (InterruptedRunError("x"), 130),
    ],
)
def test_every_error_has_its_status(error: Exception, status: int) -> None:
    assert status_of(error) == status


def test_an_error_is_one_line_with_its_notes() -> None:
    error = OSError(28, "No space left on device")
    error.add_note("300 rows are kept in rows.ndjson.part")
    assert line_of(error) == "No space left on device; 300 rows are kept in rows.ndjson.part"
    assert line_of(package.ServerError("two\n  lines")) == "two lines"
