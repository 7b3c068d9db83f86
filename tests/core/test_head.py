"""The cleaning of a body, and the reading of its head without its rows."""

from __future__ import annotations

import msgspec
import pytest

from whasync._core.head import Head, Reading, clean, is_empty, read, text, value, without_lone_surrogates

WARNING = b"<br />\n<b>Warning</b>:  Undefined index in <b>/srv/a.php</b> on line <b>7</b><br />\n"


@pytest.mark.parametrize(
    ("body", "cleaned"),
    [
        (b'{"a":1}', b'{"a":1}'),
        (b"[1]", b"[1]"),
        (b"", b""),
        (b"\xef\xbb\xbf{}", b"{}"),
        (b"\xef\xbb\xbf \r\n\t[1]", b"[1]"),
        (b"\n\n{}", b"{}"),
        (WARNING + b'{"a":1}', b'{"a":1}'),
        (b"\xef\xbb\xbf" + WARNING + b'{"a":1}', b'{"a":1}'),
        (b'Warning: x in y on line 7\n{"a":1}', b'{"a":1}'),
        (b'Notice: x\n{"a":1}', b'{"a":1}'),
        (b'Deprecated: x\n{"a":1}', b'{"a":1}'),
        (b'<b>Notice</b> x\n{"a":1}', b'{"a":1}'),
        (WARNING + b'{"a":', WARNING + b'{"a":'),  # not whole JSON: left to be judged as it is
        (WARNING, WARNING),
        (b'<!DOCTYPE html><script>{"a":1}', b'<!DOCTYPE html><script>{"a":1}'),
        (b'Oops: {"a":1}', b'Oops: {"a":1}'),
    ],
)
def test_what_a_careless_server_put_before_the_json_is_cut(body: bytes, cleaned: bytes) -> None:
    assert clean(body) == cleaned


def test_a_clean_body_is_not_copied() -> None:
    body = b'{"data":[]}'
    assert clean(body) is body


def test_the_head_of_what_is_no_object_is_empty() -> None:
    for body in (b"[]", b'"x"', b"1", b"1.5", b"true", b"null"):
        head = read(body)
        assert head is not None
        assert all(is_empty(getattr(head, name)) for name in Head.__struct_fields__)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"<html>", b'{"a":1}x', b'"\xff"', b"[" * 100_000, b'{"error":' * 100_000, b"\x00"]
)
def test_what_is_not_whole_json_has_no_head(body: bytes) -> None:
    assert read(body) is None


@pytest.mark.parametrize("raw", [b"null", b"[]", b"{}", b'""', b"false"])
def test_what_php_calls_empty_is_empty(raw: bytes) -> None:
    assert is_empty(msgspec.Raw(raw))


@pytest.mark.parametrize("raw", [b"0", b"true", b"[0]", b'{"a":1}', b'" "', b"[ ]", b'"false"'])
def test_what_holds_something_is_not_empty(raw: bytes) -> None:
    assert not is_empty(msgspec.Raw(raw))


def test_a_value_that_cannot_be_decoded_is_none_and_no_text() -> None:
    assert value(msgspec.Raw(b"[" * 10_000)) is None
    assert text(msgspec.Raw(b'"\xff"')) == ""
    assert text(msgspec.Raw(b"7")) == ""


def test_half_an_emoji_is_replaced_and_a_whole_one_is_kept() -> None:
    body = rb'{"a":"\ud83d","b":"\ud83d\ude00","c":"\ude00x","d":"\uD83D\uD83D\uDE00"}'
    mended = rb'{"a":"\ufffd","b":"\ud83d\ude00","c":"\ufffdx","d":"\ufffd\uD83D\uDE00"}'
    assert without_lone_surrogates(body) == mended


@pytest.mark.parametrize(
    ("credits", "reading"),
    [
        ('{"used":1,"limit":500,"remaining":"499"}', Reading(used=1, limit=500, remaining=499)),
        ('{"used":501,"limit":500,"remaining":-1}', Reading(used=501, limit=500, remaining=-1)),  # overdrawn
        ('{"used":7,"limit":-1,"remaining":-8}', None),  # without limit
        ('{"remaining":-1}', None),
        ('{"remaining":0}', Reading(remaining=0)),
        ('{"remaining":"unlimited"}', None),
        ('{"remaining":1e400}', None),
    ],
)
def test_a_balance_is_read_where_it_is_a_number_of_credits(credits: str, reading: Reading | None) -> None:
    head = read(f'{{"credits":{credits}}}'.encode())
    assert head is not None
    assert head.reading == reading
