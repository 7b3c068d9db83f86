"""What only a real process can show: signals, pipes, terminals, a full disk, the time to start."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.stage import ENVIRONMENT, ROOT, Start, Upstream, python

EXPLORE = ("export", "products/explore", "country=US", "-o")
SLOW = {"WH_RATE": "50/60s"}  # five pages at once, then one every 1.2 s


def until(condition: object, seconds: float = 10.0) -> None:
    """Wait until *condition* holds: what is waited for happens in another process, on its own clock."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)


def kept_beside(target: Path) -> int:
    """Bytes of the spool, and of what sqlite has not yet taken into it."""
    return sum(path.stat().st_size for path in target.parent.glob(f"{target.name}.spool*"))


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_an_export_at_once_with_130_and_the_same_command_goes_on(
    start: Start, tmp_path: Path, name: signal.Signals
) -> None:
    target = tmp_path / "rows.ndjson"
    process = start("--json", *EXPLORE, str(target), "--max-rows", "800", settings=SLOW)
    until(lambda: kept_beside(target) > 100_000)  # five pages come at once, and are kept within a second
    process.send_signal(name)
    out, err = process.communicate(timeout=5)
    stopped = json.loads(out)
    assert (process.returncode, stopped["resumable"]) == (130, True)
    assert stopped["rows"] == 100 * stopped["credits"] == 100 * stopped["calls"]
    assert err.decode() == f"whasync: {stopped['stopped']}\n"
    assert err.decode().startswith("whasync: interrupted; ")
    assert f" kept in {target}.spool; the same export again goes on from there\n" in err.decode()
    assert not target.exists()
    out, _ = start(*EXPLORE, str(target), "--max-rows", "800", "--json").communicate(timeout=10)
    report = json.loads(out)
    assert (report["rows"], report["paid"], report["lost"]) == (800, 8, 0)
    assert 0 < report["credits"] == 8 - stopped["credits"]


def test_a_reader_who_has_enough_is_no_failure_and_stops_the_spending(start: Start) -> None:
    process = start(*EXPLORE, "-", settings=SLOW)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(10), process.stderr.read()) == (0, b"")


def test_a_reader_who_stalls_does_not_hold_up_an_interrupt(start: Start) -> None:
    process = start(*EXPLORE, "-")
    assert process.stdout is not None
    assert process.stderr is not None
    until(lambda: bool(select.select([process.stdout], [], [], 0)[0]))
    process.send_signal(signal.SIGINT)
    assert process.wait(8) == 130
    assert process.stderr.read().startswith(b"whasync: interrupted")


