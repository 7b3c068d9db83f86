"""What goes wrong: each fault as the client sees it and as the books see it."""

from __future__ import annotations

import asyncio
from collections import Counter

import aiohttp
import msgspec
import pytest

from tests.simulator.asking import SHOP, Answer, ask
from whasync.simulator import Entry, Fault, Faults, Simulator, run

CREDITS = f"{SHOP}/credits"


def met(fault: Fault) -> tuple[Answer | None, Entry]:
    """One call that meets a fault: what came (None for no whole answer) and what the journal says."""

    async def main() -> tuple[Answer | None, Entry]:
        async with Simulator(rows=100) as simulator:
            simulator.script(fault)
            try:
                answer = await ask(simulator, CREDITS)
            except ConnectionError:
                answer = None
            return answer, simulator.journal[-1]

    return run(main())


@pytest.mark.parametrize(
    ("fault", "status", "verdict", "counted", "charged"),
    [
        (Fault("none"), 200, "ok", True, 1),
        (Fault("error"), 500, "error", True, 0),
        (Fault("poison"), 500, "error", True, 0),
        (Fault("gateway"), 502, "fault:gateway", False, 0),
        (Fault("gateway", status=504, charged=True), 504, "fault:gateway", True, 1),
        (Fault("drop"), 0, "fault:drop", False, 0),
        (Fault("drop", charged=True), 0, "fault:drop", True, 1),
        (Fault("reset"), 0, "fault:reset", True, 1),
        (Fault("cut"), 200, "fault:cut", True, 1),
        (Fault("truncated"), 200, "fault:truncated", True, 1),
        (Fault("slow"), 200, "ok", True, 1),
        (Fault("html"), 200, "fault:html", False, 0),
        (Fault("html", charged=True), 200, "fault:html", True, 1),
        (Fault("warning"), 200, "fault:warning", True, 1),
        (Fault("rate_limited"), 429, "rate_limited", True, 0),
        (Fault("redirect", location="http://elsewhere.example"), 302, "fault:redirect", False, 0),
        (Fault("close"), 200, "ok", True, 1),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else None,
)
def test_every_fault_stands_in_the_books_as_it_happened(
    fault: Fault, status: int, verdict: str, counted: bool, charged: int
) -> None:
    answer, entry = met(fault)

    assert (entry.status, entry.verdict, entry.counted, entry.charged) == (status, verdict, counted, charged)
    assert entry.fault == (None if fault.kind == "none" else fault.name)
    assert (answer is None) == (fault.kind in {"drop", "reset", "cut"})


@pytest.mark.parametrize("fault", [Fault("gateway"), Fault("html")])
def test_an_intermediary_answers_with_a_page(fault: Fault) -> None:
    answer, _ = met(fault)

    assert answer is not None
    assert answer.is_page


def test_truncated_json_has_the_right_length_and_is_no_json() -> None:
    answer, _ = met(Fault("truncated"))

    assert answer is not None
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(answer.body)


def test_a_php_warning_stands_before_good_json() -> None:
    answer, _ = met(Fault("warning"))

    assert answer is not None
    assert answer.body.startswith(b"<br />\n<b>Warning</b>")
    assert msgspec.json.decode(answer.body[answer.body.index(b"{") :])["success"] is True


def test_a_redirect_leads_to_the_same_path_elsewhere() -> None:
    answer, _ = met(Fault("redirect", location="http://elsewhere.example"))

    assert answer is not None
    assert answer.headers["location"] == f"http://elsewhere.example{CREDITS}"


def test_a_redirect_never_repeats_a_key() -> None:
    async def main() -> str:
        async with Simulator() as simulator:
            simulator.script(Fault("redirect", location="http://elsewhere.example"))
            answer = await ask(simulator, f"{SHOP}/{simulator.key}", {"api_key": simulator.key})
            return answer.headers["location"]

    assert run(main()) == f"http://elsewhere.example{SHOP}/***"


def test_a_spurious_429_may_carry_retry_after() -> None:
    answer, _ = met(Fault("rate_limited", retry_after="soon"))

    assert answer is not None
    assert answer.headers["retry-after"] == "soon"


def test_a_slow_answer_takes_its_seconds_after_it_was_charged() -> None:
    async def main() -> tuple[float, float]:
        loop = asyncio.get_running_loop()
        async with Simulator() as simulator:
            simulator.script(Fault("slow", seconds=25))
            start = loop.time()
            await ask(simulator, CREDITS)
            return simulator.journal[0].at - start, loop.time() - start

    assert run(main()) == (0, 25)


def test_a_stalled_call_was_charged_and_never_ends_by_itself() -> None:
    async def main() -> int:
        async with Simulator() as simulator:
            simulator.script(Fault("stall"))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(ask(simulator, CREDITS), 86_400)
            return simulator.account.charged

    assert run(main()) == 1


def test_a_poisoned_question_fails_for_ever_and_others_do_not() -> None:
    async def main() -> list[int]:
        async with Simulator(rows=100) as simulator:
            simulator.script(Fault("poison"))
            questions = [{"page": 1}, {"page": 2}, {"page": 1}]
            return [(await ask(simulator, f"{SHOP}/products/explore", question)).status for question in questions]

    assert run(main()) == [500, 200, 500]


def test_a_scripted_fault_with_a_path_waits_for_its_request() -> None:
    async def main() -> list[int]:
        async with Simulator(rows=100) as simulator:
            simulator.script(Fault("error", path="products/explore"), Fault("gateway"))
            paths = [CREDITS, f"{SHOP}/products/explore", CREDITS]
            return [(await ask(simulator, path)).status for path in paths]

    assert run(main()) == [502, 500, 200]


def test_a_closed_connection_after_a_keep_alive_answer_meets_the_next_request() -> None:
    async def main() -> int:
        async with (
            Simulator() as simulator,
            aiohttp.ClientSession(simulator.origin, headers={"X-API-Key": simulator.key}) as session,
        ):
            simulator.script(Fault("close"))
            async with session.get(CREDITS) as response:
                await response.read()
                assert response.headers["Connection"] == "keep-alive"
            with pytest.raises(aiohttp.ClientConnectionError):
                await session.post(CREDITS)  # a POST, as aiohttp would silently repeat a GET
            return len(simulator.journal)

    assert run(main()) == 1


def test_random_faults_come_as_often_as_asked_and_alike_for_the_same_seed() -> None:
    def draw(seed: int) -> list[str]:
        faults = Faults({"error": 0.1, Fault("drop", charged=True): 0.02}, seed=seed)
        return [fault.name if fault else "" for fault in (faults.draw() for _ in range(10_000))]

    counts = Counter(draw(1))

    assert draw(1) == draw(1) != draw(2)
    assert 900 < counts["error"] < 1_100
    assert 150 < counts["drop+charged"] < 250


def test_shares_that_add_up_to_more_than_one_are_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        Faults({"error": 0.7, "drop": 0.7})
