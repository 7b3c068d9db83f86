"""The guides are true: their code runs, and their commands print what they show, but for the numbers."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents import blocks, run_python
from whasync.cli import main
from whasync.guide import TOPICS, guide
from whasync.simulator import DEMO_KEY

GUIDES = {topic: guide(topic) for topic in TOPICS}
SNIPPETS = [(topic, code) for topic, text in GUIDES.items() for code in blocks(text, "python")]
README = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")

# A simulator never ends, and `.ci/run` itself calls what stands under .venv.
SCREENS = [
    pytest.param(topic, screen, id=f"{topic} {number}", marks=pytest.mark.slow if is_long else ())
    for topic, text in {**GUIDES, "README": README}.items()
    for number, screen in enumerate(blocks(text, "console"), 1)
    if ".venv/bin" not in screen and "$ whasync simulate" not in screen
    for is_long in ["$ whasync export" in screen or "$ whasync demo" in screen]
]


@pytest.mark.parametrize(("topic", "code"), SNIPPETS, ids=[f"{topic} {n}" for n, (topic, _) in enumerate(SNIPPETS)])
def test_a_block_of_python_runs_as_it_stands(
    topic: str, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run_python(code, f"{topic}.md", monkeypatch, tmp_path)
    assert capsys.readouterr().out


@pytest.fixture(scope="module")
def upstream() -> Iterator[dict[str, str]]:
    """The settings by which a command finds a simulator in a process of its own, and is not slowed down."""
    words = [sys.executable, "-m", "whasync", "simulate", "--json", "--rate", "100000/1s", "--rows", "200000"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        origin = json.loads(process.stdout.readline())["origin"]
        yield {"WH_BASE_URL": origin, "WH_API_KEY": DEMO_KEY, "WH_RATE": "5000/1s"}
        process.terminate()


@pytest.mark.parametrize(("topic", "screen"), SCREENS)
def test_a_command_prints_what_is_shown_but_for_the_numbers(
    topic: str, screen: str, upstream: dict[str, str], tmp_path: Path
) -> None:
    for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", screen, re.MULTILINE):
        ended = subprocess.run(
            ["bash", "-c", command.replace("whasync ", f"{shlex.quote(sys.executable)} -m whasync ", 1)],
            cwd=tmp_path,
            env=os.environ | upstream,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert plain(ended.stdout) == plain(shown), command


def plain(text: str) -> list[str]:
    """The words that stand whatever the figures are; a run of dots stands for what is left out."""
    text = re.sub(r"(/[\w.-]+)+/", "/", text)  # folders
    text = re.sub(r"\d+ min \d+ s|[\d,.]+ s\b", "# s", text)
    text = re.sub(r"[\d,]*\d[\d,.]*\d|\d", "#", text)
    return [" ".join(line.split()) for line in text.strip().splitlines()]


def test_every_topic_is_told_of_and_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide"]) == 0
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines()] == list(TOPICS)
    for topic, text in GUIDES.items():
        assert main(["guide", topic]) == 0
        assert capsys.readouterr().out == text
        assert text.startswith("# ")


def test_a_topic_that_is_not_there_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "limit"]) == 2
    assert 'did you mean "limits"?' in capsys.readouterr().err


def test_a_guide_that_a_text_names_is_there() -> None:
    named = set(re.findall(r"whasync guide (\w+)", "\n".join([README, *GUIDES.values()])))
    assert named <= set(TOPICS)


def test_the_simulator_says_what_the_readme_shows() -> None:
    (screen,) = [screen for screen in blocks(README, "console") if "$ whasync simulate" in screen]
    command, line, message = screen.strip().splitlines()
    words = shlex.split(command.removeprefix("$ whasync ").replace("8080", "0"))  # any free port will do
    with subprocess.Popen(
        [sys.executable, "-m", "whasync", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert plain(process.stdout.readline())[0].startswith(plain(line.removesuffix("d0d0…"))[0])
        assert process.stderr.readline().strip() == message
        process.terminate()
