"""What looks like a key: told in one place, and shown by none."""

from __future__ import annotations

import json
import time

import pytest

from whasync._core.secrets import is_of_the_form, masked
from whasync.checkup.finding import Finding
from whasync.checkup.finding import masked as masked_finding
from whasync.cli.wording import without_secrets
from whasync.errors import UsageError
from whasync.settings import Rate
from whasync.simulator.journal import KEY_IN_BODY
from whasync.testing.recording import cleaner

LIKE_KEYS = {
    "the documented form": "wh_" + "4f" * 24,
    "in capitals": "WH_" + "4F" * 24,
    "letters alone, as chance may have it": "wh_" + "ab" * 24,
    "cut": "wh_4f4f4f4f4f",
    "longer": "wh_" + "4f" * 24 + "x",
    "another form": "wh_Zq8xW2kL9pRt",
    "of an environment": "wh_live_9f8e7d6c5b4a",
}


@pytest.mark.parametrize("key", LIKE_KEYS.values(), ids=LIKE_KEYS)
def test_what_looks_like_a_key_is_shown_nowhere(key: str) -> None:
    text = f"see <{key}>, or {key}"
    with pytest.raises(UsageError) as refused:
        Rate.parse(key)
    found = masked_finding(Finding(check="api", outcome="ok", seen=text))
    shown = [masked(text), without_secrets(text), cleaner(None)(text), found.seen]
    assert shown == ["see <[key]>, or [key]"] * 4
    assert str(refused.value).startswith("rate='[key]' is not N/PERIOD")


@pytest.mark.parametrize("key", [key for key in LIKE_KEYS.values() if key.startswith("wh_")])
def test_the_simulator_hides_what_the_client_does(key: str) -> None:
    assert KEY_IN_BODY.sub(b"", json.dumps({"note": key}).encode()) == b'{"note": ""}'


@pytest.mark.parametrize(
    "word", ["wh_simulator", "wh_session.call", "wh_products_2026-11.ndjson", "wh_1", "wh_", "with_99"]
)
def test_a_word_is_shown_as_it_is(word: str) -> None:
    assert masked(word) == word


def test_a_long_text_is_read_once() -> None:
    for text in ("wh_" * 100_000, "wh_" + "g" * 300_000, "wh_" + "a_" * 150_000, ("wh_" + "ab_" * 50) * 2_000):
        start = time.process_time()
        assert masked(text) == text
        assert time.process_time() - start < 1.0  # seconds; it takes 20 ms, and took minutes without a bound


def test_a_key_of_any_form_is_masked_where_it_is_known_and_long_enough_to_be_one() -> None:
    assert masked("no Kx77-ab9 here", "Kx77-ab9") == "no [key] here"
    assert masked("a bad key", "a") == "a bad key"


@pytest.mark.parametrize(
    ("key", "is_so"), [("wh_" + "4f" * 24, True), ("wh_" + "4F" * 24, True), ("wh_" + "4f" * 23, False), ("", False)]
)
def test_the_documented_form_is_wh_and_48_hexadecimal_digits(key: str, is_so: bool) -> None:
    assert is_of_the_form(key) is is_so
