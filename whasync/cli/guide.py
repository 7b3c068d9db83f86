"""`whasync guide`: the guides, offline."""

from __future__ import annotations

import argparse
import json
import sys

from ..guide import TOPICS, guide
from .exits import DONE
from .screen import put, table


def run(arguments: argparse.Namespace) -> int:
    """Print a guide, or what guides there are: Markdown, made readable on a terminal."""
    if arguments.topic is None:
        put(json.dumps(TOPICS) if arguments.json else "\n".join(table([*TOPICS.items()])))
    elif arguments.json:
        put(json.dumps({"topic": arguments.topic, "text": guide(arguments.topic)}))
    else:
        _show(guide(arguments.topic))
    return DONE


def _show(text: str) -> None:
    if sys.stdout.isatty():
        try:
            from rich.console import Console  # noqa: PLC0415 - an extra
            from rich.markdown import Markdown  # noqa: PLC0415
        except ImportError:
            pass
        else:
            Console().print(Markdown(text))
            return
    put(text.rstrip("\n"))
