"""Neither the key, nor a query, a body or an id is in anything that is told."""

from __future__ import annotations

import asyncio
import logging

import msgspec
import pytest
from prometheus_client import CollectorRegistry, generate_latest

import whasync.prometheus
from tests.io.stage import COUNT, Server, stage, wire
from tests.observe.recorder import Recorder
from whasync import Backoff, Event, Session
from whasync.simulator import Fault, Simulator, run

KEY = "wh_" + "ca7a" * 12
WORD = "quetzalcoatl"
ID = "1729384756102394"

FAULTS = [Fault("error"), Fault("rate_limited"), Fault("drop"), Fault("cut"), Fault("gateway"), Fault("html")]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> _Told:
    caplog.set_level(logging.DEBUG, logger="whasync")
    return _Told(caplog)


class _Told:
    """All observers at once, and everything they took down as one text."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog
        self._events: list[Event] = []
        self._recorder = Recorder()
        self._registry = CollectorRegistry()
        self.observers = [
            self._events.append,
            self._recorder.observer,
            whasync.prometheus.observe(self._registry),
        ]

    def text(self) -> str:
        return "\n".join(
            [
                *(f"{event} {event!r}" for event in self._events),
                msgspec.json.encode(self._events).decode(),
                *(span.to_json() for span in self._recorder.spans()),
                self._recorder.metrics().to_json(),
                generate_latest(self._registry).decode(),
                *(f"{record.getMessage()} {vars(record)}" for record in self._caplog.records),
            ]
        )


def test_no_key_query_body_or_id_is_told_of_calls_that_go_well_or_wrong(told: _Told) -> None:
    async def main() -> None:
        simulator = Simulator(key=KEY, rows=10, limit=6_000)
        async with stage(simulator, observe=told.observers, backoff=Backoff(first=0), longest_line=300) as (sim, wh):
            for faults in ([], FAULTS[:5], FAULTS[5:], [Fault("stall")] * 2):
                sim.script(*faults)
                asked = {"country": "US", "name": WORD}
                await asyncio.gather(wh.call(COUNT, asked), return_exceptions=True)
            await wh.call(COUNT, {"country": "US", "name": WORD * 30})  # too long for a GET, so it is in the body
            await asyncio.gather(wh.call(f"tiktok-shop/product-detail/{ID}"), return_exceptions=True)
            assert WORD.encode() in sim.journal[-2].body
            assert ID in sim.journal[-1].target

    run(main())
    text = told.text()
    assert "/api/v1/tiktok-shop/product-detail/{id}" in text
    assert [secret for secret in (KEY, WORD, ID, "?") if secret in text] == []


def test_an_answer_that_repeats_the_key_tells_it_to_no_observer(told: _Told) -> None:
    async def main() -> None:
        body = f'{{"success": false, "error": "no {KEY}", "hint": "{KEY}"}}'.encode()
        async with (
            Server(
                wire(body, "400 Bad Request"), wire(KEY.encode(), "500 Oops"), b"HTTP/1.1 " + KEY.encode()
            ) as server,
            Session(KEY, base_url=server.origin, observe=told.observers, backoff=Backoff(first=0)) as wh,
        ):
            for _ in range(3):
                await asyncio.gather(wh.call(COUNT, {"country": "US"}), return_exceptions=True)

    run(main())
    text = told.text()
    assert "bad_request" in text
    assert KEY not in text
