"""From the arguments to an exit status. The command's own module is loaded only when it runs."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence

from ..errors import UsageError, WhasyncError
from .exits import DONE, INTERRUPTED, USAGE, InterruptedRunError, line_of, status_of
from .parser import make_parser
from .screen import say, writing_stdout

# What somebody writes who would give the key as an argument; the message repeats none of it.
_KEY = re.compile(r"--(x-)?(api[-_]?)?(key|token)(=|$)|wh_", re.IGNORECASE)
_KEY_IS_NO_ARGUMENT = (
    "an API key is no argument, for every user of this machine can read those: set WH_API_KEY, or name its file with "
    "--key-file"
)


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
        with writing_stdout():
            sys.stdout.flush()
    except BrokenPipeError:
        return DONE  # whoever read stdout has enough, as `head` does; nothing more is asked for
    except (WhasyncError, InterruptedRunError, OSError) as error:
        say(line_of(error))
        return status_of(error)
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    return status


def _mend_streams() -> None:
    """A process may be started with stdout or stderr closed. What would go there goes nowhere: without this, messages
    would go to the other of the two, and a file of ours might come to lie at the number of either. And a sign that
    the terminal's encoding has not is written by its number, as Python does on stderr.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    reconfigure = getattr(sys.stdout, "reconfigure", None)  # a caller of `main` may have put something else there
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


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
        unknown = [word for word in rest if word not in pairs]
        said = _KEY_IS_NO_ARGUMENT if any(map(_KEY.match, unknown)) else f"unrecognized arguments: {' '.join(unknown)}"
        raise UsageError(f"{said} ({arguments.parser.prog} --help tells more)")
    if pairs and not hasattr(arguments, "pairs"):
        raise UsageError(f"{arguments.command} takes no KEY=VALUE")
    if pairs:
        arguments.pairs = [*arguments.pairs, *pairs]
    return arguments
