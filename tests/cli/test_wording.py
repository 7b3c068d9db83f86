"""What a message says: what can be typed here, and no secret."""

from __future__ import annotations

import pytest

from whasync import RateLimitError
from whasync.checkup import explain
from whasync.cli.exits import line_of
from whasync.cli.screen import say
from whasync.cli.wording import as_options, without_secrets

KEY = "wh_" + "a1" * 24


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("max_credits=10 is reached", "--max-credits 10 is reached"),
        ("rate='fast' is not N/PERIOD", "--rate 'fast' is not N/PERIOD"),
        ("; extra= sends one all the same", "; --extra sends one all the same"),
        ("name it .csv, or say format=", "name it .csv, or say --format"),
        ("shared=redis://... takes redis", "--shared redis://... takes redis"),
        ("no shared= and no WH_SHARED", "no --shared and no WH_SHARED"),
        ("once more are bought, credits() lets calls go", "once more are bought, `whasync credits` lets calls go"),
        ("Session(bearer=True), or have the proxy pass it", "--bearer, or have the proxy pass it"),
    ],
)
def test_an_argument_of_python_is_told_as_the_option_of_its_name(said: str, told: str) -> None:
    assert as_options(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "google_ads: format='x' is not allowed; allowed are image, video, text",  # a parameter of the documentation
        "/rows/rate=50/x.csv cannot be written",
        "pass country= to choose",
        "shared_rate=5",
    ],
)
def test_what_is_no_argument_of_python_is_told_as_it_is(said: str) -> None:
    assert as_options(said) == said


def test_of_a_proxys_own_limit_the_advice_can_be_typed() -> None:
    fix = as_options(explain(b"HTTP/1.1 429 Too Many Requests\n\n<html>").findings[0].fix)
    assert fix.endswith("or stay under it with a lower rate (WH_RATE, --rate)")


def test_no_message_shows_a_key_or_the_password_of_a_url(capsys: pytest.CaptureFixture[str]) -> None:
    say(f"{KEY}: no such file; redis://:hunter2@host:6379/0 and http://user:a/b@proxy:1")
    assert (
        capsys.readouterr().err == "whasync: [key]: no such file; redis://[...]@host:6379/0 and http://[...]@proxy:1\n"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("https://www.tiktok.com/@lamps/video/1 is no id", "https://www.tiktok.com/@lamps/video/1 is no id"),
        ("http://user:a/@proxy:1 is none", "http://[...]@proxy:1 is none"),
    ],
)
def test_the_name_of_a_creator_in_a_url_is_no_password(said: str, told: str) -> None:
    assert without_secrets(said) == told


def test_who_is_over_the_limit_reads_how_commands_keep_to_it_together() -> None:
    assert line_of(RateLimitError("over the limit")) == (
        "over the limit; commands keep to the limit together by --shared sqlite:///PATH, or WH_SHARED"
    )
