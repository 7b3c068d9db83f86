"""From the arguments to an exit status. The command's own module is loaded only when it runs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from ..errors import UsageError, WhasyncError
from .exits import DONE, INTERRUPTED, USAGE, InterruptedRunError, line_of, status_of
from .parser import make_parser
from .screen import say


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The arguments without the program's name; those of the process if left out.

    Returns:
        The exit status, see `whasync --help`.
    """
    _mend_streams()
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except (WhasyncError, InterruptedRunError, OSError) as error:
        say(line_of(error))
        return status_of(error)
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    return status


def _mend_streams() -> None:
    """A process may be started with stdout or stderr closed. What would go there goes nowhere: without this, messages
    would go to the other of the two, and a file of ours might come to lie at the number of either.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process


def _run(argv: Sequence[str] | None) -> int:
    try:
        arguments = _parse(argv)
    except SystemExit as stop:  # --help and --version have printed what was asked
        return stop.code if isinstance(stop.code, int) else DONE
    if arguments.command is None:
        arguments.parser.print_help(sys.stderr)
        return USAGE
    command = importlib.import_module(f".{arguments.command}", __package__)
    status: int = command.run(arguments)
    return status


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """argparse takes KEY=VALUE before the options or after them, not on both sides; here they may stand anywhere."""
    arguments, rest = make_parser().parse_known_args(argv)
    pairs = [word for word in rest if not word.startswith("-") and "=" in word]
    if len(pairs) < len(rest):
        unknown = " ".join(word for word in rest if word not in pairs)
        raise UsageError(f"unrecognized arguments: {unknown} ({arguments.parser.prog} --help tells more)")
    if pairs and not hasattr(arguments, "pairs"):
        raise UsageError(f"{arguments.command} takes no KEY=VALUE")
    if pairs:
        arguments.pairs = [*arguments.pairs, *pairs]
    return arguments


def _reader_left() -> int:
    """Whoever read stdout has enough, as `head` does. Nothing more is asked for, and that is no failure."""
    # Python flushes stdout once more at its end; into the void, lest it complains.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
