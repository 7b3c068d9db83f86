"""The loop whose clock jumps: with sockets, with threads, and with nothing left to wait for."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from tests.simulator.asking import SHOP
from whasync.simulator import DeadlockError, JumpingLoop, Network, Simulator, run


def test_an_hour_of_sleep_takes_no_time_and_moves_the_clock_by_an_hour() -> None:
    async def main() -> float:
        start = asyncio.get_running_loop().time()
        await asyncio.sleep(3_600)
        return asyncio.get_running_loop().time() - start

    real = time.perf_counter()

    assert run(main()) == 3_600
    assert time.perf_counter() - real < 1


def test_the_clock_stands_still_while_anything_can_run() -> None:
    async def main() -> float:
        start = asyncio.get_running_loop().time()
        for _ in range(1_000):
            await asyncio.sleep(0)
        return asyncio.get_running_loop().time() - start

    assert run(main()) == 0


def test_a_thousand_calls_through_aiohttp_in_twenty_minutes_meet_no_false_timeout() -> None:
    calls, workers = 1_000, 20

    async def main() -> tuple[int, float]:
        loop = asyncio.get_running_loop()
        patience = aiohttp.ClientTimeout(total=0.7, sock_connect=0.1, sock_read=0.65)
        start = loop.time()
        network = Network(uplink=lambda: 0.3, downlink=lambda: 0.3)
        async with (
            Simulator(limit=calls, rows=100, network=network) as simulator,
            aiohttp.ClientSession(simulator.origin, headers={"X-API-Key": simulator.key}, timeout=patience) as session,
        ):

            async def worker() -> int:
                good = 0
                for _ in range(calls // workers):
                    async with session.get(f"{SHOP}/credits") as response:
                        good += response.status == 200
                    await asyncio.sleep(23.4)  # over the 15 s that aiohttp keeps a connection: each call opens its own
                return good

            return sum(await asyncio.gather(*(worker() for _ in range(workers)))), loop.time() - start

    good, seconds = run(main())

    assert (good, round(seconds, 6)) == (calls, 1_200)


def test_a_timeout_that_is_shorter_than_the_answer_still_comes() -> None:
    async def main() -> float:
        loop = asyncio.get_running_loop()
        async with (
            Simulator(network=Network(downlink=lambda: 5.0)) as simulator,
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=4)) as session,
        ):
            start = loop.time()
            with pytest.raises(TimeoutError):
                await session.get(f"{simulator.origin}/nowhere")
            return loop.time() - start

    assert run(main()) == 4


def test_two_runs_of_the_same_program_read_the_same_clock() -> None:
    async def main() -> list[float]:
        async with (
            Simulator(rows=100, network=Network.tail(seed=4)) as simulator,
            aiohttp.ClientSession(simulator.origin, headers={"X-API-Key": simulator.key}) as session,
        ):
            for _ in range(20):
                async with session.get(f"{SHOP}/credits") as response:
                    await response.read()
            return [entry.at for entry in simulator.journal]

    assert run(main()) == run(main())


def test_a_task_that_nothing_can_wake_is_a_deadlock() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(DeadlockError, match="deadlock"):
        run(main())


def test_a_deadlock_is_seen_beside_a_listening_server_and_an_idle_connection() -> None:
    async def main() -> None:
        async with Simulator() as simulator:
            host, _, port = simulator.origin.removeprefix("http://").partition(":")
            _, writer = await asyncio.open_connection(host, int(port))
            try:
                await asyncio.Event().wait()
            finally:
                writer.close()

    with pytest.raises(DeadlockError):
        run(main())


def test_a_thread_is_waited_for_and_not_jumped_over() -> None:
    async def main() -> tuple[str, bool]:
        loop = asyncio.get_running_loop()
        start = loop.time()
        done = await asyncio.wait_for(asyncio.to_thread(_work), 30)
        return done, loop.time() - start < 30

    assert run(main()) == ("done", True)


def test_the_loop_closes_cleanly_and_can_be_had_again() -> None:
    first, second = JumpingLoop(), JumpingLoop()
    first.close()
    second.close()

    assert (first.is_closed(), second.is_closed()) == (True, True)


def _work() -> str:
    time.sleep(0.02)  # real time, in a thread: the loop must not jump over it
    return "done"
