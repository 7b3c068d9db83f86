"""`whasync export`: every row of a listing, or of a product of them, into a file."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from .._core.operation import Listing
from .._core.words import several
from ..errors import UsageError, WhasyncError
from ..export import Plan, Report, export, plan_export
from ..export.plan import count_route
from ..session import Session
from ..walk import Walk
from .each import questions
from .exits import DONE, InterruptedRunError, line_of
from .progress import Progress, showing
from .running import run as run_async
from .running import session
from .screen import duration, put, say, size
from .wording import without_secrets


def run(arguments: argparse.Namespace) -> int:
    """Export, then tell what it took: on stderr, and with --json and a file as a document on stdout."""
    if arguments.plan or arguments.count:
        planned, is_countable = run_async(_plan(arguments))
        lines = told(planned, is_countable=is_countable)
        put(msgspec.json.encode(planned).decode() if arguments.json else "\n".join(lines))
        return DONE
    if arguments.output is None:
        raise UsageError("-o FILE is missing: it says where the rows go; --plan and --count do without")
    was_there = arguments.output != "-" and Path(arguments.output).exists()
    latest: deque[Report] = deque(maxlen=1)
    try:
        report = run_async(_export(arguments, latest.append))
    except (WhasyncError, InterruptedRunError, OSError) as error:
        if arguments.json and latest and latest[0].path is not None:
            with suppress(OSError):  # nobody may read stdout; what cut it short is told all the same
                put(document(latest[0], stopped=error))
        if isinstance(error, OSError) and arguments.output == "-":
            error.filename = "stdout"
        raise
    if arguments.json and report.path is not None:
        put(document(report))
    else:
        say(summary(report))
    if was_there and not report.calls:  # a job of every night would else never see a new row, and not know it
        say("no call was made: these are the rows of the runs before; --restart, or another FILE, asks for new ones")
    if report.absent:
        say(f"no row has {', '.join(report.absent)}; the rows have: {', '.join(report.known)}")
    return DONE


async def _plan(arguments: argparse.Namespace) -> tuple[Plan, bool]:
    """The plan, and whether there is a route that counts."""
    async with session(arguments) as wh:
        walks = _walks(arguments, wh)
        if arguments.count:
            say("--count asks the count routes: 1 credit for each question that has one, and none for the others")
        planned = await plan_export(
            walks,
            None if arguments.output == "-" else arguments.output,
            spool=arguments.spool,
            max_rows=arguments.max_rows,
            max_credits=arguments.max_credits,
            restart=arguments.restart,
            count=arguments.count,
            rate=arguments.rate,
        )
        return planned, count_route(type(walks[0].operation)) is not None


def told(planned: Plan, *, is_countable: bool) -> Iterator[str]:
    """A plan for people, and where it is open, what would tell more."""
    yield from planned.lines()
    if planned.rows[1] is None:
        cost = several(planned.questions - planned.done, "credit")
        more = f"--count tells it for {cost}" if is_countable else "no endpoint counts these rows"
        yield f"How many more is not known; {more}."


async def _export(arguments: argparse.Namespace, keep: Progress) -> Report:
    async with session(arguments, lane="bulk") as wh:
        walks = _walks(arguments, wh)
        name = type(walks[0].operation).route.name
        with showing(name, arguments.max_rows) as show:

            def progress(report: Report) -> None:
                keep(report)
                if show is not None:
                    show(report)

            return await export(
                walks,
                _target(arguments.output),
                format=arguments.format,
                fields=[field.strip() for field in (arguments.fields or "").split(",") if field.strip()],
                typed=arguments.typed,
                provenance=arguments.provenance,
                max_rows=arguments.max_rows,
                max_credits=arguments.max_credits,
                restart=arguments.restart,
                spool=arguments.spool,
                progress=progress,
            )


def _walks(arguments: argparse.Namespace, wh: Session) -> list[Walk[Any]]:
    asked = questions(arguments.endpoint, arguments.pairs, arguments.extra, arguments.each)
    name = type(asked[0]).route.name
    listings = [operation for operation in asked if isinstance(operation, Listing)]
    if not listings:
        raise UsageError(
            f"{name} answers one record and has no rows to export; use `whasync call {arguments.endpoint}`"
        )
    return [wh.listing(listing) for listing in listings]


def _target(output: str) -> str | BinaryIO:
    if output != "-":
        return output
    # Unbuffered: a page that a stalled reader holds up must not block Python's last flush of stdout.
    return open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)


def document(report: Report, stopped: Exception | None = None) -> str:
    """What an export did as one JSON document.

    Args:
        stopped: What cut it short, if anything did. Then the same command goes on from the pages that are kept.
    """
    end = {
        "stopped": None if stopped is None else without_secrets(line_of(stopped)),
        "resumable": stopped is not None and report.pages > 0,
    }
    return msgspec.json.encode(msgspec.structs.asdict(report) | end).decode()


def summary(report: Report) -> str:
    """What an export did, in one line."""
    where = "stdout" if report.path is None else f"{report.path} ({size(report.bytes)})"
    doubt = f" and {report.in_doubt} in doubt" if report.in_doubt else ""
    parts = [f"{several(report.calls, 'call')}, {several(report.credits, 'credit')}{doubt}, {duration(report.seconds)}"]
    if report.paid > report.credits:
        parts.append(f"{several(report.paid, 'credit')} with the runs before")
    if report.credits_per_thousand_rows:
        parts.append(f"{report.credits_per_thousand_rows:g} credits per 1,000 rows")
    if report.lost:
        parts.append(f"{several(report.lost, 'page')} under way when a run was cut short, at most paid twice")
    if report.duplicates:
        parts.append(f"{several(report.duplicates, 'row')} that came again left out")
    if report.dropped:
        parts.append(f"{several(report.dropped, 'row')} not wanted left out")
    if report.rejected:
        parts.append(f"{several(report.rejected, 'row')} of an unknown shape, kept as they came")
    return f"{several(report.rows, 'row')} in {where}; {'; '.join(parts)}"
