"""`whasync call`: one call."""

from __future__ import annotations

import argparse
import sys
from typing import Any

import orjson

from .._core.build import is_absent
from .._core.operation import parameters
from .exits import DONE
from .question import question
from .running import run as run_async
from .running import session
from .screen import writing_stdout


def run(arguments: argparse.Namespace) -> int:
    """Print the decoded JSON: on one line with --json, else indented."""
    answer = run_async(_call(arguments))
    style = orjson.OPT_APPEND_NEWLINE if arguments.json else orjson.OPT_APPEND_NEWLINE | orjson.OPT_INDENT_2
    with writing_stdout():
        sys.stdout.buffer.write(orjson.dumps(answer, option=style))
    return DONE


async def _call(arguments: argparse.Namespace) -> Any:
    operation = question(arguments.endpoint, arguments.pairs, arguments.extra)
    kind = type(operation)
    params = {p.wire: value for p in parameters(kind) if not is_absent(value := getattr(operation, p.name))}
    async with session(arguments) as wh:
        return await wh.call(kind.route.name, params, extra=operation.extra)
