"""What is wrong before anything is sent: the origin, the key, the rate."""

from __future__ import annotations

import pytest

import whasync
from tests.checkup.stage import examined, failed, finding
from whasync.checkup.account import look_at_key, look_at_rate
from whasync.checkup.origin import look_at_origin
from whasync.settings import ORIGIN


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("app.winninghunter.com", ORIGIN),
        ("https://app.winninghunter.com/api/v1", ORIGIN),
        ("http://app.winninghunter.com", ORIGIN),
        ("https://winninghunter.com", ORIGIN),
        ("https://www.winninghunter.com", ORIGIN),
        ("https://app.winninghunter.com:8443", ORIGIN),
        ('"https://app.winninghunter.com"', ORIGIN),
        ("ftp://app.winninghunter.com", ORIGIN),
        ("https://[::1", ORIGIN),
        ("nonsense", ORIGIN),
        ("https://gateway.test:8443/wh/api", "https://gateway.test:8443"),
        ("http://gateway:8080/", None),
        ("gateway.test", "https://gateway.test"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("https://user:password@gateway.test", "https://gateway.test"),
    ],
)
def test_a_wrong_origin_is_refused_with_the_one_that_was_meant(text: str, meant: str | None) -> None:
    origin, found = look_at_origin(text)
    if meant is None:
        assert (origin, found.outcome) == ("http://gateway:8080", "warning")
    else:
        assert (origin, found.outcome) == (None, "failed")
        assert found.fix == f"set base_url (WH_BASE_URL, --base-url) to {meant}"
        assert "password" not in found.seen


@pytest.mark.parametrize("text", [ORIGIN, f"{ORIGIN}/", f"{ORIGIN}:443", "https://gateway.test", "http://[::1]:80"])
def test_an_origin_that_will_do_is_ok(text: str) -> None:
    assert look_at_origin(text)[1].outcome == "ok"


async def test_a_wrong_origin_gets_no_request_and_all_that_needs_it_is_skipped() -> None:
    diagnosis = await examined("http://app.winninghunter.com", "product/explore")
    assert (failed(diagnosis), diagnosis.bill.requests) == (["origin", "path"], 0)
    assert [one.seen for one in diagnosis.findings if one.outcome == "skipped"] == [
        *["pointless until origin is mended"] * 8,
        *["pointless until path is mended"] * 2,
        "no shared= and no WH_SHARED: this process alone",
    ]


@pytest.mark.parametrize(
    ("key", "outcome", "seen"),
    [
        ("", "failed", "no API key"),
        ("wh_" + "ab" * 24 + "\n", "failed", "the API key holds white space, a newline or quotes"),
        ('"wh_' + "ab" * 24 + '"', "failed", "the API key holds white space, a newline or quotes"),
        ("wh_ä", "failed", "the API key holds signs that cannot stand in a header"),
        ("wh_" + "ab" * 23, "warning", "the API key has 49 signs and not the documented form"),
    ],
)
def test_a_key_that_is_odd_is_told_without_showing_it(key: str, outcome: str, seen: str) -> None:
    secret, (found,) = look_at_key(key)
    assert (found.outcome, secret is None) == (outcome, outcome == "failed")
    assert found.seen.startswith(seen)
    assert not key or key not in f"{found}"


async def test_the_key_in_an_origin_is_not_in_the_report() -> None:
    key = "wh_" + "ab" * 24
    diagnosis = await examined(f"app.winninghunter.com/?api_key={key}", key=key)
    assert (finding(diagnosis, "origin").outcome, key in f"{diagnosis}") == ("failed", False)


@pytest.mark.parametrize(
    ("rate", "outcome", "fix"),
    [
        ("50/60s", "ok", ""),
        ("10/60s", "ok", ""),
        ("55/60s", "warning", "set WH_RATE=50/60s"),
        ("60/60s", "warning", "set WH_RATE=50/60s"),
        ("50/2s", "failed", "set WH_RATE=50/60s"),
        ("fast", "failed", "set WH_RATE=50/60s"),
    ],
)
def test_a_rate_that_would_break_the_limit_is_told(rate: str, outcome: str, fix: str) -> None:
    found = look_at_rate(rate, ORIGIN)
    assert (found.outcome, found.fix) == (outcome, fix)


def test_the_rates_that_a_refusal_names_are_good_ones() -> None:
    _, _, good = look_at_rate("fast", ORIGIN).seen.partition("; good ones are ")
    assert [look_at_rate(one, ORIGIN).outcome for one in good.split(", ")] == ["ok"] * 3


def test_a_simulator_may_be_asked_at_any_rate() -> None:
    assert look_at_rate("50/2s", "http://127.0.0.1:8000").outcome == "ok"


async def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"WH_BASE_URL": "x", "WH_API_KEY": "a b", "WH_RATE": "y", "WH_SHARED": "z"}.items():
        monkeypatch.setenv(name, value)
    assert failed(await whasync.doctor()) == ["origin", "auth", "rate", "shared"]


async def test_what_belongs_to_a_question_needs_one() -> None:
    with pytest.raises(ValueError, match="name its endpoint"):
        await examined("https://gateway.test", send=True)
