"""Deadlines of many attempts on one timer: each ends at its own moment, and a caller's cancellation stays one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from whasync import Request, Timeouts
from whasync._io.transport import Transport
from whasync._io.watch import Watch, Watched
from whasync.simulator import run

Course = Callable[[Watched], Awaitable[None]]
End = tuple[float, str | None]


async def end(watch: Watch, course: Course) -> End:
    """When an attempt ends, in seconds from its beginning, and which deadline it has missed then."""
    attempt = watch.begin()
    try:
        await course(attempt)
    except asyncio.CancelledError:
        if not attempt.takes_cancellation():
            raise
    finally:
        watch.end(attempt)
    return asyncio.get_running_loop().time() - attempt.began, attempt.missed


def hears(*moments: float) -> Course:
    """It is sent at the first of these moments, in seconds from its beginning; bytes come at the others, then none."""

    async def course(attempt: Watched) -> None:
        loop = asyncio.get_running_loop()
        for moment in moments:
            await asyncio.sleep(attempt.began + moment - loop.time())
            attempt.heard = loop.time()
        await asyncio.Event().wait()

    return course


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([], (100.0, "total")),  # a connection that does not come about is not the read deadline's
        ([0.0], (10.0, "read")),
        ([40.0], (50.0, "read")),
        ([0.0, 9.0, 18.0], (28.0, "read")),
        ([0.0, 1.0, 2.0, 3.0], (13.0, "read")),
        ([9.0 * turn for turn in range(12)], (100.0, "total")),
        ([90.0], (100.0, "total")),
    ],
)
def test_silence_counts_from_the_latest_bytes_and_the_whole_from_the_beginning(
    moments: list[float], expected: End
) -> None:
    async def main() -> End:
        return await end(Watch(read=10.0, total=100.0), hears(*moments))

    assert run(main()) == expected


def test_each_of_many_attempts_ends_at_its_own_moment() -> None:
    async def main() -> list[End]:
        watch = Watch(read=10.0, total=30.0)

        async def later(seconds: float, *moments: float) -> End:
            await asyncio.sleep(seconds)
            return await end(watch, hears(*moments))

        return await asyncio.gather(*(later(seconds, 0.0, 8.0) for seconds in (0.0, 0.5, 3.0, 50.0)), later(1.0))

    assert run(main()) == [(18.0, "read")] * 4 + [(30.0, "total")]


def test_without_deadlines_an_attempt_takes_as_long_as_it_takes() -> None:
    async def main() -> End:
        return await end(Watch(read=None, total=None), lambda _: asyncio.sleep(1e6))

    assert run(main()) == (1e6, None)


def test_a_cancellation_that_comes_with_the_deadline_is_the_callers() -> None:
    async def main() -> tuple[bool, int]:
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(end(Watch(read=None, total=10.0), hears()))
        loop.call_at(loop.time() + 10.0, task.cancel)
        await asyncio.wait([task])
        return task.cancelled(), task.cancelling()

    assert run(main()) == (True, 1)


def test_a_task_whose_attempts_were_late_is_not_cancelled() -> None:
    async def main() -> tuple[End, End, int]:
        watch = Watch(read=None, total=10.0)
        first, second = await end(watch, hears()), await end(watch, hears())
        task = asyncio.current_task()
        assert task is not None
        return first, second, task.cancelling()

    assert run(main()) == ((10.0, "total"), (10.0, "total"), 0)


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
def test_a_body_that_takes_long_to_go_out_is_no_silence() -> None:
    body = b"x" * 16_000_000  # more than a loopback connection holds

    async def reads_late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(20.0)
        await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(len(body))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()

    async def main() -> tuple[int, float]:
        loop = asyncio.get_running_loop()
        async with await asyncio.start_server(reads_late, "127.0.0.1", 0) as server:
            send = Transport(connections=1, timeouts=Timeouts(read=7.0, total=100.0))
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
            began = loop.time()
            response = await send(Request(operation="test", endpoint="/", url=url, method="POST", body=body))
            took = loop.time() - began
            await send.close()
            return response.status, took

    assert run(main()) == (200, 20.0)