def watched(arguments: tuple[str, ...], settings: dict[str, str]) -> Iterator[bytes]:
    """What a command writes to a terminal, and to that alone."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(python(*arguments), stderr=follower, stdout=subprocess.DEVNULL, env=settings)
    os.close(follower)
    try:
        while True:
            yield os.read(leader, 65_536)
    except OSError:  # Linux ends a terminal that nobody has open any more so
        return
    finally:
        os.close(leader)
        process.kill()
        process.wait()


def test_progress_shows_on_a_terminal_and_without_colour_if_asked(environment: dict[str, str], tmp_path: Path) -> None:
    settings = environment | {"TERM": "xterm-256color", "COLUMNS": "100"}
    shown = {}
    for name, more in (("coloured", {}), ("plain", {"NO_COLOR": "1"})):
        arguments = (*EXPLORE, str(tmp_path / f"{name}.ndjson"), "--max-rows", "600")
        shown[name] = b"".join(watched(arguments, settings | more))
    assert b"600/600" in shown["coloured"]
    assert b"6 calls" in shown["coloured"]
    assert b"\x1b[38;5" in shown["coloured"]
    assert b"600/600" in shown["plain"]
    assert b"\x1b[38;5" not in shown["plain"]
    assert b"600 rows in " in shown["plain"]


def test_a_narrow_terminal_cuts_the_name_and_not_the_figures(environment: dict[str, str], tmp_path: Path) -> None:
    settings = environment | {"TERM": "xterm-256color", "COLUMNS": "70", "NO_COLOR": "1"}
    arguments = (*EXPLORE, str(tmp_path / "rows.ndjson"), "--max-rows", "600")
    shown = b"".join(watched(arguments, settings)).decode()
    lines = re.findall(r". tiktok.*?\d:\d\d:\d\d", re.sub(r"\x1b\[[\d;?]*\w", "", shown))
    assert "600/600 6 calls · 6 credits 0:00:0" in lines[-1]
    assert max(map(len, lines)) <= 70 - len("^C")  # the echo of Ctrl-C stays in the line, which is then taken away


def test_a_sign_that_the_encoding_has_not_is_written_by_its_number(environment: dict[str, str]) -> None:
    leader, follower = pty.openpty()
    settings = environment | {"PYTHONIOENCODING": "ascii", "COLUMNS": "60"}
    ended = subprocess.run(
        python("endpoints", "*shop/products/*"), stdout=follower, stderr=subprocess.PIPE, env=settings, check=False
    )
    os.close(follower)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert os.read(leader, 65_536).count(rb"\u2026") == 3  # the end of a line that the terminal has no room for
    os.close(leader)


def test_without_rich_progress_is_one_plain_line(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("raise ImportError\n")
    settings = environment | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    arguments = (*EXPLORE, str(tmp_path / "rows.ndjson"), "--max-rows", "100")
    shown = b"".join(watched(arguments, settings))
    assert b"\rtiktok_shop.products.explore: 100 rows \xc2\xb7 1 call \xc2\xb7 1 credit " in shown


def test_where_nobody_watches_there_is_no_progress(start: Start, tmp_path: Path) -> None:
    out, err = start(*EXPLORE, str(tmp_path / "rows.ndjson"), "--max-rows", "100").communicate(timeout=10)
    assert (out, err.count(b"\n"), err[:20]) == (b"", 1, b"whasync: 100 rows in")


@pytest.mark.parametrize(
    "arguments",
    [["guide", "--json"], ["endpoints", "--json"], ["call", "products/count", "country=US"], [*EXPLORE, "-"]],
    ids=["short", "long", "call", "rows"],
)
def test_a_full_device_behind_stdout_is_named(start: Start, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full, settings={"PYTHONUNBUFFERED": ""})
        _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (5, b"whasync: stdout: No space left on device\n")


def test_what_cut_an_export_short_is_told_though_its_report_cannot_be(start: Start, tmp_path: Path) -> None:
    arguments = ("--json", *EXPLORE, str(tmp_path / "rows.ndjson"), "--max-credits", "2")
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full, settings={"PYTHONUNBUFFERED": ""})
        _, err = process.communicate(timeout=10)
    assert (process.returncode, err.count(b"\n")) == (4, 1)
    assert err.startswith(b"whasync: --max-credits 2 is reached; 200 rows (2 credits) kept in ")


@pytest.mark.parametrize(
    ("arguments", "closed", "status"), [(["credits", "--rate=bad"], "2>&-", 2), (["endpoints", "--json"], ">&-", 0)]
)
def test_what_goes_to_a_closed_stream_does_not_go_to_the_other(arguments: list[str], closed: str, status: int) -> None:
    command = ["sh", "-c", f"{shlex.join(python(*arguments))} {closed}"]
    ended = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", "")


def test_the_key_is_never_shown(start: Start, upstream: Upstream, tmp_path: Path) -> None:
    canary = "wh_" + "ca" * 24
    said = b""
    for arguments in (("credits",), ("call", "products/count", "country=US"), (*EXPLORE, str(tmp_path / "x.ndjson"))):
        said += b"".join(start(*arguments, settings={"WH_API_KEY": canary}).communicate(timeout=10))
    assert said.count(b"HTTP 401") == 3
    assert b"caca" not in said
    assert not list(tmp_path.iterdir())


def test_simulate_tells_a_line_for_the_shell_and_ends_well_by_a_signal(start: Start) -> None:
    process = start("simulate", "--generation", "B", "--rows", "10", "--latency", "0.01-0.02")
    assert process.stdout is not None
    words = process.stdout.readline().decode().split()
    settings = dict(word.split("=", 1) for word in words[1:])
    assert (words[0], list(settings)) == ("export", ["WH_BASE_URL", "WH_API_KEY"])
    out, _ = start("credits", "--json", settings=settings).communicate(timeout=10)
    assert json.loads(out)["used"] == 1
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=5)
    assert process.returncode == 0
    assert err.decode().splitlines()[-1].endswith("1 credit charged")


def test_a_port_that_is_taken_is_2(start: Start, upstream: Upstream) -> None:
    process = start("simulate", "--port", upstream.origin.rpartition(":")[2])
    _, err = process.communicate(timeout=10)
    assert process.returncode == 2
    assert err.decode() == f"whasync: {upstream.origin} cannot be listened on: address already in use\n"


def test_help_loads_neither_the_event_loop_nor_http() -> None:
    code = (
        "import sys; from whasync.cli import main; main(['--help']);"
        "print(sorted({'asyncio', 'aiohttp', 'msgspec', 'orjson', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert ended.stderr == "[]\n"
