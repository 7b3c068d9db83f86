"""Answers that were damaged on the way: whatever comes, only an error of ours may come of it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from whasync._core.decode import decode_one, decode_rows, marks, raw_rows
from whasync._core.head import clean
from whasync._core.operation import Paging, answer_type
from whasync._core.paging import Progress, total
from whasync._core.record import Record, identity
from whasync._core.verdict import Kind, classify
from whasync._core.wire import Answer, Request, Response
from whasync._io.refusal import error_for
from whasync.errors import DecodeError, ResponseError
from whasync.operations import CATALOGUE

DOCUMENTED = Path(__file__).parent.parent / "data"

# Each documented answer, and the model of the operation that it answers.
MODELS: tuple[type[Record], ...] = tuple(
    dict.fromkeys(kind for kind in map(answer_type, CATALOGUE.values()) if isinstance(kind, type))
)

HTML = b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"
WARNING = b"<br />\n<b>Warning</b>:  Undefined index in <b>/srv/a.php</b> on line <b>7</b><br />\n"
STRANGE = (
    *(
        b"null",
        b"false",
        b"[]",
        b"{}",
        b'""',
        b'"none"',
        b'"12,345"',
        b'"1.2k"',
        b"1e400",
        b"-0",
        b'"\\ud800"',
        b'"\xff"',
    ),
    *(b"9" * 400, b"[" * 2_000, b'{"data":' * 2_000, b"NaN", b"\x00", b"\xef\xbb\xbf", b'"0000-00-00"', b'"\\u0000"'),
)


def documented_bodies() -> list[bytes]:
    bodies: list[bytes] = []
    for path in sorted(DOCUMENTED.glob("*.json")):
        told: Any = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(told, list):  # the refusals
            bodies += [json.dumps(row["body"]).encode() for row in told if "body" in row]
        else:
            bodies += [json.dumps(exchange["response"]["body"]).encode() for exchange in told["exchanges"]]
    return bodies


def flip(body: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 8)):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)


def cut(body: bytearray, dice: random.Random) -> None:
    del body[dice.randrange(len(body)) :]


def drop(body: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(body))
    del body[start : start + dice.randint(1, 40)]


def double(body: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(body))
    body[start:start] = body[start : start + dice.randint(1, 200)]


def replace_value(body: bytearray, dice: random.Random) -> None:
    """Another value behind some colon, so that the whole stays JSON more often than not."""
    colons = [place for place, sign in enumerate(body) if sign == ord(":")]
    if colons:
        start = dice.choice(colons) + 1
        end = min((place for place in (body.find(sign, start) for sign in b",}]") if place > 0), default=len(body))
        body[start:end] = dice.choice(STRANGE)


def insert(body: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(body))
    body[start:start] = dice.choice(STRANGE)


def begin_with(body: bytearray, dice: random.Random) -> None:
    body[0:0] = dice.choice((b"\xef\xbb\xbf", WARNING, HTML, b"\n", b"Notice: x\n", b")]}',\n"))


MUTATIONS: Sequence[Callable[[bytearray, random.Random], None]] = (
    *(flip, cut, drop, double, replace_value, replace_value, replace_value, insert, begin_with),
)
HEADERS: Sequence[dict[str, str]] = (
    {"content-type": "application/json"},
    {"content-type": "text/html"},
    {},
    {"content-type": "application/json", "retry-after": "Fri, 15 Jan 2027 08:00:30"},
    {"location": "http://[broken/login"},
)
STATUSES = (200, 200, 200, 200, 201, 302, 400, 401, 403, 404, 414, 429, 500, 502, 418, 999)
PAGING = Paging(by="cursor or page", param="after", most=100)
REQUEST = Request(operation="rows", endpoint="/api/v1/rows", url="https://api.test/api/v1/rows")


def mutate(body: bytes, dice: random.Random) -> bytes:
    mutant = bytearray(body)
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
        if mutant:
            dice.choice(MUTATIONS)(mutant, dice)
    return bytes(mutant)


def read_rows(body: bytes, model: type[Record]) -> int:
    rows, rejected = decode_rows(body, model)
    assert len(rows) + len(rejected) == len(raw_rows(body))
    found = marks(body)
    total(found)
    Progress(PAGING).next({"limit": 100}, [identity(row) for row in rows], found)
    for row in rows[:2]:
        assert row.raw in body
        assert not {field.encode_name for field in msgspec.structs.fields(row)} & set(row.extra)
        assert repr(row)
    return len(rows)


def check_mutants(seed: int, count: int) -> tuple[int, int, int]:
    """How many were refused, how many gave rows, and how many broke the decoding."""
    dice = random.Random(seed)
    bodies = documented_bodies()
    refused = read = broken = 0
    for _ in range(count):
        body = clean(mutate(dice.choice(bodies), dice))
        status = dice.choice(STATUSES)
        verdict = classify(status, dice.choice(HEADERS), body, now=1.8e9)
        if verdict.kind is not Kind.OK:
            answer = Answer(request=REQUEST, response=Response(status=status, headers={}, body=body), verdict=verdict)
            assert isinstance(error_for(answer), ResponseError)
            refused += 1
        model = dice.choice(MODELS)
        try:
            read += read_rows(body, model) > 0
        except DecodeError:
            broken += 1
        try:
            assert isinstance(decode_one(body, model, container=dice.choice(("data", "credits", "brand"))), model)
        except DecodeError:
            broken += 1
    return refused, read, broken


def test_damaged_answers_raise_nothing_but_our_own_errors() -> None:
    refused, read, broken = check_mutants(seed=1, count=5_000)
    assert min(refused, read, broken) > 500  # all three ways are taken, or the test shows little


@pytest.mark.slow
def test_a_hundred_thousand_damaged_answers_raise_nothing_but_our_own_errors() -> None:
    check_mutants(seed=2, count=100_000)


def test_the_documented_answers_are_all_taken_for_the_models() -> None:
    assert len(documented_bodies()) > 130
    assert len(MODELS) > 10
