"""Reading a request: where parameters come from, and how casually they are read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.simulator.asking import SHOP, V1, ask, send_bytes
from whasync.simulator import Simulator, run
from whasync.simulator.arguments import Arguments
from whasync.simulator.wire import Incoming


def request(target: str = "/", body: bytes = b"", kind: str = "application/json") -> Incoming:
    return Incoming("POST", target, 0, 0, {"content-type": kind}, body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"b": "2", "c": [1, 2]}', "application/json"),
        (b'{"b": "2", "c": [1, 2]}', "application/json; charset=utf-8"),
        (b"b=2&c=1%2C2", "application/x-www-form-urlencoded"),
    ],
)
def test_query_and_body_are_merged_and_the_body_wins(body: bytes, kind: str) -> None:
    arguments = Arguments.of(request("/?a=1&b=1&api_key=secret", body, kind))

    assert [arguments.text("a"), arguments.text("b"), arguments.texts("c")] == ["1", "2", ["1", "2"]]
    assert "api_key" not in arguments.values


def test_empty_null_and_undefined_are_stripped() -> None:
    arguments = Arguments.of(request("/?a=&b=undefined", b'{"c": null, "d": [], "e": 0, "f": false}'))

    assert arguments.values == {"e": 0, "f": False}


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12abc", 12), (" 3.5", 3.5), ("-4", -4), ("1e3", 1_000), ("abc", 0), ("12,345", 12), (".5", 0.5)],
)
def test_a_number_is_what_the_text_begins_with(text: str, number: float) -> None:
    assert Arguments({"n": text}).number("n") == number


def test_a_number_that_was_not_sent_is_none() -> None:
    assert Arguments({}).number("n") is None


@pytest.mark.parametrize("value", [True, "1", 1, "yes"])
def test_a_flag_is_set(value: object) -> None:
    assert Arguments({"f": value}).flag("f") is True


@pytest.mark.parametrize("value", [False, "0", 0, "false", ""])
def test_a_flag_is_not_set(value: object) -> None:
    assert Arguments({"f": value}).flag("f") is False


def test_the_first_of_several_names_wins() -> None:
    assert Arguments({"min_sold": "2", "min_item_sold": "1"}).number("min_item_sold", "min_sold") == 1


def test_a_chunked_body_is_read_like_any_other() -> None:
    body = b'{"id": "7493920192384910"}'
    chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:7], body[7:])) + b"0\r\n\r\n"

    async def main() -> object:
        async with Simulator(rows=100) as simulator:
            head = (
                f"POST {SHOP}/shop-detail HTTP/1.1\r\nHost: test\r\nConnection: close\r\nX-API-Key: {simulator.key}\r\n"
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            return (await send_bytes(simulator, head.encode() + chunks)).json["data"]["id"]

    assert run(main()) == "7493920192384910"


@pytest.mark.parametrize("raw", [b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n"])
def test_what_is_no_http_closes_the_connection(raw: bytes) -> None:
    async def main() -> int:
        async with Simulator() as simulator:
            with pytest.raises(ConnectionError):
                await send_bytes(simulator, raw)
            return len(simulator.journal)

    assert run(main()) == 0


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (f"{SHOP}/products/explore", {"page": "-1e400"}),
        (f"{SHOP}/products/explore", {"period": "9" * 5_000}),
        (f"{SHOP}/products/explore", {"after": "\u00a0"}),
        (f"{SHOP}/categories/siblings", {"id": "\u00b2"}),
        (f"{SHOP}/categories/siblings", {"id": "9" * 5_000}),
        (f"{V1}/pinterest-ads", {"scroll": "\u00a0", "limit": "1e400"}),
    ],
)
def test_no_argument_is_too_odd_for_an_answer(path: str, query: dict[str, object]) -> None:
    async def main() -> int:
        async with Simulator(rows=100) as simulator:
            return (await ask(simulator, path, query)).status

    assert run(main()) == 200


def test_marks_that_are_no_numbers_mark_nothing() -> None:
    async def main() -> Any:
        async with Simulator() as simulator:
            return (await ask(simulator, f"{V1}/notifications/mark-read", post={"ids": "\u00b2,3"})).json

    assert run(main()) == {"success": True, "marked": 1}


def test_a_chunk_whose_length_never_ends_closes_the_connection_and_nothing_else() -> None:
    trouble: list[dict[str, Any]] = []

    async def main() -> int:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: trouble.append(context))
        async with Simulator() as simulator:
            endless = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"a" * (3 << 20)
            with pytest.raises(ConnectionError):
                await send_bytes(simulator, endless)
            return (await ask(simulator, f"{V1}/credits")).status

    assert (run(main()), trouble) == (200, [])
