"""The transport: what leaves the process, once; what comes back, whole or as an error that says whether it was sent."""

from __future__ import annotations

import asyncio
import gzip
import inspect
import pickle
import socket
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest
from aioresponses import aioresponses

from tests.io.stage import Server, wire
from whasync import Request, Timeouts, TransportError, TransportTimeoutError, UsageError
from whasync._core.wire import Response
from whasync._io.transport import Transport
from whasync.simulator import Fault, Network, Simulator, run


@asynccontextmanager
async def transport(**timeouts: float | None) -> AsyncGenerator[Transport]:
    made = Transport(connections=10, timeouts=Timeouts(**timeouts))
    try:
        yield made
    finally:
        await made.close()


def get(url: str, **fields: Any) -> Request:
    return Request(operation="test", endpoint="/test", url=url, **fields)


async def answered(*answers: bytes | None, keep_alive: bool = True, **timeouts: float | None) -> Response:
    """What the transport makes of raw bytes."""
    async with Server(*answers, keep_alive=keep_alive) as server, transport(**timeouts) as send:
        return await send(get(f"{server.origin}/test"))


async def failed(*answers: bytes | None, keep_alive: bool = True, **timeouts: float | None) -> TransportError:
    with pytest.raises(TransportError) as caught:
        await answered(*answers, keep_alive=keep_alive, **timeouts)
    return caught.value


def test_an_answer_comes_with_its_status_its_headers_in_lower_case_its_body_and_its_moment() -> None:
    async def main() -> tuple[Response, float]:
        return await answered(wire(b'{"a":1}', "418 Teapot", X_Odd="yes")), asyncio.get_running_loop().time()

    response, now = run(main())
    headers = {"content-type": "application/json", "content-length": "7", "x-odd": "yes"}
    assert response == Response(status=418, headers=headers, body=b'{"a":1}', at=now)


def test_the_moment_is_that_of_the_headers_and_not_of_the_body() -> None:
    async def main() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        async with Trickling(wire(b"x" * 10), seconds=2.0) as server, transport() as send:
            began = loop.time()
            response = await send(get(f"{server.origin}/test"))
            return response.at - began, loop.time() - began

    assert run(main()) == (0.0, 20.0)


def test_a_url_goes_out_to_the_byte_as_it_is_written() -> None:
    async def main() -> list[str]:
        async with Server() as server, transport() as send:
            await send(get(f"{server.origin}/a?q=%C3%A9,b:c%2C+%2B&x=%7e/~"))
            return server.lines

    assert run(main()) == ["GET /a?q=%C3%A9,b:c%2C+%2B&x=%7e/~ HTTP/1.1"]


@pytest.mark.parametrize("answer", [None, b"HTTP/1.1 200 OK\r\nContent-Le"], ids=["closed", "closed in the head"])
def test_a_lost_read_is_not_silently_sent_again(answer: bytes | None) -> None:
    async def main() -> tuple[int, bool]:
        async with Server(answer, keep_alive=False) as server, transport() as send:
            with pytest.raises(TransportError) as caught:
                await send(get(f"{server.origin}/test"))
            return len(server.requests), caught.value.sent

    assert run(main()) == (1, True)


def test_a_read_on_a_connection_that_went_stale_is_not_silently_sent_again() -> None:
    async def main() -> tuple[int, bool]:
        async with Server(wire(), None, wire()) as server, transport() as send:
            await send(get(f"{server.origin}/test"))
            with pytest.raises(TransportError) as caught:
                await send(get(f"{server.origin}/test"))
            return len(server.requests), caught.value.sent

    assert run(main()) == (2, True)


def test_a_reset_is_sent_and_seen_once() -> None:
    async def main() -> tuple[int, bool]:
        async with Simulator(rows=10) as sim, transport() as send:
            sim.script(Fault("reset"))
            with pytest.raises(TransportError) as caught:
                await send(get(f"{sim.origin}/api/niche-counts"))
            return len(sim.journal), caught.value.sent

    assert run(main()) == (1, True)


def test_redirects_are_answers_and_are_never_followed() -> None:
    async def main() -> tuple[int, str, int]:
        async with Server() as other:
            async with Server(wire(b"", "302 Found", Location=f"{other.origin}/x")) as server, transport() as send:
                response = await send(get(f"{server.origin}/test", headers={"X-API-Key": "secret"}))
            return response.status, response.headers["location"], len(other.requests)

    status, location, seen = run(main())
    assert (status, location.startswith("http://127.0.0.1"), seen) == (302, True, 0)


def test_cookies_are_neither_kept_nor_sent() -> None:
    async def main() -> list[bool]:
        async with Server(wire(Set_Cookie="PHPSESSID=abc; Path=/")) as server, transport() as send:
            for _ in range(2):
                await send(get(f"{server.origin}/test"))
            return [b"cookie" in request.lower() for request in server.requests]

    assert run(main()) == [False, False]


