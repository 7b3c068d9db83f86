"""What the doctor's tests share: a run whose report is searched for the key, and the finding that failed."""

from __future__ import annotations

import socket
from typing import Any

import msgspec

import whasync
from whasync.checkup import Diagnosis, Finding
from whasync.simulator import DEMO_KEY


async def examined(origin: str, *question: Any, key: str = DEMO_KEY, **options: Any) -> Diagnosis:
    """Let the doctor look, and see to it that the report holds no key and no more than one credit."""
    diagnosis = await whasync.doctor(*question, api_key=key, base_url=origin, shared="", **options)
    assert key not in msgspec.json.encode(diagnosis).decode()
    assert diagnosis.bill.credits + diagnosis.bill.in_doubt <= 1
    return diagnosis


def finding(diagnosis: Diagnosis, check: str) -> Finding:
    (found,) = [one for one in diagnosis.findings if one.check == check]
    return found


def failed(diagnosis: Diagnosis) -> list[str]:
    return [one.check for one in diagnosis.failed]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
