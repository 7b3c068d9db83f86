"""`whasync doctor`: what is wrong, what that means, and how to mend it."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import msgspec

from .._core.words import several
from ..checkup import Diagnosis, Finding, doctor, explain
from ..errors import UsageError
from .exits import ACCESS, DONE, FAILED
from .question import read_pairs
from .running import key_of, proxy_of
from .running import run as run_async
from .screen import put
from .wording import as_options

_WIDEST = 120
_MARKS = {"ok": "ok", "warning": "warning", "failed": "FAILED", "skipped": "-"}
_CHARGED = {"yes": "1 credit was charged", "no": "nothing was charged", "unknown": "not known: perhaps 1 credit"}


def run(arguments: argparse.Namespace) -> int:
    """Examine, or explain a saved answer; print each finding."""
    if arguments.explain is None:
        diagnosis = _examine(arguments)
    elif arguments.endpoint is not None or arguments.extra or arguments.verb or arguments.send:
        raise UsageError("--explain takes a saved answer, and no question beside it")
    else:
        diagnosis = explain(_file(arguments.explain))
    if arguments.json:
        put(msgspec.json.encode(diagnosis).decode())
    else:
        put("\n".join(told(diagnosis, is_run=arguments.explain is None)))
    if diagnosis.is_well:
        return DONE
    return ACCESS if diagnosis.is_about_access else FAILED


def _examine(arguments: argparse.Namespace) -> Diagnosis:
    return run_async(
        doctor(
            arguments.endpoint,
            read_pairs(arguments.pairs),
            extra=read_pairs(arguments.extra),
            verb=arguments.verb,
            send=arguments.send,
            api_key=key_of(arguments),
            base_url=arguments.base_url,
            rate=arguments.rate,
            shared=arguments.shared,
            bearer=arguments.bearer,
            proxy=proxy_of(arguments),
            spool=arguments.spool,
            from_text=True,
        )
    )


def _file(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"--explain {path}: {error.strerror}") from None


def told(diagnosis: Diagnosis, *, is_run: bool) -> Iterator[str]:
    """The findings for people; after a run, what it cost."""
    for finding in diagnosis.findings:
        yield from _told(finding, is_run=is_run)
    if not is_run:
        return
    bill = diagnosis.bill
    cost = "perhaps 1 credit spent" if bill.in_doubt else f"{several(bill.credits, 'credit')} spent"
    yield ""
    failed = several(len(diagnosis.failed), "check") if diagnosis.failed else "no check"
    yield f"{failed} failed; {several(bill.requests, 'request')}, {cost} (a run costs {bill.most} at most)"


def _told(finding: Finding, *, is_run: bool) -> Iterator[str]:
    yield from _wrapped(f"{_MARKS[finding.outcome]:<8} {finding.check:<8} {finding.seen}")
    for label, text in (("means", finding.means), ("fix", finding.fix)):
        if text:
            yield from _wrapped(f"{'':<8} {label:>8}: {text}")
    if finding.charged is not None and not is_run:
        yield from _wrapped(f"{'':<8} {'charged':>8}: {_CHARGED[finding.charged]}")


def _wrapped(line: str) -> list[str]:
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 0)).columns)
    return textwrap.wrap(
        as_options(line), width, subsequent_indent=" " * 19, break_long_words=False, drop_whitespace=True
    )