class Silent(Server):
    """Takes requests and never answers."""

    async def answer(self, writer: asyncio.StreamWriter, answer: bytes) -> None:  # noqa: ARG002
        await asyncio.Event().wait()


class Trickling(Server):
    """Sends the head at once and the body a byte at a time."""

    def __init__(self, *answers: bytes | None, seconds: float) -> None:
        super().__init__(*answers)
        self._seconds = seconds

    async def answer(self, writer: asyncio.StreamWriter, answer: bytes) -> None:
        head, _, body = answer.partition(b"\r\n\r\n")
        writer.write(head + b"\r\n\r\n")
        for index in range(len(body)):
            await asyncio.sleep(self._seconds)
            writer.write(body[index : index + 1])


async def patience(server: Server, **timeouts: float | None) -> tuple[float, TransportError]:
    """After how many seconds a call fails, and how."""
    loop = asyncio.get_running_loop()
    async with server, transport(**timeouts) as send:
        began = loop.time()
        with pytest.raises(TransportError) as caught:
            await send(get(f"{server.origin}/test"))
        return loop.time() - began, caught.value


def test_the_read_deadline_is_between_two_arrivals_of_bytes() -> None:
    seconds, error = run(patience(Silent(), read=7.0, total=100.0))
    assert (type(error), seconds, error.sent) == (TransportTimeoutError, 7.0, True)
    assert str(error) == "test: no bytes came within the read deadline (SocketTimeoutError); it may have been charged"


def test_a_body_that_trickles_is_ended_by_the_total_deadline() -> None:
    seconds, error = run(patience(Trickling(wire(b"x" * 100), seconds=5.0), read=7.0, total=33.0))
    assert (type(error), seconds, error.sent) == (TransportTimeoutError, 33.0, True)
    assert str(error) == "test: no whole answer within the total deadline (TimeoutError); it may have been charged"


def test_a_slow_answer_within_its_deadlines_is_taken() -> None:
    async def main() -> int:
        async with Trickling(wire(b"x" * 10), seconds=5.0) as server, transport(read=7.0, total=None) as send:
            return (await send(get(f"{server.origin}/test"))).status

    assert run(main()) == 200


def test_the_connect_deadline_ends_a_connection_that_does_not_come_about_and_nothing_was_sent() -> None:
    async def main() -> tuple[float, TransportError]:
        loop = asyncio.get_running_loop()
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
            address = full.getsockname()
            fillers = [socket.socket() for _ in range(4)]
            for filler in fillers:  # they fill the queue of a server that accepts nobody; the next packets are dropped
                filler.setblocking(False)
                filler.connect_ex(address)
            try:
                async with transport(connect=0.2, read=100.0, total=200.0) as send:
                    began = loop.time()
                    with pytest.raises(TransportError) as caught:
                        await send(get(f"http://127.0.0.1:{address[1]}/test"))
                    return loop.time() - began, caught.value
            finally:
                for filler in fillers:
                    filler.close()

    seconds, error = run(main())
    assert (type(error), round(seconds, 3), error.sent) == (TransportTimeoutError, 0.2, False)
    assert str(error) == "test: no connection within the deadline (ConnectionTimeoutError); nothing was sent"


def test_a_refused_connection_was_not_sent() -> None:
    async def main() -> TransportError:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        async with transport() as send:
            with pytest.raises(TransportError) as caught:
                await send(get(f"http://127.0.0.1:{port}/test"))
            return caught.value

    error = run(main())
    assert (type(error), error.sent) == (TransportError, False)
    assert str(error) == "test: no connection: refused or unreachable (ClientConnectorError); nothing was sent"


def test_a_name_that_does_not_resolve_was_not_sent() -> None:
    async def main() -> TransportError:
        async with transport() as send:
            with pytest.raises(TransportError) as caught:
                await send(get("http://name.invalid/test"))
            return caught.value

    error = run(main())
    assert (error.sent, "did not resolve" in str(error)) == (False, True)


def test_a_tls_handshake_with_a_plain_server_was_not_sent() -> None:
    async def main() -> TransportError:
        async with Server() as server, transport() as send:
            with pytest.raises(TransportError) as caught:
                await send(get(f"https://{server.origin.removeprefix('http://')}/test"))
            return caught.value

    assert run(main()).sent is False


CUT = "the body was cut off or could not be unpacked"

ODD: dict[str, tuple[bytes, str]] = {
    "no HTTP at all": (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "what answered does not speak HTTP"),
    "bytes": (bytes(range(256)) + b"\r\n\r\n", "what answered does not speak HTTP"),
    "a body that is cut": (wire(b"{}", Content_Length="100"), CUT),
    "a length that is none": (wire(b"{}", Content_Length="ten"), "what answered does not speak HTTP"),
    "gzip that is none": (wire(b"not gzip", Content_Encoding="gzip"), CUT),
    "a chunk that is cut": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        CUT,
    ),
    "a header of a megabyte": (wire(X_Huge="x" * 1_000_000), "what answered does not speak HTTP"),
}


