"""Run a command's work on an event loop, with a session made from its arguments, until it ends or a signal comes."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from .._core.lanes import Lane
from ..errors import UsageError
from ..session import Session
from .exits import InterruptedRunError
from .screen import warnings_as_messages

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run *work* to its end. SIGINT and SIGTERM end it in good order; a second SIGINT at once.

    Raises:
        InterruptedRunError: A signal came. What had been kept stands in its notes.
    """
    interrupted = InterruptedRunError("interrupted")
    try:
        with warnings_as_messages():
            return asyncio.run(_until_signalled(work, interrupted))
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise interrupted from None


async def _until_signalled(work: Coroutine[Any, Any, T], interrupted: InterruptedRunError) -> T:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - this is a coroutine, so a task runs it
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        return await work
    except asyncio.CancelledError as stop:
        for note in getattr(stop, "__notes__", ()):
            interrupted.add_note(note)
        raise  # an error of another kind asyncio would report with its traceback, after a second signal


def session(arguments: argparse.Namespace, lane: Lane = "interactive") -> Session:
    """A session by the options of the commands that call the API. Somebody waits for what most of them do.

    Raises:
        UsageError: One of them, or the environment, cannot work.
    """
    key = key_of(arguments)
    if not key:
        raise UsageError(
            "no API key: set WH_API_KEY, or name its file with --key-file; keys are made at /api of the app"
        )
    return Session(
        key,
        base_url=arguments.base_url,
        rate=arguments.rate,
        shared=arguments.shared,
        bearer=arguments.bearer,
        proxy=proxy_of(arguments),
        lane=lane,
    )


def proxy_of(arguments: argparse.Namespace) -> str | None:
    """The proxy of --proxy, or None.

    Raises:
        UsageError: It is none. The message leaves out what stands before its host, for that may be a password.
    """
    proxy: str | None = arguments.proxy
    if proxy is None:
        return None
    try:
        parts = urlsplit(proxy)
        is_proxy = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        is_proxy = False
    if not is_proxy:
        shown = proxy.rpartition("@")[2]
        raise UsageError(f"--proxy {shown!r} is no URL of an HTTP proxy, such as http://proxy:3128")
    return proxy


def key_of(arguments: argparse.Namespace) -> str:
    """The key of --key-file or the environment; empty where there is none.

    Raises:
        UsageError: The file cannot be read, or is empty.
    """
    return os.environ.get("WH_API_KEY", "") if arguments.key_file is None else _key_in(Path(arguments.key_file))


def _key_in(path: Path) -> str:
    try:
        key = path.read_text(encoding="utf-8-sig").strip()  # Notepad begins a file with a mark
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--key-file {path}: {getattr(error, 'strerror', None) or 'is no text'}") from None
    if not key:
        raise UsageError(f"--key-file {path}: is empty")
    return key
