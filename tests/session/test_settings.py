"""What a session is made with: the origin as it is compared, and what is no text."""

from __future__ import annotations

import pytest

from whasync import UsageError
from whasync.settings import ORIGIN, settle


def settled(**given: object) -> str:
    texts = {"api_key": None, "base_url": None, "rate": None, "shared": None, **given}
    return settle(**texts).origin  # type: ignore[arg-type]  # what a caller may give


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://APP.WinningHunter.com", ORIGIN),
        ("HTTPS://app.winninghunter.com:443/", ORIGIN),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://proxy.example:80", "https://proxy.example:80"),
    ],
)
def test_an_origin_has_one_spelling(given: str, origin: str) -> None:
    assert settled(base_url=given) == origin


def test_the_limit_upstream_holds_however_its_origin_is_spelt() -> None:
    with pytest.raises(UsageError, match="upstream refuses above 60"):
        settled(base_url="https://APP.winninghunter.com:443", rate="3000/m")


@pytest.mark.parametrize("name", ["base_url", "rate", "shared"])
def test_what_is_no_text_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name}= is of the type int, and must be a str"):
        settled(**{name: 50})