@pytest.mark.parametrize(("answer", "what"), ODD.values(), ids=ODD)
def test_an_answer_that_is_broken_is_a_transport_error_that_was_sent(answer: bytes, what: str) -> None:
    error = run(failed(answer, keep_alive=False))
    assert (type(error), error.sent) == (TransportError, True)
    assert str(error).startswith(f"test: {what} (")


def test_a_transport_error_pickles_and_drags_nothing_of_aiohttp_along() -> None:
    error = run(failed(None))
    assert (error.__cause__, error.__context__) == (None, None)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), str(again), again.sent) == (type(error), str(error), True)


def test_gzip_is_unpacked() -> None:
    response = run(answered(wire(gzip.compress(b'{"a":1}'), Content_Encoding="gzip")))
    assert response.body == b'{"a":1}'


@pytest.mark.parametrize(("seconds", "sent"), [(0.0, False), (1.0, True)], ids=["before", "after"])
def test_a_cancelled_call_tells_whether_it_was_sent(seconds: float, sent: bool) -> None:
    async def main() -> bool:
        async with Simulator(rows=10, network=Network(downlink=lambda: 9.0)) as sim, transport() as send:
            task = asyncio.create_task(send(get(f"{sim.origin}/api/niche-counts")))
            await asyncio.sleep(seconds)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            return bool(getattr(caught.value, "sent"))  # noqa: B009 - the attribute is whasync's, not asyncio's

    assert run(main()) is sent


def test_a_proxy_is_asked_with_the_whole_url() -> None:
    async def main() -> list[str]:
        async with Server() as proxy:
            send = Transport(connections=1, timeouts=Timeouts(), proxy=proxy.origin)
            await send(get("http://api.test/x?q=1"))
            await send.close()
            return proxy.lines

    assert run(main()) == ["GET http://api.test/x?q=1 HTTP/1.1"]


def test_another_loop_is_refused() -> None:
    async def made() -> Transport:
        async with transport() as send:
            return send

    async def used(send: Transport) -> None:
        send.check_owner()

    left = run(made())
    with pytest.raises(UsageError, match="another event loop; open one session in each loop"):
        run(used(left))


def test_a_closed_transport_sends_nothing() -> None:
    async def main() -> None:
        async with transport() as send:
            pass
        await send(get("http://127.0.0.1:1/test"))

    with pytest.raises(UsageError, match="test: the session is closed; nothing was sent"):
        run(main())


class _Mocked(aiohttp.ClientResponse):
    """aioresponses builds responses without an argument that aiohttp has asked for since 3.14."""

    def __init__(self, *args: Any, **options: Any) -> None:
        if "stream_writer" in inspect.signature(aiohttp.ClientResponse.__init__).parameters:
            options.setdefault("stream_writer", Mock(output_size=0))
        super().__init__(*args, **options)


RAISED: dict[str, tuple[Callable[[], Exception], type[TransportError], str]] = {
    "payload": (lambda: aiohttp.ClientPayloadError("X-API-Key: secret"), TransportError, CUT),
    "os": (lambda: OSError("secret"), TransportError, "the connection broke"),
    "time": (lambda: TimeoutError("secret"), TransportTimeoutError, "no whole answer within the total deadline"),
}


@pytest.mark.parametrize(("error", "kind", "what"), RAISED.values(), ids=RAISED)
def test_an_error_of_aiohttp_is_told_in_our_own_words(
    error: Callable[[], Exception], kind: type[TransportError], what: str
) -> None:
    async def main() -> TransportError:
        async with transport() as send:
            with aioresponses() as mocked:
                mocked.get("http://api.test/x", exception=error(), response_class=_Mocked)
                with pytest.raises(TransportError) as caught:
                    await send(get("http://api.test/x"))
            return caught.value

    told = run(main())
    assert (type(told), told.sent, "secret" in str(told)) == (kind, False, False)
    assert str(told).startswith(f"test: {what}")


@pytest.mark.parametrize("status", [204, 299, 304, 418, 451, 599])
def test_a_status_of_any_kind_is_an_answer(status: int) -> None:
    async def main() -> Response:
        async with transport() as send:
            with aioresponses() as mocked:
                mocked.get("http://api.test/x", status=status, body=b"\xff\x00", response_class=_Mocked)
                return await send(get("http://api.test/x"))

    response = run(main())
    assert (response.status, response.body) == (status, b"\xff\x00")


def test_opening_and_closing_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(answered(wire()))
