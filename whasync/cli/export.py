"""`whasync export`: every row of a listing into a file."""

from __future__ import annotations

import argparse
import sys
from typing import BinaryIO

import msgspec

from .._core.operation import Listing
from .._core.words import several
from ..errors import UsageError
from ..export import Report, export
from .exits import DONE
from .progress import showing
from .question import question
from .running import run as run_async
from .running import session
from .screen import duration, say, size


def run(arguments: argparse.Namespace) -> int:
    """Export, then tell what it took: on stderr, and with --json and a file as a document on stdout."""
    report = run_async(_export(arguments))
    if arguments.json and report.path is not None:
        print(msgspec.json.encode(report).decode())
    else:
        say(summary(report))
    if report.absent:
        say(f"no row has {', '.join(report.absent)}; the rows have: {', '.join(report.known)}")
    return DONE


async def _export(arguments: argparse.Namespace) -> Report:
    operation = question(arguments.endpoint, arguments.pairs, arguments.extra)
    name = type(operation).route.name
    if not isinstance(operation, Listing):
        raise UsageError(
            f"{name} answers one record and has no rows to export; use `whasync call {arguments.endpoint}`"
        )
    fields = [field.strip() for field in (arguments.fields or "").split(",") if field.strip()]
    async with session(arguments) as wh:
        with showing(name, arguments.max_rows) as progress:
            return await export(
                wh.listing(operation),
                _target(arguments.output),
                format=arguments.format,
                fields=fields,
                max_rows=arguments.max_rows,
                restart=arguments.restart,
                progress=progress,
            )


def _target(output: str) -> str | BinaryIO:
    if output != "-":
        return output
    # Unbuffered: a page that a stalled reader holds up must not block Python's last flush of stdout.
    return open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)


def summary(report: Report) -> str:
    """What an export did, in one line."""
    where = "stdout" if report.path is None else f"{report.path} ({size(report.bytes)})"
    cost = f"{several(report.calls, 'call')}, {several(report.credits, 'credit')}"
    doubt = f" and {report.in_doubt} in doubt" if report.in_doubt else ""
    odd = f"; {several(report.rejected, 'row')} of an unknown shape, kept as they came" if report.rejected else ""
    return f"{several(report.rows, 'row')} in {where}; {cost}{doubt}, {duration(report.seconds)}{odd}"
