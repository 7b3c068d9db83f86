"""`whasync doctor`: what it prints, and its exit status."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.stage import ENVIRONMENT, Ended
from whasync.checkup.finding import CHECKS
from whasync.cli import main
from whasync.simulator import Simulator


async def doctor(simulator: Simulator, *arguments: str, **settings: str) -> Ended:
    """The command as a process of its own; the simulator is in this one."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "whasync", "doctor", *arguments),
        env={**ENVIRONMENT, "WH_BASE_URL": simulator.origin, "WH_API_KEY": simulator.key, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert simulator.key not in f"{out!r}{err!r}"
    return Ended(process.returncode or 0, out.decode(), err.decode())


async def test_all_well_is_0_and_json_is_one_document_with_every_check_in_order() -> None:
    async with Simulator() as simulator:
        ended = await doctor(simulator, "--json", "products/explore", "country=US")
    assert (ended.status, ended.err, ended.out.count("\n")) == (0, "", 1)
    assert [one["check"] for one in ended.document["findings"]] == list(CHECKS)
    assert ended.document["bill"] == {"requests": 2, "credits": 1, "in_doubt": 0, "most": 1}


async def test_no_access_is_3_and_people_read_what_was_seen_what_it_means_and_the_fix() -> None:
    async with Simulator(plan="none") as simulator:
        ended = await doctor(simulator)
    assert (ended.status, ended.err) == (3, "")
    told = " ".join(ended.out.partition("FAILED")[2].partition("quota")[0].split())  # however the lines are broken
    assert told == (
        'plan GET /api/v1/credits: HTTP 403, the plan has no API access: "WinningHunter Basic plan or higher required" '
        "means: the key is known, and its account has no API access "
        "fix: check plan and billing in the web app, or ask the team's admin; access just bought takes a moment -"
    )
    assert ended.out.endswith("1 check failed; 2 requests, 0 credits spent (a run costs 1 at most)\n")


async def test_anything_else_that_fails_is_5() -> None:
    async with Simulator(credits=0) as simulator:
        ended = await doctor(simulator, "--spool", "/nowhere", "product/explore")
    assert ended.status == 5
    assert [line.split()[1] for line in ended.out.splitlines() if line.startswith("FAILED")] == [
        "quota",
        "path",
        "spool",
    ]


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_while_an_answer_is_awaited_is_130_and_one_line(name: signal.Signals) -> None:
    asked, over = asyncio.Event(), asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.readline():  # the connection that is tried first brings none
            asked.set()
            await over.wait()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "whasync", "doctor", "--json", "--base-url", origin),
            env={**ENVIRONMENT, "WH_API_KEY": "wh_" + "ab" * 24},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await asked.wait()
        process.send_signal(name)
        ended = await process.communicate()
        over.set()
    assert (process.returncode, *ended) == (130, b"", b"whasync: interrupted\n")


@pytest.mark.parametrize(
    ("saved", "status", "told"),
    [
        (b"HTTP/1.1 200 OK\n\n{}", 0, "a good answer"),
        (b'HTTP/1.1 401 X\n\n{"error":"Unauthorized"}', 3, "charged: nothing was charged"),
        (b"HTTP/1.1 502 X\n\n<html>", 5, "charged: not known: perhaps 1 credit"),
    ],
)
def test_explain_reads_a_file_and_has_the_same_statuses(
    saved: bytes, status: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer"
    file.write_bytes(saved)
    assert main(["doctor", "--explain", str(file)]) == status
    assert told in capsys.readouterr().out


def test_explain_reads_stdin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.write(write, b'HTTP/1.1 429 X\n\n{"error":"Monthly credit limit reached (7). Resets next month."}')
    os.close(write)
    with os.fdopen(read) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main(["doctor", "--explain", "-", "--json"]) == 5
    assert [one["check"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["quota"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--explain", "/nowhere"], "--explain /nowhere: No such file or directory"),
        (["--explain", "x", "products/explore"], "and no question beside it"),
        (["--explain", "x", "--verb", "POST"], "and no question beside it"),
        (["--send"], "name its endpoint"),
        (["products/explore", "country"], "'country' is not KEY=VALUE"),
        (["--key-file", "/nowhere"], "No such file or directory"),
    ],
)
def test_wrong_usage_is_2(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", *arguments]) == 2
    ended = capsys.readouterr()
    assert (ended.out, told in ended.err) == ("", True)
